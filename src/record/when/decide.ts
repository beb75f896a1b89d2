/** The table of what begins, splits and ends a film, as one pure function over events with a time. */

import { defaultWhen, type When } from '../../base/options';
import type { Cause } from '../../base/trouble';
import { firstHours, type Hours, lookDueAt, lookedAtWall, renewed, type ScheduleState, turnAt } from './hours';
import type { FilmLimits } from './limits';

/** Recording stops cleanly while there is still room to finish the film. */
export const floorBytes = 32 * 1024 * 1024;

const hourMs = 3_600_000;

export interface RunningFilm {
  /** A film begun by hand is never ended by anything but its limits, Stop and trouble. */
  readonly by: 'hand' | 'motion' | 'schedule';
  readonly limits: FilmLimits;
  /** What the set length counts from; undefined until a picture has come. Splits do not change it. */
  readonly countsFrom: number | undefined;
  /** When the film that is being written began. */
  readonly partAt: number | undefined;
  /** When the schedule that began it ends it, by the clock on the wall. */
  readonly untilWall?: number;
}

export interface Deciding {
  readonly when: When;
  readonly hours: Hours;
  /** Of the last event. */
  readonly now: number;
  /** 'finishing': the film before is being finished, and another cannot begin yet. */
  readonly film: RunningFilm | 'finishing' | undefined;
  readonly movedAt: number;
  /** Somebody pressed Stop while something moved: nothing begins by itself until it has been still. */
  readonly hushed: boolean;
  /** When films began by themselves during the last hour. */
  readonly begunAt: readonly number[];
}

export type WhenEvent = { readonly at: number } & (
  | { readonly kind: 'when'; readonly when: When }
  /** `hasPicture`: there is one on the screen, or kept from before. */
  | { readonly kind: 'record'; readonly limits: FilmLimits; readonly hasPicture: boolean }
  | { readonly kind: 'stop' }
  /** `frames`: how many the film has so far. `moved`: something moved in it. `limits`: of a film that it may begin. */
  | {
      readonly kind: 'picture';
      readonly whole: boolean;
      readonly moved: boolean;
      readonly frames: number;
      readonly limits: FilmLimits;
    }
  /** Another film was begun because the pictures changed their size. */
  | { readonly kind: 'parted' }
  /** `wallAt`: by the clock on the wall, which people set, and which goes on while a device sleeps. `limits`: as of a picture. */
  | { readonly kind: 'clock'; readonly wallAt: number; readonly limits: FilmLimits }
  | { readonly kind: 'room'; readonly freeBytes: number; readonly reserved: boolean }
  | { readonly kind: 'failed'; readonly cause: Cause }
  | { readonly kind: 'finished' }
);

export type Act =
  /** Pictures are kept from `from` on, as far back as there are any. */
  | { readonly kind: 'begin'; readonly from: number }
  /** The film ends at `at`, and the next one begins there. */
  | { readonly kind: 'part'; readonly at: number }
  | { readonly kind: 'end'; readonly at: number; readonly cause: Cause | undefined };

export interface Decided {
  readonly state: Deciding;
  readonly acts: readonly Act[];
}

export const firstDeciding: Deciding = {
  when: defaultWhen,
  hours: firstHours,
  now: Number.NEGATIVE_INFINITY,
  film: undefined,
  movedAt: Number.NEGATIVE_INFINITY,
  hushed: false,
  begunAt: [],
};

/** Events come from several clocks' readers, a little out of order: no clock was set back by so little. */
const disorderMs = 10_000;

/** Whether its time is when it is told of. The others' is a picture's, which may have waited for the disk much longer than that. */
const isOfNow: Readonly<Record<WhenEvent['kind'], boolean>> = {
  when: true,
  record: true,
  stop: true,
  clock: true,
  room: true,
  finished: true,
  picture: false,
  parted: false,
  failed: false,
};

