/** A film's journal as what is drawn under its player, in one pass over the text: hours of it are never held at once. */
import { type FilmClock, type FilmSummary, filmMsOf } from '../../base/library';
import { isMended } from './health';
import { readRow, rowsOf } from './lines';
import { type MovementSpan, openMovements } from './movements';

/** One of equal stretches of the film. */
export interface TimelineStretch {
  /** The highest score of its pictures; undefined where nobody looked. */
  readonly movement: number | undefined;
  /** Pictures that were mended, or damaged, came in it. */
  readonly mended: boolean;
  readonly damaged: boolean;
}

export interface Timeline {
  readonly durationMs: number;
  readonly stretches: readonly TimelineStretch[];
  readonly movements: readonly MovementSpan[];
  /** ms of the film, in order. */
  readonly marksMs: readonly number[];
}

/** More than a screen has pixels to tell apart under a film. */
const mostStretches = 600;
const shortestMs = 50;

export async function timelineOf(
  { durationMs, ...clock }: FilmClock & Pick<FilmSummary, 'durationMs'>,
  journal: AsyncIterable<string>,
): Promise<Timeline> {
  const count = Math.max(1, Math.min(mostStretches, Math.ceil(durationMs / shortestMs)));
  const stretches = Array.from({ length: count }, () => ({
    movement: undefined as number | undefined,
    mended: false,
    damaged: false,
  }));
  const movements = openMovements();
  const marksMs: number[] = [];
  for await (const rows of rowsOf(journal)) {
    for (const row of rows) {
      const line = readRow(row);
      if (!line) continue;
      if ('markedAt' in line) {
        marksMs.push(Math.max(0, Math.min(durationMs, filmMsOf(clock, line.markedAt))));
        continue;
      }
      const { filmMs, movement } = line;
      // What was left out of the film was seen when it came.
      const atMs = filmMs ?? filmMsOf(clock, line.arrivedAt);
      if (filmMs !== undefined && movement !== undefined) movements.add(filmMs, movement);
      const place = Math.max(0, Math.min(count - 1, Math.floor((atMs / Math.max(1, durationMs)) * count)));
      const stretch = stretches[place]!;
      if (movement !== undefined && movement > (stretch.movement ?? -1)) stretch.movement = movement;
      stretch.mended ||= isMended(line);
      stretch.damaged ||= !line.whole;
    }
  }
  return { durationMs, stretches, movements: movements.list(), marksMs: marksMs.sort((a, b) => a - b) };
}
