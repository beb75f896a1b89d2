/** The library as its screen shows it: which films, in which order, under which days. Pure. */
import type { FilmSummary } from '../../../base/library';
import type { FilmSort, LibraryFilter } from '../store';
import { nameOf } from './list';

export interface Arrangement extends LibraryFilter {
  readonly search: string;
  readonly sort: FilmSort;
}

export interface FilmDay {
  /** "2026-05-03" where the films are in order of time; empty for films in another order, or without a date. */
  readonly date: string;
  readonly films: readonly FilmSummary[];
}

/** From, and less than, ms. */
const lengths: Readonly<Record<LibraryFilter['length'], readonly [number, number]>> = {
  any: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  short: [Number.NEGATIVE_INFINITY, 60_000],
  medium: [60_000, 600_000],
  long: [600_000, Number.POSITIVE_INFINITY],
};

/** A film stands under the day on which it began, by the calendar of `timeZone`: the reader's unless given. */
export function arrange(films: readonly FilmSummary[], wanted: Arrangement, timeZone?: string): readonly FilmDay[] {
  const shown = films.filter(matching(films, wanted)).sort(orders[wanted.sort]);
  if (shown.length === 0) return [];
  if (wanted.sort !== 'newest' && wanted.sort !== 'oldest') return [{ date: '', films: shown }];
  const dateOf = calendar(timeZone);
  const days = new Map<string, FilmSummary[]>();
  for (const film of shown) {
    const date = dateOf(film.startedAt);
    const day = days.get(date);
    if (day) day.push(film);
    else days.set(date, [film]);
  }
  return [...days].map(([date, inOrder]) => ({ date, films: inOrder }));
}

function matching(films: readonly FilmSummary[], wanted: Arrangement): (film: FilmSummary) => boolean {
  const { cameraId, moved, length } = wanted;
  // The last film of the chosen camera may have been deleted: then nobody could choose another one.
  const isChosen = cameraId !== undefined && films.some((film) => film.cameraId === cameraId);
  const [fromMs, untilMs] = lengths[length];
  const words = foldText(wanted.search).split(/\s+/).filter(Boolean);
  return (film) => {
    if (isChosen && film.cameraId !== cameraId) return false;
    if (moved && !film.movements) return false;
    if (film.durationMs < fromMs || film.durationMs >= untilMs) return false;
    const name = words.length > 0 ? foldText(`${film.name}\n${film.cameraName}`) : '';
    return words.every((word) => name.includes(word));
  };
}

/** As people compare names: without case, without marks of direction, and an accent is the same in one character or two. */
function foldText(text: string): string {
  return text
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .normalize('NFC')
    .toLowerCase();
}

/** "2026-05-03", as the reader's calendar has it. */
export const dateOfDay = (at: number): string => calendar(undefined)(at);

function calendar(timeZone: string | undefined): (at: number) => string {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  // Any language would do that writes digits in this calendar; only the parts are used.
  const format = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', { ...parts, ...(timeZone && { timeZone }) });
  return (at) => {
    if (Number.isNaN(new Date(at).getTime())) return '';
    const found = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    return `${found.get('year')}-${found.get('month')}-${found.get('day')}`;
  };
}

export interface FilmedBy {
  readonly cameraId: string;
  /** As its newest film says it. */
  readonly cameraName: string;
}

/** Whose films there are, by name; those of nobody knows which camera come last. */
export function camerasOf(films: readonly FilmSummary[]): readonly FilmedBy[] {
  const newest = new Map<string, FilmSummary>();
  for (const film of films) {
    const known = newest.get(film.cameraId);
    if (!known || film.startedAt > known.startedAt) newest.set(film.cameraId, film);
  }
  const unknown = (cameraId: string) => Number(cameraId === '');
  return [...newest.values()]
    .map(({ cameraId, cameraName }) => ({ cameraId, cameraName }))
    .sort(
      (a, b) =>
        unknown(a.cameraId) - unknown(b.cameraId) ||
        a.cameraName.localeCompare(b.cameraName, undefined, { numeric: true }),
    );
}

/** Films that can become one: at least two of one camera, one size and one format. In order of time; undefined for others. */
export function joinable(films: readonly FilmSummary[]): readonly FilmSummary[] | undefined {
  const [first, ...others] = films;
  if (!first || others.length === 0 || films.some(({ state }) => state !== 'finished')) return undefined;
  const kind = ({ cameraId, cameraName, widthPx, heightPx, mimeType }: FilmSummary) =>
    `${cameraId || cameraName} ${widthPx} ${heightPx} ${mimeType}`;
  if (others.some((film) => kind(film) !== kind(first))) return undefined;
  return films.toSorted((a, b) => a.startedAt - b.startedAt);
}

const orders: Readonly<Record<FilmSort, (a: FilmSummary, b: FilmSummary) => number>> = {
  newest: (a, b) => b.startedAt - a.startedAt,
  oldest: (a, b) => a.startedAt - b.startedAt,
  name: (a, b) => nameOf(a).localeCompare(nameOf(b), undefined, { numeric: true }),
  longest: (a, b) => b.durationMs - a.durationMs,
  largest: (a, b) => b.sizeBytes - a.sizeBytes,
};
