/** What opens the page from outside once it is installed: shortcuts, files that are opened with it, pictures that are shared with it. */

import { filesOf } from './model/import-files';
import type { Model } from './model/model';
import { hashOf } from './model/routes';

/** Launch Handler API; TypeScript's DOM library has none of it. */
interface LaunchParams {
  readonly targetURL?: string;
  readonly files: readonly FileSystemFileHandle[];
}
interface LaunchQueue {
  setConsumer(consumer: (params: LaunchParams) => void): void;
}

export async function listenToLaunches(model: Model): Promise<void> {
  // Chromium alone; the manifest asks for the page that is open, where a recording may run, so that nothing is loaded anew.
  const { launchQueue } = globalThis as { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(async ({ targetURL, files }) => {
    if (files.length > 0) return give(model, await Promise.all(files.map((handle) => handle.getFile())));
    const hash = targetURL ? new URL(targetURL).hash : '';
    if (hash !== '') location.hash = hash;
  });
  const shared = await takeShared().catch(() => []);
  if (shared.length > 0) give(model, shared);
}

/** On the screen that makes a film of them; nothing is made before the person says so. */
function give(model: Model, files: readonly File[]): void {
  model.patch({ given: filesOf(files) });
  location.hash = hashOf({ kind: 'import' });
}

/** As sw.ts names it. */
const sharedCache = 'snapreel-shared';

/** What the service worker laid down; it is there once. */
async function takeShared(): Promise<readonly File[]> {
  if (!('caches' in globalThis) || !(await caches.has(sharedCache))) return [];
  const cache = await caches.open(sharedCache);
  const files = [];
  for (const request of await cache.keys()) {
    const blob = await (await cache.match(request))?.blob();
    if (blob) files.push(new File([blob], new URL(request.url).searchParams.get('name') ?? '', { type: blob.type }));
  }
  await caches.delete(sharedCache);
  return files;
}
