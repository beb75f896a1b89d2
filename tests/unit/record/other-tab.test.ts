/** Another tab is opened, and empties the bin, at every step on which a new film comes into the list: no film is lost. */
import { expect, test } from 'vitest';
import { openDeck } from '../../../src/deck/deck';
import { joinFilms } from '../../../src/record/jobs/join/join';
import { FolderDisk } from '../../support/folder-disk';
import { tempFolder } from '../deck/scenes';
import { bytesOf, later, type Made } from './cutting';
import { again, jpegFilm } from './remaking';

async function open(): Promise<Made> {
  const disk = new FolderDisk(tempFolder());
  const sizes = { chunkBytes: 65_536, reserveBytes: 0 };
  const [deck, other] = [await openDeck(disk, sizes), await openDeck(disk, sizes)];
  const first = await jpegFilm(20, { deck });
  for (const step of ['protect', 'restore'] as const) {
    const own = deck[step].bind(deck) as (...of: readonly unknown[]) => Promise<void>;
    deck[step] = async (...of: readonly unknown[]) => {
      await other.emptyBin();
      await own(...of);
      await other.emptyBin();
    };
  }
  return first;
}

test.each<[string, number, (first: Made) => Promise<unknown>]>([
  ['a part beside the film', 2, (first) => first.cut({ first: 3, last: 9 })],
  ['a part that takes its place', 1, (first) => first.cut({ first: 3, last: 9 }, true)],
  [
    'two that take its place',
    2,
    (first) =>
      first.cut(
        [
          { first: 0, last: 4 },
          { first: 9, last: 19 },
        ],
        true,
      ),
  ],
  [
    'a part of a protected film',
    1,
    async (first) => {
      await first.deck.protect(first.row.id, true);
      return first.cut({ first: 3, last: 9 }, true);
    },
  ],
  [
    'two films joined',
    3,
    async (first) => {
      const second = await jpegFilm(10, later(first, 5));
      const wish = { filmIds: [first.row.id, second.row.id], gaps: 'keep' } as const;
      return joinFilms(first.deck, wish, () => undefined);
    },
  ],
  ['a film made again', 2, (first) => again(first)],
])('%s', async (_, count, work) => {
  const first = await open();
  await work(first);
  const films = await first.deck.list();
  expect(films.map(({ state }) => state)).toEqual(Array.from({ length: count }, () => 'finished'));
  for (const { id, sizeBytes } of films) expect((await bytesOf(first.deck, id)).length).toBe(sizeBytes);
});
