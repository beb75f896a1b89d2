/** Finds chunks of an AVI by what stands in the file, not by the sizes it claims. */
import { textOf } from '../../bytes';
import type { FileCursor } from '../cursor';

export interface AviChunk {
  readonly id: string;
  readonly size: number;
  /** Of a list: what it holds. */
  readonly list: string;
}

export const chunkHeadBytes = 8;
export const listHeadBytes = 12;
/** By the book 00dc and 00db. Recorders write 00DC, 00__, 00iv and more: those count where a picture follows. */
export const frameId = /^\d\dd[cb]$/;
export const frameLikeId = /^\d\d(?!wb|tx|pc|sb|ix)[A-Za-z_]{2}$/;
const knownId = /^(?:\d\d[A-Za-z_]{2}|ix\d\d|LIST|RIFF|JUNK|junk|PAD |idx1|indx)$/;
/** What holds no frame of its own: a recorder writes over old files and leaves what was there in its padding. */
export const paddingId = /^(?:JUNK|junk|PAD |idx1|indx|ix\d\d)$/;
const windowBytes = 64 << 10;

/** `head` is eight bytes long at least. */
export function chunkOf(head: Uint8Array): AviChunk {
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const id = textOf(head, 0, 4);
  const list = id === 'RIFF' || id === 'LIST' ? textOf(head, 8, listHeadBytes) : '';
  return { id, size: view.getUint32(4, true), list };
}

export const isKnown = (id: string): boolean => knownId.test(id);

/** A chunk begins at `at`, or the file ends there. */
export async function isHeadAt(cursor: FileCursor, at: number): Promise<boolean> {
  if (at >= cursor.sizeBytes) return true;
  const head = await cursor.bytes(at, chunkHeadBytes);
  return head.length === chunkHeadBytes && isKnown(textOf(head, 0, 4));
}

/** The first frame that begins in [from, to): its name and a JPEG behind it, or an empty one with another chunk behind. */
export async function findHead(cursor: FileCursor, from: number, to: number): Promise<number | undefined> {
  // The next frame is often near: what is looked at grows with how far it is.
  for (let at = from, room = 256; at < to; room = Math.min(4 * room, windowBytes)) {
    const end = Math.min(to - at, room);
    const bytes = await cursor.bytes(at, end + listHeadBytes);
    const full = findFullHead(bytes, end);
    // The d of 00dc: one byte in 256, and a search that the engine does in native code.
    for (let d = bytes.indexOf(0x64, 2); d >= 0 && d - 2 < full; d = bytes.indexOf(0x64, d + 1)) {
      if (isEmptyHead(bytes, d - 2)) return at + d - 2;
    }
    if (full < end) return at + full;
    at += end;
  }
  return undefined;
}

/** Before `end`, else `end`. */
function findFullHead(bytes: Uint8Array, end: number): number {
  const from = chunkHeadBytes;
  for (let ff = bytes.indexOf(0xff, from); ff >= 0 && ff - from < end; ff = bytes.indexOf(0xff, ff + 1)) {
    if (isSoi(bytes, ff) && frameLikeId.test(textOf(bytes, ff - from, ff - from + 4))) return ff - from;
  }
  return end;
}

function isEmptyHead(bytes: Uint8Array, at: number): boolean {
  if (!frameId.test(textOf(bytes, at, at + 4))) return false;
  const isEmpty = (bytes[at + 4]! | bytes[at + 5]! | bytes[at + 6]! | bytes[at + 7]!) === 0;
  return isEmpty && isKnown(textOf(bytes, at + chunkHeadBytes, Math.min(bytes.length, at + listHeadBytes)));
}

export function isSoi(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xff && bytes[at + 1] === 0xd8 && bytes[at + 2] === 0xff;
}

/** The first SOI in [from, to). */
export async function findPicture(cursor: FileCursor, from: number, to: number): Promise<number | undefined> {
  for (let at = from; at < to; ) {
    const bytes = await cursor.bytes(at, Math.min(to - at, windowBytes) + 2);
    const end = Math.min(to - at, windowBytes);
    for (let ff = bytes.indexOf(0xff); ff >= 0 && ff < end; ff = bytes.indexOf(0xff, ff + 1)) {
      if (isSoi(bytes, ff)) return at + ff;
    }
    at += end;
  }
  return undefined;
}

/** Positions of the frames by the index behind them (idx1), in order; undefined where there is none that fits. */
export async function readIndex(
  cursor: FileCursor,
  moviAt: number,
  stream: number | undefined,
): Promise<Float64Array | undefined> {
  const list = await cursor.bytes(moviAt - listHeadBytes, listHeadBytes);
  if (list.length < listHeadBytes || textOf(list, 8, 12) !== 'movi') return undefined;
  const listed = chunkOf(list).size;
  const at = moviAt - 4 + listed + (listed & 1);
  const head = await cursor.bytes(at, chunkHeadBytes);
  if (head.length < chunkHeadBytes || textOf(head, 0, 4) !== 'idx1') return undefined;
  const size = Math.min(chunkOf(head).size, cursor.sizeBytes - at - chunkHeadBytes, mostIndexBytes);
  // A copy: the cursor's block moves on.
  const bytes = (await cursor.bytes(at + chunkHeadBytes, size)).slice();
  const view = new DataView(bytes.buffer);
  const offsets: number[] = [];
  for (let entry = 0; entry + 16 <= size; entry += 16) {
    const id = textOf(bytes, entry, entry + 4);
    if (!frameLikeId.test(id) || (stream !== undefined && Number(id.slice(0, 2)) !== stream)) continue;
    offsets.push(view.getUint32(entry + 8, true));
  }
  const [first] = offsets;
  if (first === undefined) return undefined;
  // Counted from the list's name, or from the beginning of the file (both are written).
  for (const base of [moviAt - 4, 0]) {
    const frame = await cursor.bytes(base + first, 4);
    if (frameLikeId.test(textOf(frame))) return Float64Array.from(offsets, (offset) => base + offset);
  }
  return undefined;
}

/** A million frames. */
const mostIndexBytes = 16 << 20;
