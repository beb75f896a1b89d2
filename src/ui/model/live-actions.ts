/** What a person can do with open cameras, done to the door and told to the store. */

import type { Camera, Control } from '../../base/camera';
import type { Look } from '../../base/look/look';
import type { RecordingOptions, When } from '../../base/options';
import type { Live, LiveState, MovementView, NetwaveSettings, Snapreel } from '../../remote/remote';
import { words } from '../words/words';
import { remember } from './remember';
import { hashOf } from './routes';
import { isBusy, phaseOf, phaseOfAll, type Session, tilesOf } from './sessions';
import { lookOf, type Store, whenOf } from './store';
import { newsOf } from './told/told';

export interface LiveActions {
  /** Shows a camera alone. What records goes on; other cameras are closed unless they are on the open wall together. */
  open(camera: Camera): void;
  /** The same for one that is open, as it is; false when it is not. */
  show(id: string): boolean;
  /** Opens a camera that is not, without showing it alone. */
  add(camera: Camera): void;
  /** Not while it records: that ends with Stop only. */
  close(id: string): void;
  /** Gives the session its canvas, once: it is handed over for good. */
  attach(session: number, canvas: HTMLCanvasElement): void;
  /** Whether the session's canvas can be seen. */
  watched(session: number, on: boolean): void;
  /**
   * Opens the same camera again, at once instead of after the back-off: the one in focus unless told. A change is saved with a
   * camera that is.
   */
  reopen(change?: Partial<Camera>, id?: string): void;
  /** Back to the cards. */
  leave(): void;
  /** `options`: the page's unless given. */
  record(id?: string, options?: RecordingOptions): void;
  stop(id?: string): void;
  toggle(id?: string): void;
  goOn(filmId: string): void;
  /** Keeps the picture on the screen by itself, also while it records. */
  shutter(): void;
  /** Sets a mark in the film that is being recorded. */
  mark(): void;
  control(command: Control): void;
  /** The camera's picture settings as they are; undefined when it does not tell. */
  pictureSettings(): Promise<NetwaveSettings | undefined>;
  /** What moves where in the picture; undefined while the camera is not open. */
  movementView(): Promise<MovementView | undefined>;
  setOptions(change: Partial<RecordingOptions>): void;
  setWhen(change: Partial<When>): void;
  setLook(look: Look): void;
  /** The live picture alone looks like this, until told undefined. */
  lookAt(look: Look | undefined): void;
}

/** What belongs to one session and is nobody's to see. */
interface Handle {
  /** Settles when the worker has the camera: Record may be pressed before that. */
  live?: Promise<Live>;
  /** Record was pressed and the worker has not said so yet. */
  beginning?: boolean;
  /** Record was pressed before the canvas was there. */
  early?: () => void;
}

