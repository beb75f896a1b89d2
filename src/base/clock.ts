/** Time that never jumps: milliseconds since epoch, anchored once to the wall clock and then monotonic, also through a sleep. */

export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
}

/** The clock on the wall: people set it, and it goes on while a device sleeps. Only for what was agreed by it. */
export const wallClock: Clock = { now: () => Date.now() };

/** `performance.timeOrigin` is the wall clock when this thread began; `performance.now()` is monotonic (High Resolution Time, 4). */
export const monotonicClock: Clock = { now: () => performance.timeOrigin + performance.now() };

/** A clock of one thread that makes up for the sleep of its device. */
export interface WakingClock extends Clock {
  /** Something has come from the camera: the same time as `now()`, and a sign that the device is awake. */
  arrived(): number;
  /** All sleep that was made up for so far. */
  readonly sleptMs: number;
}

/** What is known of sleep; all in ms. */
interface Slept {
  /** All sleeps together. */
  readonly ms: number;
  /** How far the wall clock was ahead of the monotonic one when both were looked at last. */
  readonly aheadMs: number;
  /** When something came last, by the monotonic clock. */
  readonly arrivedAt: number;
  /** The wall clock has jumped by so much, and nobody can say yet whether it was set. */
  readonly openMs: number;
  /** When it jumped, by the monotonic clock. */
  readonly openAt: number;
}

/** Clocks that are brought right slowly, and ticks that come late, are no sleep. */
const leastSleepMs = 2000;
/** Nor is what takes longer: a clock without a battery was told what year it is. */
const mostSleepMs = 7 * 24 * 3_600_000;
/** A network is not there again at once after a sleep. What had come before is read late, but for no longer than this. */
const awakeMs = 1000;
const provenMs = 3000;

/**
 * Most systems stop the monotonic clock while they sleep (https://github.com/w3c/hr-time/issues/115), and a film would lack that
 * time. The wall clock goes on; but it may also be set, by hand or by the network, which is no sleep: then pictures have
 * kept coming. `wallAt` and `monotonicAt` are of the same moment; `arrived`: something has just come.
 */
function nextSlept(before: Slept, wallAt: number, monotonicAt: number, arrived: boolean): Slept {
  const aheadMs = wallAt - monotonicAt;
  const jumpMs = aheadMs - before.aheadMs;
  const isJump = jumpMs >= leastSleepMs && jumpMs <= mostSleepMs;
  const [openMs, openAt] = isJump ? [before.openMs + jumpMs, monotonicAt] : [before.openMs, before.openAt];
  const now = { aheadMs, arrivedAt: arrived ? monotonicAt : before.arrivedAt };
  if (monotonicAt - before.arrivedAt >= awakeMs) return { ...now, ms: before.ms + openMs, openMs: 0, openAt };
  return { ...now, ms: before.ms, openMs: monotonicAt - openAt < provenMs ? openMs : 0, openAt };
}

export function openWakingClock(wall: Clock = wallClock, monotonic: Clock = monotonicClock): WakingClock {
  const at = monotonic.now();
  let slept: Slept = { ms: 0, aheadMs: wall.now() - at, arrivedAt: Number.NEGATIVE_INFINITY, openMs: 0, openAt: at };
  const look = (arrived: boolean): number => {
    const monotonicAt = monotonic.now();
    slept = nextSlept(slept, wall.now(), monotonicAt, arrived);
    return monotonicAt + slept.ms;
  };
  return {
    now: () => look(false),
    arrived: () => look(true),
    get sleptMs() {
      return slept.ms;
    },
  };
}
