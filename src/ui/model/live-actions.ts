/** What a person can do with open cameras, done to the door and told to the store. */

import type { Camera } from '../../base/camera';
import type { Look } from '../../base/look/look';
import type { RecordingOptions, When } from '../../base/options';
import type { Live, Snapreel } from '../../remote/remote';
import { type LiveCommands, liveCommands } from './live/commands';
import { type LiveEvent, type Move, movesOf } from './live/moves';
import { openWorkers } from './live/workers';
import { remember } from './remember';
import { hashOf } from './routes';
import { isBusy } from './sessions';
import { lookOf, type Store, whenOf, type Zoom } from './store';

export interface LiveActions extends LiveCommands {
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
  /** With how many others the session's canvas can be seen; 0: it cannot. */
  watched(session: number, pictures: number): void;
  /**
   * Opens the same camera again, at once instead of after the back-off: the one in focus unless told. What records there goes on. A
   * change is saved with a camera that is.
   */
  reopen(change?: Partial<Camera>, id?: string): void;
  /** Back to the cards. */
  leave(): void;
  /** `options`: the page's unless given. */
  record(id?: string, options?: RecordingOptions): void;
  stop(id?: string): void;
  toggle(id?: string): void;
  goOn(filmId: string): void;
  setOptions(change: Partial<RecordingOptions>): void;
  setWhen(change: Partial<When>): void;
  setLook(look: Look): void;
  /** `id`: of a camera, that in focus unless told, or of a film. */
  setZoom(zoom: Zoom, id?: string): void;
  /** The live picture alone looks like this, until told undefined. */
  lookAt(look: Look | undefined): void;
}

export function liveActions(store: Store, door: Snapreel): LiveActions {
  let openings = 0;
  const now = () => store.state.peek();
  const sessionOf = (id = now().focusedId) => now().sessions.get(id);
  const numbered = (number: number) => [...now().sessions.values()].find((session) => session.number === number);

  const workers = openWorkers({
    store,
    door,
    onState: (number, live) => happen({ kind: 'heard', number, live }),
    onRecord: () => happen({ kind: 'record' }),
  });

  function happen(event: LiveEvent): void {
    for (const move of movesOf(now(), event, workers.isBeginning)) carryOut(move);
  }

  function carryOut(move: Move): void {
    if (move.kind === 'patch') store.patch(move.change);
    else if (move.kind === 'toast') store.toast(move.text, undefined, move.films);
    else if (move.kind === 'go') location.hash = hashOf(move.screen);
    else if (move.kind === 'ask') toLive(move.session, (live) => live.reopen(move.camera));
    else workers.end(move.session);
  }

  /** Why it cannot be opened is said where it was asked for. */
  function toLive(number: number, tell: (live: Live) => void): void {
    workers.of(numbered(number))?.then(tell, () => undefined);
  }

  function opening(kind: 'open' | 'add' | 'reopen', camera: Camera): void {
    openings += 1;
    happen({ kind, camera, number: openings });
  }

  return {
    ...liveCommands(store, (id) => ({ session: sessionOf(id), live: workers.of(sessionOf(id)) })),
    open: (camera) => opening('open', camera),
    show(id) {
      const isOpen = now().sessions.has(id);
      happen({ kind: 'show', id });
      return isOpen;
    },
    add: (camera) => opening('add', camera),
    close: (id) => happen({ kind: 'close', id }),
    attach(number, canvas) {
      const session = numbered(number);
      if (session) workers.attach(session, canvas);
    },
    watched(number, pictures) {
      toLive(number, (live) => live.watched(pictures));
    },
    reopen(change = {}, id) {
      const old = sessionOf(id);
      if (!old) return;
      const camera = { ...old.camera, ...change };
      opening('reopen', camera);
      if (Object.keys(change).length === 0 || !now().cameras.some(({ id }) => id === camera.id)) return;
      void store.attempt(async () => {
        await door.cameras.save(camera);
        store.patch({ cameras: await door.cameras.list() });
      });
    },
    leave: () => happen({ kind: 'leave' }),
    record: (id, options = now().options) => workers.record(sessionOf(id), options),
    stop: (id) => workers.stop(sessionOf(id)),
    toggle(id) {
      if (isBusy(sessionOf(id))) workers.stop(sessionOf(id));
      else workers.record(sessionOf(id), now().options);
    },
    goOn(filmId) {
      workers.record(sessionOf(), now().options, filmId);
      location.hash = hashOf({ kind: 'live', cameraId: now().focusedId });
    },
    setOptions(change) {
      remember(store, door, ({ options }) => ({ options: { ...options, ...change } }));
      for (const session of now().sessions.values()) workers.tellWhen(session);
    },
    setWhen(change) {
      const id = now().focusedId;
      remember(store, door, (kept) => ({ whens: { ...kept.whens, [id]: { ...whenOf(kept, id), ...change } } }));
      workers.tellWhen(sessionOf());
    },
    setLook(look) {
      const { focusedId } = now();
      const before = lookOf(now(), focusedId);
      remember(store, door, (kept) => ({
        looks: { ...kept.looks, [focusedId]: changedLook(lookOf(kept, focusedId), before, look) },
      }));
      workers.tellWhen(sessionOf());
    },
    setZoom(zoom, id = now().focusedId) {
      remember(store, door, ({ zooms }) => ({ zooms: { ...zooms, [id]: zoom } }));
    },
    lookAt(look) {
      void store.attempt(async () => (await workers.of(sessionOf()))?.lookAt(look));
    },
  };
}

/** `kept` with what a person changed who saw `before`: what another tab has hidden meanwhile stays hidden. */
function changedLook(kept: Look, before: Look, after: Look): Look {
  const isChanged = (field: string) => !isSame(after[field as keyof Look], before[field as keyof Look]);
  const changed = Object.entries(after).filter(([field]) => isChanged(field));
  const seen = [...(before.masks ?? []), ...after.masks];
  const unseen = (kept.masks ?? []).filter((mask) => !seen.some((one) => isSame(one, mask)));
  const masks = isChanged('masks') ? [...unseen, ...after.masks] : kept.masks;
  return { ...kept, ...Object.fromEntries(changed), masks };
}

/** Plain data. */
const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
