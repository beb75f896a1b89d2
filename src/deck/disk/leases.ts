/**
 * Exclusive locks where there are no Web Locks (plain http pages): a row in the database that its holder keeps fresh. A
 * holder that died is stale after five seconds. Who writes asks for its lease in the same transaction, so that one that
 * slept and lost it cannot write.
 */
import { sleep } from '../../base/sleep';
import { answer, transact } from './database';
import type { Locks, Release } from './disk';

interface Lease {
  readonly holder: string;
  /** ms since epoch. */
  readonly freshAt: number;
}

const freshenEveryMs = 1000;
const staleAfterMs = 5000;
const askEveryMs = 100;

export class Leases implements Locks {
  readonly #database: IDBDatabase;
  readonly #holder = crypto.getRandomValues(new Uint32Array(4)).join('-');
  readonly #mine = new Set<string>();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(database: IDBDatabase) {
    this.#database = database;
  }

  async take(name: string, waitMs: number): Promise<Release | undefined> {
    for (const givenUpAt = performance.now() + waitMs; ; ) {
      if (await this.#tryToTake(name)) return () => this.release(name);
      if (performance.now() >= givenUpAt) return undefined;
      await sleep(askEveryMs);
    }
  }

  /** Resolves when others see it. */
  async release(name: string): Promise<void> {
    if (!this.#mine.delete(name)) return;
    if (this.#mine.size === 0) clearInterval(this.#timer);
    await transact(this.#database, ['leases'], 'readwrite', async (store) => {
      if (await this.holds(name, store('leases'))) await answer(store('leases').delete(name));
    }).catch(() => {});
  }

  async held(): Promise<ReadonlySet<string>> {
    return transact(this.#database, ['leases'], 'readonly', async (store) => {
      const [names, leases] = await Promise.all([
        answer(store('leases').getAllKeys()),
        answer<Lease[]>(store('leases').getAll()),
      ]);
      return new Set(names.map(String).filter((_, index) => isFresh(leases[index])));
    });
  }

  /** Asked inside a transaction of the caller. */
  async holds(name: string, store: IDBObjectStore): Promise<boolean> {
    const lease = await answer<Lease | undefined>(store.get(name));
    return lease?.holder === this.#holder;
  }

  async #tryToTake(name: string): Promise<boolean> {
    if (this.#mine.has(name)) return false;
    const taken = await transact(this.#database, ['leases'], 'readwrite', async (store) => {
      if (isFresh(await answer<Lease | undefined>(store('leases').get(name)))) return false;
      await answer(store('leases').put(this.#fresh(), name));
      return true;
    });
    if (!taken) return false;
    if (this.#mine.size === 0) this.#timer = setInterval(() => this.#freshen().catch(() => {}), freshenEveryMs);
    this.#mine.add(name);
    return true;
  }

  /** One that someone else took in the meantime stays theirs. */
  async #freshen(): Promise<void> {
    await transact(this.#database, ['leases'], 'readwrite', async (store) => {
      for (const name of this.#mine) {
        if (await this.holds(name, store('leases'))) await answer(store('leases').put(this.#fresh(), name));
      }
    });
  }

  #fresh(): Lease {
    return { holder: this.#holder, freshAt: Date.now() };
  }
}

/** A clock that was set back must not keep a lock for hours. */
function isFresh(lease: Lease | undefined): boolean {
  return lease !== undefined && Math.abs(Date.now() - lease.freshAt) < staleAfterMs;
}
