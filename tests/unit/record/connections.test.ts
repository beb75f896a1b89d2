/** Streams in several workers of one browser, over real sockets with six connections to a host. */
import { Agent, get, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { afterEach, expect, it } from 'vitest';
import type { OpenUrl } from '../../../src/base/web/url';
import { type Connections, watchConnections } from '../../../src/record/connections';
import { closeAll, serve } from '../capture/servers';

const closing: (() => void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) close();
  await closeAll();
});

/** One browser's sockets, shared by all of its workers: what waits for one waits without a word. */
function browser(): OpenUrl {
  const agent = new Agent({ maxSockets: 6, keepAlive: true });
  closing.push(() => agent.destroy());
  return ({ url, headers }, signal) =>
    new Promise((resolve, reject) => {
      const request = get(url, { agent, headers, signal }, (reply) => {
        const names = Object.entries(reply.headers).map(([name, value]) => [name, String(value)] as const);
        const body = Readable.toWeb(reply) as ReadableStream<Uint8Array>;
        resolve({ status: reply.statusCode!, headers: new Map(names), body });
      });
      request.on('error', reject);
    });
}

function worker(openUrl: OpenUrl): Connections {
  const connections = watchConnections(openUrl);
  closing.push(connections.close);
  return connections;
}

const endless = () =>
  serve((request, response) => {
    const isStream = request.url!.startsWith('/stream');
    response.writeHead(200, { 'Content-Type': isStream ? 'multipart/x-mixed-replace; boundary=x' : 'image/jpeg' });
    response.write('--x\r\n');
    if (!isStream) response.end();
  });

const never = new AbortController().signal;
const ask = (url: string) => ({ url, headers: {} });

it.each(['/stream/7', '/shot.jpg'])('the seventh is told at once: %s', async (path) => {
  const origin = await endless();
  const openUrl = browser();
  const workers = Array.from({ length: 7 }, () => worker(openUrl));
  const open = await Promise.all(workers.slice(0, 6).map((one, n) => one.openUrl(ask(`${origin}/stream/${n}`), never)));
  const before = performance.now();
  await expect(workers[6]!.openUrl(ask(origin + path), never)).rejects.toMatchObject({ name: 'capture/connections' });
  expect(performance.now() - before).toBeLessThan(4_000);

  // One is closed, and there is room again.
  await open[0]!.body.cancel();
  const reply = await workers[6]!.openUrl(ask(origin + path), never);
  expect(reply.status).toBe(200);
  for (const one of open.slice(1)) await one.body.cancel();
  await reply.body.cancel();
});

it('six in one worker count as well as six in six', async () => {
  const origin = await endless();
  const [one, other] = [worker(browser()), worker(() => new Promise(() => undefined))];
  const open = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => one!.openUrl(ask(`${origin}/stream/${n}`), never)));
  await expect(other!.openUrl(ask(`${origin}/stream/7`), never)).rejects.toMatchObject({ name: 'capture/connections' });
  for (const reply of open) await reply.body.cancel();
});

it('a slow camera beside five streams, or beside six of another host, is only slow', async () => {
  const origin = await endless();
  const elsewhere = await endless();
  const slow = await serve((_, response) => setTimeout(() => response.end('late'), 2_000));
  const openUrl = browser();
  const [one, other] = [worker(openUrl), worker(openUrl)];
  const open = await Promise.all([1, 2, 3, 4, 5].map((n) => one!.openUrl(ask(`${origin}/stream/${n}`), never)));
  const more = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => one!.openUrl(ask(`${elsewhere}/stream/${n}`), never)));
  expect((await other!.openUrl(ask(`${slow}/a.jpg`), never)).status).toBe(200);
  expect((await other!.openUrl(ask(`${origin}/stream/6`), never)).status).toBe(200);
  for (const reply of [...open, ...more]) await reply.body.cancel();
});

it('a stream that breaks, or ends, is one less', async () => {
  const answers: ServerResponse[] = [];
  const origin = await serve((_, response) => {
    answers.push(response);
    response.writeHead(200, { 'Content-Type': 'multipart/x-mixed-replace; boundary=x' });
    response.write('--x\r\n');
  });
  const openUrl = browser();
  const [one, other] = [worker(openUrl), worker(openUrl)];
  const readers: ReadableStreamDefaultReader<Uint8Array>[] = [];
  for (let n = 0; n < 6; n++) {
    const reader = (await one.openUrl(ask(`${origin}/stream/${n}`), never)).body.getReader();
    await reader.read();
    readers.push(reader);
  }
  await expect(other.openUrl(ask(`${origin}/stream/7`), never)).rejects.toMatchObject({ name: 'capture/connections' });
  answers[0]!.destroy();
  answers[1]!.end();
  await expect(readers[0]!.read()).rejects.toThrow();
  expect((await readers[1]!.read()).done).toBe(true);
  expect((await other.openUrl(ask(`${origin}/stream/8`), never)).status).toBe(200);
  for (const reader of readers) await reader.cancel().catch(() => undefined);
});

it('goes when it is told to', async () => {
  const stop = new AbortController();
  const opening = worker(
    (_, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  ).openUrl(ask('http://127.0.0.1:9/'), stop.signal);
  stop.abort(new Error('enough'));
  await expect(opening).rejects.toThrow('enough');
});
