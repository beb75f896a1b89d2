/** Scores of pictures become movements as a person would count them, and a timeline and chapters from them. */
import { expect, test } from 'vitest';
import { chaptersOf, movementsIn, timelineOf } from '../../../src/record/journal/journal';

const startedAt = 1_700_000_000_000;

/** [film ms, score] of pictures, as the journal has them. */
type Scores = readonly (readonly [number, number])[];

async function* journalOf(scores: Scores): AsyncGenerator<string> {
  for (const [n, [ms, score]] of scores.entries()) yield `${n},${ms}.000,${startedAt + ms}.0,1,,${score}\n`;
}

/** A picture every 100 ms from one time to another. */
function steady(fromMs: number, toMs: number, score: number): Scores {
  return Array.from({ length: (toMs - fromMs) / 100 + 1 }, (_, n) => [fromMs + n * 100, score] as const);
}

interface Told {
  readonly name: string;
  readonly scores: Scores;
  readonly spans: readonly (readonly [number, number])[];
}

const told: readonly Told[] = [
  { name: 'nothing moves', scores: steady(0, 5000, 0.003), spans: [] },
  {
    name: 'one picture moves',
    scores: [...steady(0, 900, 0), [1000, 0.01], ...steady(1100, 5000, 0)],
    spans: [[1000, 1000]],
  },
  {
    name: 'somebody walks by',
    scores: [...steady(0, 900, 0), ...steady(1000, 3000, 0.02), ...steady(3100, 9000, 0)],
    spans: [[1000, 3000]],
  },
  {
    name: 'somebody hesitates: less than the threshold, and still no stillness',
    scores: [...steady(0, 900, 0.02), ...steady(1000, 8000, 0.002), ...steady(8100, 9000, 0.02)],
    spans: [[0, 9000]],
  },
  { name: 'that little alone begins nothing', scores: steady(0, 9000, 0.002), spans: [] },
  {
    name: 'a pause of three seconds is none',
    scores: [...steady(0, 1000, 0.02), ...steady(1100, 3900, 0), ...steady(4000, 5000, 0.02)],
    spans: [[0, 5000]],
  },
  {
    name: 'a longer one is',
    scores: [...steady(0, 1000, 0.02), ...steady(1100, 4000, 0), ...steady(4100, 5000, 0.02)],
    spans: [
      [0, 1000],
      [4100, 5000],
    ],
  },
  {
    name: 'a camera of one picture in ten seconds',
    scores: [
      [0, 0],
      [10_000, 0.1],
      [20_000, 0.1],
      [30_000, 0],
    ],
    spans: [
      [10_000, 10_000],
      [20_000, 20_000],
    ],
  },
  {
    name: 'what was rendered again after a crash comes twice',
    scores: [...steady(0, 2000, 0.02), ...steady(1000, 3000, 0.02)],
    spans: [[0, 3000]],
  },
  { name: 'it moves to the end', scores: [...steady(0, 5000, 0), ...steady(5100, 6000, 0.3)], spans: [[5100, 6000]] },
];

test.each(told)('$name', async ({ scores, spans }) => {
  const timeline = await timelineOf({ startedAt, durationMs: 30_000 }, journalOf(scores));
  expect(timeline.movements.map(({ startMs, endMs }) => [startMs, endMs])).toEqual(spans);
  expect(await movementsIn(journalOf(scores))).toEqual({ movements: spans.length });
  const order = { startedAt, endUs: 30_000_000 };
  const chapters = await chaptersOf({ ...order, withMovements: true }, journalOf(scores));
  expect(chapters.map(({ startUs }) => startUs / 1000)).toEqual(spans.map(([startMs]) => startMs));
  expect(await chaptersOf({ ...order, withMovements: false }, journalOf(scores))).toEqual([]);
});

test('a single picture that moved is seen in hours of film, at its place', async () => {
  const hourMs = 3_600_000;
  const scores: Scores = Array.from({ length: 54_000 }, (_, n) => [n * 66, n === 30_000 ? 0.2 : 0.0001] as const);
  const { stretches } = await timelineOf({ startedAt, durationMs: hourMs }, journalOf(scores));
  const peak = stretches.findIndex(({ movement }) => movement === 0.2);
  expect(peak / stretches.length).toBeCloseTo((30_000 * 66) / hourMs, 2);
  expect(stretches.filter(({ movement }) => movement === 0.2).length).toBe(1);
});

async function* broken(): AsyncGenerator<string> {
  yield `0,0.000,${startedAt}.0,1,,0.5\n`;
  throw new Error('unreadable');
}

test.each<[string, () => AsyncGenerator<string>]>([
  ['an empty journal', () => journalOf([])],
  [
    'pictures that nobody looked at',
    async function* () {
      yield `0,0.000,${startedAt}.0,1,,\n`;
    },
  ],
  [
    'marks alone',
    async function* () {
      yield `mark,,${startedAt}.0,,,\n`;
    },
  ],
  [
    'what moved and was left out of the film',
    async function* () {
      yield `0,,${startedAt}.0,1,,0.5\n`;
    },
  ],
  ['a journal that cannot be read', broken],
])('of %s nothing is said: not that nothing moved', async (_, journal) => {
  expect(await movementsIn(journal())).toEqual({});
});
