/** Where in the joined film each film begins, and which films cannot be one. Pure. */
import type { Track } from '../../../base/flow';
import { type FilmSummary, filmMsOf, type Gap } from '../../../base/library';
import { Trouble } from '../../../base/trouble';
import { type FilmReader, jpegCodec } from '../../../film/film';

/** What is known of a film before it is joined. */
export interface JoinSource {
  readonly row: Pick<FilmSummary, 'cameraId' | 'cameraName' | 'startedAt' | 'speed' | 'areTimesCounted' | 'gaps'>;
  readonly film: Pick<FilmReader, 'timesUs' | 'endUs' | 'tickUs' | 'track' | 'timeUs'>;
}

export interface JoinPlan {
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
 * `sources` in order of time. Throws Trouble 'film/unlike' for films of different cameras, sizes or speeds, 'film/overlap' where two were
 * recorded at the same time: their pictures would be there twice.
 */
export function planJoin(sources: readonly JoinSource[], gaps: 'keep' | 'close'): JoinPlan {
  const first = sources[0]!;
  for (const { row, film } of sources) expectAlike(first, { row, film });
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
    all.push(...row.gaps.map((gap) => ({ startUs: gap.startUs + later, endUs: gap.endUs + later })));
    for (const timeUs of film.timesUs) timesUs[count++] = timeUs + later;
    lastUs = timesUs[count - 1] ?? lastUs;
    endUs = film.endUs + later;
    laterUs.push(later);
  }
  const tickUs = Math.max(...sources.map(({ film }) => film.tickUs));
  return { laterUs, timesUs, endUs, tickUs, gaps: all, isClockLost };
}

function expectAlike(one: JoinSource, other: JoinSource): void {
  const [a, b] = [one.film.track, other.film.track];
  const isOneCamera =
    one.row.cameraId && other.row.cameraId
      ? one.row.cameraId === other.row.cameraId
      : one.row.cameraName === other.row.cameraName;
  const isOneKind = (a.codec === jpegCodec) === (b.codec === jpegCodec);
  if (!isOneCamera) throw new Trouble('film/unlike', 'of different cameras');
  if (one.row.speed !== other.row.speed) throw new Trouble('film/unlike', 'of different speeds');
  if (!isOneKind || a.widthPx !== b.widthPx || a.heightPx !== b.heightPx)
    throw new Trouble('film/unlike', `${sizeOf(a)} and ${sizeOf(b)}`);
}

const sizeOf = ({ codec, widthPx, heightPx }: Track): string => `${codec} ${widthPx} x ${heightPx}`;

/** Whether pictures are decoded before others that are shown before them. */
export function isReordered({ timesUs, timeUs }: Pick<FilmReader, 'timesUs' | 'timeUs'>): boolean {
  return timesUs.some((shownUs, packet) => timeUs(packet) !== shownUs);
}
