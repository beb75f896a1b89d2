/** What a person asks for when pressing Record. */

/** How every picture of a film is drawn. */
export interface Look {
  readonly colour: boolean;
  /** Burn the picture's date and time in. */
  readonly clock: boolean;
  /** Turned clockwise. */
  readonly rotateDegrees: 0 | 90 | 180 | 270;
}

export type Engine = 'webcodecs' | 'ffmpeg';

export type EngineChoice = 'auto' | Engine;

/** Quality in words; what they mean in bits is encode's business. */
export type Quality = 'auto' | 'fast' | 'small' | 'original';

/** The film's frame rate: every picture at its own time, half the camera's promised rate (the article's rule), or constant. */
export type FilmRate = 'real' | 'half' | number;

/** What a person asked for when pressing Record. */
export interface RecordingOptions {
  readonly name: string;
  /** 0 = until Stop. */
  readonly seconds: number;
  readonly rate: FilmRate;
  readonly look: Look;
  readonly engine: EngineChoice;
  readonly quality: Quality;
  readonly keepOriginals: boolean;
  /** What becomes of pictures with missing MCUs: hold the last good one, fill from it, or keep as they came. */
  readonly partial: 'hold' | 'fill' | 'keep';
  /** A new film is begun after so many minutes; 0 = never. */
  readonly splitMinutes: number;
  /** Loop recording: the oldest unprotected films of this camera go when they take more than this; 0 = never. */
  readonly loopBytes: number;
  /** Films that were begun together, one a camera, have the same one. */
  readonly groupId?: string;
}

export const defaultRecordingOptions: RecordingOptions = {
  name: '',
  seconds: 0,
  rate: 'real',
  look: { colour: true, clock: false, rotateDegrees: 0 },
  engine: 'auto',
  quality: 'auto',
  keepOriginals: false,
  partial: 'hold',
  splitMinutes: 60,
  loopBytes: 0,
};
