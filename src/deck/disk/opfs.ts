/** The browser's private file system as a Disk: sync access handles in a folder of our own. */
import { sleep } from '../../base/sleep';
import { Trouble } from '../../base/trouble';
import { asRefusal, asTrouble, type Disk } from './disk';
import { freeBytes, isPersistent } from './quota';
import { SyncFile, type SyncHandle } from './sync-file';
import { webLocks } from './web-locks';

/** TypeScript's DOM library leaves out what only workers have. */
interface SyncFileHandle extends FileSystemFileHandle {
  createSyncAccessHandle(): Promise<SyncHandle>;
}

/** Other apps of the same origin (pages of one host) keep their files beside this folder. */
const rootName = 'snapreel';

/** How long a handle of a tab that died may stay shut (emscripten #24648 reports stuck ones). */
const patienceMs = 10_000;

/** Rejects with Trouble 'deck/unavailable' on pages without OPFS: plain http, some private windows, WebKitGTK. */
export async function openOpfs(): Promise<Disk> {
  try {
    const root = await navigator.storage.getDirectory();
    return new Opfs(await root.getDirectoryHandle(rootName, { create: true }));
  } catch (error) {
    throw asRefusal(error, 'opfs');
  }
}

/** Sync handles are for dedicated workers only. */
export function canWriteOpfs(): boolean {
  return 'createSyncAccessHandle' in FileSystemFileHandle.prototype;
}

class Opfs implements Disk {
  readonly kind = 'opfs';
  readonly locks = webLocks;
  readonly #root: FileSystemDirectoryHandle;

  constructor(root: FileSystemDirectoryHandle) {
    this.#root = root;
  }

  async open(path: string): Promise<SyncFile> {
    const opening = this.#openNow(path);
    return inTime(opening, path, () => opening.then((file) => file.close()));
  }

  async #openNow(path: string): Promise<SyncFile> {
    const givenUpAt = performance.now() + patienceMs;
    for (let pauseMs = 5; ; pauseMs = Math.min(pauseMs * 2, 500)) {
      try {
        const { folder, name } = await this.#find(path, true);
        const file = (await folder.getFileHandle(name, { create: true })) as SyncFileHandle;
        return new SyncFile(path, await file.createSyncAccessHandle());
      } catch (error) {
        if (isMissing(error) && (await isCleared())) throw new Trouble('deck/cleared', path, { cause: error });
        if (nameOf(error) !== 'NoModificationAllowedError') throw asTrouble(error, path);
        if (performance.now() > givenUpAt) throw new Trouble('deck/locked', path, { cause: error });
      }
      await sleep(pauseMs);
    }
  }

  list(folder: string): Promise<readonly string[]> {
    return inTime(this.#listNow(folder), folder);
  }

  async #listNow(folder: string): Promise<readonly string[]> {
    const names: string[] = [];
    try {
      const { folder: parent, name } = await this.#find(folder, false);
      for await (const found of (await parent.getDirectoryHandle(name)).keys()) names.push(found);
    } catch (error) {
      if (!isMissing(error)) throw asTrouble(error, folder);
    }
    return names;
  }

  files(folder: string): Promise<ReadonlyMap<string, File>> {
    return inTime(this.#filesNow(folder), folder);
  }

  async #filesNow(folder: string): Promise<ReadonlyMap<string, File>> {
    const files: Promise<readonly [string, File] | undefined>[] = [];
    try {
      const { folder: parent, name } = await this.#find(folder, false);
      for await (const found of (await parent.getDirectoryHandle(name)).values()) {
        if (found.kind === 'file') files.push(fileOf(found as FileSystemFileHandle));
      }
      return new Map((await Promise.all(files)).filter((entry) => entry !== undefined));
    } catch (error) {
      if (isMissing(error)) return new Map();
      throw asTrouble(error, folder);
    }
  }

  remove(path: string): Promise<void> {
    return inTime(this.#removeNow(path), path);
  }

  async #removeNow(path: string): Promise<void> {
    try {
      const { folder, name } = await this.#find(path, false);
      // What cannot be cut is removed as it is.
      if (isChromium()) await hollow(folder, name).catch(() => {});
      await folder.removeEntry(name, { recursive: true });
    } catch (error) {
      if (!isMissing(error)) throw asTrouble(error, path);
    }
  }

  blob(path: string): Promise<File | undefined> {
    return inTime(this.#blobNow(path), path);
  }

  async #blobNow(path: string): Promise<File | undefined> {
    try {
      const { folder, name } = await this.#find(path, false);
      return await (await folder.getFileHandle(name)).getFile();
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw asTrouble(error, path);
    }
  }

  freeBytes = freeBytes;
  isPersistent = isPersistent;

  async #find(path: string, create: boolean): Promise<{ folder: FileSystemDirectoryHandle; name: string }> {
    const parts = path.split('/');
    const name = parts.pop()!;
    let folder = this.#root;
    for (const part of parts) folder = await folder.getDirectoryHandle(part, { create });
    return { folder, name };
  }
}

