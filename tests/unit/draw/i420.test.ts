/** The planes draw makes of pixels, checked against the defining equations of ITU-R BT.601. */
import { describe, expect, it, test } from 'vitest';
import { halveChroma, i420OfRgba, limitRange } from '../../../src/draw/i420';

/** A picture of one colour. */
function flat(red: number, green: number, blue: number, widthPx = 4, heightPx = 2): Uint8ClampedArray {
  return Uint8ClampedArray.from({ length: widthPx * heightPx * 4 }, (_, at) => [red, green, blue, 255][at % 4]!);
}

/** BT.601 in floating point. */
function reference(red: number, green: number, blue: number): { y: number; u: number; v: number } {
  const y = 0.299 * red + 0.587 * green + 0.114 * blue;
  return { y, u: (blue - y) / 1.772, v: (red - y) / 1.402 };
}

const colours = [
  [0, 0, 0],
  [255, 255, 255],
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [12, 200, 99],
  [255, 255, 0],
] as const;

describe('i420OfRgba', () => {
  it.each(colours)('full range of %i %i %i', (red, green, blue) => {
    const planes = i420OfRgba(flat(red, green, blue), 4, 2, 'full');
    const { y, u, v } = reference(red, green, blue);
    expect(planes.length).toBe(12);
    expect(Math.abs(planes[0]! - y)).toBeLessThanOrEqual(1);
    expect(Math.abs(planes[8]! - Math.min(255, u + 128))).toBeLessThanOrEqual(1);
    expect(Math.abs(planes[10]! - Math.min(255, v + 128))).toBeLessThanOrEqual(1);
  });

  it.each(colours)('limited range of %i %i %i', (red, green, blue) => {
    const planes = i420OfRgba(flat(red, green, blue), 4, 2, 'limited');
    const { y, u, v } = reference(red, green, blue);
    expect(Math.abs(planes[7]! - (16 + (y * 219) / 255))).toBeLessThanOrEqual(1);
    expect(Math.abs(planes[9]! - (128 + (u * 224) / 255))).toBeLessThanOrEqual(1);
    expect(Math.abs(planes[11]! - (128 + (v * 224) / 255))).toBeLessThanOrEqual(1);
  });

  it('keeps rows and columns where they are, and averages chroma', () => {
    const rgba = flat(0, 0, 0, 4, 4);
    rgba.set([255, 255, 255, 255], (3 * 4 + 2) * 4);
    const planes = i420OfRgba(rgba, 4, 4, 'full');
    expect(Array.from(planes.subarray(0, 16)).indexOf(255)).toBe(3 * 4 + 2);
    const red = flat(0, 0, 0, 4, 4);
    for (const pixel of [0, 1, 4, 5]) red.set([255, 0, 0, 255], pixel * 4);
    expect(Array.from(i420OfRgba(red, 4, 4, 'full').subarray(20))).toEqual([255, 128, 128, 128]);
  });
});

describe('limitRange', () => {
  it('turns full range into limited, end for end', () => {
    const planes = Uint8Array.from([0, 255, 128, 1, 0, 255]);
    limitRange(planes, 2, 2);
    expect(Array.from(planes)).toEqual([16, 235, 126, 17, 16, 240]);
  });
});

test('halveChroma takes the mean of two chroma rows and leaves brightness alone', () => {
  const [widthPx, heightPx] = [6, 4];
  const luma = Array.from({ length: 24 }, (_, at) => at);
  const u = [10, 20, 30, 12, 22, 32, 40, 50, 60, 41, 51, 61];
  const v = [200, 201, 202, 100, 101, 102, 0, 255, 7, 255, 255, 8];
  const i420 = halveChroma(Uint8Array.from([...luma, ...u, ...v]), widthPx, heightPx);
  expect([...i420]).toEqual([...luma, 11, 21, 31, 41, 51, 61, 150, 151, 152, 128, 255, 8]);
});

test.each([
  [6, 4],
  [8, 2],
  [8, 8],
  [16, 6],
  [40, 30],
  [642, 4],
  [640, 48],
])('halveChroma of %i x %i: each colour is the mean of the two above one another, rounded up', (widthPx, heightPx) => {
  const area = widthPx * heightPx;
  const i422 = Uint8Array.from({ length: 2 * area }, (_, at) => (at * 7919 + (at >> 3) * 31) % 256);
  const means = Array.from({ length: area / 2 }, (_, at) => {
    const [plane, row, column] = [
      Math.floor(at / (area / 4)),
      Math.floor((at % (area / 4)) / (widthPx / 2)),
      at % (widthPx / 2),
    ];
    const upper = area + (plane * area) / 2 + row * widthPx + column;
    return Math.ceil((i422[upper]! + i422[upper + widthPx / 2]!) / 2);
  });
  const luma = [...i422.subarray(0, area)];
  expect([...halveChroma(i422, widthPx, heightPx)]).toEqual([...luma, ...means]);
});
