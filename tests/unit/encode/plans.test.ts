/** What encode decides before the first picture: level, bit rate, groups, engines. */
import { describe, expect, it } from 'vitest';
import { bitRateFor } from '../../../src/encode/bit-rate';
import { type EngineReport, instanceCount, presetFor, rankEngines, reportFor } from '../../../src/encode/choose';
import type { EncodeOptions } from '../../../src/encode/contract';
import { openGops, usualPictures } from '../../../src/encode/gop';
import { codecsFor, levelFor } from '../../../src/encode/webcodecs/level';

describe('levelFor', () => {
  it('follows table A-1', () => {
    expect(levelFor(640, 480, 30, 2e6)).toBe(30);
    expect(levelFor(1280, 720, 30, 4e6)).toBe(31);
    expect(levelFor(1280, 960, 15, 4e6)).toBe(32);
    expect(levelFor(1920, 1080, 30, 8e6)).toBe(40);
    expect(levelFor(1920, 1080, 60, 8e6)).toBe(42);
    expect(levelFor(3840, 2160, 30, 30e6)).toBe(51);
    expect(levelFor(4096, 2304, 60, 30e6)).toBe(52);
  });

  it('minds the bit rate and the length of a side', () => {
    expect(levelFor(640, 480, 15, 30e6)).toBe(41);
    expect(levelFor(2048, 64, 5, 1e6)).toBe(31);
  });

  it('has none for what no level holds', () => {
    expect(levelFor(8192, 8192, 1, 1e6)).toBeUndefined();
    expect(codecsFor(8192, 8192, 1, 1e6)).toEqual([]);
  });

  it('names High, Main, Baseline', () => {
    expect(codecsFor(640, 480, 15, 1e6)).toEqual(['avc1.64001e', 'avc1.4d001e', 'avc1.42e01e']);
  });
});

describe('bitRateFor', () => {
  const at = (widthPx: number, quality: EncodeOptions['quality'] = 'fast') =>
    bitRateFor({ widthPx, heightPx: (widthPx * 3) / 4, quality });

  it('grows with size, but not as fast', () => {
    expect(at(1280) / at(640)).toBeGreaterThan(2);
    expect(at(1280) / at(640)).toBeLessThan(4);
    expect(at(640, 'small')).toBeLessThan(at(640));
  });

  it('never asks for nothing', () => {
    expect(at(16)).toBeGreaterThanOrEqual(160_000);
  });
});

describe('openGops', () => {
  const keysOf = (times: readonly number[], most = usualPictures) => {
    const begins = openGops(most);
    return times.filter((time) => begins(time));
  };
  const everyUs = (stepUs: number, count = 100) => Array.from({ length: count }, (_, at) => at * stepUs);
  const dayUs = 86_400e6;

  it.each([
    ['120 a second', 8_333],
    ['15 a second', 66_667],
    ['5 a second', 200_000],
    ['one a second', 1e6],
    ['one in 15 seconds', 15e6],
    ['one a minute', 60e6],
    ['one an hour', 3600e6],
    ['one a day', dayUs],
  ])('K gives groups of the same size at any pace: %s', (_, stepUs) => {
    expect(keysOf(everyUs(stepUs))).toEqual([0, 30, 60, 90].map((at) => at * stepUs));
  });

  it.each([
    ['a minute, after many pictures', [...everyUs(100_000, 12), 61e6, 61.1e6], [0, 61e6]],
    ['a minute, after a burst: the next burst is no new scene', [0, 1e5, 2e5, 60.2e6, 60.3e6], [0]],
    ['two hours, after a burst', [0, 1e5, 2e5, 7200e6, 7200.1e6], [0, 7200e6]],
    ['three days, of a camera that sends one a day', [...everyUs(dayUs, 3), 5 * dayUs], [0]],
    ['a month, of a camera that sends one a day', [...everyUs(dayUs, 3), 33 * dayUs], [0, 33 * dayUs]],
    ['an hour, of a camera that sends one in half an hour', [...everyUs(1800e6, 10), 18_000e6 + 1800e6], [0]],
    ['an hour, after the very first picture', [0, 3600e6, 3600.1e6], [0]],
  ])('a pause of %s', (_, times, keys) => {
    expect(keysOf(times)).toEqual(keys);
  });

  it('keeps within the number of pictures', () => {
    expect(keysOf([0, 1, 2, 3, 4, 5, 6], 3)).toEqual([0, 3, 6]);
  });
});

