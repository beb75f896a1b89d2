/** The deck on real files: a recording's life, the library's rows, the bin, settings, loop recording, tidying. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { crc32 } from '../../../src/base/file/crc32';
import { openDeck } from '../../../src/deck/deck';
import { lockName } from '../../../src/deck/paths';
import { FolderDisk, inProcessLocks } from '../../support/folder-disk';
import { headOf, jpegOf, summaryOf } from './pictures';
import { readAll, tempFolder } from './scenes';

const small = { chunkBytes: 1000, reserveBytes: 65_536 };

async function finishedFilm(root: string, cameraName = 'Porch', sizeBytes = 100, startedAt = 1_700_000_000_000) {
  const deck = await openDeck(new FolderDisk(root), small);
  const recording = await deck.create(headOf(cameraName));
  await recording.tape.append(jpegOf(0));
  await recording.film.write(0, new Uint8Array(sizeBytes));
  await recording.describe(summaryOf(recording, 'finished', { cameraName, sizeBytes, startedAt }));
  await recording.settle();
  await recording.close();
  return recording.id;
}

test('a recording from its first picture to the finished film', async () => {
  const root = tempFolder();
  const deck = await openDeck(new FolderDisk(root), small);
  const recording = await deck.create(headOf());
  expect(recording.row).toBeUndefined();
  expect(await deck.list()).toMatchObject([{ id: recording.id, state: 'recording', name: 'Morning', frames: 0 }]);
  for (let number = 0; number < 9; number++) await recording.tape.append(jpegOf(number, 300));
  await recording.film.write(0, new TextEncoder().encode('an mp4'));
  await recording.saveThumbnail(new Uint8Array([0xff, 0xd8]));
  const summary = summaryOf(recording, 'finished', { sizeBytes: 6 });
  await recording.describe(summary);
  expect(recording.row).toEqual(summary);
  await recording.settle();
  await recording.close();

  expect(await deck.list()).toEqual([summary]);
  expect(readdirSync(join(root, 'recordings'))).toEqual([]);
  const film = await deck.film(recording.id);
  expect([film.name, film.type, await film.text()]).toEqual(['Morning.mp4', 'video/mp4', 'an mp4']);
  expect((await deck.thumbnail(recording.id))?.size).toBe(2);
  expect(await deck.thumbnail('lq0000000-000000000000')).toBeUndefined();
});

test('a recording that is described by several at once is what was said last', async () => {
  const root = tempFolder();
  const deck = await openDeck(new FolderDisk(root), small);
  const recording = await deck.create(headOf());
  await recording.tape.append(jpegOf(0));
  const rows = [1, 2, 3, 4].map((frames) => summaryOf(recording, 'unfinished', { frames }));
  await Promise.all(rows.map((row) => recording.describe(row)));
  await recording.close();
  const again = await (await openDeck(new FolderDisk(root), small)).open(recording.id);
  expect([recording.row, again.row]).toEqual([rows[3], rows[3]]);
  await again.close();
});

test('C03 C04 a killed recording is listed with its true length and can be resumed', async () => {
  const root = tempFolder();
  const first = await openDeck(new FolderDisk(root), small);
  const recording = await first.create(headOf());
  await recording.tape.append(jpegOf(0));
  await recording.describe(summaryOf(recording, 'recording'));
  for (let number = 1; number < 12; number++) await recording.tape.append(jpegOf(number, 250));
  await recording.film.write(0, new Uint8Array(10));
  // Killed here: nothing is closed.

  const deck = await openDeck(new FolderDisk(root), small);
  const [row] = await deck.list();
  expect(row).toMatchObject({ state: 'unfinished', frames: 12, startedAt: 1_700_000_000_000 });
  expect(row!.durationMs).toBeCloseTo(11 * 66.5, 3);
  const again = await deck.open(recording.id);
  expect(again.row).toMatchObject({ frames: 1 });
  expect(again.head).toEqual(headOf());
  expect(again.film.sizeBytes).toBe(10);
  expect((await readAll(again.tape)).map(({ sequence }) => sequence)).toEqual([...Array(12).keys()]);
  expect(await again.tape.append(jpegOf(12))).toBe(12);
  await again.close();
});

test('C16 a second opener is told that someone records, and gets in when the first is gone', async () => {
  const root = tempFolder();
  const locks = inProcessLocks();
  const one = await openDeck(new FolderDisk(root, { locks }), small);
  const two = await openDeck(new FolderDisk(root, { locks }), small);
  const recording = await one.create(headOf());
  await recording.tape.append(jpegOf(0));
  expect(await two.list()).toMatchObject([{ state: 'recording' }]);
  await expect(two.forget(recording.id)).rejects.toMatchObject({ name: 'deck/locked' });
  const opening = two.open(recording.id);
  await recording.close();
  const taken = await opening;
  expect(taken.tape.nextSequence).toBe(1);
  await taken.close();
});

test('C16 a lock that stays held is told after ten seconds, not for ever', async () => {
  const root = tempFolder();
  const locks = inProcessLocks();
  const deck = await openDeck(new FolderDisk(root, { locks }), small);
  const recording = await deck.create(headOf());
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const opening = deck.open(recording.id);
  opening.catch(() => {});
  while (vi.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve));
  vi.advanceTimersByTime(9_999);
  expect(await Promise.race([opening.catch(() => 'given up'), Promise.resolve('waiting')])).toBe('waiting');
  vi.advanceTimersByTime(1);
  await expect(opening).rejects.toMatchObject({ name: 'deck/locked' });
  expect(await locks.held()).toContain(lockName(recording.id));
  await recording.close();
});

test('originals are kept when asked for, and readable without opening', async () => {
  const root = tempFolder();
  const deck = await openDeck(new FolderDisk(root), small);
  const recording = await deck.create(headOf('Porch', true));
  for (let number = 0; number < 12; number++) await recording.tape.append(jpegOf(number, 200));
  await recording.describe(summaryOf(recording, 'finished'));
  await recording.settle();
  await recording.close();
  await deck.tidy();
  const sequences: number[] = [];
  for await (const { sequence, jpeg } of deck.originals(recording.id)) {
    expect(jpeg).toEqual(jpegOf(sequence, 200));
    sequences.push(sequence);
  }
  expect(sequences).toEqual([...Array(12).keys()]);
});

test('a film is renamed, protected, thrown away, taken back and deleted', async () => {
  const root = tempFolder();
  const id = await finishedFilm(root);
  const deck = await openDeck(new FolderDisk(root), small);
  await Promise.all([deck.rename(id, 'Cat / night'), deck.protect(id, true)]);
  expect(await deck.list()).toMatchObject([{ name: 'Cat / night', protected: true }]);
  await deck.remove(id);
  expect(await deck.list()).toEqual([]);
  await deck.restore(id);
  expect(await deck.list()).toMatchObject([{ name: 'Cat / night', protected: true }]);
  await deck.emptyBin();
  expect(await deck.list()).toHaveLength(1);
  await deck.remove(id);
  await deck.emptyBin();
  await expect(deck.restore(id)).rejects.toMatchObject({ name: 'deck/missing' });
  await deck.tidy();
  expect(await deck.list()).toEqual([]);
  for (const folder of ['films', 'rows', 'labels', 'recordings', 'thumbnails']) {
    expect(existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : []).toEqual([]);
  }
});

test('a name given while recording is not taken back by the recording', async () => {
  const deck = await openDeck(new FolderDisk(tempFolder()), small);
  const recording = await deck.create(headOf());
  await deck.rename(recording.id, 'Fox');
  await recording.describe(summaryOf(recording, 'recording'));
  expect(await deck.list()).toMatchObject([{ name: 'Fox' }]);
  await recording.close();
});

test('C31 lost and torn rows are made again from the files', async () => {
  const root = tempFolder();
  const filmId = await finishedFilm(root);
  const deck = await openDeck(new FolderDisk(root), small);
  const recording = await deck.create(headOf('Garden'));
  for (let number = 0; number < 8; number++) await recording.tape.append(jpegOf(number, 300));
  const fresh = await openDeck(new FolderDisk(root), small);
  rmSync(join(root, 'rows', filmId));
  writeFileSync(join(root, 'rows', recording.id), readFileSync(join(root, 'rows', recording.id)).subarray(0, 60));
  expect(await fresh.list()).toMatchObject([
    { id: filmId, state: 'finished', sizeBytes: 100 },
    { id: recording.id, state: 'unfinished', frames: 8, cameraName: 'Garden', name: 'Morning', widthPx: 640 },
  ]);
  const again = await fresh.open(recording.id);
  expect(again.head).toEqual(headOf('Garden'));
  await again.close();
});

test('C32 a row whose film is gone is marked missing', async () => {
  const root = tempFolder();
  const id = await finishedFilm(root);
  rmSync(join(root, 'films', id));
  const deck = await openDeck(new FolderDisk(root), small);
  expect(await deck.list()).toMatchObject([{ id, state: 'missing' }]);
  await expect(deck.film(id)).rejects.toMatchObject({ name: 'deck/missing' });
  await expect(deck.open(id)).rejects.toMatchObject({ name: 'deck/missing' });
});

test('C15 C33 C34 tidy removes swap files, half-deleted and empty recordings and nothing else', async () => {
  const root = tempFolder();
  const filmId = await finishedFilm(root);
  const killed = await openDeck(new FolderDisk(root), small);
  await killed.create(headOf());
  const kept = await killed.create(headOf());
  await kept.tape.append(jpegOf(0));
  mkdirSync(join(root, 'recordings', filmId, 'tape'), { recursive: true });
  mkdirSync(join(root, 'labels'), { recursive: true });
  for (const stray of [
    'films/x.crswap',
    'rows/y.crswap',
    'films/..tmp',
    'rows/Überraschung',
    'labels/lq0000000-00000000abcd',
  ]) {
    writeFileSync(join(root, stray), 'stray');
  }
  const deck = await openDeck(new FolderDisk(root), small);
  expect((await deck.list()).map(({ id }) => id).sort()).toEqual([filmId, kept.id].sort());
  await deck.tidy();
  expect((await deck.list()).map(({ id }) => id).sort()).toEqual([filmId, kept.id].sort());
  expect(readdirSync(join(root, 'films')).sort()).toEqual(['..tmp', filmId, kept.id].sort());
  expect(readdirSync(join(root, 'rows')).sort()).toEqual([filmId, kept.id, 'Überraschung'].sort());
  expect(readdirSync(join(root, 'recordings'))).toEqual([kept.id]);
  expect(readdirSync(join(root, 'labels'))).toEqual([]);
});

test('tidy leaves a recording alone that someone just begins', async () => {
  const deck = await openDeck(new FolderDisk(tempFolder()), small);
  const recording = await deck.create(headOf());
  await deck.tidy();
  expect(await recording.tape.append(jpegOf(0))).toBe(0);
  await recording.close();
  expect(await deck.list()).toHaveLength(1);
});

test('C30 tapes, rows and settings of a newer version are refused and never deleted', async () => {
  const root = tempFolder();
  const deck = await openDeck(new FolderDisk(root), small);
  const ids: string[] = [];
  for (const part of ['tape', 'row'] as const) {
    const recording = await deck.create(headOf());
    await recording.tape.append(jpegOf(0));
    await recording.close();
    const path =
      part === 'tape'
        ? join(root, 'recordings', recording.id, 'tape', '0000000000.tape')
        : join(root, 'rows', recording.id);
    writeFileSync(path, newer(readFileSync(path), part));
    ids.push(recording.id);
  }
  await deck.write('preferences', { dark: true });
  writeFileSync(join(root, 'settings/preferences'), newer(readFileSync(join(root, 'settings/preferences')), 'row'));

  for (const id of ids) await expect(deck.open(id)).rejects.toMatchObject({ name: 'deck/newer' });
  await expect(deck.read('preferences')).rejects.toMatchObject({ name: 'deck/newer' });
  await expect(deck.write('preferences', { dark: false })).rejects.toMatchObject({ name: 'deck/newer' });
  await deck.tidy();
  expect((await deck.list()).map(({ id }) => id).sort()).toEqual(ids.sort());
  for (const id of ids) expect(existsSync(join(root, 'recordings', id, 'tape', '0000000000.tape'))).toBe(true);
});

test('loop recording deletes the oldest finished films of that camera, and no protected one', async () => {
  const root = tempFolder();
  const ids = [];
  for (let film = 0; film < 4; film++) ids.push(await finishedFilm(root, 'Porch', 100, 1_700_000_000_000 + film));
  const other = await finishedFilm(root, 'Garden', 100);
  const deck = await openDeck(new FolderDisk(root), small);
  await deck.protect(ids[0]!, true);
  expect(await deck.makeRoom(1000, 'Porch')).toEqual([]);
  expect(await deck.makeRoom(250, 'id of Porch')).toEqual([ids[1], ids[2]]);
  expect(await deck.makeRoom(0, 'Porch')).toEqual([ids[3]]);
  expect((await deck.list()).map(({ id }) => id).sort()).toEqual([ids[0], other].sort());
});

test('settings survive, and a torn one leaves the value before it', async () => {
  const root = tempFolder();
  const deck = await openDeck(new FolderDisk(root));
  expect(await deck.read('cameras')).toBeUndefined();
  for (let version = 0; version < 20; version++)
    await deck.write('cameras', [{ version, pad: 'x'.repeat((version * 37) % 90) }]);
  expect(await deck.read('cameras')).toMatchObject([{ version: 19 }]);
  expect(readFileSync(join(root, 'settings/cameras')).length).toBeLessThan(1000);
  expect((await deck.room()).freeBytes).toBeGreaterThan(0);
});

/** Raises the version and makes the checksums right again. */
function newer(bytes: Buffer, part: 'tape' | 'row'): Buffer {
  const copy = new Uint8Array(bytes);
  const view = new DataView(copy.buffer);
  if (part === 'tape') {
    view.setUint32(8, 99, true);
    view.setUint32(12, crc32(copy.subarray(0, 12)), true);
  } else {
    view.setUint32(4, 99, true);
    const endsAt = 20 + view.getUint32(12, true);
    view.setUint32(16, crc32(copy.subarray(20, endsAt), crc32(copy.subarray(0, 16))), true);
  }
  return Buffer.from(copy);
}
