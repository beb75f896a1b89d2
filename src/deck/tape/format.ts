/**
 * Encodes and decodes a tape's chunks. docs/tape.md is this page in words.
 *
 * Chunk = opening, records. All numbers little-endian.
 *   opening  8 magic "SNAPTAPE", u32 version, u32 CRC-32 of these twelve bytes (so far the same in every version),
 *            u32 length of the text, u32 CRC-32 of the text, text: ChunkHead as JSON in UTF-8
 *   record   u32 magic, u32 CRC-32 of everything after it, u32 length of the JPEG, u32 sequence, f64 arrivedAt (ms),
 *            f64 fingerprint, u16 width, u16 height, u16 painted height, u8 whole, u8 number of defects,
 *            defects (u8 kind, i32 count), JPEG
 * What moved in a picture stands among its defects, as a kind that is none: versions that do not know it read the rest.
 * The CRC of a record starts from a number made of the recording's id: a block of another recording never passes.
 */

import { crc32 } from '../../base/file/crc32';
import type { Defect, DefectKind, Jpeg } from '../../base/flow';
import { Trouble } from '../../base/trouble';
import type { RecordingHead, TapeRecord } from '../contract';

const tapeVersion = 1;
export const recordMagic = 0x52_50_4e_f5;
export const recordHeadBytes = 40;
const defectBytes = 5;
const openingMagic = new TextEncoder().encode('SNAPTAPE');
const openingHeadBytes = 24;

/** Said in every chunk, so that each tells by itself what it belongs to. */
export interface ChunkHead {
  readonly id: string;
  readonly firstSequence: number;
  /** `arrivedAt` of the tape's very first record, also when its chunk is long dropped. */
  readonly startedAt: number;
  readonly recording: RecordingHead;
}

/** Kinds by their number on tape; numbers are never given again. */
const kindNumbers: Readonly<Record<DefectKind, number>> = {
  'junk-before-soi': 1,
  'doubled-soi': 2,
  'junk-after-eoi': 3,
  'missing-eoi': 4,
  'repeated-eoi': 5,
  'surplus-before-eoi': 6,
  'surplus-before-rst': 7,
  'wrong-segment-length': 8,
  'bytes-between-segments': 9,
  'missing-huffman-tables': 10,
  'odd-app0': 11,
  'illegal-marker-in-scan': 12,
  'odd-sos-parameters': 13,
  'mcus-missing': 14,
  unsupported: 15,
};
const kinds: ReadonlyMap<number, DefectKind> = new Map(
  Object.entries(kindNumbers).map(([kind, number]) => [number, kind as DefectKind]),
);

/** What moved in the picture, in millionths of it. */
const movementNumber = 200;
const movementScale = 1e6;

/** Where the checksums of a recording's records start. */
export function seedOf(id: string): number {
  return crc32(new TextEncoder().encode(id));
}

export function encodeOpening(head: ChunkHead): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const bytes = new Uint8Array(openingHeadBytes + text.length);
  const view = new DataView(bytes.buffer);
  bytes.set(openingMagic);
  view.setUint32(8, tapeVersion, true);
  view.setUint32(12, crc32(bytes.subarray(0, 12)), true);
  view.setUint32(16, text.length, true);
  view.setUint32(20, crc32(text), true);
  bytes.set(text, openingHeadBytes);
  return bytes;
}

/** `start` is the first few kB of a chunk. Undefined when it is torn; Trouble 'deck/newer' when a newer app wrote it. */
export function decodeOpening(start: Uint8Array): { head: ChunkHead; sizeBytes: number } | undefined {
  if (start.length < openingHeadBytes) return undefined;
  const view = new DataView(start.buffer, start.byteOffset);
  if (openingMagic.some((byte, index) => start[index] !== byte)) return undefined;
  if (view.getUint32(12, true) !== crc32(start.subarray(0, 12))) return undefined;
  const version = view.getUint32(8, true);
  if (version > tapeVersion) throw new Trouble('deck/newer', `tape version ${version}`);
  const sizeBytes = openingHeadBytes + view.getUint32(16, true);
  const text = start.subarray(openingHeadBytes, sizeBytes);
  if (sizeBytes > start.length || view.getUint32(20, true) !== crc32(text)) return undefined;
  return { head: JSON.parse(new TextDecoder().decode(text)) as ChunkHead, sizeBytes };
}

