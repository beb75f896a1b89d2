/** The tape on real files: what was acknowledged comes back, in order, whatever its chunks. */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openTape } from '../../../src/deck/tape/tape';
import { FolderDisk } from '../../support/folder-disk';
import { headOf, jpegOf } from './pictures';
import { readAll, tempFolder } from './scenes';

const place = (root: string, chunkBytes = 1000) => ({
  disk: new FolderDisk(root),
  folder: 'tape',
  id: 'one',
  head: headOf(),
  chunkBytes,
});

test('every field of a Jpeg comes back from the tape', async () => {
  const root = tempFolder();
  const tape = await openTape(place(root));
  const jpegs = Array.from({ length: 40 }, (_, number) => jpegOf(number, number * 20));
  for (const [number, jpeg] of jpegs.entries()) expect(await tape.append(jpeg)).toBe(number);
  await tape.close();

  const again = await openTape(place(root));
  expect(again.nextSequence).toBe(40);
  expect(await readAll(again)).toEqual(jpegs.map((jpeg, sequence) => ({ sequence, jpeg })));
  expect(await readAll(again, 37)).toEqual(jpegs.slice(37).map((jpeg, index) => ({ sequence: 37 + index, jpeg })));
  await again.close();
});

test('chunks stay within their size, and one larger picture has a chunk of its own', async () => {
  const root = tempFolder();
  const tape = await openTape({ ...place(root), disk: new FolderDisk(root), chunkBytes: 2000 });
  for (let number = 0; number < 30; number++) await tape.append(jpegOf(number, number === 7 ? 5000 : 300));
  await tape.close();
  const names = readdirSync(`${root}/tape`);
  expect(names.length).toBeGreaterThan(5);
  expect(names).toContain('0000000007.tape');
  expect(names).toContain('0000000008.tape');
});

test('a reader follows a growing tape over chunk borders and finishes when it is ended', async () => {
  const tape = await openTape(place(tempFolder()));
  const seen: number[] = [];
  const reading = (async () => {
    for await (const { sequence, jpeg } of tape.read(3, new AbortController().signal)) {
      expect(jpeg.bytes).toEqual(jpegOf(sequence, 200).bytes);
      seen.push(sequence);
    }
  })();
  for (let number = 0; number < 25; number++) {
    await tape.append(jpegOf(number, 200));
    if (number % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await tape.end();
  await reading;
  expect(seen).toEqual(Array.from({ length: 22 }, (_, index) => index + 3));
  await tape.close();
});

test('a reader that is told to stop ends quietly, also while it waits', async () => {
  const tape = await openTape(place(tempFolder()));
  await tape.append(jpegOf(0));
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 20);
  const seen: number[] = [];
  for await (const { sequence } of tape.read(0, stop.signal)) seen.push(sequence);
  expect(seen).toEqual([0]);
  await tape.close();
});

test('dropBefore deletes whole chunks only, and what is left survives reopening', async () => {
  const root = tempFolder();
  const tape = await openTape(place(root));
  for (let number = 0; number < 40; number++) await tape.append(jpegOf(number, 200));
  const before = tape.sizeBytes;
  await tape.dropBefore(20);
  expect(tape.sizeBytes).toBeLessThan(before);
  const left = await readAll(tape, 0);
  expect(left[0]!.sequence).toBeGreaterThan(0);
  expect(left[0]!.sequence).toBeLessThanOrEqual(20);
  expect(left.at(-1)!.sequence).toBe(39);
  await tape.dropBefore(1000);
  expect(tape.nextSequence).toBe(40);
  await tape.close();

  const again = await openTape(place(root));
  expect(again.nextSequence).toBe(40);
  expect(await again.append(jpegOf(40))).toBe(40);
  await again.close();
});

test('what is appended is flushed within a second or two', async () => {
  const root = tempFolder();
  const flushedAt: number[] = [];
  const harm = (call: string) => {
    if (call === 'flush') flushedAt.push(performance.now());
    return undefined;
  };
  const tape = await openTape({ ...place(root), disk: new FolderDisk(root, { harm }) });
  await tape.append(jpegOf(0));
  expect(tape.safeSequence).toBe(0);
  while (flushedAt.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(tape.safeSequence).toBe(1);
  await tape.close();
});
