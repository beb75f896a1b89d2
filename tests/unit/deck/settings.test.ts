/** Settings that are written many times at once: the last one asked for stays, also where one before it failed. */
import { expect, test } from 'vitest';
import { openDeck } from '../../../src/deck/deck';
import { FolderDisk } from '../../support/folder-disk';
import { tempFolder } from './scenes';

const sizes = { chunkBytes: 65_536, reserveBytes: 0 };

test.each([1, 2, 3, 10, 100])('%d values at once', async (count) => {
  const deck = await openDeck(new FolderDisk(tempFolder()), sizes);
  const writes = Array.from({ length: count }, (_, n) => deck.write('page', { n, text: 'x'.repeat((n * 7919) % 500) }));
  await Promise.all(writes);
  expect(await deck.read('page')).toMatchObject({ n: count - 1 });
});

test('two documents do not wait for each other, and a value that cannot be kept keeps out no later one', async () => {
  const deck = await openDeck(new FolderDisk(tempFolder()), sizes);
  const circle: { self?: unknown } = {};
  circle.self = circle;
  const results = await Promise.allSettled([
    deck.write('page', 1),
    deck.write('cameras', 'a'),
    deck.write('page', circle),
    deck.write('page', 2),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect([await deck.read('page'), await deck.read('cameras')]).toEqual([2, 'a']);
});
