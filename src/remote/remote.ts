/** The page's door to everything behind it: cameras, the live picture, recording, the library. Only here is Comlink known. */
import { proxy as callback, transfer, wrap } from 'comlink';
import type { Camera } from '../base/camera';
import type { Cause } from '../base/trouble';
import type { Connection, NetwaveSettings, RateAdvice } from '../capture/capture';
import { persistStorage } from '../deck/deck';
import type { Running } from '../record/broadcast';
import type { FamilyChoice, Found, LiveState, Phase, Place } from '../record/contract';
import { serveFerry } from '../record/ferry';
import type { HealthReport } from '../record/journal';
import type { WorkerDoor } from '../record/worker';
import { openCameras } from './cameras';
import { askPolitely, explainReach, type Manners } from './explain';
import { openFilms } from './films';
import { findPlace, type Surroundings } from './greeting';
import { openImporter, type StartedWorker } from './jobs/importer';
import { openSettings } from './settings';
import type { Live, Snapreel } from './snapreel';
import { openWatch } from './watch';

export type { Importer } from './jobs/importer';
export type { Cause, Connection, FamilyChoice, HealthReport, NetwaveSettings, Phase, RateAdvice, Running };

/** Starts the library's worker; cameras get theirs when they are opened. */
export async function openSnapreel(): Promise<Snapreel> {
  const place = await findPlace();
  const library = startWorker();
  const manners: Manners = { explained: false };
  // Leftovers of earlier visits; what goes wrong there is said when someone records.
  library.door.tidy().catch(() => undefined);
  // Asked for once and kept: when a remote object is collected as garbage, Comlink closes its port, and an answer that is
  // still awaited never comes (one opening of the page in thirty hung, until the person loaded it again).
  const deck = library.door.deck();
  // Awaited by every call; a page without storage shows its sentence there.
  deck.catch(() => undefined);
  return {
    cameras: openCameras(library.door, deck, place, (draft, signal) => find(place, draft, signal)),
    films: openFilms(library.door, deck, startWorker),
    settings: openSettings(deck),
    openImporter: () => openImporter(library.door, startWorker),
    open: (camera, canvas, onState) => openLive(place, manners, camera, canvas, onState),
  };
}

function startWorker(): StartedWorker {
  const worker = new Worker(new URL('../record/worker.ts', import.meta.url), { type: 'module', name: 'snapreel' });
  return { door: wrap<WorkerDoor>(worker), end: () => worker.terminate() };
}

/** What a worker must know of this page, and the page's end of the ferry. */
function placeFor(
  place: Surroundings,
  mayFetch: (url: string) => Promise<boolean>,
): { readonly told: Place; readonly endFerry: () => void } {
  const { port1, port2 } = new MessageChannel();
  serveFerry(port1, mayFetch);
  const told = transfer({ proxy: place.proxy, pageProtocol: location.protocol, ferry: port2 }, [port2]);
  return { told, endFerry: () => port1.close() };
}

/** In a worker of its own: to stop looking is to end it. */
export async function find(place: Surroundings, draft: Camera, signal: AbortSignal): Promise<Found> {
  signal.throwIfAborted();
  const worker = startWorker();
  // A search is a tap already, and says what it does.
  const { told, endFerry } = placeFor(place, async () => true);
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  try {
    return await Promise.race([worker.door.find(draft, told), stopped]);
  } finally {
    endFerry();
    worker.end();
  }
}

async function openLive(
  place: Surroundings,
  manners: Manners,
  camera: Camera,
  canvas: HTMLCanvasElement,
  onState: (state: LiveState) => void,
): Promise<Live> {
  const worker = startWorker();
  const { told, endFerry } = placeFor(place, askPolitely(manners));
  const surface = canvas.transferControlToOffscreen();
  const tell = keepOnFirstFilm(explainReach(camera, manners, onState));
  let last: LiveState | undefined;
  let tellWatched = () => {};
  const end = () => {
    document.removeEventListener('visibilitychange', tellWatched);
    watch.end();
    endFerry();
    worker.end();
  };
  const watch = openWatch(() => {
    end();
    const trouble: Cause = { code: 'record/silent', detail: '' };
    // Not a film that is finished: nothing to be shown yet.
    if (last) tell({ ...last, connection: 'lost', phase: 'idle', filmId: '', frames: 0, trouble });
  });
  const heard = (state: LiveState) => {
    watch.heard();
    last = state;
    tell(state);
  };
  const opening = worker.door.openLive(camera, transfer(surface, [surface]), told, callback(heard));
  const live = await watch.answered(opening);
  tellWatched = () => {
    live.watched(!document.hidden).catch(() => undefined);
  };
  document.addEventListener('visibilitychange', tellWatched);
  tellWatched();
  return {
    record: (options, continueId) => watch.answered(live.record(options, continueId)),
    stop: () => watch.answered(live.stop()),
    control: (command) => watch.answered(live.control(command)),
    pictureSettings: () => watch.answered(live.pictureSettings()),
    async close() {
      await watch.answered(live.close()).catch(() => undefined);
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
      persistStorage().catch(() => undefined);
    }
    before = state.phase;
    onState(state);
  };
}

export type {
  ImportProblem,
  ImportProgress,
  ImportResult,
  ImportWish,
  ShrinkProgress,
  Shrunk,
} from '../record/contract';
