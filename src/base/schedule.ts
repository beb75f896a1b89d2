/** When a schedule is on, and when it begins next: hours of the clock on the wall, also over midnight and where that clock is changed. */

/** Hours that come once or every week. Plain data: remembered for each camera. */
export interface Schedule {
  /** 'film': a film from the beginning to the end; 'motion': what moves is recorded in these hours only. */
  readonly use: 'off' | 'film' | 'motion';
  readonly repeat: 'weekly' | 'once';
  /** Of a weekly one: the days it begins on, 0 = Sunday. */
  readonly days: readonly number[];
  /** Of one that comes once: the day it begins on, YYYY-MM-DD. */
  readonly date: string;
  /** HH:MM or HH:MM:SS. An end that is no later than the beginning is one on the next day. */
  readonly from: string;
  readonly until: string;
}

export const defaultSchedule: Schedule = {
  use: 'off',
  repeat: 'weekly',
  days: [0, 1, 2, 3, 4, 5, 6],
  date: '',
  from: '08:00',
  until: '18:00',
};

/** What the clock on the wall shows at a moment (ms since epoch), as if that were UTC: ms since epoch again. */
export type Zone = (at: number) => number;

/** Of this device. */
export const localZone: Zone = (at) => {
  const date = new Date(at);
  const [hours, minutes, seconds] = [date.getHours(), date.getMinutes(), date.getSeconds()];
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate(), hours, minutes, seconds, date.getMilliseconds());
};

/** One turn of a schedule, ms since epoch; the end is not in it. */
export interface Span {
  readonly startsAt: number;
  readonly endsAt: number;
}

export type ScheduleFault = 'no-days' | 'no-date' | 'no-time' | 'same' | 'past' | 'never';

const secondMs = 1000;
const dayMs = 86_400_000;

/** The turn that goes on at `now`: what it records, it records to this end. */
export function isOn(schedule: Schedule, now: number, zone: Zone): Span | undefined {
  return spansAround(schedule, now, zone)
    .filter(({ startsAt, endsAt }) => startsAt <= now && now < endsAt)
    .at(-1);
}

/** Undefined when none is to come. */
export function nextStart(schedule: Schedule, now: number, zone: Zone): number | undefined {
  return spansAround(schedule, now, zone).find(({ startsAt }) => startsAt > now)?.startsAt;
}

/** The turns that were to begin after `since` and are over: nobody was awake for them. The last one. */
export function lastMissed(schedule: Schedule, since: number, now: number, zone: Zone): Span | undefined {
  return spansAround(schedule, now, zone)
    .filter(({ startsAt, endsAt }) => startsAt > since && endsAt <= now)
    .at(-1);
}

/** Why nothing would ever come of it. */
export function faultOf(schedule: Schedule, now: number, zone: Zone): ScheduleFault | undefined {
  const { use, repeat, days, date, from, until } = schedule;
  if (use === 'off') return undefined;
  if (repeat === 'weekly' && days.length === 0) return 'no-days';
  if (repeat === 'once' && dayOf(date) === undefined) return 'no-date';
  if (timeOf(from) === undefined || timeOf(until) === undefined) return 'no-time';
  if (timeOf(from) === timeOf(until)) return 'same';
  if (repeat === 'weekly') return undefined;
  const span = spanOn(schedule, dayOf(date)!, zone);
  if (span.startsAt >= span.endsAt) return 'never';
  return span.endsAt <= now ? 'past' : undefined;
}

/** What was remembered, as far as it makes sense: another version may have written it, or somebody by hand. */
export function scheduleFrom(stored: unknown): Schedule {
  if (typeof stored !== 'object' || stored === null) return defaultSchedule;
  const told = stored as Partial<Record<keyof Schedule, unknown>>;
  const oneOf = <T>(value: unknown, all: readonly T[], other: T): T => all.find((one) => one === value) ?? other;
  const timely = (value: unknown, other: string) =>
    typeof value === 'string' && timeOf(value) !== undefined ? value : other;
  const days = Array.isArray(told.days)
    ? defaultSchedule.days.filter((day) => (told.days as unknown[]).includes(day))
    : [];
  const schedule: Schedule = {
    use: oneOf(told.use, ['off', 'film', 'motion'], defaultSchedule.use),
    repeat: oneOf(told.repeat, ['weekly', 'once'], defaultSchedule.repeat),
    days,
    date: typeof told.date === 'string' && dayOf(told.date) !== undefined ? told.date : '',
    from: timely(told.from, defaultSchedule.from),
    until: timely(told.until, defaultSchedule.until),
  };
  // Whatever could not be read is switched off and not guessed: nobody asked for other hours.
  const isWhole = timeOf(told.from) !== undefined && timeOf(told.until) !== undefined;
  return isWhole ? schedule : { ...schedule, use: 'off' };
}

/** Seconds since midnight. */
function timeOf(text: unknown): number | undefined {
  const parts = typeof text === 'string' ? /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(text) : null;
  return parts ? Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3] ?? 0) : undefined;
}

/** Midnight as the wall shows it. */
function dayOf(text: string): number | undefined {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // The 31st of February is taken for the 3rd of March.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) ? at : undefined;
}

/** In the order they begin: the weekly ones of the days before and after, or the only one. */
function spansAround(schedule: Schedule, now: number, zone: Zone): readonly Span[] {
  const { use, repeat, days, date, from, until } = schedule;
  const times = [timeOf(from), timeOf(until)];
  if (use === 'off' || times.includes(undefined) || times[0] === times[1]) return [];
  const once = dayOf(date);
  const today = Math.floor(zone(now) / dayMs) * dayMs;
  // Two days back: the end of one that began the day before yesterday may be put off by a change of the clock.
  const near = Array.from({ length: 11 }, (_, at) => today + (at - 2) * dayMs);
  const weekly = near.filter((day) => days.includes(new Date(day).getUTCDay()));
  const begin = repeat === 'weekly' ? weekly : [once].filter((day) => day !== undefined);
  return begin.map((day) => spanOn(schedule, day, zone)).filter(({ startsAt, endsAt }) => startsAt < endsAt);
}

/** Where a time comes twice, the turn begins with the first and ends with the second: nothing anybody meant is missing. */
function spanOn({ from, until }: Schedule, day: number, zone: Zone): Span {
  const [first, last] = [timeOf(from)! * secondMs, timeOf(until)! * secondMs];
  return {
    startsAt: momentsOf(day + first, zone)[0],
    endsAt: momentsOf(day + last + (last <= first ? dayMs : 0), zone)[1],
  };
}

/** When the wall shows a time, first and last; where it is left out by a change of the clock, the moment of that change. */
function momentsOf(shown: number, zone: Zone): readonly [number, number] {
  const aheadAt = (at: number) => zone(at) - at;
  const [before, after] = [aheadAt(shown - dayMs), aheadAt(shown + dayMs)];
  const moments = [shown - before, shown - after].filter((at) => zone(at) === shown);
  if (moments.length > 0) return [Math.min(...moments), Math.max(...moments)];
  let [early, late] = [shown - dayMs, shown + dayMs];
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (aheadAt(middle) === before) early = middle;
    else late = middle;
  }
  return [late, late];
}
