/** A ByteFile in memory out, with the failures a test asks for: what a disk does, without the disk. */
import type { ByteFile } from '../../src/base/file/byte-file';
import { Trouble } from '../../src/base/trouble';

export class MemoryFile implements ByteFile {
  readonly path: string;
  bytes: Uint8Array;
  /** Length at the last flush: what a power cut would leave for certain. */
  flushedBytes = 0;
  /** Bytes read so far. */
  readBytes = 0;
  /** Called before every write, truncate and flush; what it throws, the call throws. */
  beforeCall: (call: 'write' | 'truncate' | 'flush') => void = () => {};

  constructor(path: string, bytes: Uint8Array = new Uint8Array(0)) {
    this.path = path;
    this.bytes = bytes;
  }

  /** The file as a crash would leave it now. */
  copy(sizeBytes = this.bytes.length): MemoryFile {
    return new MemoryFile(this.path, this.bytes.slice(0, sizeBytes));
  }

  get sizeBytes(): number {
    return this.bytes.length;
  }

  async read(at: number, into: Uint8Array): Promise<number> {
    const found = this.bytes.subarray(at, at + into.length);
    into.set(found);
    this.readBytes += found.length;
    return found.length;
  }

  async write(at: number, bytes: Uint8Array): Promise<void> {
    this.beforeCall('write');
    if (at + bytes.length > this.bytes.length) {
      // Grown in steps through a larger buffer: tests with a million packets write a little at a time.
      if (at + bytes.length > this.bytes.buffer.byteLength) {
        const grown = new Uint8Array(Math.max(4096, this.bytes.length * 2, at + bytes.length));
        grown.set(this.bytes);
        this.bytes = grown.subarray(0, at + bytes.length);
      } else {
        this.bytes = new Uint8Array(this.bytes.buffer, 0, at + bytes.length);
      }
    }
    this.bytes.set(bytes, at);
  }

  async truncate(sizeBytes: number): Promise<void> {
    this.beforeCall('truncate');
    const kept = new Uint8Array(sizeBytes);
    kept.set(this.bytes.subarray(0, sizeBytes));
    this.bytes = kept;
  }

  async flush(): Promise<void> {
    this.beforeCall('flush');
    this.flushedBytes = this.bytes.length;
  }

  async close(): Promise<void> {}
}

/** Fails the `nth` call (from 1), once or from then on, as a full disk does. */
export function failingAt(nth: number, once: boolean): () => void {
  let calls = 0;
  return () => {
    calls++;
    if (calls === nth || (!once && calls > nth)) throw new Trouble('deck/full', `call ${calls} of the test`);
  };
}
