/** Decides who may use the proxy: Host (DNS rebinding), Origin (foreign pages) and the token. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { hostname } from 'node:os';
import ipaddr from 'ipaddr.js';
import { judgeIp, ownAddresses } from '../target/destinations';
import { header, hostOf, type PageRequest, type PageResponse } from './exchange';

export interface GuardOptions {
  readonly token: string;
  /** Our own pages are served over https. */
  readonly secure: boolean;
  /** Listens on other addresses than loopback. */
  readonly lan: boolean;
  /** More host names of this machine, from the console. */
  readonly names: readonly string[];
  /** More origins that may use the proxy, from the console. */
  readonly origins: readonly string[];
}

const exposed = [
  'X-Source-Content-Type',
  'X-Snapreel-Error',
  'X-Camera-Challenge',
  'X-Camera-Oddities',
  'X-Timestamp',
  'Retry-After',
].join(', ');

const asked = [
  'X-Snapreel-Token',
  'X-Camera-User',
  'X-Camera-Password',
  'X-Camera-Login',
  'X-Camera-Stream',
  'X-Camera-Patience',
].join(', ');

export class Guard {
  readonly #options: GuardOptions;
  readonly #names: ReadonlySet<string>;

  constructor(options: GuardOptions) {
    this.#options = options;
    const machine = hostname().toLowerCase();
    const lanNames = options.lan ? [machine, `${machine}.local`] : [];
    this.#names = new Set(['localhost', ...lanNames, ...options.names.map((name) => name.toLowerCase())]);
  }

  /**
   * Whether the name it calls us by is one of ours. A page of a stranger whose name was made to point here (DNS rebinding)
   * sends its own name.
   */
  isOurHost(request: PageRequest): boolean {
    const text = hostOf(request);
    if (!/^[\w.:[\]-]+$/.test(text) || !URL.canParse(`http://${text}`)) return false;
    const host = new URL(`http://${text}`).hostname.replace(/^\[|\]$/g, '');
    if (this.#names.has(host)) return true;
    if (!ipaddr.isValid(host)) return false;
    const ip = ipaddr.process(host).toString();
    return ip === '127.0.0.1' || ip === '::1' || (this.#options.lan && ownAddresses().has(ip));
  }

  isOwnOrigin(request: PageRequest): boolean {
    const scheme = this.#options.secure ? 'https' : 'http';
    const own = `${scheme}://${hostOf(request)}`.toLowerCase();
    return URL.canParse(own) && header(request, 'origin') === new URL(own).origin;
  }

  /**
   * Whether the page that asks may use the proxy. Same-origin GETs carry no Origin; then Sec-Fetch-Site decides, where
   * the browser sends it, and the token in any case.
   */
  isOurPage(request: PageRequest): boolean {
    const origin = header(request, 'origin');
    if (origin !== '') return this.isOwnOrigin(request) || this.#options.origins.includes(origin);
    return this.#isSameSite(request);
  }

  /** As isOurPage, without the origins of the console: for what only our own pages may read. */
  isOwnPage(request: PageRequest): boolean {
    if (header(request, 'origin') !== '') return this.isOwnOrigin(request);
    return this.#isSameSite(request);
  }

  #isSameSite(request: PageRequest): boolean {
    const site = header(request, 'sec-fetch-site');
    return site === '' || site === 'same-origin' || site === 'none';
  }

  hasToken(request: PageRequest): boolean {
    const digest = (text: string) => createHash('sha256').update(text).digest();
    return timingSafeEqual(digest(header(request, 'x-snapreel-token')), digest(this.#options.token));
  }

  /** The exact origin for those allowed, nothing for others; never `*`, never credentials. */
  setCors(request: PageRequest, response: PageResponse): void {
    response.setHeader('Vary', 'Origin');
    const origin = header(request, 'origin');
    if (origin === '' || !this.isOurPage(request)) return;
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Access-Control-Expose-Headers', exposed);
  }

  /** Answers a preflight. */
  answerPreflight(request: PageRequest, response: PageResponse): void {
    if (header(request, 'origin') === '' || !this.isOurPage(request)) {
      response.writeHead(403, { 'Content-Length': 0 });
      response.end();
      return;
    }
    response.setHeader('Access-Control-Allow-Methods', 'GET');
    response.setHeader('Access-Control-Allow-Headers', asked);
    response.setHeader('Access-Control-Max-Age', '600');
    // Asked by Chromium before its Local Network Access replaced this header; harmless after.
    if (header(request, 'access-control-request-private-network') === 'true')
      response.setHeader('Access-Control-Allow-Private-Network', 'true');
    response.writeHead(204);
    response.end();
  }
}

/** Whether the other end is this very machine. */
export function isLoopback(address: string | undefined): boolean {
  if (address === undefined || !ipaddr.isValid(address)) return false;
  const ip = ipaddr.process(address);
  return judgeIp(ip.toString()) === 'console-only' && ip.range() === 'loopback';
}
