/**
 * Finds out what is soundly on a tape: reads the openings of all chunks and the records of the last, so that an hour takes no
 * longer than a minute.
 */
import { bytesOfBlob } from '../../base/file/blob-bytes';
import type { Jpeg } from '../../base/flow';
import type { RecordingHead } from '../contract';
import { asTrouble, type Disk } from '../disk/disk';
import { decodeOpening, seedOf } from './format';
import { soundRecord } from './scan';

export interface ChunkPlace {
  readonly path: string;
  readonly firstSequence: number;
  readonly sizeBytes: number;
}

export interface TapeSurvey {
  readonly chunks: readonly ChunkPlace[];
  /** Bytes of the last chunk up to the end of its last sound record; 0 when not even its opening is whole. */
  readonly soundBytes: number;
  readonly nextSequence: number;
  /** As the newest chunk says: a ring that has become a film says so from then on. */
  readonly head: RecordingHead | undefined;
  /** `arrivedAt` of the first record ever appended. */
  readonly startedAt: number | undefined;
  /** The last sound picture, if the last chunk holds one. */
  readonly last: Jpeg | undefined;
}

/** More than any opening takes. */
const openingBytes = 65_536;
const chunkName = /^(\d{10})\.tape$/;

export function chunkPath(folder: string, firstSequence: number): string {
  return `${folder}/${String(firstSequence).padStart(10, '0')}.tape`;
}

/** Throws Trouble 'deck/newer' when a chunk has a newer format; damage never throws. */
export async function surveyTape(disk: Disk, folder: string, id: string): Promise<TapeSurvey> {
  const names = (await disk.list(folder)).filter((name) => chunkName.test(name)).sort();
  const found = await Promise.all(names.map((name) => lookAt(disk, `${folder}/${name}`, Number(name.slice(0, 10)))));
  const chunks = found.filter((chunk) => chunk !== undefined);
  const heads = chunks.flatMap(({ opening }) => (opening ? [opening.head] : []));
  const end = chunks.at(-1);
  let soundBytes = end?.opening?.sizeBytes ?? 0;
  let nextSequence = end?.firstSequence ?? 0;
  let startedAt = heads[0]?.startedAt;
  let last: Jpeg | undefined;
  if (end) {
    const source = await inMemory(end.file);
    const seen = new Set<number>();
    for (let at = 0; ; ) {
      const found = await soundRecord(source, at, source.sizeBytes, seedOf(id));
      if (!found) break;
      at = found.endsAt;
      const { sequence, jpeg } = found.record;
      // A doubled block says again what was said: it goes with the tail, unless something new follows it.
      if (seen.has(sequence) || sequence < end.firstSequence) continue;
      seen.add(sequence);
      soundBytes = found.endsAt;
      startedAt ??= jpeg.arrivedAt;
      if (sequence < nextSequence) continue;
      nextSequence = sequence + 1;
      last = jpeg;
    }
  }
  return { chunks, soundBytes, nextSequence, head: heads.at(-1)?.recording, startedAt, last };
}

async function lookAt(disk: Disk, path: string, firstSequence: number) {
  const file = await disk.blob(path);
  if (!file) return undefined;
  try {
    const opening = decodeOpening(new Uint8Array(await file.slice(0, openingBytes).arrayBuffer()));
    return { path, firstSequence, sizeBytes: file.size, file, opening };
  } catch (error) {
    throw asTrouble(error, path);
  }
}

/** A chunk is small; reading it whole is one call instead of two for each record. */
async function inMemory(file: File) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const source = bytesOfBlob(file);
  return {
    ...source,
    read: async (at: number, into: Uint8Array) => {
      const part = bytes.subarray(at, at + into.length);
      into.set(part);
      return part.length;
    },
  };
}
