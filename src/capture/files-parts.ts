/** One kind of file each in, its pictures in order out: loose pictures, an AVI, a dump of an MJPEG stream. */

import { type AviHead, readAviFrames } from './files-avi';
import { openCursor } from './files-cursor';
import type { TimedFiles } from './files-times';
import { openMultipart } from './multipart';

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
  read(): Promise<Uint8Array>;
}

/** Asking the browser for a file takes longer than reading it: so many are asked for at once. */
const filesAhead = 12;

export function loosePart(files: readonly Loose[], { takenAt, fps }: TimedFiles): Part {
  return {
    count: files.length,
    sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    startedAt: takenAt[0] ?? 0,
    fps,
    async *read(skip) {
      const asked: Promise<Uint8Array>[] = [];
      let readBytes = 0;
      for (let at = skip; at < files.length; at++) {
        for (let next = at + asked.length; next < files.length && asked.length < filesAhead; next++) {
          // A file that is gone or damaged is one picture less.
          asked.push(files[next]!.read().catch(() => new Uint8Array(0)));
        }
        const { name, sizeBytes } = files[at]!;
        const bytes = await asked.shift()!;
        readBytes += sizeBytes;
        yield { name, bytes, takenAt: takenAt[at]!, readBytes };
      }
    },
  };
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
