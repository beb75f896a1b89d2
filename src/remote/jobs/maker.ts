/** Makes films of a film, in a worker of their own: makes one smaller, cuts parts out. */
import { proxy as callback } from 'comlink';
import { type CutWish, type JobProgress, type Shrunk, tellChange } from '../../record/record';
import { type RemoteDeck, type RemoteDoor, runInWorker } from '../run-in-worker';

type OnProgress = (progress: JobProgress) => void;

/** Both resolve undefined when it was cancelled, and nothing of the new films is left. */
export interface Maker {
  shrink(id: string, onProgress: OnProgress, signal: AbortSignal): Promise<Shrunk | undefined>;
  cut(wish: CutWish, onProgress: OnProgress, signal: AbortSignal): Promise<readonly string[] | undefined>;
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
    shrink: (id, onProgress, signal) => make((door, told) => door.shrinkFilm(id, told), onProgress, signal),
    cut: (wish, onProgress, signal) => make((door, told) => door.cutFilm(wish, told), onProgress, signal),
  };
}

/** A film that is in the list already took the old one's place before the person cancelled: it stays. */
async function forgetHalf(library: RemoteDoor, deck: RemoteDeck, begun: ReadonlySet<string>): Promise<void> {
  const listed = new Set((await (await deck).list()).map(({ id }) => id));
  for (const id of begun) if (!listed.has(id)) await library.forgetFilm(id);
  tellChange();
}
