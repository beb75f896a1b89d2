/** The simulated EasyN camera, captured: login, rates, routes, faults, commands and the search for it. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type ProxyServer, startProxy } from '../../../proxy/proxy';
import { type Sim, type SimOptions, startSim } from '../../../sim/sim';
import type { Control } from '../../../src/base/flow';
import { sleep } from '../../../src/base/sleep';
import { control, findCamera, type ProbeTry, settingsOf } from '../../../src/capture/capture';
import { aCamera, nodeOpenUrl, shotsReach, toolsWith, troubleSeen, watch } from './cameras';
import { makeJpeg } from './jpegs';

const limits = { firstByteMs: 1_500, idleMs: 1_000, staleMs: 300, firstRetryMs: 50, longestRetryMs: 100 };
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function simWith(options: SimOptions = {}): Promise<Sim> {
  const sim = await startSim({ widthPx: 160, heightPx: 120, keepPictures: true, ...options });
  closing.push(() => sim.close());
  return sim;
}

async function proxyFor(origin: string): Promise<ProxyServer> {
  const proxy = await startProxy({ host: '127.0.0.1', port: 0, allow: [new URL(origin).host] });
  closing.push(() => proxy.close());
  return proxy;
}

const linkTo = (proxy: ProxyServer) => ({ origin: `http://127.0.0.1:${proxy.port}`, token: proxy.token });

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
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
function sendJpeg(response: ServerResponse): void {
  const jpeg = makeJpeg(painted++);
  response.writeHead(200, { 'Content-Type': 'image/jpeg', 'Content-Length': jpeg.length });
  response.end(jpeg);
}

/** What a page without CORS sees of any camera. */
const noCors = (origin: string) =>
  toolsWith(limits, undefined, (request, signal) =>
    request.url.startsWith(origin) ? Promise.reject(new TypeError('Failed to fetch')) : nodeOpenUrl(request, signal),
  );

describe('snapshots', () => {
  it('come on the grid that was asked for, never two at a time', async () => {
    let open = 0;
    let most = 0;
    const asked: number[] = [];
    const origin = await serve(async (_, response) => {
      asked.push(performance.now());
      most = Math.max(most, ++open);
      await sleep(20 + (asked.length % 4) * 40);
      open--;
      sendJpeg(response);
    });
    const camera = aCamera({ family: 'snapshot', address: `${origin}/a.jpg`, askedFps: 10 });
    const { shots, states } = await watch(camera, toolsWith(limits), shotsReach(12));
    expect(shots).toHaveLength(12);
    expect(states).toEqual(['connecting', 'live']);
    expect(most).toBe(1);
    const slots = asked.map((at) => Math.round((at - asked[0]!) / 100));
    expect(new Set(slots).size).toBe(slots.length);
  });

  it('carry a parameter against caches, unless the camera refuses it', async () => {
    const urls: string[] = [];
    const taking = await serve((request, response) => {
      urls.push(request.url!);
      sendJpeg(response);
    });
    await watch(aCamera({ family: 'snapshot', address: `${taking}/a.jpg?x=1` }), toolsWith(limits), shotsReach(5));
    expect(new Set(urls).size).toBe(urls.length);
    expect(urls[0]).toMatch(/^\/a\.jpg\?x=1&_=\w+$/);

    const refused: string[] = [];
    const refusing = await serve((request, response) => {
      refused.push(request.url!);
      if (request.url!.includes('_=')) response.writeHead(404).end('no');
      else sendJpeg(response);
    });
    const { states } = await watch(
      aCamera({ family: 'snapshot', address: `${refusing}/a.jpg` }),
      toolsWith(limits),
      shotsReach(4),
    );
    expect(states).toEqual(['connecting', 'live']);
    expect(refused.filter((url) => url.includes('_='))).toHaveLength(1);
  });

  it('back off when the camera is busy, and stay live in between', async () => {
    let requests = 0;
    const origin = await serve((_, response) => {
      if (++requests % 4 === 0) response.writeHead(503).end('busy');
      else sendJpeg(response);
    });
    const camera = aCamera({ family: 'snapshot', address: `${origin}/a.jpg`, askedFps: 20 });
    const { shots, states } = await watch(camera, toolsWith(limits), shotsReach(8));
    expect(shots).toHaveLength(8);
    expect(states).toContain('stale capture/busy');
    expect(states.some((state) => state.startsWith('lost'))).toBe(false);
  });

  it('are given up when they hang, and asked again', async () => {
    let requests = 0;
    const origin = await serve((_, response) => {
      if (++requests === 3) response.writeHead(200, { 'Content-Type': 'image/jpeg' }).write('\xff\xd8');
      else sendJpeg(response);
    });
    const camera = aCamera({ family: 'snapshot', address: `${origin}/a.jpg`, askedFps: 20 });
    const { states } = await watch(camera, toolsWith({ ...limits, firstByteMs: 400, idleMs: 400 }), shotsReach(5));
    expect(states).toEqual(['connecting', 'live', 'stale', 'lost capture/timeout', 'connecting', 'live']);
  });

  it('become a stream when the address answers one', async () => {
    const sim = await simWith();
    const camera = aCamera({ family: 'snapshot', address: `${sim.origin}/videostream.cgi?rate=0` });
    const { shots } = await watch(camera, toolsWith(limits), shotsReach(10));
    expect(shots).toHaveLength(10);
    expect(sim.counts.requests.get('/videostream.cgi')).toBeLessThanOrEqual(2);
  });
});

