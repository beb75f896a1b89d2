/** What a schedule comes to: whether its hours are, when they are next, and whether their beginning was slept through. Pure. */

import { isOn, lastMissed, localZone, nextStart, type Schedule, type Span, type Zone } from '../../base/schedule';

/** How often the clock on the wall is looked at: somebody may set it, and a device that sleeps may stop the other one. */
const lookEveryMs = 10_000;
/** So late is not late: browsers slow down the timers of pages that nobody sees to one a minute. */
const tolerableMs = 90_000;

/** A beginning that nobody was awake for, ms since epoch; `begunAt` undefined: it was over by then. */
interface Slept {
  readonly dueAt: number;
  readonly begunAt: number | undefined;
}

/** What is to be said of a schedule, ms since epoch by the clock on the wall. */
export interface ScheduleState {
  /** When the turn that goes on ends; undefined while none does. */
  readonly untilAt: number | undefined;
  readonly nextAt: number | undefined;
  readonly slept: Slept | undefined;
}

export interface Hours {
  readonly zone: Zone;
  /** How much the clock on the wall is ahead of the one that events are told by. */
  readonly aheadMs: number;
  /** When that was looked at last, by the wall; undefined: this schedule has not been yet. */
  readonly lookedAt: number | undefined;
  readonly on: Span | undefined;
  readonly nextAt: number | undefined;
  /** Beginning of the turn that somebody, or trouble, has ended: it is not begun again. */
  readonly stopped: number | undefined;
  readonly slept: Slept | undefined;
}

export const firstHours: Hours = {
  zone: localZone,
  aheadMs: 0,
  lookedAt: undefined,
  on: undefined,
  nextAt: undefined,
  stopped: undefined,
  slept: undefined,
};

/** Of another schedule nothing is known yet. */
export function renewed({ zone, aheadMs }: Hours): Hours {
  return { ...firstHours, zone, aheadMs };
}

/** Looked at the wall: `at` by the clock of the events. */
export function lookedAtWall(hours: Hours, schedule: Schedule, at: number, wallAt: number): Hours {
  const { zone, lookedAt } = hours;
  const on = isOn(schedule, wallAt, zone);
  const nextAt = nextStart(schedule, wallAt, zone);
  const slept = lookedAt === undefined ? undefined : sleptOver(schedule, on, lookedAt, wallAt, zone);
  return { ...hours, aheadMs: wallAt - at, lookedAt: wallAt, on, nextAt, slept: slept ?? hours.slept };
}

function sleptOver(
  schedule: Schedule,
  on: Span | undefined,
  since: number,
  now: number,
  zone: Zone,
): Slept | undefined {
  if (now - since < tolerableMs) return undefined;
  if (on && on.startsAt > since && now - on.startsAt > tolerableMs) return { dueAt: on.startsAt, begunAt: now };
  const missed = on ? undefined : lastMissed(schedule, since, now, zone);
  return missed && { dueAt: missed.startsAt, begunAt: undefined };
}

/** When to look again, by the clock of the events. */
export function lookDueAt({ lookedAt, nextAt, aheadMs }: Hours): number {
  if (lookedAt === undefined) return Number.NEGATIVE_INFINITY;
  return Math.min(lookedAt + lookEveryMs, nextAt ?? Number.POSITIVE_INFINITY) - aheadMs;
}

/** The turn that goes on at `at`, as far as was seen at the last look. */
export function turnAt({ on, aheadMs }: Hours, at: number): Span | undefined {
  return on && at + aheadMs >= on.startsAt && at + aheadMs < on.endsAt ? on : undefined;
}
