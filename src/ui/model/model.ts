/** Record's door in; the page's state as computed values, and every action a person has, out. */

import { computed, type ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Phase, Snapreel } from '../../remote/remote';
import { words } from '../words/words';
import { type CameraActions, cameraActions } from './camera-actions';
import { type FilmActions, filmActions, nameOf } from './film-actions';
import { type LinkActions, linkActions } from './link/actions';
import type { Link } from './link/links';
import { type LiveActions, liveActions } from './live-actions';
import { remember } from './remember';
import { hashOf, screenOf } from './routes';
import { connectionSeen } from './seen';
import { type AppState, openStore, type Store } from './store';

type Values = { readonly [K in keyof AppState]: ReadonlySignal<AppState[K]> };

export interface Model extends Values {
  readonly phase: ReadonlySignal<Phase>;
  /** What is going on, in words: the text of the page's one status region. */
  readonly status: ReadonlySignal<string>;
  readonly act: {
    readonly live: LiveActions;
    readonly films: FilmActions;
    readonly cameras: CameraActions;
    readonly link: LinkActions;
    readonly undo: () => void;
    readonly dismiss: () => void;
    /** For ever. */
    readonly dropInstallHint: () => void;
  };
  readonly door: Snapreel;
  readonly patch: Store['patch'];
}

/** `link`: what the page was opened with. */
export function openModel(door: Snapreel, link: Link): Model {
  const store = openStore();
  const live = liveActions(store, door);
  const act = {
    live,
    link: linkActions(store, door, live),
    films: filmActions(store, door),
    cameras: cameraActions(store, door),
    undo() {
      const toast = store.state.peek().toast;
      store.patch({ toast: undefined });
      toast?.undo?.();
    },
    dismiss: () => store.patch({ toast: undefined, trouble: undefined, hiddenMs: 0 }),
    dropInstallHint() {
      store.patch({ installHint: false });
      remember(store, door);
    },
  };
  const model: Model = {
    ...valuesOf(store.state),
    phase: computed(() => store.state.value.live?.phase ?? 'idle'),
    status: computed(() => statusOf(store.state.value)),
    act,
    door,
    patch: store.patch,
  };
  void start(store, model, link);
  return model;
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
  };
  addEventListener('hashchange', follow);
  store.patch({ screen: screenOf(location.hash) });

  const remembered = await store.attempt(async () => door.settings.load());
  if (remembered) {
    const options = { ...store.state.peek().options, ...remembered.options };
    store.patch({ options, installHint: remembered.installHint !== false });
  }
  await Promise.all([act.cameras.load(), act.films.load()]);
  door.films.watch(() => void act.films.load());
  door.films.watchRunning((running) => act.films.heard(running));
  store.patch({ loaded: true });
  if (!act.link.follow(link)) follow();
  // After the camera: opening one puts older messages away.
  const wrong = link.ignored[0];
  if (wrong) store.toast(words.link.ignored(wrong.parameter, wrong.value));
}

/** A reload, a bookmark or Back brings the camera named in the hash back. */
function showCamera(store: Store, live: LiveActions, cameraId: string): void {
  const { camera, cameras, offers } = store.state.peek();
  if (cameraId === '' || cameraId === camera?.id) return;
  const known = [...cameras, ...offers.map((offer) => offer.camera)].find((one) => one.id === cameraId);
  if (known) live.open(known);
  else location.replace(hashOf({ kind: 'live', cameraId: camera?.id ?? '' }));
}

/** What is most worth saying now. It changes with events, never with the clock. */
export function statusOf(state: AppState): string {
  const { toast, trouble, live, camera, screen } = state;
  if (toast) return toast.text;
  const cause = trouble ?? live?.trouble;
  if (cause && live?.phase === 'recording') return words.status.recordingOn(words.trouble[cause.code].what);
  if (cause) return words.status.trouble(words.trouble[cause.code].what, words.trouble[cause.code].todo);
  if (screen.kind === 'film') {
    const film = state.films.find((one) => one.id === screen.filmId);
    if (film && film.id === state.freshId) return words.status.ready(nameOf(film));
  }
  if (!state.loaded) return words.working;
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

export const ModelContext = createContext<Model | undefined>(undefined);

export function useModel(): Model {
  const model = useContext(ModelContext);
  if (!model) throw new Error('no model above this component');
  return model;
}
