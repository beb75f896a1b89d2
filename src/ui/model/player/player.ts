/** Where a player stands among the pictures of its film, and how it goes from one to another. Pure. */
import type { FilmTimes } from '../../../remote/remote';

export const speeds = [0.25, 0.5, 1, 2, 4, 8, 16] as const;

/**
 * So far behind a picture's time a player is sent to show it: exactly at its time a player that rounds down shows the one before.
 * Little enough for 120 pictures a second.
 */
const insideUs = 2000;
/**
 * Times of players are rounded to microseconds, those of a film as well: what is so little before a picture is that picture. Less than a
 * tick of the film, which is all that a picture of a burst may last.
 */
const roundedUs = 2;

/** The number of the picture that is shown at a time; -1 of a film without pictures. */
export function pictureAt({ timesUs }: FilmTimes, atUs: number): number {
  let [low, high] = [0, timesUs.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timesUs[middle]! <= atUs + roundedUs) low = middle + 1;
    else high = middle;
  }
  return Math.max(low - 1, Math.min(0, timesUs.length - 1));
}

/** Where a player is sent to show a picture, ms. */
export function placeOf({ timesUs, endUs }: FilmTimes, picture: number): number {
  const beginsUs = timesUs[picture]!;
  const lastsUs = (timesUs[picture + 1] ?? endUs) - beginsUs;
  return (beginsUs + Math.max(0, Math.min(insideUs, lastsUs / 2))) / 1000;
}

/** The place of the picture that is so many after the one at `atMs`; the first and the last one are the ends. */
export function steppedBy(times: FilmTimes, atMs: number, pictures: number): number {
  const wanted = pictureAt(times, atMs * 1000) + pictures;
  return placeOf(times, Math.max(0, Math.min(times.timesUs.length - 1, wanted)));
}
