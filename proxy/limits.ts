/** How long, how much and how many: every bound of the proxy in one place, so that a test can make them small. */
export interface Limits {
  /** From asking the camera to the end of its reply head. */
  readonly firstMs: number;
  /** Between two pieces of a body. */
  readonly idleMs: number;
  /** For a whole picture, however slowly it drips. */
  readonly wholeMs: number;
  /** How long a JPEG without EOI is waited for after its promised length, and one with EOI for more bytes or a close. */
  readonly lingerMs: number;
  readonly headBytes: number;
  /** Of one picture, alone or within a stream. */
  readonly pictureBytes: number;
  /** Up to this size a text/plain answer of a camera stays text. */
  readonly textBytes: number;
  /** What may wait for a slow viewer before whole frames are skipped for it. */
  readonly backlogBytes: number;
  /** Sockets to cameras, in all and to one camera. */
  readonly upstreams: number;
  readonly upstreamsPerCamera: number;
  /** Sockets of pages. */
  readonly clients: number;
  /** Streams of one browser, which has six connections over HTTP/1.1 (see stream-limit.ts). */
  readonly streamsPerBrowser: number;
  /** Requests on one connection of a page that wait for their answers. */
  readonly pendingPerClient: number;
  /** The same over HTTP/2 once the token was shown there, and those of them that may be streams. */
  readonly streamsPerSession: number;
  readonly endlessPerSession: number;
  /** What node may keep for one HTTP/2 connection, in MiB: its own 10 are less than the backlogs of a wall. */
  readonly sessionMiB: number;
  /** From a page's first byte to the end of its request head. */
  readonly clientHeadMs: number;
}

/**
 * The limits with the page's patience for this camera, whole seconds from 10 to 120: for its first byte, for a picture,
 * and between two. Never less than the proxy's own.
 */
export function withPatience(limits: Limits, seconds: string): Limits {
  if (!/^\d{1,6}(\.\d{1,3})?$/.test(seconds)) return limits;
  const ms = Math.min(120, Math.max(10, Number(seconds))) * 1000;
  const { firstMs, idleMs, wholeMs } = limits;
  return { ...limits, firstMs: Math.max(firstMs, ms), idleMs: Math.max(idleMs, ms), wholeMs: Math.max(wholeMs, ms) };
}

const MiB = 1024 * 1024;

export const defaultLimits: Limits = {
  firstMs: 10_000,
  idleMs: 30_000,
  wholeMs: 60_000,
  lingerMs: 300,
  headBytes: 64 * 1024,
  // As in src/base/limits.ts: what can be opened as a file comes from a camera, too.
  pictureBytes: 128 * MiB,
  textBytes: 64 * 1024,
  backlogBytes: 2 * MiB,
  upstreams: 32,
  upstreamsPerCamera: 4,
  clients: 256,
  streamsPerBrowser: 5,
  pendingPerClient: 8,
  streamsPerSession: 128,
  endlessPerSession: 96,
  sessionMiB: 256,
  clientHeadMs: 10_000,
};