describe('streams', () => {
  it('are polled when the address answers single pictures', async () => {
    let requests = 0;
    const origin = await serve((_, response) => {
      requests++;
      sendJpeg(response);
    });
    const camera = aCamera({ family: 'mjpeg', kind: 'mjpeg', address: `${origin}/shot.jpg`, askedFps: 20 });
    const { shots, states } = await watch(camera, toolsWith(limits), shotsReach(6));
    expect(shots).toHaveLength(6);
    expect(requests).toBe(6);
    expect(states).toEqual(['connecting', 'live']);
  });

  it('hand over exactly the bytes that were sent, surplus nulls and all, with the moment they came', async () => {
    const sim = await simWith({ faults: [{ name: 'surplus-nulls', bytes: 8 }], fps: 15 });
    const camera = aCamera({ address: sim.origin, kind: 'mjpeg' });
    const { shots } = await watch(camera, toolsWith(limits), shotsReach(8));
    for (const [n, shot] of shots.entries()) {
      const line = sim.log[n]!;
      expect(shot.bytes.length).toBe(line.sizeBytes);
      expect(shot.bytes.slice(-10)).toEqual(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xd9));
      expect(Math.abs(shot.arrivedAt - line.sentAt)).toBeLessThan(400);
    }
  });

  it('without EOI keep the time of their last byte, although only the next boundary proves their end', async () => {
    const sim = await simWith({ faults: [{ name: 'no-eoi' }], fps: 1 });
    const patient = toolsWith({ ...limits, firstByteMs: 5_000, idleMs: 5_000 });
    const { shots } = await watch(aCamera({ address: sim.origin, kind: 'mjpeg' }), patient, shotsReach(4));
    for (const [n, shot] of shots.entries()) expect(Math.abs(shot.arrivedAt - sim.log[n]!.sentAt)).toBeLessThan(400);
  });

  it('say stale while nothing comes, lost when it hangs, and come back', async () => {
    const sim = await simWith({ faults: [{ name: 'stall', every: 6, ms: 5_000 }], fps: 20 });
    const { states } = await watch(aCamera({ address: sim.origin, kind: 'mjpeg' }), toolsWith(limits), (events) => {
      if (troubleSeen(events)) sim.setFaults([]);
      return shotsReach(8)(events);
    });
    expect(states).toEqual(['connecting', 'live', 'stale', 'lost capture/timeout', 'connecting', 'live']);
  });

  it('make the camera wait for a slow consumer, and end at once when told to', async () => {
    const sim = await simWith();
    const stop = new AbortController();
    const { capture } = await import('../../../src/capture/capture');
    const camera = aCamera({ address: sim.origin, kind: 'mjpeg' });
    const before = performance.now();
    for await (const event of capture(camera, toolsWith(limits), stop.signal)) {
      if (event.kind === 'shot') setTimeout(() => stop.abort(), 50);
    }
    expect(performance.now() - before).toBeLessThan(2_000);
    await sleep(50);
    expect(sim.counts.viewers).toBe(0);
  });
});

