/** The page's door to everything behind it: cameras, the live picture, recording, the library. Only here is Comlink known. */
import { proxy as callback, transfer, wrap } from 'comlink';
import type { Camera, Control, Engine, FilmSummary, RecordingOptions, Tally } from '../base/flow';
import type { StillKind } from '../base/still';
import type { Connection, NetwaveSettings, RateAdvice } from '../capture/capture';
import { persistStorage } from '../deck/deck';
import { openCameras } from './cameras';
import type { FamilyChoice } from './choices';
import { askPolitely, explainReach, type Manners } from './explain';
import { serveFerry } from './ferry';
import { openFilms } from './films';
import { type Importer, openImporter, type StartedWorker } from './importer';
import type { HealthReport } from './journal';
import { findPlace, type Surroundings } from './place';
import { openSettings } from './settings';
import type { ShrinkProgress, Shrunk } from './shrink';
import type { Cause, Phase } from './state';
import type { Running } from './tabs';
import { openWatch } from './watch';
import type { Place, WorkerDoor } from './worker';

/** Told to the page about ten times a second. Everything a live screen shows. */
export interface LiveState {
  readonly connection: Connection;
  readonly phase: Phase;
  /** The first cause, as long as it lasts. `detail` holds no secrets. */
  readonly trouble: Cause | undefined;
  /** ms until the next try when the connection is lost; 0 = trying. */
  readonly retryInMs: number;
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
}

/** How much of ffmpeg's core is here; `totalBytes` is 0 while unknown. */
export interface CoreLoad {
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

/** A camera the place where the app is served from offers (the simulated camera of `npm start`), or the demo camera. */
export interface Offer {
  readonly camera: Camera;
  /** For instance 'simulated' or 'demo': ui/words.ts has the sentence. */
  readonly kind: 'simulated' | 'demo';
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
  find(draft: Camera, signal: AbortSignal): Promise<Found>;
}

export interface Found {
  readonly camera: Camera;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Pictures a second, measured for about two seconds; 0 when it gave only one. */
  readonly fps: number;
}

/** What this device remembers of the page itself. */
export interface Remembered {
  readonly options: RecordingOptions;
  /** False once the person does not want to be offered to install the page. */
  readonly installHint: boolean;
}

export interface Settings {
  load(): Promise<Remembered | undefined>;
  save(remembered: Remembered): Promise<void>;
}

/** One camera on the live screen. */
export interface Live {
  /** `continueId`: go on with this unfinished recording. */
  record(options: RecordingOptions, continueId?: string): Promise<void>;
  /** Resolves when the film is finished and listed. */
  stop(): Promise<void>;
  /** Turns the camera or sets its picture; Netwave only. */
  control(command: Control): Promise<void>;
  /** Netwave: the camera's picture settings as they are now. */
  pictureSettings(): Promise<NetwaveSettings>;
  close(): Promise<void>;
}

/** Where films are kept, and whether the browser has promised never to clear them by itself. */
export interface Storage {
  readonly kind: string;
  readonly persistent: boolean;
  /** A cautious guess; Infinity when the browser does not tell. */
  readonly freeBytes: number;
}

export interface FinishProgress {
  /** From 0 to 1. */
  readonly done: number;
  readonly coreLoad: CoreLoad | undefined;
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
  /** Finishes a recording that a crash left open. */
  finish(id: string, onProgress: (progress: FinishProgress) => void): Promise<void>;
  /**
   * Makes the film smaller in the background; the old one goes to the bin when the new one has proven to be the same.
   * Resolves undefined when `signal` cancelled it. Rejects with the Trouble that prevents it: the old film is as it was.
   */
  shrink(id: string, onProgress: (progress: ShrinkProgress) => void, signal: AbortSignal): Promise<Shrunk | undefined>;
  /** How many pictures, how many of each defect, and when; undefined for a film without a journal. */
  health(id: string): Promise<HealthReport | undefined>;
  /** Saves the side-car: every picture's time and defects, as CSV or (with the film's row) as JSON. */
  saveSideCar(id: string, kind: 'csv' | 'json'): Promise<boolean>;
  /** The save ladder: picker, share sheet or download; call from a tap. Resolves false when the person cancelled. */
  save(ids: readonly string[]): Promise<boolean>;
}

export interface Snapreel {
  readonly cameras: Cameras;
  readonly films: Films;
  readonly settings: Settings;
  /** "Make a film from pictures". */
  openImporter(): Importer;
  /** Shows the camera on `canvas` (handed over for good) and tells its state. */
  open(camera: Camera, canvas: HTMLCanvasElement, onState: (state: LiveState) => void): Promise<Live>;
}

export type { ImportProgress, ImportResult, ImportWish } from './import';
export type { ImportProblem } from './import-reader';
export type { Importer } from './importer';
export type { ShrinkProgress, Shrunk } from './shrink';
export type { Cause, Connection, FamilyChoice, HealthReport, NetwaveSettings, Phase, RateAdvice, Running };

/** Starts the library's worker; cameras get theirs when they are opened. */
export async function openSnapreel(): Promise<Snapreel> {
  const place = await findPlace();
  const library = startWorker();
  const manners: Manners = { explained: false };
  // Leftovers of earlier visits; what goes wrong there is said when someone records.
  library.door.tidy().catch(() => undefined);
  // Asked for once and kept: when a remote object is collected as garbage, Comlink closes its port, and an answer that is
  // still awaited never comes (one opening of the page in thirty hung, until the person loaded it again).
  const deck = library.door.deck();
  // Awaited by every call; a page without storage shows its sentence there.
  deck.catch(() => undefined);
  return {
    cameras: openCameras(library.door, deck, place, (draft, signal) => find(place, draft, signal)),
    films: openFilms(library.door, deck, startWorker),
    settings: openSettings(deck),
    openImporter: () => openImporter(library.door, startWorker),
    open: (camera, canvas, onState) => openLive(place, manners, camera, canvas, onState),
  };
}

function startWorker(): StartedWorker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'snapreel' });
  return { door: wrap<WorkerDoor>(worker), end: () => worker.terminate() };
}

