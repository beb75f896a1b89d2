/** A file in, the same file with fewer and larger writes out: for films that are made from what is already safe elsewhere. */
import type { ByteFile } from '../../base/file/byte-file';

/**
 * A write to OPFS costs a third of a millisecond however small it is, which for two writes a picture is more than an
 * import can spare. What is gathered is lost when the tab dies, so a live recording writes at once instead.
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
