/**
 * Which pictures a film that is made once more has, and when each was taken: of the originals on its tape, or of the film's own. Pure.
 *
 * A film of real times tells when its pictures were taken better than their arrival does. One of a constant rate shows them at the
 * points of its grid: then their arrival tells, freed of delays as it was when they were recorded.
 */
import { momentOf } from '../../../base/library';
import { type FilmPace, speedOf } from '../../../base/options';
import { Trouble } from '../../../base/trouble';
import type { TapeRecord } from '../../../deck/deck';
import { jpegCodec } from '../../../film/film';
import type { JournalLine } from '../../journal/journal';
import { dejitter } from '../../render/render';
import { thin, thinningFrom } from '../../when/when';
import type { RemakeFrom, RemakeWish } from '../contract';

import type { FilmPart, OldFilm } from '../remake';

export interface PlannedPicture {
  /** On the tape; among the film's pictures. */
  readonly number: number;
  /** ms since epoch; ascending. */
  readonly takenAt: number;
  /** What was noted when it came. */
  readonly line: JournalLine | undefined;
}

export interface AgainPlan {
  /** In order; those that are left out of the film for being partial are among them. */
  readonly pictures: readonly PlannedPicture[];
  /** When the film begins and ends, ms since epoch. */
  readonly fromAt: number;
  readonly untilAt: number;
}

export interface PlanOptions {
  readonly old: OldFilm;
  readonly part: FilmPart;
  /** Of the film that is to be made. */
  readonly pace: FilmPace;
  /** Of the old one; in the camera's order. */
  readonly lines: readonly JournalLine[];
  /** So much of the new film at most, ms. */
  readonly mostMs?: number | undefined;
}

const previewMs = 10_000;

export const mostMsOf = ({ becomes }: RemakeWish): number | undefined =>
  becomes === 'preview' ? previewMs : undefined;

/** In which order they are tried. A film of the camera's own pictures holds its originals itself. */
export function sourcesOf({ head, film }: Pick<OldFilm, 'head' | 'film'>, wanted?: RemakeFrom): readonly RemakeFrom[] {
  if (film.track.codec === jpegCodec || !head.options.keepOriginals) return ['film'];
  return wanted ? [wanted] : ['originals', 'film'];
}

/** Throws Trouble 'deck/originals' where the journal does not tell which picture of the tape the film shows when. */
export async function planOriginals(options: PlanOptions): Promise<AgainPlan> {
  const { old, part, lines } = options;
  const [first, last] = [lineShown(old, lines, part.first), lineShown(old, lines, part.last)];
  if (first < 0 || last < 0) throw new Trouble('deck/originals', 'the journal ends before the film');
  const takenAt = await takenTimes(old, lines);
  const isToEnd = part.last === old.film.timesUs.length - 1;
  const wanted = lines
    .map((line, at): PlannedPicture => ({ number: line.sequence, takenAt: takenAt[at]!, line }))
    .slice(part.first === 0 ? 0 : first, isToEnd ? undefined : last + 1);
  return planOf(options, wanted);
}

/**
 * Which of the lines is of what the film shows as this picture; -1 where the journal does not tell. It has for each picture the last time
 * it was shown at.
 */
export function lineShown(
  { film: { timesUs, tickUs } }: Pick<OldFilm, 'film'>,
  lines: readonly JournalLine[],
  picture: number,
): number {
  const fromMs = (timesUs[picture]! - tickUs - 1) / 1000;
  return lines.findIndex(({ filmMs }) => filmMs !== undefined && filmMs >= fromMs);
}

