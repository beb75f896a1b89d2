/** A disk that fails at the k-th call, for every k: what was acknowledged is there when the app starts again. */
import { expect, test } from 'vitest';
import { codeOf, codes } from '../../../src/base/trouble';
import { openDeck, type Recording } from '../../../src/deck/deck';
import { type Call, FolderDisk, type Harm } from '../../support/folder-disk';
import { headOf, jpegOf, summaryOf } from './pictures';
import { readAll, tempFolder } from './scenes';

const sizes = { chunkBytes: 1600, reserveBytes: 65_536 };

interface Told {
  readonly id: string | undefined;
  readonly acknowledged: readonly number[];
  readonly filmBytes: number;
  readonly finished: boolean;
  /** That row was at least tried. */
  readonly finishing: boolean;
  readonly dropped: number;
}

/** A whole recording; whatever fails is passed over, like the conductor does. Tells what was acknowledged. */
async function record(disk: FolderDisk): Promise<Told> {
  const acknowledged: number[] = [];
  let filmBytes = 0;
  const told = { finished: false, finishing: false, dropped: 0 };
  const tried = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      expect(codes.filter((code) => code.startsWith('deck/'))).toContain(codeOf(error));
      return false;
    }
  };
  let recording: Recording | undefined;
  await tried(async () => {
    recording = await (await openDeck(disk, sizes)).create(headOf());
  });
  if (!recording) return { id: undefined, acknowledged, filmBytes, ...told };
  const { id, tape, film } = recording as Recording;
  const append = async (number: number) => {
    await tried(async () => acknowledged.push(await tape.append(jpegOf(number, 200 + number))));
    expect(tape.nextSequence).toBe(acknowledged.length);
  };
  for (let number = 0; number < 7; number++) await append(tape.nextSequence);
  await tried(() => recording!.describe(summaryOf(recording!, 'recording')));
  await tried(() => tape.flush());
  for (let number = 0; number < 5; number++) {
    await append(tape.nextSequence);
    if (await tried(() => film.write(filmBytes, new Uint8Array(100).fill(number)))) filmBytes += 100;
  }
  expect(film.sizeBytes).toBe(filmBytes);
  await tried(() => tape.dropBefore(4));
  told.dropped = 4;
  await append(tape.nextSequence);
  await tried(() => recording!.saveThumbnail(new Uint8Array(30)));
  await tried(() => tape.end());
  told.finishing = true;
  told.finished = await tried(() => recording!.describe(summaryOf(recording!, 'finished', { sizeBytes: filmBytes })));
  if (told.finished) await tried(() => recording!.settle());
  await tried(() => recording!.close());
  return { id, acknowledged, filmBytes, ...told };
}

/** The app is started again on a sound disk. */
async function check(root: string, told: Told): Promise<void> {
  const deck = await openDeck(new FolderDisk(root), sizes);
  const rows = await deck.list();
  if (!told.id) {
    await deck.tidy();
    expect(await deck.list()).toEqual([]);
    return;
  }
  const row = rows.find(({ id }) => id === told.id);
  if (!row) {
    expect(told.acknowledged, 'it is listed unless it holds nothing').toEqual([]);
    return;
  }
  if (told.finished) expect(row.state).toBe('finished');
  if (told.finished || (told.finishing && row.state === 'finished')) {
    expect((await deck.film(told.id)).size).toBe(told.filmBytes);
  } else {
    const recording = await deck.open(told.id);
    const there = (await readAll(recording.tape)).map(({ sequence, jpeg }) => {
      expect(jpeg).toEqual(jpegOf(sequence, 200 + sequence));
      return sequence;
    });
    expect(there.filter((number) => number >= told.dropped)).toEqual(
      told.acknowledged.filter((n) => n >= told.dropped),
    );
    expect(recording.tape.nextSequence).toBe(told.acknowledged.length);
    expect(recording.film.sizeBytes).toBe(told.filmBytes);
    await recording.close();
  }
  await deck.tidy();
  const after = await deck.list();
  if (told.acknowledged.length > 0) expect(after).toHaveLength(1);
}

const failures = {
  'a broken disk': (call: Call) => new Error(`${call} failed`),
  'a full disk': (call: Call) => (call === 'write' ? new DOMException('no room', 'QuotaExceededError') : undefined),
} as const;

