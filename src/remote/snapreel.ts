/** Everything the screens can ask for: cameras, the live picture, films, settings. Types only. */
import type { Camera } from '../base/camera';
import type { FilmSummary, KeptPicture } from '../base/library';
import type { Look } from '../base/look/look';
import type { RecordingOptions, When } from '../base/options';
import type {
  BesideWish,
  CutWish,
  Exported,
  ExportKind,
  ExportWish,
  FamilyChoice,
  FilmTimes,
  FinishProgress,
  FrameWish,
  HealthReport,
  JobProgress,
  JoinWish,
  LiveRoom,
  LiveState,
  ProbedCamera,
  Remade,
  RemakeSource,
  RemakeWish,
  Risk,
  Running,
  SubtitleKind,
  Timeline,
} from '../record/record';
import type { CoreKeeper } from './jobs/core';
import type { Importer } from './jobs/importer';
import type { OpenFrame } from './jobs/painted';
import type { SaveFolder } from './save/folder';
import type { SavedNames } from './save/save';

export type { FolderState } from './save/folder';

/** A camera the place where the app is served from offers (the simulated camera of `npm start`), or the demo camera. */
export interface Offer {
  readonly camera: Camera;
  /** For instance 'simulated' or 'demo': ui/words/words.ts has the sentence. */
  readonly kind: 'simulated' | 'demo';
}

/** What a search of the network tells: how far it is, and each camera as it is found. */
export type NetworkNews = { readonly asked: number; readonly of: number } | { readonly camera: NetworkCamera };

export interface NetworkCamera {
  readonly address: string;
  /** The likeliest; '' where only its login was seen. */
  readonly family: string;
  readonly wantsLogin: boolean;
}

export interface Cameras {
  list(): Promise<readonly Camera[]>;
  save(camera: Camera): Promise<void>;
  remove(id: string): Promise<void>;
  offers(): Promise<readonly Offer[]>;
  families(): Promise<readonly FamilyChoice[]>;
  /**
   * For an `<img>`, which may show a camera whose pictures no page may read ('capture/no-cors'); undefined when its login
   * needs a header. May hold the password: never show or store it.
   */
  viewAddress(camera: Camera): Promise<string | undefined>;
  /**
   * "Find it for me": the camera behind this draft's address and login, as the draft filled in. Rejects with the Trouble
   * that says best why there is none, or with the signal's reason.
   */
  find(draft: Camera, signal: AbortSignal): Promise<ProbedCamera>;
  /**
   * Lets the proxy look for cameras on its own network, once; undefined where there is none. Only from a tap. Rejects with Trouble, or
   * with the signal's reason.
   */
  readonly searchNetwork: ((onNews: (news: NetworkNews) => void, signal: AbortSignal) => Promise<void>) | undefined;
}

/** What this device remembers of the page itself. */
export interface Remembered {
  readonly options: RecordingOptions;
  /** False once the person does not want to be offered to install the page. */
  readonly installHint: boolean;
  /** The cameras chosen for the wall, by id. Versions before the wall wrote none. */
  readonly wall?: readonly string[];
  /** By camera. */
  readonly whens?: Readonly<Record<string, When>>;
  /** By camera; a camera without one looks as `options` say, where versions before this kept the only one. */
  readonly looks?: Readonly<Record<string, Look>>;
  /** By camera or film: what of its picture is looked at enlarged. */
  readonly zooms?: Readonly<Record<string, { readonly scale: number; readonly x: number; readonly y: number }>>;
  /** Of notifications. */
  readonly tell?: {
    readonly on: boolean;
    readonly sound: boolean;
    readonly quietFrom: string;
    readonly quietUntil: string;
  };
}

export interface Settings {
  load(): Promise<Remembered | undefined>;
  /** In the order of the calls. `next`: of what is kept by then, which another tab may have changed. */
  change(next: (kept: Remembered | undefined) => Promise<Remembered>): Promise<void>;
}

/** One open camera. */
export interface Live extends Omit<LiveRoom, 'record'> {
  /** `continueId`: go on with this unfinished recording. */
  record(options: RecordingOptions, continueId?: string): Promise<void>;
}

/** Where films are kept, and whether the browser has promised never to clear them by itself. */
export interface Storage {
  readonly kind: string;
  readonly persistent: boolean;
  /** A cautious guess; Infinity when the browser does not tell. */
  readonly freeBytes: number;
}

