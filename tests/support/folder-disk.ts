/** A Disk on a plain folder: real files through node:fs, with a hook before every storage call where a test can do harm. */
import { closeSync, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type BlobBytes, bytesOfBlob } from '../../src/base/file/blob-bytes';
import type { ByteFile } from '../../src/base/file/byte-file';
import { Trouble } from '../../src/base/trouble';
import { asTrouble, type Disk, type Locks } from '../../src/deck/disk/disk';
import { SyncFile, type SyncHandle } from '../../src/deck/disk/sync-file';

export type Call = 'open' | 'list' | 'remove' | 'blob' | 'read' | 'write' | 'truncate' | 'flush' | 'close';

/**
 * Called before every storage call. It may throw; for a write it may return how many bytes really go to the disk and how
 * many are told to have gone.
 */
export type Harm = (
  call: Call,
  path: string,
  sizeBytes: number,
  at: number,
) => undefined | { written: number; told: number };

export class FolderDisk implements Disk {
  readonly kind = 'folder';
  readonly locks: Locks;
  readonly #root: string;
  readonly #harm: Harm;
  readonly #open = new Set<string>();

  constructor(root: string, { locks = inProcessLocks(), harm = () => undefined }: { locks?: Locks; harm?: Harm } = {}) {
    this.#root = root;
    this.locks = locks;
    this.#harm = harm;
  }

  async open(path: string): Promise<ByteFile> {
    return this.#try('open', path, () => {
      if (this.#open.has(path)) throw new Trouble('deck/locked', path);
      const full = join(this.#root, path);
      mkdirSync(dirname(full), { recursive: true });
      const handle = this.#handle(path, full);
      this.#open.add(path);
      return new SyncFile(path, handle);
    });
  }

  async list(folder: string): Promise<readonly string[]> {
    return this.#try('list', folder, () => readdir(join(this.#root, folder)).catch(ifMissing([])));
  }

  async files(folder: string): Promise<ReadonlyMap<string, File>> {
    const names = await this.list(folder);
    const files = await Promise.all(names.map((name) => this.blob(`${folder}/${name}`)));
    return new Map(names.flatMap((name, index) => (files[index] ? [[name, files[index]] as const] : [])));
  }

  async remove(path: string): Promise<void> {
    await this.#try('remove', path, () => {
      if ([...this.#open].some((open) => open === path || open.startsWith(`${path}/`))) {
        throw new Trouble('deck/failed', `${path} is open`);
      }
      return rm(join(this.#root, path), { recursive: true, force: true });
    });
  }

  async blob(path: string): Promise<File | undefined> {
    return this.#try('blob', path, async () => {
      const full = join(this.#root, path);
      const bytes = await readFile(full).catch(ifMissing(undefined));
      return bytes && new File([bytes], path, { lastModified: (await stat(full)).mtimeMs });
    });
  }

  async bytes(path: string): Promise<BlobBytes | undefined> {
    const file = await this.blob(path);
    return file && bytesOfBlob(file);
  }

  async freeBytes(): Promise<number> {
    return Number.POSITIVE_INFINITY;
  }

  async isPersistent(): Promise<boolean> {
    return true;
  }

  /** What a killed process does: every handle shuts, nothing is written any more. */
  kill(): void {
    this.#open.clear();
  }

  #handle(path: string, full: string): SyncHandle {
    const descriptor = openSync(full, 'a+');
    closeSync(descriptor);
    const file = openSync(full, 'r+');
    const call = (name: Call, sizeBytes = 0, at = 0) => this.#harm(name, path, sizeBytes, at);
    return {
      read: (into, { at }) => {
        call('read', into.length);
        return readSync(file, into, 0, into.length, at);
      },
      write: (bytes, { at }) => {
        const harmed = call('write', bytes.length, at);
        const written = harmed ? harmed.written : bytes.length;
        if (written > 0) writeSync(file, bytes, 0, written, at);
        return harmed ? harmed.told : written;
      },
      truncate: (sizeBytes) => {
        call('truncate', sizeBytes);
        ftruncateSync(file, sizeBytes);
      },
      getSize: () => fstatSync(file).size,
      flush: () => {
        call('flush');
        // The contents are with the kernel already; the tests kill processes, not machines.
        if (process.env.FSYNC) fsyncSync(file);
      },
      close: () => {
        if (this.#open.delete(path)) closeSync(file);
        call('close');
      },
    };
  }

  async #try<T>(call: Call, path: string, work: () => T | Promise<T>): Promise<T> {
    try {
      this.#harm(call, path, 0, 0);
      return await work();
    } catch (error) {
      throw asTrouble(error, path);
    }
  }
}

/** Web Locks for one process. */
export function inProcessLocks(): Locks {
  const held = new Map<string, (() => void)[]>();
  return {
    take(name, waitMs) {
      return new Promise((resolve) => {
        const give = () => {
          clearTimeout(timer);
          resolve(async () => {
            const next = held.get(name)?.shift();
            if (next) next();
            else held.delete(name);
          });
        };
        const timer = setTimeout(() => {
          const waiting = held.get(name)!;
          waiting.splice(waiting.indexOf(give), 1);
          resolve(undefined);
        }, waitMs);
        const waiting = held.get(name);
        if (waiting) waiting.push(give);
        else {
          held.set(name, []);
          give();
        }
      });
    },
    held: async () => new Set(held.keys()),
  };
}

function ifMissing<T>(value: T): (error: unknown) => T {
  return (error) => {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return value;
    throw error;
  };
}
