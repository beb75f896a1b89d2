/** A film's timeline: what is drawn of it, where its buttons and keys lead, what is said of a place. */
import { describe, expect, test } from 'vitest';
import {
  bandsOf,
  curveOf,
  emptyTimeline,
  gapAt,
  kindsOf,
  movedBy,
  nextStop,
  previousStop,
  stopsOf,
  whatIsAt,
} from '../../../src/ui/model/timeline/timeline';
import { playerWords } from '../../../src/ui/words/late/player';

const still = { movement: 0, mended: false, damaged: false };
const unknown = { ...still, movement: undefined };
const mended = { ...still, mended: true };
const damaged = { ...still, damaged: true };

const timeline = {
  durationMs: 60_000,
  stretches: [still],
  movements: [
    { startMs: 5000, endMs: 8000, peak: 0.1 },
    { startMs: 30_000, endMs: 31_000, peak: 0.02 },
  ],
  marksMs: [12_000, 30_100],
};
const stops = stopsOf(timeline, []);

test('movements and marks are gone to in order of time', () => {
  expect(stops.map(({ atMs, kind }) => [atMs, kind])).toEqual([
    [5000, 'movement'],
    [12_000, 'mark'],
    [30_000, 'movement'],
    [30_100, 'mark'],
  ]);
  expect(stopsOf({ ...timeline, movements: [], marksMs: [] }, [])).toEqual([]);
});

test('gaps and damage are gone to as well, each once however long it is', () => {
  const stretches = [still, damaged, damaged, mended, still, damaged];
  const gaps = [
    { startUs: 8_000_000, endUs: 20_000_000 },
    { startUs: 59_000_000, endUs: 60_000_000 },
  ];
  const all = stopsOf({ ...timeline, stretches }, gaps);
  expect(all.map(({ atMs, kind }) => [atMs, kind])).toEqual([
    [5000, 'movement'],
    [8000, 'gap'],
    [10_000, 'damage'],
    [12_000, 'mark'],
    [30_000, 'movement'],
    [30_100, 'mark'],
    [50_000, 'damage'],
    [59_000, 'gap'],
  ]);
  expect(kindsOf(all)).toEqual(['movement', 'mark', 'gap', 'damage']);
});

test.each([
  [['movement'], 'Next movement'],
  [['mark'], 'Next mark'],
  [['movement', 'mark'], 'Next movement or mark'],
  [['gap'], 'Next gap'],
  [['mark', 'damage'], 'Next mark or damage'],
  [['movement', 'mark', 'gap', 'damage'], 'Next movement, mark, gap, or damage'],
] as const)('a button says what of it there is: %j', (what, said) => expect(playerWords.next(what)).toBe(said));

test('of a film nothing was written down about there is nothing to go to', () => {
  const empty = emptyTimeline(5000);
  expect([stopsOf(empty, []), curveOf(empty.stretches), bandsOf(empty.stretches)]).toEqual([[], '', []]);
});

describe('from a place, next leads to', () => {
  test.each([
    [0, 5000],
    [4900, 12_000],
    [5000, 12_000],
    [12_000.04, 30_000],
    [29_700, 30_000],
    [30_100, undefined],
    [60_000, undefined],
  ])('%i ms: %s', (atMs, expected) => expect(nextStop(stops, atMs)?.atMs).toBe(expected));
});

describe('from a place, previous leads to', () => {
  test.each([
    [0, false, undefined],
    [5000, false, undefined],
    [5300, false, 5000],
    [5300, true, undefined],
    [7000, true, 5000],
    [12_000, false, 5000],
    [13_400, true, 5000],
    [13_600, true, 12_000],
    [60_000, false, 30_100],
  ])('%i ms (playing: %s): %s', (atMs, isPlaying, expected) =>
    expect(previousStop(stops, atMs, isPlaying)?.atMs).toBe(expected),
  );
});

describe('a key moves the player', () => {
  test.each([
    ['ArrowRight', 5000, 6000],
    ['ArrowLeft', 5000, 4000],
    ['ArrowLeft', 300, 0],
    ['ArrowUp', 59_500, 60_000],
    ['PageUp', 0, 10_000],
    ['PageDown', 4000, 0],
    ['Home', 4000, 0],
    ['End', 4000, 60_000],
    ['Tab', 4000, undefined],
    ['m', 4000, undefined],
  ])('%s at %i ms: %s', (key, atMs, expected) => expect(movedBy(key, atMs, 60_000)).toBe(expected));
});

describe('the curve', () => {
  test.each([
    ['of nothing', [], ''],
    ['of a film of an earlier version', [unknown, unknown], ''],
    ['of stillness', [still, still], 'M0 100V100.0H1V100.0H2V100Z'],
    ['is full at its peak', [still, { ...still, movement: 0.4 }], 'M0 100V100.0H1V0.0H2V100Z'],
    [
      'shows the root of the score',
      [
        { ...still, movement: 0.1 },
        { ...still, movement: 0.4 },
      ],
      'M0 100V50.0H1V0.0H2V100Z',
    ],
    ['makes no mountain of a molehill', [{ ...still, movement: 0.0005 }], 'M0 100V90.0H1V100Z'],
    ['has holes where nobody looked', [still, unknown, still], 'M0 100V100.0H1V100ZM2 100V100.0H3V100Z'],
  ])('%s', (_, stretches, expected) => expect(curveOf(stretches)).toBe(expected));
});

test('what was wrong is drawn in bands, and damage covers mending', () => {
  const both = { ...mended, damaged: true };
  expect(bandsOf([still, mended, mended, both, damaged, still, damaged])).toEqual([
    { kind: 'mended', first: 1, count: 2 },
    { kind: 'damaged', first: 3, count: 2 },
    { kind: 'damaged', first: 6, count: 1 },
  ]);
  expect(bandsOf([])).toEqual([]);
});

describe('of a place is said', () => {
  const gaps = [
    { startUs: 40_000_000, endUs: 50_000_000 },
    { startUs: 51_000_000, endUs: 53_000_000, why: 'asleep' as const },
  ];
  test.each([
    [0, '0:00 of 1:00'],
    [6000, '0:06 of 1:00, something moves'],
    [12_100, '0:12 of 1:00, a mark'],
    [30_000, '0:30 of 1:00, a mark, something moves'],
    [45_000, '0:45 of 1:00, no pictures'],
    [52_000, '0:52 of 1:00, no pictures, the device slept'],
    [60_000, '1:00 of 1:00'],
  ])('%i ms: %s', (atMs, expected) =>
    expect(playerWords.placeText(atMs, 60_000, whatIsAt(timeline, gaps, atMs), gapAt(gaps, atMs)?.why)).toBe(expected),
  );
});
