/**
 * The worker's entry. The page starts some for the cameras it shows and one for the library; the code is the same and only
 * what is asked for is loaded (encoders and muxer come with the first recording).
 */
import { expose, proxy } from 'comlink';
import type { Camera } from '../base/camera';
import { openWakingClock } from '../base/clock';
import { sleep } from '../base/sleep';
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

/** How long the lock and the files of a worker that was ended may stay shut. */
const dyingMs = 10_000;
const pauseMs = 20;

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

/** `close`: of what a worker would keep that other cameras stay in. */
function captureTools(environment: Environment): { readonly tools: CaptureTools; close(): void } {
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
  const tools: CaptureTools = {
    openUrl,
    clock: openWakingClock(),
    proxy: environment.proxy && {
      origin: environment.proxy.origin,
      get token() {
        return token;
      },
    },
  };
  return {
    tools,
    close() {
      connections.close();
      environment.ferry.close();
    },
  };
}

const decoderTried = (): Promise<void> => tryDecoder().catch(() => undefined);

const keptCore = async () => (await import('../encode/encode')).openKeptCore();

const door: WorkerDoor = {
  async openLive(camera, canvas, environment, publish) {
    await decoderTried();
    const decoding = openSharedDecoding();
    const preview = openPreview(canvas, decoding.ahead);
    const { tools, close } = captureTools(environment);
    const memory = (one: Camera) => openMemory(deck, one);
    const live = openLive(camera, { deck, capture: tools, memory, decoding, preview, publish });
    return proxy({ ...live, close: () => live.close().finally(close) });
  },
  async find(draft, environment) {
    const signal = new AbortController().signal;
    const found = await findCamera(draft.address, draft, captureTools(environment).tools, signal, () => undefined);
    const { family, address, kind, widthPx, heightPx, fps, cors } = found;
    return { camera: { ...draft, family, address, kind, route: cors ? 'auto' : 'proxy' }, widthPx, heightPx, fps };
  },
  families: familyChoices,
  viewAddress,
  async partsOut() {
    return openTrials(await deck).untold();
  },
  async keptCore() {
    return (await keptCore()).keptBytes();
  },
  async keepCore(onLoad) {
    await (await keptCore()).keepCore(onLoad);
  },
  async dropCore() {
    await (await keptCore()).dropCore();
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
    await Promise.all([deck, import('./jobs/import/import'), import('./render/loop')]);
  },
  async importFilms(wish, onProgress) {
    const { importFilms } = await import('./jobs/import/import');
    await decoderTried();
    return importFilms(await deck, wish, onProgress);
  },
  async openFileFrame(wish, canvas) {
    const { openFileFrame } = await import('./jobs/import/frame');
    await decoderTried();
    return proxy(await openFileFrame(wish, canvas));
  },
  async surveyFiles(wish) {
    const { surveyFiles } = await import('./jobs/import/import');
    return surveyFiles(wish);
  },
  async remakeFilm(wish, onProgress) {
    const { remakeFilm } = await import('./jobs/again/again');
    await decoderTried();
    return remakeFilm(await deck, wish, onProgress);
  },
  async remakeSource(id) {
    const { remakeSource } = await import('./jobs/again/again');
    return remakeSource(await deck, id);
  },
  async openFrame(wish, canvas) {
    const { openFrame } = await import('./jobs/again/frame');
    await decoderTried();
    return proxy(await openFrame(await deck, wish, canvas));
  },
  async cutFilm(wish, onProgress) {
    const { cutFilm } = await import('./jobs/cut/cut');
    await decoderTried();
    return cutFilm(await deck, wish, onProgress);
  },
  async joinFilms(wish, onProgress) {
    const { joinFilms } = await import('./jobs/join/join');
    return joinFilms(await deck, wish, onProgress);
  },
  async besideFilms(wish, onProgress) {
    const { besideFilms } = await import('./jobs/beside/beside');
    await decoderTried();
    return besideFilms(await deck, wish, onProgress);
  },
  async exportFilm(wish, onProgress) {
    const { exportFilm } = await import('./jobs/export/export');
    await decoderTried();
    return exportFilm(await deck, wish, onProgress);
  },
  async exportKinds(id) {
    const { exportKinds } = await import('./jobs/export/able');
    return exportKinds(await deck, id);
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
    const givenUpAt = performance.now() + dyingMs;
    while (true) {
      try {
        return await opened.forget(id);
      } catch (error) {
        if (performance.now() > givenUpAt) throw error;
      }
      await sleep(pauseMs);
    }
  },
};

expose(door);
