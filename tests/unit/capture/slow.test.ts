/** What takes too long is told of, and nothing else, though one timer serves all waits. */
import { expect, test } from 'vitest';
import { openSlowWatch } from '../../../src/capture/slow';

const after = (ms: number, fails = false) =>
  new Promise<void>((resolve, reject) => setTimeout(() => (fails ? reject(new Error('no')) : resolve()), ms));
const never = new Promise<void>(() => undefined);

test.each([
  ['done already', () => Promise.resolve(), 1000, false],
  ['done already, with no time to wait', () => Promise.resolve(), 0, false],
  ['done already, too late before it began', () => Promise.resolve(), -50, false],
  ['soon', () => after(5), 60_000, false],
  ['fails soon', () => after(5, true), 60_000, false],
  ['never', () => never, 20, true],
  ['never, with no time to wait', () => never, 0, true],
] as const)('%s', async (_, work, ms, isLate) => {
  const watch = openSlowWatch();
  // A timer that is still set for a wait that is over disturbs none that come after it.
  expect(await watch.isSlower(Promise.resolve(), 10)).toBe(false);
  expect(await watch.isSlower(work(), ms)).toBe(isLate);
  expect(await watch.isSlower(work(), ms)).toBe(isLate);
  watch.close();
});

test('a wait that is over is not what the timer rings for', async () => {
  const watch = openSlowWatch();
  for (let i = 0; i < 20; i++) expect(await watch.isSlower(after(1), 30_000)).toBe(false);
  const began = performance.now();
  expect(await watch.isSlower(never, 40)).toBe(true);
  expect(performance.now() - began).toBeGreaterThanOrEqual(39);
  watch.close();
});

test('nothing is told after the end', async () => {
  const watch = openSlowWatch();
  let told = false;
  void watch.isSlower(never, 1).then(() => {
    told = true;
  });
  watch.close();
  await after(20);
  expect(told).toBe(false);
});
