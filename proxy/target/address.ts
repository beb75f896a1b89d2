/** Reads a camera's address and refuses path tricks and commands that would change the camera. */

import { Trouble } from '../trouble';
import { type Danger, dangerOfPair, dangerOfPath } from './commands';

export interface CameraAddress {
  /** http(s), without credentials or fragment; already normalised by the WHATWG parser. */
  readonly url: URL;
  /** Host name or IP literal, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  /** `host:port` and path, without query: what may stand in a log. */
  readonly shown: string;
}

function decodedFully(text: string): string {
  let now = text;
  for (let round = 0; round < 5; round++) {
    const next = now.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    if (next === now) break;
    now = next;
  }
  return now;
}

/** True for U+0000 to U+001F and U+007F. */
function hasControls(text: string): boolean {
  return [...text].some((letter) => letter < ' ' || letter === '\x7f');
}

const dangers: Readonly<Record<Danger, () => Trouble>> = {
  command: () =>
    new Trouble('capture/proxy-command', 'The proxy passes no command on that would change the camera for good.'),
  secret: () =>
    new Trouble('capture/proxy-secret', "The proxy passes no question on that would show the camera's secrets."),
};

function trick(): never {
  throw new Trouble('capture/proxy-path', 'The proxy does not pass this on: its path holds a trick.');
}

function bad(what: string): never {
  throw new Trouble('capture/bad-address', `This is not an address of a camera: ${what}.`);
}

/** Throws Trouble for a path or query a camera must not be asked for. Any depth of percent-encoding is seen through. */
function judge(url: URL): void {
  const path = decodedFully(url.pathname);
  const query = decodedFully(url.search);
  if (hasControls(path) || hasControls(query)) bad('it holds control characters');
  const pairs = [...new URLSearchParams(query), ...new URLSearchParams(/\?(.*)$/s.exec(path)?.[1])];
  const danger =
    dangerOfPath(path) ?? pairs.map(([key, value]) => dangerOfPair(key, value)).find((found) => found !== undefined);
  if (danger) throw dangers[danger]();
  if (/\\|(^|\/)\.\.?(\/|$)/.test(path)) trick();
}

/** Throws Trouble. Judges everything but the port and the IP address (see destinations.ts). */
export function readAddress(text: string): CameraAddress {
  if (hasControls(text)) bad('it holds control characters');
  if (text.length > 4096) bad('it is too long');
  if (!/^https?:\/\//i.test(text)) bad('it does not begin with http:// or https://');
  if (!URL.canParse(text)) bad('it cannot be read');
  const url = new URL(text);
  if (/^[^?#]*\\/.test(text)) trick();
  if (url.username !== '' || url.password !== '' || /^https?:\/\/[^/?#]*@/i.test(text))
    bad('user name and password belong into their own fields');
  url.hash = '';
  // What a browser asks a camera for with two slashes, it answers with one as well.
  url.pathname = url.pathname.replace(/\/{2,}/g, '/');
  judge(url);
  const secure = url.protocol === 'https:';
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return { url, host, port, secure, shown: `${url.hostname}:${port}${url.pathname}` };
}
