/**
 * The worker's entry. The page starts one for each camera it shows and one for the library; the code is the same and only
 * what is asked for is loaded (encoders and muxer come with the first recording).
 */
import { expose, proxy } from 'comlink';
import type { Camera } from '../base/camera';
import { monotonicClock } from '../base/clock';
import { type CaptureTools, findCamera, viewAddress } from '../capture/capture';
import { openDeck } from '../deck/deck';
import { openPreview } from '../draw/draw';
import { isStranger, tokenAgain } from '../remote/greeting';
import { familyChoices } from './choices';
import type { FinishProgress, Found, ImportProgress, ImportWish, LiveState, Place, ShrinkProgress } from './contract';
import { fetchUrl, needsFerry, openFerry } from './ferry';
import { finishFilm } from './jobs/finish';
import { openLive } from './live/live';

const deck = openDeck();
// Awaited by whoever needs storage; a page without any still shows the live picture.
deck.catch(() => undefined);

function captureTools(place: Place): CaptureTools {
  const ferry = openFerry(place.ferry);
  let token = place.proxy?.token ?? '';
  return {
    async openUrl(request, signal) {
      if (needsFerry(place.pageProtocol, request.url)) return ferry(request, signal);
      const reply = await fetchUrl(request, signal);
      // A proxy that was started again has another token: a recording must survive that.
      if (place.proxy && isStranger(reply)) token = await tokenAgain(place.proxy.origin, token);
      return reply;
    },
    clock: monotonicClock,
    proxy: place.proxy && {
      origin: place.proxy.origin,
      get token() {
        return token;
      },
    },
  };
}

const door = {
  openLive(camera: Camera, canvas: OffscreenCanvas, place: Place, publish: (state: LiveState) => void) {
    return proxy(openLive(camera, { deck, capture: captureTools(place), preview: openPreview(canvas), publish }));
  },
  async find(draft: Camera, place: Place): Promise<Found> {
    const signal = new AbortController().signal;
    const found = await findCamera(draft.address, draft, captureTools(place), signal, () => undefined);
    const { family, address, kind, widthPx, heightPx, fps, cors } = found;
    return { camera: { ...draft, family, address, kind, route: cors ? 'auto' : 'proxy' }, widthPx, heightPx, fps };
  },
  families: familyChoices,
  viewAddress,
  async tidy() {
    const opened = await deck;
    await opened.tidy();
    await opened.emptyBin();
  },
  async deck() {
    return proxy(await deck);
  },
  async finishFilm(id: string, onProgress: (progress: FinishProgress) => void) {
    await finishFilm(await deck, id, onProgress);
  },
  /** Loads what an import needs while the person still chooses. */
  async prepareImport() {
    await Promise.all([deck, import('./jobs/import'), import('./render/loop')]);
  },
  async importFilm(wish: ImportWish, onProgress: (progress: ImportProgress) => void) {
    const { importFilm } = await import('./jobs/import');
    return importFilm(await deck, wish, onProgress);
  },
  async shrinkFilm(id: string, onProgress: (progress: ShrinkProgress) => void) {
    const { shrinkFilm } = await import('./jobs/shrink');
    return shrinkFilm(await deck, id, onProgress);
  },
  /** Of a worker that was ended: its lock and its files come free a moment later. */
  async forgetFilm(id: string) {
    const opened = await deck;
    const recording = await opened.open(id).catch(() => undefined);
    await recording?.close();
    await opened.forget(id);
  },
};

export type WorkerDoor = typeof door;

expose(door);
