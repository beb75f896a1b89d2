/** A synchronous file handle in, a ByteFile out that writes everything or nothing and says why. */
import type { ByteFile } from '../../base/byte-file';
import { Trouble } from '../../base/trouble';
import { asTrouble } from './disk';

/** FileSystemSyncAccessHandle (File System Standard, 3.5), as far as it is used here. */
export interface SyncHandle {
  read(into: Uint8Array, options: { at: number }): number;
  write(bytes: Uint8Array, options: { at: number }): number;
  truncate(sizeBytes: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}

/** Every call does its work before it returns, so an acknowledged write is with the operating system and survives SIGKILL. */
export class SyncFile implements ByteFile {
  readonly path: string;
  readonly #handle: SyncHandle;
  #sizeBytes: number;

  constructor(path: string, handle: SyncHandle) {
    this.path = path;
    this.#handle = handle;
    this.#sizeBytes = this.#try(() => handle.getSize());
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  async read(at: number, into: Uint8Array): Promise<number> {
    return this.#try(() => this.#handle.read(into, { at }));
  }

  /**
   * A short write is gone on with; one that writes nothing is a full disk. Firefox says it in no other way: its write()
   * returns 0 and throws nothing.
   */
  async write(at: number, bytes: Uint8Array): Promise<void> {
    try {
      for (let done = 0; done < bytes.length; ) {
        const written = this.#handle.write(done === 0 ? bytes : bytes.subarray(done), { at: at + done });
        if (!(written > 0)) throw new Trouble('deck/full', `${this.path}: wrote ${done} of ${bytes.length} bytes`);
        done += written;
      }
    } catch (error) {
      this.#cutBack();
      throw asTrouble(error, this.path);
    }
    this.#sizeBytes = Math.max(this.#sizeBytes, at + bytes.length);
  }

  async truncate(sizeBytes: number): Promise<void> {
    this.#try(() => this.#handle.truncate(sizeBytes));
    this.#sizeBytes = sizeBytes;
  }

  async flush(): Promise<void> {
    this.#try(() => this.#handle.flush());
  }

  async close(): Promise<void> {
    this.#try(() => this.#handle.close());
  }

  /** The write's own error is the one to tell; what cannot be cut off here is overwritten by the next write at its place. */
  #cutBack(): void {
    try {
      this.#handle.truncate(this.#sizeBytes);
    } catch {}
  }

  #try<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw asTrouble(error, this.path);
    }
  }
}
