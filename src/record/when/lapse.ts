/** Which of a camera's pictures a time-lapse keeps: of each moment that is due the one that comes nearest to it. Pure. */
import type { Lapse } from '../../base/options';

/** What was kept so far. Moments are counted from the first picture. */
export interface Thinning {
  readonly lapse: Lapse;
  readonly firstAt: number;
  /** Of the last picture that was kept: 0 = the first one. */
  readonly moment: number;
  /** When the last picture came, kept or not. */
  readonly seenAt: number;
  /** How long after the one before. */
  readonly intervalMs: number;
}

/** Of a recording with these pictures; `lastAt` 0: with none yet. Undefined where all are kept. */
export function thinningFrom(lapse: Lapse | undefined, firstAt: number, lastAt: number): Thinning | undefined {
  if (!lapse) return undefined;
  const moment = lastAt ? Math.round((lastAt - firstAt) / everyMs(lapse)) : -1;
  return { lapse, firstAt, moment, seenAt: lastAt, intervalMs: 0 };
}

interface Thinned {
  readonly keeps: boolean;
  readonly thinning: Thinning;
}

/**
 * A picture came at `at`. The next one is expected as long after it as it came after the one before: what is nearer to the
 * moment is taken, so a camera of one picture a moment loses none by being a little early. The shorter of two intervals counts: the
 * longer one may be a gap. A clock that was set back begins to count anew.
 */
export function thin(before: Thinning, at: number): Thinned {
  const every = everyMs(before.lapse);
  if (before.moment < 0 || at < before.seenAt - every)
    return { keeps: true, thinning: { ...before, firstAt: at, moment: 0, seenAt: at, intervalMs: every } };
  const intervalMs = Math.max(0, at - before.seenAt);
  const nearMs = Math.min(every, intervalMs, before.intervalMs) / 2;
  const moment = Math.floor((at - before.firstAt + nearMs) / every);
  const keeps = moment > before.moment;
  const seenAt = Math.max(at, before.seenAt);
  return { keeps, thinning: { ...before, moment: keeps ? moment : before.moment, seenAt, intervalMs } };
}

/** When the next moment is; what comes before is not wanted. */
export function dueAtOf({ lapse, firstAt, moment }: Thinning): number {
  return firstAt + (moment + 1) * everyMs(lapse);
}

const everyMs = ({ everySeconds }: Lapse) => everySeconds * 1000;
