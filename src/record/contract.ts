/** What crosses between the page and its workers. Types only: neither side runs a line of the other. */
import type { ProxyMarked } from 'comlink';
import type { Camera, CameraKind, Control } from '../base/camera';
import type { KeptPicture, Tally } from '../base/library';
import type { Look } from '../base/look/look';
import type { Engine, RecordingOptions, When } from '../base/options';
import type { StillKind } from '../base/still';
import type { Cause } from '../base/trouble';
import type { ProxyLink } from '../base/web/url';
import type { Connection, NetwaveSettings, RateAdvice } from '../capture/capture';
import type { Deck } from '../deck/deck';
import type {
  BesideWish,
  CutWish,
  Exported,
  ExportKind,
  ExportWish,
  FilmTimes,
  JobsDoor,
  JoinWish,
  OnJobProgress,
} from './jobs/contract';
import type { ScheduleState } from './when/when';

/**
 * Native parts of the browser that may end the page's process. 'webcodecs': encoders, hardware and software, and the decoder
 * their self-check reads back with.
 */
export type Risk = 'webcodecs' | 'image-decoder';

export type Phase = 'idle' | 'recording' | 'finishing';

/** Told to the page when something happens, and its figures twice a second. Everything a live screen shows. */
export interface LiveState {
  readonly connection: Connection;
  readonly phase: Phase;
  /** The first cause, as long as it lasts. `detail` holds no secrets. */
  readonly trouble: Cause | undefined;
  /** ms until the next try when the connection is lost; 0 = trying. */
  readonly retryInMs: number;
  /** ms since the last picture, or the question, while one is waited for; 0 = none is. */
  readonly waitedMs: number;
  /** Whether a picture is on the screen: before that nothing is said to be live. */
  readonly isSeen: boolean;
  readonly route: 'direct' | 'proxy' | 'page';
  readonly widthPx: number;
  readonly heightPx: number;
  /** The format of the camera's pictures where it is none of JPEG: they are made anew as JPEG. */
  readonly madeFrom: StillKind | undefined;
  readonly askedFps: number;
  readonly answeredFps: number;
  readonly uniqueFps: number;
  /** One piece of advice about the rate; ui has the words. */
  readonly advice: RateAdvice;
  /** Last gaps between pictures, ms, newest last, at most 60: for the interval plot. */
  readonly intervalsMs: readonly number[];
  /** Of the running or the last recording. */
  readonly filmId: string;
  readonly elapsedMs: number;
  readonly frames: number;
  /** Frames already in the film; behind `frames` while the encoder catches up. */
  readonly renderedFrames: number;
  readonly sizeBytes: number;
  readonly tally: Tally;
  readonly engine: Engine | 'none';
  /** While the encoder is on its way to this device for the first time. */
  readonly coreLoad: CoreLoad | undefined;
  /** How long recording can go on at this rate before the disk is full; Infinity when unknown. */
  readonly roomMs: number;
  /** How often the camera has changed the size of its pictures in this recording; another film was begun for each. */
  readonly sizeChanges: number;
  /** How far back the pictures go that a film would begin with now, ms. */
  readonly ringMs: number;
  /** They go back less far than was asked for, for want of room. */
  readonly isRingShort: boolean;
  /** Of a time-lapse of the day, while it records: it waits for the morning. */
  readonly isDark?: boolean;
  /** The film began by itself, and ends so. */
  readonly byItself: boolean;
  /** Undefined without one. */
  readonly schedule: ScheduleState | undefined;
  /** How much moves, from 0 to 1, and above what it counts; undefined while nothing begins by itself. */
  readonly movement: { readonly score: number; readonly threshold: number } | undefined;
  /** Pictures that came to the page and were left out there, because this camera's worker was too slow: the page counts them. */
  readonly skipped: number;
}

