/** What every job has in common that makes films of a finished film: the old one, the proof of the new one, and no trace of a half one. */
import { bytesOfBlob } from '../../base/file/blob-bytes';
import type { FilmSummary } from '../../base/library';
import { defaultRecordingOptions } from '../../base/options';
import { Trouble } from '../../base/trouble';
import type { Deck, Recording, RecordingHead } from '../../deck/deck';
import { type FilmReader, readFilm } from '../../film/film';

export interface OldFilm {
  readonly row: FilmSummary;
  readonly head: RecordingHead;
  readonly film: FilmReader;
}

/** Rejects with Trouble 'deck/missing' where there is no such finished film, 'film/failed' for what is no film of ours. */
export async function openOld(deck: Deck, id: string): Promise<OldFilm> {
  const row = await rowOf(deck, id);
  const head = (await deck.head(id)) ?? headOf(row);
  return { row, head, film: await readFilm(bytesOfBlob(await deck.film(id))) };
}

export async function rowOf(deck: Deck, id: string): Promise<FilmSummary> {
  const row = (await deck.list()).find((one) => one.id === id && one.state === 'finished');
  if (!row) throw new Trouble('deck/missing', id);
  return row;
}

/** For a film whose own head was lost. */
function headOf({ name, cameraName }: FilmSummary): RecordingHead {
  return {
    camera: { id: '', name: cameraName, family: '', askedFps: 0 },
    options: { ...defaultRecordingOptions, name },
  };
}

/** Throws Trouble 'film/failed' unless the new film, read back, has as many pictures, at these times, and this length. */
export async function expectTimes(
  { film }: Pick<Recording, 'film'>,
  wanted: Pick<FilmReader, 'timesUs' | 'endUs' | 'tickUs'>,
): Promise<void> {
  const made = await readFilm(film);
  const toleranceUs = Math.max(made.tickUs, wanted.tickUs) + 1;
  const isSame = (one: number, other = Number.NaN) => Math.abs(one - other) <= toleranceUs;
  const same =
    made.timesUs.length === wanted.timesUs.length &&
    made.timesUs.every((timeUs, at) => isSame(timeUs, wanted.timesUs[at])) &&
    isSame(made.endUs, wanted.endUs);
  if (same) return;
  const facts = [made, wanted].map(({ timesUs, endUs }) => `${timesUs.length} pictures until ${endUs} us`);
  throw new Trouble('film/failed', facts.join(' instead of '));
}

export async function discard(deck: Deck, recording: Recording): Promise<void> {
  await recording.close().catch(() => undefined);
  await deck.forget(recording.id).catch(() => undefined);
}
