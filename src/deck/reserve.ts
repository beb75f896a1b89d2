/** A file in, the same file out, with some room set aside that a full disk gives back: enough to finish the film and its row. */
import type { ByteFile } from '../base/byte-file';
import { codeOf } from '../base/trouble';
import type { Disk } from './disk/disk';
import { reservePath } from './paths';

/** Sets the room aside. No room for it is no error: it will be wanted soon enough. */
export async function fillReserve(disk: Disk, reserveBytes: number): Promise<void> {
  try {
    const file = await disk.open(reservePath);
    try {
      if (file.sizeBytes !== reserveBytes) await file.write(0, noise(reserveBytes));
    } finally {
      await file.close();
    }
  } catch (error) {
    if (codeOf(error) !== 'deck/full') throw error;
    await disk.remove(reservePath);
  }
}

/** What a database or file system cannot compress; browsers give 64 KiB of it at a time. */
function noise(sizeBytes: number): Uint8Array {
  const bytes = new Uint8Array(sizeBytes);
  for (let at = 0; at < sizeBytes; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  return bytes;
}

/** Gives the room back as soon as a write finds the disk full, and still says 'deck/full': whoever records then finishes. */
export function withReserve(file: ByteFile, disk: Disk): ByteFile {
  return {
    path: file.path,
    get sizeBytes() {
      return file.sizeBytes;
    },
    read: (at, into) => file.read(at, into),
    async write(at, bytes) {
      try {
        await file.write(at, bytes);
      } catch (error) {
        if (codeOf(error) === 'deck/full') await disk.remove(reservePath).catch(() => {});
        throw error;
      }
    },
    truncate: (sizeBytes) => file.truncate(sizeBytes),
    flush: () => file.flush(),
    close: () => file.close(),
  };
}

/** A disk whose files all know the reserve. */
export function reservedDisk(disk: Disk): Disk {
  return {
    kind: disk.kind,
    locks: disk.locks,
    open: async (path) => withReserve(await disk.open(path), disk),
    list: (folder) => disk.list(folder),
    files: (folder) => disk.files(folder),
    remove: (path) => disk.remove(path),
    blob: (path) => disk.blob(path),
    freeBytes: () => disk.freeBytes(),
    isPersistent: () => disk.isPersistent(),
  };
}
