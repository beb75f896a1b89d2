/** When a film's pictures came, and the stretches in which none did. Pure. */
import { type FilmClock, filmMsOf, type Gap, type GapReason } from '../../../base/library';
import { median } from '../../../base/median';

const leastGapMs = 3000;
/** Arrival intervals the usual one is judged by. */
const remembered = 30;

export interface Arrivals {
  /** Of the last picture; 0 = none has come. */
  readonly lastAt: number;
  readonly gaps: readonly Gap[];
  readonly intervalsMs: readonly number[];
  readonly isResumed: boolean;
}

export function firstArrivals(lastAt: number | undefined, gaps: readonly Gap[], isResumed: boolean): Arrivals {
  return { lastAt: lastAt ?? 0, gaps, intervalsMs: [], isResumed };
}

/** Why no picture came from one moment to the other. */
export type ReasonFor = (fromAt: number, untilAt: number) => GapReason;

/** A picture came at `at`. */
export function withArrival(before: Arrivals, at: number, film: FilmClock, reasonFor: ReasonFor): Arrivals {
  const arrivals = heldUntil(before, at, film, reasonFor);
  const { lastAt, intervalsMs } = arrivals;
  return {
    ...arrivals,
    lastAt: at,
    intervalsMs: lastAt ? [...intervalsMs, at - lastAt].slice(-remembered) : intervalsMs,
  };
}

/** The last picture stands until `until`: a gap when that is five usual intervals long, and three seconds at least. */
export function heldUntil(arrivals: Arrivals, until: number, film: FilmClock, reasonFor: ReasonFor): Arrivals {
  const { lastAt, intervalsMs, isResumed, gaps } = arrivals;
  const intervalMs = until - lastAt;
  // A resumed recording begins with a gap; a new one cannot know yet what is usual.
  const firstMs = isResumed ? 0 : intervalMs;
  const usualMs = median(intervalsMs) ?? firstMs;
  if (!lastAt || intervalMs <= Math.max(leastGapMs, 5 * usualMs)) return arrivals;
  const placeUs = (at: number) => Math.round(filmMsOf(film, at) * 1000);
  const why = isResumed && intervalsMs.length === 0 ? 'closed' : reasonFor(lastAt, until);
  const gap = { startUs: Math.max(0, placeUs(lastAt)), endUs: placeUs(until), why };
  return { ...arrivals, gaps: [...gaps, gap] };
}
