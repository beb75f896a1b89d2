/** A disk that fills up, as Firefox and Chromium behave on one: what was acknowledged is there, and the film can be finished. */
import { expect, test } from 'vitest';
import { codeOf } from '../../../src/base/trouble';
import { openDeck, type Recording } from '../../../src/deck/deck';
import { SyncFile, type SyncHandle } from '../../../src/deck/disk/sync-file';
import { reservePath } from '../../../src/deck/paths';
import { type Call, FolderDisk } from '../../support/folder-disk';
import { type Manner, type SmallDisk, smallDisk } from '../../support/small-disk';
import { headOf, jpegOf, summaryOf } from './pictures';
import { readAll, tempFolder } from './scenes';

const sizes = { chunkBytes: 500_000, reserveBytes: 2_000_000 };
const diskBytes = 6_000_000;
const manners: readonly Manner[] = ['firefox', 'chromium'];

async function codeFrom(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'ok';
  } catch (error) {
    return codeOf(error);
  }
}

/** toEqual takes seconds for so many bytes. */
const isSame = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;

interface Scene {
  readonly disk: SmallDisk;
  readonly root: string;
  readonly recording: Recording;
  readonly deck: Awaited<ReturnType<typeof openDeck>>;
}

async function begin(manner: Manner): Promise<Scene> {
  const root = tempFolder();
  const disk = smallDisk(root, diskBytes, manner);
  const deck = await openDeck(new FolderDisk(root, { harm: disk.harm }), sizes);
  return { disk, root, deck, recording: await deck.create(headOf()) };
}

/** Pictures of odd sizes until one is refused; resolves with the refusal's code. */
async function fill({ recording, disk }: Scene, pictureBytes: number, suddenlyAt: number): Promise<string> {
  for (let number = 0; number < 2000; number++) {
    if (number === suddenlyAt) disk.otherBytes += disk.freeBytes;
    const code = await codeFrom(() => recording.tape.append(jpegOf(number, pictureBytes + (number % 7) * 100)));
    if (code !== 'ok') return code;
  }
  throw new Error('never full');
}

const fillings = [
  { how: 'slowly, small pictures', pictureBytes: 3000, suddenlyAt: -1 },
  { how: 'slowly, pictures of 20 kB', pictureBytes: 20_000, suddenlyAt: -1 },
  { how: 'slowly, pictures of 100 kB', pictureBytes: 100_000, suddenlyAt: -1 },
  { how: 'suddenly at the first picture', pictureBytes: 20_000, suddenlyAt: 0 },
  { how: 'suddenly in mid-chunk', pictureBytes: 20_000, suddenlyAt: 10 },
  { how: 'suddenly, pictures of 200 kB', pictureBytes: 200_000, suddenlyAt: 5 },
];

