/**
 * An append-only log beside the film of every packet in it: what a film without a moov is finished from.
 *
 *     head     'SNRLEDG' + version (1 byte), length of the head (u32), payloadAt (u32), reservedBytes (u32),
 *              widthPx (u32), heightPx (u32), length of codec (u32), codec, length of description (u32), description,
 *              CRC-32 of all that (u32)
 *     records  40 bytes each: kind (u32), size (u32), at, time, sequence (f64 each), CRC-32 of the packet's bytes (u32),
 *              CRC-32 of these 36 bytes (u32), seeded with the record's number so that a doubled or moved block is seen
 *
 * All numbers are big-endian. Kinds:
 *   key, delta  a packet: its size and place in the film, time in us, tape record, checksum
 *   safe        every packet before this record is safe from a power cut
 *   sets        the packet that comes next begins with parameter sets of another encoder, `size` bytes at `at`
 *   rewound     the film goes on at packet `size`, at byte `at`, with tape record `sequence`; what is kept is safe and
 *               ends with a whole group of pictures
 * Nothing is ever overwritten, so no moment exists at which a crash could lose more than the record being written.
 */

import type { ByteFile } from '../base/file/byte-file';
import { crc32 } from '../base/file/crc32';
import type { Track } from '../base/flow';
import { Trouble } from '../base/trouble';
import { ascii, ByteWriter } from './bytes';
import { Columns } from './columns';

const magic = 'SNRLEDG';
const version = 1;
/** More than any avcC and codec string need; a longer head is damage. */
const maxHeadBytes = 65_536;
const recordsPerRead = 2048;

export const recordBytes = 40;

/** Constant for a film. */
export interface IndexHead {
  readonly track: Track;
  /** Where the first packet begins in the film. */
  readonly payloadAt: number;
  /** Room kept for a moov before the mdat; 0 = none. */
  readonly reservedBytes: number;
}

/** A kind is written as its place in this list, from 1, so that NULs are no record. */
const kinds = ['delta', 'key', 'safe', 'rewound', 'sets'] as const;
type RecordKind = (typeof kinds)[number];

export interface IndexRecord {
  readonly kind: RecordKind;
  readonly size: number;
  readonly at: number;
  readonly timeUs: number;
  readonly sequence: number;
  readonly bytesCrc: number;
}

/** Some bytes of the film. */
export interface Stretch {
  readonly at: number;
  readonly sizeBytes: number;
}

/** Everything the good part of a ledger says. */
export interface FilmIndex {
  readonly head: IndexHead;
  readonly headBytes: number;
  /** Good records: the next one goes to headBytes + records * recordBytes. */
  readonly records: number;
  readonly packets: Columns;
  /** Where in the film parameter sets of further encoders lie. */
  readonly sets: readonly Stretch[];
  /** So many packets are safe from a power cut; `unprovenCrcs` has the checksums of the rest. */
  readonly safePackets: number;
  readonly unprovenCrcs: readonly number[];
  /** Set when no packet came after the last 'rewound' record: the tape record to go on with. */
  readonly wholeUntil: number | undefined;
}

export function encodeHead(head: IndexHead): Uint8Array {
  const out = new ByteWriter();
  out.raw(ascii(magic));
  out.raw(Uint8Array.of(version));
  out.u32(0);
  for (const value of [head.payloadAt, head.reservedBytes, head.track.widthPx, head.track.heightPx]) out.u32(value);
  for (const bytes of [ascii(head.track.codec), head.track.description]) {
    out.u32(bytes.length);
    out.raw(bytes);
  }
  out.setU32(8, out.length + 4);
  out.u32(crc32(out.bytes()));
  return out.bytes().slice();
}

export function encodeRecord(number: number, record: IndexRecord): Uint8Array {
  const bytes = new Uint8Array(recordBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, kinds.indexOf(record.kind) + 1);
  view.setUint32(4, record.size);
  view.setFloat64(8, record.at);
  view.setFloat64(16, record.timeUs);
  view.setFloat64(24, record.sequence);
  view.setUint32(32, record.bytesCrc);
  view.setUint32(36, crc32(bytes.subarray(0, 36), number));
  return bytes;
}

