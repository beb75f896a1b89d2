/** Which key frames stand for which places of a film's strip. */
import { expect, test } from 'vitest';
import { keysOfPlaces } from '../../../src/record/jobs/filmstrip';

/** Key frames at these seconds, thirty packets apart. */
const of = (endSeconds: number, ...seconds: number[]) => ({
  keys: seconds.map((_, at) => at * 30),
  timeUs: (packet: number) => seconds[packet / 30]! * 1e6,
  endUs: endSeconds * 1e6,
});

test.each([
  [
    'evenly',
    of(8, 0, 2, 4, 6),
    4,
    [
      [0, [0]],
      [30, [1]],
      [60, [2]],
      [90, [3]],
    ],
  ],
  [
    'more places than key frames',
    of(4, 0, 2),
    4,
    [
      [0, [0, 1]],
      [30, [2, 3]],
    ],
  ],
  [
    'fewer',
    of(8, 0, 2, 4, 6),
    2,
    [
      [30, [0]],
      [90, [1]],
    ],
  ],
  [
    'a gap: what stood there',
    of(100, 0, 2, 90),
    5,
    [
      [30, [0, 1, 2, 3]],
      [60, [4]],
    ],
  ],
  ['one picture', of(2, 0), 3, [[0, [0, 1, 2]]]],
  [
    'a film that begins late',
    of(10, 6, 8),
    5,
    [
      [0, [0, 1, 2, 3]],
      [30, [4]],
    ],
  ],
] as const)('%s', (_, film, count, expected) => {
  expect([...keysOfPlaces(film, count)]).toEqual(expected);
});

test('of a day no more is decoded than there are places', () => {
  const day = of(86_400, ...Array.from({ length: 43_200 }, (_, at) => at * 2));
  const found = keysOfPlaces(day, 20);
  expect(found.size).toBe(20);
  expect([...found.values()].flat()).toEqual([...Array.from({ length: 20 }).keys()]);
});
