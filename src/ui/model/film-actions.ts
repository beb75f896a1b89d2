/** What a person can do with films, done to the door and told to the store. */

import type { FilmSummary } from '../../base/library';
import type {
  FinishProgress,
  HealthReport,
  Running,
  ShrinkProgress,
  Snapreel,
  Storage,
  Timeline,
} from '../../remote/remote';
import { words } from '../words/words';
import { hashOf } from './routes';
import type { FilmSort, Store } from './store';

export interface FilmActions {
  load(): Promise<void>;
  file(id: string): Promise<File | undefined>;
  thumbnail(id: string): Promise<Blob | undefined>;
  rename(id: string, name: string): void;
  protect(id: string, on: boolean): void;
  remove(film: FilmSummary): void;
  restore(film: FilmSummary): void;
  /** `thenPlay`: and shows the film to who is still on the first screen. */
  finish(film: FilmSummary, thenPlay?: boolean): void;
  /** In the background; the film's screen turns to the smaller one. */
  shrink(film: FilmSummary): void;
  cancelShrink(id: string): void;
  /** Asks the tab that records this to stop. */
  stop(id: string): void;
  heard(running: Running): void;
  /** Call from a tap: pickers and share sheets open only then. */
  save(ids: readonly string[]): void;
  /** Undefined for a film nothing was written down about. */
  health(id: string): Promise<HealthReport | undefined>;
  /** Undefined for the same. */
  timeline(film: FilmSummary): Promise<Timeline | undefined>;
  saveReport(id: string, kind: 'csv' | 'json'): void;
  select(id: string, on: boolean): void;
  deselect(): void;
  setSearch(search: string): void;
  setSort(sort: FilmSort): void;
}

/** This page may keep nothing, as in some private windows. */
const nowhere: Storage = { kind: 'none', persistent: false, freeBytes: 0 };

export function filmActions(store: Store, { films }: Snapreel): FilmActions {
  const now = () => store.state.peek();

  async function load(): Promise<void> {
    await store.attempt(async () => {
      const list = keepSame(now().films, await films.list());
      store.patch({ films: list });
    });
    // Said before the first recording; the person is asked for nothing.
    store.patch({ storage: await films.storage().catch(() => nowhere) });
  }

  function restore(film: FilmSummary): void {
    void store.attempt(async () => {
      await films.restore(film.id);
      store.patch({ removed: now().removed.filter(({ id }) => id !== film.id) });
      await load();
      store.toast(words.films.restored(nameOf(film)));
    });
  }

  function progress(id: string, done: FinishProgress | undefined): void {
    const finishing = new Map(now().finishing);
    if (done === undefined) finishing.delete(id);
    else finishing.set(id, done);
    store.patch({ finishing });
  }

  const cancels = new Map<string, AbortController>();

  async function shrink(film: FilmSummary): Promise<void> {
    const cancel = new AbortController();
    cancels.set(film.id, cancel);
    const tell = (progress: ShrinkProgress | undefined) => {
      const shrinking = new Map(now().shrinking);
      if (progress) shrinking.set(film.id, progress);
      else shrinking.delete(film.id);
      store.patch({ shrinking });
    };
    tell({ filmId: '', done: 0, waiting: false });
    try {
      const shrunk = await films.shrink(film.id, tell, cancel.signal);
      if (!shrunk) return;
      await load();
      const { id, bytesBefore, bytesAfter } = shrunk;
      if (id === film.id) return store.toast(words.films.shrink.notSmaller(nameOf(film)));
      const isOpen = location.hash === hashOf({ kind: 'film', filmId: film.id });
      if (now().freshId === film.id) store.patch({ freshId: id });
      if (isOpen) location.hash = hashOf({ kind: 'film', filmId: id });
      store.patch({ removed: [film, ...now().removed] });
      store.toast(words.films.shrink.done(nameOf(film), bytesBefore, bytesAfter));
    } finally {
      tell(undefined);
      cancels.delete(film.id);
    }
  }

  return {
    load,
    shrink: (film) => void store.attempt(() => shrink(film)),
    cancelShrink: (id) => cancels.get(id)?.abort(),
    file: (id) => store.attempt(() => films.file(id)),
    // A missing thumbnail is a grey box, not a trouble.
    thumbnail: (id) => films.thumbnail(id).catch(() => undefined),
    rename(id, name) {
      void store.attempt(async () => {
        await films.rename(id, name.trim());
        await load();
      });
    },
    protect(id, on) {
      void store.attempt(async () => {
        await films.protect(id, on);
        await load();
      });
    },
    remove(film) {
      void store.attempt(async () => {
        await films.remove(film.id);
        const selected = new Set(now().selected);
        selected.delete(film.id);
        store.patch({ removed: [film, ...now().removed], selected });
        await load();
        store.toast(words.films.deleted(nameOf(film)), () => restore(film));
      });
    },
    restore,
    finish(film, thenPlay = false) {
      void store.attempt(async () => {
        progress(film.id, { done: 0, coreLoad: undefined, engine: 'none', again: false });
        try {
          await films.finish(film.id, (done) => progress(film.id, done));
          store.toast(words.films.finished(nameOf(film)));
          // Whoever has gone to another screen meanwhile is not taken away from it.
          if (thenPlay && now().screen.kind === 'live' && now().focusedId === '') {
            location.hash = hashOf({ kind: 'film', filmId: film.id });
          }
        } finally {
          progress(film.id, undefined);
          await load();
        }
      });
    },
    stop: (id) => void store.attempt(() => films.stop(id)),
    heard: (one) => store.patch({ running: new Map(now().running).set(one.filmId, one) }),
    save(ids) {
      void store.attempt(async () => {
        try {
          if (await films.save(ids)) store.toast(words.films.saved(ids.length));
        } catch (error) {
          // Reading a large film can take longer than a tap counts for (iOS share sheet): ask for another one.
          if (!(error instanceof DOMException && error.name === 'NotAllowedError')) throw error;
          store.toast(words.films.saveAgain);
        }
      });
    },
    health: (id) => store.attempt(() => films.health(id)),
    // Without it the film is as good as before.
    timeline: (film) => films.timeline(film).catch(() => undefined),
    saveReport(id, kind) {
      void store.attempt(async () => {
        if (await films.saveSideCar(id, kind)) store.toast(words.health.saved);
      });
    },
    select(id, on) {
      const selected = new Set(now().selected);
      if (on) selected.add(id);
      else selected.delete(id);
      store.patch({ selected });
    },
    deselect: () => store.patch({ selected: new Set() }),
    setSearch: (search) => store.patch({ search }),
    setSort: (sort) => store.patch({ sort }),
  };
}

