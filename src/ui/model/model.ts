/** The page's state as computed values, and every action a person has. */

import { computed, type ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Camera } from '../../base/camera';
import type { When } from '../../base/options';
import type { LiveState, Phase, Snapreel } from '../../remote/remote';
import { words } from '../words/words';
import { type CameraActions, cameraActions } from './camera-actions';
import { type FilmActions, filmActions, nameOf } from './films/films';
import { type LinkActions, linkActions } from './link/actions';
import type { Link } from './link/links';
import { type LiveActions, liveActions } from './live-actions';
import { type PictureActions, pictureActions } from './pictures/pictures';
import { keptFrom, remember } from './remember';
import { hashOf, type Screen, screenOf } from './routes';
import { connectionSeen } from './seen';
import { phaseOf, phaseOfAll, type Session, tilesOf } from './sessions';
import { type AppState, knownCameras, lastCameraId, openStore, type Store, whenOf } from './store';
import type { TellSettings } from './told/told';
import { type WallActions, wallActions } from './wall/wall';

type Values = { readonly [K in keyof AppState]: ReadonlySignal<AppState[K]> };

export interface Model extends Values {
  /** Of the camera on the live screen, and of its recording. */
  readonly camera: ReadonlySignal<Camera | undefined>;
  readonly live: ReadonlySignal<LiveState | undefined>;
  readonly phase: ReadonlySignal<Phase>;
  /** What of the camera on the screen is kept besides Record and Stop. */
  readonly when: ReadonlySignal<When>;
  /** Its session; 0 for none. */
  readonly session: ReadonlySignal<number>;
  /** Of all recordings of this page. */
  readonly phaseOfAll: ReadonlySignal<Phase>;
  /** Where the cameras are that are open. */
  readonly home: ReadonlySignal<string>;
  /** What is going on, in words: the text of the page's one status region. */
  readonly status: ReadonlySignal<string>;
  readonly act: {
    readonly live: LiveActions;
    readonly films: FilmActions;
    readonly pictures: PictureActions;
    readonly cameras: CameraActions;
    readonly link: LinkActions;
    readonly wall: WallActions;
    readonly undo: () => void;
    readonly dismiss: () => void;
    /** Ends by itself: the only way of a screen to a toast. */
    readonly say: (text: string) => void;
    setTell(change: Partial<TellSettings>): void;
    /** For ever. */
    readonly dropInstallHint: () => void;
  };
  readonly door: Snapreel;
  patch(change: Partial<Omit<AppState, 'toast'>>): void;
}

/** `link`: what the page was opened with. */
export function openModel(door: Snapreel, link: Link): Model {
  const store = openStore();
  const live = liveActions(store, door);
  const wall = wallActions(store, door, live);
  const act = {
    live,
    wall,
    link: linkActions(store, door, live, wall),
    films: filmActions(store, door),
    pictures: pictureActions(store, door),
    cameras: cameraActions(store, door),
    undo() {
      const toast = store.state.peek().toast;
      store.patch({ toast: undefined });
      toast?.undo?.();
    },
    say: (text: string) => store.toast(text),
    dismiss: () => store.patch({ toast: undefined, trouble: undefined, hiddenMs: 0 }),
    setTell(change: Partial<TellSettings>) {
      remember(store, door, ({ tell }) => ({ tell: { ...tell, ...change } }));
    },
    dropInstallHint() {
      remember(store, door, () => ({ installHint: false }));
    },
  };
  const model: Model = {
    ...valuesOf(store.state),
    camera: computed(() => focusedOf(store.state.value)?.camera),
    live: computed(() => focusedOf(store.state.value)?.live),
    phase: computed(() => phaseOf(focusedOf(store.state.value))),
    when: computed(() => whenOf(store.state.value, store.state.value.focusedId)),
    session: computed(() => focusedOf(store.state.value)?.number ?? 0),
    phaseOfAll: computed(() => phaseOfAll(store.state.value.sessions)),
    home: computed(() => hashOf(homeOf(store.state.value))),
    status: computed(() => statusOf(store.state.value)),
    act,
    door,
    patch: store.patch,
  };
  void start(store, model, link);
  return model;
}

function focusedOf({ sessions, focusedId }: AppState): Session | undefined {
  return sessions.get(focusedId);
}

function homeOf(state: AppState): Screen {
  const isWall = state.isWallOpen && state.focusedId === '';
  return isWall ? { kind: 'wall' } : { kind: 'live', cameraId: state.focusedId };
}

