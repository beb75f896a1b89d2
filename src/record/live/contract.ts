/** What the recorder needs and tells. */
import type { Camera } from '../../base/camera';
import type { Clock } from '../../base/clock';
import type { Jpeg } from '../../base/flow';
import type { Tally } from '../../base/library';
import type { RecordingOptions, When } from '../../base/options';
import type { Deck } from '../../deck/deck';
import type { SharedDecoding } from '../../draw/draw';
import type { ScheduleState } from '../when/when';
import type { StateEvent } from './state';
import type { TakeProgress } from './take';

export interface RecorderTools {
  readonly deck: Promise<Deck>;
  readonly clock: Clock;
  /** That schedules go by. */
  readonly wall?: Clock;
  readonly camera: Camera;
  readonly decoding?: SharedDecoding | undefined;
  /** Pictures a second that come, for rate control. */
  expectedFps(): number;
  dispatch(event: StateEvent): void;
  /** The picture on the screen: a film that the clock begins has it first. */
  shown?(): Accepted | undefined;
  /** Of one film. */
  readonly mostFrames?: number;
}

/** A picture, and what has been counted up to it. */
export interface Accepted {
  readonly jpeg: Jpeg;
  readonly tally: Tally;
}

export interface RecorderProgress extends TakeProgress {
  readonly elapsedMs: number;
  /** How long recording can go on before the disk is full; Infinity when unknown. */
  readonly roomMs: number;
  /** How often the pictures' size has changed, and another film begun for it. */
  readonly sizeChanges: number;
  /** Of the running or the last recording. */
  readonly tally: Tally;
  /** How far back the pictures go that a film would begin with now. */
  readonly ringMs: number;
  /** They go back less far than was asked for, for want of room. */
  readonly isRingShort: boolean;
  /** The running or the last film began by itself. */
  readonly byItself: boolean;
  readonly schedule: ScheduleState | undefined;
}

export interface Recorder {
  readonly progress: RecorderProgress;
  /** `options`: of films that begin by themselves. */
  set(when: When, options: RecordingOptions): Promise<void>;
  /** `shown`: the picture on the screen, which has arrived before and becomes the film's first. */
  record(options: RecordingOptions, continueId: string | undefined, shown?: Accepted): Promise<void>;
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
