/** Cameras, proxies and odd servers on 127.0.0.1, closed after each test. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ProxyServer, startProxy } from '../../../proxy/proxy';
import { type Sim, type SimOptions, startSim } from '../../../sim/sim';
import { makeJpeg } from '../../support/streams/jpegs';
import { nodeOpenUrl, toolsWith } from './cameras';

export const limits = { firstByteMs: 1_500, idleMs: 1_000, staleMs: 300, firstRetryMs: 50, longestRetryMs: 100 };
const closing: (() => Promise<unknown>)[] = [];

/** After each test: closes everything it opened. */
export async function closeAll(): Promise<void> {
  for (const close of closing.splice(0)) await close();
}

export async function simWith(options: SimOptions = {}): Promise<Sim> {
  const sim = await startSim({ widthPx: 160, heightPx: 120, keepPictures: true, ...options });
  closing.push(() => sim.close());
  return sim;
}

export async function proxyFor(origin: string): Promise<ProxyServer> {
  const proxy = await startProxy({ host: '127.0.0.1', port: 0, allow: [new URL(origin).host] });
  closing.push(() => proxy.close());
  return proxy;
}

export const linkTo = (proxy: ProxyServer) => ({ origin: `http://127.0.0.1:${proxy.port}`, token: proxy.token });

export async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server: Server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

let painted = 100;
export function sendJpeg(response: ServerResponse): void {
  const jpeg = makeJpeg(painted++);
  response.writeHead(200, { 'Content-Type': 'image/jpeg', 'Content-Length': jpeg.length });
  response.end(jpeg);
}

/** What a page without CORS sees of any camera. */
export const noCors = (origin: string) =>
  toolsWith(limits, undefined, (request, signal) =>
    request.url.startsWith(origin) ? Promise.reject(new TypeError('Failed to fetch')) : nodeOpenUrl(request, signal),
  );
