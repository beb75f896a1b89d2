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

  /** Pictures of one shade each, and what the film shows in their middle. */
  const shadesIn = async (set: string, shades: readonly number[]): Promise<number[][]> => {
    for (const [at, shade] of shades.entries()) {
      const rgba = new Uint8Array(320 * 240 * 4).map((_, byte) => (byte % 4 === 3 ? 255 : shade));
      const url = rig.offer(`${set}-${at}.jpg`, encode(rgba, 320, 240));
      await rig.run('take', { set, url, widthPx: 320, heightPx: 240 });
    }
    return rigDraw(set, {});
  };
  const flickering = [100, 140, 100, 140, 100, 140, 100, 140, 100, 140, 100, 140];

  it('evens out the light of neighbouring pictures in the film', async () => {
    const own = (await shadesIn('flicker', flickering)).flat().slice(-2);
    const evened = (await rigDraw('flicker', { level: true })).flat().slice(-4);
    expect(Math.abs(own[0]! - own[1]!)).toBeGreaterThan(25);
    expect(Math.max(...evened) - Math.min(...evened)).toBeLessThan(8);
  });

  it('shows the mean of several pictures in the film, and writes over it once', async () => {
    const numbered: Look = { ...plain, lines: [{ ...timeLine, what: 'number', size: 'large' }] };
    const letters: [number, number][] = Array.from({ length: 300 }, (_, at) => [
      2 + (at % 30) * 2,
      205 + Math.floor(at / 30) * 3,
    ]);
    const probes: [number, number][] = [[160, 120], ...letters];
    await shadesIn('steady', [120, 120, 120, 120]);
    const plainly = await rig.run('draw', { set: 'steady', look: numbered, probes });
    const blended = await rig.run('draw', {
      set: 'steady',
      look: numbered,
      probes,
      overTime: { level: true, blend: 4 },
    });
    const written = (from: typeof plainly) => from.seen.map(({ yuv }) => yuv.map(([y]) => y!));
    // There are letters, each picture has others, and none of them is left in the next one.
    expect(Math.max(...written(plainly).flat())).toBeGreaterThan(220);
    expect(written(plainly)[0]).not.toEqual(written(plainly)[1]);
    expect(written(blended)).toEqual(written(plainly));
    await shadesIn('steps', [20, 220, 20, 220]);
    const steps = (await rigDraw('steps', { blend: 2 })).flat();
    for (const y of steps.slice(1)) expect(Math.abs(y - (16 + (120 * 219) / 255))).toBeLessThan(4);
  });

  async function rigDraw(set: string, overTime: { level?: boolean; blend?: number }): Promise<number[][]> {
    const { seen } = await rig.run('draw', { set, overTime, probes: [[160, 120]] });
    return seen.map(({ yuv }) => yuv.map(([y]) => y!));
  }
}
