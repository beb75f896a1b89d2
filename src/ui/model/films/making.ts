/** The jobs that make films of a film, told to the store: making it smaller, cutting parts out, joining several, showing several side by side. */
import type { FilmSummary } from '../../../base/library';
import { codeOf } from '../../../base/trouble';
import type {
  BesideWish,
  CutWish,
  Exported,
  ExportWish,
  JobProgress,
  JoinWish,
  RemakeWish,
  Snapreel,
} from '../../../remote/remote';
import { makingWords as say } from '../../words/late/making';
import { hashOf } from '../routes';
import type { FilmJob, Store } from '../store';
import { type FolderSaving, openFolderSaving } from './folder';
import { nameOf } from './list';
import { openSeveral, type Several } from './several';

export interface Cut extends Pick<CutWish, 'parts' | 'instead'> {
  /** What is said when it is done, if nothing else is said at once. */
  readonly done?: string;
}

export type Again = Omit<RemakeWish, 'filmId' | 'becomes'>;

export interface FilmMaker extends Several, FolderSaving {
  shrink(film: FilmSummary): Promise<void>;
  /** Another film of the same pictures, which is shown. */
  remake(film: FilmSummary, wish: Again): Promise<void>;
  /** Its first ten seconds, by their id, until they are forgotten; undefined when it was cancelled, or failed. */
  preview(film: FilmSummary, wish: Again): Promise<string | undefined>;
  cut(film: FilmSummary, wish: Cut): Promise<readonly string[]>;
  /** Of one camera, into a new one, which is shown: their pictures one after another. Its progress is told of one of them. */
  joinFilms(ids: readonly string[], gaps: JoinWish['gaps'], toldOf?: string): Promise<void>;
  /** What other cameras saw at the same time, beside this film or its part, as a new film, which is shown. */
  besideFilms(film: FilmSummary, others: readonly string[], part: BesideWish['part']): Promise<void>;
  /** Another file of the film, saved at once. */
  exportFilm(film: FilmSummary, wish: Omit<ExportWish, 'filmId'>): Promise<void>;
  /** Hands the film to another app. Call from a tap. */
  shareFilm(film: FilmSummary): Promise<void>;
  /** Saves a picture of the film that is shown at this time of day; undefined where there is none yet. */
  saveMoment(film: FilmSummary, at: number, jpeg: Promise<Blob | undefined>): Promise<void>;
  /** Says what became of a picture on its way to the clipboard. */
  copied(writing: Promise<void>): Promise<void>;
  /** What is being made of this film. */
  cancel(id: string): void;
}

