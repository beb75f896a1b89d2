/** What crosses the door of deck: tapes, recordings and the library that keeps them. */

import type { Camera } from '../base/camera';
import type { BlobBytes } from '../base/file/blob-bytes';
import type { ByteFile } from '../base/file/byte-file';
import type { Jpeg } from '../base/flow';
import type { FilmSummary, KeptPicture } from '../base/library';
import type { RecordingOptions } from '../base/options';

/** One record of a tape. */
export interface TapeRecord {
  /** Counts from 0; numbers are missing only where the disk itself was damaged. */
  readonly sequence: number;
  readonly jpeg: Jpeg;
}

/** The append-only, crash-safe log of one recording, in chunk files of bounded size. */
export interface Tape {
  /** Sequence number the next record will get. */
  readonly nextSequence: number;
  /** Records before this are safe from a power cut; behind `nextSequence` by about a second, by more when flushing fails. */
  readonly safeSequence: number;
  readonly sizeBytes: number;
  /**
   * Resolves with the record's sequence number once the bytes are written (acknowledged). Flushed at least once a second.
   * Trouble 'deck/full' or 'deck/failed': nothing was appended, and the tape can still be used. Once the disk was full, every
   * append says 'deck/full': the room that is left is for finishing; once the storage was cleared, 'deck/cleared'.
   */
  append(jpeg: Jpeg): Promise<number>;
  /** Records from `from` on; waits for more at the end until `end()` was called; ends quietly when `signal` aborts. */
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
  /**
   * Pictures a second that were expected when it began; undefined in tapes of earlier versions. Every encoder of a film is set
   * to it: the level in its parameter sets depends on it, and OpenH264's cannot follow others of the same number.
   */
  readonly expectedFps?: number;
  /**
   * When Record was pressed with a picture on the screen, which is then the first of the tape, with the time it had arrived at
   * before: the film shows it from here on. Undefined: the film begins with its first picture.
   */
  readonly beganAt?: number | undefined;
  /**
   * Number of the film's first picture where others are before it on the tape: they were kept in case somebody pressed Record,
   * and were too old when somebody did.
   */
  readonly firstSequence?: number | undefined;
  /**
   * Nobody has asked for a film yet: the newest pictures are kept in case somebody does, until `begin`. Such a recording is in no
   * list, and whatever a crash leaves of it is tidied away.
   */
  readonly isRing?: boolean | undefined;
  /** Something that moved began it, and nobody. */
  readonly byMotion?: boolean | undefined;
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
  /** A ring becomes a film that begins with a picture of the tape. Atomic: after a crash it is still a ring, or a film. */
  begin(head: RecordingHead): Promise<void>;
  /** Writes the row of the library (atomically: the old or the new one survives a crash). */
  describe(summary: FilmSummary): Promise<void>;
  saveThumbnail(jpeg: Uint8Array): Promise<void>;
  /**
   * Adds lines to the text beside the film that tells what became of each picture. It outlives `settle`. Resolves when the lines
   * are written, as those of a tape are; with `isSafe` when they are safe from a power cut, too.
   */
  appendJournal(lines: string, isSafe?: boolean): Promise<void>;
  /** What was appended, in pieces. */
  journal(): AsyncGenerator<string>;
  /** Deletes what only an unfinished recording needs: tape (unless originals are kept) and film index. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface Room {
  /** A cautious guess; Infinity when the browser does not tell. */
  readonly freeBytes: number;
  /**
   * The room set aside with every recording is still there. When it is not, the disk was full already (another tab may have
   * noticed), whatever `freeBytes` says, and finishing now is better than having no room to finish later.
   */
  readonly reserved: boolean;
}

