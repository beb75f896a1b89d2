/** Answers a browser's sixth stream at once instead of letting everything after it wait for ever. */
import type { Limits } from '../limits';
import { Trouble } from '../trouble';
import { header, hostOf, type PageRequest, type PageResponse } from './exchange';

/**
 * Browsers open six HTTP/1.1 connections to one host, all tabs together (Chromium's kDefaultMaxSocketsPerGroup, Firefox's
 * network.http.max-persistent-connections-per-server). A stream holds one as long as it runs; with six of them nothing
 * that the page asks is answered any more, also not whether the proxy is there. One is always left free. Over HTTP/2 all
 * share one connection, and what is always left is some of the requests that run on it at a time.
 */
export class StreamLimit {
  readonly #limits: Limits;
  readonly #open = new Map<string, number>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Counts the reply until it closes. Throws Trouble 'capture/connections' when the browser has as many as it may. */
  count(request: PageRequest, response: PageResponse): void {
    const browser = browserOf(request);
    if (browser === undefined || response.destroyed) return;
    const open = this.#open.get(browser) ?? 0;
    const most = request.httpVersionMajor > 1 ? this.#limits.endlessPerSession : this.#limits.streamsPerBrowser;
    if (open >= most)
      throw new Trouble(
        'capture/connections',
        `This browser already watches ${open} streams through the proxy and has no connection left for another one.`,
      );
    this.#open.set(browser, open + 1);
    response.once('close', () => {
      const left = (this.#open.get(browser) ?? 1) - 1;
      if (left > 0) this.#open.set(browser, left);
      else this.#open.delete(browser);
    });
  }
}

/** Those that share connections; undefined for programs, which open as many as they like. */
function browserOf(request: PageRequest): string | undefined {
  const agent = header(request, 'user-agent');
  if (!/^Mozilla\//.test(agent)) return undefined;
  return `${request.httpVersionMajor} ${request.socket.remoteAddress} ${hostOf(request)} ${agent}`;
}