/** How much of ffmpeg's core is here; `totalBytes` is 0 while unknown. */
export interface CoreLoad {
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

export interface ProbedCamera {
  readonly camera: Camera;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Pictures a second, measured for about two seconds; 0 when it gave only one. */
  readonly fps: number;
}

export interface FinishProgress {
  /** From 0 to 1. */
  readonly done: number;
  readonly coreLoad: CoreLoad | undefined;
  /** That works on it; 'none' before the first picture. */
  readonly engine: Engine | 'none';
  /** Another engine works on it, because the first did not answer. */
  readonly again: boolean;
}

/** One row of the table of families, as much of it as a form needs. */
export interface FamilyChoice {
  readonly key: string;
  readonly name: string;
  /** 'host': scheme, host and port; 'whole': the address of the picture or stream itself. */
  readonly address: 'host' | 'whole';
  readonly kinds: readonly CameraKind[];
  /** Pictures a second that can be asked for, 0 = all; empty = any number. */
  readonly rates: readonly number[];
  /** Widths that can be asked for, 0 = the camera's own; empty = no choice. */
  readonly widthsPx: readonly number[];
  readonly login: boolean;
  /** Understands Control (pan, tilt, presets, infrared, picture settings). */
  readonly moves: boolean;
}

/** What moves where, for whoever draws zones. */
export interface MovementView {
  /** Of the last picture, from 0 to 1. */
  readonly score: number;
  /** Above this it counts. */
  readonly threshold: number;
  /** The zones something moved in, whether they count or not; spelt as in base/zones.ts. */
  readonly moved: string;
  /** The most of the last ten seconds; undefined before the first picture. */
  readonly most: { readonly score: number; readonly agoMs: number } | undefined;
  /** How far back that looks: with other zones it begins anew. */
  readonly sinceMs: number;
}

/** A camera that is open in its worker, as the page tells it what to do. */
export interface LiveRoom {
  /** `continueId`: go on with this unfinished recording. */
  record(options: RecordingOptions, continueId: string | undefined): Promise<void>;
  /** Resolves when every film is finished. */
  stop(): Promise<void>;
  /** Sets a mark at this moment; resolves with its place in the film, ms, when it is written, undefined while nothing records. */
  mark(): Promise<number | undefined>;
  /** What is kept besides Record and Stop. `options`: of films that begin by themselves. */
  set(when: When, options: RecordingOptions): Promise<void>;
  /** The live picture alone looks like this, until it is told undefined: for whoever draws over it. */
  lookAt(look: Look | undefined): Promise<void>;
  /** What moves where; asked for only while somebody looks at it. */
  movementView(): Promise<MovementView>;
  /**
   * Keeps the picture on the screen by itself, and for a burst those that come next, no repeats; none when there is none, or an old one
   * of a camera that is lost. Resolves when `count` are kept, or no more come within 15 s.
   */
  shutter(count: number): Promise<readonly KeptPicture[]>;
  /** The picture on the screen in small, as an address that holds all of it, for a notification; undefined when there is none. */
  glance(): Promise<string | undefined>;
  control(command: Control): Promise<void>;
  pictureSettings(): Promise<NetwaveSettings>;
  /**
   * With how many others the picture can be seen: 1 is alone on the screen, more are tiles of a wall, 0 is nobody looks. Painting is half
   * of what a recording costs where there is no GPU.
   */
  watched(pictures: number): void;
  /** Asks the camera at once, as it is now: it may have been edited. What records goes on in the same film. */
  reopen(camera: Camera): void;
  close(): Promise<void>;
}

/** What the page tells a worker about the page it serves. */
export interface Environment {
  readonly proxy: ProxyLink | undefined;
  readonly pageProtocol: string;
  /** The page's fetch, for http cameras on an https page. */
  readonly ferry: MessagePort;
  /** Whether the page's fetch is to be taken for what goes by the proxy as well: there cameras share one connection. */
  readonly sharesProxy: boolean;
}

/** What a worker can be asked for. The page starts one worker for each long job, one for the library, and some for the cameras. */
export interface WorkerDoor extends JobsDoor {
  openLive(
    camera: Camera,
    canvas: OffscreenCanvas,
    environment: Environment,
    publish: (state: LiveState) => void,
  ): Promise<LiveRoom & ProxyMarked>;
  /** Rejects with the Trouble that says best why there is no camera at this address. */
  find(draft: Camera, environment: Environment): Promise<ProbedCamera>;
  families(): readonly FamilyChoice[];
  /** For an `<img>`; undefined where the login needs a header. May hold the password. */
  viewAddress(camera: Camera): string | undefined;
  /** Parts of this browser that ended the page while they were tried, and are not used any more: each is told once. */
  partsOut(): Promise<readonly Risk[]>;
  /** Leftovers of earlier visits go. */
  tidy(): Promise<void>;
  deck(): Promise<Deck & ProxyMarked>;
  /**
   * Tells its progress once a second for as long as it moves. `hung` is the engine that did not answer the last time: another
   * one is taken.
   */
  finishFilm(
    id: string,
    onProgress: (progress: FinishProgress) => void,
    hung: Engine | 'none' | undefined,
  ): Promise<void>;
  /** Resolves with the films that were made, in order. Rejects with the Trouble that prevents it; the film is then as it was. */
  cutFilm(wish: CutWish, onProgress: OnJobProgress): Promise<readonly string[]>;
  /** Resolves with the new film. Rejects with the Trouble that prevents it; the films are as they were in any case. */
  joinFilms(wish: JoinWish, onProgress: OnJobProgress): Promise<string>;
  /** The same. */
  besideFilms(wish: BesideWish, onProgress: OnJobProgress): Promise<string>;
  /** Rejects with the Trouble that prevents it; the film is as it was in any case. */
  exportFilm(wish: ExportWish, onProgress: OnJobProgress): Promise<Exported>;
  /** Which kinds of file this browser can make of the film. */
  exportKinds(id: string): Promise<readonly ExportKind[]>;
  /** Small pictures of a film: of so many places from its beginning to its end. */
  filmstrip(id: string, count: number, onPicture: (places: readonly number[], jpeg: Uint8Array) => void): Promise<void>;
  /** Rejects with Trouble 'film/failed' for what is no film of ours. */
  filmTimes(id: string): Promise<FilmTimes>;
  /** A picture of a film, by its number, as the camera sent it; undefined where that is not kept, or shows what the film hides. */
  filmOriginal(id: string, picture: number): Promise<Uint8Array | undefined>;
  /** Of a worker that was ended: its lock and its files come free a moment later. */
  forgetFilm(id: string): Promise<void>;
}
