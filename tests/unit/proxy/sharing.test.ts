/** Endless replies through the proxy: one camera connection for all viewers, whole frames for each, nothing left behind. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { boundaryName, CutFinder } from '../../../proxy/cuts';
import type { ProxyServer } from '../../../proxy/proxy';
import { jpeg, latin1, proxyFor, type RawCamera, rawCamera, relayed, until } from './stage';

const closing: (ProxyServer | RawCamera | { close(): void })[] = [];
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});

/** A frame that carries its number; any byte missing or moved shows. */
function part(number: number, sizeBytes: number): Buffer {
  const body = jpeg(sizeBytes, number % 200);
  body.writeUInt32BE(number, 6);
  return Buffer.concat([
    latin1(`--frame\r\nContent-Type: image/jpeg\r\nContent-Length: ${sizeBytes}\r\n\r\n`),
    body,
    latin1('\r\n'),
  ]);
}

/** The numbers of the frames in a multipart body; throws when one is torn. The last part may be unfinished. */
function numbersIn(bytes: Buffer, sizeBytes: number): number[] {
  const numbers: number[] = [];
  const mark = latin1('--frame\r\n');
  let at = bytes.indexOf(mark);
  expect(at).toBe(0);
  for (;;) {
    const next = bytes.indexOf(mark, at + 1);
    if (next < 0) return numbers;
    const content = bytes.subarray(bytes.indexOf('\r\n\r\n', at) + 4);
    const number = content.readUInt32BE(6);
    if (!bytes.subarray(at, next).equals(part(number, sizeBytes))) throw new Error(`Frame ${number} is torn.`);
    numbers.push(number);
    at = next;
  }
}

const streamHead =
  'HTTP/1.0 200 OK\r\nServer: Netwave IP Camera\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n';

