/** A file behind a synchronous handle, whose writes count only once they are seen to be there. */
import type { ByteFile } from '../../base/file/byte-file';
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

/** Read back at a time. */
const windowBytes = 65_536;

/**
 * Every call does its work before it returns, so an acknowledged write is with the operating system and survives SIGKILL.
 *
 * What write() returns is no proof. On a full disk Firefox (153) claims up to 32 KiB that it never wrote, and its flush() is
 * silent; getSize() and reading back are true there (docs/tape.md has the measurements). So what goes to the end of the file
 * is proven by the file's new size, what goes over old bytes by reading it back.
 */
export class SyncFile implements ByteFile {
  readonly path: string;
  readonly #handle: SyncHandle;
  /** What was written and proven. */
  #sizeBytes: number;
  /** Where the file ends on the disk; further on than `sizeBytes` after a failed write that could not be cut off. */
  #endBytes: number;

  constructor(path: string, handle: SyncHandle) {
    this.path = path;
    this.#handle = handle;
    this.#sizeBytes = this.#try(() => handle.getSize());
    this.#endBytes = this.#sizeBytes;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  async read(at: number, into: Uint8Array): Promise<number> {
    return this.#try(() => this.#handle.read(into, { at }));
  }

  /** All or nothing at the end of the file. A short write is continued; one whose bytes are not there is a full disk. */
  async write(at: number, bytes: Uint8Array): Promise<void> {
    const endBefore = this.#endBytes;
    try {
      for (let done = 0; done < bytes.length; ) {
        const claimed = this.#handle.write(done === 0 ? bytes : bytes.subarray(done), { at: at + done });
        this.#endBytes = this.#handle.getSize();
        // Checked before the next part goes behind it: the file would be long enough then, with a hole in it.
        if (!(claimed > 0) || this.#endBytes < at + done + claimed) {
          const there = Math.max(0, this.#endBytes - at);
          throw new Trouble('deck/full', `${this.path}: ${there} of ${bytes.length} bytes are there`);
        }
        done += claimed;
      }
      this.#compare(at, bytes.subarray(0, Math.max(0, endBefore - at)));
    } catch (error) {
      this.#cutBack();
      throw asTrouble(error, this.path);
    }
    this.#sizeBytes = Math.max(this.#sizeBytes, at + bytes.length);
  }

  async truncate(sizeBytes: number): Promise<void> {
    this.#try(() => this.#handle.truncate(sizeBytes));
    this.#sizeBytes = sizeBytes;
    this.#endBytes = sizeBytes;
  }

  async flush(): Promise<void> {
    this.#try(() => {
      this.#handle.flush();
      const sizeBytes = this.#handle.getSize();
      if (sizeBytes < this.#sizeBytes) {
        throw new Trouble('deck/failed', `${this.path}: ${sizeBytes} of ${this.#sizeBytes} bytes are left`);
      }
    });
  }

  async close(): Promise<void> {
    this.#try(() => this.#handle.close());
  }

  #compare(at: number, bytes: Uint8Array): void {
    const window = new Uint8Array(Math.min(windowBytes, bytes.length));
    for (let done = 0; done < bytes.length; done += window.length) {
      const wanted = bytes.subarray(done, done + window.length);
      const read = window.subarray(0, this.#handle.read(window.subarray(0, wanted.length), { at: at + done }));
      if (read.length !== wanted.length || read.some((byte, index) => byte !== wanted[index])) {
        throw new Trouble('deck/failed', `${this.path}: what was written at ${at} does not read back`);
      }
    }
  }

  /** The write's own error is the one to tell; what cannot be cut off here is overwritten by the next write at its place. */
  #cutBack(): void {
    try {
      this.#handle.truncate(this.#sizeBytes);
      this.#endBytes = this.#sizeBytes;
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
