/** A zip in, the list of its entries and any one's bytes out (PKWARE APPNOTE 6.3.10): stored and deflated, ZIP64 too. */
import { mostPictureBytes } from '../../base/limits';
import { textOf } from '../bytes';

export interface ZipEntry {
  readonly name: string;
  /** ms since epoch. */
  readonly modifiedAt: number;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  /** Where the entry's own header begins. */
  readonly at: number;
  readonly method: number;
  readonly encrypted: boolean;
}

/** APPNOTE 4.3.16: the end record and the longest comment behind it. */
const endRecordBytes = 22;
const longestCommentBytes = 0xffff;
const localHeadBytes = 30;
const stored = 0;
const deflated = 8;

export function isZip(start: Uint8Array): boolean {
  return textOf(start, 0, 4) === 'PK\x03\x04' || textOf(start, 0, 4) === 'PK\x05\x06';
}

async function view(file: Blob, at: number, length: number): Promise<DataView> {
  return new DataView(await file.slice(at, at + length).arrayBuffer());
}

/** Undefined when the file has no directory: cut off, or no zip. */
export async function listZip(file: Blob): Promise<readonly ZipEntry[] | undefined> {
  const place = await findDirectory(file);
  if (!place) return undefined;
  const directory = await view(file, place.at, place.length);
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= directory.byteLength && directory.getUint32(at, true) === 0x02014b50; ) {
    const lengths = [28, 30, 32].map((field) => directory.getUint16(at + field, true)) as [number, number, number];
    const end = at + 46 + lengths[0] + lengths[1] + lengths[2];
    if (end > directory.byteLength) break;
    entries.push(readEntry(directory, at, lengths));
    at = end;
  }
  return entries;
}

async function findDirectory(file: Blob): Promise<{ readonly at: number; readonly length: number } | undefined> {
  const tailAt = Math.max(0, file.size - endRecordBytes - longestCommentBytes - 20);
  const tail = await view(file, tailAt, file.size - tailAt);
  for (let at = tail.byteLength - endRecordBytes; at >= 0; at--) {
    if (tail.getUint32(at, true) !== 0x06054b50) continue;
    const plain = { at: tail.getUint32(at + 16, true), length: tail.getUint32(at + 12, true) };
    if (plain.at !== 0xffffffff || at < 20 || tail.getUint32(at - 20, true) !== 0x07064b50) return plain;
    const record = await view(file, Number(tail.getBigUint64(at - 12, true)), 56);
    if (record.byteLength < 56 || record.getUint32(0, true) !== 0x06064b50) return undefined;
    return { at: Number(record.getBigUint64(48, true)), length: Number(record.getBigUint64(40, true)) };
  }
  return undefined;
}

function readEntry(directory: DataView, at: number, [nameLength, extraLength]: readonly number[]): ZipEntry {
  const flags = directory.getUint16(at + 8, true);
  const name = new Uint8Array(directory.buffer, at + 46, nameLength);
  const extra = new DataView(directory.buffer, at + 46 + nameLength!, extraLength);
  const wide = readExtra(extra, [
    directory.getUint32(at + 24, true),
    directory.getUint32(at + 20, true),
    directory.getUint32(at + 42, true),
  ]);
  return {
    // Bit 11: UTF-8. Else the encoder's code page, of which only ASCII is sure.
    name: flags & 0x800 ? new TextDecoder().decode(name) : textOf(name),
    modifiedAt: wide.modifiedAt ?? dosTime(directory.getUint16(at + 14, true), directory.getUint16(at + 12, true)),
    sizeBytes: wide.fields[0]!,
    packedBytes: wide.fields[1]!,
    at: wide.fields[2]!,
    method: directory.getUint16(at + 10, true),
    encrypted: (flags & 1) !== 0,
  };
}

/** 0x0001: 64-bit values for those fields that are all ones; 0x5455: seconds since 1970. */
function readExtra(extra: DataView, fields: number[]): { readonly fields: number[]; readonly modifiedAt?: number } {
  let modifiedAt: number | undefined;
  for (let at = 0; at + 4 <= extra.byteLength; ) {
    const id = extra.getUint16(at, true);
    const end = Math.min(extra.byteLength, at + 4 + extra.getUint16(at + 2, true));
    if (id === 0x0001) {
      let wideAt = at + 4;
      for (let i = 0; i < fields.length; i++) {
        if (fields[i] !== 0xffffffff || wideAt + 8 > end) continue;
        fields[i] = Number(extra.getBigUint64(wideAt, true));
        wideAt += 8;
      }
    }
    if (id === 0x5455 && end >= at + 9 && extra.getUint8(at + 4) & 1) modifiedAt = extra.getInt32(at + 5, true) * 1000;
    at = end;
  }
  return modifiedAt === undefined ? { fields } : { fields, modifiedAt };
}

/** Local time in steps of two seconds (APPNOTE 4.4.6). */
function dosTime(date: number, time: number): number {
  return new Date(
    1980 + (date >> 9),
    ((date >> 5) & 15) - 1,
    date & 31,
    time >> 11,
    (time >> 5) & 63,
    (time & 31) * 2,
  ).getTime();
}

/** Throws for what cannot be unpacked: encrypted, another method, damaged, or far too large. */
export async function readZipEntry(file: Blob, entry: ZipEntry): Promise<Uint8Array> {
  const { at, packedBytes, encrypted, method, name } = entry;
  if (encrypted) throw new Error('encrypted');
  if (packedBytes > mostPictureBytes) throw new Error('too large');
  // The entry's own header may be a little longer than its copy in the directory: one request covers both.
  const roomBytes = localHeadBytes + name.length * 3 + 256;
  const start = new Uint8Array(await file.slice(at, at + roomBytes + packedBytes).arrayBuffer());
  const head = new DataView(start.buffer);
  if (head.byteLength < localHeadBytes || head.getUint32(0, true) !== 0x04034b50) throw new Error('no entry there');
  const dataAt = localHeadBytes + head.getUint16(26, true) + head.getUint16(28, true);
  const packed =
    dataAt + packedBytes <= start.length
      ? start.subarray(dataAt, dataAt + packedBytes)
      : new Uint8Array(await file.slice(at + dataAt, at + dataAt + packedBytes).arrayBuffer());
  if (method === stored) return packed;
  if (method !== deflated) throw new Error(`method ${method}`);
  return inflate(packed, entry.sizeBytes);
}

async function inflate(packed: Uint8Array, sizeBytes: number): Promise<Uint8Array> {
  if (sizeBytes > mostPictureBytes) throw new Error('too large');
  const out = new Uint8Array(sizeBytes);
  let at = 0;
  const source = new Blob([packed as Uint8Array<ArrayBuffer>]).stream();
  const reader = source.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (at + part.value.length > sizeBytes) throw new Error('longer than promised');
    out.set(part.value, at);
    at += part.value.length;
  }
  return out.subarray(0, at);
}
