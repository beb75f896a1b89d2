/** What the recorder needs, and what it can be told. */
import type { Camera } from '../../base/camera';
import type { Clock } from '../../base/clock';
import type { Jpeg } from '../../base/flow';
import type { Tally } from '../../base/library';
import type { RecordingOptions, When } from '../../base/options';
import type { Deck } from '../../deck/deck';
import type { SharedDecoding } from '../../draw/draw';
import type { LiveState } from '../contract';
import type { StateStore } from './state';

export interface RecorderOptions {
  readonly deck: Promise<Deck>;
  readonly clock: Clock;
  /** That schedules go by. */
  readonly wall?: Clock;
  readonly camera: Camera;
  readonly decoding?: SharedDecoding | undefined;
  /** Pictures a second that come, for rate control. */
  expectedFps(): number;
  /** Learns all that happens to the recording. */
  readonly store: StateStore;
  /** The picture on the screen, which has arrived before: the first of a film that a person or the clock begins. */
  shown?(): Accepted | undefined;
  /** Of one film. */
  readonly mostFrames?: number;
}

/** A picture, and what has been counted up to it. */
export interface Accepted {
  readonly jpeg: Jpeg;
  readonly tally: Tally;
}

/** What is ready for a film, or waits for its hour, while nothing records. */
export type Waiting = Pick<LiveState, 'ringMs' | 'isRingShort' | 'schedule' | 'isDark'>;

export interface Recorder {
  readonly waiting: Waiting;
  /** How the film began that runs; undefined while none does. */
  filming(): RecordingOptions | undefined;
  /** When the next picture is due, while nobody needs those before it; undefined while every one is wanted, as where movement counts. */
  dueAt(): number | undefined;
  /** `options`: of films that begin by themselves. */
  set(when: When, options: RecordingOptions): Promise<void>;
  /** What was kept in case somebody pressed Record is not to be used any more. */
  forget(): Promise<void>;
  record(options: RecordingOptions, continueId: string | undefined): Promise<void>;
  /**
   * Resolves when the picture is on a tape, or not wanted, or held until the next one tells whether the size has changed. Never
   * rejects: trouble ends the recording and is dispatched. `tally`: of everything since the camera was opened.
   */
  accept(jpeg: Jpeg, tally: Tally, moved?: boolean): Promise<void>;
  /**
   * Sets a mark at this moment. Resolves with its place in the film, ms, when it is as safe as a picture of the tape; undefined
   * while nothing records.
   */
  mark(): Promise<number | undefined>;
  /** Resolves when every film is finished. */
  stop(): Promise<void>;
  /** Stops, and leaves no ring behind. */
  close(): Promise<void>;
}
