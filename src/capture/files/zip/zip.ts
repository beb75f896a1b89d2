/**
 * Lists what is in a zip (PKWARE APPNOTE 6.3.10), ZIP64 too, also where its end is missing: then the entries' own heads are
 * walked. Reads windows, never the whole file.
 *
 * Ours and not @zip.js/zip.js 2.24: 10,000 stored JPEGs (200 MB) take 3.5 s here and 56 s there (Node 20), in 2 kB of code
 * instead of 50 (gzip); and a zip without its end is refused there.
 */
import { textOf } from '../../bytes';
import { type FileCursor, openCursor } from '../cursor';
import { endOfData, nextSignature, signatureAt } from './walk';

export interface ZipEntry {
  readonly name: string;
  /** ms since epoch. */
  readonly modifiedAt: number;
  readonly packedBytes: number;
  /** 0 where the zip does not say. */
  readonly sizeBytes: number;
  /** Where the entry's own head begins. */
  readonly at: number;
  readonly method: number;
  readonly encrypted: boolean;
}

export interface ZipList {
  readonly entries: readonly ZipEntry[];
  /** The directory is damaged or missing. */
  readonly isCut: boolean;
}

/** APPNOTE 4.3.16: the end record and the longest comment behind it. */
const endRecordBytes = 22;
const longestCommentBytes = 0xffff;
const localHeadBytes = 30;
const centralHeadBytes = 46;

export function isZip(start: Uint8Array): boolean {
  return textOf(start, 0, 4) === 'PK\x03\x04' || textOf(start, 0, 4) === 'PK\x05\x06';
}

async function view(cursor: FileCursor, at: number, length: number): Promise<DataView> {
  const bytes = await cursor.bytes(at, length);
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

export async function listZip(file: Blob): Promise<ZipList> {
  const cursor = openCursor(file);
  const directory = await findDirectory(cursor);
  const entries = directory && (await readDirectory(cursor, directory));
  if (entries) return { entries, isCut: false };
  return { entries: await walkHeads(cursor), isCut: true };
}

interface Directory {
  readonly at: number;
  readonly count: number;
  /** Bytes that were put before the zip, which its places do not count. */
  readonly shift: number;
}

async function findDirectory(cursor: FileCursor): Promise<Directory | undefined> {
  const tailAt = Math.max(0, cursor.sizeBytes - endRecordBytes - longestCommentBytes - 20);
  const bytes = (await cursor.bytes(tailAt, cursor.sizeBytes - tailAt)).slice();
  const tail = new DataView(bytes.buffer);
  for (let at = tail.byteLength - endRecordBytes; at >= 0; at--) {
    if (bytes[at] !== 0x50 || tail.getUint32(at, true) !== 0x06054b50) continue;
    const told = { count: tail.getUint16(at + 10, true), at: tail.getUint32(at + 16, true) };
    const length = tail.getUint32(at + 12, true);
    const isWide = at >= 20 && tail.getUint32(at - 20, true) === 0x07064b50;
    if (!isWide) return { ...told, shift: tailAt + at - told.at - length };
    const recordAt = Number(tail.getBigUint64(at - 12, true));
    const record = await view(cursor, recordAt, 56);
    if (record.byteLength < 56 || record.getUint32(0, true) !== 0x06064b50) return undefined;
    const wide = { count: Number(record.getBigUint64(32, true)), at: Number(record.getBigUint64(48, true)) };
    return { ...wide, shift: recordAt - wide.at - Number(record.getBigUint64(40, true)) };
  }
  return undefined;
}

/** Undefined when it is not whole: everything it lists must be there. */
async function readDirectory(cursor: FileCursor, directory: Directory): Promise<readonly ZipEntry[] | undefined> {
  const entries: ZipEntry[] = [];
  const shift = (await signatureAt(cursor, directory.at)) === 'directory' ? 0 : directory.shift;
  let at = directory.at + shift;
  while ((await signatureAt(cursor, at)) === 'directory') {
    const head = await view(cursor, at, centralHeadBytes);
    if (head.byteLength < centralHeadBytes) return undefined;
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => head.getUint16(field, true)) as [
      number,
      number,
      number,
    ];
    // One read for all: a cursor's view may be gone with the next one.
    const all = await view(cursor, at, centralHeadBytes + nameBytes + extraBytes);
    if (all.byteLength < centralHeadBytes + nameBytes + extraBytes) return undefined;
    const entry = readHead(all, { first: 8, nameAt: centralHeadBytes, nameBytes, placeAt: 42 });
    entries.push({ ...entry, at: entry.at + shift });
    at += centralHeadBytes + nameBytes + extraBytes + commentBytes;
  }
  // A place that is wrong for one is wrong for all.
  const [first] = entries;
  if (first && (await signatureAt(cursor, first.at)) !== 'entry') return undefined;
  // The count is kept modulo 65,536 by writers that know no ZIP64.
  return entries.length % 0x10000 === directory.count % 0x10000 ? entries : undefined;
}

