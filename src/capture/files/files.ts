/**
 * Files a person chose in, numbered shots with their times out: JPEGs, zips of them, AVIs with motion JPEG, and saved
 * MJPEG streams. Reads as it is asked: memory does not grow with what was chosen.
 */
import type { Shot } from '../../base/flow';
import { Trouble } from '../../base/trouble';
import { sniff } from '../sniff';
import { isAvi, readAviHead } from './avi';
import { openCursor } from './cursor';
import { aviPart, dumpPart, type Loose, loosePart, type Part } from './parts';
import { byName, type FileTimes, timeFiles, timeOfName } from './times';
import { isZip, listZip, readZipEntry } from './zip';

export type { FileTimes } from './times';

export interface FileOptions {
  readonly times: FileTimes;
  /** Pictures a second of what has no times of its own. */
  readonly fps: number;
}

export interface FileShot {
  /** Counts from 0; damaged ones have a number, too. */
  readonly sequence: number;
  /** The file's name, and the picture's number in it. */
  readonly name: string;
  readonly shot: Shot;
  /** Bytes read so far, of `sizeBytes`. */
  readonly readBytes: number;
}

export interface Unread {
  readonly name: string;
  readonly trouble: Trouble;
}

export interface PictureFiles {
  /** Undefined where only reading tells. */
  readonly count: number | undefined;
  readonly sizeBytes: number;
  readonly fps: number;
  readonly timesFrom: Exclude<FileTimes, 'auto'>;
  /** Files that hold nothing this can read. */
  readonly unread: readonly Unread[];
  /** From shot number `from` on, as often as wanted, the same each time. Ends quietly when `signal` aborts. */
  read(from: number, signal: AbortSignal): AsyncGenerator<FileShot>;
}

const isJpegName = /\.(?:jpe?g|jpe|jfif)$/i;
/** What systems put into folders of pictures by themselves. */
const isClutter = /(?:^|\/)(?:\.[^/]*|__MACOSX\/.*|Thumbs\.db|desktop\.ini)$/i;

/** A File that came through a drop has no folder in its name: then `path` has. */
export interface ChosenFile {
  readonly file: File;
  readonly path: string;
}

interface Chosen {
  readonly loose: Loose[];
  readonly films: Part[];
  readonly unread: Unread[];
}

/** Never rejects for what is in the files: what cannot be read is listed. */
export async function openFiles(files: readonly ChosenFile[], options: FileOptions): Promise<PictureFiles> {
  const chosen: Chosen = { loose: [], films: [], unread: [] };
  for (const one of files) {
    if (isClutter.test(one.path)) continue;
    await sortIn(one, options, chosen).catch((cause: unknown) => {
      const trouble = new Trouble('capture/not-a-picture', 'cannot be read', { cause });
      chosen.unread.push({ name: one.path, trouble });
    });
  }
  const loose = chosen.loose.map((file) => ({ ...file })).sort(byName);
  const timed = timeFiles(loose, options.times, options.fps);
  const parts = [...(loose.length > 0 ? [loosePart(loose, timed)] : []), ...chosen.films];
  parts.sort((a, b) => a.startedAt - b.startedAt);
  const counts = parts.map(({ count }) => count);
  return {
    count: counts.every((count) => count !== undefined) ? counts.reduce((sum, count) => sum + count, 0) : undefined,
    sizeBytes: parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    fps: parts[0]?.fps ?? options.fps,
    timesFrom: timed.from,
    unread: chosen.unread,
    read: readParts(parts),
  };
}

async function sortIn({ file, path }: ChosenFile, options: FileOptions, chosen: Chosen): Promise<void> {
  // A folder of ten thousand pictures is not opened to be looked at.
  if (isJpegName.test(path) || file.type === 'image/jpeg') {
    chosen.loose.push({
      name: path,
      modifiedAt: file.lastModified,
      sizeBytes: file.size,
      file,
      read: async () => new Uint8Array(await file.arrayBuffer()),
    });
    return;
  }
  const cursor = openCursor(file);
  const start = await cursor.bytes(0, 64);
  if (isZip(start)) return unpack({ file, path }, chosen);
  const startedAt = timeOfName(path) ?? file.lastModified;
  if (isAvi(start)) {
    const head = await readAviHead(cursor);
    const fps = options.times === 'rate' ? options.fps : head?.fps || options.fps;
    if (head) chosen.films.push(aviPart({ name: path, file, startedAt, fps }, head));
    else chosen.unread.push({ name: path, trouble: new Trouble('capture/not-a-picture', 'an AVI without frames') });
    return;
  }
  const trouble = start.length === 0 ? new Trouble('capture/not-a-picture', 'an empty file') : sniff(start);
  if (trouble) chosen.unread.push({ name: path, trouble });
  else chosen.films.push(dumpPart({ name: path, file, startedAt, fps: options.fps }));
}

async function unpack({ file, path }: ChosenFile, chosen: Chosen): Promise<void> {
  const entries = await listZip(file);
  if (!entries) throw new Error('no directory');
  for (const entry of entries) {
    if (entry.name.endsWith('/') || isClutter.test(entry.name)) continue;
    const name = `${path}/${entry.name}`;
    if (isJpegName.test(entry.name)) {
      const { modifiedAt, packedBytes: sizeBytes } = entry;
      chosen.loose.push({ name, modifiedAt, sizeBytes, read: () => readZipEntry(file, entry) });
    } else {
      chosen.unread.push({ name, trouble: new Trouble('capture/not-a-picture', 'in a zip, only JPEGs are read') });
    }
  }
}

/** Parts one after the other: one that would begin before the last one ended is moved behind it. */
function readParts(parts: readonly Part[]): PictureFiles['read'] {
  /** Found out by the first reading, so that every later one is the same. */
  const known = parts.map(({ count }) => ({ count, shiftMs: undefined as number | undefined }));
  return async function* read(from, signal) {
    let base = 0;
    let baseBytes = 0;
    let lastAt = Number.NEGATIVE_INFINITY;
    for (const [index, part] of parts.entries()) {
      const facts = known[index]!;
      const skip = Math.max(0, from - base);
      let count = skip;
      if (facts.count === undefined || skip < facts.count) {
        for await (const { name, bytes, takenAt, readBytes } of part.read(skip)) {
          if (signal.aborted) return;
          facts.shiftMs ??= takenAt > lastAt ? 0 : lastAt + 1000 / part.fps - takenAt;
          const arrivedAt = (lastAt = takenAt + facts.shiftMs);
          const shot: Shot = { stage: 'shot', bytes, arrivedAt };
          yield { sequence: base + count++, name, shot, readBytes: baseBytes + readBytes };
        }
        facts.count = count;
      }
      base += facts.count;
      baseBytes += part.sizeBytes;
    }
  };
}