describe('troubles', () => {
  it.each([
    ['401', 'capture/login'],
    ['403', 'capture/forbidden'],
    ['404', 'capture/not-found'],
    ['503', 'capture/busy'],
    ['html', 'capture/html'],
    ['redirect', 'capture/redirect'],
    ['reset', 'capture/interrupted'],
  ] as const)('fault %s is told as %s', async (fault, code) => {
    const sim = await simWith({ faults: [{ name: fault }] });
    for (const kind of ['snapshot', 'mjpeg'] as const) {
      const { events } = await watch(aCamera({ address: sim.origin, kind }), toolsWith(limits), troubleSeen);
      const last = events.at(-1);
      expect(last).toMatchObject({ kind: 'connection', connection: 'lost', trouble: { name: code } });
      expect(last?.kind === 'connection' && last.retryInMs).toBeGreaterThan(0);
    }
  });

  it('nobody there: capture/unreachable; a bad address: capture/bad-address', async () => {
    const nobody = await watch(aCamera({ address: 'http://127.0.0.1:9' }), toolsWith(limits), troubleSeen);
    expect(nobody.states).toEqual(['connecting', 'lost capture/unreachable']);
    const bad = await watch(aCamera({ family: 'snapshot', address: 'rtsp://cam/' }), toolsWith(limits), troubleSeen);
    expect(bad.states).toEqual(['connecting', 'lost capture/bad-address']);
  });

  it('never shows a password', async () => {
    const sim = await simWith({ user: 'admin', password: 'right' });
    for (const kind of ['snapshot', 'mjpeg'] as const) {
      const camera = aCamera({ address: sim.origin, kind, userName: 'admin', password: 'hunter2' });
      const { events } = await watch(camera, toolsWith(limits), troubleSeen);
      const last = events.at(-1);
      expect(last?.kind === 'connection' && last.trouble?.name).toBe('capture/login');
      const said =
        last?.kind === 'connection' ? `${last.trouble?.message} ${last.trouble?.stack} ${last.trouble?.cause}` : '';
      expect(said).not.toContain('hunter2');
    }
  });
});