export function openFilmMaker(store: Store, films: Snapreel['films'], load: () => Promise<void>): FilmMaker {
  const now = () => store.state.peek();
  const { make, cancel } = openJobs(store);

  /** Another film is there in its place, and it can be brought back. */
  async function takePlace(film: FilmSummary, id: string): Promise<void> {
    await load();
    const isOpen = location.hash === hashOf({ kind: 'film', filmId: film.id });
    if (now().freshId === film.id) store.patch({ freshId: id });
    if (isOpen) location.hash = hashOf({ kind: 'film', filmId: id });
    store.patch({ removed: [film, ...now().removed] });
  }

  async function shrink(film: FilmSummary): Promise<void> {
    const wish: RemakeWish = { filmId: film.id, engine: 'auto', quality: 'small', becomes: 'smaller' };
    const remade = await make(film.id, 'shrink', (tell, signal) => films.remake(wish, tell, signal));
    if (!remade) return;
    const { id, bytesBefore, bytesAfter } = remade;
    if (id === film.id) return store.toast(say.shrink.notSmaller(nameOf(film)));
    await takePlace(film, id);
    store.toast(say.shrink.done(nameOf(film), bytesBefore, bytesAfter));
  }

  /** The new film. Whoever has gone to another screen while it was made is not taken away from it. */
  async function show(id: string, from: string): Promise<void> {
    await load();
    if (location.hash === from) location.hash = hashOf({ kind: 'film', filmId: id });
  }

  async function remake(film: FilmSummary, asked: Again): Promise<void> {
    const from = location.hash;
    const wish: RemakeWish = { ...asked, filmId: film.id, becomes: 'another' };
    const remade = await make(film.id, 'again', (tell, signal) => films.remake(wish, tell, signal));
    if (!remade) return;
    await show(remade.id, from);
    store.toast(say.again.done(nameOf(film)));
  }

  async function preview(film: FilmSummary, asked: Again): Promise<string | undefined> {
    const wish: RemakeWish = { ...asked, filmId: film.id, becomes: 'preview' };
    return (await make(film.id, 'preview', (tell, signal) => films.remake(wish, tell, signal)))?.id;
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

  async function joinFilms(filmIds: readonly string[], gaps: JoinWish['gaps'], toldOf = filmIds[0]!): Promise<void> {
    const from = location.hash;
    const id = await make(toldOf, 'join', (tell, signal) => films.join({ filmIds, gaps }, tell, signal));
    if (!id) return;
    await show(id, from);
    store.toast(say.join.done(filmIds.length));
  }

  async function besideFilms(film: FilmSummary, others: readonly string[], part: BesideWish['part']): Promise<void> {
    const from = location.hash;
    const { name, none } = say.beside;
    const wish = { filmIds: [film.id, ...others], ...(part && { part }), name: name(nameOf(film)), none };
    const id = await make(film.id, 'beside', (tell, signal) => films.beside(wish, tell, signal));
    if (!id) return;
    await show(id, from);
    store.toast(say.beside.done);
  }

  async function shareFilm(film: FilmSummary): Promise<void> {
    try {
      await films.share(film);
    } catch (error) {
      // Reading a large film can take longer than a tap counts for.
      if (!(error instanceof DOMException && error.name === 'NotAllowedError')) throw error;
      store.toast(say.shareAgain);
    }
  }

  return {
    shrink,
    remake,
    preview,
    cut,
    shareFilm,
    joinFilms,
    besideFilms,
    ...openExports(store, films, make),
    ...openSeveral(store, films, load),
    ...openFolderSaving(store, films),
    ...openMoments(store, films),
    cancel,
  };
}

/**
 * Runs a job, its progress told of this film. Undefined when it was cancelled, another one runs, or what went wrong is said
 * already.
 */
type Make = <T>(
  filmId: string,
  kind: FilmJob['kind'],
  job: (tell: (progress: JobProgress) => void, signal: AbortSignal) => Promise<T>,
) => Promise<T | undefined>;

/** What is being made of films, and how it is cancelled. */
function openJobs(store: Store) {
  const cancels = new Map<string, AbortController>();

  /** One job at a time makes films of a film. */
  const make: Make = async (filmId, kind, job) => {
    if (cancels.has(filmId)) {
      store.toast(say.busy);
      return undefined;
    }
    const cancel = new AbortController();
    cancels.set(filmId, cancel);
    const tell = (progress: JobProgress | undefined) => {
      const making = new Map(store.state.peek().making);
      if (progress) making.set(filmId, { kind, progress });
      else making.delete(filmId);
      store.patch({ making });
    };
    tell({ filmId: '', done: 0, waiting: false });
    try {
      return await job(tell, cancel.signal);
    } catch (error) {
      // Said of a recording it would be said in other words.
      const failed = say.failed[codeOf(error)];
      if (!failed) throw error;
      store.toast(failed);
      return undefined;
    } finally {
      tell(undefined);
      cancels.delete(filmId);
    }
  };

  return { make, cancel: (id: string) => cancels.get(id)?.abort() };
}

function openExports(store: Store, films: Snapreel['films'], make: Make): Pick<FilmMaker, 'exportFilm'> {
  /** Made, but not saved: it took longer than a tap counts for (iOS share sheet). */
  let waiting: { readonly wish: string; readonly made: Exported } | undefined;

  async function exportFilm(film: FilmSummary, wish: Omit<ExportWish, 'filmId'>): Promise<void> {
    const whole = { ...wish, filmId: film.id };
    const asked = JSON.stringify(whole);
    const before = waiting?.wish === asked ? waiting.made : undefined;
    waiting = undefined;
    const made = before ?? (await make(film.id, 'export', (tell, signal) => films.exportFilm(whole, tell, signal)));
    if (!made) return;
    try {
      if (await films.saveExported({ name: nameOf(film), cameraName: film.cameraName }, made))
        store.toast(say.export.done(made.sizeBytes, made.every));
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'NotAllowedError')) throw error;
      waiting = { wish: asked, made };
      store.toast(say.export.again);
    }
  }

  return { exportFilm };
}

function openMoments(store: Store, films: Snapreel['films']): Pick<FilmMaker, 'saveMoment' | 'copied'> {
  async function saveMoment(film: FilmSummary, at: number, made: Promise<Blob | undefined>): Promise<void> {
    const jpeg = await made;
    if (!jpeg) store.toast(say.moment.none);
    else if (await films.saveMoment(film, at, jpeg)) store.toast(say.moment.saved);
  }

  async function copied(writing: Promise<void>): Promise<void> {
    const isDone = await writing.then(
      () => true,
      () => false,
    );
    store.toast(isDone ? say.moment.copied : say.moment.notCopied);
  }

  return { saveMoment, copied };
}
