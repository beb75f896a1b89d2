/** Tapes, films and settings on this device: the only room that touches storage. */
import type { ByteFile, Camera, FilmSummary, Jpeg, RecordingOptions } from '../base/flow';

/** One record of a tape. */
export interface TapeRecord {
  /** Counts from 0 without holes. */
  readonly sequence: number;
  readonly jpeg: Jpeg;
}

/** The append-only, crash-safe log of one recording, in chunk files of bounded size. */
export interface Tape {
  /** Sequence number the next record will get. */
  readonly nextSequence: number;
  readonly sizeBytes: number;
  /** Resolves with the record's sequence number once the bytes are written (acknowledged). Flushed at least once a second. */
  append(jpeg: Jpeg): Promise<number>;
  /** Records from `from` on; waits for more at the end until `end()` was called or `signal` aborts. */
  read(from: number, signal: AbortSignal): AsyncGenerator<TapeRecord>;
  /** No more appends: readers finish after the last record. */
  end(): Promise<void>;
  /** Deletes the chunks that hold only records before `sequence`. */
  dropBefore(sequence: number): Promise<void>;
  flush(): Promise<void>;
}

/** What is written down about a recording at its start and never changes. */
export interface RecordingHead {
  readonly camera: Pick<Camera, 'id' | 'name' | 'family' | 'askedFps'>;
  readonly options: RecordingOptions;
}

/** An open recording: its tape, its film's files and its row in the library. Held under a Web Lock by one writer. */
export interface Recording {
  readonly id: string;
  readonly head: RecordingHead;
  /** The row as described last; undefined before the first `describe`. */
  readonly row: FilmSummary | undefined;
  readonly tape: Tape;
  /** The MP4 and the packet index beside it. */
  readonly film: ByteFile;
  readonly filmIndex: ByteFile;
  /** Writes the row of the library (atomically: the old or the new one survives a crash). */
  describe(summary: FilmSummary): Promise<void>;
  saveThumbnail(jpeg: Uint8Array): Promise<void>;
  /** Deletes what only an unfinished recording needs: tape (unless originals are kept) and film index. */
  settle(): Promise<void>;
  close(): Promise<void>;
}
