/** IndexedDB as a Disk, for pages without OPFS: plain http on a LAN address, WebKitGTK, some private windows. */
import { type BlobBytes, bytesOfBlob } from '../../base/file/blob-bytes';
import { Trouble } from '../../base/trouble';
import { BlockFile, blockBytes, type FileFacts, fileLease } from './block-file';
import { answer, openDatabase, type StoreName, transact, within } from './database';
import { asRefusal, asTrouble, type Disk } from './disk';
import { Leases } from './leases';
import { freeBytes, isPersistent } from './quota';

/** How long a file that a dead tab held may stay shut; its lease is stale after five seconds. */
const patienceMs = 10_000;

/** So many blocks are in memory at once while a file is put together: 16 MiB. */
const blocksAtOnce = 256;

/** Rejects with Trouble 'deck/unavailable' where IndexedDB is forbidden, too. */
export async function openIndexedDb(): Promise<Disk> {
  try {
    return new IndexedDb(await openDatabase('snapreel'));
  } catch (error) {
    throw asRefusal(error, 'indexeddb');
  }
}

class IndexedDb implements Disk {
  readonly kind = 'indexeddb';
  readonly locks: Leases;
  readonly #database: IDBDatabase;

  constructor(database: IDBDatabase) {
    this.#database = database;
    this.locks = new Leases(database);
  }

  async open(path: string): Promise<BlockFile> {
    const release = await this.locks.take(fileLease(path), patienceMs);
    if (!release) throw new Trouble('deck/locked', path);
    try {
      const facts = await this.#transact('readwrite', path, async (store) => {
        const known = await answer<FileFacts | undefined>(store('files').get(path));
        const made: FileFacts = { sizeBytes: 0, modifiedAt: Date.now() };
        if (!known) await answer(store('files').put(made, path));
        return known ?? made;
      });
      return new BlockFile(path, facts.sizeBytes, this.#database, this.locks);
    } catch (error) {
      await release();
      throw error;
    }
  }

  async list(folder: string): Promise<readonly string[]> {
    const paths = await this.#transact('readonly', folder, (store) =>
      answer(store('files').getAllKeys(within(folder))),
    );
    return [
      ...new Set(
        paths.map(
          (path) =>
            String(path)
              .slice(folder.length + 1)
              .split('/')[0]!,
        ),
      ),
    ];
  }

  async files(folder: string): Promise<ReadonlyMap<string, File>> {
    const names = await this.list(folder);
    const files = await Promise.all(names.map((name) => this.blob(`${folder}/${name}`)));
    return new Map(names.flatMap((name, index) => (files[index] ? [[name, files[index]] as const] : [])));
  }

  async remove(path: string): Promise<void> {
    await this.#transact('readwrite', path, async (store) => {
      await answer(store('files').delete(path));
      await answer(store('files').delete(within(path)));
      await answer(store('blocks').delete(IDBKeyRange.bound([path], [path, Number.POSITIVE_INFINITY])));
      await answer(store('blocks').delete(IDBKeyRange.bound([`${path}/`], [`${path}/\uffff`])));
    });
  }

  /** Put together from a few blocks at a time: the browser moves finished Blobs out of memory. */
  async blob(path: string): Promise<File | undefined> {
    const facts = await this.#transact('readonly', path, (store) =>
      answer<FileFacts | undefined>(store('files').get(path)),
    );
    if (!facts) return undefined;
    const parts: Blob[] = [];
    const count = Math.ceil(facts.sizeBytes / blockBytes);
    for (let first = 0; first < count; first += blocksAtOnce) {
      const last = Math.min(count, first + blocksAtOnce) - 1;
      parts.push(new Blob(await this.#blocks(path, first, last, facts.sizeBytes)));
    }
    return new File(parts, path, { lastModified: facts.modifiedAt });
  }

  async bytes(path: string): Promise<BlobBytes | undefined> {
    const file = await this.blob(path);
    return file && bytesOfBlob(file);
  }

  freeBytes = freeBytes;
  isPersistent = isPersistent;

  /** Filled up with NULs where nothing was written. */
  async #blocks(path: string, first: number, last: number, sizeBytes: number): Promise<Uint8Array<ArrayBuffer>[]> {
    const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    const found = await this.#transact('readonly', path, (store) =>
      Promise.all(numbers.map((n) => answer<Uint8Array<ArrayBuffer> | undefined>(store('blocks').get([path, n])))),
    );
    return found.map((block, index) => {
      const wantedBytes = Math.min(blockBytes, sizeBytes - (first + index) * blockBytes);
      if (block?.length === wantedBytes) return block;
      const whole = new Uint8Array(wantedBytes);
      whole.set(block?.subarray(0, wantedBytes) ?? []);
      return whole;
    });
  }

  async #transact<T>(
    mode: 'readonly' | 'readwrite',
    path: string,
    work: (store: (name: StoreName) => IDBObjectStore) => Promise<T>,
  ): Promise<T> {
    try {
      return await transact(this.#database, ['files', 'blocks'], mode, work);
    } catch (error) {
      throw asTrouble(error, path);
    }
  }
}
