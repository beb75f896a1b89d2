/** What is written into planes, beside the same laid over pixels of which planes are made afterwards. */
import { describe, expect, it } from 'vitest';
import { i420OfRgba } from '../../../src/draw/i420';
import { inkOf, printInk } from '../../../src/draw/lines/ink';
import { makeRandom } from '../../support/random';

type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

const [widthPx, heightPx] = [32, 16];
const random = makeRandom(14);
const byte = () => Math.floor(random() * 256);

function pixels(width: number, height: number, colourAt: (x: number, y: number) => Rgba): Uint8ClampedArray {
  const colours = Array.from({ length: width * height }, (_, at) => colourAt(at % width, Math.floor(at / width)));
  return Uint8ClampedArray.from(colours.flat());
}

/** As a canvas lays it over. */
function laidOver(ground: Uint8ClampedArray, drawing: Uint8ClampedArray, width: number, left: number, top: number) {
  const out = ground.slice();
  for (let at = 0; at < drawing.length; at += 4) {
    const to = ((top + Math.floor(at / 4 / width)) * widthPx + left + ((at / 4) % width)) * 4;
    const share = drawing[at + 3]! / 255;
    for (const part of [0, 1, 2]) out[to + part] = drawing[at + part]! * share + ground[to + part]! * (1 - share);
  }
  return out;
}

describe('a drawing printed into planes', () => {
  const letters = (colour: Rgba) => (x: number, y: number) => ((x + y) % 3 === 0 ? colour : ([0, 0, 0, 0] as const));
  it.each([
    ['nothing', () => [255, 0, 0, 0], [8, 4], [4, 2]],
    ['white letters', letters([255, 255, 255, 255]), [8, 4], [0, 0]],
    ['red letters', letters([255, 0, 0, 255]), [12, 6], [20, 10]],
    ['blue letters', letters([0, 0, 255, 255]), [2, 2], [30, 14]],
    ['a box', () => [0, 0, 0, 166], [32, 16], [0, 0]],
    ['a green box', () => [0, 255, 0, 90], [6, 16], [26, 0]],
    ['smoothed edges', (x, y) => [200, 30, 90, Math.min(255, (x + y) * 16)], [16, 10], [10, 4]],
    ['anything', () => [byte(), byte(), byte(), byte()], [18, 12], [6, 2]],
  ] as const satisfies readonly (readonly [
    string,
    (x: number, y: number) => Rgba,
    readonly [number, number],
    readonly [number, number],
  ])[])('%s', (_, colourAt, [width, height], [left, top]) => {
    // Of one colour where the planes have one.
    const grounds = Array.from({ length: (widthPx * heightPx) / 4 }, (): Rgba => [byte(), byte(), byte(), 255]);
    const ground = pixels(widthPx, heightPx, (x, y) => grounds[(y >> 1) * (widthPx / 2) + (x >> 1)]!);
    const drawing = pixels(width, height, colourAt);
    const planes = i420OfRgba(ground, widthPx, heightPx, 'full');
    printInk(planes, { widthPx, heightPx }, inkOf(drawing, width, height), left, top);
    const wanted = i420OfRgba(laidOver(ground, drawing, width, left, top), widthPx, heightPx, 'full');
    expect(Math.max(...planes.map((value, at) => Math.abs(value - wanted[at]!)))).toBeLessThanOrEqual(2);
  });
});
