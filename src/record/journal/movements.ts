/** When something moved in a film: the scores of its pictures, joined to movements as a person would count them. Pure. */
import { movementScore } from '../../notice/notice';

/** From the first picture in which it moved to the last one, ms of the film. */
export interface MovementSpan {
  readonly startMs: number;
  readonly endMs: number;
  /** The highest score. */
  readonly peak: number;
}

/** Somebody who stands still for a moment still moves: below this nothing does. */
const stillScore = movementScore / 2;
/** What pauses for less than this is one movement. */
const mergeMs = 3000;

export interface Movements {
  /** In any order: what was rendered again after a crash comes twice. */
  add(filmMs: number, score: number): void;
  /** In order, none of them closer to another than `mergeMs`. */
  list(): readonly MovementSpan[];
}

export function openMovements(): Movements {
  const found: MovementSpan[] = [];
  let current: MovementSpan | undefined;
  return {
    add(filmMs, score) {
      const goesOn = current && filmMs >= current.startMs && filmMs - current.endMs <= mergeMs;
      if (score <= (goesOn ? stillScore : movementScore)) return;
      if (current && goesOn) {
        const { startMs, endMs, peak } = current;
        current = { startMs, endMs: Math.max(endMs, filmMs), peak: Math.max(peak, score) };
        return;
      }
      if (current) found.push(current);
      current = { startMs: filmMs, endMs: filmMs, peak: score };
    },
    list() {
      const merged: MovementSpan[] = [];
      for (const next of [...found, ...(current ? [current] : [])].sort((a, b) => a.startMs - b.startMs)) {
        const last = merged.at(-1);
        if (!last || next.startMs - last.endMs > mergeMs) merged.push(next);
        else {
          const [endMs, peak] = [Math.max(last.endMs, next.endMs), Math.max(last.peak, next.peak)];
          merged[merged.length - 1] = { startMs: last.startMs, endMs, peak };
        }
      }
      return merged;
    },
  };
}
