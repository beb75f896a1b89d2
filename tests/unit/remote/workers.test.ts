/** Which camera lives in which worker, and when one is ended. */
import { expect, test } from 'vitest';
import { openCameraWorkers } from '../../../src/remote/live/workers';
import type { RemoteDoor, StartedWorker } from '../../../src/remote/run-in-worker';

function openRig() {
  const ended: string[] = [];
  let started = 0;
  const start = (): StartedWorker => {
    started += 1;
    const name = `worker ${started}`;
    return { door: { name } as unknown as RemoteDoor, end: () => ended.push(name) };
  };
  const workers = openCameraWorkers(start);
  const lend = () => {
    const lent = workers.lend();
    return { name: (lent.door as unknown as { name: string }).name, giveBack: lent.giveBack };
  };
  return { ended, lend, lendAll: (cameras: number) => Array.from({ length: cameras }, lend) };
}

test.each([
  [1, [1]],
  [2, [1, 1]],
  [3, [2, 1]],
  [9, [5, 4]],
  [10, [5, 5]],
  [11, [5, 5, 1]],
  [16, [5, 5, 5, 1]],
])('%i cameras: so many to a worker', (cameras, expected) => {
  const counts = new Map<string, number>();
  for (const { name } of openRig().lendAll(cameras)) counts.set(name, (counts.get(name) ?? 0) + 1);
  expect([...counts.values()].sort((a, b) => b - a)).toEqual(expected.toSorted((a, b) => b - a));
});

test('a worker ends with the last of its cameras, and not before', () => {
  const { ended, lend, lendAll } = openRig();
  const [first] = lendAll(2);
  const third = lend();
  expect(third.name).toBe(first!.name);
  first!.giveBack();
  first!.giveBack();
  expect(ended).toEqual([]);
  third.giveBack();
  expect(ended).toEqual([first!.name]);
});

test('a camera that is opened again has a worker of its own again', () => {
  const { ended, lend } = openRig();
  const first = lend();
  first.giveBack();
  expect(lend().name).not.toBe(first.name);
  expect(ended).toEqual([first.name]);
});

test('one that hangs gets no camera any more, and ends when all that were in it have left', () => {
  const { ended, lend, lendAll } = openRig();
  const [hung] = lendAll(2);
  const beside = lend();
  expect(beside.name).toBe(hung!.name);
  hung!.giveBack(true);
  expect(ended).toEqual([]);
  expect(lendAll(4).map(({ name }) => name)).not.toContain(hung!.name);
  beside.giveBack(true);
  expect(ended).toEqual([hung!.name]);
});
