/** Where a player stands among unevenly timed pictures, and where a step leads. */
import { describe, expect, test } from 'vitest';
import { beginAt, endAt, pictureEndingAt, restOf, spanOf } from '../../../src/ui/model/player/part';
import { pictureAt, placeOf, steppedBy } from '../../../src/ui/model/player/player';

const of = (endUs: number, ...timesUs: number[]) => ({
  timesUs: Float64Array.from(timesUs),
  endUs,
  keysUs: new Float64Array(),
});

const films = {
  even: of(400_000, 0, 100_000, 200_000, 300_000),
  uneven: of(10_000_000, 0, 33_333, 95_000, 5_000_000, 5_008_333),
  gap: of(7_200_000_000, 0, 66_667, 3_600_000_000),
  quick: of(25_000, 0, 8333, 16_667),
  burst: of(100_000, 0, 11, 22, 50_000, 50_011),
  one: of(2_000_000, 0),
  none: of(0),
};

test.each([
  ['even', 0, 0],
  ['even', 99_850, 0],
  ['even', 100_000, 1],
  // What a player rounds down to a microsecond is still this picture.
  ['even', 99_999, 1],
  ['even', 399_999, 3],
  ['even', 9_000_000, 3],
  ['uneven', 60_000, 1],
  ['uneven', 4_999_000, 2],
  ['uneven', 5_008_333, 4],
  ['gap', 3_599_000_000, 1],
  ['gap', 3_600_000_000, 2],
  ['quick', 8333, 1],
  ['one', 1_999_999, 0],
  ['none', 0, -1],
] as const)('%s: at %i us stands picture %i', (film, atUs, picture) => {
  expect(pictureAt(films[film], atUs)).toBe(picture);
});

test.each(Object.entries(films))('%s: who is sent to a picture is at it', (_, film) => {
  for (let picture = 0; picture < film.timesUs.length; picture++) {
    const placeUs = placeOf(film, picture) * 1000;
    expect(pictureAt(film, placeUs)).toBe(picture);
    expect(placeUs).toBeGreaterThanOrEqual(film.timesUs[picture]!);
    expect(placeUs).toBeLessThan(film.timesUs[picture + 1] ?? film.endUs);
  }
});

test.each(['even', 'uneven', 'gap', 'quick', 'burst', 'one'] as const)(
  '%s: steps go through every picture, forwards and back',
  (name) => {
    const film = films[name];
    const last = film.timesUs.length - 1;
    let atMs = 0;
    const seen: number[] = [];
    for (let step = 0; step <= last + 1; step++) {
      seen.push(pictureAt(film, atMs * 1000));
      atMs = steppedBy(film, atMs, 1);
    }
    expect(seen).toEqual([...film.timesUs.keys(), last]);
    for (let picture = last; picture > 0; picture--) {
      atMs = steppedBy(film, atMs, -1);
      expect(pictureAt(film, atMs * 1000)).toBe(picture - 1);
    }
    expect(steppedBy(film, atMs, -1)).toBe(atMs);
  },
);

describe('a part that is cut out', () => {
  const film = of(500_000, 0, 33_000, 200_000, 300_000, 400_000);
  test.each([
    ['begins later', beginAt(film, { first: 0, last: 4 }, 2), { first: 2, last: 4 }],
    ['begins behind its end', beginAt(film, { first: 0, last: 1 }, 3), { first: 3, last: 3 }],
    ['begins before the film', beginAt(film, { first: 2, last: 3 }, -4), { first: 0, last: 3 }],
    ['ends earlier', endAt(film, { first: 0, last: 4 }, 2), { first: 0, last: 2 }],
    ['ends before its beginning', endAt(film, { first: 3, last: 4 }, 1), { first: 1, last: 1 }],
    ['ends behind the film', endAt(film, { first: 3, last: 3 }, 9), { first: 3, last: 4 }],
  ] as const)('%s', (_, part, expected) => expect(part).toEqual(expected));

  test.each([
    [{ first: 0, last: 4 }, 0, 500, []],
    [
      { first: 1, last: 2 },
      33,
      300,
      [
        { first: 0, last: 0 },
        { first: 3, last: 4 },
      ],
    ],
    [{ first: 0, last: 2 }, 0, 300, [{ first: 3, last: 4 }]],
    [{ first: 4, last: 4 }, 400, 500, [{ first: 0, last: 3 }]],
  ] as const)('%j is from %i to %i ms, and leaves the rest', (part, fromMs, untilMs, rest) => {
    expect(spanOf(film, part)).toEqual({ fromMs, untilMs });
    expect(restOf(film, part)).toEqual(rest);
  });

  test.each([
    [500, 4],
    [300, 2],
    [301.5, 3],
    [33, 0],
    [0, 0],
  ])('a handle at %i ms is at the end of picture %i', (atMs, picture) =>
    expect(pictureEndingAt(film, atMs)).toBe(picture),
  );
});
