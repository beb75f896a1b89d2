/** H, M and B of the catalogue, played by the simulated camera and captured as the app does it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ProxyServer, startProxy } from '../../../proxy/proxy';
import type { Case } from '../../../sim/cases/case';
import { casePassword, cases, caseUser } from '../../../sim/cases/cases';
import { type Sim, startSim } from '../../../sim/sim';
import type { Camera } from '../../../src/base/camera';
import type { Shot } from '../../../src/base/flow';
import { aCamera, shotsReach, toolsWith, troubleSeen, watch } from './cameras';

let sim: Sim;
let proxy: ProxyServer;
const limits = { firstByteMs: 1_500, idleMs: 1_000, staleMs: 300, firstRetryMs: 50, longestRetryMs: 200 };

beforeAll(async () => {
  sim = await startSim({ keepPictures: true, widthPx: 160, heightPx: 120 });
  proxy = await startProxy({ host: '127.0.0.1', port: 0, allow: [new URL(sim.origin).host] });
});
afterAll(async () => {
  await proxy.close();
  await sim.close();
});

function camera(name: string, fields: Partial<Camera>): Camera {
  const query = name === 'H29' ? '?user={user}&pwd={password}' : '';
  return aCamera({ family: 'mjpeg', kind: 'mjpeg', address: `${sim.origin}/case/${name}${query}`, ...fields });
}

/** From the scan on: a comment put in before it changes nothing there. */
const scanOf = (jpeg: Uint8Array) => Buffer.from(jpeg.slice(-500)).toString('latin1');

/** Numbers in the camera's log of the shots that are whole pictures. */
function sentNumbers(shots: readonly Shot[]): readonly number[] {
  const sent = sim.log.map((line) => scanOf(line.jpeg ?? new Uint8Array()));
  return shots.map((shot) => sent.indexOf(scanOf(shot.bytes))).filter((number) => number >= 0);
}

async function play({ name, delivers }: Pick<Case, 'name' | 'delivers'>, fields: Partial<Camera>) {
  const tools = toolsWith(limits, { origin: proxy.origin.replace('localhost', '127.0.0.1'), token: proxy.token });
  const wanted = delivers === 'endless' ? 5 : delivers;
  const isEnough = wanted === 0 ? troubleSeen : shotsReach(name === 'M23' ? 3 : wanted);
  const watched = await watch(camera(name, fields), tools, isEnough, 6_000);
  return { ...watched, wanted, numbers: sentNumbers(watched.shots) };
}

function expectAll(played: Awaited<ReturnType<typeof play>>): void {
  expect(played.numbers.length, played.states.join(', ')).toBeGreaterThanOrEqual(played.wanted);
  // In the order they were sent, each once.
  expect(played.numbers).toEqual([...new Set(played.numbers)].sort((one, other) => one - other));
  const times = played.shots.map((shot) => shot.arrivedAt);
  expect(times.every((at, n) => n === 0 || at > times[n - 1]!)).toBe(true);
}

const nothing: Readonly<Record<string, string>> = {
  'M20-h264': 'capture/not-mjpeg',
  M27: 'capture/not-mjpeg',
  H26: 'capture/html',
  'H30-head': 'capture/timeout',
  'H30-silent': 'capture/timeout',
  H31: 'capture/interrupted',
};
const ids = (letter: string) => cases.filter((entry) => entry.name.startsWith(letter));
const streams = new Set(['H15-stream', 'H21', 'H25-stream', 'H30-part', 'H33']);

describe('multipart framing, asked directly', () => {
  it.each(ids('M'))('$name $says', async ({ name, delivers }) => {
    const played = await play({ name, delivers }, { route: 'direct' });
    expectAll(played);
    if (delivers === 0) expect(played.states.at(-1)).toBe(`lost ${nothing[name]}`);
  });
});

/** What Node's own fetch reads; the rest needs the proxy's lenient reader of heads. */
const direct = [
  'H07',
  'H14',
  'H15',
  'H15-stream',
  'H24',
  'H25',
  'H26',
  'H27-unquoted',
  'H29',
  'H30',
  'H31',
  'H32',
  'H33',
];

describe('reply heads, asked directly', () => {
  it.each(ids('H').filter(({ name }) => direct.some((one) => name.startsWith(one))))('$name $says', async (entry) => {
    const kind = streams.has(entry.name) ? 'mjpeg' : 'snapshot';
    const played = await play(entry, {
      route: 'direct',
      family: kind,
      kind,
      userName: caseUser,
      password: casePassword,
    });
    expectAll(played);
    if (entry.delivers === 0) expect(played.states.at(-1)).toBe(`lost ${nothing[entry.name]}`);
  });
});

/** A snapshot that is cut or a head that lies is the proxy's to tell; here only that the code comes through. */
const throughProxy: Readonly<Record<string, RegExp>> = {
  H06: /^capture\//,
  'H19-differing': /^capture\//,
  'H23-too-large': /^capture\//,
  H26: /^capture\/html$/,
  'H30-head': /^capture\/timeout$/,
  'H30-silent': /^capture\/timeout$/,
  H31: /^capture\/interrupted$/,
  // The proxy follows one redirect on the camera itself (T08): there is the login page.
  'H35-login': /^capture\/html$/,
  'H35-https': /^capture\/redirect$/,
  'H35-host': /^capture\/redirect$/,
};

