/** ffmpeg's core on this device, for who wants to record with it where there is no network. */
import { proxy as callback } from 'comlink';
import type { CoreLoad } from '../../record/record';
import { type RemoteDoor, runInWorker } from '../run-in-worker';

export interface CoreKeeper {
  /** Bytes that are kept; undefined where this page can keep nothing. */
  kept(): Promise<number | undefined>;
  /** Rejects with Trouble. Aborted, it ends and keeps nothing. */
  keep(onLoad: (load: CoreLoad) => void, signal: AbortSignal): Promise<void>;
  drop(): Promise<void>;
}

export function openCoreKeeper(library: RemoteDoor): CoreKeeper {
  return {
    kept: () => library.keptCore(),
    keep(onLoad, signal) {
      const tell = callback((loadedBytes: number, totalBytes: number) => onLoad({ loadedBytes, totalBytes }));
      return runInWorker((door) => door.keepCore(tell), signal);
    },
    drop: () => library.dropCore(),
  };
}