for (const manner of manners) {
  test.each(fillings)(
    `C09 ${manner}, $how: the tape holds what was acknowledged, and there is room to finish`,
    async (filling) => {
      const scene = await begin(manner);
      const { recording, deck } = scene;
      expect(await deck.room()).toMatchObject({ reserved: true });
      expect(await fill(scene, filling.pictureBytes, filling.suddenlyAt)).toBe('deck/full');
      const told = recording.tape.nextSequence;
      expect(await deck.room()).toMatchObject({ reserved: false });
      // Once it was needed, the room is for finishing, however much of it is left.
      expect(await codeFrom(() => recording.tape.append(jpegOf(told, 10)))).toBe('deck/full');
      await recording.film.write(0, new Uint8Array(1_000_000).fill(1));
      await recording.appendJournal('sequence\n');
      await recording.describe(summaryOf(recording, 'unfinished'));
      const there = await readAll(recording.tape);
      expect(there.map(({ sequence }) => sequence)).toEqual(Array.from({ length: told }, (_, number) => number));
      for (const { sequence, jpeg } of there) {
        expect(isSame(jpeg.bytes, jpegOf(sequence, filling.pictureBytes + (sequence % 7) * 100).bytes)).toBe(true);
      }
      await recording.describe(summaryOf(recording, 'finished', { frames: told, sizeBytes: 1_000_000 }));
      await recording.settle();
      await recording.close();
      expect(await deck.list()).toMatchObject([{ state: 'finished', frames: told }]);
    },
  );

  test(`C08 ${manner}: an app that is opened again on the full disk lists the recording whole, can finish and delete it`, async () => {
    const scene = await begin(manner);
    await fill(scene, 20_000, -1);
    const told = scene.recording.tape.nextSequence;
    await scene.recording.close();
    // Somebody else takes the room that was given back.
    scene.disk.otherBytes += scene.disk.freeBytes;
    const deck = await openDeck(new FolderDisk(scene.root, { harm: scene.disk.harm }), sizes);
    await deck.tidy();
    expect(await deck.list()).toMatchObject([{ state: 'unfinished', frames: told }]);
    expect(await codeFrom(() => deck.create(headOf()))).toBe('deck/full');
    scene.disk.otherBytes -= 1_500_000;
    const again = await deck.open(scene.recording.id);
    await again.film.write(0, new Uint8Array(1_000_000).fill(1));
    await again.describe(summaryOf(again, 'finished', { frames: told }));
    await again.settle();
    await again.close();
    expect(await deck.list()).toMatchObject([{ state: 'finished', frames: told }]);
    await deck.forget(again.id);
    expect(await deck.list()).toEqual([]);
    // With room again, everything is as at first.
    const next = await deck.create(headOf());
    expect(await next.tape.append(jpegOf(0, 20_000))).toBe(0);
    expect(await deck.room()).toMatchObject({ reserved: true });
    await next.close();
  });

  test(`C08 ${manner}: a recording that is continued needs the reserve again, and says so when there is no room for it`, async () => {
    const scene = await begin(manner);
    await fill(scene, 20_000, -1);
    await scene.recording.close();
    scene.disk.otherBytes += scene.disk.freeBytes - 1_000_000;
    const deck = await openDeck(new FolderDisk(scene.root, { harm: scene.disk.harm }), sizes);
    const again = await deck.open(scene.recording.id);
    expect(await codeFrom(() => again.tape.append(jpegOf(again.tape.nextSequence, 20_000)))).toBe('deck/full');
    await again.close();
    // Other files were deleted.
    scene.disk.otherBytes = -3_000_000;
    const next = await (await openDeck(new FolderDisk(scene.root, { harm: scene.disk.harm }), sizes)).open(again.id);
    expect(await next.tape.append(jpegOf(next.tape.nextSequence, 20_000))).toBe(again.tape.nextSequence);
    expect(await deck.room()).toMatchObject({ reserved: true });
    await next.close();
  });
}

test.each([1, 2, 3, 9])(
  '%i recordings that begin at once set the room aside once, and none waits for another',
  async (count) => {
    const written: number[] = [];
    const harm = (call: Call, path: string, sizeBytes: number) => {
      if (call === 'write' && path === reservePath) written.push(sizeBytes);
      return undefined;
    };
    // Its files have one opener at a time, and who comes second is refused.
    const deck = await openDeck(new FolderDisk(tempFolder(), { harm }), sizes);
    const begun = await Promise.all(Array.from({ length: count }, () => deck.create(headOf())));
    expect(written).toEqual([sizes.reserveBytes]);
    for (const recording of begun) {
      expect(await recording.tape.append(jpegOf(0, 20_000))).toBe(0);
      await recording.close();
    }
  },
);

test.each(manners)(
  '%s: of recordings that begin at once where there is no room each is refused, and begins when there is',
  async (manner) => {
    const root = tempFolder();
    const disk = smallDisk(root, sizes.reserveBytes / 2, manner);
    const deck = await openDeck(new FolderDisk(root, { harm: disk.harm }), sizes);
    const beginAll = () =>
      Promise.all([1, 2, 3].map(() => codeFrom(() => deck.create(headOf()).then((one) => one.close()))));
    expect(await beginAll()).toEqual(['deck/full', 'deck/full', 'deck/full']);
    disk.otherBytes = -diskBytes;
    expect(await beginAll()).toEqual(['ok', 'ok', 'ok']);
  },
);

