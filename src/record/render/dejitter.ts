/**
 * Tells when each picture was taken: arrival times freed of the delays of a busy network or device.
 *
 * A delay only ever makes a picture late, and a camera with a steady period takes no two pictures closer than that.
 * So picture i was taken no later than picture i + n arrived, less n periods; the least of these is its time. A burst
 * after a stall, or at a film's very beginning, falls back into its places this way, while a pause of the camera itself stays a pause. Cameras
 * without a steady period, and slow ones, keep their arrival times: there a guess would be worse than the truth. Only
 * pictures that arrive at once are moved apart there, as no camera takes them at once: players take such times for damage.
 */
import { median } from '../../base/median';
import type { TapeRecord } from '../../deck/deck';

export interface Timed {
  readonly record: TapeRecord;
  /** ms since epoch; ascending. */
  readonly takenAt: number;
}

/** A picture waits so long for what comes after it, and tells its time by that. */
const windowMs = 1000;
/** So many pictures that came in so much time are enough to look ahead; a burst is many more in no time (25 in 25 ms: WebKitGTK over plain http). */
const enoughAhead = 16;
const enoughMs = windowMs / 4;
const mostAhead = 64;
/** No camera is faster: what arrives sooner after the picture before it was held back together with it. */
const leastMs = 5;
/** Delays longer than this are not guessed at, and do not tell how fast the camera is: it may have paused. */
const longestHeldMs = 2000;
/** Intervals the period is read from, and how many are needed before it is believed. */
const remembered = 64;
const leastIntervals = 6;
/** The period is read from stretches of so many intervals: an error of 3 ms would be 45 ms fifteen pictures ahead. */
const longestStretch = 8;
/** A period is steady when half of the intervals differ less than this share from the median. */
const steadyShare = 0.35;
/** A camera's own clock and load make some intervals a little shorter. */
const shortestShare = 0.97;

/**
 * ms between two pictures of a steady camera; 0 when it is not steady, or too slow for a delay to matter. The median of
 * what stretches of intervals take: a busy network's jitter evens out within them, and a stall spoils only some.
 */
function steadyPeriodMs(intervalsMs: readonly number[]): number {
  if (intervalsMs.length < leastIntervals) return 0;
  const stretch = Math.min(longestStretch, Math.floor(intervalsMs.length / 4));
  const periodMs = (median(stretchesMs(intervalsMs, stretch)) ?? 0) / stretch;
  if (periodMs > windowMs / 2) return 0;
  const differs = median(intervalsMs.map((ms) => Math.abs(ms - periodMs))) ?? 0;
  return differs <= steadyShare * periodMs ? periodMs : 0;
}

/** Sums of every `stretch` intervals on end. */
function stretchesMs(intervalsMs: readonly number[], stretch: number): readonly number[] {
  let sumMs = 0;
  const sums: number[] = [];
  for (const [at, ms] of intervalsMs.entries()) {
    sumMs += ms - (intervalsMs[at - stretch] ?? 0);
    if (at >= stretch - 1) sums.push(sumMs);
  }
  return sums;
}

/**
 * Intervals of the camera, of those between arrivals: pictures that came together share the time since the one before them, and tell
 * nothing where that is not known. No burst counts for more than what is enough to look ahead: one alone, of a camera that left
 * out pictures, outweighs no others.
 */
function openIntervals() {
  const intervalsMs: number[] = [];
  let together: number[] | undefined;
  function close(): void {
    if (!together) return;
    const sumMs = together.reduce((sum, ms) => sum + ms, 0);
    const count = together.length;
    if (count > 1 && sumMs > longestHeldMs) return;
    for (let left = Math.min(count, enoughAhead); left > 0; left--) intervalsMs.push(sumMs / count);
    intervalsMs.splice(0, intervalsMs.length - remembered);
  }
  return {
    intervalsMs,
    add(ms: number): void {
      if (ms < leastMs) {
        together?.push(ms);
        return;
      }
      close();
      together = [ms];
    },
    /** Nothing more comes. */
    close,
  };
}

/** No later than each picture arrived, no closer to the next than a period, and no earlier than a delay is guessed at. */
function guessesMs(arrivalsMs: readonly number[], periodMs: number): readonly number[] {
  let next = Number.POSITIVE_INFINITY;
  const guesses = arrivalsMs.map(() => 0);
  for (let at = arrivalsMs.length - 1; at >= 0; at--) {
    next = Math.min(arrivalsMs[at]!, next - periodMs);
    guesses[at] = Math.max(next, arrivalsMs[at]! - longestHeldMs);
  }
  return guesses;
}

/** One that is guessed to be no later than the one before it comes right after that: sooner where many do, and never later than it arrived. */
function followMs(guesses: readonly number[], arrivalsMs: readonly number[], lastMs: number): number {
  let stepMs = leastMs;
  for (const [at, guess] of guesses.entries()) {
    const untilMs = guess > lastMs ? guess : arrivalsMs[at]!;
    stepMs = Math.min(stepMs, (untilMs - lastMs) / (at + 1));
  }
  return lastMs + stepMs;
}

/** No picture is given a time before `earliestAt`, ms since epoch. */
export async function* dejitter(records: AsyncIterable<TapeRecord>, earliestAt = 0): AsyncGenerator<Timed> {
  const ahead: TapeRecord[] = [];
  const { intervalsMs, add, close } = openIntervals();
  let lastArrivedAt = 0;
  let lastTakenAt = 0;

  function isEnough(spanMs: number): boolean {
    if (spanMs > windowMs || ahead.length > mostAhead) return true;
    return ahead.length > enoughAhead && spanMs > enoughMs && intervalsMs.length >= leastIntervals;
  }

  function shift(): Timed {
    const periodMs = Math.max(steadyPeriodMs(intervalsMs) * shortestShare, leastMs);
    const arrivals = ahead.map(({ jpeg }) => jpeg.arrivedAt);
    const guesses = guessesMs(arrivals, periodMs);
    const guess = Math.max(guesses[0]!, earliestAt);
    const takenAt = guess > lastTakenAt ? guess : followMs(guesses, arrivals, lastTakenAt);
    // Never out of order, and at least a thousandth of a millisecond apart.
    lastTakenAt = Math.max(takenAt, lastTakenAt + 0.001);
    return { record: ahead.shift()!, takenAt: lastTakenAt };
  }

  for await (const record of records) {
    const { arrivedAt } = record.jpeg;
    if (lastArrivedAt > 0) add(arrivedAt - lastArrivedAt);
    lastArrivedAt = arrivedAt;
    ahead.push(record);
    while (isEnough(arrivedAt - ahead[0]!.jpeg.arrivedAt)) yield shift();
  }
  close();
  while (ahead.length > 0) yield shift();
}