/** A camera whose frames the test sends by hand to all that are connected. */
async function handCamera(
  head = streamHead,
): Promise<{ camera: RawCamera; sockets: Set<Socket>; send(bytes: Buffer): void }> {
  const sockets = new Set<Socket>();
  const camera = await rawCamera((socket) => {
    socket.write(head);
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  closing.push(camera);
  return {
    camera,
    sockets,
    send: (bytes) => {
      for (const socket of sockets) socket.write(bytes);
    },
  };
}

interface Watching {
  readonly response: IncomingMessage;
  received(): Buffer;
  readonly ended: () => boolean;
  close(): void;
}

function watch(proxy: ProxyServer, url: string, headers: Record<string, string> = {}): Promise<Watching> {
  return new Promise((resolve, reject) => {
    const path = `/proxy?url=${encodeURIComponent(url)}`;
    const all = { 'X-Snapreel-Token': proxy.token, 'X-Camera-Stream': '1', ...headers };
    const request = httpRequest(
      { host: '127.0.0.1', port: proxy.port, path, headers: all, agent: false },
      (response) => {
        const pieces: Buffer[] = [];
        let ended = false;
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () => {
          ended = true;
        });
        response.on('error', () => undefined);
        const watching = {
          response,
          received: () => Buffer.concat(pieces),
          ended: () => ended,
          close: () => request.destroy(),
        };
        closing.push(watching);
        resolve(watching);
      },
    );
    request.on('error', reject);
    request.end();
  });
}

test('a multipart type is relabelled, as WebKit cannot read it, and shown beside', async () => {
  const { camera, send } = await handCamera();
  const proxy = await proxyFor([camera]);
  closing.push(proxy);
  const viewer = await watch(proxy, camera.url('/videostream.cgi'));
  expect(viewer.response.headers['content-type']).toBe('application/octet-stream');
  expect(viewer.response.headers['x-source-content-type']).toBe('multipart/x-mixed-replace; boundary=frame');
  send(part(1, 3000));
  await until(() => viewer.received().length >= part(1, 3000).length);
  expect(viewer.received().equals(part(1, 3000))).toBe(true);
});

test('a frame goes on as soon as it is there, without waiting for the next', async () => {
  const { camera, send } = await handCamera();
  const proxy = await proxyFor([camera]);
  closing.push(proxy);
  const viewer = await watch(proxy, camera.url('/v'));
  for (const size of [1, 50, 1500, 4000]) {
    const before = viewer.received().length;
    const bytes = part(size, 20 + size);
    send(bytes);
    await until(() => viewer.received().length === before + bytes.length);
  }
});

test('H34 several viewers share one connection; a late one comes in at a whole frame', async () => {
  const { camera, send } = await handCamera();
  const proxy = await proxyFor([camera]);
  closing.push(proxy);
  const [first, second] = await Promise.all([watch(proxy, camera.url('/v')), watch(proxy, camera.url('/v'))]);
  for (let number = 1; number <= 3; number++) send(part(number, 2000));
  await until(() => second.received().length >= 3 * part(1, 2000).length);
  send(part(4, 2000).subarray(0, 900));
  await until(() => second.received().length >= 3 * part(1, 2000).length + 900);
  const third = await watch(proxy, camera.url('/v'));
  send(part(4, 2000).subarray(900));
  for (let number = 5; number <= 9; number++) send(part(number, 2000));
  await until(() => third.received().length >= 5 * part(1, 2000).length);
  await until(() => first.received().length === 9 * part(1, 2000).length);
  expect(camera.connects()).toBe(1);
  expect(proxy.stats()).toMatchObject({ upstreams: 1, streams: 1, viewers: 3 });
  expect(numbersIn(first.received(), 2000)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(second.received().equals(first.received())).toBe(true);
  expect(numbersIn(third.received(), 2000)).toEqual([5, 6, 7, 8]);
});

test('other credentials or another address make another connection', async () => {
  const { camera } = await handCamera();
  const proxy = await proxyFor([camera]);
  closing.push(proxy);
  await watch(proxy, camera.url('/v'));
  await watch(proxy, camera.url('/v'), { 'X-Camera-User': 'eve', 'X-Camera-Login': 'basic' });
  await watch(proxy, camera.url('/v?rate=1'));
  expect(camera.connects()).toBe(3);
});

test('T19 a viewer that does not read misses whole frames, holds nobody up and takes bounded memory', async () => {
  const { camera, send } = await handCamera();
  const backlogBytes = 500_000;
  const proxy = await proxyFor([camera], { limits: { backlogBytes, idleMs: 5000 } });
  closing.push(proxy);
  const fast = await watch(proxy, camera.url('/v'));
  const slow = connect(proxy.port, '127.0.0.1');
  closing.push({ close: () => slow.destroy() });
  const path = `/proxy?url=${encodeURIComponent(camera.url('/v'))}`;
  slow.write(
    `GET ${path} HTTP/1.1\r\nHost: localhost\r\nX-Snapreel-Token: ${proxy.token}\r\nX-Camera-Stream: 1\r\n\r\n`,
  );
  slow.pause();
  await until(() => proxy.stats().viewers === 2);

  const size = 100_000;
  const frames = 250;
  const partBytes = part(1, size).length;
  let most = 0;
  let got = 0;
  fast.response.on('data', (piece: Buffer) => {
    got += piece.length;
  });
  for (let number = 1; number <= frames; number++) {
    send(part(number, size));
    await until(() => got >= number * partBytes);
    most = Math.max(most, proxy.stats().backlogBytes);
  }
  expect(most).toBeGreaterThan(backlogBytes);
  expect(most).toBeLessThan(backlogBytes + 3 * partBytes);
  expect(proxy.stats().skippedFrames).toBeGreaterThan(50);
  expect(camera.connects()).toBe(1);
  expect(numbersIn(fast.received(), size)).toEqual(Array.from({ length: frames - 1 }, (_, index) => index + 1));

  // It wakes up: what it gets are whole frames, first the old ones, then the newest, in order.
  const pieces: Buffer[] = [];
  slow.on('data', (piece: Buffer) => pieces.push(piece));
  slow.resume();
  await until(() => proxy.stats().backlogBytes === 0);
  for (let number = frames + 1; number <= frames + 3; number++) {
    send(part(number, size));
    await until(() => got >= number * partBytes);
  }
  const payload = () => dechunked(Buffer.concat(pieces));
  await until(() => payload().includes(part(frames + 2, size)));
  const numbers = numbersIn(payload(), size);
  expect(numbers.length).toBeLessThan(frames - 50);
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers.at(-1)).toBe(frames + 2);
});

/** The body of a raw HTTP/1.1 reply as far as it came. */
function dechunked(raw: Buffer): Buffer {
  const pieces: Buffer[] = [];
  let at = raw.indexOf('\r\n\r\n') + 4;
  for (;;) {
    const end = raw.indexOf('\r\n', at);
    const size = end < 0 ? 0 : Number.parseInt(raw.toString('latin1', at, end), 16);
    if (!size) return Buffer.concat(pieces);
    pieces.push(raw.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}

test('T20 after 200 viewers that connect and leave, no socket to the camera is open', async () => {
  const { camera, sockets, send } = await handCamera();
  const proxy = await proxyFor([camera]);
  closing.push(proxy);
  for (let round = 0; round < 200; round++) {
    const viewer = await watch(proxy, camera.url('/v'));
    if (round % 3 === 0) send(part(round, 1000));
    viewer.close();
    if (round % 2 === 0) await until(() => proxy.stats().viewers === 0);
  }
  await until(() => sockets.size === 0 && proxy.stats().viewers === 0);
  expect(proxy.stats()).toMatchObject({ upstreams: 0, streams: 0 });
  expect(camera.openSockets()).toBe(0);
});

test('T20 a viewer that leaves before the camera answers takes its connection along', async () => {
  const camera = await rawCamera(() => undefined);
  const proxy = await proxyFor([camera], { limits: { firstMs: 20_000 } });
  closing.push(proxy, camera);
  for (const stream of ['0', '1']) {
    const request = httpRequest({
      host: '127.0.0.1',
      port: proxy.port,
      path: `/proxy?url=${encodeURIComponent(camera.url('/v'))}`,
      headers: { 'X-Snapreel-Token': proxy.token, 'X-Camera-Stream': stream },
    });
    request.on('error', () => undefined);
    request.end();
    await until(() => camera.openSockets() === 1);
    request.destroy();
    await until(() => camera.openSockets() === 0 && proxy.stats().upstreams === 0);
  }
});

test('H33 when the camera closes, the viewer gets all that came and a clean end; asking again works', async () => {
  const { camera, sockets, send } = await handCamera();
  const proxy = await proxyFor([camera]);
  closing.push(proxy);
  for (let round = 1; round <= 3; round++) {
    const viewer = await watch(proxy, camera.url('/v'));
    send(part(round, 1500));
    await until(() => viewer.received().length > 0);
    for (const socket of sockets) round === 2 ? socket.resetAndDestroy() : socket.end('--fra');
    await until(viewer.ended);
    expect(viewer.received().subarray(0, part(1, 1500).length).equals(part(round, 1500))).toBe(true);
  }
  expect(camera.connects()).toBe(3);
});

test('H21 a chunked stream loses its framing and keeps its bytes', async () => {
  const chunk = (bytes: Buffer) => Buffer.concat([latin1(`${bytes.length.toString(16)}\r\n`), bytes, latin1('\r\n')]);
  const head =
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: multipart/x-mixed-replace;boundary=frame\r\n\r\n';
  const { camera, sockets, send } = await handCamera(head);
  const proxy = await proxyFor([camera]);
  closing.push(proxy);
  const viewer = await watch(proxy, camera.url('/v'));
  send(chunk(part(1, 5000)));
  send(chunk(part(2, 5000)).subarray(0, 900));
  await until(() => viewer.received().length > part(1, 5000).length + 700);
  for (const socket of sockets) socket.destroy();
  await until(viewer.ended);
  expect(viewer.received().subarray(0, part(1, 5000).length).equals(part(1, 5000))).toBe(true);
});

test('H15 an endless stream that promises 9999999 bytes goes on behind them', async () => {
  const { camera, send } = await handCamera(streamHead.replace('Server', 'Content-Length: 5000\r\nServer'));
  const proxy = await proxyFor([camera]);
  closing.push(proxy);
  const viewer = await watch(proxy, camera.url('/?action=stream'));
  for (let number = 1; number <= 5; number++) send(part(number, 2000));
  await until(() => viewer.received().length === 5 * part(1, 2000).length);
});

test('H30 a stream that stops ends after the idle limit', async () => {
  const { camera, send } = await handCamera();
  const proxy = await proxyFor([camera], { limits: { idleMs: 100 } });
  closing.push(proxy);
  const viewer = await watch(proxy, camera.url('/v'));
  send(part(1, 1000).subarray(0, 400));
  await until(viewer.ended);
  expect(viewer.received().length).toBe(400);
  await until(() => camera.openSockets() === 0);
});

test('a refusal asked for as a stream comes back as what it is, to everyone who waits', async () => {
  const camera = await rawCamera((socket) =>
    setTimeout(() => socket.end('HTTP/1.1 503 Busy\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nbusy'), 50),
  );
  const proxy = await proxyFor([camera]);
  closing.push(proxy, camera);
  const answers = await Promise.all([1, 2, 3].map(() => relayed(proxy, camera.url('/v'), { 'X-Camera-Stream': '1' })));
  expect(answers.map((answer) => [answer.status, answer.body.toString()])).toEqual([
    [503, 'busy'],
    [503, 'busy'],
    [503, 'busy'],
  ]);
  expect(camera.connects()).toBe(1);
  expect(proxy.stats()).toMatchObject({ streams: 0, viewers: 0 });
});

test('a camera that cannot be reached is named to everyone who waits for its stream', async () => {
  const camera = await rawCamera(() => undefined);
  await camera.close();
  const proxy = await proxyFor([camera]);
  closing.push(proxy);
  const answers = await Promise.all([1, 2].map(() => relayed(proxy, camera.url('/v'), { 'X-Camera-Stream': '1' })));
  expect(answers.map((answer) => answer.code)).toEqual(['capture/unreachable', 'capture/unreachable']);
  expect(proxy.stats()).toMatchObject({ streams: 0, viewers: 0, upstreams: 0 });
});

describe('where one frame ends', () => {
  const filler = 'x'.repeat(1200);
  const bodies: readonly (readonly [string, string, string, string, number])[] = [
    ['M01', 'multipart/x-mixed-replace;boundary=ipcamera', '\r\n--ipcamera\r\nA: b\r\n\r\n', '--ipcamera', 4],
    ['M02', 'multipart/x-mixed-replace;boundary=--myboundary', '\r\n--myboundary\r\nA: b\r\n\r\n', '--myboundary', 4],
    ['M03', 'multipart/x-mixed-replace;boundary=myboundary', '\r\nmyboundary\r\nA: b\r\n\r\n', 'myboundary', 4],
    ['M04', 'multipart/x-mixed-replace; boundary="f r"', '\r\n--f r\r\n\r\n', '--f r', 4],
    ['M06', 'multipart/x-mixed-replace', '\r\n--sniffed\r\n\r\n', '--sniffed', 4],
    ['M11', 'multipart/x-mixed-replace;boundary=b', '\r\n--bContent-type: image/jpeg\r\n\r\n', '--b', 4],
    ['M25', 'application/octet-stream', '\xff\xd9\xff\xd8\xff', '\xff\xd8\xff', 4],
    ['M26', 'multipart/x-mixed-replace;boundary=+.*()', '\r\n--+.*()\r\n\r\n', '--+.*()', 4],
    ['M27', 'video/x-ms-asf', '0&\xb2u', '', 0],
  ];
  for (const [id, type, between, entry, cuts] of bodies)
    test(`${id} ${type}`, () => {
      const opening = id === 'M25' ? '\xff\xd8\xff' : between.trimStart();
      const body = latin1(`${opening}${filler}${between}1${filler}${between}2${filler}${between}3${filler}${between}4`);
      for (const size of [1, 2, 7, 100, 1101]) {
        const finder = new CutFinder(type);
        const behind: string[] = [];
        for (let at = 0; at < body.length; at += size)
          for (const cut of finder.push(body.subarray(at, at + size)))
            behind.push(body.toString('latin1', 0, at + cut));
        expect(finder.entry.toString('latin1')).toBe(entry);
        // Wherever the bytes are split, the same places are found, each directly behind the mark.
        expect(behind.filter((text) => text.length > 1300).every((text) => text.endsWith(entry))).toBe(true);
        expect(behind.length).toBe(size === 1101 ? Math.min(cuts, behind.length) : cuts);
      }
    });

  test('M05 a boundary is found however it is written', () => {
    const types = [
      'boundary =x',
      'Boundary=x',
      'boundary= x;charset=utf-8',
      "boundary='x'",
      'BOUNDARY="--x"',
      'a=b;boundary=x \r',
    ];
    for (const type of types) expect(boundaryName(`multipart/x-mixed-replace; ${type}`)).toBe('x');
    expect(boundaryName('image/jpeg')).toBe('');
  });
});
