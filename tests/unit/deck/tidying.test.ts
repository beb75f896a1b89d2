/** Tidying while a film is begun: at whatever call to the storage it begins, nothing of it goes. */
import { expect, test } from 'vitest';
import { type Deck, openDeck } from '../../../src/deck/deck';
import { FolderDisk } from '../../support/folder-disk';
import { headOf, jpegOf, summaryOf } from './pictures';
import { tempFolder } from './scenes';

const small = { chunkBytes: 1000, reserveBytes: 0 };
const orphan = 'lq0000000-00000000abcd';

/** Before one of its listings something happens. */
class LookedAtDisk extends FolderDisk {
  looks = 0;
  at = Number.POSITIVE_INFINITY;
  meanwhile: () => Promise<unknown> = async () => undefined;

  override async list(folder: string): Promise<readonly string[]> {
    if (this.looks++ === this.at) await this.meanwhile();
    return super.list(folder);
  }
}

async function write(disk: FolderDisk, path: string): Promise<void> {
  const file = await disk.open(path);
  await file.write(0, new Uint8Array(9));
  await file.close();
}

const begun: Readonly<Record<string, (deck: Deck) => Promise<unknown>>> = {
  'a film that is being recorded': async (deck) => {
    const recording = await deck.create(headOf());
    await recording.saveThumbnail(new Uint8Array(9));
    await recording.appendJournal('a line\n');
    await deck.rename(recording.id, 'Fox');
  },
  'a film that is finished already': async (deck) => {
    const recording = await deck.create(headOf());
    await recording.tape.append(jpegOf(0));
    await recording.film.write(0, new Uint8Array(100));
    await recording.saveThumbnail(new Uint8Array(9));
    await recording.appendJournal('a line\n');
    await recording.describe(summaryOf(recording, 'finished'));
    await recording.settle();
    await recording.close();
    await deck.protect(recording.id, true);
  },
  'a picture in the bin': async (deck) => deck.remove((await deck.keepPicture(jpegOf(1), 'Porch')).id),
};

test.each(Object.entries(begun))('%s stays whole, and an orphan goes all the same', async (_, begin) => {
  const life = async (at: number) => {
    const disk = new LookedAtDisk(tempFolder());
    const deck = await openDeck(disk, small);
    // A film that was there before: there is more to look at.
    await begun['a film that is finished already']!(deck);
    for (const folder of ['labels', 'thumbnails', 'journals']) await write(disk, `${folder}/${orphan}`);
    const filesNow = async () => {
      const names = ['films', 'rows', 'labels', 'thumbnails', 'journals', 'pictures'];
      return (
        await Promise.all(names.map(async (name) => (await disk.list(name)).map((id) => `${name}/${id}`)))
      ).flat();
    };
    let made: readonly string[] = [];
    disk.meanwhile = async () => {
      const before = await filesNow();
      await begin(deck);
      made = (await filesNow()).filter((path) => !before.includes(path));
    };
    disk.looks = 0;
    disk.at = at;
    await deck.tidy();
    const { looks } = disk;
    const left = await filesNow();
    expect(left.filter((path) => path.endsWith(orphan))).toEqual([]);
    expect({ at, gone: made.filter((path) => !left.includes(path)) }).toEqual({ at, gone: [] });
    return { looks, made };
  };
  const { looks } = await life(Number.POSITIVE_INFINITY);
  expect(looks).toBeGreaterThan(10);
  for (let at = 0; at < looks; at++) expect((await life(at)).made.length).toBeGreaterThan(1);
});
