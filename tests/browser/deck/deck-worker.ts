/** The deck in a dedicated worker, driven by messages: what the tests of real OPFS do to it. */
import type { Jpeg } from '../../../src/base/flow';
import { codeOf } from '../../../src/base/trouble';
import { type Deck, openDeck as openAnyDeck, type Recording, type Sizes, type Tape } from '../../../src/deck/deck';
import { openIndexedDb } from '../../../src/deck/disk/indexeddb';
import { headOf, jpegOf, summaryOf } from '../../unit/deck/pictures';
import { readingJobs } from './reading-jobs';

const unanswerable = { FileSystemDirectoryHandle, FileSystemFileHandle };

/** A browser that answers every other call of this method so late, or never, and so many of them only. */
export interface Unanswered {
  readonly kind: keyof typeof unanswerable;
  readonly method: string;
  readonly lateMs: number;
  readonly times: number;
}

const small = { chunkBytes: 256 * 1024, reserveBytes: 8 * 1024 * 1024 };
const pictureBytes = 20_000;
let held: Recording | undefined;

/** The page's address says which: what the browser has, or IndexedDB although it has OPFS. */
async function openDeck(_disk?: undefined, sizes?: Sizes) {
  return openAnyDeck(location.search === '?indexeddb' ? await openIndexedDb() : undefined, sizes);
}

/** Every way a file goes, done to a recording of 40 pictures in chunks, with a film of 1 MB. */
const removals: Readonly<Record<string, (deck: Deck, id: string) => Promise<unknown>>> = {
  discarded: (deck, id) => deck.forget(id),
  'binned and the bin emptied': (deck, id) => deck.remove(id).then(() => deck.emptyBin()),
  'finished and its tape gone': (deck, id) => finish(deck, id),
  'its oldest chunks dropped': async (deck, id) => {
    const recording = await deck.open(id);
    await recording.tape.dropBefore(30);
    await recording.close();
  },
  'made room for others': async (deck, id) => {
    await finish(deck, id);
    if (!(await deck.makeRoom(0, 'id of Porch')).includes(id)) throw new Error('still there');
  },
  'a single picture': async (deck) => {
    for (const { id } of await deck.pictures()) await deck.forget(id);
  },
};

async function finish(deck: Deck, id: string): Promise<void> {
  const recording = await deck.open(id);
  await recording.describe(summaryOf(recording, 'finished', { sizeBytes: 1_000_000 }));
  await recording.settle();
  await recording.close();
}

