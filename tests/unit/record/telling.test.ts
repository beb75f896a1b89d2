/** When the page is told figures: at the same moments by every camera's worker, so that it draws once for all of them. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openTelling } from '../../../src/record/live/telling';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** ms at which each of several workers told the page, whenever it was begun. */
function toldAt(begins: readonly number[], isAlone: boolean, untilMs: number): readonly (readonly number[])[] {
  const all = begins.map(() => [] as number[]);
  const tellings = begins.map((at, worker) => {
    vi.advanceTimersByTime(at);
    return openTelling({
      view: () => ({ phase: 'idle' }) as never,
      news: () => '',
      isAlone: () => isAlone,
      onTick: () => undefined,
      publish: () => all[worker]!.push(Math.round(performance.now())),
    });
  });
  vi.advanceTimersByTime(untilMs);
  for (const telling of tellings) telling.close();
  const after = all.map((one) => one.length);
  vi.advanceTimersByTime(5000);
  expect(all.map((one) => one.length)).toEqual(after);
  return all;
}

const begins = [0, 137, 263, 3, 488, 91, 77, 350, 211];

test.each([
  { isAlone: false, most: 10, why: 'tiles: once a second' },
  { isAlone: true, most: 20, why: 'alone: twice a second' },
])('nine cameras that were opened one after the other, $why', ({ isAlone, most }) => {
  const all = toldAt(begins, isAlone, 10_000);
  const last = all.at(-1)!;
  expect(last.length).toBeGreaterThanOrEqual(most - 1);
  expect(last.length).toBeLessThanOrEqual(most);
  // From when the last one was opened on; a timer rounds to a millisecond.
  for (const one of all)
    for (const [i, at] of one.slice(-last.length).entries()) expect(Math.abs(at - last[i]!)).toBeLessThanOrEqual(2);
});
