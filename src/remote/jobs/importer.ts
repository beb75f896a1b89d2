/** Makes a film from files, in a worker that starts while the person still chooses. */
import { proxy as callback } from 'comlink';
import {
  type ImportProgress,
  type ImportResult,
  type ImportSurvey,
  type ImportWish,
  tellChange,
} from '../../record/record';
import { type RemoteDoor, runInWorker, type StartedWorker, startWorker } from '../run-in-worker';

export interface Importer {
  /** What can be told of the files before a film is made of them. */
  survey(wish: Omit<ImportWish, 'options'>): Promise<ImportSurvey>;
  /** Rejects with the Trouble that prevents it; resolves undefined when it was cancelled. One at a time. */
  make(wish: ImportWish, onProgress: (progress: ImportProgress) => void): Promise<ImportResult | undefined>;
  /** Resolves when nothing of the film is left. */
  cancel(): Promise<void>;
  close(): void;
}

export function openImporter(library: RemoteDoor): Importer {
  let ready: StartedWorker | undefined = prepared();
  let cancelling = new AbortController();
  let filmId = '';

  function prepared(): StartedWorker {
    const started = startWorker();
    started.door.prepareImport().catch(() => undefined);
    return started;
  }

  function end(): void {
    cancelling.abort();
    ready?.end();
    ready = undefined;
  }

  return {
    survey(wish) {
      ready ??= prepared();
      return ready.door.surveyFiles(wish);
    },
    make(wish, onProgress) {
      const worker = ready ?? prepared();
      ready = undefined;
      filmId = '';
      cancelling = new AbortController();
      const { signal } = cancelling;
      const told = (progress: ImportProgress) => {
        // Under way when the worker was ended.
        if (signal.aborted) return;
        filmId = progress.filmId;
        onProgress(progress);
      };
      return runInWorker((door) => door.importFilm(wish, callback(told)), signal, worker);
    },
    async cancel() {
      end();
      if (filmId) await library.forgetFilm(filmId);
      filmId = '';
      tellChange();
    },
    close: end,
  };
}
