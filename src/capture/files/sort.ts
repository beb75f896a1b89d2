/** Sorts chosen files into pictures, films and what cannot be read, by name where that tells, else by their first bytes. */
import { stillKindOf } from '../../base/still';
import { findSoi, textOf } from '../bytes';
import { sniff } from '../sniff';
import { type AviHead, isAvi, rateOfAvi, readAviHead } from './avi/avi';
import { isSoi } from './avi/chunks';
import { beginLedger, readAviFrames } from './avi/frames';
import { openCursor } from './cursor';
import { isMov, readMov } from './mov/mov';
import type { FileFault, FileNote, Unread } from './notes';
import { aviPart, dumpPart, type Loose, movPart, type Part, readLoose } from './parts';
import { timeOfName } from './times/names';
import type { FileTimes } from './times/times';
import { dataOf, stored, whyPacked } from './zip/entry';
import { isZip, listZip, type ZipEntry } from './zip/zip';

/** A File that came through a drop has no folder in its name: then `path` has. */
export interface ChosenFile {
  readonly file: File;
  readonly path: string;
}

export interface SortOptions {
  readonly times: FileTimes;
  readonly fps: number;
}

export interface Sorted {
  readonly loose: Loose[];
  readonly films: Part[];
  readonly unread: Unread[];
  readonly notes: FileNote[];
}

/** Pictures that are not opened to be looked at: a folder may hold a hundred thousand. What they are, the reader finds out. */
const isPictureName = /\.(?:jpe?g|jpe|jfif|png|webp|gif|avif|heic|heif|bmp)$/i;
/** What systems put into folders of pictures by themselves. */
const isClutter = /(?:^|\/)(?:\.[^/]*|__MACOSX\/.*|Thumbs\.db|desktop\.ini)$/i;
const headBytes = 256;
/** Of an unfinished film, for its first picture. */
const searchedBytes = 1 << 20;
const isJpegCodec = /^(?:|.*jp.?g|mjp[ab]|dmb1|avrn|jpgl)$/i;

/** Never rejects for what is in the files: what cannot be read is listed. */
export async function sortFiles(files: readonly ChosenFile[], options: SortOptions): Promise<Sorted> {
  const sorted: Sorted = { loose: [], films: [], unread: [], notes: [] };
  for (const one of files) {
    if (isClutter.test(one.path)) continue;
    if (isPictureName.test(one.path) || one.file.type === 'image/jpeg') sorted.loose.push(looseOf(one));
    else await sortIn(one, options, sorted).catch(() => refuse(sorted, one.path, 'unreadable'));
  }
  return sorted;
}

function refuse(sorted: Sorted, name: string, fault: FileFault, detail = ''): void {
  sorted.unread.push({ name, fault, detail });
}

function looseOf({ file, path }: ChosenFile): Loose {
  return { name: path, modifiedAt: file.lastModified, sizeBytes: file.size, file };
}

async function sortIn(chosen: ChosenFile, options: SortOptions, sorted: Sorted): Promise<void> {
  const { file, path } = chosen;
  const cursor = openCursor(file);
  const start = (await cursor.bytes(0, headBytes)).slice();
  if (start.length === 0) return refuse(sorted, path, 'empty');
  if (isZip(start)) return unpack(chosen, options, sorted);
  const kind = stillKindOf(start);
  if (kind !== undefined) {
    sorted.loose.push(looseOf(chosen));
    return;
  }
  const startedAt = timeOfName(path) ?? file.lastModified;
  if (isAvi(start)) {
    const head = await readAviHead(cursor);
    const isOther = head === undefined || !(await hasJpegs(file, head));
    if (isOther && isJpegCodec.test(head?.codec ?? '')) return refuse(sorted, path, 'no-pictures');
    if (isOther) return refuse(sorted, path, 'other-video', head?.codec);
    const own = rateOfAvi(head, tookMs(path, file));
    const fps = options.times === 'rate' ? options.fps : own.fps || options.fps;
    const timesKnown = fps === own.fps && own.otherFps === undefined && timeOfName(path) !== undefined;
    if (own.otherFps !== undefined && options.times !== 'rate') {
      sorted.notes.push({ kind: 'two-rates', name: path, fps, otherFps: own.otherFps });
    }
    sorted.films.push(aviPart({ name: path, file, startedAt, fps, timesKnown }, head));
    return;
  }
  if (isMov(start)) return sortMov(chosen, options, sorted);
  const archive = archiveOf(start);
  if (archive) return refuse(sorted, path, 'packing', archive);
  const trouble = sniff(start);
  if (trouble?.name === 'capture/html') refuse(sorted, path, 'page');
  else if (trouble) refuse(sorted, path, 'other-video', kindOf(trouble));
  else sorted.films.push(dumpPart({ name: path, file, startedAt, fps: options.fps, timesKnown: false }));
}

