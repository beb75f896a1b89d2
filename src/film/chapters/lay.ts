/** Puts a film's chapters in the order and at the times that every player takes. */
import type { Chapter } from '../contract';

export interface LaidChapter {
  readonly startUs: number;
  /** UTF-8. */
  readonly title: Uint8Array;
}

/** The length of a title in a list of chapters is one byte. */
const mostTitleBytes = 255;
/** Chapters last: none shorter than a unit of the chapter track's time. */
const leastUs = 1000;
/** Of what is before the first one. */
const beginning = 'Start';

/**
 * In order, each later than the one before. A first one that is not at 0 would be taken for one at 0 and move all others
 * along (https://github.com/sergiomb2/libmp4v2/issues/130, https://github.com/HandBrake/HandBrake/issues/7339): so something
 * always begins there.
 */
export function layChapters(chapters: readonly Chapter[]): readonly LaidChapter[] {
  const sorted = [...chapters].sort((a, b) => a.startUs - b.startUs);
  if (sorted.length === 0) return [];
  const whole = sorted[0]!.startUs < leastUs ? sorted : [{ startUs: 0, title: beginning }, ...sorted];
  let earliestUs = 0;
  return whole.map(({ startUs, title }, at) => {
    const laidUs = at === 0 ? 0 : Math.max(earliestUs, Math.round(startUs));
    earliestUs = laidUs + leastUs;
    return { startUs: laidUs, title: titleBytes(title) };
  });
}

/** Never cut inside a character. */
function titleBytes(title: string): Uint8Array {
  const bytes = new Uint8Array(mostTitleBytes);
  const { written } = new TextEncoder().encodeInto(title, bytes);
  return bytes.subarray(0, written);
}
