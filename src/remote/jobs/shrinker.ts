/** The page's end of shrinking: starts a worker for one film, and ends it at once when the person cancels. */
import { proxy as callback, type Remote } from 'comlink';
import { tellChange } from '../../record/broadcast';
import type { ShrinkProgress, Shrunk } from '../../record/contract';
import type { WorkerDoor } from '../../record/worker';
import type { RemoteDeck } from '../films';
import type { StartedWorker } from './importer';

export interface ShrinkWish {
  readonly id: string;
  readonly signal: AbortSignal;
  onProgress(progress: ShrinkProgress): void;
}

/** Resolves undefined when it was cancelled, and nothing of the new film is left. */
export async function shrinkInWorker(
  door: Remote<WorkerDoor>,
  deck: RemoteDeck,
  startWorker: () => StartedWorker,
  { id, signal, onProgress }: ShrinkWish,
): Promise<Shrunk | undefined> {
  const worker = startWorker();
  let filmId = '';
  const told = (progress: ShrinkProgress) => {
    filmId = progress.filmId;
    if (!signal.aborted) onProgress(progress);
  };
  // A worker that was ended never answers: then `cancelled` does.
  const cancelled = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  try {
    return await Promise.race([worker.door.shrinkFilm(id, callback(told)), cancelled]);
  } finally {
    worker.end();
    if (signal.aborted) await forgetHalf(door, deck, filmId);
  }
}

/** A film that is in the list already took the old one's place before the person cancelled: it stays. */
async function forgetHalf(door: Remote<WorkerDoor>, deck: RemoteDeck, filmId: string): Promise<void> {
  const isListed = (await (await deck).list()).some(({ id }) => id === filmId);
  if (filmId && !isListed) await door.forgetFilm(filmId);
  tellChange();
}
