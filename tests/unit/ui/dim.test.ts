/** The clock of a dimmed screen: never off it, never long in one place. */
import { expect, test } from 'vitest';
import { dimPlace } from '../../../src/ui/screens/live/dim/dim-place';

/** Minutes since 1970 of this year and the next. */
const minutes = Array.from({ length: 2880 }, (_, at) => Math.floor(Date.UTC(2026, 0, 1) / 60_000) + at);

test('two days: always on the screen, and with each minute elsewhere', () => {
  for (const minute of minutes) {
    const [before, now] = [dimPlace(minute - 1), dimPlace(minute)];
    for (const percent of [now.across, now.down]) {
      expect(percent).toBeGreaterThanOrEqual(12);
      expect(percent).toBeLessThanOrEqual(88);
    }
    expect(Math.hypot(now.across - before.across, now.down - before.down)).toBeGreaterThan(10);
  }
});

test('no part of the screen is lit much longer than another', () => {
  const counts = new Map<string, number>();
  for (const minute of minutes) {
    const { across, down } = dimPlace(minute);
    const part = `${Math.floor((across - 12) / 9.5)}/${Math.floor((down - 12) / 9.5)}`;
    counts.set(part, (counts.get(part) ?? 0) + 1);
  }
  expect(counts.size).toBe(64);
  expect(Math.max(...counts.values())).toBeLessThan((2 * minutes.length) / 64);
});
