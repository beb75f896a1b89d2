/** Time that never jumps: milliseconds since epoch, anchored once to the wall clock and then monotonic. */
export interface Clock {
  /** Milliseconds since the Unix epoch; never goes back. */
  now(): number;
}

/** `performance.timeOrigin` is the wall clock when this thread began; `performance.now()` is monotonic (High Resolution Time, 4). */
export const monotonicClock: Clock = { now: () => performance.timeOrigin + performance.now() };
