/**
 * Decides when each picture of a series was taken, from names, what the camera wrote into it and file dates. Pure.
 *
 * No source is believed for what it is: each is scored by what it says (years, steps, falls, and whether another source
 * tells the same story), the best is taken, the others are offered, and what was odd is told.
 */
import { areNumbered, fractionMs, leastEpoch, type NameScheme, nameSchemes, readName } from './names';
import { isNamedTwice, type Jumps, type Repaired, repair, type TimesOddity, usualStep } from './steps';

export type TimesFrom = 'names' | 'exif' | 'dates' | 'rate';
export type FileTimes = 'auto' | TimesFrom;

export type { Jumps, TimesOddity };

export interface NamedFile {
  /** With folders, as chosen. */
  readonly name: string;
  /** ms since epoch; 0 = unknown. */
  readonly modifiedAt: number;
  /** By the picture itself, ms since epoch; undefined where it does not say or was not asked. */
  readonly exifAt?: number | undefined;
}

export interface TimesWish {
  readonly times: FileTimes;
  /** Pictures a second of what has no times of its own. */
  readonly fps: number;
  readonly jumps?: Jumps;
  /** ms since epoch: pictures of tomorrow are not believed. */
  readonly now?: number;
}

export interface TimesOffer {
  readonly from: TimesFrom;
  /** ms since epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
}

export interface TimedFiles {
  /** Where each stands among `files`, in the order of the film. */
  readonly order: Uint32Array;
  /** ms since epoch, one for each of `order`, never falling. */
  readonly takenAt: Float64Array;
  readonly from: TimesFrom;
  /** Pictures a second, from the usual interval. */
  readonly fps: number;
  /** Times were told and not counted, nor moved: a clock may show them. */
  readonly known: boolean;
  /** All that makes sense, the best first. */
  readonly offers: readonly TimesOffer[];
  readonly oddities: readonly TimesOddity[];
}

/**
 * Copying and unpacking give files dates as fast as the disk is: only dates this far apart are believed unasked.
 * FAT keeps dates in steps of two seconds.
 */
const believedIntervalMs = 500;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const leastAt = Date.UTC(1995, 0, 1);
/** Files without a time of their own among those that have one: lastsnap.jpg. */
const leastCoverage = 0.8;
const schemesSampled = 300;

interface Candidate {
  readonly from: Exclude<TimesFrom, 'rate'>;
  readonly repaired: Repaired;
  /** Higher is likelier; below zero it is not taken unasked. */
  readonly score: number;
}

/** Frames count up in names ("img9", "img10"), folders come one after the other. */
export function byName(a: NamedFile, b: NamedFile): number {
  return collator.compare(a.name, b.name);
}

const collator = new Intl.Collator('en', { numeric: true });

/** `files` in the order of their names. */
export function timeFiles(files: readonly NamedFile[], wish: TimesWish): TimedFiles {
  const candidates = rank(files, wish);
  const wanted = wish.times === 'auto' ? candidates[0] : candidates.find(({ from }) => from === wish.times);
  const offers = candidates.flatMap((one) => (isMeaningful(one, files.length) ? [offerOf(one)] : []));
  const taken = wanted && (wish.times !== 'auto' || wanted.score > 0) ? wanted : undefined;
  if (!taken || wish.times === 'rate') return { ...evenly(files, wish), offers };
  const { order, takenAt, oddities, isMoved } = taken.repaired;
  const usualMs = usualStep(takenAt);
  const fps = usualMs > 0 ? 1000 / usualMs : wish.fps;
  if (wish.jumps === 'even' && oddities.length > 0) {
    const even = Float64Array.from(takenAt, (_, at) => takenAt[0]! + (at * 1000) / fps);
    return { order, takenAt: even, from: taken.from, fps, known: false, offers, oddities };
  }
  const known = !isMoved && taken.repaired.odd.farFraction === 0;
  return { order, takenAt, from: taken.from, fps, known, offers, oddities };
}

function offerOf({ from, repaired: { takenAt } }: Candidate): TimesOffer {
  return { from, startedAt: takenAt[0]!, durationMs: takenAt.at(-1)! - takenAt[0]! };
}

