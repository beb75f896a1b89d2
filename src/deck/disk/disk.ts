/** The seam under the deck: what a place to keep files must be able to do, be it OPFS, IndexedDB or a plain folder. */
import type { BlobBytes } from '../../base/file/blob-bytes';
import type { ByteFile } from '../../base/file/byte-file';
import { Trouble } from '../../base/trouble';

export { keepFolder, keptFolder } from './handles';

/** Every method rejects with Trouble 'deck/full', 'deck/failed' or 'deck/cleared' only. Paths are 'folder/.../name'; folders make themselves. */
export interface Disk {
  /** For instance 'opfs'. */
  readonly kind: string;
  readonly locks: Locks;
  /**
   * Opens for reading and writing, made if missing; one opener at a time. Waits up to 10 s for the handle of a tab that
   * died, then Trouble 'deck/locked'. Only in a worker.
   */
  open(path: string): Promise<ByteFile>;
  /** Names of files and folders directly in `folder`, in no order; empty when there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /** The files directly in `folder` by name, as `blob` would give them: one look instead of a thousand. */
  files(folder: string): Promise<ReadonlyMap<string, File>>;
  /** Removes a file, or a folder with all that is in it; nothing to remove is no error. */
  remove(path: string): Promise<void>;
  /** The file as it is now, read from disk when asked; undefined when there is none. */
  blob(path: string): Promise<File | undefined>;
  /** For who reads much of it: where a disk can, without the garbage that each piece of a Blob is (docs/performance.md). */
  bytes(path: string): Promise<BlobBytes | undefined>;
  /** Bytes that can probably still be written; Infinity when nobody knows. */
  freeBytes(): Promise<number>;
  /** Asks that the browser never clears this storage by itself; resolves with what it granted. */
  isPersistent(): Promise<boolean>;
}

/** Gives a lock back. Resolves when others see it. */
export type Release = () => Promise<void>;

/** Exclusive locks between tabs that end by themselves when their holder dies. */
export interface Locks {
  /** Resolves with the function that gives the lock back, or undefined when it was not free within `waitMs`. */
  take(name: string, waitMs: number): Promise<Release | undefined>;
  /** Names of the locks someone holds now. */
  held(): Promise<ReadonlySet<string>>;
}

/** What a browser says when there is no room: WebKit and Chromium by this name (File System Standard, 3.5). */
const fullNames: readonly string[] = [
  'QuotaExceededError',
  'NS_ERROR_FILE_NO_DEVICE_SPACE',
  'NS_ERROR_DOM_QUOTA_EXCEEDED_ERR',
];

/**
 * What opening the storage throws on a disk without a free block: Chromium (156) and Firefox (153); forbidden storage is a
 * SecurityError, and missing storage a TypeError.
 */
const noRoomToOpen: readonly string[] = ['InvalidStateError', 'UnknownError', ...fullNames];

/** Why the storage cannot be opened: 'deck/full' or 'deck/unavailable'. */
export function asRefusal(error: unknown, kind: string): Trouble {
  const isFull = error instanceof DOMException && noRoomToOpen.includes(error.name);
  return new Trouble(isFull ? 'deck/full' : 'deck/unavailable', asTrouble(error, kind).message, { cause: error });
}

/** Anything a storage call threw, as a Trouble of this room. */
export function asTrouble(error: unknown, path: string): Trouble {
  if (error instanceof Trouble) return error;
  const name = error instanceof Error || error instanceof DOMException ? error.name : 'Error';
  const detail = `${path}: ${error instanceof Error ? `${name}: ${error.message}` : String(error)}`;
  return new Trouble(fullNames.includes(name) ? 'deck/full' : 'deck/failed', detail, { cause: error });
}
