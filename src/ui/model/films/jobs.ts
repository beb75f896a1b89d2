/** What takes long with a film, and goes on while the person looks at something else: finishing it, making it smaller, cutting parts out. */
import type { FilmSummary } from '../../../base/library';
import type { FinishProgress, Snapreel } from '../../../remote/remote';
import { words } from '../../words/words';
import { hashOf } from '../routes';
import type { Store } from '../store';
import { nameOf } from './list';
import type { Cut, FilmMaker } from './making';

export interface FilmJobs {
  /** `thenPlay`: and shows the film to who is still on the first screen. */
  finish(film: FilmSummary, thenPlay?: boolean): void;
  /** In the background; the film's screen turns to the smaller one. */
  shrink(film: FilmSummary): void;
  /** Resolves with the films that were made: with none when it was cancelled, or failed. */
  cut(film: FilmSummary, wish: Cut): Promise<readonly string[]>;
  /** What else is made of films or handed on: it comes when it is asked for. */
  late(work: (maker: FilmMaker) => Promise<void>): void;
  /** What is being made of this film. */
  cancel(id: string): void;
}

export function filmJobs(store: Store, films: Snapreel['films'], load: () => Promise<void>): FilmJobs {
  const now = () => store.state.peek();

  function progress(id: string, done: FinishProgress | undefined): void {
    const finishing = new Map(now().finishing);
    if (done === undefined) finishing.delete(id);
    else finishing.set(id, done);
    store.patch({ finishing });
  }

  let opened: Promise<FilmMaker> | undefined;

  /** What few people do with a film comes when they do it. */
  function maker(): Promise<FilmMaker> {
    opened ??= import('./making').then((late) => late.openFilmMaker(store, films, load));
    return opened;
  }

  return {
    shrink: (film) => void store.attempt(async () => (await maker()).shrink(film)),
    cut: async (film, wish) => (await store.attempt(async () => (await maker()).cut(film, wish))) ?? [],
    late: (work) => void store.attempt(async () => work(await maker())),
    cancel: (id) => void maker().then(({ cancel }) => cancel(id)),
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
  };
}
