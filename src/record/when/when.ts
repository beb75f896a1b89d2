/** Decides when pictures are kept. Pure: what happened and when goes in, what is to be done comes out; record/live does it. */
export type { Act, Deciding, RunningFilm, WhenEvent } from './decide';
export { decide, dueAt, firstDeciding, floorBytes, scheduleOf, withdrawn } from './decide';
export type { ScheduleState } from './hours';
export { type Thinning, thin, thinningFrom } from './lapse';
export { type FilmLimits, limitsOf } from './limits';
export { type InRing, keptFrom, mostRingBytes } from './ring';
