/** What a person asks for: of a recording, and of when something is recorded. */
import { type Look, type Mask, plainLook } from './look/look';
import { defaultSchedule, type Schedule, scheduleFrom } from './schedule';
import type { Coordinates } from './sun/sun';
import { allZones, zonesFrom } from './zones';

export type Engine = 'webcodecs' | 'ffmpeg';

export type EngineChoice = 'auto' | Engine;

/** Quality in words; what they mean in bits is encode's business. */
export type Quality = 'auto' | 'fast' | 'small' | 'original';

/** The film's frame rate: every picture at its own time, half the camera's promised rate (as the Python program did that this one grew out of), or constant. */
export type FilmRate = 'real' | 'half' | number;

/** A time-lapse: one picture is kept every so many seconds, and the film shows so many of them a second. */
export interface Lapse {
  readonly everySeconds: number;
  readonly fps: number;
  /** Nothing is kept at night, and each day is a film of its own: by how bright the pictures are, or by where the sun stands. */
  readonly daylight?: 'bright' | 'sun' | undefined;
  /** Where the sun is to be up; undefined while nobody has said. */
  readonly place?: Coordinates | undefined;
  /** Each day of the clock on the wall is a film of its own. */
  readonly eachDay?: boolean | undefined;
  /** The light of neighbouring pictures is brought near to each other. */
  readonly level?: boolean | undefined;
  /** Each picture of the film is the mean of so many, up to `mostBlend`: what moves is blurred. */
  readonly blend?: number | undefined;
}

export const mostBlend = 4;

/** What becomes of the times of the pictures. */
export interface FilmPace {
  /** Of no meaning in a time-lapse. */
  readonly rate: FilmRate;
  readonly lapse?: Lapse | undefined;
}

/** How many seconds one second of the film is. */
export function speedOf({ lapse }: Pick<FilmPace, 'lapse'>): number {
  return lapse ? lapse.everySeconds * lapse.fps : 1;
}

/** What a person asked for when pressing Record. */
export interface RecordingOptions extends FilmPace {
  readonly name: string;
  /** 0 = until Stop. */
  readonly seconds: number;
  /** How every picture of the film is drawn. */
  readonly look: Look;
  readonly engine: EngineChoice;
  readonly quality: Quality;
  readonly keepOriginals: boolean;
  /** What becomes of pictures with missing MCUs: hold the last good one, fill from it, or keep as they came. */
  readonly partial: 'hold' | 'fill' | 'keep';
  /** A new film is begun after so many minutes of film; 0 = never. */
  readonly splitMinutes: number;
  /** Loop recording: the oldest unprotected films of this camera go when they take more than this; 0 = never. */
  readonly loopBytes: number;
  /** So many pictures the shutter keeps, one after another. */
  readonly burst: number;
  /** Films that were begun together, one a camera, have the same one. */
  readonly groupId?: string;
  /** Of a recording that was split: the id of its first film. */
  readonly partOf?: string;
}

export const defaultRecordingOptions: RecordingOptions = {
  name: '',
  seconds: 0,
  rate: 'real',
  look: plainLook,
  engine: 'auto',
  quality: 'auto',
  keepOriginals: false,
  partial: 'hold',
  splitMinutes: 60,
  loopBytes: 0,
  burst: 1,
};

/**
 * What is hidden before a picture is kept. Where the film is to hold the camera's own pictures nothing could be hidden later.
 */
export function hiddenOnTape({ look, quality }: Pick<RecordingOptions, 'look' | 'quality'>): readonly Mask[] {
  return look.masksOnTape || quality === 'original' ? look.masks : [];
}

/**
 * The same while a film is recorded that began with other options: what it was to hide stays hidden, and it is drawn without what
 * has been covered since.
 */
export function hiddenWhile(options: RecordingOptions, filming: RecordingOptions | undefined): readonly Mask[] {
  if (!filming) return hiddenOnTape(options);
  const known = new Set(filming.look.masks.map((mask) => JSON.stringify(mask)));
  const added = options.look.masks.filter((mask) => !known.has(JSON.stringify(mask)));
  const all = [...hiddenOnTape(options), ...hiddenOnTape(filming), ...added];
  return [...new Map(all.map((mask) => [JSON.stringify(mask), mask])).values()];
}

/** When pictures of a camera are kept besides Record and Stop; remembered for each camera. */
export interface When {
  /** So many seconds before Record, or before the movement, are kept, too; 0 to `mostBeforeSeconds`. */
  readonly beforeSeconds: number;
  /** Films begin by themselves when something moves. */
  readonly motion: boolean;
  /** A film that began by itself goes on for so long after the last movement, seconds; 1 to 300. */
  readonly afterSeconds: number;
  /** A film that began by itself is no shorter than this, seconds. */
  readonly leastSeconds: number;
  /** So many films an hour begin by themselves; 0 = any number. */
  readonly mostAnHour: number;
  readonly sensitivity: Sensitivity;
  /** Films, or what moves, at these hours. */
  readonly schedule: Schedule;
  /** Where movement counts, as in base/zones.ts; empty = everywhere. */
  readonly zones: string;
}

export type Sensitivity = 'low' | 'usual' | 'high';

export const defaultWhen: When = {
  beforeSeconds: 0,
  motion: false,
  afterSeconds: 10,
  leastSeconds: 10,
  mostAnHour: 0,
  sensitivity: 'usual',
  schedule: defaultSchedule,
  zones: allZones,
};

/** What was remembered of a camera, by whatever version. */
export function whenFrom(stored: Partial<When> | undefined): When {
  return { ...defaultWhen, ...stored, schedule: scheduleFrom(stored?.schedule), zones: zonesFrom(stored?.zones) };
}
