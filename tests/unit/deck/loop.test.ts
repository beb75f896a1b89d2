/** Loop recording on a folder: which films go for the cap, which stay, and what counts. */
import { describe, expect, test } from 'vitest';
import { type Deck, openDeck } from '../../../src/deck/deck';
import { FolderDisk } from '../../support/folder-disk';
import { headOf, jpegOf, summaryOf } from './pictures';
import { tempFolder } from './scenes';

const small = { chunkBytes: 1000, reserveBytes: 0 };
const bornAt = 1_700_000_000_000;

/** A finished film of 100 bytes; a higher number is a younger one. */
async function finished(deck: Deck, number: number): Promise<string> {
  const recording = await deck.create(headOf());
  await recording.tape.append(jpegOf(number));
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