export interface Films {
  /** Asks the person for nothing. Rejects with Trouble 'deck/unavailable' where this page may keep nothing. */
  storage(): Promise<Storage>;
  list(): Promise<readonly FilmSummary[]>;
  /** Calls back after every change, also those made by other tabs; returns a function that ends it. */
  watch(onChange: () => void): () => void;
  /** A recording that runs, in this tab or another one, about once a second. */
  watchRunning(onRunning: (running: Running) => void): () => void;
  /** Asks the tab that records to stop; its row changes when the film is finished. */
  stop(id: string): Promise<void>;
  file(id: string): Promise<File>;
  thumbnail(id: string): Promise<Blob | undefined>;
  rename(id: string, name: string): Promise<void>;
  protect(id: string, on: boolean): Promise<void>;
  /** Out of the list, but restorable until the app is opened the next time. */
  remove(id: string): Promise<void>;
  restore(id: string): Promise<void>;
  /** Finishes a recording that a crash left open; with the other engine where the first hangs. */
  finish(id: string, onProgress: (progress: FinishProgress) => void): Promise<void>;
  /**
   * Makes the film once more in the background. Resolves undefined when `signal` cancelled it. Rejects with the Trouble that prevents
   * it: the old film is as it was.
   */
  remake(
    wish: RemakeWish,
    onProgress: (progress: JobProgress) => void,
    signal: AbortSignal,
  ): Promise<Remade | undefined>;
  /** What a film can be made of once more. */
  remakeSource(id: string): Promise<RemakeSource>;
  /**
   * Shows one of its pictures on `canvas` (handed over for good) as it would look in another film, until it is closed. Rejects with the
   * Trouble that prevents it.
   */
  openFrame(wish: FrameWish, canvas: HTMLCanvasElement): Promise<OpenFrame>;
  /** Deletes what was made to be looked at once: nobody can bring it back. */
  forget(id: string): Promise<void>;
  /**
   * Cuts parts out, exact to the picture; resolves with the films that were made. Undefined when `signal` cancelled it, and rejects with
   * the Trouble that prevents it: the film is then as it was.
   */
  cut(
    wish: CutWish,
    onProgress: (progress: JobProgress) => void,
    signal: AbortSignal,
  ): Promise<readonly string[] | undefined>;
  /** Makes another file of a film; undefined when `signal` cancelled it. Rejects with the Trouble that prevents it. */
  exportFilm(
    wish: ExportWish,
    onProgress: (progress: JobProgress) => void,
    signal: AbortSignal,
  ): Promise<Exported | undefined>;
  /** Which kinds of file this browser can make of the film. */
  exportKinds(id: string): Promise<readonly ExportKind[]>;
  /** Under this name. Call from a tap. Resolves false when the person cancelled. */
  saveExported(named: Pick<FilmSummary, 'name' | 'cameraName'>, exported: Exported): Promise<boolean>;
  /**
   * Joins films of one camera into one, which is new; resolves with it. Undefined when `signal` cancelled it. Rejects with the Trouble
   * that prevents it.
   */
  join(wish: JoinWish, onProgress: (progress: JobProgress) => void, signal: AbortSignal): Promise<string | undefined>;
  /** Makes one film of what several cameras saw at the same time, which is new; resolves with it, and else as `join`. */
  beside(
    wish: BesideWish,
    onProgress: (progress: JobProgress) => void,
    signal: AbortSignal,
  ): Promise<string | undefined>;
  /** How many pictures, how many of each defect, and when; undefined for a film without a journal. */
  health(id: string): Promise<HealthReport | undefined>;
  /** What moved, what was damaged and what was marked, and when; undefined for a film without a journal. */
  timeline(film: FilmSummary): Promise<Timeline | undefined>;
  /**
   * Small pictures of a film, of so many places from its beginning to its end, as they come; in a worker of its own, until `signal` says
   * that nobody looks.
   */
  filmstrip(
    id: string,
    count: number,
    onPicture: (places: readonly number[], picture: Blob) => void,
    signal: AbortSignal,
  ): Promise<void>;
  /** When its pictures are shown. Rejects with Trouble 'film/failed' for what is no film of ours. */
  times(id: string): Promise<FilmTimes>;
  /** Saves the side-car: every picture's time and defects, as CSV or (with the film's row) as JSON. */
  saveSideCar(id: string, kind: 'csv' | 'json'): Promise<boolean>;
  /** Saves the time of day of its pictures as subtitles. */
  saveSubtitles(id: string, kind: SubtitleKind): Promise<boolean>;
  /** A picture of a film, by its number, as the camera sent it; undefined where that is not kept, or shows what the film hides. */
  original(id: string, picture: number): Promise<Blob | undefined>;
  /** Saves one picture of a film, shown at this time of day. Call from a tap. */
  saveMoment(film: FilmSummary, at: number, jpeg: Blob): Promise<boolean>;
  /** Single pictures, newest first; `remove` and `restore` are for them, too. */
  pictures(): Promise<readonly KeptPicture[]>;
  picture(id: string): Promise<File>;
  /** Call from a tap. Resolves false when the person cancelled. */
  savePicture(picture: KeptPicture): Promise<boolean>;
  /** Undefined where the browser shares no files. Call from a tap. */
  readonly sharePicture: ((picture: KeptPicture) => Promise<boolean>) | undefined;
  /** Whether this browser shares such a film. */
  canShare(film: FilmSummary): boolean;
  /** Call from a tap. Resolves false when the person closed the share sheet. */
  share(film: FilmSummary): Promise<boolean>;
  readonly names: SavedNames;
  /** Where every film is saved that is finished from now on, if the person wants that. */
  readonly folder: SaveFolder;
  /** The save ladder: picker, share sheet or download; call from a tap. Resolves false when the person cancelled. */
  save(ids: readonly string[]): Promise<boolean>;
}

export interface Snapreel {
  readonly cameras: Cameras;
  readonly films: Films;
  readonly settings: Settings;
  /** Parts of this browser that ended the page while they were tried, and are not used any more: each is told once. */
  partsOut(): Promise<readonly Risk[]>;
  /** A link with the proxy's token was opened while the page is open: whether the proxy takes it. A later listener takes over. */
  watchLink(onLink: (isTaken: boolean) => void): void;
  /** "Make a film from pictures". */
  openImporter(): Importer;
  /** Keeps ffmpeg's core on this device, or drops it. */
  coreKeeper(): Promise<CoreKeeper>;
  /** Shows the camera on `canvas` (handed over for good) and tells its state. */
  open(camera: Camera, canvas: HTMLCanvasElement, onState: (state: LiveState) => void): Promise<Live>;
}