/** A handle over memory whose writes can lie. */
function memoryHandle(
  lie: (bytes: Uint8Array, at: number, now: Uint8Array) => { keep: number; tell: number } | undefined,
) {
  let file = new Uint8Array();
  const grow = (sizeBytes: number) => {
    const next = new Uint8Array(sizeBytes);
    next.set(file.subarray(0, sizeBytes));
    file = next;
  };
  const handle: SyncHandle = {
    read: (into, { at }) => {
      const part = file.subarray(at, at + into.length);
      into.set(part);
      return part.length;
    },
    write: (bytes, { at }) => {
      const { keep, tell } = lie(bytes, at, file) ?? { keep: bytes.length, tell: bytes.length };
      if (keep > 0 && at + keep > file.length) grow(at + keep);
      file.set(bytes.subarray(0, keep), at);
      return tell;
    },
    truncate: grow,
    getSize: () => file.length,
    flush: () => {},
    close: () => {},
  };
  return { handle, bytes: () => file, drop: (sizeBytes: number) => grow(sizeBytes) };
}

const lies: readonly {
  readonly what: string;
  readonly lie: Parameters<typeof memoryHandle>[0];
  readonly at: number;
  readonly code: string;
}[] = [
  {
    what: 'claims all and keeps nothing',
    lie: (bytes) => ({ keep: 0, tell: bytes.length }),
    at: 1000,
    code: 'deck/full',
  },
  {
    what: 'claims all and keeps a part',
    lie: (bytes) => ({ keep: 300, tell: bytes.length }),
    at: 1000,
    code: 'deck/full',
  },
  { what: 'claims 32,630 and keeps 3,584', lie: () => ({ keep: 3584, tell: 32_630 }), at: 1000, code: 'deck/full' },
  {
    what: 'loses the first part and keeps the rest: the file is long enough, with a hole',
    lie: (bytes, at) => (at === 1000 ? { keep: 0, tell: 32_630 } : { keep: bytes.length, tell: bytes.length }),
    at: 1000,
    code: 'deck/full',
  },
  { what: 'says 0', lie: () => ({ keep: 0, tell: 0 }), at: 1000, code: 'deck/full' },
  {
    what: 'claims to have written over old bytes',
    lie: (bytes) => ({ keep: 0, tell: bytes.length }),
    at: 200,
    code: 'deck/full',
  },
  {
    what: 'claims to have written within the file',
    lie: (bytes) => (bytes.length === 400 ? { keep: 0, tell: 400 } : undefined),
    at: 500,
    code: 'deck/failed',
  },
];

test.each(lies)('C12 a handle that $what is not believed', async ({ lie, at, code }) => {
  let lying = false;
  const { handle, bytes } = memoryHandle((...given) => (lying ? lie(...given) : undefined));
  const file = new SyncFile('film', handle);
  await file.write(0, new Uint8Array(1000).fill(7));
  lying = true;
  const length = at === 500 ? 400 : 70_000;
  expect(await codeFrom(() => file.write(at, new Uint8Array(length).fill(8)))).toBe(code);
  expect(file.sizeBytes).toBe(1000);
  expect(bytes().length).toBe(1000);
  lying = false;
  await file.write(at, new Uint8Array(length).fill(9));
  expect(isSame(bytes().subarray(at, at + length), new Uint8Array(length).fill(9))).toBe(true);
  expect(file.sizeBytes).toBe(Math.max(1000, at + length));
});

test('C12 a file that lost its end is found out by the next flush', async () => {
  const { handle, drop } = memoryHandle(() => undefined);
  const file = new SyncFile('film', handle);
  await file.write(0, new Uint8Array(1000).fill(7));
  await file.flush();
  drop(900);
  expect(await codeFrom(() => file.flush())).toBe('deck/failed');
});
