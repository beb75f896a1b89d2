/** What every job has in common that makes films: the old ones, the proof of the new one, its place in the list, and no trace of a half one. */
import type { FilmSummary } from '../../base/library';
import { defaultRecordingOptions } from '../../base/options';
import { Trouble } from '../../base/trouble';
import type { Deck, Recording, RecordingHead } from '../../deck/deck';
import { type FilmReader, readFilm } from '../../film/film';
import type { PictureRange } from './contract';

export interface OldFilm {
  readonly row: FilmSummary;
  readonly head: RecordingHead;
  readonly film: FilmReader;
}

/** Rejects with Trouble 'deck/missing' where there is no such finished film, 'film/failed' for what is no film of ours. */
export async function openOld(deck: Deck, id: string): Promise<OldFilm> {
  const row = await rowOf(deck, id);
  const head = (await deck.head(id)) ?? headOf(row);
  return { row, head, film: await readFilm(await deck.filmBytes(id)) };
}

export async function rowOf(deck: Deck, id: string): Promise<FilmSummary> {
  const row = (await deck.list()).find((one) => one.id === id && one.state === 'finished');
  if (!row) throw new Trouble('deck/missing', id);
  return row;
}

/** The id that the parts of its recording share. A film that was the first of them is known by its own to the others, also when it is gone. */
export async function seriesOf(deck: Deck, row: FilmSummary): Promise<string | undefined> {
  if (row.partOf !== undefined) return row.partOf;
  return (await deck.list()).some(({ partOf }) => partOf === row.id) ? row.id : undefined;
}

/** For a film whose own head was lost. */
function headOf({ name, cameraName }: FilmSummary): RecordingHead {
  return {
    camera: { id: '', name: cameraName, family: '', askedFps: 0 },
    options: { ...defaultRecordingOptions, name },
  };
}

export interface FilmPart extends PictureRange {
  /** When it begins and ends in the film. */
  readonly fromUs: number;
  readonly untilUs: number;
}

/** All of the film where no part is asked for. Throws Trouble 'record/empty' for one without a picture. */
export function partOf({ timesUs, endUs }: FilmReader, wanted: PictureRange | undefined): FilmPart {
  const first = Math.max(0, wanted?.first ?? 0);
  const last = Math.min(timesUs.length - 1, wanted?.last ?? Number.POSITIVE_INFINITY);
  if (!(first <= last)) throw new Trouble('record/empty', 'a part without a picture');
  return { first, last, fromUs: timesUs[first]!, untilUs: timesUs[last + 1] ?? endUs };
}

/** Throws Trouble 'film/failed' unless the new film, read back, has as many pictures, at these times, and this length. */
export async function expectTimes(
  { film }: Pick<Recording, 'film'>,
  wanted: Pick<FilmReader, 'timesUs' | 'endUs' | 'tickUs'>,
): Promise<void> {
  const made = await readFilm(film);
  const toleranceUs = Math.max(made.tickUs, wanted.tickUs) + 1;
  const isSame = (one: number, other = Number.NaN) => Math.abs(one - other) <= toleranceUs;
  const timesUs = apart(wanted.timesUs, made.tickUs);
  const same =
    made.timesUs.length === timesUs.length &&
    made.timesUs.every((timeUs, at) => isSame(timeUs, timesUs[at])) &&
    isSame(made.endUs, Math.max(wanted.endUs, timesUs.at(-1)! + made.tickUs));
  if (same) return;
  const facts = [made, wanted].map(({ timesUs, endUs }) => `${timesUs.length} pictures until ${endUs} us`);
  throw new Trouble('film/failed', facts.join(' instead of '));
}

/** A long pause takes a coarse timescale, on which pictures of the same tick follow one another by one (film/tables.ts). */
function apart(timesUs: Float64Array, tickUs: number): Float64Array {
  let nextUs = Number.NEGATIVE_INFINITY;
  return timesUs.map((timeUs) => {
    const shownUs = Math.max(timeUs, nextUs);
    nextUs = shownUs + tickUs;
    return shownUs;
  });
}

/** Writing until the disk is full would take the reserve from whatever records meanwhile. */
export async function expectRoom(deck: Deck, neededBytes: number): Promise<void> {
  const { freeBytes } = await deck.room();
  if (freeBytes < neededBytes) throw new Trouble('deck/full', `${freeBytes} bytes are free`);
}

/** What so many of its pictures take in the film, about. */
export function bytesInFilm({ row, film }: Pick<OldFilm, 'row' | 'film'>, pictures: number): number {
  return (row.sizeBytes * pictures) / film.timesUs.length;
}

/** For another film of its pictures: when that one begins and what it belongs to is another matter. */
export function headOfAnother({ options: { partOf: _, ...options }, ...head }: RecordingHead): RecordingHead {
  return { ...head, beganAt: undefined, firstSequence: undefined, options };
}

/** A new film. In the bin it is in no list until `show`, and what is left of it after a crash goes with the bin. */
export type Begin = (head: RecordingHead, place?: 'bin' | 'list') => Promise<Recording>;

/**
 * Does the work; where it fails, nothing of what it began is left. `announce` is asked before anything of a new film is on the disk:
 * whoever cancels ends this worker, and then forgets what was announced.
 */
export async function makeOrDiscard<T>(
  deck: Deck,
  announce: (id: string) => unknown,
  work: (begin: Begin) => Promise<T>,
): Promise<T> {
  const begun: Recording[] = [];
  try {
    return await work(async (head, place = 'bin') => {
      const recording = await deck.create(head, announce);
      begun.push(recording);
      if (place === 'bin') await deck.remove(recording.id);
      return recording;
    });
  } catch (error) {
    for (const recording of begun) await discard(deck, recording);
    throw error;
  }
}

export async function discard(deck: Deck, recording: Recording): Promise<void> {
  await recording.close().catch(() => undefined);
  await deck.forget(recording.id).catch(() => undefined);
}

/**
 * Into the list, once all of them are whole. Their rows are written. Each is held until it is there: another tab that opens empties
 * the bin of all that nobody holds.
 */
export async function show(deck: Deck, made: readonly Recording[], isProtected = false): Promise<void> {
  for (const recording of made) await recording.settle();
  for (const { id } of made) {
    if (isProtected) await deck.protect(id, true);
    await deck.restore(id);
  }
  for (const recording of made) await recording.close();
}