describe('rankEngines', () => {
  const order: EncodeOptions = {
    widthPx: 640,
    heightPx: 480,
    fps: 15,
    engine: 'auto',
    quality: 'auto',
    backlog: false,
  };
  const report = (engine: 'webcodecs' | 'ffmpeg', extra: Partial<EngineReport> = {}): EngineReport => ({
    engine,
    browser: 'B',
    widthPx: 640,
    heightPx: 480,
    works: true,
    hardware: false,
    picturesPerSecond: 60,
    bitRateShare: 1,
    note: '',
    ...extra,
  });
  const software = report('webcodecs');
  const hardware = report('webcodecs', { hardware: true });

  it('does what it is told', () => {
    expect(rankEngines({ ...order, engine: 'ffmpeg' }, software, undefined)).toEqual(['ffmpeg']);
    expect(rankEngines({ ...order, engine: 'webcodecs' }, undefined, undefined)).toEqual(['webcodecs']);
  });

  it.each([
    ['auto', 'auto', false],
    ['webcodecs', 'auto', false],
    ['webcodecs', 'fast', true],
    ['auto', 'fast', true],
    ['auto', 'small', false],
    ['ffmpeg', 'auto', false],
  ] as const)('touches no WebCodecs that has ended the page: %s, %s, backlog %s', (engine, quality, backlog) => {
    const out = report('webcodecs', { works: false, isOut: true });
    expect(rankEngines({ ...order, engine, quality, backlog }, out, undefined)).toEqual(['ffmpeg']);
  });

  it('takes hardware, and without it does not fetch 10 MB unasked', () => {
    expect(rankEngines(order, hardware, report('ffmpeg'))[0]).toBe('webcodecs');
    expect(rankEngines(order, software, undefined)[0]).toBe('webcodecs');
    expect(rankEngines(order, software, report('ffmpeg'))[0]).toBe('ffmpeg');
  });

  it('lets ffmpeg go when it cannot keep up with the camera by half', () => {
    expect(rankEngines(order, software, report('ffmpeg', { picturesPerSecond: 22 }))[0]).toBe('webcodecs');
    expect(rankEngines({ ...order, widthPx: 1920, heightPx: 1080 }, software, report('ffmpeg'))[0]).toBe('webcodecs');
  });

  it('makes small films with ffmpeg and fast ones with WebCodecs', () => {
    expect(rankEngines({ ...order, quality: 'small' }, hardware, undefined)[0]).toBe('ffmpeg');
    expect(rankEngines({ ...order, quality: 'fast' }, software, report('ffmpeg'))[0]).toBe('webcodecs');
    expect(
      rankEngines(
        { ...order, quality: 'small', backlog: true },
        software,
        report('ffmpeg', { picturesPerSecond: 2 }),
      )[0],
    ).toBe('ffmpeg');
  });

  it('makes a fast film with ffmpeg only where WebCodecs cannot keep up with the camera and ffmpeg is quicker', () => {
    const fast: EncodeOptions = { ...order, quality: 'fast' };
    const slow = report('webcodecs', { picturesPerSecond: 20 });
    expect(rankEngines(fast, slow, report('ffmpeg', { picturesPerSecond: 20 }))[0]).toBe('ffmpeg');
    expect(rankEngines(fast, slow, report('ffmpeg', { picturesPerSecond: 5 }))[0]).toBe('webcodecs');
    expect(rankEngines(fast, slow, undefined)[0]).toBe('webcodecs');
    expect(rankEngines({ ...fast, backlog: true }, slow, report('ffmpeg'))[0]).toBe('webcodecs');
  });

  it('runs as many instances as there are cores, and fewer while it records', () => {
    expect([1, 2, 4, 16].map((cores) => instanceCount(true, cores))).toEqual([1, 2, 4, 4]);
    expect([1, 2, 4, 16].map((cores) => instanceCount(false, cores))).toEqual([1, 1, 2, 2]);
  });

  it('drops an engine that ignores the bit rate, or does not work', () => {
    const wasteful = report('webcodecs', { hardware: true, bitRateShare: 16 });
    expect(rankEngines(order, wasteful, undefined)).toEqual(['ffmpeg', 'webcodecs']);
    expect(rankEngines(order, report('webcodecs', { works: false }), undefined)).toEqual(['ffmpeg']);
    expect(rankEngines(order, undefined, undefined)).toEqual(['ffmpeg']);
  });

  it('chooses the smallest preset that keeps up', () => {
    expect(presetFor({ ...order, quality: 'small' }, report('ffmpeg'))).toBe('veryfast');
    expect(presetFor({ ...order, quality: 'fast' }, report('ffmpeg'))).toBe('ultrafast');
    expect(presetFor({ ...order, quality: 'small' }, report('ffmpeg', { picturesPerSecond: 20 }))).toBe('ultrafast');
    expect(presetFor({ ...order, quality: 'small', backlog: true }, report('ffmpeg', { picturesPerSecond: 2 }))).toBe(
      'veryfast',
    );
  });

  it('believes reports of this browser only, of WebCodecs for this size only', () => {
    const known = [report('webcodecs'), report('ffmpeg', { widthPx: 320, heightPx: 240 })];
    expect(reportFor('webcodecs', order, 'B', known)).toBe(known[0]);
    expect(reportFor('webcodecs', { ...order, widthPx: 800 }, 'B', known)).toBeUndefined();
    expect(reportFor('webcodecs', order, 'C', known)).toBeUndefined();
    expect(reportFor('ffmpeg', order, 'B', known)).toBe(known[1]);
  });
});
