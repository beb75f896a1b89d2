/** Films made in real browsers by both engines, counted and read back by decoders that are not ours. */

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAvcc } from '../../../src/base/h264/avcc';
import { plainLook, timeLine } from '../../../src/base/look/look';
import { describeWith } from '../../support/tools';
import { type BrowserName, browsers, insecureHost, openRig, type Rig, runFfmpeg } from '../draw/rig/rig';
import { looksInFilms } from './looks';

/** Irregular, as cameras are: 15 a second with jitter, and a gap of a minute in the middle. */
const steady = Array.from({ length: 75 }, (_, at) => Math.round((at * 1e6) / 15) + (at % 3) * 7_001);
const gappy = steady.map((time, at) => (at < 40 ? time : time + 60_000_000));

type Film = Awaited<ReturnType<typeof film>>;
const film = (rig: Rig, order: Parameters<typeof rig.run<'film'>>[1]) => rig.run('film', order);

/** Every picture once, in order, at its own time, and nothing a strict decoder complains about. */
function expectWhole(rig: Rig, made: Film, times: readonly number[], name?: string): void {
  expect(made.packets.length).toBe(times.length);
  expect(made.packets.map((packet) => packet.sequence).sort((a, b) => a - b)).toEqual(times.map((_, at) => at));
  for (const packet of made.packets) expect(packet.timestampUs).toBe(times[packet.sequence]);
  expect(made.packets[0]!.key).toBe(true);
  expect(made.back!.map((frame) => frame.number)).toEqual(times.map((_, at) => at % 75));
  for (const [at, frame] of made.back!.entries()) expect(Math.abs(frame.timeUs - times[at]!)).toBeLessThan(1000);
  const record = Uint8Array.from(made.avcc);
  const sets = readAvcc(record)!;
  expect([record[4]! & 0xfc, record[5]! & 0xe0]).toEqual([0xfc, 0xe0]);
  expect([sets.sps[0]![0]! & 31, sets.pps[0]![0]! & 31]).toEqual([7, 8]);
  expect(sets.sps[0]![1]).toBe(record[1]);
  if (name) expect(runFfmpeg(['-v', 'error', '-xerror', '-i', join(rig.folder, name), '-f', 'null', '-'])).toBe('');
}

/** Structural similarity of a film with the JPEGs it was made from, by ffmpeg's filter. */
function ssimOf(rig: Rig, name: string): number {
  const words = runFfmpeg([
    ...['-i', join(rig.folder, name), '-framerate', '15', '-i', join(rig.folder, 'small-%04d.jpg')],
    ...['-lavfi', '[0:v]setpts=N/15/TB[a];[1:v]setpts=N/15/TB[b];[a][b]ssim', '-f', 'null', '-'],
  ]);
  return Number(/SSIM Y:([\d.]+)/.exec(words)?.[1]);
}

/** ffmpeg on a busy machine takes its time, and its hang guard alone waits 15 s. */
const slowMs = 400_000;

/** ffmpeg is the judge of every film here. */
for (const browser of browsers)
  describeWith([browser, 'ffmpeg'], `encoding in ${browser}`, () => encoding(browser), { timeout: slowMs });

function encoding(browser: BrowserName): void {
  let rig: Rig;
  beforeAll(async () => {
    rig = await openRig(browser);
    await rig.run('make', { set: 'small', count: 75, widthPx: 320, heightPx: 240 });
    await rig.run('give', { set: 'small' });
  });
  afterAll(() => rig.close());

  it.each([
    ['webcodecs', 'fast', false],
    ['webcodecs', 'fast', true],
    ['ffmpeg', 'fast', false],
    ['ffmpeg', 'small', true],
  ] as const)('%s, %s, backlog %s', async (engine, quality, backlog) => {
    const name = `${browser}-${engine}-${quality}-${backlog}.mp4`;
    const made = await film(rig, { set: 'small', timesUs: gappy, order: { engine, quality, backlog }, name });
    expect(made.engine).toBe(engine);
    expectWhole(rig, made, gappy, name);
    // The gap begins a new group with WebCodecs; a batch of ffmpeg ends there, too.
    expect(made.packets.some((packet) => packet.key && packet.sequence === 40)).toBe(true);
    const ssim = ssimOf(rig, name);
    console.log(`${name}: SSIM ${ssim}, ${made.bytes} bytes, ${made.fps.toFixed(0)} pictures a second`);
    expect(ssim).toBeGreaterThan(0.97);
  });

  /** Pictures a second; the last is one a day. */
  const paces = [120, 30, 15, 1, 1 / 60, 1 / 86_400];
  const own = [
    ['webcodecs', 'fast', false],
    ['webcodecs', 'auto', true],
  ] as const;
  /** The same program in every browser. */
  const shared = [
    ['ffmpeg', 'small', false],
    ['ffmpeg', 'fast', true],
  ] as const;

  it.each(browser === 'chromium' ? [...own, ...shared] : own)(
    'K the same pictures are as good at any pace: %s, %s, backlog %s',
    async (engine, quality, backlog) => {
      const seen: Record<string, number> = {};
      for (const fps of paces) {
        const name = `${browser}-${engine}-pace-${Math.round(1e6 * fps)}.mp4`;
        const timesUs = Array.from({ length: 75 }, (_, at) => Math.round((at * 1e6) / fps));
        const made = await film(rig, {
          set: 'small',
          timesUs,
          order: { engine, quality, backlog, fps },
          name,
          readBack: false,
        });
        expect(made.packets).toHaveLength(75);
        seen[String(fps)] = ssimOf(rig, name);
      }
      console.log(`${browser} ${engine} ${quality} ${backlog}: SSIM by pictures a second ${JSON.stringify(seen)}`);
      const all = Object.values(seen);
      expect(Math.max(...all) - Math.min(...all)).toBeLessThan(0.005);
    },
  );

  looksInFilms(browser, () => rig);

  it('reorders nothing but B-frames', async () => {
    const made = await film(rig, {
      set: 'small',
      timesUs: steady,
      order: { engine: 'ffmpeg', quality: 'small', backlog: true },
    });
    expectWhole(rig, made, steady);
    const times = made.packets.map((packet) => packet.timestampUs);
    expect(times.some((time, at) => at > 0 && time < times[at - 1]!)).toBe(true);
    for (const [at, packet] of made.packets.entries()) {
      if (packet.key) expect(times.slice(at).every((time) => time >= packet.timestampUs)).toBe(true);
    }
  });

  it.each(['webcodecs', 'ffmpeg'] as const)('believes %s after a check', async (engine) => {
    const report = await rig.run('check', { engine, widthPx: 320, heightPx: 240 });
    expect(report).toMatchObject({ engine, works: true, note: '', widthPx: 320, heightPx: 240 });
    expect(report.bitRateShare).toBeLessThan(3);
    expect(report.picturesPerSecond).toBeGreaterThan(0);
    const again = await film(rig, { set: 'small', timesUs: steady, order: { engine }, known: [report] });
    expect(again.reports).toEqual([]);
  });
}

