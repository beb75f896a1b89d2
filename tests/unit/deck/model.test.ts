/** Random lives of a tape against a plain array: append, flush, read, drop, full disk, kill and reopen. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Tape } from '../../../src/deck/deck';
import { openTape } from '../../../src/deck/tape/tape';
import { FolderDisk, type Harm } from '../../support/folder-disk';
import { headOf, jpegOf } from './pictures';
import { readAll, tempFolder } from './scenes';

interface Model {
  /** Sizes of the pictures that were acknowledged, by number. */
  acknowledged: number[];
  /** Numbers below this may be gone. */
  droppedBefore: number;
}

/** The tape under test, and the disk it lies on. */
class Real {
  readonly #root: string;
  tape!: Tape & { close(): Promise<void> };
  /** Bytes the disk still takes. */
  roomBytes = Number.POSITIVE_INFINITY;

  constructor(root: string) {
    this.#root = root;
  }

  async open(): Promise<void> {
    const harm: Harm = (call, _path, sizeBytes) => {
      if (call !== 'write') return undefined;
      const written = Math.min(sizeBytes, this.roomBytes);
      this.roomBytes -= written;
      return { written, told: written };
    };
    const disk = new FolderDisk(this.#root, { harm });
    this.tape = await openTape({ disk, folder: 'tape', id: 'one', head: headOf(), chunkBytes: 1500 });
  }
}

type Step = fc.AsyncCommand<Model, Real>;

const step = (name: string, run: (model: Model, real: Real) => Promise<void>): Step => ({
  check: () => true,
  run,
  toString: () => name,
});

const append = (sizeBytes: number) =>
  step(`append(${sizeBytes})`, async (model, { tape }) => {
    const number = model.acknowledged.length;
    expect(await tape.append(jpegOf(number, sizeBytes))).toBe(number);
    model.acknowledged.push(sizeBytes);
  });

const appendTwo = (sizeBytes: number) =>
  step(`append twice(${sizeBytes})`, async (model, { tape }) => {
    const number = model.acknowledged.length;
    const both = [tape.append(jpegOf(number, sizeBytes)), tape.append(jpegOf(number + 1, sizeBytes))];
    expect(await Promise.all(both)).toEqual([number, number + 1]);
    model.acknowledged.push(sizeBytes, sizeBytes);
  });

const appendOnFullDisk = (roomBytes: number) =>
  step(`full after ${roomBytes}`, async (model, real) => {
    const number = model.acknowledged.length;
    real.roomBytes = roomBytes;
    await expect(real.tape.append(jpegOf(number, 3000))).rejects.toMatchObject({ name: 'deck/full' });
    real.roomBytes = Number.POSITIVE_INFINITY;
    expect(real.tape.nextSequence).toBe(number);
  });

const flush = () =>
  step('flush', async (model, { tape }) => {
    await tape.flush();
    expect(tape.safeSequence).toBe(model.acknowledged.length);
  });

const drop = (share: number) =>
  step(`drop ${share}`, async (model, { tape }) => {
    const before = Math.floor(model.acknowledged.length * share);
    await tape.dropBefore(before);
    model.droppedBefore = Math.max(model.droppedBefore, before);
  });

const reopen = (kill: boolean) =>
  step(kill ? 'kill' : 'close', async (model, real) => {
    // Killed: nothing is ended, flushed or closed.
    if (!kill) await real.tape.close();
    await real.open();
    expect(real.tape.nextSequence).toBe(model.acknowledged.length);
  });

const read = (share: number) =>
  step(`read from ${share}`, async (model, { tape }) => {
    const from = Math.floor(model.acknowledged.length * share);
    const records = await readAll(tape, from);
    for (const { sequence, jpeg } of records) expect(jpeg).toEqual(jpegOf(sequence, model.acknowledged[sequence]));
    const sequences = records.map(({ sequence }) => sequence);
    const first = sequences[0] ?? model.acknowledged.length;
    expect(sequences).toEqual(Array.from({ length: model.acknowledged.length - first }, (_, index) => first + index));
    if (first > from) expect(first).toBeLessThanOrEqual(Math.max(model.droppedBefore, from));
  });

const share = fc.double({ min: 0, max: 1.2, noNaN: true }).map((value) => Math.round(value * 20) / 20);

test('C01 C08 C33 any life of a tape keeps what it acknowledged', async () => {
  const steps = fc.commands(
    [
      fc.nat({ max: 900 }).map(append),
      fc.nat({ max: 900 }).map(append),
      fc.nat({ max: 2500 }).map(appendTwo),
      fc.nat({ max: 2999 }).map(appendOnFullDisk),
      fc.constant(flush()),
      share.map(drop),
      fc.boolean().map(reopen),
      share.map(read),
    ],
    { maxCommands: 60 },
  );
  const property = fc.asyncProperty(steps, async (commands) => {
    const real = new Real(tempFolder());
    await real.open();
    await fc.asyncModelRun(() => ({ model: { acknowledged: [], droppedBefore: 0 }, real }), commands);
    await real.tape.close();
  });
  await fc.assert(property, { seed: 20261122, numRuns: 80 });
});