export function planFilm(options: PlanOptions): AgainPlan {
  const { old, part, pace, lines } = options;
  const { timesUs, tickUs } = old.film;
  const shown = lines.filter(({ filmMs }) => filmMs !== undefined);
  // A time that was rounded up in the file would miss its point of a grid.
  const earlyUs = isConstant(pace) ? tickUs + 1 : 0;
  let at = 0;
  const pictures: PlannedPicture[] = [];
  for (let number = part.first; number <= part.last; number++) {
    const timeUs = timesUs[number]!;
    while (at < shown.length && shown[at]!.filmMs! * 1000 < timeUs - tickUs - 1) at++;
    const line = shown[at];
    const isRepeat = line !== undefined && line.sequence === pictures.at(-1)?.line?.sequence;
    const takenAt = momentOf(old.row, (timeUs - earlyUs) / 1000);
    // What was wrong with it is counted once, however often it is shown.
    pictures.push({ number, takenAt, line: isRepeat ? { ...line, whole: true, defects: [] } : line });
  }
  return planOf(options, pictures);
}

const isConstant = ({ rate, lapse }: FilmPace): boolean => !lapse && rate !== 'real';

/** Of each line: as the film shows it, or else as it arrived. */
async function takenTimes({ row, head }: OldFilm, lines: readonly JournalLine[]): Promise<Float64Array> {
  const times = new Float64Array(lines.length).fill(Number.NaN);
  const { rate, lapse } = head.options;
  if (rate === 'real' && !lapse) {
    for (const [at, { filmMs }] of lines.entries()) if (filmMs !== undefined) times[at] = momentOf(row, filmMs);
  } else {
    let at = 0;
    for await (const { takenAt } of dejitter(asRecords(lines))) times[at++] = takenAt;
  }
  // What was left out came between its neighbours.
  for (let at = lines.length - 1, next = Number.POSITIVE_INFINITY; at >= 0; at--) {
    if (Number.isNaN(times[at])) times[at] = Math.min(lines[at]!.arrivedAt, next - leastMs);
    next = times[at]!;
  }
  for (let at = 1; at < times.length; at++) times[at] = Math.max(times[at]!, times[at - 1]! + leastMs);
  return times;
}

/** Two pictures are a thousandth of a millisecond apart at least. */
const leastMs = 0.001;

async function* asRecords(lines: readonly JournalLine[]): AsyncGenerator<TapeRecord> {
  for (const { sequence, arrivedAt, whole, defects } of lines) {
    const nothing = { stage: 'jpeg', bytes: new Uint8Array(), widthPx: 0, heightPx: 0, paintedHeightPx: 0 } as const;
    yield { sequence, jpeg: { ...nothing, arrivedAt, whole, defects, fingerprint: 0 } };
  }
}

function planOf({ old, part, pace, mostMs }: PlanOptions, wanted: readonly PlannedPicture[]): AgainPlan {
  const fromAt = momentOf(old.row, part.fromUs / 1000);
  const endsAt = momentOf(old.row, part.untilUs / 1000);
  const untilAt = mostMs === undefined ? endsAt : Math.min(endsAt, fromAt + mostMs * speedOf(pace));
  const kept = pace.lapse ? thinned(wanted, pace) : wanted;
  const pictures = kept.filter(({ takenAt }, at) => at === 0 || takenAt < untilAt);
  if (pictures.length === 0) throw new Trouble('record/empty', 'no picture in this part');
  return { pictures, fromAt, untilAt };
}

/** As a recording keeps them that asks for so many only. */
function thinned(pictures: readonly PlannedPicture[], { lapse }: FilmPace): readonly PlannedPicture[] {
  let thinning = thinningFrom(lapse, 0, 0)!;
  return pictures.filter(({ takenAt, line }) => {
    if (line && line.filmMs === undefined) return false;
    const next = thin(thinning, takenAt);
    thinning = next.thinning;
    return next.keeps;
  });
}

/** When the pictures of a film of the same pace are shown. */
export function partTimes({ film }: OldFilm, { first, last, fromUs, untilUs }: FilmPart) {
  const timesUs = film.timesUs.slice(first, last + 1).map((us) => us - fromUs);
  return { timesUs, endUs: untilUs - fromUs, tickUs: film.tickUs };
}
