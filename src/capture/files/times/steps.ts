/** Mends a series of moments: the hour that comes twice, clocks that were set, moments that are missing. Pure. */
import { median } from '../../../base/median';

/** What becomes of a leap in the times: kept as a pause, closed, or everything evenly spaced. 'auto' decides by its length. */
export type Jumps = 'auto' | 'keep' | 'close' | 'even';

export type TimesOddity =
  /** The end of summer time: an hour is named twice. */
  | { readonly kind: 'hour-twice' }
  /** The clock was set back by so much (of the series, not of the day). */
  | { readonly kind: 'set-back'; readonly byMs: number }
  | { readonly kind: 'jump'; readonly byMs: number; readonly handled: 'kept' | 'closed' }
  /** Pictures of before 1995 or of after tomorrow. */
  | { readonly kind: 'far'; readonly count: number }
  /** Pictures without a time of their own. */
  | { readonly kind: 'untimed'; readonly count: number };

export interface Repaired {
  readonly order: Uint32Array;
  readonly takenAt: Float64Array;
  readonly oddities: readonly TimesOddity[];
  /** Some moments are not those that were told. */
  readonly isMoved: boolean;
  /** What speaks for or against the source. */
  readonly odd: {
    readonly rawSpanMs: number;
    readonly farFraction: number;
    readonly fallFraction: number;
    readonly sharedFraction: number;
  };
}