/** What a worker must know of this page, and the page's end of the ferry. */
function placeFor(
  place: Surroundings,
  mayFetch: (url: string) => Promise<boolean>,
): { readonly told: Place; readonly endFerry: () => void } {
  const { port1, port2 } = new MessageChannel();
  serveFerry(port1, mayFetch);
  const told = transfer({ proxy: place.proxy, pageProtocol: location.protocol, ferry: port2 }, [port2]);
  return { told, endFerry: () => port1.close() };
}

/** In a worker of its own: to stop looking is to end it. */
async function find(place: Surroundings, draft: Camera, signal: AbortSignal): Promise<Found> {
  signal.throwIfAborted();
  const worker = startWorker();
  // A search is a tap already, and says what it does.
  const { told, endFerry } = placeFor(place, async () => true);
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  try {
    return await Promise.race([worker.door.find(draft, told), stopped]);
  } finally {
    endFerry();
    worker.end();
  }
}

async function openLive(
  place: Surroundings,
  manners: Manners,
  camera: Camera,
  canvas: HTMLCanvasElement,
  onState: (state: LiveState) => void,
): Promise<Live> {
  const worker = startWorker();
  const { told, endFerry } = placeFor(place, askPolitely(manners));
  const surface = canvas.transferControlToOffscreen();
  const tell = keepOnFirstFilm(explainReach(camera, manners, onState));
  let last: LiveState | undefined;
  let tellWatched = () => {};
  const end = () => {
    document.removeEventListener('visibilitychange', tellWatched);
    watch.end();
    endFerry();
    worker.end();
  };
  const watch = openWatch(() => {
    end();
    const trouble: Cause = { code: 'record/silent', detail: '' };
    // Not a film that is finished: nothing to be shown yet.
    if (last) tell({ ...last, connection: 'lost', phase: 'idle', filmId: '', frames: 0, trouble });
  });
  const heard = (state: LiveState) => {
    watch.heard();
    last = state;
    tell(state);
  };
  const opening = worker.door.openLive(camera, transfer(surface, [surface]), told, callback(heard));
  const live = await watch.answered(opening);
  tellWatched = () => {
    live.watched(!document.hidden).catch(() => undefined);
  };
  document.addEventListener('visibilitychange', tellWatched);
  tellWatched();
  return {
    record: (options, continueId) => watch.answered(live.record(options, continueId)),
    stop: () => watch.answered(live.stop()),
    control: (command) => watch.answered(live.control(command)),
    pictureSettings: () => watch.answered(live.pictureSettings()),
    async close() {
      await watch.answered(live.close()).catch(() => undefined);
      end();
    },
  };
}

/** Asks the browser to keep the storage for good when there is a reason: the first film is finished. */
function keepOnFirstFilm(onState: (state: LiveState) => void): (state: LiveState) => void {
  let before: Phase = 'idle';
  let asked = false;
  return (state) => {
    if (before === 'finishing' && state.phase === 'idle' && state.frames > 0 && !asked) {
      asked = true;
      persistStorage().catch(() => undefined);
    }
    before = state.phase;
    onState(state);
  };
}
