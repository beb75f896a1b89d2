/** One kind of file each in, its pictures in order out: loose pictures, an AVI, a dump of an MJPEG stream. */

import { openMultipart } from '../multipart/multipart';
import { type AviHead, readAviFrames } from './avi';
import { openCursor } from './cursor';
import type { TimedFiles } from './times';

export interface PartPicture {
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
  /** Without the first `skip` pictures. */
  read(skip: number): AsyncGenerator<PartPicture>;
}

/** A picture that lies in a file of its own or in a zip. */
export interface Loose {
  readonly name: string;
  readonly modifiedAt: number;
  readonly sizeBytes: number;
  /** The whole file, where the picture is all there is in it. */
  readonly file?: Blob;
  read(): Promise<Uint8Array>;
}

/** So much is read with one request, from little (the first picture is wanted soon) to this. */
const batchBytes = { first: 256 << 10, most: 2 << 20 };

export function loosePart(files: readonly Loose[], { takenAt, fps }: TimedFiles): Part {
  return {
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
          size = Math.min(2 * size, batchBytes.most);
          batch = batchFrom(files, at - 1 + current.length, size);
          reading = readBatch(batch);
        }
      }
    },
  };
}

function batchFrom(files: readonly Loose[], from: number, most: number): readonly Loose[] {
  let end = from;
  for (let bytes = 0; end < files.length && (bytes += files[end]!.sizeBytes) <= most; ) end++;
  return files.slice(from, Math.max(end, from + 1));
}

/**
 * Asking Chromium for a file costs a millisecond of processor time however small it is: all of a batch are read as one
 * Blob. Where one of them is gone or has changed, each is read by itself; what cannot be read is empty.
 */
async function readBatch(batch: readonly Loose[]): Promise<readonly Uint8Array[]> {
  const blobs = batch.flatMap(({ file }) => (file ? [file] : []));
  if (batch.length > 1 && blobs.length === batch.length) {
    const all = await new Blob(blobs).arrayBuffer().catch(() => undefined);
    if (all?.byteLength === batch.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)) {
      let at = 0;
      return batch.map(({ sizeBytes }) => new Uint8Array(all, (at += sizeBytes) - sizeBytes, sizeBytes));
    }
  }
  return Promise.all(batch.map((file) => file.read().catch(() => new Uint8Array(0))));
}

interface Film {
  readonly name: string;
  readonly file: File;
  readonly startedAt: number;
  readonly fps: number;
}

export function aviPart({ name, file, startedAt, fps }: Film, head: AviHead): Part {
  return {
    count: undefined,
    sizeBytes: file.size,
    startedAt,
    fps,
    async *read(skip) {
      let number = 0;
      for await (const { frame, bytes, endAt } of readAviFrames(openCursor(file), head)) {
        number++;
        if (number <= skip) continue;
        const takenAt = startedAt + (frame * 1000) / fps;
        yield { name: `${name} (${number})`, bytes, takenAt, readBytes: endAt };
      }
    },
  };
}

const dumpBlockBytes = 1 << 20;

/** JPEGs one after the other, with or without what a camera sends between them: a stream saved as it came. */
export function dumpPart({ name, file, startedAt, fps }: Film): Part {
  return {
    count: undefined,
    sizeBytes: file.size,
    startedAt,
    fps,
    async *read(skip) {
      const cursor = openCursor(file);
      const multipart = openMultipart(undefined);
      let number = 0;
      for (let at = 0; at <= file.size; at += dumpBlockBytes) {
        const block = await cursor.bytes(at, dumpBlockBytes);
        const last = at + dumpBlockBytes > file.size;
        const pictures = last ? [...multipart.push(block), ...multipart.end()] : multipart.push(block);
        for (const bytes of pictures) {
          number++;
          if (number <= skip) continue;
          const takenAt = startedAt + ((number - 1) * 1000) / fps;
          yield { name: `${name} (${number})`, bytes, takenAt, readBytes: Math.min(file.size, at + dumpBlockBytes) };
        }
      }
    },
  };
}
