/** Time that never jumps: milliseconds since epoch, anchored once to the wall clock and then monotonic. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
}

/** The clock on the wall: people set it, and it goes on while a device sleeps. Only for what was agreed by it. */
export const wallClock: Clock = { now: () => Date.now() };

/** `performance.timeOrigin` is the wall clock when this thread began; `performance.now()` is monotonic (High Resolution Time, 4). */
export const monotonicClock: Clock = { now: () => performance.timeOrigin + performance.now() };
