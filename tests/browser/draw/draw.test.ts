/** The pixels draw makes of JPEGs, in a real Chromium: the direct way, the canvas way, and the way without VideoFrame. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainLook, timeLine } from '../../../src/base/look/look';
import { turned } from '../../support/pictures/exif';
import { encode, nameOf, quarters } from './colours';
import { insecureHost, openRig, type Rig } from './rig/rig';

const plain = plainLook;
const withClock = { ...plain, lines: [timeLine] };

describe.each([
  ['a secure page', '127.0.0.1', []],
  ['a plain http page', insecureHost, []],
  ['a page without VideoFrame', insecureHost, ['VideoFrame']],
] as const)('drawing on %s', (_, host, missing) => {
  let rig: Rig;
  const secure = host !== insecureHost;
  beforeAll(async () => {
    rig = await openRig('chromium', host);
    await rig.run('forget', { names: missing });
    await rig.run('make', { set: 'vga', count: 6, widthPx: 640, heightPx: 480 });
    await rig.run('make', { set: 'mixed', count: 2, widthPx: 640, heightPx: 480 });
    await rig.run('make', { set: 'mixed', count: 1, widthPx: 320, heightPx: 240, first: 700 });
    await rig.run('make', { set: 'mixed', count: 1, widthPx: 480, heightPx: 640, first: 7 });
    await rig.run('make', { set: 'mixed', count: 1, widthPx: 640, heightPx: 480, first: 8 });
    await rig.run('make', { set: 'odd', count: 1, widthPx: 641, heightPx: 481, first: 5 });
    const url = rig.offer('quarters.jpg', quarters(64, 48));
    await rig.run('take', { set: 'quarters', url, widthPx: 64, heightPx: 48 });
  });
  afterAll(() => rig.close());

  it('hands on the planes of the JPEG itself where nothing is drawn over it', async () => {
    const { size, seen } = await rig.run('draw', { set: 'vga' });
    expect(size).toEqual({ widthPx: 640, heightPx: 480 });
    expect(seen.map((picture) => picture.number)).toEqual([0, 1, 2, 3, 4, 5]);
    if (!secure) return expect(seen[0]!.format).toBe(missing.length > 0 ? null : 'BGRX');
    expect(seen.every(({ format, fullRange }) => format === 'I420' && fullRange === true)).toBe(true);
    expect(seen.map((picture) => picture.frameUs)).toEqual([0, 1, 2, 3, 4, 5].map((at) => at * 100_000));
  });

  it('cuts an odd picture to even', async () => {
    const { size, seen } = await rig.run('draw', { set: 'odd' });
    expect(size).toEqual({ widthPx: 640, heightPx: 480 });
    expect(seen).toMatchObject([{ widthPx: 640, heightPx: 480, number: 5 }]);
  });

  it.each([
    [0, ['red', 'green', 'blue', 'white']],
    [90, ['blue', 'red', 'white', 'green']],
    [180, ['white', 'blue', 'green', 'red']],
    [270, ['green', 'white', 'red', 'blue']],
  ] as const)('turns by %i degrees', async (rotateDegrees, corners) => {
    const [width, height] = rotateDegrees % 180 === 0 ? [64, 48] : [48, 64];
    const probes: [number, number][] = [
      [2, 2],
      [width - 4, 2],
      [2, height - 4],
      [width - 4, height - 4],
    ];
    const { size, seen } = await rig.run('draw', { set: 'quarters', look: { ...plain, rotateDegrees }, probes });
    expect(size).toEqual({ widthPx: width, heightPx: height });
    expect(seen[0]!.yuv.map(nameOf)).toEqual(corners);
  });

  it.each([
    [64, 48, [16, 44]],
    [48, 64, [2, 44]],
  ] as const)("minds the picture's own orientation in a film of %i x %i", async (width, height, [left, right]) => {
    const set = `exif-${width}`;
    const plainJpeg = quarters(64, 48);
    await rig.run('take', { set, url: rig.offer(`${set}.jpg`, turned(plainJpeg, 6)), widthPx: 64, heightPx: 48 });
    const probes: [number, number][] = [
      [left, 2],
      [right, 2],
      [left, height - 4],
      [right, height - 4],
    ];
    const { seen } = await rig.run('draw', { set, width, height, probes });
    expect(seen[0]!.yuv.map(nameOf)).toEqual(['blue', 'red', 'white', 'green']);
  });

  it.each(['vga', 'quarters', 'mixed'])('makes %s really grey', async (set) => {
    const look = { ...plain, colour: false };
    const { seen } = await rig.run('draw', { set, look });
    expect(seen.map((picture) => picture.greyest)).toEqual(seen.map(() => 0));
    if (set === 'vga') expect(seen.map((picture) => picture.number)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('keeps one size and one colour space when the camera changes size in mid-film', async () => {
    const { seen } = await rig.run('draw', { set: 'mixed', probes: [[4, 240]] });
    expect(seen.every(({ widthPx, heightPx }) => widthPx === 640 && heightPx === 480)).toBe(true);
    expect([seen[0]!.number, seen[1]!.number, seen[4]!.number]).toEqual([0, 1, 8]);
    // The upright picture lies between black bars.
    expect(nameOf(seen[3]!.yuv[0]!)).toBe('black');
    expect(seen.filter((picture) => nameOf(picture.yuv[0]!) === 'black').length).toBe(1);
    if (secure)
      expect(new Set(seen.map(({ format, fullRange }) => `${format} ${fullRange}`))).toEqual(new Set(['I420 true']));
  });

  it('draws the same by canvas as directly', async () => {
    const probes: [number, number][] = Array.from({ length: 24 }, (_, at) => [40 + at * 24, 30 + at * 18]);
    const direct = await rig.run('draw', { set: 'vga', probes });
    // The clock makes the canvas way; it covers a few probes at most.
    const painted = await rig.run('draw', { set: 'vga', look: withClock, probes });
    const differences = direct.seen[0]!.yuv.map((yuv, at) =>
      Math.max(...yuv.map((value, part) => Math.abs(value - painted.seen[0]!.yuv[at]![part]!))),
    );
    expect(differences.toSorted((a, b) => a - b)[18]).toBeLessThanOrEqual(6);
  });

  it('burns the clock in, and nowhere else', async () => {
    const without = await rig.run('draw', { set: 'vga' });
    const { seen } = await rig.run('draw', { set: 'vga', look: withClock });
    expect(seen.map((picture) => picture.number)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(without.seen[0]!.corner[1]).toBeLessThan(215);
    expect(seen[0]!.corner[0]).toBeLessThan(24);
    expect(seen[0]!.corner[1]).toBeGreaterThan(225);
  });

  it.each(['fill', 'keep'] as const)('pictures cut short: %s', async (partial) => {
    const set = `cut-${partial}`;
    await rig.run('take', {
      set,
      url: rig.offer(
        'red.jpg',
        encode(
          new Uint8Array(64 * 48 * 4).map((_, at) => (at % 4 === 0 ? 255 : at % 4 === 3 ? 255 : 0)),
          64,
          48,
        ),
      ),
      widthPx: 64,
      heightPx: 48,
    });
    await rig.run('take', { set, url: '/taken/quarters.jpg', widthPx: 64, heightPx: 48, paintedHeightPx: 16 });
    const { seen } = await rig.run('draw', {
      set,
      partial,
      probes: [
        [60, 4],
        [60, 20],
        [60, 40],
      ],
    });
    expect(seen[1]!.yuv.map(nameOf)).toEqual(
      partial === 'fill' ? ['green', 'red', 'red'] : ['green', 'green', 'white'],
    );
  });

  it('says which pictures cannot be decoded', async () => {
    const url = rig.offer('bad.jpg', Uint8Array.from([0xff, 0xd8, 0xff, 0xd9]));
    await rig.run('take', { set: 'bad', url, widthPx: 640, heightPx: 480 });
    await expect(rig.run('draw', { set: 'bad' })).rejects.toThrow('draw/undecodable');
  });

  it('makes thumbnails', async () => {
    const { bytes, width, height } = await rig.run('thumbnail', { set: 'vga', look: { ...plain, rotateDegrees: 90 } });
    expect([width, height]).toEqual([320, 427]);
    expect(bytes).toBeGreaterThan(1000);
  });

  it.each(['vga', 'odd', 'quarters', 'mixed'])('shows %s live in the colours of the browser itself', async (set) => {
    const { shown, size, wantedSize, mean } = await rig.run('beside', { set });
    expect([shown, size]).toEqual(['shown', wantedSize]);
    expect(mean).toBeLessThan(1);
  });

  it('shows the preview, skips what comes while it is busy, and rests after a picture', async () => {
    await rig.run('make', { set: 'late', count: 1, widthPx: 640, heightPx: 480, first: 99 });
    await rig.run('make', { set: 'other', count: 1, widthPx: 320, heightPx: 240, first: 3 });
    const { both, tired, after } = await rig.run('preview', { sets: ['odd', 'late', 'other'] });
    expect(both).toEqual({ width: 641, height: 481, number: 5 });
    expect(tired).toEqual(both);
    expect(after).toEqual({ width: 320, height: 240, number: 3 });
  });
});
