/** The page's one private signal: what it holds, and the only two ways to change it. */

import { type ReadonlySignal, signal } from '@preact/signals';
import type { Camera } from '../../base/camera';
import type { FilmSummary, KeptPicture } from '../../base/library';
import type { Look } from '../../base/look/look';
import { defaultRecordingOptions, type RecordingOptions, type When, whenFrom } from '../../base/options';
import { type Cause, codeOf } from '../../base/trouble';
import type {
  FamilyChoice,
  FinishProgress,
  FolderState,
  JobProgress,
  Offer,
  Running,
  Storage,
} from '../../remote/remote';
import type { Chosen } from './import-files';
import type { Screen } from './routes';
import type { Sessions } from './sessions';
import { defaultTell, type TellSettings } from './told/told';

interface Toast {
  readonly text: string;
  readonly undo: (() => void) | undefined;
  /** So many films it says to be ready. */
  readonly films?: number;
}

/** A job that makes films of a film. */
export interface FilmJob {
  readonly kind: 'shrink' | 'again' | 'preview' | 'cut' | 'join' | 'beside' | 'export';
  readonly progress: JobProgress;
}

/** The picture `scale` times as large, its middle moved by shares of its box. */
export interface Zoom {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export type FilmSort = 'newest' | 'oldest' | 'name' | 'longest' | 'largest';

/** Which films the library shows, besides those that are searched for. */
export interface LibraryFilter {
  /** Undefined: of all; empty: of those whose camera nobody knows any more. */
  readonly cameraId: string | undefined;
  /** Only those in which something moved. */
  readonly moved: boolean;
  readonly length: 'any' | 'short' | 'medium' | 'long';
}

export interface AppState {
  readonly screen: Screen;
  readonly cameras: readonly Camera[];
  readonly offers: readonly Offer[];
  readonly families: readonly FamilyChoice[];
  /** False until cameras and films have been read once: before that nothing is said to be empty. */
  readonly loaded: boolean;
  /** The cameras that are open; they stay so while other screens are looked at. */
  readonly sessions: Sessions;
  /** The camera on the live screen; empty for none. */
  readonly focusedId: string;
  /** The cameras chosen for the wall, in its order. */
  readonly wall: readonly string[];
  /** The wall's cameras stay open, also while one of them is looked at in full. */
  readonly isWallOpen: boolean;
  /** A link wants it opened, and nobody has said yes yet. */
  readonly asked: Camera | undefined;
  readonly options: RecordingOptions;
  /** What of a camera is kept besides Record and Stop, by its id. */
  readonly whens: Readonly<Record<string, When>>;
  /** How its pictures look, by its id; `options` say it of a camera that is not here. */
  readonly looks: Readonly<Record<string, Look>>;
  /** What of its live picture is looked at enlarged, by its id; the same of a film. */
  readonly zooms: Readonly<Record<string, Zoom>>;
  /** Of being told what happens while one looks elsewhere. */
  readonly tell: TellSettings;
  /** Of an action of this page; a camera's own trouble is in its session. */
  readonly trouble: Cause | undefined;
  readonly toast: Toast | undefined;
  /** The screen is black but for a clock. */
  readonly dimmed: boolean;
  /** How long the page was in the background while something was recorded, ms. */
  readonly hiddenMs: number;
  readonly films: readonly FilmSummary[];
  /** Single pictures, newest first. */
  readonly pictures: readonly KeptPicture[];
  /** Undefined until asked. */
  readonly storage: Storage | undefined;
  /** Deleted since the page was opened, newest first. */
  readonly removed: readonly FilmSummary[];
  readonly selected: ReadonlySet<string>;
  readonly search: string;
  readonly filter: LibraryFilter;
  readonly sort: FilmSort;
  /** Recordings that run, here or in another tab, by film. */
  readonly running: ReadonlyMap<string, Running>;
  /** Unfinished recordings being finished. */
  readonly finishing: ReadonlyMap<string, FinishProgress>;
  /** What other films are being made of, by the film as it is. */
  readonly making: ReadonlyMap<string, FilmJob>;
  /** Where finished films are saved by themselves; undefined where they are not, or nobody has looked. */
  readonly folder: FolderState | undefined;
  /** The film the last recording of this page became. */
  readonly freshId: string;
  /** ms since epoch the next film is to be shown from: the moment seen in the film before it. */
  readonly moment: number | undefined;
  /** Files the page was opened with, for the screen that makes a film of them. */
  readonly given: Chosen;
  /** The camera in the form. */
  readonly draft: Camera | undefined;
  /** Reloads into the version that waits. */
  readonly update: (() => void) | undefined;
  /** How this browser installs the page; the function opens the browser's own question. */
  readonly install: (() => void) | 'by-hand' | undefined;
  /** Whether to offer that outside of the settings, too. */
  readonly installHint: boolean;
}

const firstState: AppState = {
  screen: { kind: 'live', cameraId: '' },
  cameras: [],
  offers: [],
  families: [],
  loaded: false,
  sessions: new Map(),
  focusedId: '',
  wall: [],
  isWallOpen: false,
  asked: undefined,
  options: defaultRecordingOptions,
  whens: {},
  looks: {},
  zooms: {},
  tell: defaultTell,
  trouble: undefined,
  toast: undefined,
  dimmed: false,
  hiddenMs: 0,
  films: [],
  pictures: [],
  storage: undefined,
  removed: [],
  selected: new Set(),
  search: '',
  filter: { cameraId: undefined, moved: false, length: 'any' },
  sort: 'newest',
  running: new Map(),
  finishing: new Map(),
  making: new Map(),
  folder: undefined,
  freshId: '',
  moment: undefined,
  given: [],
  draft: undefined,
  update: undefined,
  install: undefined,
  installHint: true,
};

/** Everything that can be opened without typing an address. */
export function knownCameras({ cameras, offers }: Pick<AppState, 'cameras' | 'offers'>): readonly Camera[] {
  return [...cameras, ...offers.map((offer) => offer.camera)];
}

/** The camera on the live screen, or the one that was recorded last, or the first that is saved; '' for none. */
export function lastCameraId(state: Pick<AppState, 'cameras' | 'offers' | 'films' | 'focusedId'>): string {
  const known = new Set(knownCameras(state).map(({ id }) => id));
  const films = state.films.filter(({ cameraId }) => known.has(cameraId));
  const newest = films.toSorted((a, b) => b.startedAt - a.startedAt)[0];
  return state.focusedId || newest?.cameraId || state.cameras[0]?.id || '';
}

/** Versions to come may know more of it. */
export function whenOf({ whens }: Pick<AppState, 'whens'>, cameraId: string): When {
  return whenFrom(whens[cameraId]);
}

/** May be of any version: whoever works with it reads it by base/look/read.ts, which is not for the first download. */
export function lookOf({ looks, options }: Pick<AppState, 'looks' | 'options'>, cameraId: string): Look {
  return looks[cameraId] ?? options.look;
}

export interface Store {
  readonly state: ReadonlySignal<AppState>;
  patch(change: Partial<AppState>): void;
  /** Shows `text` until it is replaced, dismissed or ten seconds old. */
  toast(text: string, undo?: () => void, films?: number): void;
  /** Waits for `work`; a failure becomes the page's trouble and undefined comes back. */
  attempt<T>(work: () => Promise<T>): Promise<T | undefined>;
}

const toastMs = 10_000;

export function openStore(): Store {
  const state = signal(firstState);
  const patch = (change: Partial<AppState>) => {
    state.value = { ...state.peek(), ...change };
  };
  return {
    state,
    patch,
    toast(text, undo, films = 0) {
      const toast: Toast = { text, undo, films };
      patch({ toast });
      setTimeout(() => {
        if (state.peek().toast === toast) patch({ toast: undefined });
      }, toastMs);
    },
    async attempt(work) {
      try {
        const result = await work();
        return result;
      } catch (error) {
        const code = codeOf(error);
        // A defect of our own is the one thing the words cannot explain: engineers get the stack.
        if (code === 'record/bug') console.error(error);
        patch({ trouble: { code, detail: error instanceof Error ? error.message : '' } });
        return undefined;
      }
    },
  };
}
