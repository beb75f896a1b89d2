/** Out of the bin: whatever is left of a film or picture comes back, and of what another tab deleted for good it is said. */
import { expect, test } from 'vitest';
import { type Deck, openDeck } from '../../../src/deck/deck';
import { FolderDisk } from '../../support/folder-disk';
import { headOf, jpegOf, summaryOf } from './pictures';
import { tempFolder } from './scenes';

async function film(deck: Deck, state: 'finished' | 'unfinished'): Promise<string> {
  const recording = await deck.create(headOf());
  await recording.tape.append(jpegOf(0));
  await recording.film.write(0, new Uint8Array(100));
  await recording.describe(summaryOf(recording, state));
  if (state === 'finished') await recording.settle();
  await recording.close();
  return recording.id;
}

/** Makes one, and gives its id. */
const kinds: Readonly<Record<string, (deck: Deck, disk: FolderDisk) => Promise<string>>> = {
  'a film': (deck) => film(deck, 'finished'),
  'a recording that is not finished': (deck) => film(deck, 'unfinished'),
  'a film whose row is lost': async (deck, disk) => {
    const id = await film(deck, 'finished');
    await disk.remove(`rows/${id}`);
    return id;
  },
  'a recording of which the tape is left': async (deck, disk) => {
    const id = await film(deck, 'unfinished');
    for (const folder of ['rows', 'films']) await disk.remove(`${folder}/${id}`);
    return id;
  },
  'a film whose file is gone': async (deck, disk) => {
    const id = await film(deck, 'finished');
    await disk.remove(`films/${id}`);
    return id;
  },
  'a picture': async (deck) => (await deck.keepPicture(jpegOf(1), 'Porch')).id,
};

test.each(Object.entries(kinds))('%s comes back, unless it was deleted for good', async (_, make) => {
  const disk = new FolderDisk(tempFolder());
  const sizes = { chunkBytes: 1000, reserveBytes: 0 };
  const [deck, other] = [await openDeck(disk, sizes), await openDeck(disk, sizes)];
  const ids = async () => [...(await deck.list()), ...(await deck.pictures())].map((one) => one.id);
  const id = await make(deck, disk);
  await deck.remove(id);
  expect(await ids()).toEqual([]);
  await deck.restore(id);
  expect(await ids()).toEqual([id]);

  await deck.remove(id);
  await other.emptyBin();
  await expect(deck.restore(id)).rejects.toMatchObject({ name: 'deck/missing' });
  expect(await disk.list('labels')).toEqual([]);
  expect(await ids()).toEqual([]);
});
