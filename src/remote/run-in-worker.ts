/** Starts the page's workers, and runs a long job in one of its own: to cancel the job is to end its worker. */
import { type Remote, wrap } from 'comlink';
import type { WorkerDoor } from '../record/record';
import { workerName } from './live/visits';

export type RemoteDoor = Remote<WorkerDoor>;
/** The deck of the library's worker, as the page calls it. */
export type RemoteDeck = ReturnType<RemoteDoor['deck']>;

export interface StartedWorker {
  readonly door: RemoteDoor;
  end(): void;
}

/**
 * Ends with the page, too. A browser may keep a page that was left, for Back, and its workers with it: Firefox (153) went on reading the
 * camera's stream in 14 of 25 tries, and the page that came next had to share a camera that often serves one viewer alone.
 */
export function startWorker(): StartedWorker {
  const worker = new Worker(new URL('../record/worker.ts', import.meta.url), { type: 'module', name: workerName() });
  const end = () => {
    removeEventListener('pagehide', end);
    worker.terminate();
  };
  addEventListener('pagehide', end);
  return { door: wrap<WorkerDoor>(worker), end };
}

/**
 * Resolves undefined when `signal` aborted; the worker and everything in it, encoders included, has ended then. Rejects with the
 * job's Trouble. The worker is ended in any case; a job that hurries brings one that has started already.
 */
export async function runInWorker<T>(
  job: (door: RemoteDoor) => Promise<T>,
  signal: AbortSignal,
  worker: StartedWorker = startWorker(),
): Promise<T | undefined> {
  // A worker that was ended never answers: then this does.
  const cancelled = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  try {
    return await Promise.race([cancelled, job(worker.door)]);
  } finally {
    worker.end();
  }
}
