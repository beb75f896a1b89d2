/** Decides when pictures are kept: begins, ends and splits films by button, movement, clock and limits. Pure; record/live acts on it. */

export type { Act, Deciding, RunningFilm, WhenEvent } from './decide';
export { decide, dueAt, firstDeciding, floorBytes, scheduleOf, withdrawn } from './decide';
export type { ScheduleState } from './hours';
export { type Thinning, thin, thinningFrom } from './lapse';
export { type FilmLimits, limitsOf } from './limits';
export { type InRing, keptFrom, mostRingBytes } from './ring';
export { openThinner } from './thinner';