describe('reply heads, asked through the proxy', () => {
  const viewers = ['H34-503', 'H34-hang', 'H34-refuse', 'H34-text'];
  it.each(ids('H').filter(({ name }) => !viewers.includes(name)))('$name $says', async (entry) => {
    const kind = streams.has(entry.name) ? 'mjpeg' : 'snapshot';
    const played = await play(entry, {
      route: 'proxy',
      family: kind,
      kind,
      userName: caseUser,
      password: casePassword,
    });
    expectAll(played);
    if (entry.delivers === 0) expect(played.states.at(-1)!.replace(/^\w+ /, '')).toMatch(throughProxy[entry.name]!);
    for (const { trouble } of played.events.flatMap((event) => (event.kind === 'connection' ? [event] : []))) {
      expect(String(trouble)).not.toContain(casePassword);
    }
  });
});

describe('more viewers than the camera takes', () => {
  it.each([
    ['H34-503', /^lost capture\/busy$/],
    ['H34-hang', /^lost capture\/timeout$/],
    ['H34-refuse', /^lost capture\/(?:unreachable|interrupted)$/],
    ['H34-text', /^lost capture\/(?:html|not-a-picture)$/],
  ])('%s: told, and live as soon as the other one has gone', async (name, state) => {
    const first = new AbortController();
    const other = await fetch(`${sim.origin}/case/${name}`, { signal: first.signal });
    await other.body!.getReader().read();
    const watched = await watch(
      camera(name, { route: 'direct' }),
      toolsWith({ ...limits, firstByteMs: 500 }),
      (events) => {
        if (troubleSeen(events)) first.abort();
        return shotsReach(2)(events);
      },
      6_000,
    );
    expect(watched.states.find((one) => one.startsWith('lost'))).toMatch(state);
    expect(watched.states.at(-1)).toBe('live');
    expect(watched.shots).toHaveLength(2);
  });
});

describe('behaviour over time', () => {
  it('B01 B08 driven by the stream, not by timers: one picture a second comes as it is sent', async () => {
    const slow = { ...camera('B08', { route: 'direct' }), address: `${sim.origin}/case/B08?everyMs=1000` };
    const watched = await watch(slow, toolsWith({ ...limits, firstByteMs: 5_000 }), shotsReach(4));
    const sent = sentNumbers(watched.shots).map((number) => sim.log[number]!.sentAt);
    expect(sent).toHaveLength(4);
    for (const [n, shot] of watched.shots.entries()) expect(Math.abs(shot.arrivedAt - sent[n]!)).toBeLessThan(400);
  });

  it('B02 uneven rate: the true gaps are kept', async () => {
    const played = await play({ name: 'B02', delivers: 'endless' }, { route: 'direct' });
    expectAll(played);
    const lines = played.numbers.map((number) => sim.log[number]!);
    const shotGaps = played.shots.slice(1).map((shot, n) => shot.arrivedAt - played.shots[n]!.arrivedAt);
    const sentGaps = lines.slice(1).map((line, n) => line.sentAt - lines[n]!.sentAt);
    for (const [n, gap] of shotGaps.entries()) expect(Math.abs(gap - sentGaps[n]!)).toBeLessThan(400);
  });

  it.each(['B03-back', 'B03-forward', 'B04'])("%s: the camera's clock is ignored", async (name) => {
    const played = await play({ name, delivers: 6 }, { route: 'direct' });
    expectAll(played);
    const [first, last] = [played.shots[0]!.arrivedAt, played.shots.at(-1)!.arrivedAt];
    expect(last - first).toBeLessThan(3_000);
    expect(Math.abs(first - Date.now())).toBeLessThan(60_000);
  });

  it('B05 burst after a stall: all of it, in order, no two at one time', async () => {
    const played = await play({ name: 'B05', delivers: 40 }, { route: 'direct' });
    expectAll(played);
    expect(played.states).toContain('stale');
    expect(played.states.at(-1)).toBe('live');
  });

  it('B06 gone and back: an honest gap, then live again', async () => {
    const tools = toolsWith(limits);
    const gone = { ...camera('B06', { route: 'direct' }), address: `${sim.origin}/case/B06?ms=900` };
    const watched = await watch(gone, tools, shotsReach(6), 8_000);
    expect(watched.states).toEqual(expect.arrayContaining(['live', 'lost capture/unreachable', 'connecting']));
    expect(watched.states.at(-1)).toBe('live');
    const gaps = watched.shots.slice(1).map((shot, n) => shot.arrivedAt - watched.shots[n]!.arrivedAt);
    expect(Math.max(...gaps)).toBeGreaterThan(850);
  });

  it('B07 H33 a stream that closes again and again: seamless, no picture twice, one connection at a time', async () => {
    const watched = await watch(camera('H33', { route: 'direct' }), toolsWith(limits), shotsReach(30), 15_000);
    expect(watched.states).toEqual(['connecting', 'live']);
    const numbers = sentNumbers(watched.shots);
    expect(new Set(numbers).size).toBe(30);
    expect(sim.counts.open).toBeLessThanOrEqual(2);
  });
});
