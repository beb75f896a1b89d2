/**
 * Reads a MOV or MP4 whose pictures are JPEGs: those of older cameras and recorders, of ffmpeg, and our own that keep the
 * camera's pictures. Each has the time its tables tell (ISO/IEC 14496-12; QuickTime File Format).
 */
import { bytesOf, contentsOf, payloadOf, typeOf } from '../../../base/isobmff/boxes';
import { movieTimescale, type ReadTables, readTables } from '../../../base/isobmff/sample-tables';
import { mostPictureBytes } from '../../../base/limits';
import { findSoi, textOf } from '../../bytes';
import type { FileCursor } from '../cursor';
import { endOfPicture } from '../picture-end';

export interface MovFilm {
  /** ms since epoch; undefined where the film does not say, or says nonsense. */
  readonly startedAt: number | undefined;
  /** On average; 0 where the tables tell no times. */
  readonly fps: number;
  readonly tables: ReadTables;
}

export interface MovFrame {
  /** From the beginning of the film. */
  readonly sinceMs: number;
  readonly bytes: Uint8Array;
  readonly endAt: number;
}

/** Bytes that the tables call a picture and in which none begins, those that a cut file lacks among them. */
export interface MovLedger {
  lostBytes: number;
}

/** 'no-tables': an unfinished film, or one in fragments. Other text: what its pictures are instead of JPEGs. */
export type MovRead = MovFilm | 'no-tables' | { readonly codec: string };

const mostMoovBytes = 256 << 20;
/** A moov at the end of a film whose other sizes lie is looked for so far back. */
const searchedBytes = 64 << 20;
/** Packets looked at before a track is said to be of another codec, and so far into each. */
const tried = { packets: 30, bytes: 4096 };
const secondsFrom1904To1970 = 2_082_844_800;
const leastAt = Date.UTC(1995, 0, 1);
const dayMs = 86_400_000;
/** Names of sample entries, as people call them. */
const codecs: Readonly<Record<string, string>> = {
  avc1: 'H.264',
  avc3: 'H.264',
  hvc1: 'H.265',
  hev1: 'H.265',
  av01: 'AV1',
  vp09: 'VP9',
  mp4v: 'MPEG-4',
  apch: 'ProRes',
  apcn: 'ProRes',
};

export function isMov(start: Uint8Array): boolean {
  return /^(?:ftyp|moov|mdat|wide|free|skip|pnot)$/.test(textOf(start, 4, 8));
}

/** `modifiedAt`: of the file; a film that began later has a wrong clock. Never rejects for what is in the file. */
export async function readMov(cursor: FileCursor, modifiedAt: number): Promise<MovRead> {
  const moov = await moovOf(cursor);
  if (!moov) return 'no-tables';
  let other: string | undefined;
  for (const trak of contentsOf(moov, 'trak')) {
    const handler = payloadOf(trak, ['mdia', 'hdlr']);
    if (handler && handler.byteLength >= 12 && textOf(bytesOf(handler), 8, 12) !== 'vide') continue;
    const tables = tablesOf(trak, moov, cursor.sizeBytes);
    if (!tables) continue;
    if (await hasJpegs(cursor, tables)) return { startedAt: startOf(moov, modifiedAt), fps: fpsOf(tables), tables };
    other ??= codecOf(trak);
  }
  return other === undefined ? 'no-tables' : { codec: other };
}

/** What is in the moov. */
async function moovOf(cursor: FileCursor): Promise<Uint8Array | undefined> {
  for (let at = 0; at + 8 <= cursor.sizeBytes; ) {
    const head = await cursor.bytes(at, 16);
    const view = new DataView(head.buffer, head.byteOffset, head.length);
    const short = view.getUint32(0);
    const sizeBytes = short === 1 && head.length === 16 ? Number(view.getBigUint64(8)) : short;
    if (typeOf(head) === 'moov') return contentOf(cursor, at, sizeBytes);
    if (sizeBytes < 8) break;
    at += sizeBytes;
  }
  return searchMoov(cursor);
}

async function contentOf(cursor: FileCursor, at: number, sizeBytes: number): Promise<Uint8Array | undefined> {
  // A copy: the cursor's block moves on.
  return sizeBytes > mostMoovBytes ? undefined : (await cursor.bytes(at + 8, sizeBytes - 8)).slice();
}

const moovName = Uint8Array.from('moov', (letter) => letter.charCodeAt(0));
const pieceBytes = 1 << 20;

/** From the end: sizes lie where a recorder was switched off, or counts past 32 bits. */
async function searchMoov(cursor: FileCursor): Promise<Uint8Array | undefined> {
  const least = Math.max(0, cursor.sizeBytes - searchedBytes);
  for (let end = cursor.sizeBytes; end > least; end -= pieceBytes) {
    const from = Math.max(least, end - pieceBytes);
    const bytes = (await cursor.bytes(from, end - from + 16)).slice();
    for (let at = bytes.lastIndexOf(moovName[0]!); at >= 4; at = bytes.lastIndexOf(moovName[0]!, at - 1)) {
      if (textOf(bytes, at, at + 4) !== 'moov' || textOf(bytes, at + 8, at + 12) !== 'mvhd') continue;
      return contentOf(cursor, from + at - 4, new DataView(bytes.buffer).getUint32(at - 4));
    }
  }
  return undefined;
}

