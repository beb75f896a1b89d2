/** A page of many cameras before the real proxy: the six connections of a browser, and the ferry of each worker. */
import { Agent, get } from 'node:http';
import { Readable } from 'node:stream';
import type { ProxyServer } from '../../../proxy/proxy';
import type { OpenUrl, UrlReply } from '../../../src/base/web/url';
import { openFerry, serveFerry } from '../../../src/record/ferry';
import { type Bundle, bundleLimits, openBundle } from '../../../src/remote/bundle/bundle';
import { proxyFor, type RawCamera } from '../../support/proxy/stage';
import { closeAll } from '../capture/servers';
import { handCamera } from '../proxy/stream-stage';

/** The first is closed first. */
export const closing: { close(): unknown }[] = [];

/** After each test: closes everything it opened. */
export async function closeStage(): Promise<void> {
  for (const one of closing.splice(0)) await one.close();
  await closeAll();
}

export interface Browser {
  readonly openUrl: OpenUrl;
  /** What was asked, in order: the queries behind /proxy. */
  readonly asked: string[];
}

/** One browser's sockets to a host, shared by the page and its workers: what waits for one waits without a word. */
export function browser(): Browser {
  const agent = new Agent({ maxSockets: 6, keepAlive: true });
  closing.unshift({ close: () => agent.destroy() });
  const asked: string[] = [];
  const openUrl: OpenUrl = ({ url, headers }, signal) =>
    new Promise((resolve, reject) => {
      asked.push(url.slice(url.indexOf('?') + 1));
      const all = { 'User-Agent': 'Mozilla/5.0 test', ...headers };
      const request = get(url, { agent, headers: all, signal: AbortSignal.any([signal]) }, (reply) => {
        const names = Object.entries(reply.headers).map(([name, value]) => [name, String(value)] as const);
        const body = Readable.toWeb(reply) as ReadableStream<Uint8Array>;
        resolve({ status: reply.statusCode!, headers: new Map(names), body });
      });
      // As fetch says it.
      request.on('error', (error) => reject(signal.aborted ? signal.reason : new TypeError(error.message)));
    });
  return { openUrl, asked };
}

/** A camera's worker behind a real MessageChannel. */
export interface Worker {
  readonly openUrl: OpenUrl;
  readonly skipped: () => number;
  end(): void;
}

export function worker(bundle: Bundle, own: OpenUrl): Worker {
  const seat = bundle.join();
  const { port1, port2 } = new MessageChannel();
  const endFerry = serveFerry(port1, seat.openUrl ?? own);
  const end = () => {
    endFerry();
    seat.leave();
  };
  closing.unshift({ close: end });
  return { openUrl: openFerry(port2), skipped: () => seat.skipped, end };
}

export const never = () => new AbortController().signal;

export function question(
  proxy: ProxyServer,
  url: string,
  headers: Record<string, string> = { 'X-Camera-Stream': '1' },
) {
  const token = { 'X-Snapreel-Token': proxy.token };
  return {
    url: `http://127.0.0.1:${proxy.port}/proxy?url=${encodeURIComponent(url)}`,
    headers: { ...token, ...headers },
  };
}

export async function started(cameras: readonly RawCamera[], options: Parameters<typeof proxyFor>[1] = {}) {
  const proxy = await proxyFor(cameras, options);
  closing.push(proxy, ...cameras);
  return proxy;
}

export async function hands(count: number) {
  return Promise.all(Array.from({ length: count }, () => handCamera()));
}

/** What a body has brought so far; it is read as fast as it comes. */
export function reading(reply: UrlReply): { bytes(): Buffer; end(): 'end' | 'broken' | undefined } {
  const pieces: Uint8Array[] = [];
  let end: 'end' | 'broken' | undefined;
  const run = async () => {
    for await (const piece of reply.body) pieces.push(piece);
  };
  run().then(
    () => (end = 'end'),
    () => (end = 'broken'),
  );
  return { bytes: () => Buffer.concat(pieces), end: () => end };
}

/** Joined a bundle whose own connection is taken: what comes next is shared. */
export function pageOf(openUrl: OpenUrl, limits = bundleLimits): Bundle {
  const bundle = openBundle(openUrl, limits);
  bundle.join();
  return bundle;
}
