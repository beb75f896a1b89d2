/** Counts a scan's MCUs, finds where it ends, and notes the edits that mend it (T.81 E.1.4, E.2.4). */

import { EOI, isRestart, RST0, SOI } from '../../base/jpeg/markers';
import type { Edits } from '../edits';
import { codeAt } from '../markers';
import { type Entropy, endsScan, type Guess, type Interval, rawAfter, readEntropy, type Scratch } from './entropy';
import type { ScanWalk } from './walk';

export interface ScanPlan {
  readonly mcus: number;
  /** MCUs between restart markers (DRI); 0 = none. */
  readonly restartInterval: number;
  readonly walk: ScanWalk;
  /** The walk may be repeated: it remembers nothing. */
  readonly repeatable: boolean;
}

export interface ScanOutcome {
  /** MCUs that are there. */
  readonly done: number;
  /** Number of the first MCU that is not. */
  readonly firstMissing: number;
  /**
   * A marker in the scan was mended, or stepped over, and other bytes may have been lost with it: however well the count comes
   * out, nothing proves that these are the camera's pixels.
   */
  readonly doubtful: boolean;
  /** In the shot: the marker after the scan, with its fill; or the end. */
  readonly nextAt: number;
}

/** More restart markers than this beyond what the picture can have are no restart markers. */
const spareRestarts = 16;

interface Trial {
  readonly guess: Guess;
  readonly entropy: Entropy;
  readonly done: number;
  readonly firstMissing: number;
  /** Whole intervals with more bytes than their MCUs need. */
  readonly gaps: readonly { readonly interval: Interval; readonly usedBytes: number; readonly last: boolean }[];
  /** Every interval is taken in the order it came, whatever its number says. */
  readonly renumber: boolean;
}

/** Walks the scan that begins at `from` and writes into `edits` what has to be done to it. */
export function walkScan(bytes: Uint8Array, from: number, plan: ScanPlan, scratch: Scratch, edits: Edits): ScanOutcome {
  const expected = Math.ceil(plan.mcus / (plan.restartInterval || plan.mcus));
  const restarts = plan.restartInterval > 0 ? expected + spareRestarts : 0;
  const read = (guess: Guess, suspect = -1) =>
    tryPlaces(readEntropy(bytes, from, restarts, scratch, guess, suspect), guess, plan, scratch);
  let best = read('stop');
  const { stopAt } = best.entropy;
  const before = best.firstMissing;
  if (best.done < plan.mcus && plan.repeatable && stopAt < bytes.length) {
    const illegal = !endsScan(bytes, stopAt);
    if (illegal || isStrayEoi(bytes, stopAt)) {
      for (const guess of ['drop', 'stuff', 'mend'] as const) {
        const trial = read(guess, stopAt);
        if (trial.done === plan.mcus || (illegal && (best.guess === 'stop' || trial.done > best.done))) best = trial;
        if (trial.done === plan.mcus) break;
      }
    }
  }
  const nextAt = settle(bytes, best, scratch, edits);
  // A restart marker where none was announced is a camera's habit; any other marker is damage.
  const damaged = best.entropy.illegal.some(({ code }) => !isRestart(bytes[code]!));
  return {
    done: best.done,
    firstMissing: damaged ? before : best.firstMissing,
    doubtful: damaged || (!plan.repeatable && nextAt !== best.entropy.stopAt),
    nextAt,
  };
}

/** EOI with more behind it than another picture: it may stand where a byte of the scan was damaged. */
function isStrayEoi(bytes: Uint8Array, at: number): boolean {
  const code = codeAt(bytes, at);
  if (bytes[code] !== EOI || code + 16 > bytes.length) return false;
  return !(bytes[code + 1] === 0xff && (bytes[code + 2] === SOI || bytes[code + 2] === EOI));
}

/** Intervals by the numbers of their restart markers; where that fails, by their order. */
function tryPlaces(entropy: Entropy, guess: Guess, plan: ScanPlan, scratch: Scratch): Trial {
  const { intervals } = entropy;
  const expected = Math.ceil(plan.mcus / (plan.restartInterval || plan.mcus));
  const byOrder = intervals.map((_, i) => i);
  const byNumber = numberedPlaces(intervals);
  const odd = byNumber.some((place, i) => place !== i && i < expected);
  if (odd && plan.repeatable && intervals.length >= expected) {
    const trial = walkIntervals(entropy, guess, plan, scratch, byOrder, true);
    if (trial.done === plan.mcus) return trial;
  }
  return walkIntervals(entropy, guess, plan, scratch, odd ? byNumber : byOrder, false);
}