/** Undefined where they are empty, cut short or make no sense. */
function tablesOf(trak: Uint8Array, moov: Uint8Array, fileBytes: number): ReadTables | undefined {
  try {
    const tables = readTables(trak, movieTimescale(moov), fileBytes);
    return tables.sizesBytes.some((sizeBytes) => sizeBytes > 0) ? tables : undefined;
  } catch {
    return undefined;
  }
}

/** What the head calls them is not believed. */
async function hasJpegs(cursor: FileCursor, { sizesBytes, placesAt }: ReadTables): Promise<boolean> {
  for (let packet = 0; packet < Math.min(tried.packets, sizesBytes.length); packet++) {
    const bytes = await cursor.bytes(placesAt[packet]!, Math.min(tried.bytes, sizesBytes[packet]!));
    if (findSoi(bytes, 0, Math.min(bytes.length, 64)) >= 0) return true;
  }
  return false;
}

function codecOf(trak: Uint8Array): string {
  const entry = payloadOf(trak, ['mdia', 'minf', 'stbl', 'stsd']);
  const name = entry ? textOf(bytesOf(entry), 12, 16).trim() : '';
  return codecs[name] ?? (/^[ -~]+$/.test(name) ? name : '');
}

function startOf(moov: Uint8Array, modifiedAt: number): number | undefined {
  const movie = payloadOf(moov, ['mvhd'])!;
  const isWide = movie.getUint8(0) === 1;
  const seconds = isWide ? Number(movie.getBigUint64(4)) : movie.getUint32(4);
  const at = (seconds - secondsFrom1904To1970) * 1000;
  return at >= leastAt && at <= modifiedAt + dayMs ? at : undefined;
}

function fpsOf({ shownTicks, timescale }: ReadTables): number {
  const ticks = shownTicks.at(-1)! - shownTicks[0]!;
  const fps = ((shownTicks.length - 1) * timescale) / ticks;
  return Number.isFinite(fps) && fps > 0 ? fps : 0;
}

/** Packets may be shown twice; tables that claim far more than there is would be read for ever. */
const mostClaims = 4;

/** What the tables say of a picture's place and size are hints: its own markers decide, and the end of the one before. */
export async function* readMovFrames(
  cursor: FileCursor,
  { tables, fps }: MovFilm,
  ledger: MovLedger,
): AsyncGenerator<MovFrame> {
  const { sizesBytes, placesAt, shownTicks, endTick, timescale } = tables;
  const isTimed = fps > 0 && endTick > 0;
  let sinceMs = 0;
  let lastEnd = 0;
  let leftBytes = mostClaims * cursor.sizeBytes;
  for (let packet = 0; packet < sizesBytes.length; packet++) {
    // An edit list trimmed it: it is over before the film begins.
    if (isTimed && (shownTicks[packet + 1] ?? endTick) <= 0) continue;
    const [at, sizeBytes] = [placesAt[packet]!, sizesBytes[packet]!];
    sinceMs = Math.max(sinceMs, (shownTicks[packet]! * 1000) / timescale);
    // An empty packet repeats the picture before it.
    if (sizeBytes === 0) continue;
    const isSane = sizeBytes <= mostPictureBytes && leftBytes > 0;
    const from = isSane ? await beginOf(cursor, at, sizeBytes, lastEnd) : undefined;
    if (from === undefined) {
      ledger.lostBytes += sizeBytes;
      continue;
    }
    const bytes = await pictureAt(cursor, from, at + sizeBytes - from);
    leftBytes -= sizeBytes;
    lastEnd = from + bytes.length;
    yield { sinceMs, bytes, endAt: lastEnd };
  }
}

async function beginOf(
  cursor: FileCursor,
  at: number,
  sizeBytes: number,
  lastEnd: number,
): Promise<number | undefined> {
  const begins = async (place: number) => findSoi(await cursor.bytes(place, 3), 0) === 0;
  if (await begins(at)) return at;
  // Where the size before was too large, all behind it in the same chunk stand too late.
  if (lastEnd < at && at - lastEnd <= mostMoreBytes && (await begins(lastEnd))) return lastEnd;
  const soi = findSoi(await cursor.bytes(at, sizeBytes), 0);
  return soi < 0 ? undefined : at + soi;
}

/** Packets are padded behind a picture, or cover the beginning of the next one. */
const mostSurplusBytes = 64;
/** So much larger than its table says may a picture be. */
const mostMoreBytes = 64 << 10;

async function pictureAt(cursor: FileCursor, at: number, sizeBytes: number): Promise<Uint8Array> {
  const bytes = await cursor.bytes(at, sizeBytes);
  for (let end = bytes.length; end > Math.max(2, bytes.length - mostSurplusBytes); end--) {
    if (bytes[end - 2] === 0xff && bytes[end - 1] === 0xd9) return bytes.subarray(0, end);
  }
  const more = await cursor.bytes(at, sizeBytes + mostMoreBytes);
  return more.subarray(0, endOfPicture(more).length ?? sizeBytes);
}