export interface RepairOptions {
  /** So exactly are the moments known. */
  readonly stepMs: number;
  readonly isLocal: boolean;
  readonly byCounter: boolean;
  /** Another source told which pictures are of the second coming of an hour that is named twice. */
  readonly isSettled: boolean;
  readonly fps: number;
  readonly jumps: Jumps;
  readonly leastAt: number;
  readonly mostAt: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A leap is more than this, and than this many usual steps. */
const jump = { leastMs: dayMs, usual: 20 };
/**
 * Unasked, a pause is believed up to this length, or so many usual steps. Dates and names come from one clock: that both
 * leap proves nothing, and nobody watches a picture stand still for 94 days.
 */
const believedPause = { mostMs: 14 * dayMs, usual: 1000 };
/** Clocks jitter; FAT rounds to two seconds. */
const jitterMs = 2000;
const sampled = 1000;

/** The usual step between moments that differ; 0 when there is none. */
export function usualStep(times: Float64Array): number {
  const every = Math.max(1, Math.floor((times.length - 1) / sampled));
  const steps: number[] = [];
  for (let at = 1; at < times.length; at += every) {
    const step = times[at]! - times[at - 1]!;
    if (!Number.isNaN(step)) steps.push(step);
  }
  return median(steps) ?? 0;
}

/** `raw`: ms since epoch in the order of the names, NaN where unknown. */
export function repair(raw: Float64Array, options: RepairOptions): Repaired {
  const far = countOf(raw, (at) => at < options.leastAt || at > options.mostAt);
  const untimed = countOf(raw, Number.isNaN);
  const oddities: TimesOddity[] = [];
  if (far > 0) oddities.push({ kind: 'far', count: far });
  if (untimed > 0) oddities.push({ kind: 'untimed', count: untimed });
  const { times, wasTwice } = options.isSettled
    ? { times: filled(raw), wasTwice: true }
    : withSecondHour(filled(raw), options);
  if (wasTwice) oddities.push({ kind: 'hour-twice' });
  const order = orderOf(times, options);
  const ordered = Float64Array.from(order, (at) => times[at]!);
  const falls = countFalls(options.byCounter ? times : ordered, options.stepMs);
  const isMoved = mendSteps(ordered, options, oddities);
  const known = raw.filter((at) => !Number.isNaN(at));
  return {
    order,
    takenAt: spread(ordered, options),
    oddities,
    isMoved,
    odd: {
      rawSpanMs: known.reduce((a, b) => Math.max(a, b), -Infinity) - known.reduce((a, b) => Math.min(a, b), Infinity),
      farFraction: far / Math.max(1, raw.length),
      fallFraction: falls / Math.max(1, raw.length - 1),
      sharedFraction: shared(ordered) / Math.max(1, raw.length - 1),
    },
  };
}

function countOf(times: Float64Array, is: (at: number) => boolean): number {
  return times.reduce((count, at) => count + (is(at) ? 1 : 0), 0);
}

function countFalls(times: Float64Array, stepMs: number): number {
  return countOf(
    times.map((at, i) => (i === 0 ? 0 : at - times[i - 1]!)),
    (step) => step < -Math.max(jitterMs, Math.min(stepMs, hourMs)),
  );
}

function shared(times: Float64Array): number {
  return countOf(
    times.map((at, i) => (i === 0 ? 1 : at - times[i - 1]!)),
    (step) => step === 0,
  );
}

/** Pictures without a time stand between their neighbours. */
function filled(raw: Float64Array): Float64Array {
  const times = raw.slice();
  let last = -1;
  for (let at = 0; at <= raw.length; at++) {
    if (at < raw.length && Number.isNaN(raw[at]!)) continue;
    const before = last < 0 ? raw[at] : raw[last];
    const after = at < raw.length ? raw[at] : raw[last];
    for (let i = last + 1; i < at; i++) {
      times[i] = (before ?? 0) + (((after ?? 0) - (before ?? 0)) * (i - last)) / (at - last);
    }
    last = at;
  }
  return times;
}

/** Local times of the hour that comes twice are those of its first coming, unless the time would fall by that. */
function withSecondHour(
  raw: Float64Array,
  { isLocal, stepMs }: RepairOptions,
): {
  readonly times: Float64Array;
  readonly wasTwice: boolean;
} {
  const times = raw.slice();
  let wasTwice = false;
  // Of a clock that knows no zone of ours, from where it was set back on.
  let addedMs = 0;
  const usualMs = Math.max(usualStep(raw), 1);
  for (let i = 1; i < times.length; i++) {
    times[i] = times[i]! + addedMs;
    const fall = times[i - 1]! - times[i]!;
    if (!isLocal || fall <= Math.max(jitterMs, Math.min(stepMs, 60_000))) continue;
    const second = times[i]! + hourMs;
    if (second < times[i - 1]! - jitterMs) continue;
    if (isNamedTwice(raw[i]!)) times[i] = second;
    // One step of the usual length later, but for the hour.
    else if (Math.abs(second - times[i - 1]! - usualMs) <= Math.max(2 * usualMs, 2 * stepMs) && usualMs < hourMs / 4) {
      addedMs += hourMs;
      times[i] = second;
    } else continue;
    wasTwice = true;
  }
  return { times, wasTwice };
}

export function isNamedTwice(at: number): boolean {
  const [first, second] = [new Date(at), new Date(at + hourMs)];
  return first.getTimezoneOffset() !== second.getTimezoneOffset() && first.getHours() === second.getHours();
}

interface Run {
  readonly from: number;
  readonly to: number;
  readonly startedAt: number;
  readonly endedAt: number;
}

function runsOf(times: Float64Array, stepMs: number): readonly Run[] {
  const runs: Run[] = [];
  let from = 0;
  for (let i = 1; i <= times.length; i++) {
    if (i < times.length && times[i]! >= times[i - 1]! - Math.max(jitterMs, Math.min(stepMs, hourMs))) continue;
    runs.push({ from, to: i, startedAt: times[from]!, endedAt: times[i - 1]! });
    from = i;
  }
  return runs;
}

/**
 * The order of the names, unless the times say that names do not follow them: 01-05-2026 after 01-04-2026 and 02-04-2026,
 * a counter that began again at 0001, many falls. A clock that was set back makes one fall into what was before, and the
 * order stays.
 */
function orderOf(times: Float64Array, { stepMs, byCounter, isSettled }: RepairOptions): Uint32Array {
  const order = Uint32Array.from(times.keys());
  const runs = runsOf(times, stepMs);
  if (runs.length === 1) return order;
  const sorted = runs.toSorted((a, b) => a.startedAt - b.startedAt);
  const isApart = sorted.every((run, at) => at === 0 || run.startedAt >= sorted[at - 1]!.endedAt);
  const usualMs = Math.max(usualStep(times), 1);
  const isJoined = sorted.every((run, at) => at === 0 || run.startedAt - sorted[at - 1]!.endedAt < 100 * usualMs);
  const many = !byCounter && runs.length > 4 && runs.length > times.length / 20;
  if (!(isApart && (isJoined || !byCounter)) && !many && !isSettled) return order;
  return order.sort((a, b) => times[a]! - times[b]! || a - b);
}

/** Falls and leaps; what stands before one is moved to it, for a clock that was just set is right. True when any was. */
function mendSteps(times: Float64Array, options: RepairOptions, oddities: TimesOddity[]): boolean {
  const { stepMs, jumps, leastAt, mostAt } = options;
  const usualMs = Math.max(usualStep(times), 1);
  const isFar = (at: number) => at < leastAt || at > mostAt;
  const shifts: { readonly at: number; readonly byMs: number; readonly rightAfter: boolean }[] = [];
  for (let i = 1; i < times.length; i++) {
    const step = times[i]! - times[i - 1]!;
    if (step < -Math.max(jitterMs, Math.min(stepMs, hourMs))) {
      oddities.push({ kind: 'set-back', byMs: usualMs - step });
      shifts.push({ at: i, byMs: usualMs - step, rightAfter: !isFar(times[i]!) });
    } else if (step > Math.max(jump.leastMs, jump.usual * usualMs)) {
      const wasNever = isFar(times[i - 1]!) !== isFar(times[i]!);
      const isClosed =
        jumps === 'close' ||
        (jumps === 'auto' && (wasNever || step > Math.max(believedPause.mostMs, believedPause.usual * usualMs)));
      oddities.push({ kind: 'jump', byMs: step, handled: isClosed ? 'closed' : 'kept' });
      if (isClosed) shifts.push({ at: i, byMs: usualMs - step, rightAfter: !isFar(times[i]!) });
    }
  }
  if (shifts.length === 0) return false;
  // All is moved against the last stretch whose clock is believed.
  let byMs = 0;
  let at = 0;
  const offsets = new Float64Array(times.length);
  let anchorMs = isFar(times[0]!) ? undefined : 0;
  for (const shift of shifts) {
    offsets.fill(byMs, at, shift.at);
    byMs += shift.byMs;
    at = shift.at;
    if (shift.rightAfter || anchorMs === undefined) anchorMs = byMs;
  }
  offsets.fill(byMs, at);
  for (let i = 0; i < times.length; i++) times[i] = times[i]! + offsets[i]! - (anchorMs ?? 0);
  return true;
}

/**
 * Names and FAT dates know whole seconds only: pictures of one moment share the time until the next (at most as the
 * rate has it at the end). What falls back a little is held, so that the order stays.
 */
function spread(times: Float64Array, { fps, stepMs }: RepairOptions): Float64Array {
  const out = new Float64Array(times.length);
  const leastMs = stepMs <= 2000 ? 1000 : stepMs;
  let heldAt = Number.NEGATIVE_INFINITY;
  for (let first = 0; first < times.length; ) {
    heldAt = Math.max(heldAt, times[first]!);
    let end = first + 1;
    while (end < times.length && times[end]! <= heldAt) end++;
    const count = end - first;
    const untilNextMs = end < times.length ? times[end]! - heldAt : (count * 1000) / fps;
    const stepOutMs = Math.min(untilNextMs, Math.max(leastMs, (count * 1000) / fps)) / count;
    for (let i = first; i < end; i++) out[i] = heldAt + (i - first) * stepOutMs;
    first = end;
  }
  return out;
}