/**
 * Which interval each is, by the rule all libjpeg engines follow when RSTm comes and RSTn was due: one or two ahead, the
 * intervals between are lost (that is what m says); one or two behind, this one is thrown away (-1); else m is not believed.
 */
function numberedPlaces(intervals: readonly Interval[]): number[] {
  let due = 0;
  return intervals.map(({ restart }) => {
    if (restart < 0) return due++;
    const ahead = (restart - ((due - 1) & 7)) & 7;
    if (ahead >= 6) return -1;
    if (ahead <= 2) due += ahead;
    return due++;
  });
}

function walkIntervals(
  entropy: Entropy,
  guess: Guess,
  plan: ScanPlan,
  { view }: Scratch,
  places: readonly number[],
  renumber: boolean,
): Trial {
  const size = plan.restartInterval || plan.mcus;
  const gaps: { interval: Interval; usedBytes: number; last: boolean }[] = [];
  const cursor = { bit: 0 };
  let done = 0;
  let next = 0;
  let firstMissing = plan.mcus;
  for (const [i, interval] of entropy.intervals.entries()) {
    const first = places[i]! * size;
    if (first < 0 || first >= plan.mcus) continue;
    if (first > next) firstMissing = Math.min(firstMissing, next);
    const wanted = Math.min(size, plan.mcus - first);
    cursor.bit = interval.start * 8;
    const walked = plan.walk(view, cursor, interval.end * 8, first, wanted);
    done += walked;
    next = first + wanted;
    if (walked < wanted) {
      firstMissing = Math.min(firstMissing, first + walked);
      continue;
    }
    const usedBytes = ((cursor.bit + 7) >>> 3) - interval.start;
    const last = next === plan.mcus;
    if (last || usedBytes < interval.end - interval.start) gaps.push({ interval, usedBytes, last });
  }
  return { guess, entropy, done, firstMissing: Math.min(firstMissing, next), gaps, renumber };
}

/** Writes the edits down; returns where the next marker stands. */
function settle(bytes: Uint8Array, { guess, entropy, gaps, renumber }: Trial, scratch: Scratch, edits: Edits): number {
  let nextAt = entropy.stopAt;
  const cut: Cut[] = [];
  for (const { interval, usedBytes, last } of gaps) {
    const exact = usedBytes === interval.end - interval.start;
    const at = exact ? interval.rawEnd : rawAfter(bytes, interval.rawStart, usedBytes, guess);
    let end = interval.rawEnd;
    if (last) {
      if (nextAt < bytes.length && !endsScan(bytes, nextAt))
        nextAt = readEntropy(bytes, nextAt, 0, scratch, 'drop', nextAt).stopAt;
      end = nextAt;
    }
    edits.remove(last ? 'surplus-before-eoi' : 'surplus-before-rst', at, end);
    cut.push({ at, end });
  }
  let isCut = cutFinder(cut);
  for (const { at: fillAt, code } of entropy.illegal) {
    if (isCut(code)) continue;
    if (guess === 'drop') edits.remove('illegal-marker-in-scan', fillAt, code + 1);
    else if (guess === 'stuff') edits.insert('illegal-marker-in-scan', code, [0]);
    else edits.replace('illegal-marker-in-scan', code, [0]);
  }
  if (renumber) {
    isCut = cutFinder(cut);
    for (const [i, { restartAt }] of entropy.intervals.entries()) {
      const code = RST0 + ((i - 1) & 7);
      if (restartAt >= 0 && bytes[restartAt] !== code && !isCut(restartAt))
        edits.replace('illegal-marker-in-scan', restartAt, [code]);
    }
  }
  return nextAt;
}

interface Cut {
  readonly at: number;
  readonly end: number;
}

/** Tells of place after place, from the front to the back, whether it lies within a cut. */
function cutFinder(cuts: readonly Cut[]): (place: number) => boolean {
  let next = 0;
  return (place) => {
    while (next < cuts.length && cuts[next]!.end <= place) next++;
    return next < cuts.length && cuts[next]!.at < place;
  };
}
