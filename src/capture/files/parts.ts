/** The pictures of one kind of file in order: loose pictures, an AVI, a MOV, a dump of an MJPEG stream. */

import { mostPictureBytes } from '../../base/limits';
import { openMultipart, type SkipReason } from '../multipart/multipart';
import type { AviHead } from './avi/avi';
import { beginLedger, readAviFrames } from './avi/frames';
import { openCursor } from './cursor';
import { type MovFilm, type MovLedger, readMovFrames } from './mov/mov';
import { exifBytes, readExif } from './times/exif';
import type { TimedFiles } from './times/times';
import { readZipEntry, stored } from './zip/entry';
import type { ZipEntry } from './zip/zip';

interface PartPicture {
  readonly name: string;
  /** Empty when it could not be read. */
  readonly bytes: Uint8Array;
  /** ms since epoch. */
  readonly takenAt: number;
  /** Of the part's bytes, how many are read up to the end of this picture. */
  readonly readBytes: number;
}

/** Pictures that belong together and come one after the other. */
export interface Part {
  /** Undefined where only reading tells. */
  readonly count: number | undefined;
  readonly sizeBytes: number;
  /** ms since epoch. */
  readonly startedAt: number;
  readonly fps: number;
  /** Each picture's time is known: named, dated or kept in it. Not where it is counted. */
  readonly timesKnown: boolean;
  /** Without the first `skip` pictures. */
  read(skip: number): AsyncGenerator<PartPicture>;
  /** Told once it was read to its end. */
  readonly found: FoundPicture | undefined;
}

interface FoundPicture {
  readonly name: string;
  readonly pictures: number;
  /** In no picture and nothing that belongs around pictures. */
  readonly lostBytes: number;
}

/** A picture that lies in a file of its own or in a zip. */
export interface Loose {
  readonly name: string;
  readonly modifiedAt: number;
  readonly sizeBytes: number;
  readonly file: Blob;
  /** Where `file` is a zip: which entry of it. */
  readonly entry?: ZipEntry;
}

/** The first `most` bytes, or all. */
export async function readLoose({ file, entry }: Loose, most = mostPictureBytes): Promise<Uint8Array> {
  if (entry) return readZipEntry(file, entry, most);
  return new Uint8Array(await (file.size > most ? file.slice(0, most) : file).arrayBuffer());
}

/**
 * So much is read with one request, from little to this, four times as much each time: the first picture is wanted soon, and
 * whoever only looks at samples reads little else.
 */
const batchBytes = { first: 64 << 10, most: 2 << 20 };

export function loosePart(sorted: readonly Loose[], timed: TimedFiles): Part {
  const { order, takenAt, fps, known: timesKnown } = timed;
  const files = Array.from(order, (at) => sorted[at]!);
  return {
    found: undefined,
    timesKnown,
    count: files.length,
    sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    startedAt: takenAt[0] ?? 0,
    fps,
    async *read(skip) {
      let readBytes = 0;
      let size = batchBytes.first;
      let batch = batchFrom(files, skip, size);
      let reading = readBatch(batch);
      for (let at = skip; batch.length > 0; ) {
        const current = batch;
        const all = await reading;
        for (const [index, { name, sizeBytes }] of current.entries()) {
          readBytes += sizeBytes;
          yield { name, bytes: all[index]!, takenAt: takenAt[at++]!, readBytes };
          // Whoever wants only the first picture is spared the second batch.
          if (index > 0) continue;
          size = Math.min(4 * size, batchBytes.most);
          batch = batchFrom(files, at - 1 + current.length, size);
          reading = readBatch(batch);
        }
      }
    },
  };
}

/** A deflated entry may become a thousand times larger: it is a batch of its own. */
const isSolo = ({ entry }: Loose): boolean => entry !== undefined && entry.method !== stored;

function batchFrom(files: readonly Loose[], from: number, most: number): readonly Loose[] {
  let end = from;
  for (let bytes = 0; end < files.length && !isSolo(files[end]!); end++) {
    bytes += files[end]!.sizeBytes;
    if (bytes > most) break;
  }
  return files.slice(from, Math.max(end, from + 1));
}

/**
 * Asking Chromium for a file costs a millisecond of processor time however small it is: all of a batch are read as one
 * Blob. Where one of them is gone or has changed, each is read by itself; what cannot be read is empty.
 */
async function readBatch(batch: readonly Loose[]): Promise<readonly Uint8Array[]> {
  if (batch.length > 1 && batch.every(({ entry }) => !entry)) {
    const all = await new Blob(batch.map(({ file }) => file)).arrayBuffer().catch(() => undefined);
    if (all?.byteLength === batch.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)) {
      let at = 0;
      return batch.map(({ sizeBytes }) => new Uint8Array(all, (at += sizeBytes) - sizeBytes, sizeBytes));
    }
  }
  return Promise.all(batch.map((file) => readLoose(file).catch(() => new Uint8Array(0))));
}

