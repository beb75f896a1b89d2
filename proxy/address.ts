/** Reads a camera's address and refuses path tricks and commands that would change the camera. */
import { Trouble } from './trouble';

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

/** Ports where something other than a web server listens (the Fetch standard's bad ports, and the usual databases). */
const badPorts: ReadonlySet<number> = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 445, 465, 512, 513, 514, 515, 526, 530, 531,
  532, 540, 548, 554, 556, 563, 587, 601, 631, 636, 989, 990, 993, 995, 1433, 1521, 1719, 1720, 1723, 2049, 2375, 2376,
  3306, 3389, 3659, 4045, 4190, 5060, 5061, 5432, 5900, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697,
  9100, 10080, 11211, 27017,
]);

/**
 * Parts of a path that change a camera for good, or give its secrets away. Only GET ever goes out, but these cameras
 * do everything with GET (the vendor's "IP Camera CGI" v1.27). camera_control and decoder_control are harmless and pass.
 */
const dangerousSegments: readonly RegExp[] = [
  /^(restore|backup|upgrade|test|comm)_/,
  // Of the setters only the lamp and the patrol speed are harmless.
  /^set_(?!misc\.)/,
  /^get_(params|log|forbidden|factory)/,
  /^(wifi_scan|get_wifi_scan)/,
  /^(update|format)(\W|_|$)/,
  /reboot|restart|shutdown|poweroff|(?<!p)reset/,
  /factory|firmware|upgrade|configurationfile|backup/,
  /passwd|password|pwdgrp|usermanager|adduser|deluser/,
];

/** System folders that some cameras serve by mistake (Netwave: `//proc/kcore` is the whole memory). */
const systemFolders = /^\/*(proc|sys|dev|etc|root)(\/|$)/;

/** CGIs that keep the verb in the query: `cmd=rebootSystem`, `action=factorydefault`, or `reset=1`. */
const commandKeys: ReadonlySet<string> = new Set(['cmd', 'command', 'action', 'method', 'var']);
const dangerousCommand =
  /reboot|restart|restore|(?<!p|ptz)reset|upgrade|update|^format|factory|passw|account|user|export|import|config|shutdown|delete|remove/i;
const dangerousKey = /^(reboot|restart|reset|restore|upgrade|shutdown)$/i;

function isDangerousPair(key: string, value: string): boolean {
  return dangerousKey.test(key) || (commandKeys.has(key.toLowerCase()) && dangerousCommand.test(value));
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
export function hasControls(text: string): boolean {
  return [...text].some((letter) => letter < ' ' || letter === '\x7f');
}

function refuse(what: string): never {
  throw new Trouble('capture/proxy-refused', `The proxy does not pass this on: ${what}.`);
}

function bad(what: string): never {
  throw new Trouble('capture/bad-address', `This is not an address of a camera: ${what}.`);
}

/** Throws Trouble for a path or query a camera must not be asked for. Case and any depth of percent-encoding are seen through. */
export function judgePath(url: URL): void {
  const path = decodedFully(url.pathname).toLowerCase();
  if (systemFolders.test(path)) refuse('a system folder');
  const segments = path.split(/[/\\;]/);
  if (segments.some((segment) => dangerousSegments.some((danger) => danger.test(segment))))
    refuse('a command that changes the camera or shows its secrets');
  for (const [key, value] of new URLSearchParams(decodedFully(url.search)))
    if (isDangerousPair(key, value)) refuse('a command that changes the camera or shows its secrets');
  if (hasControls(path) || hasControls(decodedFully(url.search))) bad('it holds control characters');
  if (/\/\/|\\|;|(^|\/)\.\.?(\/|$)/.test(path) || /%2f|%5c/i.test(url.pathname)) bad('its path holds a trick');
}

/** Throws Trouble 'capture/bad-address' or 'capture/proxy-refused'. Judges everything but the IP address (see destinations.ts). */
export function readAddress(text: string): CameraAddress {
  if (hasControls(text)) bad('it holds control characters');
  if (text.length > 4096) bad('it is too long');
  if (!/^https?:\/\//i.test(text)) bad('it does not begin with http:// or https://');
  if (!URL.canParse(text)) bad('it cannot be read');
  const url = new URL(text);
  if (/^[^?#]*\\/.test(text)) bad('its path holds a trick');
  if (url.username !== '' || url.password !== '' || /^https?:\/\/[^/?#]*@/i.test(text))
    bad('user name and password belong into their own fields');
  url.hash = '';
  judgePath(url);
  const secure = url.protocol === 'https:';
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  if (badPorts.has(port)) refuse(`port ${port} is not a web server's`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return { url, host, port, secure, shown: `${url.hostname}:${port}${url.pathname}` };
}
