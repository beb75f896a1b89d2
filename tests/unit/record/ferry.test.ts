/** The ferry carries replies byte for byte over a real MessageChannel, and cancels as fetch does. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fetchUrl, needsFerry, openFerry, serveFerry } from '../../../src/record/ferry';

let server: Server;
let origin = '';
let aborted = 0;

beforeAll(async () => {
  server = createServer((request, reply) => {
    if (request.url === '/endless') {
      reply.writeHead(200, { 'content-type': 'multipart/x-mixed-replace' });
      const timer = setInterval(() => reply.write('part'), 5);
      reply.on('close', () => {
        aborted += 1;
        clearInterval(timer);
      });
      return;
    }
    reply.writeHead(request.url === '/missing' ? 404 : 200, { 'x-kind': 'test' });
    reply.end(Buffer.alloc(200_000, 7));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function ferry() {
  const { port1, port2 } = new MessageChannel();
  return { openUrl: openFerry(port2), end: serveFerry(port1, fetchUrl) };
}

test('status, headers and every byte come across', async () => {
  const { openUrl, end } = ferry();
  const reply = await openUrl({ url: `${origin}/picture`, headers: {} }, new AbortController().signal);
  expect(reply.status).toBe(200);
  expect(reply.headers.get('x-kind')).toBe('test');
  const bytes = new Uint8Array(await new Response(reply.body).arrayBuffer());
  expect(bytes.length).toBe(200_000);
  expect(bytes.every((byte) => byte === 7)).toBe(true);
  const missing = await openUrl({ url: `${origin}/missing`, headers: {} }, new AbortController().signal);
  expect(missing.status).toBe(404);
  await missing.body.cancel();
  end();
});

test('no reply at all is a TypeError, as with fetch', async () => {
  const { openUrl, end } = ferry();
  const request = { url: 'http://127.0.0.1:1/', headers: {} };
  await expect(openUrl(request, new AbortController().signal)).rejects.toBeInstanceOf(TypeError);
  end();
});

test('aborting ends the request at the camera', async () => {
  const { openUrl, end } = ferry();
  const abort = new AbortController();
  const reply = await openUrl({ url: `${origin}/endless`, headers: {} }, abort.signal);
  const reader = reply.body.getReader();
  expect((await reader.read()).value?.length).toBeGreaterThan(0);
  abort.abort();
  await expect(reader.read()).rejects.toMatchObject({ name: 'AbortError' });
  await expect.poll(() => aborted).toBe(1);
  end();
});

test('what a worker that was ended had open is ended at the camera', async () => {
  const { openUrl, end } = ferry();
  const before = aborted;
  const reply = await openUrl({ url: `${origin}/endless`, headers: {} }, new AbortController().signal);
  expect((await reply.body.getReader().read()).value?.length).toBeGreaterThan(0);
  end();
  await expect.poll(() => aborted).toBe(before + 1);
});

test('only an http camera on an https page needs it', () => {
  expect(needsFerry('https:', 'http://192.168.1.20/')).toBe(true);
  expect(needsFerry('https:', 'https://192.168.1.20/')).toBe(false);
  expect(needsFerry('http:', 'http://192.168.1.20/')).toBe(false);
});