/** One computed value for each part of the state: a component redraws only when the part it reads has changed. */
function valuesOf(state: ReadonlySignal<AppState>): Values {
  const entries = Object.keys(state.peek()).map((key) => [key, computed(() => state.value[key as keyof AppState])]);
  return Object.fromEntries(entries) as Values;
}

async function start(store: Store, { door, act }: Model, link: Link): Promise<void> {
  const follow = () => {
    const screen = screenOf(location.hash);
    store.patch({ screen });
    if (screen.kind === 'camera') act.cameras.edit(screen.cameraId);
    if (screen.kind === 'live') showCamera(store, act.live, screen.cameraId);
    if (screen.kind === 'wall') act.wall.show();
  };
  addEventListener('hashchange', follow);
  store.patch({ screen: screenOf(location.hash) });

  const remembered = await store.attempt(async () => door.settings.load());
  if (remembered) store.patch(keptFrom(remembered));
  await Promise.all([act.cameras.load(), act.films.load(), act.pictures.load()]);
  door.films.watch(() => {
    void act.films.load();
    void act.pictures.load();
    if ('showDirectoryPicker' in globalThis) act.films.late((maker) => maker.saveToFolder(false));
  });
  door.films.watchRunning((running) => act.films.heard(running));
  store.patch({ loaded: true });
  if (!act.link.follow(link)) follow();
  door.watchLink((isTaken) => store.toast(isTaken ? words.link.taken : words.link.notTaken));
  void tellPartsOut(store, door);
  // After the camera: opening one puts older messages away.
  const wrong = link.ignored[0];
  if (wrong) store.toast(words.link.ignored(wrong.parameter, wrong.value));
}

/** Not before the first screen is there: opening a camera puts messages away. */
async function tellPartsOut(store: Store, door: Snapreel): Promise<void> {
  const out = await door.partsOut().catch(() => []);
  if (out.length > 0) store.toast(words.live.partOut(out[0]!));
}

/** A reload, a bookmark or Back brings the camera named in the hash back. */
function showCamera(store: Store, live: LiveActions, cameraId: string): void {
  const state = store.state.peek();
  if (cameraId === '' || cameraId === state.focusedId || live.show(cameraId)) return;
  const known = knownCameras(state).find(({ id }) => id === cameraId);
  // The shortcut "Record now".
  const otherwise = cameraId === 'last' ? lastCameraId(state) : state.focusedId;
  if (known) live.open(known);
  else location.replace(hashOf({ kind: 'live', cameraId: otherwise }));
}

/** What is most worth saying now. It changes with events, never with the clock. */
export function statusOf(state: AppState): string {
  const { toast, trouble, screen } = state;
  const { camera, live } = focusedOf(state) ?? {};
  if (toast) return toast.text;
  const cause = trouble ?? live?.trouble;
  if (cause && live?.phase === 'recording') return words.status.recordingOn(words.trouble[cause.code].what);
  if (cause) return words.status.trouble(words.trouble[cause.code].what, words.trouble[cause.code].todo);
  if (screen.kind === 'film') {
    const film = state.films.find((one) => one.id === screen.filmId);
    if (film && film.id === state.freshId) return words.status.ready(nameOf(film));
  }
  if (!state.loaded) return words.working;
  if (screen.kind === 'wall') return wallStatus(state);
  // Only there are cameras to choose from.
  if (!camera && screen.kind !== 'live') return '';
  if (!camera) return state.asked ? words.link.status : words.status.none;
  const connection = live ? connectionSeen(live) : 'connecting';
  if (live?.phase === 'recording') {
    if (connection !== 'live') return words.status.recordingOn(words.status.connection[connection]);
    return words.status.recording(camera.name);
  }
  if (live?.phase === 'finishing') return words.status.finishing;
  if (connection === 'live') return words.status.live(camera.name);
  return words.status.connection[connection];
}

function wallStatus(state: AppState): string {
  const tiles = tilesOf(state).map((id) => state.sessions.get(id));
  const recorded = tiles.filter((tile) => phaseOf(tile) === 'recording').length;
  const lost = tiles.filter((tile) => tile?.live?.connection === 'lost').length;
  return words.wall.status(tiles.length, recorded, lost);
}

export const ModelContext = createContext<Model | undefined>(undefined);

export function useModel(): Model {
  const model = useContext(ModelContext);
  if (!model) throw new Error('no model above this component');
  return model;
}