describe('login and routes', () => {
  it.each(['direct', 'proxy'] as const)('Netwave takes its login through the address: %s', async (route) => {
    const sim = await simWith({ user: 'admin', password: 'a b&c', login: ['query'] });
    const proxy = await proxyFor(sim.origin);
    for (const kind of ['snapshot', 'mjpeg'] as const) {
      const camera = aCamera({ address: sim.origin, kind, route, userName: 'admin', password: 'a b&c' });
      const { states, shots, events } = await watch(camera, toolsWith(limits, linkTo(proxy)), shotsReach(3));
      expect(shots, states.join()).toHaveLength(3);
      expect(events.find((event) => event.kind === 'connection' && event.connection === 'live')).toMatchObject({
        route,
      });
    }
  });

  it('auto goes through the proxy when the page may not read the camera, and stays there', async () => {
    const sim = await simWith();
    const proxy = await proxyFor(sim.origin);
    let direct = 0;
    const openUrl: typeof nodeOpenUrl = (request, signal) => {
      if (!request.url.startsWith(sim.origin)) return nodeOpenUrl(request, signal);
      direct++;
      return Promise.reject(new TypeError('Failed to fetch'));
    };
    const camera = aCamera({ address: sim.origin, route: 'auto', askedFps: 20 });
    const { shots, events } = await watch(camera, toolsWith(limits, linkTo(proxy), openUrl), shotsReach(5));
    expect(shots).toHaveLength(5);
    expect(direct).toBe(1);
    expect(events.find((event) => event.kind === 'connection' && event.connection === 'live')).toMatchObject({
      route: 'proxy',
    });
  });

  it('auto uses the proxy for Digest, which a page cannot do', async () => {
    const sim = await simWith({ user: 'admin', password: 'secret', login: ['digest'] });
    const proxy = await proxyFor(sim.origin);
    const camera = aCamera({
      family: 'snapshot',
      address: `${sim.origin}/snapshot.cgi`,
      route: 'auto',
      userName: 'admin',
      password: 'secret',
    });
    const { shots, states } = await watch(camera, toolsWith(limits, linkTo(proxy)), shotsReach(3));
    expect(shots, states.join()).toHaveLength(3);
  });

  it('without a proxy the direct trouble is told', async () => {
    const sim = await simWith();
    const { states } = await watch(aCamera({ address: sim.origin, route: 'auto' }), noCors(sim.origin), troubleSeen);
    expect(states).toEqual(['connecting', 'lost capture/unreachable']);
    const proxied = await watch(aCamera({ address: sim.origin, route: 'proxy' }), toolsWith(limits), troubleSeen);
    expect(proxied.states.at(-1)).toBe('lost capture/proxy');
  });

  it("the proxy's own refusals come with their code", async () => {
    const sim = await simWith();
    const proxy = await proxyFor(sim.origin);
    const elsewhere = await watch(
      aCamera({ address: 'http://127.0.0.1:9', route: 'proxy' }),
      toolsWith(limits, linkTo(proxy)),
      troubleSeen,
    );
    expect(elsewhere.states.at(-1)).toBe('lost capture/proxy-refused');
    const wrong = await watch(
      aCamera({ address: sim.origin, route: 'proxy' }),
      toolsWith(limits, { ...linkTo(proxy), token: 'wrong' }),
      troubleSeen,
    );
    expect(wrong.states.at(-1)).toBe('lost capture/proxy');
  });

  it('asks Netwave for the rate and the size that are wanted', async () => {
    const sim = await simWith({ widthPx: 640, heightPx: 480 });
    const camera = aCamera({ address: sim.origin, kind: 'mjpeg', askedFps: 5, askedWidthPx: 320 });
    const { shots } = await watch(camera, toolsWith(limits), shotsReach(6));
    const sent = sim.log.map((line) => line.sentAt);
    for (const [n, shot] of shots.entries()) expect(Math.abs(shot.arrivedAt - sent[n]!)).toBeLessThan(400);
    expect((sent[5]! - sent[0]!) / 5).toBeGreaterThan(120);
    expect([...sim.counts.requests.keys()]).toEqual(['/videostream.cgi']);
  });
});

describe('commands', () => {
  const never = new AbortController().signal;
  async function told(sim: Sim, ...commands: readonly Control[]) {
    const camera = aCamera({ address: sim.origin, userName: 'admin', password: 'x y' });
    for (const command of commands) await control(camera, command, toolsWith(limits), never);
    return sim.view();
  }

  it('turn the camera as a person means it, on cameras that turn against their document', async () => {
    const sim = await simWith({ user: 'admin', password: 'x y', swapPan: true });
    expect((await told(sim, { kind: 'move', direction: 'left', step: true })).pan).toBeLessThanOrEqual(0);
    await sleep(250);
    expect(sim.view().pan).toBeLessThan(0);
    await told(sim, { kind: 'move', direction: 'right' });
    await sleep(400);
    const stopped = await told(sim, { kind: 'halt', direction: 'right' });
    expect(stopped.pan).toBeGreaterThan(0);
    await sleep(100);
    expect(sim.view().pan).toBe(stopped.pan);
  });

  it('set the picture and read the settings back', async () => {
    const sim = await simWith({ user: 'admin', password: 'x y' });
    const camera = aCamera({ address: sim.origin, userName: 'admin', password: 'x y' });
    await told(
      sim,
      { kind: 'picture', setting: 'brightness', value: 200 },
      { kind: 'picture', setting: 'flip', value: 1 },
    );
    expect(await settingsOf(camera, toolsWith(limits), never)).toMatchObject({ brightness: 200, flip: 1 });
    await expect(told(sim, { kind: 'picture', setting: 'contrast', value: 99 })).rejects.toMatchObject({
      name: 'capture/status',
    });
    await expect(
      control({ ...camera, family: 'axis' }, { kind: 'centre' }, toolsWith(limits), never),
    ).rejects.toMatchObject({ name: 'capture/not-found' });
    await expect(
      control({ ...camera, password: 'no' }, { kind: 'centre' }, toolsWith(limits), never),
    ).rejects.toMatchObject({
      name: 'capture/login',
    });
    expect(sim.counts.requests.has('/get_params.cgi')).toBe(false);
  });
});

