/** The films of one recording, as those see them who begin and end them. */
import type { RecordingOptions } from '../../../base/options';
import type { Accepted } from '../contract';
import type { Kept, Take } from './take';

interface Beginning {
  readonly options: RecordingOptions;
  readonly continueId: string | undefined;
  /** When Record was pressed, if there was a picture on the screen. */
  readonly beganAt: number | undefined;
  readonly kept: Kept | undefined;
}

export interface CameraFilms {
  /** When the next picture is due, of a time-lapse; undefined while every one is wanted. */
  dueAt(): number | undefined;
  /** It is night, of which nothing is kept. */
  isDark(): boolean;
  /** The last one. */
  readonly current: Take | undefined;
  /** Resolves when the tape of the first film is open. */
  begin(beginning: Beginning): Promise<Take>;
  /** Resolves when the picture is on a tape, or held until the next one tells whether the size has changed. */
  put(picture: Accepted): Promise<void>;
  /** The first picture could not be kept. */
  abandon(): Promise<void>;
  /** Begins another film at `at`. */
  part(at: number): Promise<void>;
  /** Ends the last film, and with it a split that is under way; resolves when it is finished. */
  end(at: number): Promise<void>;
  /** Makes room for what is recorded in a loop, as far as it can. Never rejects. */
  makeRoom(): Promise<void>;
  /** Every film so far is finished. */
  finished(): Promise<unknown>;
}
