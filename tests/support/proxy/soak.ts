/** Measures the proxy's sockets and memory before and after many reconnects: its part of `npm run soak`. */
import { request as httpRequest } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { ProxyServer } from '../../../proxy/proxy';
import { jpeg, latin1, pictureReply, proxyFor, type RawCamera, rawCamera, until } from './stage';

export interface SoakFigures {
  readonly rounds: number;
  readonly durationMs: number;
  /** Connections the camera saw. */
  readonly cameraConnects: number;
  /** TCP sockets and timers of this process that are open, after a tenth of the rounds and at the end. */
  readonly socketsEarly: number;
  readonly socketsLate: number;
  readonly timersEarly: number;
  readonly timersLate: number;
  /** After a garbage collection. */
  readonly heapEarlyBytes: number;
  readonly heapLateBytes: number;
  readonly residentEarlyBytes: number;
  readonly residentLateBytes: number;
  /** What the proxy itself counts at the end; all must be 0. */
  readonly upstreams: number;
  readonly viewers: number;
}

const part = Buffer.concat([latin1('--b\r\nContent-Type: image/jpeg\r\n\r\n'), jpeg(20_000), latin1('\r\n')]);
const streamHead = 'HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace;boundary=b\r\n\r\n';

/** Every way a connection ends, in turn: a picture, a viewer that leaves, a camera that closes, resets, refuses. */
export async function soakProxy(rounds: number): Promise<SoakFigures> {
  const camera = await rawCamera((socket, head) => {
    const path = head.split(' ')[1];
    if (path === '/picture') socket.end(pictureReply(jpeg(20_000)));
    else if (path === '/refusal')
      socket.end('HTTP/1.1 401 No\r\nWWW-Authenticate: Digest realm="x", nonce="y"\r\n\r\n');
    else if (path === '/broken') socket.write(part.subarray(0, 500), () => socket.resetAndDestroy());
    else {
      socket.write(streamHead);
      socket.write(part);
      if (path === '/closing') socket.end(part);
      else socket.write(part);
    }
  });
  const proxy = await proxyFor([camera]);
  const ways: readonly (() => Promise<void>)[] = [
    () => ask(proxy, camera, '/picture', 'end'),
    () => ask(proxy, camera, '/endless', 'first'),
    () => ask(proxy, camera, '/closing', 'end'),
    () => ask(proxy, camera, '/refusal', 'end'),
    () => ask(proxy, camera, '/broken', 'end'),
    () => Promise.all([1, 2, 3].map(() => ask(proxy, camera, '/endless', 'first'))).then(() => undefined),
  ];
  const startedAt = performance.now();
  let early: Snapshot | undefined;
  for (let round = 0; round < rounds; round++) {
    await ways[round % ways.length]?.();
    // What the camera keeps for other tests would look like a leak here.
    camera.asked.length = 0;
    if (round === Math.floor(rounds / 10)) early = await snapshot(proxy, camera);
  }
  const late = await snapshot(proxy, camera);
  const durationMs = performance.now() - startedAt;
  const { upstreams, viewers } = proxy.stats();
  await proxy.close();
  await camera.close();
  return {
    rounds,
    durationMs,
    cameraConnects: camera.connects(),
    socketsEarly: early?.sockets ?? 0,
    socketsLate: late.sockets,
    timersEarly: early?.timers ?? 0,
    timersLate: late.timers,
    heapEarlyBytes: early?.heapBytes ?? 0,
    heapLateBytes: late.heapBytes,
    residentEarlyBytes: early?.residentBytes ?? 0,
    residentLateBytes: late.residentBytes,
    upstreams,
    viewers,
  };
}

/** Asks through the proxy and reads to the end, or leaves at the first bytes of the body. */
function ask(proxy: ProxyServer, camera: RawCamera, path: string, until: 'end' | 'first'): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        host: '127.0.0.1',
        port: proxy.port,
        path: `/proxy?url=${encodeURIComponent(camera.url(path))}`,
        headers: {
          'X-Snapreel-Token': proxy.token,
          'X-Camera-User': 'admin',
          ...(path !== '/picture' && { 'X-Camera-Stream': '1' }),
        },
        agent: false,
      },
      (response) => {
        response.on('error', () => undefined);
        response.on('close', resolve);
        response.on('data', () => {
          if (until === 'first') request.destroy();
        });
      },
    );
    request.on('error', (error) => (request.destroyed ? resolve() : reject(error)));
    request.end();
  });
}

interface Snapshot {
  readonly sockets: number;
  readonly timers: number;
  readonly heapBytes: number;
  readonly residentBytes: number;
}

async function snapshot(proxy: ProxyServer, camera: RawCamera): Promise<Snapshot> {
  await until(() => proxy.stats().upstreams === 0 && proxy.stats().viewers === 0 && camera.openSockets() === 0);
  // Closed handles leave the list in later turns of the event loop.
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve, 5));
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const active = process.getActiveResourcesInfo();
  return {
    sockets: active.filter((name) => name === 'TCPSocketWrap').length,
    timers: active.filter((name) => name === 'Timeout').length,
    heapBytes: process.memoryUsage().heapUsed,
    residentBytes: process.memoryUsage().rss,
  };
}