/** Events that make no sense in a state (Stop twice, Record while recording) change nothing but its time. */
export function decide(before: Deciding, event: WhenEvent): Decided {
  const { at } = event;
  const state = movedTo(before, event);
  switch (event.kind) {
    case 'when':
      return only({ ...state, when: event.when, hours: hoursWith(state, event.when) });
    case 'record':
      return pressed(state, event);
    case 'stop':
      return ended(stopped({ ...state, hushed: true }), at, undefined);
    case 'picture':
      return seen(state, event);
    case 'parted':
      return only(isRunning(state) ? { ...state, film: { ...state.film, partAt: at } } : state);
    case 'clock':
      return looked(state, event, before.now);
    case 'room': {
      if (event.freeBytes >= floorBytes && event.reserved) return only(state);
      const detail = event.reserved ? `${event.freeBytes} bytes are left` : 'the reserve is spent';
      return ended(stopped(state), at, { code: 'deck/full', detail });
    }
    case 'failed':
      // What could not be begun is not tried again with every picture.
      return isRunning(state)
        ? ended(stopped(state), at, event.cause)
        : only(stopped({ ...state, hushed: true, movedAt: at }));
    case 'finished':
      return only(state.film === 'finishing' ? { ...state, film: undefined } : state);
  }
}

/** A film that could not be begun was never decided on; all else that became known meanwhile, and was set by people, stays. */
export function withdrawn({ film, begunAt }: Deciding, meanwhile: Deciding): Deciding {
  return { ...meanwhile, film, begunAt };
}

/** When a 'clock' event is due; Infinity when nothing waits for one. */
export function dueAt(state: Deciding): number {
  const isLooking = state.when.schedule.use !== 'off' || (isRunning(state) && state.film.by === 'schedule');
  return Math.min(endDueAt(state), isLooking ? lookDueAt(state.hours) : Number.POSITIVE_INFINITY);
}

/** When the clock ends the film that runs. */
function endDueAt(state: Deciding): number {
  if (!isRunning(state)) return Number.POSITIVE_INFINITY;
  const { by, untilWall = Number.POSITIVE_INFINITY } = state.film;
  const ends = { hand: Number.POSITIVE_INFINITY, motion: stillAt(state), schedule: untilWall - state.hours.aheadMs };
  return Math.min(lengthEndsAt(state.film), ends[by]);
}

/** Undefined while there is no schedule, or nothing is known of it yet. */
export function scheduleOf({ when, hours }: Deciding): ScheduleState | undefined {
  const { use } = when.schedule;
  if (use === 'off' || (use === 'motion' && !when.motion) || hours.lookedAt === undefined) return undefined;
  return { untilAt: hours.on?.endsAt, nextAt: hours.nextAt, slept: hours.slept };
}

type EventOf<K extends WhenEvent['kind']> = WhenEvent & { readonly kind: K };
type RunningState = Omit<Deciding, 'film'> & { readonly film: RunningFilm };
const isRunning = (state: Deciding): state is RunningState => typeof state.film === 'object';
const only = (state: Deciding): Decided => ({ state, acts: [] });

/** A clock that was set back takes nothing with it: what has passed has passed, so all that is remembered moves along. */
function movedTo(state: Deciding, { kind, at }: WhenEvent): Deciding {
  const isSetBack = isOfNow[kind] && at < state.now - disorderMs;
  if (!isSetBack) return { ...state, now: Math.max(at, state.now) };
  const by = at - state.now;
  const film = isRunning(state)
    ? { ...state.film, countsFrom: moved(state.film.countsFrom, by), partAt: moved(state.film.partAt, by) }
    : state.film;
  const hours = { ...state.hours, aheadMs: state.hours.aheadMs - by };
  return { ...state, now: at, film, hours, movedAt: state.movedAt + by, begunAt: state.begunAt.map((ms) => ms + by) };
}

const moved = (at: number | undefined, by: number) => (at === undefined ? undefined : at + by);

function pressed(state: Deciding, { at, limits, hasPicture }: EventOf<'record'>): Decided {
  if (state.film === 'finishing') return only(state);
  // Whoever presses Record while a film runs by itself takes it over.
  if (isRunning(state)) return only({ ...state, film: { ...state.film, by: 'hand' } });
  const countsFrom = hasPicture ? at : undefined;
  return begun(state, at, { by: 'hand', limits, countsFrom, partAt: countsFrom });
}

function begun(state: Deciding, at: number, film: RunningFilm): Decided {
  return { state: { ...state, film }, acts: [{ kind: 'begin', from: at - state.when.beforeSeconds * 1000 }] };
}

function ended(state: Deciding, at: number, cause: Cause | undefined): Decided {
  if (!isRunning(state)) return only(state);
  return { state: { ...state, film: 'finishing' }, acts: [{ kind: 'end', at, cause }] };
}

const lengthEndsAt = ({ countsFrom, limits }: RunningFilm) =>
  countsFrom === undefined ? Number.POSITIVE_INFINITY : countsFrom + limits.lengthMs;

