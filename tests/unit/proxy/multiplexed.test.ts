/** HTTP/2, where all of a browser's requests run on one connection: what guards of connections must not lose by that. */
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants } from 'node:http2';
import { type AddressInfo, connect as connectPlain, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectSecure } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProxyServer } from '../../../proxy/proxy';
import { send, until } from '../../support/proxy/stage';
import { stageEach } from '../../support/proxy/staged';
import { handCamera, numbersIn, part } from './stream-stage';

const { keep, started } = stageEach('HTTP/2');
const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'snapreel-multiplexed-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html>');
  await writeFile(join(folder, 'large.png'), Buffer.alloc(4_000_000, 'large'));
});
afterAll(() => rm(folder, { recursive: true }));

function open(proxy: ProxyServer, port = proxy.port): ClientHttp2Session {
  const session = connect(`https://localhost:${port}`, { host: '127.0.0.1', rejectUnauthorized: false });
  session.on('error', () => undefined);
  keep({ close: () => session.destroy() });
  return session;
}

interface Asked {
  readonly stream: ClientHttp2Stream;
  /** With a status, or the protocol's own code. */
  readonly answered: Promise<string>;
}

function ask(session: ClientHttp2Session, path: string, headers: Record<string, string> = {}): Asked {
  const stream = session.request({ ':path': path, 'user-agent': agent, ...headers });
  const answered = new Promise<string>((resolve) => {
    stream.on('response', (head) => resolve(`${head[':status']} ${head['x-snapreel-error'] ?? ''}`.trim()));
    stream.on('error', () => undefined).on('close', () => resolve(`reset ${stream.rstCode}`));
  });
  return { stream, answered };
}

const stream = (proxy: ProxyServer, url: string) =>
  [`/proxy?url=${encodeURIComponent(url)}`, { 'x-snapreel-token': proxy.token, 'x-camera-stream': '1' }] as const;

const remoteLimit = (session: ClientHttp2Session) =>
  new Promise<number | undefined>((resolve) =>
    session.once('remoteSettings', (settings) => resolve(settings.maxConcurrentStreams)),
  );

const openFiles = async () => {
  const files = await readdir('/proc/self/fd');
  const sizes = await Promise.all(
    files.map((fd) =>
      stat(`/proc/self/fd/${fd}`).then(
        (one) => one.size,
        () => 0,
      ),
    ),
  );
  return sizes.filter((size) => size === 4_000_000).length;
};

describe('a browser', () => {
  test('watches twenty cameras on one connection, each by itself, and the page is still answered', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => handCamera()));
    const proxy = await started(
      all.map((one) => keep(one.camera)),
      { distFolder: folder },
    );
    const session = open(proxy);
    await remoteLimit(session);
    const received = all.map(() => [] as Buffer[]);
    const first = ask(session, ...stream(proxy, all[0]!.camera.url('/v')));
    expect(await first.answered).toBe('200');
    const asked = [first, ...all.slice(1).map((one) => ask(session, ...stream(proxy, one.camera.url('/v'))))];
    for (const [number, one] of asked.entries()) {
      expect(await one.answered).toBe('200');
      // The fifth is not read at all.
      if (number !== 4) one.stream.on('data', (piece: Buffer) => received[number]!.push(piece));
    }
    for (let picture = 1; picture <= 10; picture++)
      for (const [number, one] of all.entries()) one.send(part(picture, 20_000 + number));
    for (const [number, pieces] of received.entries()) {
      if (number === 4) continue;
      await until(() => Buffer.concat(pieces).length >= 10 * part(1, 20_000 + number).length);
      expect(numbersIn(Buffer.concat(pieces), 20_000 + number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
    expect(await ask(session, '/index.html').answered).toBe('200');
    session.destroy();
    await until(() => proxy.stats().viewers === 0 && proxy.stats().upstreams === 0);
  });

  test('is told at once of the stream that is one too many, and the page is still answered', async () => {
    const { camera } = await handCamera();
    keep(camera);
    const proxy = await started([camera], { limits: { streamsPerSession: 12, endlessPerSession: 10 } });
    const session = open(proxy);
    for (let number = 0; number < 10; number++)
      expect(await ask(session, ...stream(proxy, camera.url('/v'))).answered).toBe('200');
    expect(await ask(session, ...stream(proxy, camera.url('/v'))).answered).toBe('503 capture/connections');
    expect(await ask(session, '/snapreel.json').answered).toBe('200');
  });

  test('may ask for more at a time once it has shown the token, and not before', async () => {
    const proxy = await started([]);
    const session = open(proxy);
    expect(await remoteLimit(session)).toBe(8);
    await ask(session, '/snapreel.json').answered;
    const raised = remoteLimit(session);
    await ask(session, '/snapreel.json', { 'x-snapreel-token': 'wrong' }).answered;
    await ask(session, '/snapreel.json', { 'x-snapreel-token': proxy.token }).answered;
    expect(await raised).toBe(128);
  });
});

