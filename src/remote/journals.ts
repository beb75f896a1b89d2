/** What the page reads from a film's journal: the health report, the timeline and the side-car; and subtitles. Loaded with the first of them. */
import type { FilmSummary } from '../base/library';
import {
  type HealthReport,
  healthOf,
  piecesOf,
  readJournal,
  type SubtitleKind,
  sideCarCsv,
  sideCarJson,
  subtitlesOf,
  type Timeline,
  timelineOf,
} from '../record/record';
import type { Savable } from './save/save';

export async function health(journal: Blob): Promise<HealthReport> {
  return healthOf(readJournal(await journal.text()).pictures);
}

export function timeline(film: FilmSummary, journal: Blob): Promise<Timeline> {
  return timelineOf(film, piecesOf(journal));
}

/** Needs no journal: the row knows when the film began. */
export function subtitles(row: FilmSummary, kind: SubtitleKind): Savable {
  const mimeType = kind === 'srt' ? 'application/x-subrip' : 'text/vtt';
  return { row: { ...row, mimeType }, file: new File([subtitlesOf(row, kind)], kind, { type: mimeType }) };
}

export async function sideCar(row: FilmSummary, journal: Blob, kind: 'csv' | 'json'): Promise<Savable> {
  const mimeType = kind === 'csv' ? 'text/csv' : 'application/json';
  const contents = readJournal(await journal.text());
  const text = kind === 'csv' ? sideCarCsv(row, contents) : sideCarJson(row, contents);
  return { row: { ...row, mimeType }, file: new File([text], kind, { type: mimeType }) };
}
