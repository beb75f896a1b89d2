/** The nine places of what is written over a picture: by a finger, and by arrow keys. */
import { expect, test } from 'vitest';
import { placeAt, placeBeside } from '../../../src/base/look/edit';
import { type Place, type Point, places } from '../../../src/base/look/look';

test.each([
  [[0.05, 0.05], 'top-left'],
  [[0.5, 0.1], 'top'],
  [[0.99, 0.3], 'top-right'],
  [[0.1, 0.5], 'left'],
  [[0.5, 0.5], 'middle'],
  [[0.7, 0.6], 'right'],
  [[0.33, 0.7], 'bottom-left'],
  [[0.34, 0.99], 'bottom'],
  [[1, 1], 'bottom-right'],
  [[-3, 7], 'bottom-left'],
  [[2, -1], 'top-right'],
] as const satisfies readonly (readonly [Point, Place])[])('a finger at %o is at the %s', (point, place) => {
  expect(placeAt(point)).toBe(place);
});

test('arrow keys reach every place from every other, and none beyond the edge', () => {
  const steps = { right: [0.01, 0], left: [-0.01, 0], down: [0, 0.01], up: [0, -0.01] } as const;
  for (const [at, place] of places.entries()) {
    const [column, row] = [at % 3, Math.floor(at / 3)];
    expect(placeBeside(place, steps.right)).toBe(places[row * 3 + Math.min(2, column + 1)]);
    expect(placeBeside(place, steps.left)).toBe(places[row * 3 + Math.max(0, column - 1)]);
    expect(placeBeside(place, steps.down)).toBe(places[Math.min(2, row + 1) * 3 + column]);
    expect(placeBeside(place, steps.up)).toBe(places[Math.max(0, row - 1) * 3 + column]);
  }
});
