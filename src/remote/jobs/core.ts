/** ffmpeg's core on this device, for who wants to record with it where there is no network. One for the page: fetching it goes on while other screens are looked at. */
import { proxy as callback } from 'comlink';
import { type Code, codeOf } from '../../base/trouble';
import type { CoreLoad } from '../../record/record';
import { type RemoteDoor, runInWorker } from '../run-in-worker';

export interface CoreState {
  /** Undefined where this page can keep nothing, or nobody has looked yet. */
  readonly keptBytes: number | undefined;
  /** While it is being fetched. */
  readonly load: CoreLoad | undefined;
  /** What the last switch failed by. */
  readonly fault: Code | undefined;
}

export interface CoreKeeper {
  /** Tells what is now, and what changes; what comes back ends that. */
  watch(onState: (state: CoreState) => void): () => void;
  /** Fetches it, or drops it and ends what fetches it: the last word counts. */
  turn(on: boolean): Promise<void>;
}

export function openCoreKeeper(library: RemoteDoor): CoreKeeper {
  const watching = new Set<(state: CoreState) => void>();
  let state: CoreState = { keptBytes: undefined, load: undefined, fault: undefined };
  let fetching = new AbortController();

  function tell(change: Partial<CoreState>): void {
    state = { ...state, ...change };
    for (const onState of watching) onState(state);
  }

  const look = async () => tell({ keptBytes: await library.keptCore().catch(() => undefined) });

  function keep(signal: AbortSignal): Promise<void> {
    const onLoad = (loadedBytes: number, totalBytes: number) => {
      if (!signal.aborted) tell({ load: { loadedBytes, totalBytes } });
    };
    onLoad(0, 0);
    return runInWorker((door) => door.keepCore(callback(onLoad)), signal);
  }

  return {
    watch(onState) {
      watching.add(onState);
      onState(state);
      void look();
      return () => watching.delete(onState);
    },
    async turn(on) {
      fetching.abort();
      const { signal } = (fetching = new AbortController());
      tell({ fault: undefined });
      try {
        await (on ? keep(signal) : library.dropCore());
      } catch (error) {
        if (!signal.aborted) tell({ fault: codeOf(error) });
      }
      // Switched once more meanwhile: what that does is told.
      if (signal.aborted) return;
      await look();
      tell({ load: undefined });
    },
  };
}
