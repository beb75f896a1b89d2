/** Makes one film smaller, in a worker of its own. */
import { proxy as callback } from 'comlink';
import { type ShrinkProgress, type Shrunk, tellChange } from '../../record/record';
import { type RemoteDeck, type RemoteDoor, runInWorker } from '../run-in-worker';

export interface ShrinkOptions {
  readonly id: string;
  readonly signal: AbortSignal;
  onProgress(progress: ShrinkProgress): void;
}

/** Resolves undefined when it was cancelled, and nothing of the new film is left. */
export async function shrinkInWorker(
  library: RemoteDoor,
  deck: RemoteDeck,
  { id, signal, onProgress }: ShrinkOptions,
): Promise<Shrunk | undefined> {
  let filmId = '';
  const told = (progress: ShrinkProgress) => {
    filmId = progress.filmId;
    if (!signal.aborted) onProgress(progress);
  };
  try {
    return await runInWorker((door) => door.shrinkFilm(id, callback(told)), signal);
  } finally {
    if (signal.aborted) await forgetHalf(library, deck, filmId);
  }
}

/** A film that is in the list already took the old one's place before the person cancelled: it stays. */
async function forgetHalf(library: RemoteDoor, deck: RemoteDeck, filmId: string): Promise<void> {
  const isListed = (await (await deck).list()).some(({ id }) => id === filmId);
  if (filmId && !isListed) await library.forgetFilm(filmId);
  tellChange();
}
