/** IndexedDB with promises: done means done, and an error says which. */

/** Names of its stores. */
const stores = {
  /** path -> FileFacts */
  files: 'files',
  /** [path, number of block] -> Uint8Array */
  blocks: 'blocks',
  /** name -> Lease */
  leases: 'leases',
  /** name -> FileSystemHandle; in a database of their own */
  handles: 'handles',
} as const;

export type StoreName = keyof typeof stores;

/** Rejects where IndexedDB is forbidden (some private windows). */
export function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      for (const store of Object.values(stores)) request.result.createObjectStore(store);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('the database is held by another version of the app'));
  });
}

/**
 * Runs `work` in one transaction and resolves when it is complete: all of it happened or nothing. `strict` also waits for
 * the disk (Indexed Database API 3.0, 2.7.4: durability).
 */
export async function transact<T>(
  database: IDBDatabase,
  names: readonly StoreName[],
  mode: 'readonly' | 'readwrite',
  work: (store: (name: StoreName) => IDBObjectStore) => Promise<T>,
  strict = false,
): Promise<T> {
  const transaction = database.transaction([...names], mode, { durability: strict ? 'strict' : 'relaxed' });
  const complete = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
  try {
    const value = await work((name) => transaction.objectStore(name));
    await complete;
    return value;
  } catch (error) {
    complete.catch(() => {});
    try {
      transaction.abort();
    } catch {
      // It has ended by itself; its own error tells more than "already aborted".
      await complete;
    }
    throw error;
  }
}

export function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Every key that is `folder/...`. */
export function within(folder: string): IDBKeyRange {
  return IDBKeyRange.bound(`${folder}/`, `${folder}/\uffff`);
}
