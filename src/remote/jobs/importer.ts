/** Makes films from files, in a worker that starts while the person still chooses. */
import { proxy as callback } from 'comlink';
import {
  type ImportProgress,
  type ImportResult,
  type ImportSurvey,
  type ImportWish,
  tellChange,
} from '../../record/record';
import { type RemoteDoor, runInWorker, type StartedWorker, startWorker } from '../run-in-worker';
import type { OpenFrame } from './painted';

export interface Importer {
  /** What can be told of the files before a film is made of them. */
  survey(wish: Omit<ImportWish, 'options'>): Promise<ImportSurvey>;
  /** One of the pictures, painted on the canvas as it would look, until it is closed. */
  openFrame(wish: ImportWish, canvas: HTMLCanvasElement): Promise<OpenFrame>;
  /** Rejects with the Trouble that prevents it; resolves undefined when it was cancelled. One at a time. */
  make(wish: ImportWish, onProgress: (progress: ImportProgress) => void): Promise<ImportResult | undefined>;
  /** Resolves when nothing of the film is left. */
  cancel(): Promise<void>;
  close(): void;
}

export function openImporter(library: RemoteDoor): Importer {
  let ready: StartedWorker | undefined = prepared();
  let cancelling = new AbortController();
  let filmIds = new Set<string>();

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
    async openFrame(wish, canvas) {
      const { openPainted } = await import('./painted');
      return openPainted(canvas, (door, surface) => door.openFileFrame(wish, surface));
    },
    make(wish, onProgress) {
      const worker = ready ?? prepared();
      ready = undefined;
      filmIds = new Set();
      cancelling = new AbortController();
      const { signal } = cancelling;
      const told = (progress: ImportProgress) => {
        // Under way when the worker was ended.
        if (signal.aborted) return;
        filmIds.add(progress.filmId);
        onProgress(progress);
      };
      return runInWorker((door) => door.importFilms(wish, callback(told)), signal, worker);
    },
    async cancel() {
      end();
      for (const id of filmIds) await library.forgetFilm(id);
      filmIds = new Set();
      tellChange();
    },
    close: end,
  };
}
