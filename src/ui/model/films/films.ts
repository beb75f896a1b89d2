/** What a person can do with films, done to the door and told to the store. */
import type { FilmSummary } from '../../../base/library';
import type {
  FilmTimes,
  HealthReport,
  Running,
  Snapreel,
  Storage,
  SubtitleKind,
  Timeline,
} from '../../../remote/remote';
import { words } from '../../words/words';
import { latest } from '../latest';
import type { FilmSort, Store } from '../store';
import { type FilmJobs, filmJobs } from './jobs';
import { keepSame, nameOf } from './list';

export interface FilmActions extends FilmJobs {
  load(): Promise<void>;
  file(id: string): Promise<File | undefined>;
  thumbnail(id: string): Promise<Blob | undefined>;
  rename(id: string, name: string): void;
  protect(id: string, on: boolean): void;
  remove(film: FilmSummary): void;
  restore(film: FilmSummary): void;
  /** Asks the tab that records this to stop. */
  stop(id: string): void;
  heard(running: Running): void;
  /** Call from a tap: pickers and share sheets open only then. */
  save(ids: readonly string[]): void;
  /** Undefined for a film nothing was written down about. */
  health(id: string): Promise<HealthReport | undefined>;
  /** Undefined for the same. */
  timeline(film: FilmSummary): Promise<Timeline | undefined>;
  /** Small pictures of it; where there can be none, none come. */
  filmstrip: Snapreel['films']['filmstrip'];
  /** Undefined for what is no film of ours. */
  times(id: string): Promise<FilmTimes | undefined>;
  saveReport(id: string, kind: 'csv' | 'json'): void;
  saveSubtitles(id: string, kind: SubtitleKind): void;
  select(ids: readonly string[], on: boolean): void;
  deselect(): void;
  setSearch(search: string): void;
  setSort(sort: FilmSort): void;
}

export { nameOf, partsOf, sameMoment } from './list';

/** This page may keep nothing, as in some private windows. */
const nowhere: Storage = { kind: 'none', persistent: false, freeBytes: 0 };

export function filmActions(store: Store, { films }: Snapreel): FilmActions {
  const now = () => store.state.peek();

  const loadList = latest(films.list, (list) => store.patch({ films: keepSame(now().films, list) }));

  async function load(): Promise<void> {
    await store.attempt(loadList);
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

  const jobs = filmJobs(store, films, load);

  return {
    load,
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
    ...jobs,
    stop: (id) => void store.attempt(() => films.stop(id)),
    heard: (one) => store.patch({ running: new Map(now().running).set(one.filmId, one) }),
    save(ids) {
      void store.attempt(async () => {
        try {
          if (await films.save(ids)) store.toast(words.films.saved(ids.length));
        } catch (error) {
          jobs.late((maker) => maker.notSaved(error));
        }
      });
    },
    health: (id) => store.attempt(() => films.health(id)),
    // Without it the film is as good as before.
    timeline: (film) => films.timeline(film).catch(() => undefined),
    // Without them it plays all the same.
    filmstrip: (...options) => films.filmstrip(...options).catch(() => undefined),
    times: (id) => films.times(id).catch(() => undefined),
    saveReport(id, kind) {
      void store.attempt(async () => {
        if (await films.saveSideCar(id, kind)) store.toast(words.health.saved);
      });
    },
    saveSubtitles(id, kind) {
      void store.attempt(async () => {
        if (await films.saveSubtitles(id, kind)) store.toast(words.health.subtitlesSaved);
      });
    },
    select(ids, on) {
      const selected = new Set(now().selected);
      for (const id of ids) {
        if (on) selected.add(id);
        else selected.delete(id);
      }
      store.patch({ selected });
    },
    deselect: () => store.patch({ selected: new Set() }),
    setSearch: (search) => store.patch({ search }),
    setSort: (sort) => store.patch({ sort }),
  };
}
