/** Decides which machines may be asked: a host name becomes one judged and pinned IP address. */
import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';
import type { CameraAddress } from './address';
import { Trouble } from './trouble';

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

  /** The IP address to connect to. Throws Trouble 'capture/proxy-refused' or, for unknown names, 'capture/unreachable'. */
  async pin(address: CameraAddress): Promise<string> {
    const literal = ipaddr.isValid(address.host);
    const candidates = literal ? [address.host] : await this.#lookUp(address.host);
    const ip = candidates
      .filter((candidate) => ipaddr.isValid(candidate))
      .map((candidate) => ipaddr.process(candidate).toString())
      .find((candidate) => this.#permitted(candidate, address));
    if (ip !== undefined) return ip;
    throw new Trouble(
      'capture/proxy-refused',
      'The proxy serves cameras of the home network only. A camera on this machine or with a link-local address must be ' +
        `named when the proxy is started: --allow ${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`,
    );
  }

  /** After a failed connection the name may be asked for again: the camera may have got a new address. */
  forget(address: CameraAddress): void {
    this.#pins.delete(address.host);
  }

  #permitted(ip: string, address: CameraAddress): boolean {
    if (address.port === this.#ownPort() && (judgeIp(ip) === 'console-only' || ownAddresses().has(ip))) return false;
    const verdict = judgeIp(ip);
    if (verdict !== 'console-only') return verdict === 'private';
    return this.#allow.has(placeKey(address.host, address.port)) || this.#allow.has(placeKey(ip, address.port));
  }

  #lookUp(name: string): Promise<readonly string[]> {
    const known = this.#pins.get(name);
    if (known) return known;
    if (this.#pins.size >= maxPins) this.#pins.clear();
    const found = this.#resolve(name).catch(() => {
      this.#pins.delete(name);
      throw new Trouble('capture/unreachable', 'No machine of this name can be found.');
    });
    this.#pins.set(name, found);
    return found;
  }
}

function placeKey(host: string, port: number): string {
  return `${ipaddr.isValid(host) ? ipaddr.process(host).toString() : host.toLowerCase()} ${port}`;
}

/** 'host:port' as typed, brackets around IPv6, in the form of placeKey. Throws a plain Error for what cannot be read. */
export function readPlace(text: string): string {
  const address = /^https?:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(address)) throw new Error(`Not host:port: ${text}`);
  const url = new URL(address);
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  return placeKey(url.hostname.replace(/^\[|\]$/g, ''), port);
}