/**
 * Chromium (156) leaves requests unanswered for ever once the person has cleared the site's data. `ifLate` tidies up what
 * comes after all.
 */
async function inTime<T>(work: Promise<T>, path: string, ifLate?: () => Promise<unknown>): Promise<T> {
  const done = new AbortController();
  const limit = sleep(patienceMs + 1000, done.signal).then(() => {
    ifLate?.().catch(() => {});
    throw new Trouble('deck/failed', `${path}: no answer from the browser`);
  });
  limit.catch(() => {});
  try {
    return await Promise.race([work, limit]);
  } finally {
    done.abort();
  }
}

/**
 * Chromium (156) has two reasons to cut a file before it is removed. What it believes the origin to take is kept in a file, where
 * a removal takes the whole size off and a sync handle's writes never put it on: at the browser's next start the sum is below
 * zero and read as 4 GiB, and where the quota is less than that (a disk below some 7 GB) nothing can be written any more. And on
 * a full disk it cannot write its list of files and removes none; cut first, a file makes the room that removing it needs.
 * Both are measured in docs/tape.md.
 */
async function hollow(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  const file = await folder.getFileHandle(name).catch((error: unknown) => {
    if (nameOf(error) !== 'TypeMismatchError') throw error;
  });
  if (!file) {
    const inner = await folder.getDirectoryHandle(name);
    for await (const part of inner.keys()) await hollow(inner, part);
    return;
  }
  const handle = await (file as SyncFileHandle).createSyncAccessHandle();
  try {
    handle.truncate(0);
  } finally {
    handle.close();
  }
}

/**
 * Chromium (156) deletes what an origin stored when less than a tenth of the disk (at most 2 GB) is free, pages that are
 * recording or not, unless it has the leave that installing gives; docs/tape.md has the measurement. Every folder on the way to a
 * file is made where it is missing, so what is not found then is the one they are all in. Asked for, since a Firefox (153)
 * on a full disk says that files are not found which are there.
 */
async function isCleared(): Promise<boolean> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(rootName).then(
    () => false,
    (error: unknown) => isMissing(error),
  );
}

/** Undefined when it was removed while the folder was read. */
async function fileOf(handle: FileSystemFileHandle): Promise<readonly [string, File] | undefined> {
  try {
    return [handle.name, await handle.getFile()];
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** No other engine has it; where opening a file writes to a database (Firefox), a full disk must not see one opened. */
function isChromium(): boolean {
  return 'userAgentData' in navigator;
}

function nameOf(error: unknown): string {
  return error instanceof DOMException ? error.name : '';
}

function isMissing(error: unknown): boolean {
  return nameOf(error) === 'NotFoundError' || nameOf(error) === 'TypeMismatchError';
}
