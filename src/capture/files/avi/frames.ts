/**
 * Reads the frames of an AVI, plain or OpenDML, finished or not, whatever its sizes say.
 *
 * A size is a hint: it holds when a chunk stands where it says that this one ends, and no frame begins before. Otherwise
 * the picture ends at its own EOI or at the next frame. Every byte from `moviAt` on is kept or counted as skipped; the time
 * grows with the bytes alone, and no more than one picture is held.
 */

import { mostPictureBytes } from '../../../base/limits';
import { findSoi } from '../../bytes';
import type { SkipReason } from '../../multipart/multipart';
import type { FileCursor } from '../cursor';
import { endOfPicture, findEnd } from '../picture-end';
import type { AviHead } from './avi';
import {
  type AviChunk,
  chunkHeadBytes,
  chunkOf,
  findHead,
  findPicture,
  frameId,
  frameLikeId,
  isHeadAt,
  isKnown,
  isSoi,
  listHeadBytes,
  paddingId,
  readIndex,
} from './chunks';

export interface AviFrame {
  /** Counts from 0, empty ones included: an empty frame repeats the one before. */
  readonly frame: number;
  readonly bytes: Uint8Array;
  readonly endAt: number;
}

/** keptBytes + the sum of skippedBytes = all bytes of the file behind its head, once it is read. */
export interface AviLedger {
  keptBytes: number;
  readonly skippedBytes: Record<SkipReason, number>;
}

export function beginLedger(): AviLedger {
  return { keptBytes: 0, skippedBytes: { framing: 0, junk: 0, 'other-part': 0, cut: 0, 'too-large': 0 } };
}

/** Lists whose contents matter; they are entered and never left. */
const entered: readonly string[] = ['AVI ', 'AVIX', 'hdrl', 'strl', 'movi', 'rec '];

/** Where a chunk's contents end and the next one begins. `proven`: by what stands there. */
interface Extent {
  readonly end: number;
  readonly next: number;
  readonly proven: boolean;
}

export async function* readAviFrames(
  cursor: FileCursor,
  { moviAt, stream }: AviHead,
  ledger: AviLedger,
): AsyncGenerator<AviFrame> {
  const index = await readIndex(cursor, moviAt, stream);
  const skip = (bytes: number, reason: SkipReason) => {
    ledger.skippedBytes[reason] += bytes;
  };
  let frame = 0;
  let nextHead = -1;
  for (let at = moviAt; at < cursor.sizeBytes; ) {
    const head = await cursor.bytes(at, listHeadBytes);
    const chunk = head.length < chunkHeadBytes ? undefined : chunkOf(head);
    if (chunk && entered.includes(chunk.list)) {
      skip(Math.min(listHeadBytes, head.length), 'framing');
      at += listHeadBytes;
      continue;
    }
    const isFrame = chunk !== undefined && (await isFrameAt(cursor, at, chunk.id));
    const isOurs = isFrame && (stream === undefined || Number(chunk.id.slice(0, 2)) === stream);
    const extent =
      chunk && (isKnown(chunk.id) || /^[ -~]{4}$/.test(chunk.id)) ? await extentOf(cursor, at, chunk) : undefined;
    if (chunk && extent && isOurs) {
      const from = at + chunkHeadBytes;
      frame = frameAt(index, at, frame);
      const taken = await takeFrame(cursor, from, extent);
      const next = taken.next;
      skip(from - at, 'framing');
      ledger.keptBytes += taken.bytes.length;
      skip(taken.before, 'junk');
      if (taken.tooLarge) skip(next - from, 'too-large');
      else skip(next - from - taken.before - taken.bytes.length, 'framing');
      if (taken.bytes.length > 0) yield { frame, bytes: taken.bytes, endAt: Math.min(next, cursor.sizeBytes) };
      frame++;
      at = next;
    } else if (chunk && extent && (extent.proven || isKnown(chunk.id))) {
      // Sound, indexes, padding.
      skip(Math.min(extent.next, cursor.sizeBytes) - at, /^\d\d/.test(chunk.id) ? 'other-part' : 'framing');
      at = extent.next;
    } else {
      // Nothing known stands here: on to the next frame, or to a picture whose chunk's head is lost.
      if (nextHead <= at) nextHead = (await findHead(cursor, at + 1, cursor.sizeBytes)) ?? cursor.sizeBytes;
      const bare = await findBare(cursor, at, nextHead);
      skip((bare?.at ?? nextHead) - at, 'junk');
      at = nextHead;
      if (!bare) continue;
      frame = frameAt(index, bare.at - chunkHeadBytes, frame);
      at = bare.at + bare.bytes.length;
      ledger.keptBytes += bare.bytes.length;
      yield { frame: frame++, bytes: bare.bytes, endAt: at };
      const padded = !(await isHeadAt(cursor, at)) && (await isHeadAt(cursor, at + 1));
      if (padded) skip(1, 'framing');
      if (padded) at++;
    }
  }
}

