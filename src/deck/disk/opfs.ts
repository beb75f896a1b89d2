/** The browser's private file system as a Disk: sync access handles in a folder of our own. */
import { type BlobBytes, bytesOfBlob } from '../../base/file/blob-bytes';
import { sleep } from '../../base/sleep';
import { Trouble } from '../../base/trouble';
import { asRefusal, asTrouble, type Disk } from './disk';
import { freeBytes, isPersistent } from './quota';
import { SyncFile, type SyncHandle } from './sync-file';
import { webLocks } from './web-locks';

/** TypeScript's DOM library leaves out what only workers have. */
interface SyncFileHandle extends FileSystemFileHandle {
  createSyncAccessHandle(options?: { readonly mode: 'read-only' }): Promise<SyncHandle>;
}

/** Other apps of the same origin (pages of one host) keep their files beside this folder. */
const rootName = 'snapreel';

/** How long a handle of a tab that died may stay shut (emscripten #24648 reports stuck ones). */
const patienceMs = 10_000;

/** How long an answer is waited for after the first, second and last time of asking. */
const waitsMs: readonly number[] = [1500, 2500, 7000];
/** Of all that is in a folder: asked for twice at once it only takes longer, and one removal could take what another has not cut yet. */
const folderWaitsMs: readonly number[] = [5000, 6000];

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

/**
 * Elsewhere than in Chromium one reader would shut the file for all others, as it would be in a page, which has no such handles
 * (File System Standard, 3.5, "mode").
 */
function canShareHandles(): boolean {
  const { FileSystemSyncAccessHandle: handles } = globalThis as { FileSystemSyncAccessHandle?: { prototype: object } };
  return handles !== undefined && 'mode' in handles.prototype;
}

/** A job that reads the file (`bytes`) has it open for some milliseconds at a time; so long a moment is waited for in which it is not. */
const removalPatienceMs = 3000;
const removalPauseMs = 20;

class Opfs implements Disk {
  readonly kind = 'opfs';
  readonly locks = webLocks;
  readonly #root: FileSystemDirectoryHandle;

  constructor(root: FileSystemDirectoryHandle) {
    this.#root = root;
  }

  async open(path: string): Promise<SyncFile> {
    const givenUpAt = performance.now() + patienceMs;
    for (let pauseMs = 5; ; pauseMs = Math.min(pauseMs * 2, 500)) {
      try {
        return await answered(path, (done) => this.#openNow(path, done));
      } catch (error) {
        if (isMissing(error) && (await answered(rootName, isCleared)))
          throw new Trouble('deck/cleared', path, { cause: error });
        if (nameOf(error) !== 'NoModificationAllowedError') throw asTrouble(error, path);
        if (performance.now() > givenUpAt) throw new Trouble('deck/locked', path, { cause: error });
      }
      await sleep(pauseMs);
    }
  }

  async #openNow(path: string, done: AbortSignal): Promise<SyncFile> {
    const { folder, name } = await this.#find(path, true);
    const file = (await folder.getFileHandle(name, { create: true })) as SyncFileHandle;
    const handle = await file.createSyncAccessHandle();
    if (done.aborted) handle.close();
    done.throwIfAborted();
    return new SyncFile(path, handle);
  }

  list(folder: string): Promise<readonly string[]> {
    return answered(folder, () => this.#listNow(folder), folderWaitsMs);
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
    return answered(folder, () => this.#filesNow(folder), folderWaitsMs);
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
    return answered(path, () => this.#removeNow(path), folderWaitsMs);
  }

  async #removeNow(path: string): Promise<void> {
    try {
      const { folder, name } = await this.#find(path, false);
      const givenUpAt = performance.now() + removalPatienceMs;
      const isOver = (error: unknown) =>
        performance.now() > givenUpAt || nameOf(error) !== 'NoModificationAllowedError';
      for (;;) {
        try {
          // What cannot be cut is removed as it is.
          if (isChromium())
            await hollow(folder, name).catch((error: unknown) => {
              if (!isOver(error)) throw error;
            });
          return await folder.removeEntry(name, { recursive: true });
        } catch (error) {
          if (isOver(error)) throw error;
        }
        await sleep(removalPauseMs);
      }
    } catch (error) {
      if (!isMissing(error)) throw asTrouble(error, path);
    }
  }

  async blob(path: string): Promise<File | undefined> {
    return (await answered(path, () => this.#fileNow(path)))?.file;
  }

  async #fileNow(path: string): Promise<{ readonly file: File; readonly handle: SyncFileHandle } | undefined> {
    try {
      const { folder, name } = await this.#find(path, false);
      const handle = (await folder.getFileHandle(name)) as SyncFileHandle;
      return { file: await handle.getFile(), handle };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw asTrouble(error, path);
    }
  }

  async bytes(path: string): Promise<BlobBytes | undefined> {
    const found = await answered(path, () => this.#fileNow(path));
    if (!found) return undefined;
    const blob = bytesOfBlob(found.file);
    if (!canShareHandles()) return blob;
    return {
      sizeBytes: blob.sizeBytes,
      // One that is being written has its handle already.
      read: (at, into) =>
        answered(path, (done) => readShared(found.handle, at, into, done)).catch(() => blob.read(at, into)),
    };
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

/** Open for no longer than the reading takes: who removes the file waits for that (`removalPatienceMs`). */
async function readShared(file: SyncFileHandle, at: number, into: Uint8Array, done: AbortSignal): Promise<number> {
  const handle = await file.createSyncAccessHandle({ mode: 'read-only' });
  try {
    done.throwIfAborted();
    return handle.read(into, { at });
  } finally {
    handle.close();
  }
}

/**
 * Chromium (156) leaves requests unanswered: now and then a single one on a machine that has far too much to do
 * (docs/performance.md), and every one after the person has cleared the site's data. So what is not answered is asked again, beside
 * the first, and the first that comes counts. `done` is aborted once nobody waits any more: what comes then is the request's
 * own to give back.
 */
async function answered<T>(
  path: string,
  ask: (done: AbortSignal) => Promise<T>,
  patience: readonly number[] = waitsMs,
): Promise<T> {
  const done = new AbortController();
  const asked: Promise<T>[] = [];
  try {
    for (const waitMs of patience) {
      asked.push(ask(done.signal));
      const silence = sleep(waitMs, done.signal).then(() => undefined);
      const answer = await Promise.race([Promise.any(asked).then((value) => ({ value })), silence]);
      if (answer) return answer.value;
    }
  } catch (error) {
    throw error instanceof AggregateError ? error.errors[0] : error;
  } finally {
    done.abort();
  }
  throw new Trouble('deck/failed', `${path}: no answer from the browser`);
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
