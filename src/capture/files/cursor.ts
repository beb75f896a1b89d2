/** Reads a file from any place: in large blocks, handed out as views without a copy. */

/** A hundred pictures with one request; little enough to forget. */
const blockBytes = 4 << 20;

export interface FileCursor {
  readonly sizeBytes: number;
  /** The bytes from `at`, fewer at the end of the file. Rejects when the file cannot be read (any more). */
  bytes(at: number, length: number): Promise<Uint8Array>;
}

/** A view that runs over the end of a block has the next block begin with it: nothing is ever joined. */
export function openCursor(file: Blob): FileCursor {
  let block = new Uint8Array(0);
  let blockAt = 0;
  return {
    sizeBytes: file.size,
    async bytes(at, length) {
      const end = Math.min(file.size, at + length);
      if (at < blockAt || end > blockAt + block.length) {
        block = new Uint8Array(await file.slice(at, Math.max(end, at + blockBytes)).arrayBuffer());
        blockAt = at;
      }
      return block.subarray(at - blockAt, Math.max(at, end) - blockAt);
    },
  };
}
