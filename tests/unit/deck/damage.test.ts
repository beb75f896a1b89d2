/** Tapes and documents that a power cut or a stranger damaged: what is sound comes back, and nothing is ever thrown. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { TapeRecord } from '../../../src/deck/deck';
import { readDocument, writeDocument } from '../../../src/deck/library/document';
import { seedOf, sizeOfRecord, writeRecord } from '../../../src/deck/tape/format';
import { openTape } from '../../../src/deck/tape/tape';
import { FolderDisk } from '../../support/folder-disk';
import { headOf, jpegOf } from './pictures';
import { readAll, tempFolder } from './scenes';

const count = 12;
const sizeBytes = 120;
/** Records of one size except for their defects: even ones have none, odd ones have one. */
const recordBytes = (number: number) => sizeOfRecord(jpegOf(number, sizeBytes));
/** One chunk with all records, and the same on three chunks. */
let oneChunk: Buffer;
let manyChunks: ReadonlyMap<string, Buffer>;

async function openIn(root: string, chunkBytes: number) {
  return openTape({ disk: new FolderDisk(root), folder: 'tape', id: 'one', head: headOf(), chunkBytes });
}

async function tapeBytes(chunkBytes: number): Promise<ReadonlyMap<string, Buffer>> {
  const root = tempFolder();
  const tape = await openIn(root, chunkBytes);
  for (let number = 0; number < count; number++) await tape.append(jpegOf(number, sizeBytes));
  await tape.close();
  return new Map(
    readdirSync(join(root, 'tape')).map((name) => [name, readFileSync(join(root, 'tape', name))] as const),
  );
}

/** What is on a tape made of these files; and that a recording can be resumed on it. */
async function recover(chunks: ReadonlyMap<string, Uint8Array>, chunkBytes = 100_000): Promise<readonly number[]> {
  const root = tempFolder();
  mkdirSync(join(root, 'tape'));
  for (const [name, bytes] of chunks) writeFileSync(join(root, 'tape', name), bytes);
  const tape = await openIn(root, chunkBytes);
  const before = tape.nextSequence;
  expect(await tape.append(jpegOf(before, sizeBytes))).toBe(before);
  const records = await readAll(tape);
  for (const { sequence, jpeg } of records) expect(jpeg).toEqual(jpegOf(sequence, sizeBytes));
  await tape.close();
  const again = await openIn(root, chunkBytes);
  expect(sequencesOf(await readAll(again))).toEqual(sequencesOf(records));
  await again.close();
  const sequences = sequencesOf(records);
  expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
  expect(new Set(sequences).size).toBe(sequences.length);
  return sequences.slice(0, -1);
}

const sequencesOf = (records: readonly TapeRecord[]) => records.map(({ sequence }) => sequence);
const upTo = (end: number) => [...Array(end).keys()];
const one = (bytes: Uint8Array) => recover(new Map([['0000000000.tape', bytes]]));

beforeEach(async () => {
  oneChunk ??= (await tapeBytes(100_000)).get('0000000000.tape')!;
  manyChunks ??= await tapeBytes(1000);
});

test('C05 C06 a copy cut at every byte of the last two records holds all records before the cut', async () => {
  const lastBytes = recordBytes(count - 1);
  const twoBytes = lastBytes + recordBytes(count - 2);
  for (let cut = 0; cut <= twoBytes; cut++) {
    const whole = cut === 0 ? count : cut <= lastBytes ? count - 1 : count - 2;
    const expected = cut === twoBytes ? count - 2 : whole;
    expect(await one(oneChunk.subarray(0, oneChunk.length - cut)), `cut ${cut} bytes`).toEqual(upTo(expected));
  }
});

test('C06 a copy cut at every byte of its opening and first record still opens', async () => {
  const firstEnd =
    oneChunk.length -
    upTo(count)
      .slice(1)
      .reduce((sum, number) => sum + recordBytes(number), 0);
  for (let length = 0; length <= firstEnd; length += length < firstEnd - 3 ? 3 : 1) {
    expect(await one(oneChunk.subarray(0, length)), `${length} bytes`).toEqual(length === firstEnd ? [0] : []);
  }
});

