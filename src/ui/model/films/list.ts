/** The list of films as a screen shows it: what matches, in which order, what belongs together. Pure. */
import { type FilmSummary, momentOf } from '../../../base/library';
import { words } from '../../words/words';
import type { FilmSort } from '../store';

/** Rows that have not changed stay the same objects, and what shows them is not drawn again. */
export function keepSame(old: readonly FilmSummary[], list: readonly FilmSummary[]): readonly FilmSummary[] {
  const known = new Map(old.map((film) => [film.id, film]));
  return list.map((film) => {
    const before = known.get(film.id);
    return before && JSON.stringify(before) === JSON.stringify(film) ? before : film;
  });
}

export function nameOf(film: FilmSummary): string {
  return film.name || film.cameraName || words.films.untitled;
}

/** The films of the recording that this one is a part of, in order of time; none when it was not split. */
export function partsOf(films: readonly FilmSummary[], film: FilmSummary): readonly FilmSummary[] {
  const firstId = film.partOf ?? film.id;
  const parts = films.filter(({ id, partOf, state }) => (partOf ?? id) === firstId && state === 'finished');
  return parts.length > 1 ? parts.toSorted((a, b) => a.startedAt - b.startedAt) : [];
}

/** One film of each other camera that was begun together with this one, and has something of the same time. */
export function sameMoment(films: readonly FilmSummary[], film: FilmSummary): readonly FilmSummary[] {
  if (film.groupId === undefined) return [];
  const overlap = (other: FilmSummary) =>
    Math.min(momentOf(film, film.durationMs), momentOf(other, other.durationMs)) -
    Math.max(film.startedAt, other.startedAt);
  const best = new Map<string, FilmSummary>();
  for (const other of films) {
    const isOther = other.groupId === film.groupId && other.cameraId !== film.cameraId && other.state === 'finished';
    const before = best.get(other.cameraId);
    // A recording may be split into several films.
    if (isOther && overlap(other) > (before ? overlap(before) : 0)) best.set(other.cameraId, other);
  }
  return [...best.values()].sort((a, b) => a.cameraName.localeCompare(b.cameraName, undefined, { numeric: true }));
}

/** The rows of the list: what matches the search, in the order asked for. */
export function arrange(films: readonly FilmSummary[], search: string, sort: FilmSort): readonly FilmSummary[] {
  const wanted = search.trim().toLowerCase();
  const matching = films.filter((film) => `${film.name}\n${film.cameraName}`.toLowerCase().includes(wanted));
  return matching.sort(orders[sort]);
}

const orders: Readonly<Record<FilmSort, (a: FilmSummary, b: FilmSummary) => number>> = {
  newest: (a, b) => b.startedAt - a.startedAt,
  oldest: (a, b) => a.startedAt - b.startedAt,
  name: (a, b) => nameOf(a).localeCompare(nameOf(b), undefined, { numeric: true }),
  longest: (a, b) => b.durationMs - a.durationMs,
  largest: (a, b) => b.sizeBytes - a.sizeBytes,
};