const jobs = {
  ...readingJobs(() => openDeck()),
  async makeOneForEachRemoval() {
    const deck = await openDeck(undefined, small);
    await deck.keepPicture(jpegOf(0, 200_000), 'Porch');
    for (const _ of Object.keys(removals)) {
      const recording = await deck.create(headOf());
      for (let number = 0; number < 40; number++) await recording.tape.append(jpegOf(number, pictureBytes));
      await recording.film.write(0, new Uint8Array(1_000_000));
      await recording.describe(summaryOf(recording, 'unfinished'));
      await recording.close();
    }
  },

  async removeOneEachWay() {
    const deck = await openDeck(undefined, small);
    const ids = (await deck.list()).map(({ id }) => id);
    for (const [index, removal] of Object.values(removals).entries()) await removal(deck, ids[index]!);
    return { left: (await deck.list()).length, pictures: (await deck.pictures()).length };
  },

  /** What the browser believes all this to take. */
  usedBytes: async () => (await navigator.storage.estimate()).usage,

  /** Appends until killed, telling every acknowledged number; describes itself and writes film like a real one. */
  async recordForEver(everyMs: number) {
    const deck = await openDeck(undefined, small);
    const recording = await deck.create(headOf());
    for (let number = 0; ; number++) {
      const sequence = await recording.tape.append(jpegOf(number, pictureBytes));
      postMessage({ acknowledged: { id: recording.id, sequence } });
      await recording.film.write(number * 100, new Uint8Array(100));
      if (number % 10 === 0) await recording.describe(summaryOf(recording, 'recording'));
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  },

  /** Appends until it is refused, and tells how long after the storage was cleared that was. */
  async recordUntilRefused() {
    const deck = await openDeck();
    const recording = await deck.create(headOf());
    const began = performance.now();
    let code = '';
    for (let number = 0; code === '' && performance.now() - began < 15_000; number++) {
      await recording.tape.append(jpegOf(number, pictureBytes)).then(
        (sequence) => postMessage({ acknowledged: { id: recording.id, sequence } }),
        (error: unknown) => {
          code = codeOf(error);
        },
      );
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await recording.close();
    return { code, pictures: recording.tape.nextSequence };
  },

  /** What making a recording is refused with while the storage is there, '' for nothing, and when it is gone. */
  async createBeforeAndAfterClearing() {
    const deck = await openDeck();
    const create = () => deck.create(headOf()).then((recording) => recording.close().then(() => ''), codeOf);
    const before = await create();
    await (await navigator.storage.getDirectory()).removeEntry('snapreel', { recursive: true });
    return [before, await create()];
  },

  /** A recording's life in such a browser: how many calls it saw, what is on the tape when it is read, what is left at the end. */
  async liveUnanswered({ kind, method, lateMs, times }: Unanswered) {
    const deck = await openDeck(undefined, small);
    const { prototype } = unanswerable[kind] as unknown as {
      prototype: Record<string, (...args: unknown[]) => unknown>;
    };
    const real = prototype[method]!;
    let seen = 0;
    prototype[method] = function (...args) {
      seen++;
      if (seen % 2 === 0 || seen > 2 * times) return real.apply(this, args);
      if (lateMs === Infinity) return new Promise(() => {});
      const answer = real.apply(this, args) as Promise<unknown>;
      return new Promise((resolve) => setTimeout(() => resolve(answer), lateMs));
    };
    const recording = await deck.create(headOf());
    for (let number = 0; number < 40; number++) await recording.tape.append(jpegOf(number, pictureBytes));
    await recording.describe(summaryOf(recording, 'unfinished'));
    await recording.close();
    const again = await deck.open(recording.id);
    const sound = await countSound(again.tape);
    await again.close();
    await deck.forget(recording.id);
    await new Promise((resolve) => setTimeout(resolve, lateMs === Infinity ? 0 : lateMs));
    return { sound, left: (await deck.list()).length, seen };
  },

  isPersistent: async () => (await openDeck()).isPersistent(),
  room: async () => (await openDeck()).room(),

  /** Opens a recording as the next start of the app would, and reads all of it. */
  async recover(id: string) {
    const deck = await openDeck(undefined, small);
    const before = (await deck.list()).find((row) => row.id === id);
    const began = performance.now();
    const recording = await deck.open(id);
    const openedMs = performance.now() - began;
    const found = recording.tape.nextSequence;
    await recording.tape.append(jpegOf(found, pictureBytes));
    const sound = (await countSound(recording.tape)) - 1;
    await recording.close();
    return { row: before, openedMs, found, sound };
  },

  async hold(pictures: number) {
    const deck = await openDeck(undefined, small);
    held = await deck.create(headOf());
    for (let number = 0; number < pictures; number++) await held.tape.append(jpegOf(number, pictureBytes));
    return held.id;
  },

  async letGo() {
    await held?.close();
  },

  /** A film whose bytes are written in pieces of odd sizes, over and beyond each other, with its pictures kept. */
  async wholeLife() {
    const deck = await openDeck(undefined, small);
    const recording = await deck.create(headOf('Porch', true));
    for (let number = 0; number < 40; number++) await recording.tape.append(jpegOf(number, pictureBytes));
    const wanted = new Uint8Array(300_000).map((_, index) => (index * 7) & 0xff);
    await recording.film.write(200_000, wanted.subarray(200_000, 299_000));
    for (let at = 0; at < 220_000; at += 33_333) await recording.film.write(at, wanted.subarray(at, at + 40_000));
    await recording.film.write(290_000, new Uint8Array(90_000));
    await recording.film.truncate(150_000);
    await recording.film.write(149_000, wanted.subarray(149_000));
    await recording.film.flush();
    await recording.describe(summaryOf(recording, 'finished'));
    await recording.settle();
    await recording.close();
    let originals = 0;
    for await (const { jpeg, sequence } of deck.originals(recording.id)) if (same(jpeg, sequence)) originals++;
    const film = new Uint8Array(await (await deck.film(recording.id)).arrayBuffer());
    const filmSound = film.every((byte, index) => byte === wanted[index]);
    const states = (await deck.list()).map(({ state }) => state);
    return { originals, filmBytes: film.length, filmSound, states };
  },

  list: async () => (await openDeck()).list(),
  tidy: async () => (await openDeck()).tidy(),
  remove: async (id: string) => (await openDeck()).remove(id),
  emptyBin: async () => (await openDeck()).emptyBin(),
  read: async (name: string) => (await openDeck()).read(name),
  write: async (name: string, value: unknown) => (await openDeck()).write(name, value),
  kind: async () => (await openDeck()).kind,

  /** Appends until the disk is full, then does what a recorder does: writes the film's end and the row, settles. */
  async fillUp() {
    const deck = await openDeck(undefined, { ...small, chunkBytes: 1024 * 1024 });
    const recording = await deck.create(headOf('Porch', true));
    let code = '';
    for (let number = 0; code === '' && number < 5000; number++) {
      await recording.tape.append(jpegOf(number, pictureBytes)).catch((error: unknown) => {
        code = codeOf(error);
      });
    }
    const acknowledged = recording.tape.nextSequence;
    await recording.film.write(0, new Uint8Array(700_000));
    await recording.describe(summaryOf(recording, 'finished', { sizeBytes: 700_000 }));
    await recording.settle();
    await recording.close();
    let originals = 0;
    for await (const { jpeg, sequence } of deck.originals(recording.id)) if (same(jpeg, sequence)) originals++;
    const film = await deck.film(recording.id);
    return { code, acknowledged, originals, filmBytes: film.size, rows: await deck.list(), id: recording.id };
  },

  /** `count` finished films as fast as possible, then how long one listing takes. */
  async manyFilms(count: number) {
    const deck = await openDeck();
    const madeFrom = performance.now();
    for (let made = (await deck.list()).length; made < count; made++) {
      const recording = await deck.create(headOf());
      await recording.film.write(0, new Uint8Array(10));
      await recording.describe(summaryOf(recording, 'finished'));
      await recording.settle();
      await recording.close();
    }
    const makingMs = performance.now() - madeFrom;
    const listingsMs: number[] = [];
    for (let round = 0; round < 5; round++) {
      const began = performance.now();
      const rows = await deck.list();
      listingsMs.push(performance.now() - began);
      if (rows.length !== count) throw new Error(`${rows.length} rows`);
    }
    return { makingMs, listingsMs };
  },

  /** Bytes a second through append, and what one flush takes. */
  async speed(pictures: number, sizeBytes: number) {
    const deck = await openDeck();
    const recording = await deck.create(headOf());
    const jpeg = jpegOf(1, sizeBytes);
    const began = performance.now();
    for (let number = 0; number < pictures; number++) await recording.tape.append(jpeg);
    const appendMs = performance.now() - began;
    const flushFrom = performance.now();
    await recording.tape.flush();
    const flushMs = performance.now() - flushFrom;
    await recording.tape.end();
    const readFrom = performance.now();
    let read = 0;
    for await (const record of recording.tape.read(0, new AbortController().signal)) read += record.jpeg.bytes.length;
    const readMs = performance.now() - readFrom;
    await recording.close();
    const openFrom = performance.now();
    const again = await deck.open(recording.id);
    const openMs = performance.now() - openFrom;
    await again.close();
    await deck.forget(recording.id);
    return { appendMs, flushMs, readMs, openMs, read };
  },
};

export type Jobs = typeof jobs;

async function countSound(tape: Tape): Promise<number> {
  await tape.end();
  let sound = 0;
  for await (const { jpeg, sequence } of tape.read(0, new AbortController().signal)) {
    if (sequence === sound && same(jpeg, sequence)) sound++;
  }
  return sound;
}

function same(jpeg: Jpeg, number: number): boolean {
  const wanted = jpegOf(number, pictureBytes);
  return jpeg.arrivedAt === wanted.arrivedAt && jpeg.bytes.every((byte, index) => byte === wanted.bytes[index]);
}

addEventListener('message', async ({ data }: MessageEvent<{ call: number; name: keyof Jobs; args: never[] }>) => {
  try {
    const job = jobs[data.name] as (...args: never[]) => Promise<unknown>;
    postMessage({ call: data.call, value: await job(...data.args) });
  } catch (error) {
    postMessage({
      call: data.call,
      error: `${codeOf(error)}: ${error instanceof Error ? error.message : error}`,
    });
  }
});
