/** Makes series of picture files as a clock told their times, and holds them against when they were taken. */
import { expect } from 'vitest';
import {
  byName,
  type NamedFile,
  type TimedFiles,
  type TimesWish,
  timeFiles,
} from '../../../src/capture/files/times/times';

// Here and not in the tests: what they import is evaluated before their first line.
process.env.TZ = 'Europe/Berlin';

export const may = new Date(2026, 4, 1, 6, 15, 0).getTime();
export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
export const now = Date.UTC(2026, 10, 25);

export const two = (value: number) => String(value).padStart(2, '0');

export interface Wall {
  readonly y: number;
  readonly mo: string;
  readonly d: string;
  readonly h: string;
  readonly mi: string;
  readonly s: string;
}

function wall(at: number): Wall {
  const date = new Date(at);
  return {
    ...{ y: date.getFullYear(), mo: two(date.getMonth() + 1), d: two(date.getDate()) },
    ...{ h: two(date.getHours()), mi: two(date.getMinutes()), s: two(date.getSeconds()) },
  };
}

export interface Series {
  readonly name: string;
  readonly files: readonly NamedFile[];
  readonly wish?: Partial<TimesWish>;
  readonly from: TimedFiles['from'];
  /** ms of each picture since the first one. */
  readonly since: readonly number[];
  readonly startedAt?: number;
  readonly known?: boolean;
  readonly odd?: readonly string[];
  readonly offers?: readonly string[];
}

export const count = 40;
export const steps = (stepMs: number, length = count) => Array.from({ length }, (_, at) => at * stepMs);

export function series(
  times: readonly number[],
  nameOf: (at: number, w: Wall, index: number) => string,
  more: (at: number, index: number) => Partial<NamedFile> = () => ({}),
): readonly NamedFile[] {
  return times.map((at, index) => ({ name: nameOf(at, wall(at), index), modifiedAt: 0, ...more(at, index) }));
}

export const after = (times: readonly number[], start = may) => times.map((at) => start + at);
export const counted = (_: number, __: Wall, index: number) => `IMG_${String(index + 1).padStart(4, '0')}.jpg`;
export const clocked = (_: number, { y, mo, d, h, mi, s }: Wall) => `${y}${mo}${d}_${h}${mi}${s}.jpg`;
export const numbered = (at: number, w: Wall, index: number) => `${String(index).padStart(5, '0')}-${clocked(at, w)}`;
/** All copied at once. */
export const copied = (_: number, index: number) => ({ modifiedAt: now - day + index });
export const dated = (at: number) => ({ modifiedAt: at + 150 });
export const exif = (at: number) => ({ exifAt: at });

export function checkSeries({ files, wish = {}, from, since, startedAt, known, odd, offers }: Series): void {
  const sorted = [...files].sort(byName);
  const timed = timeFiles(sorted, { times: 'auto', fps: 10, now, ...wish });
  expect(timed.from).toBe(from);
  const [first = 0] = timed.takenAt;
  expect([...timed.takenAt].map((at) => Math.round(at - first))).toEqual(since.map(Math.round));
  expect([...timed.order].sort((a, b) => a - b)).toEqual([...files.keys()]);
  if (startedAt !== undefined) expect(first).toBe(startedAt);
  if (known !== undefined) expect(timed.known).toBe(known);
  if (odd) expect(timed.oddities.map(({ kind }) => kind)).toEqual(odd);
  if (offers) expect(timed.offers.map((offer) => offer.from).sort()).toEqual(offers);
}
