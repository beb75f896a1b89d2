/** What anybody on the network can do without the token: it costs the proxy little and keeps nobody out. */
import { readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ProxyOptions, ProxyServer } from '../../../proxy/proxy';
import { jpeg, pictureReply, proxyFor, rawCamera, relayed, send, until } from '../../support/proxy/stage';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'snapreel-greedy-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html>');
  await writeFile(join(folder, 'large.png'), Buffer.alloc(4_000_000, 'large'));
});
afterAll(() => rm(folder, { recursive: true }));

const closing: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});

async function started(options: Partial<ProxyOptions> = {}): Promise<ProxyServer> {
  const proxy = await proxyFor([], { distFolder: folder, ...options });
  closing.push(proxy);
  return proxy;
}

function dial(proxy: ProxyServer, text = ''): Promise<Socket & { gone?: boolean }> {
  return new Promise((resolve) => {
    const socket: Socket & { gone?: boolean } = connect(proxy.port, '127.0.0.1', () => resolve(socket));
    socket.on('error', () => undefined).on('close', () => (socket.gone = true));
    closing.unshift({ close: () => socket.destroy() });
    if (text) socket.write(text);
  });
}

/** How many files of the folder this process holds open. */
const openFiles = () =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return statSync(`/proc/self/fd/${fd}`).size === 4_000_000;
    } catch {
      return false;
    }
  }).length;

const asking = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;

describe('files', () => {
  const packets = [1000, 100, 20] as const;
  test.each(packets)('%i requests in one packet open no more files than a browser asks for', async (count) => {
    const proxy = await started();
    const socket = await dial(proxy, asking('/large.png').repeat(count));
    let most = 0;
    for (let round = 0; round < 40; round++) {
      most = Math.max(most, openFiles());
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(most).toBeLessThanOrEqual(8);
    socket.resume();
    await until(() => socket.gone === true);
    await until(() => openFiles() === 0);
  });

  test('a viewer that leaves in the middle leaves no file open', async () => {
    const proxy = await started();
    for (let round = 0; round < 20; round++) {
      const socket = await dial(proxy, asking('/large.png'));
      await new Promise((resolve) => socket.once('data', resolve));
      socket.destroy();
    }
    await until(() => openFiles() === 0);
  });

  test('one that does not read is left after the time limit, with its file', async () => {
    const proxy = await started({ limits: { idleMs: 150 } });
    const socket = await dial(proxy, asking('/large.png'));
    socket.pause();
    await until(() => openFiles() === 1);
    await until(() => openFiles() === 0);
  });
});

describe('places', () => {
  // The last one also waits while this one process fills the kernel's buffers of 256 connections.
  const greedy: readonly (readonly [string, string, number])[] = [
    ['say nothing', '', 2000],
    ['say half a line', 'GET / HT', 2000],
    ['say half a head', 'GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ', 2000],
    ['ask and do not read', asking('/large.png'), 12_000],
  ];
  test.each(greedy)('256 connections that %s keep nobody out', async (_what, text, limitMs) => {
    const proxy = await started();
    const sockets = await Promise.all(Array.from({ length: 256 }, () => dial(proxy, text)));
    for (const socket of sockets) socket.pause();
    const before = performance.now();
    expect((await send(proxy, '/index.html')).status).toBe(200);
    expect((await send(proxy, '/snapreel.json')).status).toBe(200);
    expect(performance.now() - before).toBeLessThan(limitMs);
  });

  test('a stream with the token keeps its place', async () => {
    const camera = await rawCamera((socket) =>
      socket.write('HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace;boundary=b\r\n\r\n--b\r\n'),
    );
    closing.push(camera);
    const proxy = await started({ allow: [camera.place], limits: { clients: 8 } });
    const path = `/proxy?url=${encodeURIComponent(camera.url('/v'))}`;
    const stream = await dial(
      proxy,
      asking(path).replace('\r\n\r\n', `\r\nX-Snapreel-Token: ${proxy.token}\r\nX-Camera-Stream: 1\r\n\r\n`),
    );
    await until(() => proxy.stats().viewers === 1);
    for (let round = 0; round < 40; round++) await dial(proxy, round % 2 ? '' : asking('/large.png'));
    expect((await send(proxy, '/index.html')).status).toBe(200);
    expect(stream.gone).toBeUndefined();
    expect(proxy.stats().viewers).toBe(1);
  });

  test('a page that keeps its connection and asks again and again is no greedy one', async () => {
    const camera = await rawCamera((socket) => socket.end(pictureReply(jpeg(500))));
    closing.push(camera);
    const proxy = await started({ allow: [camera.place] });
    for (let round = 0; round < 30; round++) expect((await relayed(proxy, camera.url('/s'))).status).toBe(200);
  });
});