/** Reads up to the first record that is damaged or torn. Undefined when not even the head is whole. */
export async function readIndex(file: ByteFile): Promise<FilmIndex | undefined> {
  const start = await readHead(file);
  if (!start) return undefined;
  const packets = new Columns(Math.ceil((file.sizeBytes - start.headBytes) / recordBytes));
  let records = 0;
  let safePackets = 0;
  let wholeUntil: number | undefined;
  let unprovenCrcs: number[] = [];
  let sets: Stretch[] = [];
  const block = new Uint8Array(recordsPerRead * recordBytes);
  const view = new DataView(block.buffer);
  scan: for (;;) {
    const length = await file.read(start.headBytes + records * recordBytes, block);
    for (let at = 0; at + recordBytes <= length; at += recordBytes) {
      const record = decodeRecord(records, block, view, at);
      const endAt = start.head.payloadAt + packets.payloadBytes;
      if (!record || record.at > endAt) break scan;
      if (record.kind === 'rewound') {
        packets.cutTo(record.size);
        wholeUntil = record.sequence;
        sets = sets.filter((one) => one.at < start.head.payloadAt + packets.payloadBytes);
      } else if (record.kind === 'sets') {
        sets = [...sets.filter((one) => one.at < record.at), { at: record.at, sizeBytes: record.size }];
      } else if (record.kind !== 'safe') {
        if (record.at !== endAt) break scan;
        packets.push(record.size, record.timeUs, record.kind === 'key' ? record.sequence : undefined);
        unprovenCrcs.push(record.bytesCrc);
        wholeUntil = undefined;
      }
      if (record.kind === 'rewound' || record.kind === 'safe') {
        safePackets = packets.count;
        unprovenCrcs = [];
      }
      records++;
    }
    if (length < block.length) break;
  }
  return { ...start, records, packets, sets, safePackets, unprovenCrcs, wholeUntil };
}

function decodeRecord(number: number, block: Uint8Array, view: DataView, at: number): IndexRecord | undefined {
  if (view.getUint32(at + 36) !== crc32(block.subarray(at, at + 36), number)) return undefined;
  const kind = kinds[view.getUint32(at) - 1];
  if (!kind) return undefined;
  return {
    kind,
    size: view.getUint32(at + 4),
    at: view.getFloat64(at + 8),
    timeUs: view.getFloat64(at + 16),
    sequence: view.getFloat64(at + 24),
    bytesCrc: view.getUint32(at + 32),
  };
}

/** Throws Trouble 'deck/newer' for a ledger of a later version of the app. */
async function readHead(file: ByteFile): Promise<{ head: IndexHead; headBytes: number } | undefined> {
  const bytes = new Uint8Array(Math.min(file.sizeBytes, maxHeadBytes));
  if ((await file.read(0, bytes)) < 12 || !ascii(magic).every((letter, i) => letter === bytes[i])) return undefined;
  if (bytes[7]! > version) throw new Trouble('deck/newer', `${file.path}: film index version ${bytes[7]}`);
  const view = new DataView(bytes.buffer);
  const headBytes = view.getUint32(8);
  if (headBytes < 40 || headBytes > bytes.length) return undefined;
  if (view.getUint32(headBytes - 4) !== crc32(bytes.subarray(0, headBytes - 4))) return undefined;
  const codecLength = view.getUint32(28);
  const descriptionAt = 32 + codecLength + 4;
  return {
    headBytes,
    head: {
      payloadAt: view.getUint32(12),
      reservedBytes: view.getUint32(16),
      track: {
        widthPx: view.getUint32(20),
        heightPx: view.getUint32(24),
        codec: String.fromCharCode(...bytes.subarray(32, 32 + codecLength)),
        description: bytes.slice(descriptionAt, headBytes - 4),
      },
    },
  };
}
