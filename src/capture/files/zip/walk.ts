/** Finds the records of a zip by their signatures, where its directory is missing or a size is not told. */
import type { FileCursor } from '../cursor';

export type Signature = 'entry' | 'directory' | 'descriptor' | 'end';

/** The two bytes behind PK (APPNOTE 4.3). */
const signatures: readonly (readonly [number, number, Signature])[] = [
  [3, 4, 'entry'],
  [1, 2, 'directory'],
  [7, 8, 'descriptor'],
  [5, 6, 'end'],
  [6, 6, 'end'],
];
/** The next record is often near. */
const windowBytes = { first: 256, most: 64 << 10 };
const recordBytes = 4;

function signatureIn(bytes: Uint8Array, at: number): Signature | undefined {
  if (bytes[at] !== 0x50 || bytes[at + 1] !== 0x4b) return undefined;
  return signatures.find(([third, fourth]) => bytes[at + 2] === third && bytes[at + 3] === fourth)?.[2];
}

export async function signatureAt(cursor: FileCursor, at: number): Promise<Signature | undefined> {
  return at < 0 || at >= cursor.sizeBytes ? undefined : signatureIn(await cursor.bytes(at, recordBytes), 0);
}

async function* signaturesFrom(cursor: FileCursor, from: number): AsyncGenerator<readonly [number, Signature]> {
  let room = windowBytes.first;
  for (let at = from; at < cursor.sizeBytes; at += room, room = Math.min(4 * room, windowBytes.most)) {
    // A copy: whoever asks may read elsewhere in between.
    const bytes = (await cursor.bytes(at, room + recordBytes - 1)).slice();
    for (let p = bytes.indexOf(0x50); p >= 0 && p < room; p = bytes.indexOf(0x50, p + 1)) {
      const found = signatureIn(bytes, p);
      if (found) yield [at + p, found];
    }
  }
}

export async function nextSignature(cursor: FileCursor, from: number, kind: Signature): Promise<number | undefined> {
  for await (const [at, found] of signaturesFrom(cursor, from)) if (found === kind) return at;
  return undefined;
}

/**
 * Where an entry's data ends: where its head says, if a record stands there; else at a descriptor that tells the same
 * length (APPNOTE 4.3.9), at the next record, or with the file.
 */
export async function endOfData(cursor: FileCursor, from: number, told: number): Promise<number> {
  const claimed = from + told;
  if (told > 0 && (claimed === cursor.sizeBytes || (await signatureAt(cursor, claimed)) !== undefined)) return claimed;
  for await (const [at, found] of signaturesFrom(cursor, from)) {
    if (found !== 'descriptor') return told > 0 && claimed <= at ? claimed : at;
    const bytes = await cursor.bytes(at + 8, 4);
    const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    if (bytes.length === 4 && length.getUint32(0, true) === (at - from) % 2 ** 32) return at;
  }
  return told > 0 ? Math.min(claimed, cursor.sizeBytes) : cursor.sizeBytes;
}
