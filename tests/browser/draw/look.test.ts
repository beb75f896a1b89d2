/** What a Look does to pixels, in Chromium and Firefox: of the film, and of every other way a picture is seen. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { filmSize } from '../../../src/base/look/geometry';
import { type Look, plainLook, timeLine } from '../../../src/base/look/look';
import { describeWith } from '../../support/tools';
import { encode, nameOf, quarters } from './colours';
import { type BrowserName, insecureHost, openRig, type Rig } from './rig/rig';

const plain = plainLook;

const pages = [
  ['chromium', 'a secure page', '127.0.0.1', []],
  ['chromium', 'a page without VideoFrame', insecureHost, ['VideoFrame']],
  ['firefox', 'a secure page', '127.0.0.1', []],
] as const;

for (const [browser, page, host, missing] of pages) {
  describeWith([browser], `a look in ${browser}, ${page}`, () => looking(browser, host, missing));
}

function looking(browser: BrowserName, host: string, missing: readonly string[]): void {
  let rig: Rig;
  beforeAll(async () => {
    rig = await openRig(browser, host);
    await rig.run('forget', { names: missing });
    const url = rig.offer('quarters.jpg', quarters(64, 48));
    await rig.run('take', { set: 'quarters', url, widthPx: 64, heightPx: 48 });
  });
  afterAll(() => rig.close());

  const topLeft = [
    [0, 0],
    [0.5, 0],
    [0.5, 0.5],
    [0, 0.5],
  ] as const;
  const half = { x: 0.5, y: 0.5, width: 0.5, height: 0.5 };

  it.each([
    ['mirrored', { mirror: true }, ['green', 'red', 'white', 'blue']],
    ['upside down', { flip: true }, ['blue', 'white', 'red', 'green']],
    ['turned, then mirrored', { rotateDegrees: 90, mirror: true }, ['red', 'blue', 'green', 'white']],
    ['cropped', { crop: half }, ['white', 'white', 'white', 'white']],
    ['turned, then cropped', { rotateDegrees: 90, crop: half }, ['green', 'green', 'green', 'green']],
    ['set straight', { tiltDegrees: 10 }, ['red', 'green', 'blue', 'white']],
    ['covered', { masks: [{ kind: 'fill', points: topLeft }] }, ['black', 'green', 'blue', 'white']],
    [
      'covered and turned',
      { masks: [{ kind: 'fill', points: topLeft }], rotateDegrees: 90 },
      ['blue', 'black', 'white', 'green'],
    ],
    [
      'covered and mirrored',
      { masks: [{ kind: 'fill', points: topLeft }], mirror: true },
      ['green', 'black', 'white', 'blue'],
    ],
    [
      'covered at the corner that is left',
      { masks: [{ kind: 'fill', points: topLeft }], crop: { ...half, x: 0, y: 0 } },
      ['black', 'black', 'black', 'black'],
    ],
    ['a mosaic of one colour', { masks: [{ kind: 'mosaic', points: topLeft }] }, ['red', 'green', 'blue', 'white']],
    [
      'without any contrast',
      { tone: { ...plain.tone, contrast: -100, brightness: -100 } },
      ['black', 'black', 'black', 'black'],
    ],
  ] as const satisfies readonly (readonly [string, Partial<Look>, readonly string[]])[])(
    '%s',
    async (_, change, corners) => {
      const look = { ...plain, ...change };
      const { widthPx, heightPx } = filmSize({ widthPx: 64, heightPx: 48 }, look);
      const probes: [number, number][] = [
        [4, 4],
        [widthPx - 6, 4],
        [4, heightPx - 6],
        [widthPx - 6, heightPx - 6],
      ];
      const { size, seen } = await rig.run('draw', { set: 'quarters', look, probes });
      expect(size).toEqual({ widthPx, heightPx });
      expect(seen[0]!.yuv.map(nameOf)).toEqual(corners);
    },
  );

  const middle = [
    [0.25, 0.25],
    [0.75, 0.25],
    [0.75, 0.75],
    [0.25, 0.75],
  ] as const;

  it.each(['blur', 'mosaic', 'fill'] as const)('leaves nothing to be known of what is covered: %s', async (kind) => {
    const rgba = new Uint8Array(320 * 240 * 4).fill(255);
    for (let at = 0; at < 320 * 240; at++)
      rgba.fill((at + Math.floor(at / 320)) % 2 === 0 ? 0 : 255, at * 4, at * 4 + 3);
    const set = `noise-${kind}`;
    await rig.run('take', { set, url: rig.offer(`${set}.jpg`, encode(rgba, 320, 240)), widthPx: 320, heightPx: 240 });
    const probes: [number, number][] = Array.from({ length: 60 }, (_, at) => [
      90 + at * 2 + (at % 2),
      70 + at + (at % 3),
    ]);
    const look: Look = { ...plain, masks: [{ kind, points: middle }] };
    const { seen } = await rig.run('draw', { set, look, probes: [...probes, [10, 10], [11, 10]] });
    const [covered, free] = [seen[0]!.yuv.slice(0, 60), seen[0]!.yuv.slice(60)].map((all) => all.map(([y]) => y!));
    expect(Math.max(...covered!) - Math.min(...covered!)).toBeLessThan(12);
    expect(Math.abs(free![0]! - free![1]!)).toBeGreaterThan(100);
  });

  it.each([
    ['a crop with a clock', { crop: { x: 0.25, y: 0, width: 0.5, height: 0.5 }, lines: [timeLine] }, [320, 240]],
    ['turned, smaller and mirrored', { rotateDegrees: 90, mirror: true }, [480, 640]],
    ['set straight, brighter', { tiltDegrees: 5, tone: { ...plain.tone, brightness: 30, gamma: 1.5 } }, [640, 480]],
    [
      'all masks',
      { masks: (['fill', 'blur', 'mosaic'] as const).map((kind) => ({ kind, points: middle })) },
      [640, 480],
    ],
    [
      'black and white with two lines',
      { colour: false, lines: [timeLine, { ...timeLine, what: 'camera', place: 'top', back: 'box' }] },
      [640, 480],
    ],
  ] as const satisfies readonly (readonly [string, Partial<Look>, readonly number[]])[])(
    'shows, keeps and films alike: %s',
    async (_, change, size) => {
      await rig.run('make', { set: 'alike', count: 1, widthPx: 640, heightPx: 480, first: 4 });
      const seen = await rig.run('alike', { set: 'alike', look: { ...plain, ...change } });
      expect(seen).toMatchObject({ shown: 'shown', size });
      expect(seen.live).toBeLessThan(1.5);
      expect(seen.single).toBeLessThan(2.5);
      expect(seen.fromTape).toBeLessThan(2.5);
      // Made smaller: edges lie elsewhere.
      expect(seen.thumbnail).toBeLessThan(8);
    },
  );
}
