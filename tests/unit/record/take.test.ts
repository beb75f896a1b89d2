/** Recordings begun, resumed and ended on a folder; films cannot be made in Node, so what must be kept is plain to see. */
import { expect, test } from 'vitest';
import { plainCamera } from '../../../src/base/camera';
import { emptyTally } from '../../../src/base/library';
import { defaultRecordingOptions } from '../../../src/base/options';
import { type Deck, openDeck } from '../../../src/deck/deck';
import { openTake, type Take } from '../../../src/record/live/films/take';
import { openRecorder } from '../../../src/record/live/recorder';
import { openStore } from '../../../src/record/live/state';
import { FolderDisk } from '../../support/folder-disk';
import { jpegOf } from '../deck/pictures';
import { tempFolder } from '../deck/scenes';

const camera = { ...plainCamera, id: 'porch', name: 'Porch' };
const sizes = { chunkBytes: 4096, reserveBytes: 0 };

function take(deck: Deck, continueId?: string): Promise<Take> {
  return openTake({
    deck,
    camera,
    options: defaultRecordingOptions,
    expectedFps: 7.5,
    continueId,
    reasonFor: () => 'silent',
  });
}

/** A recording of ten pictures, and what a killed browser leaves of it. */
async function cutOff(root: string): Promise<string> {
  const disk = new FolderDisk(root);
  const begun = await take(await openDeck(disk, sizes));
  for (let number = 0; number < 10; number++) await begun.accept(jpegOf(number), emptyTally);
  disk.kill();
  return begun.progress.filmId;
}

async function picturesOf(deck: Deck, id: string): Promise<number> {
  let pictures = 0;
  for await (const _ of deck.originals(id)) pictures++;
  return pictures;
}

test('resumed and stopped before a picture came: nothing is deleted', async () => {
  const root = tempFolder();
  const id = await cutOff(root);
  const deck = await openDeck(new FolderDisk(root), sizes);
  const again = await take(deck, id);
  await again.end(Date.now());
  expect(await deck.list()).toMatchObject([{ id, state: 'unfinished' }]);
  expect(await picturesOf(deck, id)).toBe(10);
});

test('resumed: new pictures follow the old ones, and the time between is a marked gap', async () => {
  const root = tempFolder();
  const id = await cutOff(root);
  const deck = await openDeck(new FolderDisk(root), sizes);
  const again = await take(deck, id);
  expect(again.progress).toMatchObject({ filmId: id, frames: 10 });
  await again.accept(jpegOf(1000), emptyTally);
  await again.accept(jpegOf(1001), emptyTally);
  await again.end(jpegOf(1002).arrivedAt);
  expect(await picturesOf(deck, id)).toBe(12);
  const [row] = await deck.list();
  expect(row?.gaps).toEqual([{ startUs: 9 * 66_500, endUs: 1000 * 66_500, why: 'closed' }]);
});

test('the rate its encoder was set to is known after a crash: another one would set its encoder to another level', async () => {
  const root = tempFolder();
  const id = await cutOff(root);
  const deck = await openDeck(new FolderDisk(root), sizes);
  expect((await deck.head(id))?.expectedFps).toBe(7.5);
});

test('films that are begun together have the same group in their rows, also after a crash; others have none', async () => {
  const root = tempFolder();
  const disk = new FolderDisk(root);
  const options = { ...defaultRecordingOptions, groupId: 'together' };
  const deck = await openDeck(disk, sizes);
  const begun = await openTake({
    deck,
    camera,
    options,
    expectedFps: 7.5,
    continueId: undefined,
    reasonFor: () => 'silent',
  });
  await begun.accept(jpegOf(0), emptyTally);
  expect(await deck.list()).toMatchObject([{ groupId: 'together' }]);
  disk.kill();
  const later = await openDeck(new FolderDisk(root), sizes);
  expect(await later.list()).toMatchObject([{ state: 'unfinished', groupId: 'together' }]);
  const alone = await take(later);
  await alone.accept(jpegOf(0), emptyTally);
  const row = (await later.list()).find(({ id }) => id === alone.progress.filmId);
  expect(row && 'groupId' in row).toBe(false);
});

test('the parts of a split recording know the first of them, also when it is resumed after a crash', async () => {
  const root = tempFolder();
  const disk = new FolderDisk(root);
  const deck = await openDeck(disk, sizes);
  const tools = { clock: { now: () => jpegOf(0).arrivedAt }, camera, expectedFps: () => 15 };
  const recorder = openRecorder({ ...tools, store: openStore(), deck: Promise.resolve(deck) });
  const splitting = { ...defaultRecordingOptions, splitMinutes: 1 };
  await recorder.record(splitting, undefined);
  for (const at of [0, 600, 1200, 1800]) await recorder.accept(jpegOf(at), emptyTally);
  const parts = async (of: Deck) => (await of.list()).toSorted((a, b) => a.startedAt - b.startedAt);
  const [first, ...others] = await parts(deck);
  expect(others.length).toBeGreaterThan(0);
  expect(first && 'partOf' in first).toBe(false);
  for (const { partOf } of others) expect(partOf).toBe(first?.id);
  const last = others.at(-1)!;
  disk.kill();
  const later = await openDeck(new FolderDisk(root), sizes);
  const again = openRecorder({ ...tools, store: openStore(), deck: Promise.resolve(later) });
  await again.record(splitting, last.id);
  for (const at of [2400, 3600, 4800]) await again.accept(jpegOf(at), emptyTally);
  const rows = await parts(later);
  expect(rows.length).toBeGreaterThan(1 + others.length);
  for (const { id, partOf } of rows) expect(partOf).toBe(id === first?.id ? undefined : first?.id);
});

test('C33 a recording without a picture leaves nothing behind', async () => {
  const deck = await openDeck(new FolderDisk(tempFolder()), sizes);
  const begun = await take(deck);
  expect(await begun.end(Date.now())).toMatchObject({ code: 'record/empty' });
  expect(await deck.list()).toEqual([]);
});

test('C33 Record pressed twice, and Stop while the tape is being opened, make one recording', async () => {
  const deck = await openDeck(new FolderDisk(tempFolder()), sizes);
  const store = openStore();
  const recorder = openRecorder({
    deck: Promise.resolve(deck),
    clock: { now: () => jpegOf(3).arrivedAt },
    camera,
    expectedFps: () => 15,
    store,
  });
  await Promise.all([
    recorder.record(defaultRecordingOptions, undefined),
    recorder.record(defaultRecordingOptions, undefined),
    recorder.stop(),
  ]);
  expect(store.state.phase).toBe('recording');
  await recorder.accept(jpegOf(1), emptyTally);
  expect((await deck.list()).map((row) => row.state)).toEqual(['recording']);
  await Promise.all([recorder.stop(), recorder.stop()]);
  recorder.close();
  expect(store.state.phase).toBe('idle');
});
