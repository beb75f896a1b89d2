/** Delays are taken out of arrival times, and nothing else is. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dejitter } from '../../../src/record/render/dejitter';
import { played, taped } from './taped';

const startedAt = 1_700_000_000_000;

/** The times given to pictures that arrive at these ms, relative to the first true one. */
async function timesOf(arrivalsMs: readonly number[]): Promise<number[]> {
  const times: number[] = [];
  for await (const { takenAt } of dejitter(played(taped(arrivalsMs, startedAt)))) times.push(takenAt - startedAt);
  return times;
}

/** Arrivals of pictures taken at `takenMs` when each is late by its delay, in order as on one connection. */
function arrivals(takenMs: readonly number[], delaysMs: readonly number[]): number[] {
  let last = 0;
  return takenMs.map((ms, position) => (last = Math.max(last, ms + delaysMs[position]!)));
}

const grid = (count: number, periodMs: number) => Array.from({ length: count }, (_, position) => position * periodMs);

test('B05: a burst after a stall falls back into its places', async () => {
  const taken = grid(40, 66.7);
  const delays = taken.map((_, position) => (position >= 10 && position < 16 ? (16 - position) * 66.7 : 2));
  const times = await timesOf(arrivals(taken, delays));
  for (const [position, time] of times.entries()) expect(Math.abs(time - taken[position]!)).toBeLessThan(20);
});

test('a late first picture does not make all the others early', async () => {
  const taken = grid(30, 66.7);
  const times = await timesOf(arrivals(taken, [60, ...Array(29).fill(1)]));
  expect(times[0]).toBeLessThan(10);
});

test('B01: a slow camera keeps its arrival times to the microsecond', async () => {
  const slow = [0, 5003, 9990, 15_400];
  expect(await timesOf(slow)).toEqual(slow);
});

test('B02: a camera without a steady period keeps its arrival times', async () => {
  const wild = [0, 40, 300, 310, 700, 760, 1500, 1520, 1900, 2500, 2510, 2600, 3400, 3420, 3900];
  expect(await timesOf(wild)).toEqual(wild);
});

test('a pause of the camera stays a pause', async () => {
  const taken = [...grid(20, 100), ...grid(20, 100).map((ms) => ms + 4500)];
  const times = await timesOf(taken);
  for (const [position, time] of times.entries()) expect(Math.abs(time - taken[position]!)).toBeLessThan(50);
});

test('for any delays: in order, never later than arrival, never more than a second earlier', async () => {
  const delays = fc.array(fc.oneof(fc.constant(1), fc.integer({ min: 0, max: 400 })), { minLength: 2, maxLength: 80 });
  await fc.assert(
    fc.asyncProperty(delays, fc.constantFrom(40, 66.7, 200, 1000), async (delaysMs, periodMs) => {
      const arrived = arrivals(grid(delaysMs.length, periodMs), delaysMs);
      const times = await timesOf(arrived);
      expect(times.length).toBe(arrived.length);
      for (const [position, time] of times.entries()) {
        expect(time).toBeLessThanOrEqual(arrived[position]! + position * 0.001 + 0.001);
        expect(time).toBeGreaterThanOrEqual(arrived[position]! - 1000.001);
        if (position > 0) expect(time).toBeGreaterThan(times[position - 1]!);
      }
    }),
    { seed: 5, numRuns: 300 },
  );
});

test('on a network that is always a little late, no picture is further from its time than it arrived', async () => {
  let seed = 20_261_122;
  const late = () => {
    seed = Math.imul(seed, 1_664_525) + 1_013_904_223;
    return (seed >>> 0) / 2 ** 32;
  };
  const taken = grid(5000, 1000 / 15);
  const arrived = taken.map((ms) => ms + 40 * late());
  const errors = (await timesOf(arrived)).map((time, position) => time - taken[position]!);
  expect(Math.min(...errors)).toBeGreaterThan(-5);
  expect(Math.max(...errors)).toBeLessThan(40);
});
