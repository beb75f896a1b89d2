/** Reads a File, of the page or of a disk that may not be opened, piece by piece. */

export interface BlobBytes {
  readonly sizeBytes: number;
  /** Fills `into` from `at` on; resolves with how many bytes there were. */
  read(at: number, into: Uint8Array): Promise<number>;
}

export function bytesOfBlob(file: Blob): BlobBytes {
  return {
    sizeBytes: file.size,
    async read(at, into) {
      const bytes = new Uint8Array(await file.slice(at, at + into.length).arrayBuffer());
      into.set(bytes);
      return bytes.length;
    },
  };
}
