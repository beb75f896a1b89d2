/** A file that is read and written at any place: what deck opens, and what the tape and the film write to. */

/**
 * A file that can be read and written at any place. Over OPFS every call does its work before it returns (the promise
 * is already settled); over IndexedDB the promise is the back-pressure. All positions and lengths in bytes.
 * `write` writes everything or throws Trouble 'deck/full' or 'deck/failed' and leaves `size` as it was.
 */
export interface ByteFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Fills `into` from `at`; returns how many bytes there were. */
  read(at: number, into: Uint8Array): Promise<number>;
  write(at: number, bytes: Uint8Array): Promise<void>;
  truncate(sizeBytes: number): Promise<void>;
  /** Resolves when everything written before is safe from a power cut. */
  flush(): Promise<void>;
  close(): Promise<void>;
}
