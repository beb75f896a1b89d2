/** Makes films and small pictures of a film, in a worker of their own: makes one again, cuts parts out, joins several, shows several side by side, fills its strip. */
import { proxy as callback } from 'comlink';
import {
  type BesideWish,
  type CutWish,
  type Exported,
  type ExportWish,
  type FrameWish,
  type JobProgress,
  type JoinWish,
  type Remade,
  type RemakeWish,
  tellChange,
} from '../../record/record';
import { type RemoteDeck, type RemoteDoor, runInWorker } from '../run-in-worker';
import { type OpenFrame, openPainted } from './painted';

type OnProgress = (progress: JobProgress) => void;

/** All resolve undefined when it was cancelled, and nothing of the new films is left. */
export interface Maker {
  remake(wish: RemakeWish, onProgress: OnProgress, signal: AbortSignal): Promise<Remade | undefined>;
  cut(wish: CutWish, onProgress: OnProgress, signal: AbortSignal): Promise<readonly string[] | undefined>;
  exportFilm(wish: ExportWish, onProgress: OnProgress, signal: AbortSignal): Promise<Exported | undefined>;
  join(wish: JoinWish, onProgress: OnProgress, signal: AbortSignal): Promise<string | undefined>;
  beside(wish: BesideWish, onProgress: OnProgress, signal: AbortSignal): Promise<string | undefined>;
}

export function openMaker(library: RemoteDoor, deck: RemoteDeck): Maker {
  async function make<T>(
    work: (door: RemoteDoor, onProgress: OnProgress) => Promise<T>,
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<T | undefined> {
    const begun = new Set<string>();
    const told = (progress: JobProgress) => {
      if (progress.filmId) begun.add(progress.filmId);
      if (!signal.aborted) onProgress(progress);
    };
    try {
      return await runInWorker((door) => work(door, callback(told)), signal);
    } finally {
      if (signal.aborted) await forgetHalf(library, deck, begun);
    }
  }

  return {
    remake: (wish, onProgress, signal) => make((door, told) => door.remakeFilm(wish, told), onProgress, signal),
    cut: (wish, onProgress, signal) => make((door, told) => door.cutFilm(wish, told), onProgress, signal),
    exportFilm: (wish, onProgress, signal) => make((door, told) => door.exportFilm(wish, told), onProgress, signal),
    join: (wish, onProgress, signal) => make((door, told) => door.joinFilms(wish, told), onProgress, signal),
    beside: (wish, onProgress, signal) => make((door, told) => door.besideFilms(wish, told), onProgress, signal),
  };
}

export function openFrame(wish: FrameWish, canvas: HTMLCanvasElement): Promise<OpenFrame> {
  return openPainted(canvas, (door, surface) => door.openFrame(wish, surface));
}

/** Resolves early where `signal` aborted. */
export async function filmstripInWorker(
  id: string,
  count: number,
  onPicture: (places: readonly number[], picture: Blob) => void,
  signal: AbortSignal,
): Promise<void> {
  const told = (places: readonly number[], jpeg: Uint8Array) => {
    if (!signal.aborted) onPicture(places, new Blob([jpeg as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' }));
  };
  await runInWorker((door) => door.filmstrip(id, count, callback(told)), signal);
}

/** A film that is in the list already took the old one's place before the person cancelled: it stays. */
async function forgetHalf(library: RemoteDoor, deck: RemoteDeck, begun: ReadonlySet<string>): Promise<void> {
  const listed = new Set((await (await deck).list()).map(({ id }) => id));
  for (const id of begun) if (!listed.has(id)) await library.forgetFilm(id);
  tellChange();
}
