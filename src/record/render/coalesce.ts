/** A file with fewer and larger writes, for films: all that is in one is safe elsewhere until it is flushed. */
import type { ByteFile } from '../../base/file/byte-file';

/**
 * A write to OPFS costs a third of a millisecond however small it is, and a film makes two a picture. What is gathered is lost
 * when the tab dies: an import is made again then, a recording from its tape, which is dropped only behind a flush of the film.
 */
const gatheredBytes = 512 << 10;

/** Writes that continue one another are gathered until there are enough, something else is asked, or `flush`. */
export function coalesce(file: ByteFile): ByteFile {
  const buffer = new Uint8Array(gatheredBytes);
  let at = 0;
  let length = 0;

  async function settle(): Promise<void> {
    if (length === 0) return;
    const bytes = buffer.subarray(0, length);
    await file.write(at, bytes);
    length = 0;
  }

  return {
    path: file.path,
    get sizeBytes() {
      return Math.max(file.sizeBytes, length > 0 ? at + length : 0);
    },
    async read(from, into) {
      await settle();
      return file.read(from, into);
    },
    async write(to, bytes) {
      if (length > 0 && (to !== at + length || length + bytes.length > gatheredBytes)) await settle();
      if (bytes.length > gatheredBytes) return file.write(to, bytes);
      if (length === 0) at = to;
      buffer.set(bytes, length);
      length += bytes.length;
    },
    async truncate(sizeBytes) {
      await settle();
      await file.truncate(sizeBytes);
    },
    async flush() {
      await settle();
      await file.flush();
    },
    async close() {
      await settle();
      await file.close();
    },
  };
}
