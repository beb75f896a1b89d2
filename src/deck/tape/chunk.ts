/** One chunk file of a tape, shared by its writer and its readers: open while any of them holds it, and until it is flushed. */
import type { ByteFile } from '../../base/file/byte-file';
import type { Disk } from '../disk/disk';
import type { ChunkPlace } from './survey';

export class Chunk implements ChunkPlace {
  readonly path: string;
  readonly firstSequence: number;
  readonly #disk: Disk;
  #sizeBytes: number;
  #file: Promise<ByteFile> | undefined;
  #holders = 0;
  #unflushed = false;

  constructor(disk: Disk, place: ChunkPlace) {
    this.#disk = disk;
    this.path = place.path;
    this.firstSequence = place.firstSequence;
    this.#sizeBytes = place.sizeBytes;
  }

  /** Sound bytes; the file may be longer where a failed write could not be taken back. */
  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  get held(): boolean {
    return this.#holders > 0;
  }

  async hold(): Promise<ByteFile> {
    this.#holders++;
    try {
      return await (this.#file ??= this.#disk.open(this.path));
    } catch (error) {
      this.#file = undefined;
      this.#holders--;
      throw error;
    }
  }

  async release(): Promise<void> {
    this.#holders--;
    await this.#closeIfIdle();
  }

  /** Only for who holds it. */
  async append(bytes: Uint8Array): Promise<void> {
    await (await this.#file)?.write(this.#sizeBytes, bytes);
    this.#sizeBytes += bytes.length;
    this.#unflushed = true;
  }

  /** Only for who holds it. */
  async cut(sizeBytes: number): Promise<void> {
    await (await this.#file)?.truncate(sizeBytes);
    this.#sizeBytes = sizeBytes;
  }

  async flush(): Promise<void> {
    if (!this.#unflushed) return;
    await (await this.#file)?.flush();
    this.#unflushed = false;
    await this.#closeIfIdle();
  }

  /** Whatever anyone holds or is still unflushed. */
  async close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    this.#unflushed = false;
    await (await file)?.close();
  }

  async #closeIfIdle(): Promise<void> {
    if (this.#holders === 0 && !this.#unflushed) await this.close();
  }
}
