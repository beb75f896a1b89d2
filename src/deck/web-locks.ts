/** Lock names in, exclusive locks out: between all tabs of this origin, by the Web Locks API. */
import type { Locks } from './disk';

export const webLocks: Locks = {
  /** Held as long as a promise is open (Web Locks API, 2.6); the browser ends it when its tab or worker dies. */
  take(name, waitMs) {
    return new Promise((resolve, reject) => {
      const patience = new AbortController();
      const timer = setTimeout(() => patience.abort(), waitMs);
      navigator.locks
        .request(name, { signal: patience.signal }, () => {
          clearTimeout(timer);
          return new Promise<void>((giveBack) => resolve(giveBack));
        })
        .catch((error: unknown) => {
          clearTimeout(timer);
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