describe('choosing in chromium', { timeout: slowMs }, () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await openRig();
    await rig.run('make', { set: 'small', count: 75, widthPx: 320, heightPx: 240 });
  });
  afterAll(() => rig.close());

  it("does not fetch ffmpeg's core for 'auto'", async () => {
    const made = await film(rig, { set: 'small', timesUs: steady, order: { engine: 'auto', quality: 'auto' } });
    expect(made.engine).toBe('webcodecs');
    expect(rig.asked('.wasm')).toBe(0);
    expect(made.reports.map((report) => report.engine)).toEqual(['webcodecs']);
  });

  it('encodes a camera of another size with a level that holds it, also by canvas', async () => {
    await rig.run('make', { set: 'wide', count: 8, widthPx: 1280, heightPx: 960 });
    for (const look of [undefined, { ...plainLook, lines: [timeLine], rotateDegrees: 180 } as const]) {
      const made = await film(rig, { set: 'wide', timesUs: steady.slice(0, 8), order: {}, look });
      expect(made.back!.map(({ width, height }) => `${width}x${height}`)).toEqual(Array(8).fill('1280x960'));
      expect(Number.parseInt(made.codec.slice(-2), 16)).toBeGreaterThanOrEqual(32);
    }
  });

  it('says so when no encoder can do it', async () => {
    await rig.run('make', { set: 'tiny', count: 1, widthPx: 64, heightPx: 64 });
    const order = { engine: 'webcodecs', widthPx: 16384, heightPx: 16384 } as const;
    await expect(film(rig, { set: 'tiny', timesUs: [0], order })).rejects.toThrow('encode/unavailable');
  });

  it('loses no picture when an instance of ffmpeg dies in mid-batch', async () => {
    const order = { engine: 'ffmpeg', quality: 'small', backlog: true } as const;
    const long = Array.from({ length: 225 }, (_, at) => Math.round((at * 1e6) / 15));
    const known = [await rig.run('check', { engine: 'ffmpeg', widthPx: 320, heightPx: 240 })];
    const whole = await film(rig, { set: 'small', timesUs: long, order, known });
    const killed = await film(rig, { set: 'small', timesUs: long, order, known, killAt: 135 });
    expectWhole(rig, killed, long);
    expect(killed.bytes).toBe(whole.bytes);
    expect(killed.workers).toBeGreaterThan(whole.workers - 1);
  });

  it("falls back to WebCodecs when the core cannot be fetched, unless told 'ffmpeg'", async () => {
    // A browser of its own: what an earlier test has fetched is kept for offline use (encode/ffmpeg/core.ts).
    const fresh = await openRig('chromium');
    await fresh.run('make', { set: 'small', count: 75, widthPx: 320, heightPx: 240 });
    await fresh.run('give', { set: 'small' });
    fresh.refuse('.wasm');
    const made = await film(fresh, { set: 'small', timesUs: steady, order: { engine: 'auto', quality: 'small' } });
    expect(made.engine).toBe('webcodecs');
    expectWhole(fresh, made, steady);
    await expect(film(fresh, { set: 'small', timesUs: steady, order: { engine: 'ffmpeg' } })).rejects.toThrow(
      'encode/core-missing',
    );
    await fresh.close();
  });
});

describe('encoding on a plain http page', { timeout: slowMs }, () => {
  it('takes ffmpeg, for there is no WebCodecs', async () => {
    const rig = await openRig('chromium', insecureHost);
    await rig.run('make', { set: 'small', count: 30, widthPx: 320, heightPx: 240 });
    const made = await film(rig, {
      set: 'small',
      timesUs: steady.slice(0, 30),
      order: { engine: 'auto' },
      readBack: false,
    });
    expect(made.engine).toBe('ffmpeg');
    expect(made.packets.map((packet) => packet.sequence)).toEqual(Array.from({ length: 30 }, (_, at) => at));
    await rig.close();
  });
});
