/** A raw camera and a proxy in front of it, on real sockets of 127.0.0.1: what every test of the proxy stands on. */
import type { IncomingHttpHeaders } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type ProxyOptions, type ProxyServer, startProxy } from '../../../proxy/proxy';
import { ask, type Transport, testCertificate } from './transport';

/** Bytes that begin and end as a JPEG; the proxy looks no further. */
export function jpeg(sizeBytes: number, fill = 0x55): Buffer {
  const bytes = Buffer.alloc(sizeBytes, fill);
  bytes.set([0xff, 0xd8, 0xff, 0xe0], 0);
  bytes.set([0xff, 0xd9], sizeBytes - 2);
  return bytes;
}

export function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

export interface RawCamera {
  readonly port: number;
  /** `host:port` for the proxy's allow list. */
  readonly place: string;
  /** Whole request heads, in the order they came. */
  readonly asked: string[];
  connects(): number;
  openSockets(): number;
  url(path: string): string;
  close(): Promise<void>;
}

/** A camera that answers with whatever `answer` does to the socket once a request head is complete. */
export async function rawCamera(
  answer: (socket: Socket, head: string) => void,
  host = '127.0.0.1',
): Promise<RawCamera> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  let connects = 0;
  const server = createServer({ noDelay: true }, (socket) => {
    connects += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    let head = '';
    socket.on('data', (bytes) => {
      head += bytes.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      const whole = head;
      head = '';
      asked.push(whole);
      answer(socket, whole);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    place: `${host}:${port}`,
    asked,
    connects: () => connects,
    openSockets: () => sockets.size,
    url: (path) => `http://${host}:${port}${path}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** A camera that sends these bytes and closes. */
export function cameraSending(bytes: Buffer): Promise<RawCamera> {
  return rawCamera((socket) => socket.end(bytes));
}

export function pictureReply(body: Buffer, head = ''): Buffer {
  const text = `HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: ${body.length}\r\n${head}\r\n`;
  return Buffer.concat([latin1(text), body]);
}

/** Tests of a time limit make it smaller; the others must not depend on how busy the machine is. */
export const calmLimits = { firstMs: 8000, idleMs: 8000, wholeMs: 12_000, lingerMs: 250, clientHeadMs: 8000 };

/** Over which of the three a proxy of a test is asked; plain unless said. */
const spoken = new WeakMap<ProxyServer, Transport>();
export const transportOf = (proxy: ProxyServer): Transport => spoken.get(proxy) ?? 'HTTP/1.1';

export async function proxyFor(
  cameras: readonly RawCamera[],
  options: Partial<ProxyOptions> = {},
  transport: Transport = 'HTTP/1.1',
): Promise<ProxyServer> {
  const allow = [...cameras.map((camera) => camera.place), ...(options.allow ?? [])];
  const https = transport === 'HTTP/1.1' ? {} : { https: await testCertificate() };
  const limits = { ...calmLimits, ...options.limits };
  const proxy = await startProxy({ host: '127.0.0.1', port: 0, ...https, ...options, allow, limits });
  spoken.set(proxy, transport);
  return proxy;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** X-Snapreel-Error, or ''. */
  readonly code: string;
}

/** One request to the proxy exactly as given: node's clients invent no Origin and let Host be anything. */
export async function send(
  proxy: ProxyServer,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
  host = '127.0.0.1',
): Promise<Answer> {
  const heard = await ask({ proxy, path, headers, method, host, transport: transportOf(proxy) });
  const pieces: Buffer[] = [];
  for await (const piece of heard.body) pieces.push(piece as Buffer);
  const error = heard.headers['x-snapreel-error'];
  return {
    status: heard.status,
    headers: heard.headers,
    body: Buffer.concat(pieces),
    code: typeof error === 'string' ? error : '',
  };
}

/** Asks the proxy for a camera's address, with the token. */
export function relayed(proxy: ProxyServer, url: string, headers: Record<string, string> = {}): Promise<Answer> {
  return send(proxy, `/proxy?url=${encodeURIComponent(url)}`, { 'X-Snapreel-Token': proxy.token, ...headers });
}

/** Waits until `what` holds; the test's own time limit ends it. */
export async function until(what: () => boolean): Promise<void> {
  while (!what()) await new Promise((resolve) => setTimeout(resolve, 5));
}
