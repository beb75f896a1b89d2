/** Lends the workers in which cameras live: one each while there are few, then several cameras to one. */
import { type RemoteDoor, type StartedWorker, startWorker } from '../run-in-worker';

/**
 * A worker costs some 35 MB, and 40 MB more of what it has not collected as garbage yet (Chromium 156): nine of them made half of
 * what nine cameras in one page needed. Two keep two cores busy (docs/performance.md).
 */
const ownWorkers = 2;
/**
 * With eight to a worker on a machine three times too slow Chromium (156) now and then never answered when a tape's first file was to be
 * opened: 8 of 31 runs with sixteen cameras, none of twelve each with up to four and up to five to a worker (docs/performance.md).
 */
const mostCameras = 5;

export interface CameraWorkers {
  /** Of the worker that has the fewest cameras. */
  lend(): LentWorker;
}

interface LentWorker {
  readonly door: RemoteDoor;
  /** The camera is closed; the last one ends the worker. `hangs`: no camera gets this worker any more. */
  giveBack(hangs?: boolean): void;
}

interface Kept {
  readonly worker: StartedWorker;
  cameras: number;
}

export function openCameraWorkers(start: () => StartedWorker = startWorker): CameraWorkers {
  const workers = new Set<Kept>();

  function withRoom(): Kept | undefined {
    const [least] = [...workers].sort((a, b) => a.cameras - b.cameras);
    return least && workers.size >= ownWorkers && least.cameras < mostCameras ? least : undefined;
  }

  return {
    lend() {
      const mine = withRoom() ?? { worker: start(), cameras: 0 };
      workers.add(mine);
      mine.cameras += 1;
      let isBack = false;
      return {
        door: mine.worker.door,
        giveBack(hangs = false) {
          if (isBack) return;
          isBack = true;
          mine.cameras -= 1;
          if (hangs || mine.cameras === 0) workers.delete(mine);
          if (mine.cameras === 0) mine.worker.end();
        },
      };
    },
  };
}
