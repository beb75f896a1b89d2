/** Finishes a recording that a crash left open, in a worker of its own; where the film engine hangs, with the other one. */
import { proxy as callback } from 'comlink';
import type { Engine } from '../../base/options';
import { codeOf, Trouble } from '../../base/trouble';
import type { FinishProgress } from '../../record/record';
import { type StartedWorker, startWorker } from '../run-in-worker';
import { openWatch } from '../watch';

/**
 * A worker that hangs cannot say so: Firefox under a remote agent never returns from one of seventy `new Worker()` in a worker,
 * and an encoder may never call back. Whoever says nothing for half a minute is ended, and with it everything it holds.
 * Rejects with Trouble 'encode/silent' when the other engine hangs as well; the tape is kept for a later try.
 */
export async function finishInWorker(
  id: string,
  onProgress: (progress: FinishProgress) => void,
  start: () => StartedWorker = startWorker,
): Promise<void> {
  let hung: Engine | 'none' | undefined;
  for (let tries = 0; tries < 2; tries++) {
    const worker = start();
    const watch = openWatch(() => worker.end());
    let engine: Engine | 'none' = 'none';
    const told = (progress: FinishProgress) => {
      watch.heard();
      engine = progress.engine;
      onProgress(progress);
    };
    try {
      return await watch.answered(worker.door.finishFilm(id, callback(told), hung));
    } catch (error) {
      if (codeOf(error) !== 'record/silent') throw error;
      hung = engine;
    } finally {
      watch.end();
      worker.end();
    }
  }
  throw new Trouble('encode/silent');
}
