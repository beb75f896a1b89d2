/** The film's clock: real times stay what they are, constant rates are resampled and never computed from a count. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Timed } from '../../../src/record/render/dejitter';
import { constantFrameTimes, type FrameTime, realFrameTimes } from '../../../src/record/render/frame-times';
import { taped } from './taped';

const firstAt = 1_700_000_000_000;

const timed = (arrivalsMs: readonly number[]) =>
  timedPlay(taped(arrivalsMs, firstAt).map((record) => ({ record, takenAt: record.jpeg.arrivedAt })));

async function* timedPlay(records: readonly Timed[]) {
  yield* records;
}

async function collect(slots: AsyncIterable<FrameTime>): Promise<[number, number][]> {
  const got: [number, number][] = [];
  for await (const { record, timestampUs } of slots) got.push([record.sequence, timestampUs]);
  return got;
}

const constant = (arrivals: readonly number[], fps: number, endMs: number, fromUs = 0) =>
  collect(constantFrameTimes(timed(arrivals), firstAt, fps, fromUs, () => endMs * 1000));

describe('real times', () => {
  test('every picture keeps its own time', async () => {
    expect(await collect(realFrameTimes(timed([0, 33.3, 500, 5000]), firstAt))).toEqual([
      [0, 0],
      [1, 33_300],
      [2, 500_000],
      [3, 5_000_000],
    ]);
  });

  test('pictures that arrive in one burst stay in order and apart', async () => {
    expect(await collect(realFrameTimes(timed([0, 100, 100, 100]), firstAt))).toEqual([
      [0, 0],
      [1, 100_000],
      [2, 100_001],
      [3, 100_002],
    ]);
  });
});

describe('constant rate', () => {
  test('a slow camera is held, not sped up', async () => {
    expect(await constant([0, 1000], 2, 2000)).toEqual([
      [0, 0],
      [0, 500_000],
      [1, 1_000_000],
      [1, 1_500_000],
    ]);
  });

  test('a fast camera is thinned out to the newest picture of each step', async () => {
    expect(await constant([0, 100, 200, 300, 400, 500], 4, 600)).toEqual([
      [0, 0],
      [2, 250_000],
      [5, 500_000],
    ]);
  });

  test('fractional rates work: one picture in ten seconds', async () => {
    expect(await constant([0, 5000, 10_000, 15_000], 0.1, 20_000)).toEqual([
      [0, 0],
      [2, 10_000_000],
    ]);
  });

  test('going on from where a film ends gives the same slots as one run', async () => {
    const whole = await constant([0, 130, 270, 390, 700], 10, 1000);
    const rest = await constant([0, 130, 270, 390, 700], 10, 1000, 400_001);
    expect(rest).toEqual(whole.slice(5));
  });

  test('for any arrivals the number of frames is the duration times the rate', async () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(gaps, fc.constantFrom(0.5, 1, 5, 12.5, 25), async (gapsMs, fps) => {
        let sumMs = 0;
        const arrivals = [0, ...gapsMs.map((gap) => (sumMs += gap))];
        const endMs = arrivals.at(-1)! + 100;
        const slots = await constant(arrivals, fps, endMs);
        expect(slots.length).toBe(Math.ceil((endMs / 1000) * fps - 1e-9));
        for (const [sequence, timestampUs] of slots) {
          expect(arrivals[sequence]! * 1000).toBeLessThanOrEqual(timestampUs + 1);
        }
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
