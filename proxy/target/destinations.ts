/** Decides which machines may be asked: a host name becomes one judged and pinned IP address. */
import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';
import { Trouble } from '../trouble';
import type { CameraAddress } from './address';

export type ResolveName = (name: string) => Promise<readonly string[]>;

export type Verdict = 'private' | 'console-only' | 'never';

/**
 * The kind of place an IP literal is. RFC 1918 and RFC 4193 are 'private'; loopback, link-local and carrier-grade NAT
 * (which Tailscale uses) only when typed on the console; public, unspecified, multicast, and all addresses that carry
 * another one inside (NAT64, 6to4, Teredo, IPv4-compatible) never. Mapped IPv4 is judged as IPv4.
 */
export function judgeIp(text: string): Verdict {
  if (!ipaddr.isValid(text)) return 'never';
  const address = ipaddr.process(text);
  const range: string = address.range();
  if (range === 'private') return 'private';
  // The metadata service of one large cloud sits among the unique local addresses.
  if (range === 'uniqueLocal') return address.toString().startsWith('fd00:ec2:') ? 'never' : 'private';
  if (range === 'loopback' || range === 'linkLocal' || range === 'carrierGradeNat') return 'console-only';
  return 'never';
}

export const resolveName: ResolveName = async (name) =>
  (await lookup(name, { all: true, verbatim: false })).map((found) => found.address);

/** All addresses of this machine, in the spelling of ipaddr.js. */
export function ownAddresses(): ReadonlySet<string> {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return new Set(all.map((one) => ipaddr.process(one.address.replace(/%.*$/, '')).toString()));
}

/** Ports where something other than a web server listens: most of the Fetch standard's bad ports, and the usual databases. */
const otherServices: ReadonlySet<number> = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 445, 465, 512, 513, 514, 515, 526, 530, 531,
  532, 540, 548, 554, 556, 563, 587, 601, 631, 636, 989, 990, 993, 995, 1433, 1521, 1719, 1720, 1723, 2049, 2375, 2376,
  3306, 3389, 3659, 4045, 4190, 5060, 5061, 5432, 5900, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697,
  9100, 11211, 27017,
]);

const maxPins = 1000;

export class Destinations {
  readonly #allow: ReadonlySet<string>;
  readonly #resolve: ResolveName;
  readonly #pins = new Map<string, Promise<readonly string[]>>();
  readonly #ownPort: () => number;

  /** `allow`: `host:port` as typed on the console; IPv6 in brackets; port 80 when there is none. */
  constructor(allow: readonly string[], ownPort: () => number, resolve: ResolveName) {
    this.#allow = new Set(allow.map(readPlace));
    this.#ownPort = ownPort;
    this.#resolve = resolve;
  }

  /** The IP address to connect to. Throws Trouble with the reason it may not be asked, or that it is not known. */
  async pin(address: CameraAddress): Promise<string> {
    const literal = ipaddr.isValid(address.host);
    const candidates = (literal ? [address.host] : await this.#lookUp(address.host))
      .filter((candidate) => ipaddr.isValid(candidate))
      .map((candidate) => ipaddr.process(candidate).toString());
    const ip = candidates.find((candidate) => this.#refusal(candidate, address) === undefined);
    if (ip !== undefined) return ip;
    // Of several addresses the first one's reason is told.
    throw this.#refusal(candidates[0] ?? '', address) ?? notFound();
  }

  /** After a failed connection the name may be asked for again: the camera may have got a new address. */
  forget(address: CameraAddress): void {
    this.#pins.delete(address.host);
  }

  #refusal(ip: string, address: CameraAddress): Trouble | undefined {
    const { host, port } = address;
    const verdict = judgeIp(ip);
    if (port === this.#ownPort() && (verdict === 'console-only' || ownAddresses().has(ip)))
      return new Trouble('capture/proxy-itself', "This is the proxy's own address, not a camera's.");
    if (verdict === 'never')
      return new Trouble('capture/proxy-refused', 'The proxy serves cameras of the home network only.');
    if (this.#allow.has(placeKey(host, port)) || this.#allow.has(placeKey(ip, port))) return undefined;
    if (verdict === 'console-only')
      return new Trouble(
        'capture/proxy-allow',
        'A camera on this machine or with a link-local address must be named when the proxy is started: ' +
          `--allow ${host.includes(':') ? `[${host}]` : host}:${port}`,
      );
    if (otherServices.has(port))
      return new Trouble(
        'capture/proxy-port',
        `Port ${port} belongs to another service than cameras. If a camera is there, name it when the proxy is started.`,
      );
    return undefined;
  }

  #lookUp(name: string): Promise<readonly string[]> {
    const known = this.#pins.get(name);
    if (known) return known;
    if (this.#pins.size >= maxPins) this.#pins.clear();
    const found = this.#resolve(name).catch(() => {
      this.#pins.delete(name);
      throw notFound();
    });
    this.#pins.set(name, found);
    return found;
  }
}

function notFound(): Trouble {
  return new Trouble('capture/unreachable', 'No machine of this name can be found.');
}

function placeKey(host: string, port: number): string {
  return `${ipaddr.isValid(host) ? ipaddr.process(host).toString() : host.toLowerCase()} ${port}`;
}

/** 'host:port' as typed, brackets around IPv6, in the form of placeKey. Throws a plain Error for what cannot be read. */
function readPlace(text: string): string {
  const address = /^https?:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(address)) throw new Error(`Not host:port: ${text}`);
  const url = new URL(address);
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  return placeKey(url.hostname.replace(/^\[|\]$/g, ''), port);
}
