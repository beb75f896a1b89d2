/** Chooses this browser's storage: OPFS where it keeps what is written to it, else IndexedDB. */
import { folders } from '../paths';
import type { Disk } from './disk';
import { openIndexedDb } from './indexeddb';
import { canWriteOpfs, openOpfs } from './opfs';

/** Trouble 'deck/unavailable' when the browser forbids both, 'deck/full' when there is no room to open one. */
export async function openBrowserDisk(): Promise<Disk> {
  // Safari's private windows have no OPFS and say UnknownError as a full disk does; a full disk opens no database either.
  const opfs = await openOpfs().catch(() => undefined);
  if (!opfs) return openIndexedDb();
  // Only a worker can try it out; and a disk that has kept films is not given up for one bad day.
  const isNew = canWriteOpfs() && (await opfs.list(folders.rows).catch(() => [])).length === 0;
  if (!isNew || (await keeps(opfs))) return opfs;
  const database = await openIndexedDb();
  // Where neither keeps anything, the device is full, and OPFS is as good as ever.
  return (await keeps(database)) ? database : opfs;
}

/**
 * Old WebKit had sync handles that acknowledged writes they never made (mdn/browser-compat-data #23459), older ones whose
 * methods were asynchronous: believe what can be read back.
 */
async function keeps(disk: Disk): Promise<boolean> {
  const path = `trial-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
  const text = 'kept';
  try {
    const file = await disk.open(path);
    await file.write(0, new TextEncoder().encode(text));
    await file.close();
    return (await (await disk.blob(path))?.text()) === text;
  } catch {
    return false;
  } finally {
    await disk.remove(path).catch(() => {});
  }
}