/** When a film that began by itself ends, unless something moves again. */
function stillAt({ film, movedAt, when }: RunningState): number {
  return Math.max(movedAt + when.afterSeconds * 1000, (film.countsFrom ?? movedAt) + when.leastSeconds * 1000);
}

/** What ends by the clock ends then, however late the clock is asked: a device may have slept. */
function inTime(state: Deciding, at: number): Decided {
  const endsAt = endDueAt(state);
  return endsAt <= at ? ended(state, endsAt, undefined) : only(state);
}

/** The turn of the schedule that goes on is over for whoever ended it; the next one is not. */
function stopped(state: Deciding): Deciding {
  const turn = turnAt(state.hours, state.now);
  return turn ? { ...state, hours: { ...state.hours, stopped: turn.startsAt } } : state;
}

/** Any other change of the sheet leaves the hours as they are. */
function hoursWith({ when, hours }: Deciding, next: When): Hours {
  return JSON.stringify(next.schedule) === JSON.stringify(when.schedule) ? hours : renewed(hours);
}

/** `lastAt`: of the event before. */
function looked(before: Deciding, { at, wallAt, limits }: EventOf<'clock'>, lastAt: number): Decided {
  const { when, hours: known } = before;
  const hours = lookedAtWall(known, when.schedule, at, wallAt);
  const state: Deciding = { ...before, hours };
  // One that somebody has stopped is none, for what began by movement after that as well.
  const turn = when.schedule.use === 'film' && hours.on?.startsAt !== hours.stopped ? hours.on : undefined;
  const { film } = state;
  if (isRunning(state)) {
    const isOther = known.lookedAt === undefined;
    // With a schedule that was changed meanwhile it ends when that one does.
    const isTaken = state.film.by === 'motion' ? turn !== undefined : state.film.by === 'schedule' && isOther;
    const taken = { ...state.film, by: 'schedule', untilWall: turn?.endsAt ?? wallAt } as const;
    const timely = inTime(isTaken ? { ...state, film: taken } : state, at);
    // A clock that was set forward takes no picture out of the film again.
    const notBefore = Math.min(lastAt, at);
    const acts = timely.acts.map((act) => (act.kind === 'end' ? { ...act, at: Math.max(act.at, notBefore) } : act));
    return { ...timely, acts };
  }
  if (!turn || film === 'finishing') return only(state);
  const begun = { by: 'schedule', limits, countsFrom: undefined, partAt: undefined, untilWall: turn.endsAt } as const;
  const from = Math.min(at, Math.max(turn.startsAt - hours.aheadMs, at - when.beforeSeconds * 1000));
  return { state: { ...state, film: begun }, acts: [{ kind: 'begin', from }] };
}

function seen(before: Deciding, event: EventOf<'picture'>): Decided {
  const { at } = event;
  const timely = inTime(before, at);
  if (timely.acts.length > 0) return timely;
  const hushed = before.hushed && at - before.movedAt < before.when.afterSeconds * 1000;
  // What came only in part differs from the picture before and tells nothing. Movement nobody waits for holds no film open.
  const isMovement = before.when.motion && event.whole && event.moved && isHour(before, at);
  const state: Deciding = { ...before, hushed, movedAt: isMovement ? at : before.movedAt };
  if (isRunning(state)) return counted(state, event);
  return isMovement ? moving(state, event) : only(state);
}

/** Where movement is recorded at certain hours only, it is none at others. */
function isHour({ when, hours }: Deciding, at: number): boolean {
  return when.schedule.use !== 'motion' || turnAt(hours, at) !== undefined;
}

/** Splits what has grown too long. */
function counted(state: RunningState, { at, frames }: EventOf<'picture'>): Decided {
  const { countsFrom = at, partAt = at, limits } = state.film;
  const isLong = frames >= limits.mostFrames || at - partAt >= limits.splitMs;
  const film = { ...state.film, countsFrom, partAt: isLong ? at : partAt };
  return { state: { ...state, film }, acts: isLong ? [{ kind: 'part', at }] : [] };
}

function moving(state: Deciding, { at, limits }: EventOf<'picture'>): Decided {
  const { when, hushed } = state;
  if (!when.motion || hushed || state.film === 'finishing') return only(state);
  const begunAt = state.begunAt.filter((before) => at - before < hourMs);
  if (when.mostAnHour > 0 && begunAt.length >= when.mostAnHour) return only({ ...state, begunAt });
  return begun({ ...state, begunAt: [...begunAt, at] }, at, { by: 'motion', limits, countsFrom: at, partAt: at });
}
