/** A file in the database: its bytes lie in blocks, and every write is one transaction, all or nothing. */
import type { ByteFile } from '../../base/file/byte-file';
import { Trouble } from '../../base/trouble';
import { answer, type StoreName, transact } from './database';
import { asTrouble } from './disk';
import type { Leases } from './leases';

/** A write to the end rewrites the last block, so large blocks cost speed; small ones make large files slow to read. */
export const blockBytes = 65_536;

export interface FileFacts {
  readonly sizeBytes: number;
  /** ms since epoch. */
  readonly modifiedAt: number;
}

/** Of the lease its opener holds. */
export const fileLease = (path: string) => `file/${path}`;

export class BlockFile implements ByteFile {
  readonly path: string;
  readonly #database: IDBDatabase;
  readonly #leases: Leases;
  #sizeBytes: number;

  /** The caller holds the file's lease. */
  constructor(path: string, sizeBytes: number, database: IDBDatabase, leases: Leases) {
    this.path = path;
    this.#sizeBytes = sizeBytes;
    this.#database = database;
    this.#leases = leases;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  async read(at: number, into: Uint8Array): Promise<number> {
    const length = Math.max(0, Math.min(into.length, this.#sizeBytes - at));
    if (length === 0) return 0;
    const [first, last] = [blockOf(at), blockOf(at + length - 1)];
    const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    const blocks = await this.#transact('readonly', (store) =>
      Promise.all(numbers.map((number) => this.#block(store, number))),
    );
    // What was never written in between reads as NULs.
    into.fill(0, 0, length);
    for (const [index, block] of blocks.entries()) {
      const place = (first + index) * blockBytes - at;
      const part = block.subarray(Math.max(0, -place), Math.max(0, length - place));
      into.set(part, Math.max(0, place));
    }
    return length;
  }

  async write(at: number, bytes: Uint8Array): Promise<void> {
    const endsAt = at + bytes.length;
    const sizeBytes = Math.max(this.#sizeBytes, endsAt);
    await this.#change(sizeBytes, async (store) => {
      for (let number = blockOf(at); number * blockBytes < endsAt; number++) {
        const start = number * blockBytes;
        const part = bytes.slice(Math.max(0, start - at), Math.max(0, start + blockBytes - at));
        const offset = Math.max(0, at - start);
        const old = part.length === blockBytes ? undefined : await this.#block(store, number);
        const block = old && (offset > 0 || old.length > part.length) ? joined(old, part, offset) : part;
        await answer(store('blocks').put(block, [this.path, number]));
      }
    });
  }

  async truncate(sizeBytes: number): Promise<void> {
    await this.#change(sizeBytes, async (store) => {
      const last = blockOf(sizeBytes);
      const kept = (await this.#block(store, last)).slice(0, sizeBytes - last * blockBytes);
      await answer(store('blocks').delete(IDBKeyRange.bound([this.path, last], [this.path, Number.POSITIVE_INFINITY])));
      if (kept.length > 0) await answer(store('blocks').put(kept, [this.path, last]));
    });
  }

  async flush(): Promise<void> {
    await this.#change(this.#sizeBytes, async () => {}, true);
  }

  async close(): Promise<void> {
    await this.#leases.release(fileLease(this.path));
  }

  async #change(
    sizeBytes: number,
    work: (store: (name: StoreName) => IDBObjectStore) => Promise<void>,
    strict = false,
  ): Promise<void> {
    await this.#transact(
      'readwrite',
      async (store) => {
        const mine = await this.#leases.holds(fileLease(this.path), store('leases'));
        if (!mine) throw new Trouble('deck/locked', `${this.path}: another tab took it over`);
        if ((await answer(store('files').getKey(this.path))) === undefined) {
          throw new Trouble('deck/failed', `${this.path}: removed while it was open`);
        }
        await work(store);
        const facts: FileFacts = { sizeBytes, modifiedAt: Date.now() };
        await answer(store('files').put(facts, this.path));
      },
      strict,
    );
    this.#sizeBytes = sizeBytes;
  }

  async #transact<T>(
    mode: 'readonly' | 'readwrite',
    work: (store: (name: StoreName) => IDBObjectStore) => Promise<T>,
    strict = false,
  ): Promise<T> {
    try {
      return await transact(this.#database, ['files', 'blocks', 'leases'], mode, work, strict);
    } catch (error) {
      throw asTrouble(error, this.path);
    }
  }

  async #block(store: (name: StoreName) => IDBObjectStore, number: number): Promise<Uint8Array> {
    return (await answer<Uint8Array | undefined>(store('blocks').get([this.path, number]))) ?? new Uint8Array();
  }
}

function blockOf(at: number): number {
  return Math.floor(at / blockBytes);
}

function joined(old: Uint8Array, part: Uint8Array, offset: number): Uint8Array {
  const block = new Uint8Array(Math.max(old.length, offset + part.length));
  block.set(old);
  block.set(part, offset);
  return block;
}
