/** The tape on real files: what was acknowledged comes back, in order, whatever its chunks. */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openTape } from '../../../src/deck/tape/tape';
import { FolderDisk, type Harm } from '../../support/folder-disk';
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
  // The call is noted when it comes; what was appended is safe when it has returned.
  while (tape.safeSequence === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(tape.safeSequence).toBe(1);
  expect(flushedAt.length).toBeGreaterThan(0);
  await tape.close();
});

test('pictures that come while one is written go with one write, each acknowledged with its own number', async () => {
  const root = tempFolder();
  let writes = 0;
  let full = false;
  const harm: Harm = (call) => {
    if (call !== 'write') return undefined;
    writes++;
    return full ? { written: 0, told: 0 } : undefined;
  };
  const tape = await openTape({ ...place(root, 100_000), disk: new FolderDisk(root, { harm }) });
  const numbers = Array.from({ length: 50 }, (_, number) => number);
  expect(await Promise.all(numbers.map((number) => tape.append(jpegOf(number, 1000))))).toEqual(numbers);
  // The chunk's opening and all of them.
  expect(writes).toBe(2);
  full = true;
  const refused = await Promise.allSettled([50, 51, 52].map((number) => tape.append(jpegOf(number, 1000))));
  expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(tape.nextSequence).toBe(50);
  full = false;
  // More than goes into the rest of the chunk.
  const more = Array.from({ length: 80 }, (_, index) => 50 + index);
  expect(await Promise.all(more.map((number) => tape.append(jpegOf(number, 1000))))).toEqual(more);
  await tape.close();
  const again = await openTape(place(root, 100_000));
  expect((await readAll(again)).map(({ sequence }) => sequence)).toEqual([...numbers, ...more]);
  expect(readdirSync(`${root}/tape`)).toHaveLength(2);
  await again.close();
});