/** One door for everything kept on this device. Every method rejects with a Trouble of this room only. */
export interface Deck {
  /** Where things are kept: 'opfs' or 'indexeddb'. */
  readonly kind: string;
  /**
   * Begins a recording. `announce` is told its id and awaited before anything of it is on the disk: whoever ends this worker then
   * knows what to forget.
   */
  create(head: RecordingHead, announce?: (id: string) => unknown): Promise<Recording>;
  /**
   * Opens one to finish it or go on. Waits up to 10 s for the lock of a tab that died, then 'deck/locked'; 'deck/newer'
   * when a newer version of the app wrote it, 'deck/missing' when there is nothing.
   */
  open(id: string): Promise<Recording>;
  /**
   * All films but those in the bin, oldest first. 'recording' while someone alive holds it, else 'unfinished',
   * 'finished', or 'missing' when the film's file is gone.
   */
  list(): Promise<readonly FilmSummary[]>;
  /** What was written down at a recording's start; undefined when its row is lost. */
  head(id: string): Promise<RecordingHead | undefined>;
  /** The film under its name, read from disk as it is used. */
  film(id: string): Promise<File>;
  /** The same for a job that reads much of it. */
  filmBytes(id: string): Promise<BlobBytes>;
  /** The pictures of a recording that kept its originals, or that is not finished; from this number on. */
  originals(id: string, from?: number): AsyncGenerator<TapeRecord>;
  thumbnail(id: string): Promise<Blob | undefined>;
  /** What `appendJournal` wrote; undefined for a film without. */
  journal(id: string): Promise<Blob | undefined>;
  /** Keeps a single picture. Trouble 'deck/full' or 'deck/failed': then nothing of it is there. */
  keepPicture(jpeg: Jpeg, cameraName: string): Promise<KeptPicture>;
  /** All but those in the bin, newest first. `remove`, `restore` and `forget` are for them, too. */
  pictures(): Promise<readonly KeptPicture[]>;
  /** The JPEG and nothing else. */
  picture(id: string): Promise<File>;
  rename(id: string, name: string): Promise<void>;
  protect(id: string, on: boolean): Promise<void>;
  /** To the bin: out of the list, until `restore` or `emptyBin`. */
  remove(id: string): Promise<void>;
  /** 'deck/missing' when nothing of it is there any more. */
  restore(id: string): Promise<void>;
  /** Deletes what is in the bin for good. */
  emptyBin(): Promise<void>;
  /** Deletes one for good, at once: a recording without a picture. 'deck/locked' while it is open. */
  forget(id: string): Promise<void>;
  /**
   * Loop recording: deletes finished, unprotected films of a camera (its id or name) until the rest takes no more than the cap:
   * first those in the bin, then the oldest. No other one goes for one that cannot be deleted now: it is the first of the next
   * time. Resolves with the ids deleted.
   */
  makeRoom(capBytesPerCamera: number, camera: string): Promise<readonly string[]>;
  room(): Promise<Room>;
  /** Asks the browser never to clear this storage by itself; some grant it only from a window. */
  isPersistent(): Promise<boolean>;
  /** At the app's start: removes orphans, what is half deleted, and recordings without a picture. */
  tidy(): Promise<void>;
  /**
   * Does the work while no other tab or worker does any under this name. 'deck/locked' when it was not its turn within `waitMs`;
   * a holder that dies gives its turn back.
   */
  alone<T>(name: string, waitMs: number, work: () => Promise<T>): Promise<T>;
  /** A folder that a person chose and that is kept under this name; undefined where there is none. */
  folder(name: string): Promise<FileSystemDirectoryHandle | undefined>;
  /** Undefined forgets it; what is in it stays. */
  keepFolder(name: string, folder: FileSystemDirectoryHandle | undefined): Promise<void>;
  /** A document of settings, for instance 'cameras'. */
  read<T>(name: string): Promise<T | undefined>;
  /** Atomic: the old or the new value survives a crash. */
  write(name: string, value: unknown): Promise<void>;
}

export interface Sizes {
  /** Of a tape's chunks: large enough that a day is some hundreds of files, small enough that scanning one is nothing. */
  readonly chunkBytes: number;
  /**
   * Set aside to finish on a full disk. The moov of an hour at 15 pictures a second takes about 0.7 MB; Chromium's
   * IndexedDB notices a full quota up to 4 MB late.
   */
  readonly reserveBytes: number;
}
