/** Loop recording on a folder: which films go for the cap, which stay, and what counts. */
import { describe, expect, test } from 'vitest';
import { type Deck, openDeck } from '../../../src/deck/deck';
import { lockName } from '../../../src/deck/paths';
import { FolderDisk, inProcessLocks } from '../../support/folder-disk';
import { headOf, jpegOf, summaryOf } from './pictures';
import { tempFolder } from './scenes';

const small = { chunkBytes: 1000, reserveBytes: 0 };
const bornAt = 1_700_000_000_000;

/** A finished film of 100 bytes, a younger one by a higher number, and the bytes of the pictures that are kept with it. */
async function finished(deck: Deck, number: number, originals: readonly number[] = []): Promise<string> {
  const recording = await deck.create(headOf('Porch', originals.length > 0));
  for (const sizeBytes of [50, ...originals]) await recording.tape.append(jpegOf(number, sizeBytes));
  await recording.film.write(0, new Uint8Array(100));
  await recording.describe(summaryOf(recording, 'finished', { startedAt: bornAt + number }));
  await recording.settle();
  await recording.close();
  return recording.id;
}

/** Another file of a film, as a job makes it: it is in the bin, never described, and held while the job runs. */
async function jobFile(deck: Deck, sizeBytes: number, isHeld: boolean): Promise<void> {
  const recording = await deck.create(headOf());
  await deck.remove(recording.id);
  await recording.film.write(0, new Uint8Array(sizeBytes));
  if (!isHeld) await recording.close();
}

async function filmsOn(count: number) {
  const disk = new FolderDisk(tempFolder());
  const deck = await openDeck(disk, small);
  const ids: string[] = [];
  for (let number = 0; number < count; number++) ids.push(await finished(deck, number));
  return { disk, deck, ids };
}

describe('the bin', () => {
  test.each([
    ['that a job is writing', [5000], true],
    ['that is being saved, or that a crash has left', [5000], false],
    ['of several jobs', [700, 9000, 1], false],
  ])('no film goes for a file %s', async (_, sizes, isHeld) => {
    const { deck, ids } = await filmsOn(3);
    for (const sizeBytes of sizes) await jobFile(deck, sizeBytes, isHeld);
    expect(await deck.makeRoom(300, 'Porch')).toEqual([]);
    expect(await deck.makeRoom(299, 'Porch')).toEqual([ids[0]]);
  });

  test.each([
    ['the newest', [3], 399, [3]],
    ['some, and one more is wanted', [3, 1], 199, [1, 3, 0]],
    ['all', [0, 1, 2, 3], 250, [0, 1]],
    ['none', [], 250, [0, 1]],
  ])('finished films in it go before all others: %s', async (_, binned, cap, gone) => {
    const { deck, ids } = await filmsOn(4);
    for (const number of binned) await deck.remove(ids[number]!);
    expect(await deck.makeRoom(cap, 'Porch')).toEqual(gone.map((number) => ids[number]));
  });
});

describe('films with their originals', () => {
  /** What is really there: of all films and tapes. */
  async function bytesOn(disk: FolderDisk): Promise<number> {
    let sizeBytes = 0;
    const tapes = (await disk.list('recordings')).map((id) => `recordings/${id}/tape`);
    for (const folder of ['films', ...tapes]) for (const [, { size }] of await disk.files(folder)) sizeBytes += size;
    return sizeBytes;
  }

  test.each([
    ['all of them', [[300, 300], [300], [300, 300, 300, 300, 300], [300]]],
    ['the older ones', [[900], [900, 900], [], []]],
    ['the younger ones', [[], [], [900], [40_000]]],
    ['none', [[], [], [], []]],
  ])('%s: as few go as make the rest fit into the cap, to the byte', async (_, films) => {
    for (let gone = 0; gone <= films.length; gone++) {
      const disk = new FolderDisk(tempFolder());
      const deck = await openDeck(disk, small);
      const ids: string[] = [];
      const youngestBytes: number[] = [];
      for (const [number, originals] of films.entries()) {
        const before = await bytesOn(disk);
        ids.push(await finished(deck, number, originals));
        youngestBytes.push((await bytesOn(disk)) - before);
      }
      const cap = youngestBytes.slice(gone).reduce((sum, sizeBytes) => sum + sizeBytes, 0);
      expect(await deck.makeRoom(cap, 'Porch')).toEqual(ids.slice(0, gone));
      expect(await bytesOn(disk)).toBe(cap);
    }
  });

  test('a film that is being recorded counts with the originals it has so far, and is never deleted', async () => {
    const { disk, deck, ids } = await filmsOn(2);
    const recording = await deck.create(headOf('Porch', true));
    for (let number = 0; number < 9; number++) await recording.tape.append(jpegOf(number, 300));
    await recording.describe(summaryOf(recording, 'recording', { startedAt: bornAt + 9, sizeBytes: 0 }));
    expect(await deck.makeRoom(await bytesOn(disk), 'Porch')).toEqual([]);
    expect(await deck.makeRoom((await bytesOn(disk)) - 1, 'Porch')).toEqual([ids[0]]);
    expect(await deck.makeRoom(0, 'Porch')).toEqual([ids[1]]);
    await recording.close();
  });
});

describe('a film that cannot go', () => {
  test.each([
    ['the oldest', [0], 300, [], [0]],
    ['two of them', [0, 2], 200, [1], [0]],
    ['the youngest', [3], 100, [0, 1, 2], []],
    ['all', [0, 1, 2, 3], 100, [], [0, 1, 2]],
  ])('%s: none goes in its place, and it goes later', async (_, stuck, cap, gone, later) => {
    for (const why of ['the disk', 'somebody'] as const) {
      const held = new Set<string>();
      const inner = inProcessLocks();
      const locks: typeof inner = {
        // Taken by somebody else after the films were listed.
        take: async (name, waitMs) => (why === 'somebody' && held.has(name) ? undefined : inner.take(name, waitMs)),
        held: () => inner.held(),
      };
      const disk = new FolderDisk(tempFolder(), {
        locks,
        harm: (call, path) => {
          if (why === 'the disk' && call === 'remove' && held.has(lockName(path.replace('films/', ''))))
            throw new DOMException('in use', 'NoModificationAllowedError');
          return undefined;
        },
      });
      const deck = await openDeck(disk, small);
      const ids: string[] = [];
      for (let number = 0; number < 4; number++) ids.push(await finished(deck, number));
      for (const number of stuck) held.add(lockName(ids[number]!));
      expect(await deck.makeRoom(cap, 'Porch')).toEqual(gone.map((number) => ids[number]));
      expect(await deck.makeRoom(cap, 'Porch')).toEqual([]);
      expect(new Set(await disk.list('films'))).toEqual(new Set(ids.filter((_, number) => !gone.includes(number))));
      held.clear();
      expect(await deck.makeRoom(cap, 'Porch')).toEqual(later.map((number) => ids[number]));
    }
  });
});
