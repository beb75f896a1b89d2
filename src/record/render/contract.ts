/** What a film is made from, and what is told meanwhile. */

import type { SizePx } from '../../base/flow';
import type { Engine, EngineChoice, FilmPace, RecordingOptions } from '../../base/options';
import type { Code } from '../../base/trouble';
import type { Recording, TapeRecord } from '../../deck/deck';
import type { SharedDecoding } from '../../draw/draw';
import type { EncodeTools } from '../../encode/encode';

interface RenderProgress {
  readonly renderedFrames: number;
  readonly sizeBytes: number;
  readonly engine: Engine | 'none';
}

/** A picture with its true time, where that is another one than it arrived at. */
export interface TimedRecord extends TapeRecord {
  readonly takenAt?: number;
}

/** Numbered pictures that can be read again from any number on: a tape, files, or a film. */
export interface PictureSource {
  read(from: number, signal: AbortSignal): AsyncIterable<TimedRecord>;
}

export interface RenderJob {
  readonly recording: Recording;
  /** Pictures with their true times, instead of the recording's tape with the times they arrived at. */
  readonly source?: PictureSource;
  /** The size its pictures are shown in, where it is not that of the first one. */
  readonly shown?: SizePx | undefined;
  /** When the film begins, ms since epoch; undefined for a new film: its first picture's time, told to `onStarted`. */
  readonly startedAt: number | undefined;
  /**
   * When the film ends, ms since epoch; asked only after the tape has ended. A recording that a crash cut off has no
   * better answer than one more interval after its last picture.
   */
  readonly endAt: (lastArrivedAt: number, lastIntervalMs: number) => number;
  /** About how many frames the film will have, where that is known; 0 = unknown. Room for the moov is kept at the front. */
  readonly expectedFrames: number;
  readonly encodeTools: Promise<EncodeTools>;
  /** What has been decoded already: for the screen, or because the pictures come from a film. */
  readonly decoding?: Pick<SharedDecoding, 'openBehind'> | undefined;
  /** Instead of those the recording asks for. */
  readonly options?: (FilmPace & Pick<RecordingOptions, 'look' | 'partial'>) | undefined;
  /** What became of its pictures is written down already. */
  readonly hasJournal?: boolean;
  /** Instead of the one the recording asks for. */
  readonly engine?: EngineChoice | undefined;
  /** The tape is complete already: work may be shared between several encoders. */
  readonly backlog: boolean;
  readonly signal: AbortSignal;
  /** Before the first packet: must be written down, for a resumed film counts from there. */
  onStarted(startedAt: number): Promise<void>;
  onProgress(progress: RenderProgress): void;
  /** A picture that had to be left out, or an engine that was changed. */
  onTrouble(code: Code): void;
}
