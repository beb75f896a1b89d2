/** Light brought near to that of the pictures before, and the mean of several: arithmetic on pixels. */
import { describe, expect, test } from 'vitest';
import { isMixed, openMixer } from '../../../src/draw/over-time/over-time';

const grey = (...shades: readonly number[]) =>
  Uint8ClampedArray.from(shades.flatMap((shade) => [shade, shade, shade, 255]));
const flat = (shade: number) => grey(...Array<number>(400).fill(shade));
const shadesOf = (pixels: Uint8ClampedArray) => [...pixels].filter((_, at) => at % 4 === 0);

function mixed(wish: Parameters<typeof openMixer>[0], pictures: readonly Uint8ClampedArray[]): Uint8ClampedArray[] {
  const mix = openMixer(wish);
  return pictures.map((pixels) => {
    mix(pixels);
    return pixels;
  });
}

/** How far the light goes up and down from one picture to the next. */
const flicker = (lights: readonly number[]) =>
  lights.slice(1).reduce((sum, light, at) => sum + Math.abs(light - lights[at]!), 0) / (lights.length - 1);

describe('light', () => {
  test.each([
    ['every second picture is darker', (at: number) => (at % 2 === 0 ? 120 : 100), 0.15],
    ['three exposures by turns', (at: number) => [100, 118, 131][at % 3]!, 0.2],
    ['one in seven is too light', (at: number) => (at % 7 === 3 ? 150 : 110), 0.35],
  ] as const)('%s: flickers less', (_, lightAt, most) => {
    const lights = Array.from({ length: 60 }, (__, at) => lightAt(at));
    const levelled = mixed({ level: true }, lights.map(flat)).map((pixels) => pixels[0]!);
    expect(flicker(levelled.slice(12))).toBeLessThan(most * flicker(lights.slice(12)));
  });

  test('that stays is left as it is, to the last bit', () => {
    for (const pixels of mixed(
      { level: true },
      Array.from({ length: 20 }, () => grey(3, 77, 200, 255)),
    ))
      expect(pixels).toEqual(grey(3, 77, 200, 255));
  });

  test('of a dawn is followed', () => {
    const dawn = Array.from({ length: 200 }, (_, at) => flat(20 + at));
    expect(Math.abs(mixed({ level: true }, dawn).at(-1)![0]! - 219)).toBeLessThan(12);
  });

  test.each([
    ['a lamp is switched on', 20, 220],
    ['a lamp is switched off', 220, 20],
    ['black, then something', 0, 90],
  ])('%s: no picture is made half as light again, or half', (_, before, after) => {
    const shades = [...Array<number>(15).fill(before), ...Array<number>(15).fill(after)];
    for (const [at, pixels] of mixed({ level: true }, shades.map(flat)).entries()) {
      expect(pixels[0]!).toBeLessThanOrEqual(Math.ceil(shades[at]! * 1.5));
      expect(pixels[0]!).toBeGreaterThanOrEqual(Math.floor(shades[at]! / 1.5));
    }
  });

  test('what is covered with black stays black', () => {
    const pictures = [100, 140, 100, 140].map((shade) => grey(0, shade, shade, shade));
    for (const pixels of mixed({ level: true, blend: 3 }, pictures)) expect(pixels[0]).toBe(0);
  });
});

describe('the mean of', () => {
  test.each([2, 3, 4])('%s pictures is that of each and those before it', (blend) => {
    const shades = [10, 50, 90, 200, 250, 0, 0, 0, 0];
    const blended = mixed(
      { blend },
      shades.map((shade) => grey(shade)),
    );
    for (const [at, pixels] of blended.entries()) {
      const own = shades.slice(Math.max(0, at - blend + 1), at + 1);
      const mean = own.reduce((sum, one) => sum + one, 0) / own.length;
      expect(Math.abs(shadesOf(pixels)[0]! - mean)).toBeLessThanOrEqual(0.5);
    }
  });

  test('something that moves is in several places, each as faint', () => {
    const pictures = [0, 1, 2, 3, 4, 5].map((place) =>
      grey(...Array.from({ length: 6 }, (_, at) => (at === place ? 240 : 0))),
    );
    expect(shadesOf(mixed({ blend: 4 }, pictures)[5]!)).toEqual([0, 0, 60, 60, 60, 60]);
  });

  test('more than that is no more', () => {
    const shades = [0, 0, 0, 0, 0, 200];
    expect(
      mixed(
        { blend: 99 },
        shades.map((shade) => grey(shade)),
      ).at(-1)![0],
    ).toBe(50);
  });
});

test.each([
  [{}, false],
  [{ blend: 1 }, false],
  [{ level: false, blend: 1 }, false],
  [{ level: true }, true],
  [{ blend: 2 }, true],
])('%o needs a canvas: %s', (wish, expected) => {
  expect(isMixed(wish)).toBe(expected);
});
