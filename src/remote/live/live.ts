/** One open camera: its worker, the canvas it paints, and what it tells. */
import { proxy as callback, releaseProxy, transfer } from 'comlink';
import type { Camera } from '../../base/camera';
import type { Cause } from '../../base/trouble';
import type { LiveState, Phase } from '../../record/record';
import type { Bundle } from '../bundle/bundle';
import { serveEnvironment } from '../environment';
import type { Surroundings } from '../greeting';
import type { Live } from '../snapreel';
import { openWatch } from '../watch';
import { explainReach, mayFetchThrough, type PermissionGate } from './explain';
import { askPersistent } from './storage';
import type { CameraWorkers } from './workers';

export async function openLive(
  surroundings: Surroundings,
  gate: PermissionGate,
  bundle: Bundle,
  workers: CameraWorkers,
  camera: Camera,
  canvas: HTMLCanvasElement,
  onState: (state: LiveState) => void,
): Promise<Live> {
  const worker = workers.lend();
  const seat = bundle.join();
  const served = serveEnvironment(surroundings, mayFetchThrough(gate), seat.openUrl);
  const surface = canvas.transferControlToOffscreen();
  let explain = explainReach(camera, gate, onState);
  const tell = keepOnFirstFilm((state) => explain(state));
  let last: LiveState | undefined;
  let tellWatched = () => {};
  let pictures = 1;
  const end = (hangs = false) => {
    document.removeEventListener('visibilitychange', tellWatched);
    watch.end();
    served.end();
    seat.leave();
    worker.giveBack(hangs);
  };
  const watch = openWatch(() => {
    end(true);
    const trouble: Cause = { code: 'record/silent', detail: '' };
    // Not a film that is finished: nothing to be shown yet.
    const over = {
      connection: 'lost',
      phase: 'idle',
      filmId: '',
      frames: 0,
      movement: undefined,
      schedule: undefined,
    } as const;
    if (last) tell({ ...last, ...over, trouble });
  });
  const heard = (state: LiveState) => {
    watch.heard();
    last = { ...state, skipped: seat.skipped };
    tell(last);
  };
  const opening = worker.door.openLive(camera, transfer(surface, [surface]), served.environment, callback(heard));
  const live = await watch.answered(opening);
  tellWatched = () => {
    live.watched(document.hidden ? 0 : pictures).catch(() => undefined);
  };
  document.addEventListener('visibilitychange', tellWatched);
  tellWatched();
  return {
    record: (options, continueId) => watch.answered(live.record(options, continueId)),
    stop: () => watch.answered(live.stop()),
    set: (when, options) => watch.answered(live.set(when, options)),
    shutter: (count) => watch.answered(live.shutter(count)),
    mark: () => watch.answered(live.mark()),
    lookAt: async (look) => live.lookAt(look),
    movementView: () => watch.answered(live.movementView()),
    glance: () => watch.answered(live.glance()),
    control: (command) => watch.answered(live.control(command)),
    pictureSettings: () => watch.answered(live.pictureSettings()),
    watched(next) {
      pictures = next;
      tellWatched();
    },
    reopen(next) {
      explain = explainReach(next, gate, onState);
      live.reopen(next).catch(() => undefined);
    },
    async close() {
      await watch.answered(live.close()).catch(() => undefined);
      live[releaseProxy]();
      end();
    },
  };
}

/** Asks the browser to keep the storage for good when there is a reason: the first film is finished. */
function keepOnFirstFilm(onState: (state: LiveState) => void): (state: LiveState) => void {
  let before: Phase = 'idle';
  let asked = false;
  return (state) => {
    if (before === 'finishing' && state.phase === 'idle' && state.frames > 0 && !asked) {
      asked = true;
      askPersistent().catch(() => undefined);
    }
    before = state.phase;
    onState(state);
  };
}
