/**
 * Reads numbered shots with their times from the files a person chose: pictures, zips of them, AVIs and MOVs with motion JPEG, and
 * saved MJPEG streams. Reads as it is asked: memory does not grow with what was chosen.
 */
import type { Shot } from '../../base/flow';
import type { FileNote, Unread } from './notes';
import { type Loose, loosePart, type Part, readMoments } from './parts';
import { type ChosenFile, type Sorted, sortFiles } from './sort';
import {
  byName,
  type FileTimes,
  type Jumps,
  type TimedFiles,
  type TimesFrom,
  type TimesOffer,
  timeFiles,
} from './times/times';

export type { FileFault, FileNote } from './notes';
export type { ChosenFile } from './sort';
export type { FileTimes, Jumps, TimesOffer } from './times/times';

export interface FileOptions {
  readonly times: FileTimes;
  /** Pictures a second of what has no times of its own. */
  readonly fps: number;
  readonly jumps?: Jumps;
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

export interface PictureFiles {
  /** Undefined where only reading tells. */
  readonly count: number | undefined;
  readonly sizeBytes: number;
  readonly fps: number;
  /** Of pictures that lie by themselves; those of films go by their rate. */
  readonly timesFrom: TimesFrom;
  /** Where else the times could be from, the likeliest first. */
  readonly offers: readonly TimesOffer[];
  /** Every picture's time is told and not counted: a clock may show it. */
  readonly timesKnown: boolean;
  /** More of them once all was read. */
  unread(): readonly Unread[];
  notes(): readonly FileNote[];
  /** From shot number `from` on, as often as wanted, the same each time. Ends quietly when `signal` aborts. */
  read(from: number, signal: AbortSignal): AsyncGenerator<FileShot>;
}

/** Never rejects for what is in the files: what cannot be read is listed. */
export async function openFiles(files: readonly ChosenFile[], options: FileOptions): Promise<PictureFiles> {
  const sorted = await sortFiles(files, options);
  const loose = sorted.loose.sort(byName);
  const timed = await timeLoose(loose, options);
  const parts = [...(loose.length > 0 ? [loosePart(loose, timed)] : []), ...sorted.films];
  parts.sort((a, b) => a.startedAt - b.startedAt);
  const counts = parts.map(({ count }) => count);
  return {
    count: counts.every((count) => count !== undefined) ? counts.reduce((sum, count) => sum + count, 0) : undefined,
    sizeBytes: parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    fps: parts[0]?.fps ?? options.fps,
    timesFrom: timed.from,
    offers: timed.offers,
    timesKnown: parts.every(({ timesKnown }) => timesKnown),
    ...found(parts, sorted, timed),
    read: readParts(parts),
  };
}

function found(parts: readonly Part[], sorted: Sorted, timed: TimedFiles): Pick<PictureFiles, 'unread' | 'notes'> {
  const films = () => parts.flatMap((part) => (part.found ? [part.found] : []));
  return {
    unread: () => [
      ...sorted.unread,
      ...films().flatMap(({ name, pictures }): Unread[] =>
        pictures > 0 ? [] : [{ name, fault: 'no-pictures', detail: '' }],
      ),
    ],
    notes: () => [
      ...timed.oddities,
      ...sorted.notes,
      ...films().flatMap(({ name, pictures, lostBytes: bytes }): FileNote[] =>
        pictures > 0 && bytes > 0 ? [{ kind: 'skipped', name, bytes }] : [],
      ),
    ],
  };
}

/** Pictures asked first whether they know their time. */
const sampled = 12;
/** So many are asked although their names tell. */
const mostAsked = 2000;

/** Opening each file costs: the pictures are asked where their names do not tell, or where it costs little. */
async function timeLoose(loose: readonly Loose[], options: FileOptions): Promise<TimedFiles> {
  const byFile = timeFiles(loose, options);
  const every = Math.ceil(loose.length / sampled);
  const sample = await readMoments(loose.filter((_, at) => at % every === 0));
  const saying = sample.filter((at) => at !== undefined).length;
  const isClear = byFile.from === 'names' && byFile.oddities.length === 0 && options.times !== 'exif';
  if (saying < 0.8 * sample.length || saying === 0 || (isClear && loose.length > mostAsked)) return byFile;
  const moments = await readMoments(loose);
  return timeFiles(
    loose.map(({ name, modifiedAt }, at) => ({ name, modifiedAt, exifAt: moments[at] })),
    options,
  );
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
