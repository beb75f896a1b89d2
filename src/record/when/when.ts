/** Decides when pictures are kept. Pure: what happened and when goes in, what is to be done comes out; record/live does it. */
export type { Act, Deciding, FilmLimits, WhenEvent } from './decide';
export { decide, dueAt, firstDeciding, floorBytes, scheduleOf } from './decide';
export type { ScheduleState } from './hours';
export { type InRing, keptFrom, mostRingBytes } from './ring';
