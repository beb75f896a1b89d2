/** Of the list of films: what has changed, what a film is called, what belongs together. Pure. */
import { type FilmSummary, momentOf } from '../../../base/library';
import { words } from '../../words/words';

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

/**
 * The films of the recording that this one is a part of, in order of time; none when it was not split. Of a part that was made again one
 * film counts: the one that is looked at, else the first.
 */
export function partsOf(films: readonly FilmSummary[], film: FilmSummary): readonly FilmSummary[] {
  const firstId = film.partOf ?? film.id;
  const parts = new Map<number, FilmSummary>();
  for (const one of films) {
    if ((one.partOf ?? one.id) !== firstId || one.state !== 'finished') continue;
    if (one.id === film.id || !parts.has(one.startedAt)) parts.set(one.startedAt, one);
  }
  return parts.size > 1 ? [...parts.values()].sort((a, b) => a.startedAt - b.startedAt) : [];
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