export function liveActions(store: Store, door: Snapreel): LiveActions {
  const handles = new Map<number, Handle>();
  let openings = 0;
  const now = () => store.state.peek();
  const sessionOf = (id = now().focusedId) => now().sessions.get(id);
  const handleOf = (session: Session | undefined) => session && handles.get(session.number);
  const numbered = (number: number) => [...now().sessions.values()].find((session) => session.number === number);
  const put = (session: Session) => store.patch({ sessions: new Map(now().sessions).set(session.camera.id, session) });
  /** The films that became ready one after the other, as long as that is being said. */
  let ready: { readonly text: string; readonly count: number } = { text: '', count: 0 };

  function end(session: Session): void {
    const { live } = handles.get(session.number) ?? {};
    handles.delete(session.number);
    if (live) void store.attempt(async () => (await live).close());
  }

  function begin(camera: Camera): void {
    const old = now().sessions.get(camera.id);
    if (old) end(old);
    openings += 1;
    handles.set(openings, {});
    put({ camera, number: openings, live: undefined });
  }

  function close(id: string): void {
    const session = now().sessions.get(id);
    if (!session || isBusy(session) || handleOf(session)?.beginning) return;
    end(session);
    const sessions = new Map(now().sessions);
    sessions.delete(id);
    store.patch({ sessions });
  }

  /** Messages are about what was seen before. */
  function quiet(): void {
    store.patch({
      trouble: undefined,
      toast: undefined,
      ...(phaseOfAll(now().sessions) === 'idle' && { hiddenMs: 0 }),
    });
  }

  function focus(id: string): void {
    const { sessions, isWallOpen, focusedId } = now();
    const stays = isWallOpen && tilesOf(now()).includes(id);
    if (id !== focusedId) quiet();
    store.patch({ focusedId: id, isWallOpen: stays, asked: undefined });
    if (!stays) for (const other of sessions.keys()) if (other !== id) close(other);
    location.hash = hashOf({ kind: 'live', cameraId: id });
  }

  function tellReady(name: string): void {
    const count = now().toast?.text === ready.text ? ready.count + 1 : 1;
    ready = { text: count === 1 ? words.status.ready(name) : words.wall.ready(count), count };
    store.toast(ready.text);
  }

  function ended({ camera }: Session, live: LiveState): void {
    const { screen, focusedId, isWallOpen, wall } = now();
    const isFocused = camera.id === focusedId;
    const isFilm = live.filmId !== '' && live.frames > 0;
    if (isFilm) store.patch({ freshId: live.filmId });
    const isWanted = isFilm && !live.byItself;
    // Films that begin by themselves come and go while somebody looks at the picture.
    if (isWanted && isFocused && screen.kind === 'live') location.hash = hashOf({ kind: 'film', filmId: live.filmId });
    // Whoever is looking at something else meanwhile is told, not taken away.
    else if (isWanted) tellReady(camera.name);
    if (isFocused) return;
    // One that ended by itself while nobody looked; a tile says so itself.
    const cause = screen.kind !== 'wall' && live.connection === 'live' ? live.trouble : undefined;
    if (cause) store.toast(words.wall.of(camera.name, words.trouble[cause.code].what));
    // Nobody asked to see it any longer.
    if (!isWallOpen || !wall.includes(camera.id)) close(camera.id);
  }

  function heard(number: number, next: LiveState): void {
    const session = numbered(number);
    if (!session) return;
    const before = session.live;
    put({ ...session, live: next });
    const { focusedId } = now();
    const say = (text: string) => {
      store.toast(session.camera.id === focusedId ? text : words.wall.of(session.camera.name, text));
    };
    for (const text of newsOf(before, next, whenOf(now(), session.camera.id).zones)) say(text);
    if (before && before.phase !== 'idle' && next.phase === 'idle') ended(session, next);
  }

  function record(session: Session | undefined, options: RecordingOptions, continueId?: string): void {
    const handle = handleOf(session);
    if (!session || !handle || handle.beginning || isBusy(session)) return;
    const { live, early } = handle;
    if (!live) {
      handle.early = early ?? (() => record(session, options, continueId));
      return;
    }
    quiet();
    handle.beginning = true;
    void store
      .attempt(async () => (await live).record({ ...options, look: lookOf(now(), session.camera.id) }, continueId))
      .finally(() => {
        handle.beginning = false;
      });
  }

  /** Tells the worker what is to be kept of its camera. */
  function tellWhen(session: Session | undefined): void {
    const live = handleOf(session)?.live;
    if (!session || !live) return;
    const options = { ...now().options, look: lookOf(now(), session.camera.id) };
    void live.then((one) => one.set(whenOf(now(), session.camera.id), options)).catch(() => undefined);
  }

  function stop(session: Session | undefined): void {
    const live = handleOf(session)?.live;
    if (live && phaseOf(session) === 'recording') void store.attempt(async () => (await live).stop());
  }

  return {
    open(camera) {
      const there = now().sessions.get(camera.id);
      if (!there || (there.camera !== camera && !isBusy(there))) {
        begin(camera);
        quiet();
      }
      focus(camera.id);
    },
    show(id) {
      const isOpen = now().sessions.has(id);
      if (isOpen) focus(id);
      return isOpen;
    },
    add(camera) {
      if (!now().sessions.has(camera.id)) begin(camera);
    },
    close,
    attach(number, canvas) {
      const session = numbered(number);
      const handle = handles.get(number);
      if (!session || !handle || handle.live) return;
      const opening = door.open(session.camera, canvas, (state) => heard(number, state));
      handle.live = opening;
      tellWhen(session);
      void store.attempt(() => opening);
      handle.early?.();
    },
    watched(number, on) {
      // Why it cannot be opened is said where it was asked for.
      handles.get(number)?.live?.then(
        (live) => live.watched(on),
        () => undefined,
      );
    },
    reopen(change = {}, id) {
      const old = sessionOf(id);
      if (!old || isBusy(old)) return;
      const camera = { ...old.camera, ...change };
      begin(camera);
      quiet();
      if (Object.keys(change).length === 0 || !now().cameras.some(({ id }) => id === camera.id)) return;
      void store.attempt(async () => {
        await door.cameras.save(camera);
        store.patch({ cameras: await door.cameras.list() });
      });
    },
    leave() {
      const { focusedId } = now();
      store.patch({ focusedId: '' });
      close(focusedId);
      quiet();
      location.hash = hashOf({ kind: 'live', cameraId: '' });
    },
    record: (id, options = now().options) => record(sessionOf(id), options),
    stop: (id) => stop(sessionOf(id)),
    toggle(id) {
      if (isBusy(sessionOf(id))) stop(sessionOf(id));
      else record(sessionOf(id), now().options);
    },
    goOn(filmId) {
      record(sessionOf(), now().options, filmId);
      location.hash = hashOf({ kind: 'live', cameraId: now().focusedId });
    },
    shutter() {
      const session = sessionOf();
      const live = handleOf(session)?.live;
      if (!session || !live) return;
      void store.attempt(async () => {
        const kept = await (await live).shutter(now().options.burst);
        store.toast(kept.length > 0 ? words.pictures.kept(session.camera.name, kept.length) : words.pictures.none);
      });
    },
    mark() {
      const live = handleOf(sessionOf())?.live;
      if (!live) return;
      void store.attempt(async () => {
        const ms = await (await live).mark();
        store.toast(ms === undefined ? words.timeline.notMarked : words.timeline.marked(ms));
      });
    },
    control(command) {
      const live = handleOf(sessionOf())?.live;
      if (live) void store.attempt(async () => (await live).control(command));
    },
    async movementView() {
      const live = handleOf(sessionOf())?.live;
      // A worker that is gone says so itself.
      return live && (await live.catch(() => undefined))?.movementView().catch(() => undefined);
    },
    async pictureSettings() {
      const live = handleOf(sessionOf())?.live;
      // Old firmware keeps them to itself; the sliders then start in the middle.
      return live && (await live).pictureSettings().catch(() => undefined);
    },
    setOptions(change) {
      store.patch({ options: { ...now().options, ...change } });
      for (const session of now().sessions.values()) tellWhen(session);
      remember(store, door);
    },
    setWhen(change) {
      const { focusedId, whens } = now();
      store.patch({ whens: { ...whens, [focusedId]: { ...whenOf(now(), focusedId), ...change } } });
      tellWhen(sessionOf());
      remember(store, door);
    },
    setLook(look) {
      const { focusedId, looks } = now();
      store.patch({ looks: { ...looks, [focusedId]: look } });
      tellWhen(sessionOf());
      remember(store, door);
    },
    lookAt(look) {
      void store.attempt(async () => (await handleOf(sessionOf())?.live)?.lookAt(look));
    },
  };
}
