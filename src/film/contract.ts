/** What crosses the door of film: a film that is being written, and one that is read. */
import type { ByteFile } from '../base/file/byte-file';
import type { Packet, Track } from '../base/flow';

export interface FilmHead {
  /** Title tag: the camera's name. */
  readonly title: string;
  /** Wall clock of the first picture, ms since epoch: the film's creation time. */
  readonly startedAt: number;
  /**
   * About how many packets will come, where that is known: room for the moov is then kept at the front, 21 bytes a
   * packet, and the film starts to play before it is loaded. Without the hint, or when the moov outgrows the room, it
   * goes to the end: moving it to the front afterwards would need the film's space a second time.
   */
  readonly expectedFrames?: number;
  /** What the film is of, where its first packet comes from another encoder than most: else it is the first packet's track. */
  readonly track?: Track;
}

/** A place in the film that players offer to jump to. */
export interface Chapter {
  readonly startUs: number;
  /** At most 255 bytes of UTF-8 are kept. */
  readonly title: string;
}

export interface FilmFacts {
  readonly frames: number;
  readonly durationMs: number;
  readonly sizeBytes: number;
}

/** Calls take their turn: one that comes while another works waits for it. A call that failed changed nothing. */
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
  /** For encoders that can be told: an id of parameter sets that this film does not have yet. */
  readonly freeSetId: number;
  /**
   * Pictures of another encoder may follow from a key frame on when its parameter sets have ids of their own.
   * Throws Trouble 'film/failed' if `track` differs in another way (then another encoder is needed), if the first
   * packet is no key frame, if a packet is empty or has no time of 0 or more; 'deck/...' if it could not be written.
   * A time that is not later than that of the picture shown before is put right when the film is finished: the
   * picture is shown one tick (11 us, in a film with pauses of hours up to 1.7 ms) after the one before, none is dropped.
   */
  add(packet: Packet, track: Track): Promise<void>;
  /** Film and index are safe from a power cut. */
  flush(): Promise<void>;
  /**
   * Takes back everything from the last key frame on, to go on with another encoder from `safeSequence`. Flushes first.
   * Without a packet since the last rewind (or since resuming) there is nothing to take back.
   */
  rewind(): Promise<void>;
  /**
   * Writes the moov; `endUs` is when the last picture ends. Throws Trouble 'film/failed' without a packet and where the
   * moov would tell other times than the packets have (film/proof.ts), 'deck/full' when the moov found no room: film and
   * index stay as they were, and it can be tried again. `chapters`: where none begins
   * with the film, one more is written that does.
   */
  finish(endUs: number, chapters?: readonly Chapter[]): Promise<FilmFacts>;
}

/** A film's bytes wherever they are: a ByteFile, or a file that is only read. */
export type FilmBytes = Pick<ByteFile, 'sizeBytes' | 'read'>;

/** A finished film that is read back. Packets are numbered from 0, in decode order. */
export interface FilmReader {
  /** `jpegCodec` for a film of the camera's own JPEGs. */
  readonly track: Track;
  /** When each picture is shown, ascending. */
  readonly timesUs: Float64Array;
  /** When the last picture ends. */
  readonly endUs: number;
  /** Times in the film are rounded to this. */
  readonly tickUs: number;
  /** The packets that begin a closed group of pictures, ascending; the first one is 0. */
  readonly keys: readonly number[];
  /** When a packet's picture is shown. */
  timeUs(packet: number): number;
  /**
   * Those from `from` up to, and without, `until`; all of them without. `sequence` is the packet's number. A packet's bytes are lent: they
   * are those of another one as soon as the next is asked for.
   */
  packets(from?: number, until?: number): AsyncGenerator<Packet>;
}