async function isFrameAt(cursor: FileCursor, at: number, id: string): Promise<boolean> {
  if (frameId.test(id)) return true;
  return frameLikeId.test(id) && isSoi(await cursor.bytes(at + chunkHeadBytes, 3), 0);
}

/** The index knows a frame's number also behind a hole, and where one is shown twice. */
function frameAt(index: Float64Array | undefined, at: number, counted: number): number {
  if (!index) return counted;
  let low = 0;
  let high = index.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (index[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return index[low] === at ? Math.max(counted, low) : counted;
}

async function extentOf(cursor: FileCursor, at: number, { id, size, list }: AviChunk): Promise<Extent> {
  const from = at + (list === '' ? chunkHeadBytes : listHeadBytes);
  const claimed = at + chunkHeadBytes + size;
  if (paddingId.test(id) && claimed < cursor.sizeBytes) {
    for (const next of size & 1 ? [claimed + 1, claimed] : [claimed]) {
      if (await isHeadAt(cursor, next)) return { end: claimed, next, proven: true };
    }
  }
  const inner = await findHead(cursor, from, Math.min(claimed, cursor.sizeBytes));
  if (inner !== undefined) return { end: inner, next: inner, proven: false };
  if (claimed > cursor.sizeBytes) return { end: cursor.sizeBytes, next: cursor.sizeBytes, proven: false };
  // Chunks are padded to even lengths; recorders forget it.
  for (const next of size & 1 ? [claimed + 1, claimed] : [claimed, claimed + 1]) {
    if (await isHeadAt(cursor, next)) return { end: claimed, next: Math.min(next, cursor.sizeBytes), proven: true };
  }
  const next = (await findHead(cursor, claimed, cursor.sizeBytes)) ?? cursor.sizeBytes;
  return { end: next, next, proven: false };
}

interface Taken {
  readonly bytes: Uint8Array;
  /** Bytes before the picture. */
  readonly before: number;
  readonly next: number;
  readonly tooLarge: boolean;
}

async function takeFrame(cursor: FileCursor, from: number, { end, next, proven }: Extent): Promise<Taken> {
  const none = { bytes: new Uint8Array(0), before: 0, next, tooLarge: false };
  if (proven) {
    if (end - from > mostPictureBytes) return { ...none, tooLarge: true };
    return { ...none, bytes: await evened(cursor, from, end, next) };
  }
  const view = await cursor.bytes(from, Math.min(end - from, mostPictureBytes));
  const before = isSoi(view, 0) ? 0 : Math.max(0, findSoi(view, 0));
  if (!isSoi(view, before)) return { ...none, before: next - from };
  const length = endOfPicture(view.subarray(before)).length;
  // Without an EOI it goes on to the next frame, or is too large to be a picture.
  if (length === undefined) {
    if (end - from > mostPictureBytes) return { ...none, tooLarge: true };
    return { ...none, before, bytes: view.subarray(before) };
  }
  const endAt = from + before + length;
  const isPadded = !(await isHeadAt(cursor, endAt)) && (await isHeadAt(cursor, endAt + 1));
  return {
    bytes: view.subarray(before, before + length),
    before,
    next: Math.min(isPadded ? endAt + 1 : endAt, next),
    tooLarge: false,
  };
}

/** A size that is one too small or counts the pad byte: EOI tells. */
async function evened(cursor: FileCursor, from: number, end: number, next: number): Promise<Uint8Array> {
  const bytes = await cursor.bytes(from, Math.max(end, next) - from);
  const length = end - from;
  const endsAt = (at: number) => at <= bytes.length && bytes[at - 2] === 0xff && bytes[at - 1] === 0xd9;
  return bytes.subarray(0, [length, length + 1, length - 1].find(endsAt) ?? length);
}

interface Bare {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** Most pictures are smaller: where one ends is not known before, and asking for all that it may take reads the file again and again. */
const firstWindowBytes = 1 << 20;

/** The end of the picture at `at`, looked for in ever larger windows of [at, to). */
async function seekEnd(cursor: FileCursor, at: number, to: number) {
  const most = Math.min(to - at, mostPictureBytes);
  for (let asked = firstWindowBytes; ; asked *= 4) {
    const bytes = await cursor.bytes(at, Math.min(asked, most));
    const end = findEnd(bytes, asked >= most);
    if (end) return { bytes, ...end };
  }
}

/** A whole picture in [from, to) with no chunk around it; what stands behind it must be a chunk, a picture or the end. */
async function findBare(cursor: FileCursor, from: number, to: number): Promise<Bare | undefined> {
  for (let search = from; ; ) {
    const at = await findPicture(cursor, search, to);
    if (at === undefined) return undefined;
    const { bytes, length, seen } = await seekEnd(cursor, at, to);
    const end = at + (length ?? 0);
    if (length !== undefined) {
      const known = (await isHeadAt(cursor, end)) || (await isHeadAt(cursor, end + 1));
      if (known || isSoi(await cursor.bytes(end, 3), 0)) return { at, bytes: bytes.subarray(0, length) };
    }
    // Never back: what was walked through is not walked through again.
    search = Math.max(at + 3, at + seen);
  }
}