describe('a stranger', () => {
  test.each([1000, 100, 20])('%i requests at once open no more files than over HTTP/1.1', async (count) => {
    const proxy = await started([], { distFolder: folder });
    const session = open(proxy);
    // In the first packets, before the proxy could say how many it takes.
    const asked = Array.from({ length: count }, () => ask(session, '/large.png'));
    for (const one of asked) one.stream.pause();
    let most = 0;
    for (let round = 0; round < 40; round++) {
      most = Math.max(most, await openFiles());
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(most).toBeLessThanOrEqual(8);
    expect((await send(proxy, '/index.html')).status).toBe(200);
    session.destroy();
    // What a browser asks again by itself.
    const told = new Set(await Promise.all(asked.map((one) => one.answered)));
    expect(told.has(`reset ${constants.NGHTTP2_REFUSED_STREAM}`)).toBe(true);
    while ((await openFiles()) > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  test('connections that take all places, ask and do not read keep nobody out', async () => {
    const proxy = await started([], { distFolder: folder, limits: { clients: 24 } });
    const all = Array.from({ length: 24 }, () => open(proxy));
    await Promise.all(all.map((session) => ask(session, '/large.png').answered));
    expect((await send(proxy, '/index.html')).status).toBe(200);
    expect((await send(proxy, '/snapreel.json')).status).toBe(200);
  });

  test.each([
    ['a name of its own beside ours', { ':authority': 'localhost', host: 'evil.example' }, '421'],
    ['ours beside a name of its own', { ':authority': 'evil.example', host: 'localhost' }, '421'],
    ['its own in the old header alone', { ':authority': undefined, host: 'evil.example' }, '421'],
    ['our name twice', { ':authority': 'localhost', host: 'localhost' }, '200'],
    ['a head of 20 kB', { 'x-large': 'x'.repeat(20_000) }, '431'],
    ['a head of 300 lines', Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`x-${at}`, 'x'])), 'reset'],
  ])('%s', async (_what, headers, expected) => {
    const proxy = await started([]);
    const session = open(proxy);
    expect(await ask(session, '/snapreel.json', headers as Record<string, string>).answered).toContain(expected);
    expect((await send(proxy, '/snapreel.json')).status).toBe(200);
  });

  test('a head of 20 kB once the limit is agreed on', async () => {
    const proxy = await started([]);
    const session = open(proxy);
    await ask(session, '/snapreel.json').answered;
    const asked = ask(session, '/snapreel.json', { 'x-large': 'x'.repeat(20_000) });
    expect(await asked.answered).toBe(`reset ${constants.NGHTTP2_ENHANCE_YOUR_CALM}`);
  });
});

describe('time', () => {
  const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0', 'latin1');
  /** The beginning of a HEADERS frame of 100 bytes. */
  const half = Buffer.from('\0\0\x64\x01\x04\0\0\0\x01\x82', 'latin1');
  test.each([
    ['h2', 'says nothing', Buffer.alloc(0), Buffer.alloc(0)],
    ['h2', 'says that it speaks HTTP/2, and nothing more', preface, Buffer.alloc(0)],
    ['h2', 'sends half a head, byte by byte', Buffer.concat([preface, half]), Buffer.from('a')],
    ['h2', 'only pings', preface, Buffer.from('\0\0\x08\x06\0\0\0\0\0abcdefgh', 'latin1')],
    ['http/1.1', 'says nothing', Buffer.alloc(0), Buffer.alloc(0)],
    ['http/1.1', 'sends half a head, byte by byte', Buffer.from('GET / HTTP/1.1\r\nX: '), Buffer.from('a')],
  ] as const)('%s that %s is left', async (protocol, _what, opening, more) => {
    const proxy = await started([], { limits: { clientHeadMs: 300 } });
    const socket = connectSecure({ port: proxy.port, rejectUnauthorized: false, ALPNProtocols: [protocol] });
    let gone = false;
    socket
      .on('error', () => undefined)
      .on('close', () => (gone = true))
      .resume();
    keep({ close: () => socket.destroy() });
    socket.write(opening);
    const drip = setInterval(() => socket.write(more), 50);
    keep({ close: () => clearInterval(drip) });
    await until(() => gone);
  });

  test('one on which a camera runs is kept', async () => {
    const { camera, send: show } = await handCamera();
    keep(camera);
    const proxy = await started([camera], { limits: { clientHeadMs: 3000 } });
    const session = open(proxy);
    const asked = ask(session, ...stream(proxy, camera.url('/v')));
    expect(await asked.answered).toBe('200');
    let got = 0;
    asked.stream.on('data', (piece: Buffer) => (got += piece.length));
    // It came later, and has had its time.
    const idle = open(proxy);
    await until(() => idle.destroyed);
    show(part(1, 500));
    await until(() => got >= part(1, 500).length);
  });
});

test('a network that takes nothing more holds a bounded memory, and the camera goes on', async () => {
  const { camera, send: show } = await handCamera();
  keep(camera);
  const backlogBytes = 500_000;
  const proxy = await started([camera], { limits: { backlogBytes } });
  // Between the two, and stuck as soon as told: the page has allowed any amount, and its network takes none of it.
  const ways: { pause(): unknown }[] = [];
  const wire = createServer((near) => {
    const far = connectPlain(proxy.port, '127.0.0.1');
    for (const end of [near, far]) end.on('error', () => undefined);
    near.pipe(far).pipe(near);
    ways.push(far);
    keep({ close: () => far.destroy() });
  });
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
  keep(wire);
  const session = connect(`https://localhost:${(wire.address() as AddressInfo).port}`, {
    rejectUnauthorized: false,
    settings: { initialWindowSize: 2 ** 31 - 1 },
  });
  session.on('error', () => undefined);
  keep({ close: () => session.destroy() });
  await new Promise((resolve) => session.once('connect', resolve));
  session.setLocalWindowSize(2 ** 31 - 1);
  const asked = ask(session, ...stream(proxy, camera.url('/v')));
  asked.stream.resume();
  expect(await asked.answered).toBe('200');
  for (const way of ways) way.pause();
  let most = 0;
  for (let picture = 1; picture <= 600; picture++) {
    show(part(picture, 100_000));
    await new Promise((resolve) => setImmediate(resolve));
    most = Math.max(most, proxy.stats().backlogBytes);
  }
  await until(() => proxy.stats().skippedFrames > 100);
  expect(most).toBeLessThan(backlogBytes + 3 * 101_000);
});
