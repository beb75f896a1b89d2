/**
 * The one list of what can go wrong: named room/what, with a comment saying when it fires. record/policy.ts decides
 * what to do about each, ui/words/words.ts says it; both are Record<Code, ...>, so a new code does not compile until
 * someone has decided and found the words.
 */
export const codes = [
  // No reply at all, and the page is online: switched off, wrong address, or refused by the network.
  'capture/unreachable',
  // The browser says there is no network.
  'capture/offline',
  // An https page may not fetch an http address in this browser.
  'capture/mixed-content',
  // Chrome's and Firefox's local network permission was denied.
  'capture/local-network-denied',
  // The local network permission has not been answered yet: ask from a tap.
  'capture/local-network-prompt',
  // The camera answers (an opaque request succeeds) but sends no CORS header.
  'capture/no-cors',
  // 401: user name or password missing or wrong.
  'capture/login',
  // 403.
  'capture/forbidden',
  // 404 or 410: the camera has no picture at this address.
  'capture/not-found',
  // 503 or 429: too many viewers or asked too fast.
  'capture/busy',
  // Any other status.
  'capture/status',
  // 200, but a web page.
  'capture/html',
  // 200, but a format that is not JPEG (ASF, H.264, ...).
  'capture/not-mjpeg',
  // 200, but a film in a file: MP4, AVI, WebM.
  'capture/film',
  // 200, but neither a picture nor anything known.
  'capture/not-a-picture',
  // The browser's six connections to this camera or to the proxy are all taken by streams of this app.
  'capture/connections',
  // Neither head nor byte within the time limit.
  'capture/timeout',
  // A stream or a picture stopped in the middle.
  'capture/interrupted',
  // A picture larger than the limit.
  'capture/too-large',
  // The address is not an http(s) address.
  'capture/bad-address',
  // rtsp:// and its like: a protocol that browsers do not speak.
  'capture/rtsp',
  // An address with something in it that may be a password.
  'capture/address-login',
  // The camera redirects to another place.
  'capture/redirect',
  // The proxy is not there or refused (its own status, not the camera's).
  'capture/proxy',
  // The proxy was started again since it gave this page its token.
  'capture/proxy-token',
  // The proxy does not serve this address: it is not of a home network.
  'capture/proxy-refused',
  // A camera on the proxy's own machine or with a link-local address that was not named when the proxy was started.
  'capture/proxy-allow',
  // The proxy's own address.
  'capture/proxy-itself',
  // A port of another service than cameras, and not named when the proxy was started.
  'capture/proxy-port',
  // The address is a command that would change the camera for good.
  'capture/proxy-command',
  // The address would show passwords or system files of the camera.
  'capture/proxy-secret',
  // The address climbs out of its folder ('..') or holds a backslash.
  'capture/proxy-path',
  // An https camera shows the proxy another certificate than before.
  'capture/certificate',
  // A camera that asked the proxy for Digest asks for Basic: the password would travel in plain text.
  'capture/weaker-login',
  // No SOI, no frame header: not a JPEG.
  'check/not-a-jpeg',
  // A JPEG whose MCUs are not all there.
  'check/cut-short',
  // Arithmetic, lossless or 12-bit coding.
  'check/unsupported',
  // Zero, or more than base/limits.ts allows.
  'check/bad-size',
  // A picture of one pixel: what cameras and their servers show in place of one.
  'check/too-small',
  // Pictures come in which there is nothing to be seen any more.
  'notice/covered',
  // The very same picture comes again and again.
  'notice/frozen',
  // The disk or the quota is full.
  'deck/full',
  // Storage refused or lost a write for another reason.
  'deck/failed',
  // The browser deleted everything the page had stored, in mid-work.
  'deck/cleared',
  // This browser has no storage this page may use (insecure page, private window).
  'deck/unavailable',
  // Another tab holds the recording.
  'deck/locked',
  // Written by a newer version of the app.
  'deck/newer',
  // The film's file is gone.
  'deck/missing',
  // Original pictures that were kept with a film are damaged or gone.
  'deck/originals',
  // The browser could not decode a picture that check had passed.
  'draw/undecodable',
  // A still picture in a format that this browser does not decode (HEIC, JPEG XL, TIFF).
  'draw/format',
  // No encoder of this browser works for this size.
  'encode/unavailable',
  // The encoder failed or was reclaimed in mid-film.
  'encode/failed',
  // Neither engine answered while a film was finished.
  'encode/silent',
  // ffmpeg's core could not be fetched.
  'encode/core-missing',
  // The muxer refused a packet.
  'film/failed',
  // A film has too many pictures for a file of the wanted size.
  'film/too-long',
  // Films to be joined are of different cameras, sizes or encoders.
  'film/unlike',
  // Films to be joined were recorded at the same time.
  'film/overlap',
  // The recording ended without a single picture.
  'record/empty',
  // The camera's worker has said nothing for half a minute: the browser ended it, or it hangs there.
  'record/silent',
  // A defect of our own: anything that is no Trouble.
  'record/bug',
] as const;

export type Code = (typeof codes)[number];

/**
 * An error with a code. Comlink and structured clone carry only `name`, `message` and `stack`, so the code is the name.
 * `message` is for engineers and must never hold a password or an address with one.
 */
export class Trouble extends Error {
  override readonly name: Code;
  constructor(code: Code, detail = '', options?: ErrorOptions) {
    super(detail, options);
    this.name = code;
  }
}

const known: ReadonlySet<string> = new Set(codes);

/** The code of anything thrown, also of a Trouble that came across threads; 'record/bug' for the rest. */
export function codeOf(error: unknown): Code {
  const name = error instanceof Object && 'name' in error ? String(error.name) : '';
  return known.has(name) ? (name as Code) : 'record/bug';
}

/** What went wrong, in a form that crosses threads. `detail` is for engineers and holds no secrets. */
export interface Cause {
  readonly code: Code;
  readonly detail: string;
}

export function causeOf(error: unknown): Cause {
  return { code: codeOf(error), detail: error instanceof Error ? error.message : String(error) };
}