/** The start may be told, the rest is counted. */
function evenly(files: readonly NamedFile[], { fps }: TimesWish): Omit<TimedFiles, 'offers'> {
  const [first] = files;
  const named = first && nameSchemes.map((scheme) => readName(scheme, first.name)?.at).find((at) => at !== undefined);
  const startedAt = first?.exifAt ?? (named !== undefined && named >= leastEpoch ? named : (first?.modifiedAt ?? 0));
  const takenAt = Float64Array.from(files, (_, at) => startedAt + (at * 1000) / fps);
  return { order: Uint32Array.from(files.keys()), takenAt, from: 'rate', fps, known: false, oddities: [] };
}

/** Every source there is, the likeliest first. */
function rank(files: readonly NamedFile[], wish: TimesWish): readonly Candidate[] {
  if (files.length === 0) return [];
  const raw = [...namesOf(files), exifOf(files), datesOf(files)].filter((one) => one !== undefined);
  const spans = raw.map(({ at }) => spanOf(at));
  const candidates = raw.map((one, index): Candidate => {
    const agreeing = spans.filter((span, other) => raw[other]!.from !== one.from && isSameSpan(span, spans[index]!));
    const repaired = repair(one.at, {
      ...{ stepMs: one.stepMs, isLocal: one.isLocal, byCounter: one.byCounter },
      isSettled: one.isSettled === true,
      ...{ fps: wish.fps, jumps: wish.jumps ?? 'auto', leastAt, mostAt: (wish.now ?? Date.now()) + dayMs },
    });
    return { from: one.from, repaired, score: scoreOf(one, repaired, agreeing.length, files.length) };
  });
  candidates.sort((a, b) => b.score - a.score);
  // One of each kind: the best reading of the names speaks for them.
  return candidates.filter(({ from }, index) => candidates.findIndex((other) => other.from === from) === index);
}

interface Raw {
  readonly from: Candidate['from'];
  /** ms since epoch; NaN = unknown. */
  readonly at: Float64Array;
  readonly trust: number;
  readonly stepMs: number;
  readonly isLocal: boolean;
  /** Counted names give the order, whatever the times say. */
  readonly byCounter: boolean;
  readonly isCounting?: boolean;
  readonly isSettled?: boolean;
}

function coverageOf(at: Float64Array): number {
  return at.reduce((sum, one) => sum + (Number.isNaN(one) ? 0 : 1), 0) / at.length;
}

function namesOf(files: readonly NamedFile[]): readonly Raw[] {
  const every = Math.ceil(files.length / schemesSampled);
  const sample = files.filter((_, at) => at % every === 0);
  return nameSchemes.flatMap((scheme) => {
    const hits = sample.filter(({ name }) => readName(scheme, name) !== undefined).length;
    return hits < leastCoverage * 0.8 * sample.length ? [] : (namesBy(scheme, files) ?? []);
  });
}

function namesBy(scheme: NameScheme, files: readonly NamedFile[]): Raw | undefined {
  const moments = files.map(({ name }) => readName(scheme, name));
  const counts = isCounted(moments.map((moment) => [moment?.at ?? 0, moment?.digits ?? '']));
  const at = Float64Array.from(moments, (moment) =>
    moment ? moment.at + (counts ? 0 : fractionMs(moment.digits)) : Number.NaN,
  );
  if (coverageOf(at) < leastCoverage) return undefined;
  const isLocal = moments.some((moment) => moment?.isLocal);
  const isSettled = isLocal && settle(at, files);
  const counters = new Set(moments.map((moment) => moment?.counter ?? ''));
  return {
    ...{ from: 'names', at, trust: scheme.trust, stepMs: scheme.stepMs },
    ...{ isLocal, isSettled },
    byCounter: counters.size > 2 && counters.size > files.length / 50,
    isCounting: isCounting(scheme, at),
  };
}

/** Files are written at once, or when a minute of them is full. */
const writtenWithinMs = 120_000;

/**
 * Where an hour is named twice, the names of both comings are sorted into each other. A date or an EXIF moment just an hour
 * after the named one tells the second coming; true when there was one.
 */
function settle(at: Float64Array, files: readonly NamedFile[]): boolean {
  let isSettled = false;
  for (const [index, named] of at.entries()) {
    if (Number.isNaN(named) || !isNamedTwice(named)) continue;
    const { modifiedAt, exifAt } = files[index]!;
    const isSecond = [modifiedAt, exifAt].some((told) => {
      const lateMs = (told ?? 0) - named - hourMs;
      return lateMs >= -2000 && lateMs < writtenWithinMs;
    });
    if (!isSecond) continue;
    at[index] = named + hourMs;
    isSettled = true;
  }
  return isSettled;
}

