/** Names and dates of picture files in, the moment each was taken out. Pure. */

/** Where times come from. 'auto': names where all have one, else dates of slow pictures, else the rate. */
export type FileTimes = 'auto' | 'names' | 'dates' | 'rate';

export interface NamedFile {
  /** With folders, as chosen. */
  readonly name: string;
  /** ms since epoch; 0 = unknown. */
  readonly modifiedAt: number;
}

export interface TimedFiles {
  /** ms since epoch, one for each file, never falling. */
  readonly takenAt: Float64Array;
  readonly from: Exclude<FileTimes, 'auto'>;
  /** Pictures a second, from the usual interval. */
  readonly fps: number;
}

/**
 * Copying and unpacking give files dates as fast as the disk is: only dates this far apart are believed unasked.
 * FAT keeps dates in steps of two seconds.
 */
const believedIntervalMs = 500;
/** Intervals looked at to find the usual one. */
const sampled = 1000;

/** `20261122_061500`, `2026-11-22T06.15.00`, `20261122061500123`: local time unless a Z follows; ms or us may follow. */
const clockName =
  /(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])[T_\-. ]*([01]\d|2[0-3])[-_.:h]?([0-5]\d)[-_.:m]?([0-5]\d)(?:[-_.,]?(\d{6}|\d{3})(?!\d))?(Z?)/;
/** Seconds since 1970 from 2001 to 2033, with ms or us behind them, or a fraction. */
const epochName = /(?<!\d)(1\d{9})(?:[._](\d{1,6})|(\d{6}|\d{3}))?(?!\d)/;

/** The moment a file's name speaks of, ms since epoch; undefined when it names none. */
export function timeOfName(path: string): number | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[a-z]\w{1,4}$/i, '');
  const clock = clockName.exec(name);
  if (clock) {
    const [year, month, day, hour, minute, second] = clock.slice(1, 7).map(Number) as number[];
    const ms = fractionMs(clock[7]);
    const date = new Date(0);
    const utc = clock[8] === 'Z' ? 'UTC' : '';
    date[`set${utc}FullYear`](year!, month! - 1, day!);
    date[`set${utc}Hours`](hour!, minute!, second!, 0);
    return date.getTime() + ms;
  }
  const epoch = epochName.exec(name);
  return epoch ? Number(epoch[1]) * 1000 + fractionMs(epoch[2] ?? epoch[3]) : undefined;
}

function fractionMs(digits = ''): number {
  return digits === '' ? 0 : Number(`0.${digits}`) * 1000;
}

/** Frames count up in names ("img9", "img10"), folders come one after the other. */
export function byName(a: NamedFile, b: NamedFile): number {
  return collator.compare(a.name, b.name);
}

const collator = new Intl.Collator('en', { numeric: true });

/** `files` in the order of their names. `fps` is the rate for what has no times of its own. */
export function timeFiles(files: readonly NamedFile[], wanted: FileTimes, fps: number): TimedFiles {
  if (wanted === 'auto' || wanted === 'names') {
    const named = files.map(({ name }) => timeOfName(name));
    if (named.length > 0 && named.every((at) => at !== undefined)) {
      const takenAt = spread(Float64Array.from(named), fps);
      // All in one second, or all on one day at midnight, tell nothing.
      if (takenAt.length === 1 || isRising(takenAt)) return { takenAt, from: 'names', fps: usualFps(takenAt, fps) };
    }
  }
  const dates = Float64Array.from(files, ({ modifiedAt }) => modifiedAt);
  if (wanted === 'dates' || (wanted === 'auto' && usualMs(dates) >= believedIntervalMs && isRising(dates))) {
    const takenAt = spread(dates, fps);
    return { takenAt, from: 'dates', fps: usualFps(takenAt, fps) };
  }
  const startedAt = timeOfName(files[0]?.name ?? '') ?? files[0]?.modifiedAt ?? 0;
  return { takenAt: Float64Array.from(files, (_, at) => startedAt + (at * 1000) / fps), from: 'rate', fps };
}

function isRising(times: Float64Array): boolean {
  return times.every((at, i) => i === 0 || at >= times[i - 1]!) && times.at(-1)! > times[0]!;
}

/**
 * Names and FAT dates know whole seconds only: pictures of one moment share the time until the next (at most as the
 * rate has it at the end). What falls back is held, so that the order of the names stays.
 */
function spread(times: Float64Array, fps: number): Float64Array {
  const out = new Float64Array(times.length);
  let heldAt = Number.NEGATIVE_INFINITY;
  for (let first = 0; first < times.length; ) {
    heldAt = Math.max(heldAt, times[first]!);
    let end = first + 1;
    while (end < times.length && times[end]! <= heldAt) end++;
    const count = end - first;
    const untilNextMs = end < times.length ? times[end]! - heldAt : (count * 1000) / fps;
    const stepMs = Math.min(untilNextMs, Math.max(1000, (count * 1000) / fps)) / count;
    for (let i = first; i < end; i++) out[i] = heldAt + (i - first) * stepMs;
    first = end;
  }
  return out;
}

function usualMs(times: Float64Array): number {
  const steps: number[] = [];
  for (let i = 1; i < Math.min(times.length, sampled); i++) steps.push(times[i]! - times[i - 1]!);
  return steps.sort((a, b) => a - b)[steps.length >> 1] ?? 0;
}

function usualFps(times: Float64Array, fallbackFps: number): number {
  const ms = usualMs(times);
  return ms > 0 ? 1000 / ms : fallbackFps;
}
