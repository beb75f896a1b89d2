/** A part of a film that somebody marks to cut it out. Pure. */
import type { FilmTimes, PictureRange } from '../../../remote/remote';
import { pictureAt } from './player';

export const wholeOf = ({ timesUs }: FilmTimes): PictureRange => ({ first: 0, last: timesUs.length - 1 });

/** With another first picture; a last one that would be before it moves along. */
export function beginAt(times: FilmTimes, part: PictureRange, picture: number): PictureRange {
  const first = within(times, picture);
  return { first, last: Math.max(first, part.last) };
}

export function endAt(times: FilmTimes, part: PictureRange, picture: number): PictureRange {
  const last = within(times, picture);
  return { first: Math.min(part.first, last), last };
}

function within({ timesUs }: FilmTimes, picture: number): number {
  return Math.max(0, Math.min(timesUs.length - 1, picture));
}

/** From when to when it is in the film, ms. */
export function spanOf({ timesUs, endUs }: FilmTimes, { first, last }: PictureRange) {
  return { fromMs: timesUs[first]! / 1000, untilMs: (timesUs[last + 1] ?? endUs) / 1000 };
}

/** The picture that ends at a place of the film, or is shown right before it: whose end a handle is at. */
export function pictureEndingAt(times: FilmTimes, atMs: number): number {
  return pictureAt(times, Math.max(0, atMs * 1000 - 1000));
}

/** What is left of a film without the part. */
export function restOf(times: FilmTimes, { first, last }: PictureRange): readonly PictureRange[] {
  const all = wholeOf(times);
  return [
    { first: all.first, last: first - 1 },
    { first: last + 1, last: all.last },
  ].filter((one) => one.first <= one.last);
}
