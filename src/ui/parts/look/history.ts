/** What was done to a Look one step after another, so that it can be undone. Plain data. */

export interface LookHistory<T> {
  readonly past: readonly T[];
  readonly now: T;
  readonly future: readonly T[];
  /** What is shown while a finger still moves; not yet a step. */
  readonly trial: T | undefined;
}

const mostSteps = 100;

export function openHistory<T>(now: T): LookHistory<T> {
  return { past: [], now, future: [], trial: undefined };
}

export function tried<T>(history: LookHistory<T>, trial: T): LookHistory<T> {
  return { ...history, trial };
}

/** What is as it was is no step. */
export function changed<T>({ past, now, future }: LookHistory<T>, next: T): LookHistory<T> {
  if (JSON.stringify(next) === JSON.stringify(now)) return { past, now, future, trial: undefined };
  return { past: [...past, now].slice(-mostSteps), now: next, future: [], trial: undefined };
}

export function undone<T>(history: LookHistory<T>): LookHistory<T> {
  const { past, now, future } = history;
  const before = past.at(-1);
  if (before === undefined) return history;
  return { past: past.slice(0, -1), now: before, future: [now, ...future], trial: undefined };
}

export function redone<T>(history: LookHistory<T>): LookHistory<T> {
  const { past, now, future } = history;
  const [next, ...later] = future;
  if (next === undefined) return history;
  return { past: [...past, now], now: next, future: later, trial: undefined };
}
