/** Nothing in, the best storage of this browser out: OPFS where it keeps what is written to it, else IndexedDB. */
import { codeOf, Trouble } from '../../base/trouble';
import { folders } from '../paths';
import type { Disk } from './disk';
import { openIndexedDb } from './indexeddb';
import { canWriteOpfs, openOpfs } from './opfs';

/** Trouble 'deck/unavailable' when the browser forbids both. */
export async function openBrowserDisk(): Promise<Disk> {
  try {
    const disk = await openOpfs();
    // Only a worker can try it out; and a disk that has kept films is not given up for one bad day.
    if (canWriteOpfs() && (await disk.list(folders.rows)).length === 0) await tryOut(disk);
    return disk;
  } catch {
    return openIndexedDb();
  }
}

/**
 * Old WebKit had sync handles that acknowledged writes they never made (mdn/browser-compat-data #23459), older ones whose
 * methods were asynchronous: believe what can be read back.
 */
async function tryOut(disk: Disk): Promise<void> {
  const path = `trial-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
  const text = 'kept';
  try {
    const file = await disk.open(path);
    await file.write(0, new TextEncoder().encode(text));
    await file.close();
    if ((await (await disk.blob(path))?.text()) !== text) throw new Trouble('deck/unavailable', 'OPFS loses writes');
  } catch (error) {
    // A full disk is a good disk.
    if (codeOf(error) !== 'deck/full') throw error;
  } finally {
    await disk.remove(path).catch(() => {});
  }
}
