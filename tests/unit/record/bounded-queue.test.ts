/** The queue keeps order, bounds what waits and hands on the first error. */
import { expect, test } from 'vitest';
import { openBoundedQueue } from '../../../src/record/render/bounded-queue';

test('work is done in order, whatever time each piece takes', async () => {
  const queue = openBoundedQueue(3);
  const done: number[] = [];
  for (const [position, ms] of [20, 1, 10, 0, 5].entries()) {
    await queue.add(async () => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      done.push(position);
    });
  }
  await queue.drain();
  expect(done).toEqual([0, 1, 2, 3, 4]);
});

test('no more than the depth waits', async () => {
  const queue = openBoundedQueue(2);
  let started = 0;
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let added = 0;
  const adding = (async () => {
    for (let piece = 0; piece < 6; piece += 1) {
      await queue.add(async () => {
        started += 1;
        await gate;
      });
      added += 1;
    }
  })();
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(added).toBe(2);
  expect(started).toBe(1);
  letGo();
  await adding;
  await queue.drain();
  expect(started).toBe(6);
});

test('the first error reaches whoever adds or drains, and later pieces are not begun', async () => {
  const queue = openBoundedQueue(4);
  let later = false;
  await queue.add(() => Promise.reject(new Error('first')));
  await queue.add(async () => {
    later = true;
  });
  await expect(queue.drain()).rejects.toThrow('first');
  expect(later).toBe(false);
});
