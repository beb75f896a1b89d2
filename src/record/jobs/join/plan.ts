/** Where in the joined film each film begins, whether their packets go together, and which films cannot be one. Pure. */
import type { Track } from '../../../base/flow';
import { canFollow, sameTrack, setsOf, unknownOf } from '../../../base/h264/parameter-sets';
import { type FilmSummary, filmMsOf, type Gap } from '../../../base/library';
import { Trouble } from '../../../base/trouble';
import { type FilmReader, jpegCodec } from '../../../film/film';

/** What is known of a film before it is joined. */
export interface JoinSource {
  readonly row: Pick<FilmSummary, 'cameraId' | 'cameraName' | 'startedAt' | 'speed' | 'areTimesCounted' | 'gaps'>;
  readonly film: Pick<FilmReader, 'timesUs' | 'endUs' | 'tickUs' | 'track' | 'timeUs'>;
}

export interface JoinPlan {
  /** Their packets go together as they are; else all pictures are encoded again, in the size of the first film. */
  readonly copies: boolean;
  /** By film: so much later its pictures come than in the film itself. */
  readonly laterUs: readonly number[];
  readonly timesUs: Float64Array;
  readonly endUs: number;
  /** Times in the films are rounded to this at most. */
  readonly tickUs: number;
  readonly gaps: readonly Gap[];
  /** The clock on the wall no longer goes with the film's own. */
  readonly isClockLost: boolean;
}

/** Two films of one recording, or of two clocks that are nearly one, may reach into each other by so much. */
const mostOverlapUs = 1_000_000;
/** No picture of an MP4 can stand for much longer (docs/architecture.md, Time). */
const mostGapUs = 40 * 86_400 * 1e6;
/** A shorter stretch without a picture is no gap. */
const leastGapUs = 3_000_000;

/**
 * `sources` in order of time. Throws Trouble 'film/unlike' for films of different cameras or speeds, 'film/overlap' where two were recorded
 * at the same time: their pictures would be there twice.
 */
export function planJoin(sources: readonly JoinSource[], gaps: 'keep' | 'close'): JoinPlan {
  const first = sources[0]!;
  for (const { row, film } of sources) expectAlike(first, { row, film });
  const films = sources.map(({ film }) => film);
  const copies = films.every(({ track }) => isAlike(first.film.track, track)) && goTogether(films);
  const isCounted = sources.some(({ row }) => row.areTimesCounted === true);
  const laterUs: number[] = [];
  const all: Gap[] = [];
  const timesUs = new Float64Array(sources.reduce((sum, { film }) => sum + film.timesUs.length, 0));
  let isClockLost = isCounted;
  let endUs = 0;
  let lastUs = Number.NEGATIVE_INFINITY;
  let count = 0;
  for (const { row, film } of sources) {
    const trueUs = Math.round(filmMsOf(first.row, row.startedAt) * 1000);
    const beginsUs = film.timesUs[0] ?? 0;
    if (!isCounted && trueUs + beginsUs <= lastUs - mostOverlapUs)
      throw new Trouble('film/overlap', `${Math.round((lastUs - trueUs) / 1000)} ms`);
    // Kept or closed, no picture comes with the one before it, or earlier.
    const leastUs = lastUs + Math.ceil(film.tickUs) - beginsUs;
    const isKept = gaps === 'keep' && !isCounted && trueUs + beginsUs - endUs <= mostGapUs;
    const later = count === 0 ? 0 : Math.max(leastUs, isKept ? trueUs : endUs - beginsUs);
    if (Math.abs(later - trueUs) > mostOverlapUs) isClockLost = true;
    if (count > 0 && later + beginsUs - endUs >= leastGapUs) all.push({ startUs: endUs, endUs: later + beginsUs });
    all.push(...row.gaps.map((gap) => ({ ...gap, startUs: gap.startUs + later, endUs: gap.endUs + later })));
    for (const timeUs of film.timesUs) timesUs[count++] = timeUs + later;
    lastUs = timesUs[count - 1] ?? lastUs;
    endUs = film.endUs + later;
    laterUs.push(later);
  }
  const tickUs = Math.max(...sources.map(({ film }) => film.tickUs));
  return { copies, laterUs, timesUs, endUs, tickUs, gaps: all, isClockLost };
}

function expectAlike({ row: one }: JoinSource, { row: other }: JoinSource): void {
  const isOneCamera =
    one.cameraId && other.cameraId ? one.cameraId === other.cameraId : one.cameraName === other.cameraName;
  if (!isOneCamera) throw new Trouble('film/unlike', 'of different cameras');
  if (one.speed !== other.speed) throw new Trouble('film/unlike', 'of different speeds');
}

function isAlike(one: Track, other: Track): boolean {
  const isOneKind = (one.codec === jpegCodec) === (other.codec === jpegCodec);
  return isOneKind && one.widthPx === other.widthPx && one.heightPx === other.heightPx;
}

/** In one film a decoder gets the packets of all of them: known before anything is written, and not an hour later at a seam. */
function goTogether([first, ...others]: readonly JoinSource['film'][]): boolean {
  const own = first && setsOf(first.track);
  if (!first || !own) return true;
  const known = [own];
  for (const film of others) {
    const isSame = sameTrack(first.track, film.track);
    // Chromium shows nothing more where pictures that are decoded early come after an encoder that made none (docs/architecture.md).
    if (!isSame && isReordered(film) && !isReordered(first)) return false;
    const sets = setsOf(film.track);
    const more = sets && unknownOf(known, sets);
    if (!more) continue;
    // Parameter sets of the same number with other contents.
    if (!canFollow(known, more)) return false;
    known.push(more);
  }
  return true;
}

/** Whether pictures are decoded before others that are shown before them. */
function isReordered({ timesUs, timeUs }: Pick<FilmReader, 'timesUs' | 'timeUs'>): boolean {
  return timesUs.some((shownUs, packet) => timeUs(packet) !== shownUs);
}
