/** Exclusive locks between all tabs of this origin, by the Web Locks API. */
import type { Locks } from './disk';

export const webLocks: Locks = {
  /** Held as long as a promise is open (Web Locks API, 2.6); the browser ends it when its tab or worker dies. */
  take(name, waitMs) {
    return new Promise((resolve, reject) => {
      const patience = new AbortController();
      const timer = waitMs > 0 ? setTimeout(() => patience.abort(), waitMs) : undefined;
      const options: LockOptions = waitMs > 0 ? { signal: patience.signal } : { ifAvailable: true };
      const hold = (lock: Lock | null) => {
        clearTimeout(timer);
        if (lock) return new Promise<void>((giveBack) => resolve(async () => giveBack()));
        return resolve(undefined);
      };
      navigator.locks.request(name, options, hold).catch((error: unknown) => {
        if (patience.signal.aborted) resolve(undefined);
        else reject(error);
      });
    });
  },

  async held() {
    const { held = [] } = await navigator.locks.query();
    return new Set(held.flatMap(({ name }) => (name === undefined ? [] : [name])));
  },
};