/** 000000.jpg to 000059.jpg in a folder with a date are no times; nor are Android's photos from 1000000000 on. */
function isCounting(scheme: NameScheme, at: Float64Array): boolean {
  const first = at.find((one) => !Number.isNaN(one)) ?? 0;
  if (scheme.key === 'epoch') return first < leastEpoch;
  if (scheme.key !== 'folder-digits') return false;
  const midnight = new Date(first).setHours(0, 0, 0, 0);
  return first - midnight < 11_000 && usualStep(at) === 1000;
}

/** Are the digits behind the second a number of the picture (001, 002; 000117, 000118) and not parts of it? */
function isCounted(moments: readonly (readonly [number, string])[]): boolean {
  const bySecond = new Map<number, number>();
  let most = 0;
  let all = 0;
  let inRow = 0;
  let before: readonly [number, string] | undefined;
  for (const moment of moments) {
    const [at, digits] = moment;
    if (digits.length === 0) continue;
    all++;
    bySecond.set(at, (bySecond.get(at) ?? 0) + 1);
    most = Math.max(most, Number(digits));
    if (before?.[0] === at && Number(digits) - Number(before[1]) === 1) inRow++;
    before = moment;
  }
  // Nobody takes a thousand pictures a second.
  return all > 1 && (most <= Math.max(...bySecond.values()) + 1 || inRow > 0.8 * (all - 1));
}

function exifOf(files: readonly NamedFile[]): Raw | undefined {
  const at = Float64Array.from(files, ({ exifAt }) => exifAt ?? Number.NaN);
  if (coverageOf(at) < leastCoverage) return undefined;
  return { from: 'exif', at, trust: 96, stepMs: 1000, isLocal: true, byCounter: true };
}

function datesOf(files: readonly NamedFile[]): Raw | undefined {
  const at = Float64Array.from(files, ({ modifiedAt }) => (modifiedAt === 0 ? Number.NaN : modifiedAt));
  if (coverageOf(at) < leastCoverage) return undefined;
  const byCounter = areNumbered(files.map(({ name }) => name));
  return { from: 'dates', at, trust: 60, stepMs: 2000, isLocal: false, byCounter };
}

function scoreOf(raw: Raw, repaired: Repaired, agreeing: number, count: number): number {
  const { takenAt, oddities, odd } = repaired;
  if (raw.isCounting) return -100;
  // All in one moment, or all on one day at midnight, tell nothing.
  if (count > 1 && !(odd.rawSpanMs > 0)) return -100;
  let score = raw.trust - 40 * (1 - coverageOf(raw.at)) + 30 * Math.min(1, agreeing);
  // A clock that was never set still counts: where all is of 1970 its steps are believed.
  score -= isAllFar(repaired) ? 50 : 120 * odd.farFraction;
  score -= 60 * Math.min(1, 4 * odd.fallFraction);
  const leaps = oddities.filter(({ kind }) => kind === 'jump' || kind === 'set-back').length;
  // That it was set in the middle is what makes the pictures before far ones.
  score -= Math.min(50, 25 * (odd.farFraction > 0 ? leaps - 1 : leaps));
  // Days without a time of day, several pictures each.
  if (raw.stepMs >= dayMs && odd.sharedFraction > 0.5) score -= 100;
  if (raw.from === 'dates' && agreeing === 0) {
    const usualMs = usualStep(takenAt);
    if (count === 1 || usualMs < believedIntervalMs || odd.sharedFraction > 0.9) score -= 100;
    else if (odd.fallFraction > 0.05 && raw.byCounter) score -= 60;
  }
  return score;
}

function isAllFar({ odd }: Repaired): boolean {
  return odd.farFraction > 0.99;
}

function isMeaningful({ score, repaired }: Candidate, count: number): boolean {
  const { farFraction, rawSpanMs } = repaired.odd;
  return score > -30 && (farFraction < 0.5 || isAllFar(repaired)) && (count === 1 || rawSpanMs > 0);
}

/** From the first to the last as the series has it: another zone, or a clock that is wrong, changes nothing. */
function spanOf(at: Float64Array): number {
  const known = at.filter((one) => !Number.isNaN(one));
  return known.length < 3 ? Number.NaN : known.at(-1)! - known[0]!;
}

/** Within two per cent, or the two seconds that FAT knows. */
function isSameSpan(one: number, other: number): boolean {
  return Math.abs(one - other) <= Math.max(4000, 0.02 * Math.max(one, other)) && Math.abs(one) > 0;
}
