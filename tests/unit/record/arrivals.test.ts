/** When a film's pictures came: what is a gap, and what is only slow. */
import { expect, test } from 'vitest';
import { firstArrivals, heldUntil, withArrival } from '../../../src/record/live/films/arrivals';

const startedAt = 1_700_000_000_000;
const filmOf = (seconds: readonly number[], first = firstArrivals(undefined, [], false)) =>
  seconds.reduce(
    (arrivals, second) => withArrival(arrivals, startedAt + second * 1000, { startedAt }, () => 'silent'),
    first,
  );
const gapsOf = ({ gaps }: ReturnType<typeof filmOf>) => gaps.map(({ startUs, endUs }) => [startUs / 1e6, endUs / 1e6]);

test.each([
  ['an even camera', [0, 1, 2, 3, 4], []],
  ['a pause of five seconds of a camera that takes one a second', [0, 1, 2, 7, 8], []],
  ['a longer one', [0, 1, 2, 7.1, 8], [[2, 7.1]]],
  ['three seconds of a fast camera', [0, 0.1, 0.2, 3.2], []],
  ['a moment longer', [0, 0.1, 0.2, 3.3], [[0.2, 3.3]]],
  ['a minute of a camera that takes one a minute', [0, 60, 120, 180], []],
  ['the first pause of a new film: nobody knows yet what is usual', [0, 60], []],
  [
    'two pauses',
    [0, 0.1, 10, 10.1, 20],
    [
      [0.1, 10],
      [10.1, 20],
    ],
  ],
])('%s', (_, seconds, gaps) => {
  expect(gapsOf(filmOf(seconds))).toEqual(gaps);
});

test('a resumed recording begins with a gap, behind those it had', () => {
  const before = [{ startUs: 1e6, endUs: 5e6 }];
  const resumed = filmOf([60, 60.1], firstArrivals(startedAt + 10_000, before, true));
  expect(gapsOf(resumed)).toEqual([
    [1, 5],
    [10, 60],
  ]);
  // Whatever was seen: this page was not there.
  expect(resumed.gaps.map(({ why }) => why)).toEqual([undefined, 'closed']);
  expect(filmOf([60, 60.1, 60.2, 90], firstArrivals(startedAt + 59_900, [], true)).gaps[0]?.why).toBe('silent');
});

test('what the usual distance is follows the last thirty pictures', () => {
  const slow = Array.from({ length: 40 }, (_, at) => at * 10);
  const quick = Array.from({ length: 40 }, (_, at) => 390 + (at + 1) * 0.1);
  expect(gapsOf(filmOf([...slow, ...quick, 400]))).toEqual([[394, 400]]);
  expect(gapsOf(filmOf([...slow, 420]))).toEqual([]);
});

test('the last picture is held until Stop: a gap when that is long, and none without a picture', () => {
  const film = filmOf([0, 0.1, 0.2]);
  expect(gapsOf(heldUntil(film, startedAt + 2_000, { startedAt }, () => 'silent'))).toEqual([]);
  expect(gapsOf(heldUntil(film, startedAt + 60_000, { startedAt }, () => 'lost'))).toEqual([[0.2, 60]]);
  expect(gapsOf(heldUntil(filmOf([]), startedAt + 60_000, { startedAt }, () => 'lost'))).toEqual([]);
});
