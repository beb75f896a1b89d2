/** Reads back what was written to a file since the last time, before anything is deleted on the strength of it. */

import { Trouble } from '../trouble';
import type { ByteFile } from './byte-file';
import { crc32 } from './crc32';

const bytesPerRead = 262_144;

export class ReadBack {
  readonly #file: ByteFile;
  /** Everything before this was read back. */
  #provenAt = 0;
  #endAt = 0;
  /** Of what was written after it. */
  #crc = 0;

  constructor(file: ByteFile) {
    this.#file = file;
  }

  /** What comes next goes to `at`; what is before needs no proof any more. */
  startAt(at: number): void {
    this.#provenAt = at;
    this.#endAt = at;
    this.#crc = 0;
  }

  /** These bytes were written at the end. */
  add(bytes: Uint8Array): void {
    this.#crc = crc32(bytes, this.#crc);
    this.#endAt += bytes.length;
  }

  /** Rejects with Trouble 'deck/failed' when the file does not hold them: nothing before the last proof is touched. */
  async check(): Promise<void> {
    await this.#compare(this.#provenAt, this.#endAt, this.#crc);
    this.startAt(this.#endAt);
  }

  /** The same for bytes that were written somewhere else. */
  checkBytes(at: number, bytes: Uint8Array): Promise<void> {
    return this.#compare(at, at + bytes.length, crc32(bytes));
  }

  async #compare(from: number, to: number, wanted: number): Promise<void> {
    const window = new Uint8Array(Math.min(bytesPerRead, to - from));
    let crc = 0;
    let at = from;
    while (at < to) {
      const length = await this.#file.read(at, window.subarray(0, Math.min(window.length, to - at)));
      if (length === 0) break;
      crc = crc32(window.subarray(0, length), crc);
      at += length;
    }
    if (at === to && crc === wanted) return;
    throw new Trouble('deck/failed', `${this.#file.path}: what was written from ${from} to ${to} does not read back`);
  }
}
