/** The jobs that make films of a film, told to the store: making it smaller, cutting parts out. */
import type { FilmSummary } from '../../../base/library';
import type { CutWish, JobProgress, Snapreel } from '../../../remote/remote';
import { makingWords as say } from '../../words/late/making';
import { hashOf } from '../routes';
import type { FilmJob, Store } from '../store';
import { nameOf } from './list';

export interface Cut extends Pick<CutWish, 'parts' | 'instead'> {
  /** What is said when it is done, if nothing else is said at once. */
  readonly done?: string;
}

export interface FilmMaker {
  shrink(film: FilmSummary): Promise<void>;
  cut(film: FilmSummary, wish: Cut): Promise<readonly string[]>;
  /** What is being made of this film. */
  cancel(id: string): void;
}

export function openFilmMaker(store: Store, films: Snapreel['films'], load: () => Promise<void>): FilmMaker {
  const now = () => store.state.peek();
  const cancels = new Map<string, AbortController>();

  /** One job at a time makes films of a film. */
  async function make<T>(
    filmId: string,
    kind: FilmJob['kind'],
    job: (tell: (progress: JobProgress) => void, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const cancel = new AbortController();
    cancels.set(filmId, cancel);
    const tell = (progress: JobProgress | undefined) => {
      const making = new Map(now().making);
      if (progress) making.set(filmId, { kind, progress });
      else making.delete(filmId);
      store.patch({ making });
    };
    tell({ filmId: '', done: 0, waiting: false });
    try {
      return await job(tell, cancel.signal);
    } finally {
      tell(undefined);
      cancels.delete(filmId);
    }
  }

  /** Another film is there in its place, and it can be brought back. */
  async function takePlace(film: FilmSummary, id: string): Promise<void> {
    await load();
    const isOpen = location.hash === hashOf({ kind: 'film', filmId: film.id });
    if (now().freshId === film.id) store.patch({ freshId: id });
    if (isOpen) location.hash = hashOf({ kind: 'film', filmId: id });
    store.patch({ removed: [film, ...now().removed] });
  }

  async function shrink(film: FilmSummary): Promise<void> {
    const shrunk = await make(film.id, 'shrink', (tell, signal) => films.shrink(film.id, tell, signal));
    if (!shrunk) return;
    const { id, bytesBefore, bytesAfter } = shrunk;
    if (id === film.id) return store.toast(say.shrink.notSmaller(nameOf(film)));
    await takePlace(film, id);
    store.toast(say.shrink.done(nameOf(film), bytesBefore, bytesAfter));
  }

  async function cut(film: FilmSummary, { parts, instead, done }: Cut): Promise<readonly string[]> {
    const wish = { filmId: film.id, parts, instead };
    const ids = await make(film.id, 'cut', (tell, signal) => films.cut(wish, tell, signal));
    if (!ids) return [];
    if (instead) await takePlace(film, ids[0]!);
    else await load();
    if (done) store.toast(done);
    return ids;
  }

  return { shrink, cut, cancel: (id) => cancels.get(id)?.abort() };
}
