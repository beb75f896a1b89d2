/** Room set aside on the disk, given back when it is full: enough to finish the film and its row. */
import type { ByteFile } from '../base/file/byte-file';
import { codeOf, Trouble } from '../base/trouble';
import type { Disk } from './disk/disk';
import { reservePath } from './paths';

/** Enough to tell a full disk, whose last blocks may still take a few bytes. */
const trialBytes = 65_536;

export class Reserve {
  readonly #disk: Disk;
  readonly #sizeBytes: number;
  #filling: Promise<void> | undefined;
  #filled = false;
  #spent = false;

  constructor(disk: Disk, sizeBytes: number) {
    this.#disk = disk;
    this.#sizeBytes = sizeBytes;
  }

  /** Sets the room aside. Trouble 'deck/full' where there is none: what would be begun then could not be finished. */
  fill(): Promise<void> {
    // Several recordings that begin at once would wait for each other: one at a time may open its file.
    this.#filling ??= this.#fillNow().finally(() => {
      this.#filling = undefined;
    });
    return this.#filling;
  }

  async #fillNow(): Promise<void> {
    await this.#withFile(async (file) => {
      if (file.sizeBytes !== this.#sizeBytes) await file.write(0, noise(this.#sizeBytes));
    });
    this.#filled = true;
    this.#spent = false;
  }

  /** Before a picture is taken on: Trouble 'deck/full' once the room that is left is for finishing. */
  async claim(): Promise<void> {
    if (this.#spent) throw new Trouble('deck/full', 'the reserve is spent');
    if (!this.#filled) await this.fill();
  }

  /**
   * Runs storage work. Where it fails because the disk is full, the reserve is given back and the work tried once more;
   * rejects with Trouble 'deck/full' when that does not help.
   */
  async help<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const code = codeOf(error);
      if (code !== 'deck/full' && code !== 'deck/failed') throw error;
      // Making or removing a file on a full disk is 'UnknownError' in Firefox and 'InvalidStateError' in Chromium.
      if (code === 'deck/failed' && !(await this.#isFull().catch(() => false))) throw error;
      const full = new Trouble('deck/full', error instanceof Error ? error.message : '', { cause: error });
      if (!(await this.#giveBack().catch(() => false))) throw full;
      return await work().catch((again: unknown) => {
        throw codeOf(again) === 'deck/failed' ? full : again;
      });
    }
  }

  /**
   * Cut and not removed: Chromium (156) cannot write its list of files on a full disk (LevelDB, when the last block of its
   * log is full) and refuses to remove any with InvalidStateError, but opens and cuts one that exists. Firefox (153) is the other
   * way round: it writes to a database whenever it opens a file, and on a full disk can only remove one.
   */
  async #giveBack(): Promise<boolean> {
    this.#spent = true;
    if (!(await this.#disk.blob(reservePath))?.size) return false;
    await this.#withFile((file) => file.truncate(0)).catch(() => this.#disk.remove(reservePath));
    return true;
  }

  /** Asked of the disk itself: browsers have no name for it in every call. Without a file there is nothing to try it with. */
  async #isFull(): Promise<boolean> {
    if (!(await this.#disk.blob(reservePath))) return false;
    const grow = this.#withFile(async (file) => {
      const { sizeBytes } = file;
      await file.write(sizeBytes, noise(trialBytes));
      await file.truncate(sizeBytes);
    });
    // A file that is there and cannot be opened says the same.
    return grow.then(
      () => false,
      (error: unknown) => codeOf(error) === 'deck/full' || codeOf(error) === 'deck/failed',
    );
  }

  async #withFile<T>(work: (file: ByteFile) => Promise<T>): Promise<T> {
    const file = await this.#disk.open(reservePath);
    try {
      return await work(file);
    } finally {
      await file.close();
    }
  }
}

/** What a database or file system cannot compress; browsers give 64 KiB of it at a time. */
function noise(sizeBytes: number): Uint8Array {
  const bytes = new Uint8Array(sizeBytes);
  for (let at = 0; at < sizeBytes; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  return bytes;
}

function withReserve(file: ByteFile, reserve: Reserve): ByteFile {
  return {
    path: file.path,
    get sizeBytes() {
      return file.sizeBytes;
    },
    read: (at, into) => file.read(at, into),
    write: (at, bytes) => reserve.help(() => file.write(at, bytes)),
    truncate: (sizeBytes) => file.truncate(sizeBytes),
    flush: () => file.flush(),
    close: () => file.close(),
  };
}

/** A disk whose every file is written with the reserve's help. */
export function reservedDisk(disk: Disk, reserve: Reserve): Disk {
  return {
    kind: disk.kind,
    locks: disk.locks,
    open: async (path) => withReserve(await reserve.help(() => disk.open(path)), reserve),
    list: (folder) => disk.list(folder),
    files: (folder) => disk.files(folder),
    remove: (path) => reserve.help(() => disk.remove(path)),
    blob: (path) => disk.blob(path),
    bytes: (path) => disk.bytes(path),
    freeBytes: () => disk.freeBytes(),
    isPersistent: () => disk.isPersistent(),
  };
}