/** What is noted of a picture besides its fields, and where: its defects, and what moved. */
function notesOf({ defects, movement }: Jpeg): readonly { readonly number: number; readonly count: number }[] {
  const notes = defects.slice(0, 254).map(({ kind, count }) => ({ number: kindNumbers[kind], count }));
  const moved = movement === undefined ? [] : [{ number: movementNumber, count: Math.round(movement * movementScale) }];
  return [...notes, ...moved];
}

export function sizeOfRecord(jpeg: Jpeg): number {
  return recordHeadBytes + notesOf(jpeg).length * defectBytes + jpeg.bytes.length;
}

/** `bytes`: as long as the record. */
export function writeRecord(bytes: Uint8Array, jpeg: Jpeg, sequence: number, seed: number): void {
  const notes = notesOf(jpeg);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  view.setUint32(0, recordMagic, true);
  view.setUint32(8, jpeg.bytes.length, true);
  view.setUint32(12, sequence, true);
  view.setFloat64(16, jpeg.arrivedAt, true);
  view.setFloat64(24, jpeg.fingerprint, true);
  view.setUint16(32, jpeg.widthPx, true);
  view.setUint16(34, jpeg.heightPx, true);
  view.setUint16(36, jpeg.paintedHeightPx, true);
  view.setUint8(38, jpeg.whole ? 1 : 0);
  view.setUint8(39, notes.length);
  for (const [index, { number, count }] of notes.entries()) {
    view.setUint8(recordHeadBytes + index * defectBytes, number);
    view.setInt32(recordHeadBytes + index * defectBytes + 1, count, true);
  }
  bytes.set(jpeg.bytes, bytes.length - jpeg.bytes.length);
  view.setUint32(4, crc32(bytes.subarray(8), seed), true);
}

/** Length of the record that `head` (its first 40 bytes) claims to begin; 0 when it is no record's head. */
export function claimedBytes(head: Uint8Array): number {
  const view = new DataView(head.buffer, head.byteOffset);
  if (view.getUint32(0, true) !== recordMagic) return 0;
  return recordHeadBytes + view.getUint8(39) * defectBytes + view.getUint32(8, true);
}

/** Undefined when the checksum does not agree. The Jpeg's bytes are a view of `bytes`. */
export function decodeRecord(bytes: Uint8Array, seed: number): TapeRecord | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  if (view.getUint32(4, true) !== crc32(bytes.subarray(8), seed)) return undefined;
  const defectsEnd = recordHeadBytes + view.getUint8(39) * defectBytes;
  const defects: Defect[] = [];
  let movement: number | undefined;
  for (let at = recordHeadBytes; at < defectsEnd; at += defectBytes) {
    const [number, count] = [view.getUint8(at), view.getInt32(at + 1, true)];
    if (number === movementNumber) movement = count / movementScale;
    else defects.push({ kind: kinds.get(number) ?? 'unsupported', count });
  }
  return {
    sequence: view.getUint32(12, true),
    jpeg: {
      stage: 'jpeg',
      bytes: bytes.subarray(defectsEnd),
      arrivedAt: view.getFloat64(16, true),
      widthPx: view.getUint16(32, true),
      heightPx: view.getUint16(34, true),
      whole: view.getUint8(38) === 1,
      paintedHeightPx: view.getUint16(36, true),
      defects,
      fingerprint: view.getFloat64(24, true),
      ...(movement !== undefined && { movement }),
    },
  };
}
