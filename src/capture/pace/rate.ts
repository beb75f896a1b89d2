/** The rate doctor: the true rate of a camera, and one piece of advice. */
import { median } from '../../base/median';
import { rateCodes } from '../families/families';

/** What to tell a person; ui has the words. Rates in pictures a second. */
export type RateAdvice =
  /** Fewer than eight pictures so far. */
  | { readonly code: 'wait' }
  | { readonly code: 'fine' }
  /** The camera repeats pictures: `everyPicture` times each on the whole. Asking for `askFps` loses nothing. */
  | { readonly code: 'repeats'; readonly timesEach: number; readonly uniqueFps: number; readonly askFps: number }
  /** The camera gives less than was asked, although every picture is new. */
  | { readonly code: 'slower'; readonly askedFps: number; readonly answeredFps: number }
  /** The camera gives more than was asked: it ignores the rate. */
  | { readonly code: 'faster'; readonly askedFps: number; readonly answeredFps: number }
  /** Old pictures come back after newer ones: `count` of `of`. */
  | { readonly code: 'out-of-order'; readonly count: number; readonly of: number }
  /** The mean is right, but the longest gap is many times the usual one. */
  | { readonly code: 'uneven'; readonly medianMs: number; readonly longestMs: number };

interface RateReport {
  readonly askedFps: number;
  /** Pictures that came, a second. */
  readonly answeredFps: number;
  /** The same, exact repeats counted once. */
  readonly uniqueFps: number;
  /** Gaps between the last pictures, newest last, at most 60. */
  readonly intervalsMs: readonly number[];
  /** Within the window: pictures equal to the one just before, and pictures equal to one before that. */
  readonly repeats: number;
  readonly staleRepeats: number;
  readonly advice: RateAdvice;
}

export interface RateDoctor {
  /** `arrivedAt` in ms, rising; equal fingerprints are equal pictures. */
  add(arrivedAt: number, fingerprint: number): void;
  report(): RateReport;
}

interface Arrival {
  readonly at: number;
  readonly kind: 'new' | 'repeat' | 'stale';
}

/** Judged over so many ms, but over at least so many pictures: a camera at one in 5 s needs a longer look. */
const windowMs = 10_000;
const leastArrivals = 12;
const mostArrivals = 400;
/** How many different pictures back a repeat is recognised; cameras keep a few buffers, not more (evercam #706). */
const memory = 16;
const mostIntervals = 60;

export function openRateDoctor(askedFps: number): RateDoctor {
  let arrivals: readonly Arrival[] = [];
  let intervals: readonly number[] = [];
  let recent: readonly number[] = [];

  return {
    add(at, fingerprint) {
      const last = arrivals.at(-1);
      const kind = recent.at(-1) === fingerprint ? 'repeat' : recent.includes(fingerprint) ? 'stale' : 'new';
      if (kind !== 'repeat') recent = [...recent.filter((known) => known !== fingerprint), fingerprint].slice(-memory);
      if (last !== undefined) intervals = [...intervals, at - last.at].slice(-mostIntervals);
      const kept = [...arrivals, { at, kind } as const].slice(-mostArrivals);
      const firstInWindow = kept.findIndex((arrival) => arrival.at >= at - windowMs);
      arrivals = kept.slice(Math.min(firstInWindow, Math.max(0, kept.length - leastArrivals)));
    },
    report() {
      const repeats = arrivals.filter((arrival) => arrival.kind === 'repeat').length;
      const staleRepeats = arrivals.filter((arrival) => arrival.kind === 'stale').length;
      const answeredFps = rateOf(arrivals);
      const uniqueFps = rateOf(arrivals.filter((arrival) => arrival.kind === 'new'));
      const figures = { askedFps, answeredFps, uniqueFps, intervalsMs: intervals, repeats, staleRepeats };
      return { ...figures, advice: adviceFor(figures, arrivals.length) };
    },
  };
}

/** n pictures have n - 1 gaps: counting pictures per window would be wrong by one. */
function rateOf(arrivals: readonly Arrival[]): number {
  const spanMs = (arrivals.at(-1)?.at ?? 0) - (arrivals[0]?.at ?? 0);
  return spanMs > 0 ? ((arrivals.length - 1) * 1000) / spanMs : 0;
}

function adviceFor(report: Omit<RateReport, 'advice'>, count: number): RateAdvice {
  const { askedFps, answeredFps, uniqueFps, intervalsMs, repeats, staleRepeats } = report;
  if (count < 8) return { code: 'wait' };
  if (staleRepeats >= 2 && staleRepeats > count / 50) return { code: 'out-of-order', count: staleRepeats, of: count };
  if (repeats > count / 10) {
    return { code: 'repeats', timesEach: count / (count - repeats), uniqueFps, askFps: rateToAskFor(uniqueFps) };
  }
  if (askedFps > 0 && answeredFps < askedFps * 0.8) return { code: 'slower', askedFps, answeredFps };
  if (askedFps > 0 && answeredFps > askedFps * 1.25) return { code: 'faster', askedFps, answeredFps };
  const medianMs = median(intervalsMs) ?? 0;
  const longestMs = Math.max(0, ...intervalsMs);
  if (longestMs > 6 * medianMs && longestMs > 500) return { code: 'uneven', medianMs, longestMs };
  return { code: 'fine' };
}

/** The lowest whole rate, or Netwave's fraction below 1, that still gets every new picture. */
function rateToAskFor(uniqueFps: number): number {
  // A tenth is the error of measuring, not a picture more.
  if (uniqueFps > 0.9) return Math.max(1, Math.ceil(uniqueFps - 0.1));
  const enough = rateCodes.filter((row) => row.fps >= uniqueFps * 0.9 && row.fps <= 1 && row.fps > 0);
  return enough.at(-1)?.fps ?? 1;
}
