/** A timer for what may be months away. */

/** One of 2^31 ms (24.8 days) or more fires at once: long waits are cut into days. */
const longestTimerMs = 86_400_000;

export interface Alarm {
  /** Rings once, in so long or earlier than that; Infinity = not at all. Whatever was set before is off. */
  set(leftMs: number): void;
}

export function openAlarm(ring: () => void): Alarm {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    set(leftMs) {
      clearTimeout(timer);
      if (leftMs < Number.POSITIVE_INFINITY) timer = setTimeout(ring, Math.max(0, Math.min(leftMs, longestTimerMs)));
    },
  };
}
