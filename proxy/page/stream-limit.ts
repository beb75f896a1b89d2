/** Answers a browser's sixth stream at once instead of letting everything after it wait for ever. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Trouble } from '../trouble';

/**
 * Browsers open six HTTP/1.1 connections to one host, all tabs together (Chromium's kDefaultMaxSocketsPerGroup, Firefox's
 * network.http.max-persistent-connections-per-server). A stream holds one as long as it runs; with six of them nothing
 * that the page asks is answered any more, also not whether the proxy is there. One is always left free.
 */
export class StreamLimit {
  readonly #most: number;
  readonly #open = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Counts the reply until it closes. Throws Trouble 'capture/connections' when the browser has as many as it may. */
  count(request: IncomingMessage, response: ServerResponse): void {
    const browser = browserOf(request);
    if (browser === undefined || response.destroyed) return;
    const open = this.#open.get(browser) ?? 0;
    if (open >= this.#most)
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

/** Those that share connections; undefined for programs, which open as many as they like, and for HTTP/2, which needs one. */
function browserOf(request: IncomingMessage): string | undefined {
  const agent = request.headers['user-agent'] ?? '';
  if (request.httpVersionMajor > 1 || !/^Mozilla\//.test(agent)) return undefined;
  return `${request.socket.remoteAddress} ${request.headers.host ?? ''} ${agent}`;
}