for (const [name, failure] of Object.entries(failures)) {
  for (const lasting of [false, true]) {
    test(`C08 C11 the k-th call fails ${lasting ? 'from then on' : 'once'} on ${name}, for every k`, async () => {
      for (let k = 1; ; k++) {
        let calls = 0;
        const harm: Harm = (call, _path, sizeBytes) => {
          const error = failure(call);
          // Room comes back when the reserve is freed: a full disk still takes what is small.
          if (
            !error ||
            (call === 'write' && error.name === 'QuotaExceededError' && lasting && sizeBytes === sizes.reserveBytes)
          )
            return undefined;
          calls++;
          if (lasting ? calls >= k : calls === k) throw error;
          return undefined;
        };
        const root = tempFolder();
        const told = await record(new FolderDisk(root, { harm }));
        await check(root, told);
        if (calls < k) {
          expect(told).toMatchObject({ finished: true, filmBytes: 500 });
          expect(told.acknowledged).toHaveLength(13);
          expect(k).toBeGreaterThan(20);
          console.log(`${name}, ${lasting ? 'from then on' : 'once'}: ${k - 1} calls`);
          return;
        }
      }
    });
  }
}

test('C09 C10 what a short write left out is written after it, and a write of nothing is a full disk', async () => {
  let mode: 'whole' | 'short' | 'none' = 'whole';
  const harm: Harm = (call, _path, sizeBytes) => {
    if (call !== 'write' || mode === 'whole') return undefined;
    const part = mode === 'short' ? Math.ceil(sizeBytes / 3) : 0;
    return { written: part, told: part };
  };
  const root = tempFolder();
  const deck = await openDeck(new FolderDisk(root, { harm }), sizes);
  const recording = await deck.create(headOf());
  await recording.tape.append(jpegOf(0, 300));
  mode = 'short';
  expect(await recording.tape.append(jpegOf(1, 300))).toBe(1);
  mode = 'none';
  await expect(recording.tape.append(jpegOf(2, 300))).rejects.toMatchObject({ name: 'deck/full' });
  await expect(recording.film.write(0, new Uint8Array(10))).rejects.toMatchObject({ name: 'deck/full' });
  mode = 'whole';
  // Room that comes back is for finishing; the next recording begins with a reserve of its own.
  await expect(recording.tape.append(jpegOf(2, 300))).rejects.toMatchObject({ name: 'deck/full' });
  await recording.close();
  const again = await (await openDeck(new FolderDisk(root, { harm }), sizes)).open(recording.id);
  expect(await again.tape.append(jpegOf(2, 300))).toBe(2);
  expect((await readAll(again.tape)).map(({ jpeg }) => jpeg)).toEqual([0, 1, 2].map((n) => jpegOf(n, 300)));
  await again.close();
});

test('C09 a write that stops half-way on a full disk is cut back to the last whole record', async () => {
  let leftBytes = Number.POSITIVE_INFINITY;
  const harm: Harm = (call, _path, sizeBytes) => {
    if (call !== 'write') return undefined;
    const part = Math.min(sizeBytes, leftBytes);
    leftBytes -= part;
    return { written: part, told: part };
  };
  const root = tempFolder();
  const deck = await openDeck(new FolderDisk(root, { harm }), sizes);
  const recording = await deck.create(headOf());
  await recording.tape.append(jpegOf(0, 300));
  const before = recording.tape.sizeBytes;
  leftBytes = 100;
  await expect(recording.tape.append(jpegOf(1, 300))).rejects.toMatchObject({ name: 'deck/full' });
  expect(recording.tape.sizeBytes).toBe(before);
  await recording.close();
  const again = await (await openDeck(new FolderDisk(root), sizes)).open(recording.id);
  expect(again.tape.sizeBytes).toBe(before);
  expect(await readAll(again.tape)).toHaveLength(1);
  await again.close();
});

test('C11 a flush that throws stops nothing and is told by safeSequence', async () => {
  let broken = true;
  const harm: Harm = (call, path) => {
    if (call === 'flush' && broken && path.includes('tape')) throw new Error('no flush');
    return undefined;
  };
  const root = tempFolder();
  const recording = await (await openDeck(new FolderDisk(root, { harm }), sizes)).create(headOf());
  for (let number = 0; number < 20; number++) await recording.tape.append(jpegOf(number, 300));
  await expect(recording.tape.flush()).rejects.toMatchObject({ name: 'deck/failed' });
  expect(recording.tape.safeSequence).toBe(0);
  broken = false;
  await recording.tape.flush();
  expect(recording.tape.safeSequence).toBe(20);
  expect(await readAll(recording.tape)).toHaveLength(20);
  await recording.close();
});

test('C12 a disk that acknowledges writes and drops them is found out before anything is recorded', async () => {
  const harm: Harm = (call, _path, sizeBytes) => (call === 'write' ? { written: 0, told: sizeBytes } : undefined);
  const deck = await openDeck(new FolderDisk(tempFolder(), { harm }), sizes);
  await expect(deck.create(headOf())).rejects.toMatchObject({ name: 'deck/full' });
  expect(await deck.list()).toEqual([]);
});