describe('find it for me', () => {
  const never = new AbortController().signal;
  const search = async (origin: string, login: { userName: string; password: string }, tools = toolsWith(limits)) => {
    const tries: ProbeTry[] = [];
    const found = await findCamera(new URL(origin).host, login, tools, never, (attempt) => tries.push(attempt));
    return { found, tries };
  };
  const nobody = { userName: '', password: '' };

  it('finds the EasyN camera at its first request, with its size and rate', async () => {
    const sim = await simWith({ user: 'admin', password: 'p', fps: 5 });
    const { found, tries } = await search(sim.origin, { userName: 'admin', password: 'p' });
    expect(found).toMatchObject({
      family: 'netwave',
      kind: 'mjpeg',
      route: 'direct',
      cors: true,
      widthPx: 640,
      heightPx: 480,
    });
    expect(found.fps).toBeGreaterThan(2);
    expect(found.fps).toBeLessThan(6);
    expect(tries.length).toBeLessThanOrEqual(3);
    expect(JSON.stringify([found, tries])).not.toContain('pwd=');
  });

  it('goes through the proxy when the page may not read the camera', async () => {
    const sim = await simWith();
    const proxy = await proxyFor(sim.origin);
    const tools = { ...noCors(sim.origin), proxy: linkTo(proxy) };
    const { found } = await search(sim.origin, nobody, tools);
    expect(found).toMatchObject({ family: 'netwave', kind: 'mjpeg', route: 'proxy', cors: false });
  });

  it('stops at the first refused login, so that no account is locked', async () => {
    const sim = await simWith({ user: 'admin', password: 'right', login: ['basic'] });
    await expect(search(sim.origin, nobody)).rejects.toMatchObject({ name: 'capture/login' });
    const count = [...sim.counts.requests.values()].reduce((sum, number) => sum + number, 0);
    expect(count).toBeLessThanOrEqual(3);
  });

  it('asks three at a time, finds a camera far down the list, and says when there is none', async () => {
    let open = 0;
    let most = 0;
    const paths: string[] = [];
    const origin = await serve(async (request, response) => {
      most = Math.max(most, ++open);
      paths.push(request.url!);
      await sleep(5);
      open--;
      if (request.url === '/camera/jpeg') sendJpeg(response);
      else response.writeHead(404).end('no');
    });
    const { found } = await search(origin, nobody);
    expect(found).toMatchObject({ family: 'cam2web', kind: 'snapshot', widthPx: 32, heightPx: 16 });
    expect(most).toBeLessThanOrEqual(3);
    expect(new Set(paths.filter((path) => path !== '/camera/jpeg')).size).toBeGreaterThan(20);
    const empty = await serve((_, response) => response.writeHead(404).end('no'));
    await expect(search(empty, nobody)).rejects.toMatchObject({ name: 'capture/not-found' });
    await expect(search('http://127.0.0.1:9', nobody)).rejects.toMatchObject({ name: 'capture/unreachable' });
  });

  it('takes a whole address as it is', async () => {
    const origin = await serve((request, response) => {
      if (request.url?.startsWith('/deep/picture')) sendJpeg(response);
      else response.writeHead(404).end('no');
    });
    const found = await findCamera(`${origin}/deep/picture?n=1`, nobody, toolsWith(limits), never, () => undefined);
    expect(found).toMatchObject({ family: 'snapshot', kind: 'snapshot', address: `${origin}/deep/picture?n=1` });
  });

  it('ends when told to', async () => {
    const origin = await serve(() => undefined);
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('enough')), 50);
    await expect(findCamera(origin, nobody, toolsWith(limits), stop.signal, () => undefined)).rejects.toThrow('enough');
  });
});