/** The heads of the entries themselves, one behind the other. */
async function walkHeads(cursor: FileCursor): Promise<readonly ZipEntry[]> {
  const entries: ZipEntry[] = [];
  for (let at = 0; ; ) {
    const found = await nextSignature(cursor, at, 'entry');
    if (found === undefined) return entries;
    const head = await view(cursor, found, localHeadBytes);
    if (head.byteLength < localHeadBytes) return entries;
    const [nameBytes, extraBytes] = [head.getUint16(26, true), head.getUint16(28, true)];
    const all = await view(cursor, found, localHeadBytes + nameBytes + extraBytes);
    if (all.byteLength < localHeadBytes + nameBytes + extraBytes) return entries;
    const entry = readHead(all, { first: 6, nameAt: localHeadBytes, nameBytes, placeAt: undefined });
    const dataAt = found + localHeadBytes + nameBytes + extraBytes;
    const end = await endOfData(cursor, dataAt, entry.packedBytes);
    entries.push({ ...entry, at: found, packedBytes: end - dataAt });
    at = end;
  }
}

interface HeadLayout {
  /** Where the flags stand; method, time, date, sum and sizes follow in both kinds of head. */
  readonly first: number;
  readonly nameAt: number;
  readonly nameBytes: number;
  readonly placeAt: number | undefined;
}

function readHead(head: DataView, { first, nameAt, nameBytes, placeAt }: HeadLayout): ZipEntry {
  const flags = head.getUint16(first, true);
  const name = new Uint8Array(head.buffer, head.byteOffset + nameAt, nameBytes);
  const extraAt = nameAt + nameBytes;
  const extra = new DataView(head.buffer, head.byteOffset + extraAt, head.byteLength - extraAt);
  const narrow = [head.getUint32(first + 16, true), head.getUint32(first + 12, true)];
  if (placeAt !== undefined) narrow.push(head.getUint32(placeAt, true));
  const wide = readExtra(extra, narrow);
  const [sizeBytes = 0, packedBytes = 0, at = 0] = wide.fields;
  return {
    name: wide.name ?? nameOf(name),
    modifiedAt: wide.modifiedAt ?? dosTime(head.getUint16(first + 6, true), head.getUint16(first + 4, true)),
    ...{ sizeBytes, packedBytes, at },
    method: head.getUint16(first + 2, true),
    encrypted: (flags & 1) !== 0,
  };
}

/** Bit 11 says UTF-8, and many write it without the bit; else it is some code page, of which only ASCII is sure. */
function nameOf(name: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(name);
  } catch {
    return textOf(name);
  }
}

interface Extra {
  readonly fields: readonly number[];
  readonly modifiedAt: number | undefined;
  readonly name: string | undefined;
}

/** 0x0001: 64-bit values for those fields that are all ones; 0x5455: seconds since 1970; 0x7075: the name in UTF-8. */
function readExtra(extra: DataView, narrow: readonly number[]): Extra {
  const fields = [...narrow];
  let modifiedAt: number | undefined;
  let name: string | undefined;
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
    if (id === 0x7075 && end > at + 9) {
      name = nameOf(new Uint8Array(extra.buffer, extra.byteOffset + at + 9, end - at - 9));
    }
    at = end;
  }
  return { fields, modifiedAt, name };
}

/** Local time in steps of two seconds (APPNOTE 4.4.6). */
function dosTime(date: number, time: number): number {
  if (date === 0) return 0;
  return new Date(
    1980 + (date >> 9),
    ((date >> 5) & 15) - 1,
    date & 31,
    time >> 11,
    (time >> 5) & 63,
    (time & 31) * 2,
  ).getTime();
}
