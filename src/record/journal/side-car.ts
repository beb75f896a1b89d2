/** The journal as a file beside a saved film: for spreadsheets, and for programs. */
import { type FilmClock, type FilmSummary, filmMsOf, type Gap, momentOf } from '../../base/library';
import { healthOf } from './health';
import { type JournalContents, journalHead, textOf, textOfMark } from './lines';

/** One line a picture, in the camera's order, then the marks, then the stretches without pictures. */
export function sideCarCsv(film: FilmClock & Pick<FilmSummary, 'gaps'>, { pictures, marks }: JournalContents): string {
  const gaps = film.gaps.map((gap) => textOfGap(film, gap));
  return `${journalHead}\n${pictures.map(textOf).join('')}${marks.map(textOfMark).join('')}${gaps.join('')}`;
}

/** `gap,12000.000,1700000000812.4,,asleep:3600000,`: where it begins in the film, when, why, and for how many ms. */
function textOfGap(film: FilmClock, { startUs, endUs, why }: Gap): string {
  const [startMs, endMs] = [startUs / 1000, endUs / 1000];
  const lastedMs = momentOf(film, endMs) - momentOf(film, startMs);
  return `gap,${startMs.toFixed(3)},${momentOf(film, startMs).toFixed(1)},,${why ?? ''}:${Math.round(lastedMs)},\n`;
}

/** Holds no address and no login: a row has none. */
export function sideCarJson(film: FilmSummary, { pictures, marks }: JournalContents): string {
  const told = marks.map((at) => ({ filmMs: filmMsOf(film, at), at }));
  return `${JSON.stringify({ film, health: healthOf(pictures), marks: told, pictures }, undefined, 1)}\n`;
}