async function sortMov({ file, path }: ChosenFile, options: SortOptions, sorted: Sorted): Promise<void> {
  const cursor = openCursor(file);
  const mov = await readMov(cursor, file.lastModified);
  const named = timeOfName(path);
  if (mov === 'no-tables') {
    // An unfinished film: its pictures lie in it one after the other.
    const start = await cursor.bytes(0, searchedBytes);
    const what = sniff(start);
    if (findSoi(start, 0) < 0) return refuse(sorted, path, 'other-video', what ? kindOf(what) : 'MP4');
    const startedAt = named ?? file.lastModified;
    sorted.films.push(dumpPart({ name: path, file, startedAt, fps: options.fps, timesKnown: false }));
    return;
  }
  if ('codec' in mov)
    return refuse(sorted, path, isJpegCodec.test(mov.codec) ? 'no-pictures' : 'other-video', mov.codec);
  const evenly = options.times === 'rate' || mov.fps === 0;
  const startedAt = named ?? mov.startedAt ?? file.lastModified;
  const timesKnown = !evenly && (named ?? mov.startedAt) !== undefined;
  const fps = evenly ? options.fps : mov.fps;
  sorted.films.push(movPart({ name: path, file, startedAt, fps, timesKnown }, mov, evenly));
}

/** What it says beyond that is meant for a camera. */
const kindOf = ({ message }: Error): string => message.replace(/;.*$/, '');

/** By the first bytes: archives that browsers cannot unpack. */
const archives: readonly (readonly [string, string])[] = [
  ['Rar!', 'RAR'],
  ["7z\xbc\xaf'\x1c", '7z'],
  ['\x1f\x8b', 'gzip'],
  ['BZh', 'bzip2'],
  ['\xfd7zXZ', 'XZ'],
  ['\x28\xb5\x2f\xfd', 'Zstandard'],
  ['MSCF', 'CAB'],
];

function archiveOf(start: Uint8Array): string | undefined {
  const text = textOf(start, 0, Math.min(start.length, 8));
  return archives.find(([magic]) => text.startsWith(magic))?.[1];
}

/** Frames looked at before an AVI is said to be of another codec. */
const framesTried = 30;

/** What the head calls them is not believed. */
async function hasJpegs(file: File, head: AviHead): Promise<boolean> {
  let tried = 0;
  for await (const { bytes } of readAviFrames(openCursor(file), head, beginLedger())) {
    if (
      isSoi(bytes, 0) ||
      isSoi(
        bytes,
        bytes.findIndex((_, at) => isSoi(bytes, at)),
      )
    )
      return true;
    if (++tried >= framesTried) return false;
  }
  return false;
}

/** From the moment in a film's name to the date of its file: how long it took, where both are of one recording. */
function tookMs(path: string, file: File): number | undefined {
  const ms = file.lastModified - (timeOfName(path) ?? Number.NaN);
  return ms > 0 && ms < 86_400_000 ? ms : undefined;
}

async function unpack({ file, path }: ChosenFile, options: SortOptions, sorted: Sorted): Promise<void> {
  const { entries, isCut } = await listZip(file);
  const before = sorted.loose.length;
  for (const entry of entries) {
    if (entry.name.endsWith('/') || isClutter.test(entry.name)) continue;
    const name = `${path}/${entry.name}`;
    await sortEntry(name, file, entry, options, sorted).catch(() => refuse(sorted, name, 'unreadable'));
  }
  if (entries.length === 0) refuse(sorted, path, 'no-pictures');
  else if (isCut) sorted.notes.push({ kind: 'cut-zip', name: path, count: sorted.loose.length - before });
}

async function sortEntry(
  name: string,
  file: File,
  entry: ZipEntry,
  options: SortOptions,
  sorted: Sorted,
): Promise<void> {
  const why = whyPacked(entry);
  if (why) return refuse(sorted, name, ...why);
  const loose: Loose = { name, modifiedAt: entry.modifiedAt, sizeBytes: entry.packedBytes, file, entry };
  if (isPictureName.test(name)) {
    sorted.loose.push(loose);
    return;
  }
  const start = await readLoose(loose, headBytes);
  if (start.length === 0) return refuse(sorted, name, 'empty');
  if (isSoi(start, 0) || stillKindOf(start)) sorted.loose.push(loose);
  else if (entry.method === stored) {
    // Lies in the zip as it is: as good as a file.
    const inner = new File([await dataOf(file, entry)], name, { lastModified: entry.modifiedAt });
    await sortIn({ file: inner, path: name }, options, sorted);
  } else if (isAvi(start) || isMov(start) || isZip(start)) refuse(sorted, name, 'inside');
  else if (archiveOf(start)) refuse(sorted, name, 'packing', archiveOf(start));
  else if (sniff(start)?.name === 'capture/html') refuse(sorted, name, 'page');
  else if (sniff(start)) refuse(sorted, name, 'other-video', kindOf(sniff(start)!));
  else refuse(sorted, name, 'no-pictures');
}
