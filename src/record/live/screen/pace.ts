/** How many pictures a second are worth painting of a camera that is one of several on the screen. */

/** Of all tiles together, for each core: without a GPU a picture of 640x480 takes 4 to 6 ms of one (docs/performance.md). */
const fpsOfCore = 30;
/** Fewer do not look alive. */
const leastFps = 5;

/** `pictures` on the screen. One alone is painted as it comes. */
export function mostFps(pictures: number, cores: number): number {
  return pictures <= 1 ? Number.POSITIVE_INFINITY : Math.max(leastFps, (fpsOfCore * cores) / pictures);
}

export interface Pace {
  /** Whether a picture that comes at `at` (ms, of any clock) is to be painted. */
  isDue(at: number): boolean;
}

export function openPace(pictures: number, cores = globalThis.navigator?.hardwareConcurrency ?? 1): Pace {
  const everyMs = 1000 / mostFps(pictures, cores);
  let dueAt = Number.NEGATIVE_INFINITY;
  return {
    isDue(at) {
      // Pictures come a little early or late: one that comes just before its time is taken for it.
      if (at < dueAt - everyMs / 4) return false;
      dueAt = Math.max(dueAt + everyMs, at + everyMs / 2);
      return true;
    },
  };
}
