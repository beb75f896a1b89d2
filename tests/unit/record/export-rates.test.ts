/** How the rate is found at which a film has the size that is wanted: against encoders that do as they like. */
import { describe, expect, test } from 'vitest';
import { firstRate, meetSize, type Rate } from '../../../src/record/jobs/export/rates';

const limits = { pictures: 900, mostBitsPerSecond: 1_500_000, pace: 15 };

/** Encoders as they are found: exact, always above or below, one that has a least and a most, one that cares little. */
const encoders: readonly (readonly [string, (bits: number) => number])[] = [
  ['exact', (bits) => bits],
  ['a third too much', (bits) => bits * 1.33],
  ['half of what is asked', (bits) => bits / 2],
  ['never below 120 kbit/s', (bits) => Math.max(120_000, bits)],
  ['nothing more to show above 600 kbit/s', (bits) => Math.min(600_000, bits)],
  ['by steps', (bits) => 2 ** (Math.round(Math.log2(bits) * 10) / 10)],
  ['twice as much for twice as few', (bits) => bits ** 0.9 * 4],
];

describe('a size is met, and never passed', () => {
  const sizes = [0.3e6, 1e6, 3e6, 8e6, 10e6, 25e6, 100e6];
  test.each(encoders)('by an encoder: %s', async (_, encode) => {
    for (const wantedBytes of sizes) {
      const sizeOf = ({ bitsPerSecond, every }: Rate) => {
        const kept = Math.ceil(limits.pictures / every);
        return Math.round((encode(bitsPerSecond) / 8 / limits.pace) * kept + 4096 + 21 * kept);
      };
      let rate: Rate | undefined;
      let made = Number.POSITIVE_INFINITY;
      let tries = 0;
      const every = await meetSize({ ...limits, wantedBytes }, async (next) => {
        rate = next;
        tries++;
        return (made = sizeOf(next));
      });
      expect(every).toBe(rate!.every);
      expect(made).toBeLessThanOrEqual(wantedBytes);
      const isBest = rate!.bitsPerSecond === limits.mostBitsPerSecond && rate!.every === 1;
      const isWorthIt = made > wantedBytes * 0.9 || isBest || rate!.every > 1;
      expect([wantedBytes, isWorthIt]).toEqual([wantedBytes, true]);
      expect(tries).toBeLessThanOrEqual(6);
    }
  });

  const pictureBytes = (bytes: number) => (kept: number) => 4096 + (bytes + 21) * kept;
  test.each<[string, number, number, (kept: number) => number]>([
    ['two pictures of 40 kB, which fit', 0.1e6, 2, pictureBytes(40_000)],
    ['four pictures, none below 200 kB', 0.1e6, 4, pictureBytes(200_000)],
    ['thirty pictures, none below 100 kB', 0.15e6, 30, pictureBytes(100_000)],
    ['many pictures, none below 2 MB', 0.3e6, 900, pictureBytes(2e6)],
    ['one picture, never below the size', 0.3e6, 1, pictureBytes(0.3e6)],
    ['whatever is asked, twice the size', 5e6, 900, () => 10e6],
    ['whatever is asked, a byte more', 5e6, 900, () => 5e6 + 1],
  ])('what does not fit is not handed on: %s', async (_, wantedBytes, pictures, sizeOf) => {
    const made: number[] = [];
    const every = await meetSize({ ...limits, pictures, wantedBytes }, async (rate) => {
      made.push(sizeOf(Math.ceil(pictures / rate.every)));
      return made.at(-1)!;
    });
    expect(made.length).toBeGreaterThan(0);
    expect(made.length).toBeLessThanOrEqual(8);
    expect(every !== undefined).toBe(made.at(-1)! <= wantedBytes);
  });

  test('all pictures as long as they look like something, then fewer of them, then none', () => {
    const every = (wantedBytes: number) => firstRate({ ...limits, pictures: 54_000, wantedBytes })?.every;
    expect([100e6, 50e6, 10e6, 5e6, 1e6].map((bytes) => every(bytes))).toEqual([2, 3, 12, 27, undefined]);
    expect(firstRate({ ...limits, wantedBytes: 0 })).toBeUndefined();
    expect(firstRate({ ...limits, wantedBytes: 4000 })).toBeUndefined();
    expect(firstRate({ ...limits, pictures: 1, wantedBytes: 1e6 })).toEqual({ every: 1, bitsPerSecond: 1_500_000 });
  });
});