/** So many heads are read with one request. */
const headsAtOnce = 256;

/** When the pictures say they were taken; undefined for those that do not say. */
export async function readMoments(files: readonly Loose[]): Promise<readonly (number | undefined)[]> {
  const moments: (number | undefined)[] = [];
  for (let from = 0; from < files.length; from += headsAtOnce) {
    for (const head of await readHeads(files.slice(from, from + headsAtOnce))) moments.push(readExif(head)?.at);
  }
  return moments;
}

async function readHeads(files: readonly Loose[]): Promise<readonly Uint8Array[]> {
  if (files.every(({ entry }) => !entry)) {
    const slices = files.map(({ file }) => file.slice(0, exifBytes));
    const all = await new Blob(slices).arrayBuffer().catch(() => undefined);
    if (all?.byteLength === slices.reduce((sum, { size }) => sum + size, 0)) {
      let at = 0;
      return slices.map(({ size }) => new Uint8Array(all, (at += size) - size, size));
    }
  }
  const heads: Uint8Array[] = [];
  for (const file of files) heads.push(await readLoose(file, exifBytes).catch(() => new Uint8Array(0)));
  return heads;
}

interface Film {
  readonly name: string;
  readonly file: File;
  readonly startedAt: number;
  readonly fps: number;
  readonly timesKnown: boolean;
}

interface Timed {
  readonly bytes: Uint8Array;
  /** From the film's beginning. */
  readonly sinceMs: number;
  readonly readBytes: number;
}

/** What lies in one file, one picture after the other. */
function filmPart(film: Film, read: () => AsyncGenerator<Timed>, lostBytes: () => number): Part {
  const { name, file, startedAt, fps, timesKnown } = film;
  let found: FoundPicture | undefined;
  return {
    count: undefined,
    sizeBytes: file.size,
    startedAt,
    fps,
    timesKnown,
    get found() {
      return found;
    },
    async *read(skip) {
      let number = 0;
      for await (const { sinceMs, bytes, readBytes } of read()) {
        number++;
        if (number <= skip) continue;
        yield { name: `${name} (${number})`, bytes, takenAt: startedAt + sinceMs, readBytes };
      }
      found = { name, pictures: number, lostBytes: lostBytes() };
    },
  };
}

const lostOf = ({ junk, cut, 'too-large': tooLarge }: Record<SkipReason, number>): number => junk + cut + tooLarge;

export function aviPart(film: Film, head: AviHead): Part {
  let ledger = beginLedger();
  async function* read(): AsyncGenerator<Timed> {
    ledger = beginLedger();
    const frames = readAviFrames(openCursor(film.file), head, ledger);
    for await (const { frame, bytes, endAt } of frames) {
      yield { sinceMs: (frame * 1000) / film.fps, bytes, readBytes: endAt };
    }
  }
  return filmPart(film, read, () => lostOf(ledger.skippedBytes));
}

/** `evenly`: at the part's rate, and not at the times of its tables. */
export function movPart(film: Film, mov: MovFilm, evenly: boolean): Part {
  let ledger: MovLedger = { lostBytes: 0 };
  async function* read(): AsyncGenerator<Timed> {
    ledger = { lostBytes: 0 };
    let frame = 0;
    for await (const { sinceMs, bytes, endAt } of readMovFrames(openCursor(film.file), mov, ledger)) {
      yield { sinceMs: evenly ? (frame++ * 1000) / film.fps : sinceMs, bytes, readBytes: endAt };
    }
  }
  return filmPart(film, read, () => ledger.lostBytes);
}

const dumpBlockBytes = 1 << 20;

/** JPEGs one after the other, with or without what a camera sends between them: a stream saved as it came. */
export function dumpPart(film: Film): Part {
  const { file } = film;
  let multipart = openMultipart(undefined);
  async function* read(): AsyncGenerator<Timed> {
    const cursor = openCursor(file);
    multipart = openMultipart(undefined);
    let frame = 0;
    for (let at = 0; at <= file.size; at += dumpBlockBytes) {
      const block = await cursor.bytes(at, dumpBlockBytes);
      const last = at + dumpBlockBytes > file.size;
      const pictures = last ? [...multipart.push(block), ...multipart.end()] : multipart.push(block);
      const readBytes = Math.min(file.size, at + dumpBlockBytes);
      for (const bytes of pictures) yield { sinceMs: (frame++ * 1000) / film.fps, bytes, readBytes };
    }
  }
  return filmPart(film, read, () => lostOf(multipart.ledger.skippedBytes));
}
