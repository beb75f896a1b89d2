/** Packet in, Film out: a plain MP4 written as packets come, with an index beside it from which it can be finished after a crash. */
import type { ByteFile, Packet, Track } from '../base/flow';

export interface FilmHead {
  /** Title tag: the camera's name. */
  readonly title: string;
  /** Wall clock of the first picture, ms since epoch: the film's creation time. */
  readonly startedAt: number;
}

export interface FilmFacts {
  readonly frames: number;
  readonly durationMs: number;
  readonly sizeBytes: number;
}

export interface FilmWriter {
  /** Undefined until the first packet. */
  readonly track: Track | undefined;
  readonly frames: number;
  readonly sizeBytes: number;
  /** Latest presentation time of the packets in the film; -1 while there are none. */
  readonly lastTimestampUs: number;
  /**
   * Tape records before this are in the film for good: the sequence number of the last key frame that is flushed.
   * Resuming starts there.
   */
  readonly safeSequence: number;
  /** Throws Trouble 'film/failed' if `track` differs from the film's: the caller begins another film. */
  add(packet: Packet, track: Track): Promise<void>;
  /** Film and index are safe from a power cut. */
  flush(): Promise<void>;
  /** Takes back everything from the last key frame on, to go on with another encoder from `safeSequence`. */
  rewind(): Promise<void>;
  /** Writes the moov; `endUs` is when the last picture ends. Takes the same time for any length. */
  finish(endUs: number): Promise<FilmFacts>;
}

export declare function createFilm(film: ByteFile, index: ByteFile, head: FilmHead): Promise<FilmWriter>;

/** Opens a film that was not finished: cut back to the last whole group of pictures that index and file agree on. */
export declare function resumeFilm(film: ByteFile, index: ByteFile, head: FilmHead): Promise<FilmWriter>;