test('C07 tails of NULs, of noise and of a copy are cut off', async () => {
  const noise = new Uint8Array(5000).map((_, index) => (index * index * 31) >> 3);
  const copied = oneChunk.subarray(oneChunk.length - 700);
  const tails = [new Uint8Array(1), new Uint8Array(200_000), noise, copied, Buffer.concat([noise, copied])];
  for (const tail of tails) {
    expect(await one(Buffer.concat([oneChunk, tail]))).toEqual(upTo(count));
    const torn = Buffer.concat([oneChunk.subarray(0, -50), tail]);
    const copy = tail.length > 500 && tail.subarray(tail.length - 50).every((byte, at) => byte === copied[650 + at]);
    expect(await one(torn)).toEqual(upTo(copy ? count : count - 1));
  }
});

test('C05 C07 a hole of NULs anywhere costs the records it touches and no other', async () => {
  for (let at = 0; at + 64 < oneChunk.length; at += 29) {
    const holed = Buffer.from(oneChunk);
    holed.fill(0, at, at + 64);
    const left = await one(holed);
    expect(left.length, `hole at ${at}`).toBeGreaterThanOrEqual(count - 2);
  }
});

test('C07 every single flipped bit costs at most its own record', async () => {
  for (let at = 0; at < oneChunk.length; at += 7) {
    const flipped = Buffer.from(oneChunk);
    flipped[at]! ^= 1 << (at % 8);
    expect((await one(flipped)).length, `bit in byte ${at}`).toBeGreaterThanOrEqual(count - 1);
  }
});

test('C07 swapped and doubled blocks never bring a record twice or out of order', async () => {
  const block = 256;
  for (let a = 0; (a + 1) * block < oneChunk.length; a++) {
    for (let b = a + 1; (b + 1) * block <= oneChunk.length; b++) {
      const swapped = Buffer.from(oneChunk);
      oneChunk.copy(swapped, a * block, b * block, (b + 1) * block);
      oneChunk.copy(swapped, b * block, a * block, (a + 1) * block);
      expect((await one(swapped)).length).toBeGreaterThanOrEqual(count - 6);
      const doubled = Buffer.concat([oneChunk.subarray(0, b * block), oneChunk.subarray(a * block)]);
      expect(await one(doubled)).toEqual(upTo(count));
    }
  }
});

test('a lost, an empty or a foreign chunk in the middle costs its own records only', async () => {
  const names = [...manyChunks.keys()].sort();
  expect(names.length).toBeGreaterThan(3);
  const foreign = Buffer.from([...manyChunks.values()][1]!).fill(0x41);
  for (const name of names.slice(0, -1)) {
    const gone = upTo(count).filter((number) => {
      const next = Number(names[names.indexOf(name) + 1]!.slice(0, 10));
      return number >= Number(name.slice(0, 10)) && number < next;
    });
    const left = upTo(count).filter((number) => !gone.includes(number));
    for (const bytes of [undefined, Buffer.alloc(0), foreign]) {
      const damaged = new Map(manyChunks);
      if (bytes) damaged.set(name, bytes);
      else damaged.delete(name);
      expect(await recover(damaged, 1000)).toEqual(left);
    }
  }
});

test('records of another recording are foreign, even with the right numbers', async () => {
  const other = new Uint8Array(recordBytes(count));
  writeRecord(other, jpegOf(count, sizeBytes), count, seedOf('another'));
  expect(await one(Buffer.concat([oneChunk, other]))).toEqual(upTo(count));
});

test('a document cut at every byte is the old or the new value', async () => {
  const root = tempFolder();
  const disk = new FolderDisk(root);
  const path = join(root, 'value');
  const values = [{ n: 1 }, { n: 2, long: 'x'.repeat(90) }, { n: 3 }, { n: 4, long: 'y'.repeat(40) }, { n: 5 }];
  let before = Buffer.alloc(0);
  for (const [index, value] of values.entries()) {
    await writeDocument(disk, 'value', value);
    const after = readFileSync(path);
    for (let torn = 0; torn <= after.length; torn++) {
      // The new bytes up to here, the old ones behind.
      writeFileSync(path, Buffer.concat([after.subarray(0, torn), before.subarray(torn)]));
      expect([values[index - 1], value]).toContainEqual(await readDocument(disk, 'value'));
    }
    writeFileSync(path, after);
    before = after;
  }
});

test('C07 a foreign tail is cut off the file, not just passed over', async () => {
  const root = tempFolder();
  mkdirSync(join(root, 'tape'));
  const path = join(root, 'tape', '0000000000.tape');
  writeFileSync(path, Buffer.concat([oneChunk, new Uint8Array(5000), oneChunk.subarray(-300)]));
  await (await openIn(root, 100_000)).close();
  expect(readFileSync(path).equals(oneChunk)).toBe(true);
});
