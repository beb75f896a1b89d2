/** A reader who keeps up with a tape gets what is in memory; everybody else what is on the disk; and both get the same. Real files. */
import { describe, expect, test } from 'vitest';
import type { TapeRecord } from '../../../src/deck/deck';
import { openTape } from '../../../src/deck/tape/tape';
import { FolderDisk } from '../../support/folder-disk';
import { headOf, jpegOf } from './pictures';
import { readAll, tempFolder } from './scenes';

interface Stage {
  readonly count: number;
  readonly sizeBytes: number;
  readonly chunkBytes: number;
  /** Appended before the reader begins. */
  readonly before: number;
  /** Appended at a time without waiting for each. */
  readonly burst: number;
  readonly readers: number;
}

/** What each reader got, what was read from the disk meanwhile, and what the tape holds when it is opened again. */
async function read({ count, sizeBytes, chunkBytes, before, burst, readers }: Stage) {
  const root = tempFolder();
  const place = { folder: 'tape', id: 'one', head: headOf(), chunkBytes };
  let readBytes = 0;
  const disk = new FolderDisk(root, {
    harm: (call, _path, bytes) => {
      if (call === 'read') readBytes += bytes;
      return undefined;
    },
  });
  const tape = await openTape({ ...place, disk });
  for (let number = 0; number < before; number++) await tape.append(jpegOf(number, sizeBytes));
  const got = Array.from({ length: readers }, () => [] as TapeRecord[]);
  const reading = got.map(async (records) => {
    for await (const record of tape.read(0, new AbortController().signal)) records.push(record);
  });
  const caughtUp = async (number: number) => {
    while (got.some((records) => records.length < number)) await new Promise((resolve) => setTimeout(resolve));
  };
  await caughtUp(before);
  const readBefore = readBytes;
  for (let number = before; number < count; ) {
    const end = Math.min(count, number + burst);
    const appended = [];
    for (; number < end; number++) appended.push(tape.append(jpegOf(number, sizeBytes)));
    await Promise.all(appended);
    await caughtUp(number);
  }
  const whileLive = readBytes - readBefore;
  await tape.close();
  await Promise.all(reading);
  const again = await openTape({ ...place, disk: new FolderDisk(root) });
  const onDisk = await readAll(again);
  await again.close();
  return { got, whileLive, onDisk };
}

const usual: Stage = { count: 60, sizeBytes: 400, chunkBytes: 100_000, before: 0, burst: 1, readers: 1 };

describe('a live tape', () => {
  test.each([
    { why: 'one picture after the other', most: 0 },
    { why: 'over many chunks', chunkBytes: 1000, most: 0 },
    { why: 'one picture a chunk', chunkBytes: 100, most: 0 },
    { why: 'eight at once', burst: 8, most: 0 },
    { why: 'some were there before', before: 20, most: 0 },
    { why: 'larger pictures', sizeBytes: 4000, count: 12, most: 0 },
    // Sixteen are kept: the first fourteen of each thirty come from the disk, and it is searched for the first of them.
    { why: 'a burst of more than is kept', burst: 30, most: 2 * 14 * 600 + 65_536 },
  ])('$why: at most $most bytes are read from the disk', async ({ why: _, most, ...over }) => {
    const stage = { ...usual, ...over };
    const { got, whileLive, onDisk } = await read(stage);
    expect(onDisk).toHaveLength(stage.count);
    expect(got[0]).toEqual(onDisk);
    expect(whileLive).toBeLessThanOrEqual(most);
  });

  test('two readers: each gets every picture once and in order', async () => {
    const { got, onDisk } = await read({ ...usual, readers: 2, burst: 3 });
    for (const records of got) expect(records).toEqual(onDisk);
  });

  test('a reader that rests goes on where it was, from the disk', async () => {
    const tape = await openTape({
      disk: new FolderDisk(tempFolder()),
      folder: 'tape',
      id: 'one',
      head: headOf(),
      chunkBytes: 2000,
    });
    const records = tape.read(0, new AbortController().signal);
    await tape.append(jpegOf(0));
    expect((await records.next()).value).toMatchObject({ sequence: 0 });
    for (let number = 1; number < 50; number++) await tape.append(jpegOf(number));
    const rest: number[] = [];
    const reading = (async () => {
      for await (const { sequence, jpeg } of records) {
        expect(jpeg).toEqual(jpegOf(sequence));
        rest.push(sequence);
      }
    })();
    await tape.append(jpegOf(50));
    await tape.close();
    await reading;
    expect(rest).toEqual(Array.from({ length: 50 }, (_, at) => at + 1));
  });

  test('what a reader got stays as it is while more is appended: buffers are used again', async () => {
    const { got } = await read(usual);
    for (const [number, { jpeg }] of got[0]!.entries()) expect(jpeg.bytes).toEqual(jpegOf(number, 400).bytes);
  });
});
