/** Keeps folders that a person chose in the browser's picker: a handle is no JSON, and only IndexedDB keeps one. */
import { Trouble } from '../../base/trouble';
import { answer, openDatabase, transact } from './database';

const database = 'snapreel-handles';

/** Undefined where there is none. */
export function keptFolder(name: string): Promise<FileSystemDirectoryHandle | undefined> {
  return withHandles('readonly', (store) => answer(store.get(name)) as Promise<FileSystemDirectoryHandle | undefined>);
}

/** Undefined forgets it. */
export async function keepFolder(name: string, folder: FileSystemDirectoryHandle | undefined): Promise<void> {
  await withHandles('readwrite', async (store) => {
    if (folder) await answer(store.put(folder, name));
    else await answer(store.delete(name));
  });
}

async function withHandles<T>(mode: 'readonly' | 'readwrite', work: (store: IDBObjectStore) => Promise<T>): Promise<T> {
  const opened = await openDatabase(database).catch((cause: unknown) => {
    throw new Trouble('deck/unavailable', database, { cause });
  });
  try {
    return await transact(opened, ['handles'], mode, (store) => work(store('handles')));
  } catch (cause) {
    throw new Trouble('deck/failed', database, { cause });
  } finally {
    opened.close();
  }
}
