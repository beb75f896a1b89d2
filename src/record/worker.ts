/**
 * The worker's entry. The page starts one for each camera it shows and one for the library; the code is the same and only
 * what is asked for is loaded (encoders and muxer come with the first recording).
 */
import { expose, proxy } from 'comlink';
import { openWakingClock } from '../base/clock';
import { isProxied, type OpenUrl } from '../base/web/url';
import { type CaptureTools, findCamera, viewAddress } from '../capture/capture';
import { openDeck } from '../deck/deck';
import { hasImageDecoder, hideImageDecoder, openPreview, openSharedDecoding, tryImageDecoder } from '../draw/draw';
import { familyChoices } from './choices';
import { watchConnections } from './connections';
import type { Environment, WorkerDoor } from './contract';
import { fetchUrl, needsFerry, openFerry } from './ferry';
import { finishFilm } from './jobs/finish';
import { openLive } from './live/live';
import { openMemory } from './live/memory';
import { openTrials } from './render/render';
import { isStranger, tokenAgain } from './token';

const deck = openDeck();
// Awaited by whoever needs storage; a page without any still shows the live picture.
deck.catch(() => undefined);

/**
 * Before the first picture is drawn: where ImageDecoder ends the page, it does so once, and is hidden from then on. Without storage
 * nothing is recorded that could be lost.
 */
async function tryDecoder(): Promise<void> {
  if (!hasImageDecoder()) return;
  const trials = openTrials(await deck);
  if (await trials.hasPassed('image-decoder')) return;
  if (!(await trials.attempt('image-decoder', tryImageDecoder))) hideImageDecoder();
}

function captureTools(environment: Environment): CaptureTools {
  const ferry = openFerry(environment.ferry);
  let token = environment.proxy?.token ?? '';
  const connections = watchConnections((request, signal) =>
    needsFerry(environment.pageProtocol, request.url) ? ferry(request, signal) : fetchUrl(request, signal),
  );
  const openUrl: OpenUrl = async (request, signal) => {
    const isShared = environment.sharesProxy && isProxied(request, environment.proxy);
    const reply = await (isShared ? ferry : connections.openUrl)(request, signal);
    // A proxy that was started again has another token: a recording must survive that.
    if (environment.proxy && isStranger(reply)) token = await tokenAgain(environment.proxy.origin, token, deck);
    return reply;
  };
  return {
    openUrl,
    clock: openWakingClock(),
    proxy: environment.proxy && {
      origin: environment.proxy.origin,
      get token() {
        return token;
      },
    },
  };
}

const decoderTried = (): Promise<void> => tryDecoder().catch(() => undefined);

const door: WorkerDoor = {
  async openLive(camera, canvas, environment, publish) {
    await decoderTried();
    const decoding = openSharedDecoding();
    const preview = openPreview(canvas, decoding.ahead);
    const capture = { ...captureTools(environment), memory: openMemory(deck, camera) };
    return proxy(openLive(camera, { deck, capture, decoding, preview, publish }));
  },
  async find(draft, environment) {
    const signal = new AbortController().signal;
    const found = await findCamera(draft.address, draft, captureTools(environment), signal, () => undefined);
    const { family, address, kind, widthPx, heightPx, fps, cors } = found;
    return { camera: { ...draft, family, address, kind, route: cors ? 'auto' : 'proxy' }, widthPx, heightPx, fps };
  },
  families: familyChoices,
  viewAddress,
  async partsOut() {
    return openTrials(await deck).untold();
  },
  async tidy() {
    const opened = await deck;
    await opened.tidy();
    await opened.emptyBin();
  },
  async deck() {
    return proxy(await deck);
  },
  async finishFilm(id, onProgress, hung) {
    await decoderTried();
    await finishFilm(await deck, id, onProgress, hung);
  },
  async prepareImport() {
    await Promise.all([deck, import('./jobs/import'), import('./render/loop')]);
  },
  async importFilm(wish, onProgress) {
    const { importFilm } = await import('./jobs/import');
    await decoderTried();
    return importFilm(await deck, wish, onProgress);
  },
  async surveyFiles(wish) {
    const { surveyFiles } = await import('./jobs/import');
    return surveyFiles(wish);
  },
  async shrinkFilm(id, onProgress) {
    const { shrinkFilm } = await import('./jobs/shrink');
    await decoderTried();
    return shrinkFilm(await deck, id, onProgress);
  },
  async cutFilm(wish, onProgress) {
    const { cutFilm } = await import('./jobs/cut/cut');
    return cutFilm(await deck, wish, onProgress);
  },
  async joinFilms(wish, onProgress) {
    const { joinFilms } = await import('./jobs/join/join');
    return joinFilms(await deck, wish, onProgress);
  },
  async exportFilm(wish, onProgress) {
    const { exportFilm } = await import('./jobs/export/export');
    await decoderTried();
    return exportFilm(await deck, wish, onProgress);
  },
  async filmstrip(id, count, onPicture) {
    const { filmstrip } = await import('./jobs/filmstrip');
    await decoderTried();
    return filmstrip(await deck, id, count, onPicture);
  },
  async filmTimes(id) {
    const { filmTimes } = await import('./jobs/times');
    return filmTimes(await deck, id);
  },
  async filmOriginal(id, picture) {
    const { originalOf } = await import('./jobs/original');
    return originalOf(await deck, id, picture);
  },
  async forgetFilm(id) {
    const opened = await deck;
    const recording = await opened.open(id).catch(() => undefined);
    await recording?.close();
    await opened.forget(id);
  },
};

expose(door);
