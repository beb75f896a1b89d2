/** What takes long with a film, and goes on while the person looks at something else: finishing it, making it smaller. */
import type { FilmSummary } from '../../../base/library';
import type { FinishProgress, ShrinkProgress, Snapreel } from '../../../remote/remote';
import { words } from '../../words/words';
import { hashOf } from '../routes';
import type { Store } from '../store';
import { nameOf } from './list';

export interface FilmJobs {
  /** `thenPlay`: and shows the film to who is still on the first screen. */
  finish(film: FilmSummary, thenPlay?: boolean): void;
  /** In the background; the film's screen turns to the smaller one. */
  shrink(film: FilmSummary): void;
  cancelShrink(id: string): void;
}

export function filmJobs(store: Store, films: Snapreel['films'], load: () => Promise<void>): FilmJobs {
  const now = () => store.state.peek();

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
    shrink: (film) => void store.attempt(() => shrink(film)),
    cancelShrink: (id) => cancels.get(id)?.abort(),
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
