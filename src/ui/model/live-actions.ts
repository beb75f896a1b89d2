/** What a person can do on the live screen, done to the door and told to the store. */

import type { Camera, Control } from '../../base/camera';
import type { RecordingOptions } from '../../base/options';
import type { Live, LiveState, NetwaveSettings, Snapreel } from '../../remote/remote';
import { words } from '../words/words';
import { remember } from './remember';
import { hashOf } from './routes';
import type { Store } from './store';

export interface LiveActions {
  /** Shows another camera; while one is recording this does nothing but show it. */
  open(camera: Camera): void;
  /** Gives the session its canvas, once: it is handed over for good. */
  attach(session: number, canvas: HTMLCanvasElement): void;
  /** Opens the same camera again, at once instead of after the back-off. A change is saved with a camera that is. */
  reopen(change?: Partial<Camera>): void;
  leave(): void;
  record(): void;
  stop(): void;
  toggle(): void;
  goOn(filmId: string): void;
  control(command: Control): void;
  /** The camera's picture settings as they are; undefined when it does not tell. */
  pictureSettings(): Promise<NetwaveSettings | undefined>;
  setOptions(change: Partial<RecordingOptions>): void;
}

export function liveActions(store: Store, door: Snapreel): LiveActions {
  /** Settles when the worker has the camera: Record may be pressed before that. */
  let live: Promise<Live> | undefined;
  /** Record was pressed and the worker has not said so yet. */
  let beginning = false;
  /** Record was pressed before the canvas was there. */
  let early = false;
  const now = () => store.state.peek();
  const idle = () => (now().live?.phase ?? 'idle') === 'idle';

  function begin(camera: Camera | undefined): void {
    const old = live;
    live = undefined;
    if (old) void store.attempt(async () => (await old).close());
    early = false;
    const session = now().session + 1;
    store.patch({
      camera,
      session,
      asked: undefined,
      live: undefined,
      trouble: undefined,
      toast: undefined,
      hiddenMs: 0,
    });
  }

  function heard(session: number, next: LiveState): void {
    const before = now();
    if (session !== before.session) return;
    store.patch({ live: next });
    if (next.madeFrom && !before.live?.madeFrom) store.toast(words.live.madeFrom(next.madeFrom));
    // Said once: a camera that goes to and fro would else never be silent.
    if (next.sizeChanges > 0 && before.live?.sizeChanges === 0) store.toast(words.live.sizeChanged);
    const ended = before.live !== undefined && before.live.phase !== 'idle' && next.phase === 'idle';
    if (!ended || next.filmId === '' || next.frames === 0) return;
    store.patch({ freshId: next.filmId });
    // Whoever is looking at something else meanwhile is told, not taken away.
    if (before.screen.kind === 'live') location.hash = hashOf({ kind: 'film', filmId: next.filmId });
    else store.toast(words.status.ready(before.camera?.name ?? ''));
  }

  function record(continueId?: string): void {
    const current = live;
    early = current === undefined && now().camera !== undefined;
    if (!current || beginning || !idle()) return;
    store.patch({ trouble: undefined, toast: undefined, hiddenMs: 0 });
    beginning = true;
    void store
      .attempt(async () => (await current).record(now().options, continueId))
      .finally(() => {
        beginning = false;
      });
  }

  function stop(): void {
    const current = live;
    if (current && now().live?.phase === 'recording') void store.attempt(async () => (await current).stop());
  }

  return {
    open(camera) {
      if (idle() && camera !== now().camera) begin(camera);
      location.hash = hashOf({ kind: 'live', cameraId: now().camera?.id ?? '' });
    },
    attach(session, canvas) {
      const camera = now().camera;
      if (!camera || session !== now().session) return;
      const opening = door.open(camera, canvas, (state) => heard(session, state));
      live = opening;
      void store.attempt(() => opening);
      if (early) record();
    },
    reopen(change = {}) {
      const old = now().camera;
      if (!old || !idle()) return;
      const camera = { ...old, ...change };
      begin(camera);
      if (Object.keys(change).length === 0 || !now().cameras.some(({ id }) => id === camera.id)) return;
      void store.attempt(async () => {
        await door.cameras.save(camera);
        store.patch({ cameras: await door.cameras.list() });
      });
    },
    leave() {
      if (!idle()) return;
      begin(undefined);
      location.hash = hashOf({ kind: 'live', cameraId: '' });
    },
    record: () => record(),
    stop,
    toggle: () => (idle() ? record() : stop()),
    goOn(filmId) {
      record(filmId);
      location.hash = hashOf({ kind: 'live', cameraId: now().camera?.id ?? '' });
    },
    control(command) {
      const current = live;
      if (current) void store.attempt(async () => (await current).control(command));
    },
    async pictureSettings() {
      // Old firmware keeps them to itself; the sliders then start in the middle.
      return live && (await live).pictureSettings().catch(() => undefined);
    },
    setOptions(change) {
      store.patch({ options: { ...now().options, ...change } });
      remember(store, door);
    },
  };
}
