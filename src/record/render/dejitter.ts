/**
 * Tells when each picture was taken: arrival times freed of the delays of a busy network or device.
 *
 * A delay only ever makes a picture late, and a camera with a steady period takes no two pictures closer than that.
 * So picture i was taken no later than picture i + n arrived, less n periods; the least of these is its time. A burst
 * after a stall falls back into its places this way, while a pause of the camera itself stays a pause. Cameras without
 * a steady period, and slow ones, keep their arrival times: there a guess would be worse than the truth.
 */
import { median } from '../../base/median';
import type { TapeRecord } from '../../deck/deck';

export interface Timed {
  readonly record: TapeRecord;
  /** ms since epoch; ascending. */
  readonly takenAt: number;
}

/** Delays longer than this are not guessed at. */
const windowMs = 1000;
const mostAhead = 16;
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

export async function* dejitter(records: AsyncIterable<TapeRecord>): AsyncGenerator<Timed> {
  const ahead: TapeRecord[] = [];
  const intervalsMs: number[] = [];
  let lastArrivedAt = 0;
  let lastTakenAt = 0;

  function shift(): Timed {
    const periodMs = steadyPeriodMs(intervalsMs) * shortestShare;
    const arrivedAt = ahead[0]!.jpeg.arrivedAt;
    let takenAt = arrivedAt;
    for (const [position, { jpeg }] of ahead.entries()) {
      if (periodMs > 0) takenAt = Math.min(takenAt, jpeg.arrivedAt - position * periodMs);
    }
    takenAt = Math.max(takenAt, arrivedAt - windowMs);
    // Never out of order, and at least a thousandth of a millisecond apart.
    lastTakenAt = Math.max(takenAt, lastTakenAt + 0.001);
    return { record: ahead.shift()!, takenAt: lastTakenAt };
  }

  for await (const record of records) {
    const { arrivedAt } = record.jpeg;
    if (lastArrivedAt > 0) intervalsMs.push(arrivedAt - lastArrivedAt);
    if (intervalsMs.length > remembered) intervalsMs.shift();
    lastArrivedAt = arrivedAt;
    ahead.push(record);
    while (ahead.length > mostAhead || arrivedAt - ahead[0]!.jpeg.arrivedAt > windowMs) yield shift();
  }
  while (ahead.length > 0) yield shift();
}
