/** The page's door to everything behind it: cameras, the live picture, recording, the library. The screens know no worker. */
import { fetchUrl } from '../record/record';
import { openBundle } from './bundle/bundle';
import { openCameras } from './cameras';
import { openFilms } from './films';
import { findPlace } from './greeting';
import type { CoreKeeper } from './jobs/core';
import { findInWorker } from './jobs/finder';
import { openImporter } from './jobs/importer';
import type { PermissionGate } from './live/explain';
import { openLive } from './live/live';
import { watchLeaving } from './live/visits';
import { openCameraWorkers } from './live/workers';
import { startWorker } from './run-in-worker';
import { openSettings } from './settings';
import type { Snapreel } from './snapreel';

export type * from '../record/record';
export type { CoreKeeper, CoreState } from './jobs/core';
export type { Importer } from './jobs/importer';
export type { OpenFrame } from './jobs/painted';
export { keepLanguage, readLanguage } from './language';
export { characters } from './save/characters';
export type * from './snapreel';
export { takeToken } from './token-link';

/** `linkedToken`: of takeToken(). Starts the library's worker; cameras get theirs when they are opened. */
export async function openSnapreel(linkedToken: string): Promise<Snapreel> {
  watchLeaving();
  // WebKitGTK 2.50 ends the page when a worker asks for encoders before a media element has started GStreamer
  // (https://github.com/WebKit/WebKit/pull/70249).
  document.createElement('video').canPlayType('video/mp4');
  const library = startWorker();
  const gate: PermissionGate = { explained: false };
  const bundle = openBundle(fetchUrl);
  const workers = openCameraWorkers();
  // Leftovers of earlier visits; what goes wrong there is said when someone records.
  library.door.tidy().catch(() => undefined);
  // Asked for once and kept: when a remote object is collected as garbage, Comlink closes its port, and an answer that is
  // still awaited never comes (one opening of the page in thirty hung, until the person loaded it again).
  const deck = library.door.deck();
  // Awaited by every call; a page without storage shows its sentence there.
  deck.catch(() => undefined);
  let keeper: Promise<CoreKeeper> | undefined;
  let tellLink = (_: boolean): void => {};
  const surroundings = await findPlace(linkedToken, deck, (isTaken) => tellLink(isTaken));
  return {
    cameras: openCameras(library.door, deck, surroundings, (draft, signal) =>
      findInWorker(surroundings, draft, signal),
    ),
    films: openFilms(library.door, deck),
    settings: openSettings(deck),
    partsOut: () => library.door.partsOut(),
    watchLink(onLink) {
      tellLink = onLink;
    },
    openImporter: () => openImporter(library.door),
    coreKeeper: () => (keeper ??= import('./jobs/core').then((late) => late.openCoreKeeper(library.door))),
    open: (camera, canvas, onState) => openLive(surroundings, gate, bundle, workers, camera, canvas, onState),
  };
}
