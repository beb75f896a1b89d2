/** Silence of a worker in fast motion: when it is given up, and what those who wait for it are told. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openWatch } from '../../../src/remote/watch';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a worker that says something now and then is never given up', () => {
  const onSilent = vi.fn();
  const watch = openWatch(onSilent);
  for (let second = 0; second < 300; second += 20) {
    vi.advanceTimersByTime(20_000);
    watch.heard();
  }
  expect(onSilent).not.toHaveBeenCalled();
  watch.end();
});

test('after thirty silent ticks it is given up, once, and whoever waits for an answer is told', async () => {
  const onSilent = vi.fn();
  const watch = openWatch(onSilent);
  const waiting = watch.answered(new Promise<void>(() => {}));
  const told = expect(waiting).rejects.toMatchObject({ name: 'record/silent' });
  vi.advanceTimersByTime(120_000);
  await told;
  expect(onSilent).toHaveBeenCalledOnce();
  await expect(watch.answered(new Promise<void>(() => {}))).rejects.toMatchObject({ name: 'record/silent' });
});

test('a watch that has ended waits for nothing', () => {
  const onSilent = vi.fn();
  openWatch(onSilent).end();
  vi.advanceTimersByTime(120_000);
  expect(onSilent).not.toHaveBeenCalled();
});

test('answers and failures come through', async () => {
  const watch = openWatch(() => {});
  await expect(watch.answered(Promise.resolve(7))).resolves.toBe(7);
  await expect(watch.answered(Promise.reject(new Error('no')))).rejects.toThrow('no');
  watch.end();
});
