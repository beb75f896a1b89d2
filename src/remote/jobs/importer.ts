/** The page's end of an import: starts its worker, hands the files over, and ends it at once when the person cancels. */
import { proxy as callback, type Remote } from 'comlink';
import { tellChange } from '../../record/broadcast';
import type { ImportProgress, ImportResult, ImportWish } from '../../record/contract';
import type { WorkerDoor } from '../../record/worker';

export interface Importer {
  /** Rejects with the Trouble that prevents it; resolves undefined when it was cancelled. One at a time. */
  make(wish: ImportWish, onProgress: (progress: ImportProgress) => void): Promise<ImportResult | undefined>;
  /** Resolves when nothing of the film is left. */
  cancel(): Promise<void>;
  close(): void;
}

export interface StartedWorker {
  readonly door: Remote<WorkerDoor>;
  end(): void;
}

/** The worker is there before the person has chosen: its code is loaded meanwhile. */
export function openImporter(library: Remote<WorkerDoor>, startWorker: () => StartedWorker): Importer {
  let worker: StartedWorker | undefined = ready();
  let cancelled: (() => void) | undefined;
  let filmId = '';

  function ready(): StartedWorker {
    const started = startWorker();
    started.door.prepareImport().catch(() => undefined);
    return started;
  }

  return {
    async make(wish, onProgress) {
      worker ??= ready();
      filmId = '';
      const stopped = new Promise<undefined>((resolve) => {
        cancelled = () => resolve(undefined);
      });
      const told = (progress: ImportProgress) => {
        filmId = progress.filmId;
        onProgress(progress);
      };
      // A worker that was ended never answers: then `stopped` does.
      return Promise.race([worker.door.importFilm(wish, callback(told)), stopped]);
    },
    async cancel() {
      // Only the end of the worker stops everything in it at once, encoders included.
      worker?.end();
      worker = undefined;
      cancelled?.();
      if (filmId) await library.forgetFilm(filmId);
      filmId = '';
      tellChange();
    },
    close() {
      worker?.end();
      worker = undefined;
    },
  };
}