/** Rows that have not changed stay the same objects, and what shows them is not drawn again. */
function keepSame(old: readonly FilmSummary[], list: readonly FilmSummary[]): readonly FilmSummary[] {
  const known = new Map(old.map((film) => [film.id, film]));
  return list.map((film) => {
    const before = known.get(film.id);
    return before && JSON.stringify(before) === JSON.stringify(film) ? before : film;
  });
}

export function nameOf(film: FilmSummary): string {
  return film.name || film.cameraName || words.films.untitled;
}

/** One film of each other camera that was begun together with this one, and has something of the same time. */
export function sameMoment(films: readonly FilmSummary[], film: FilmSummary): readonly FilmSummary[] {
  if (film.groupId === undefined) return [];
  const overlap = (other: FilmSummary) =>
    Math.min(film.startedAt + film.durationMs, other.startedAt + other.durationMs) -
    Math.max(film.startedAt, other.startedAt);
  const best = new Map<string, FilmSummary>();
  for (const other of films) {
    const isOther = other.groupId === film.groupId && other.cameraId !== film.cameraId && other.state === 'finished';
    const before = best.get(other.cameraId);
    // A recording may be split into several films.
    if (isOther && overlap(other) > (before ? overlap(before) : 0)) best.set(other.cameraId, other);
  }
  return [...best.values()].sort((a, b) => a.cameraName.localeCompare(b.cameraName, undefined, { numeric: true }));
}

/** The rows of the list: what matches the search, in the order asked for. */
export function arrange(films: readonly FilmSummary[], search: string, sort: FilmSort): readonly FilmSummary[] {
  const wanted = search.trim().toLowerCase();
  const matching = films.filter((film) => `${film.name}\n${film.cameraName}`.toLowerCase().includes(wanted));
  return matching.sort(orders[sort]);
}

const orders: Readonly<Record<FilmSort, (a: FilmSummary, b: FilmSummary) => number>> = {
  newest: (a, b) => b.startedAt - a.startedAt,
  oldest: (a, b) => a.startedAt - b.startedAt,
  name: (a, b) => nameOf(a).localeCompare(nameOf(b), undefined, { numeric: true }),
  longest: (a, b) => b.durationMs - a.durationMs,
  largest: (a, b) => b.sizeBytes - a.sizeBytes,
};
