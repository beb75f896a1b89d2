/** The journal as a file beside a saved film: for spreadsheets, and for programs. */
import { type FilmSummary, filmMsOf } from '../../base/library';
import { healthOf } from './health';
import { type JournalContents, journalHead, textOf, textOfMark } from './lines';

/** One line a picture, in the camera's order, then the marks. */
export function sideCarCsv({ pictures, marks }: JournalContents): string {
  return `${journalHead}\n${pictures.map(textOf).join('')}${marks.map(textOfMark).join('')}`;
}

/** Holds no address and no login: a row has none. */
export function sideCarJson(film: FilmSummary, { pictures, marks }: JournalContents): string {
  const told = marks.map((at) => ({ filmMs: filmMsOf(film, at), at }));
  return `${JSON.stringify({ film, health: healthOf(pictures), marks: told, pictures }, undefined, 1)}\n`;
}
