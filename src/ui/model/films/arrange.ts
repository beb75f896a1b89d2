/** The library as its screen shows it: which films, in which order, under which days. Pure. */
import type { FilmSummary, KeptPicture } from '../../../base/library';
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

/** A day with what else there is of it. */
export interface LibraryDay extends FilmDay {
  readonly pictures: readonly KeptPicture[];
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
  if (!isByTime(wanted.sort)) return [{ date: '', films: shown }];
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

const isByTime = (sort: FilmSort): boolean => sort === 'newest' || sort === 'oldest';

/** Single pictures under their days, and days that have nothing else; in another order than that of time none. */
export function withPictures(
  days: readonly FilmDay[],
  pictures: readonly KeptPicture[],
  { sort }: Pick<Arrangement, 'sort'>,
  timeZone?: string,
): readonly LibraryDay[] {
  if (!isByTime(sort)) return days.map((day) => ({ ...day, pictures: [] }));
  const dateOf = calendar(timeZone);
  const direction = sort === 'newest' ? -1 : 1;
  const kept = new Map<string, KeptPicture[]>();
  for (const picture of pictures.toSorted((a, b) => direction * (a.takenAt - b.takenAt))) {
    const date = dateOf(picture.takenAt);
    kept.set(date, [...(kept.get(date) ?? []), picture]);
  }
  const known = days.map((day) => ({ ...day, pictures: kept.get(day.date) ?? [] }));
  const others = [...kept.keys()].filter((date) => !days.some((day) => day.date === date));
  const added = others.map((date) => ({ date, films: [], pictures: kept.get(date)! }));
  if (added.length === 0) return known;
  // Without a date is after all others.
  const place = ({ date }: FilmDay) => (date === '' ? Number.POSITIVE_INFINITY : direction * Date.parse(date));
  return [...known, ...added].sort((a, b) => place(a) - place(b) || 0);
}

/** Those of a search or a camera; none where films are wanted of some length, or of which something is known that no picture has. */
export function picturesIn(
  pictures: readonly KeptPicture[],
  films: readonly FilmSummary[],
  { search, cameraId, moved, length }: Arrangement,
): readonly KeptPicture[] {
  if (moved || length !== 'any') return [];
  const ofCamera = films.filter((film) => film.cameraId === cameraId);
  const names = ofCamera.length > 0 ? new Set(ofCamera.map((film) => film.cameraName)) : undefined;
  const isFound = found(search);
  return pictures.filter(({ cameraName }) => (!names || names.has(cameraName)) && isFound(cameraName));
}

function matching(films: readonly FilmSummary[], wanted: Arrangement): (film: FilmSummary) => boolean {
  const { cameraId, moved, length } = wanted;
  // The last film of the chosen camera may have been deleted: then nobody could choose another one.
  const isChosen = cameraId !== undefined && films.some((film) => film.cameraId === cameraId);
  const [fromMs, untilMs] = lengths[length];
  const isFound = found(wanted.search);
  return (film) => {
    if (isChosen && film.cameraId !== cameraId) return false;
    if (moved && !film.movements) return false;
    if (film.durationMs < fromMs || film.durationMs >= untilMs) return false;
    return isFound(`${film.name}\n${film.cameraName}`);
  };
}

/** Every word of it, anywhere in a text. */
function found(search: string): (text: string) => boolean {
  const words = foldText(search).split(/\s+/).filter(Boolean);
  return (text) => {
    const folded = words.length > 0 ? foldText(text) : '';
    return words.every((word) => folded.includes(word));
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
export function dateOfDay(at: number): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '';
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** A formatter takes a third of a millisecond to make, and as long for ten dates: too long for each of a thousand films. */
function calendar(timeZone: string | undefined): (at: number) => string {
  if (timeZone === undefined) return dateOfDay;
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  // Any language would do that writes digits in this calendar; only the parts are used.
  const format = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', { ...parts, timeZone });
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

/** Films that can become one: at least two of one camera and one speed. In order of time; undefined for others. */
export function joinable(films: readonly FilmSummary[]): readonly FilmSummary[] | undefined {
  const [first, ...others] = films;
  if (!first || others.length === 0 || films.some(({ state }) => state !== 'finished')) return undefined;
  const kind = ({ cameraId, cameraName, speed = 1 }: FilmSummary) => `${cameraId || cameraName} ${speed}`;
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
