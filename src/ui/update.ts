/** Offers the newer version that waits, and says when a reload may happen at all. */

import type { Model } from './model/model';
import { isArmed } from './model/sessions';

type Work = Pick<Model, 'phaseOfAll' | 'finishing' | 'making' | 'sessions' | 'films'>;

/**
 * A reload ends whatever runs: an update never interrupts a recording, what waits for one, or the making of a film. What records in
 * another tab needs the files of the version it is of.
 */
export function canReload({ phaseOfAll, finishing, making, sessions, films }: Work): boolean {
  const isFree = phaseOfAll.value === 'idle' && finishing.value.size + making.value.size === 0;
  return isFree && !isArmed(sessions.value) && films.value.every(({ state }) => state !== 'recording');
}

const hourMs = 3_600_000;

/** Does nothing where there is no service worker (plain http pages, private windows of some browsers, development). */
export async function watchForUpdates(model: Model): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  const { Workbox } = await import('workbox-window');
  const workbox = new Workbox('./sw.js');
  workbox.addEventListener('waiting', () => {
    const update = async () => {
      if (!canReload(model)) return;
      // Another tab has let it in already.
      const here = await navigator.serviceWorker.getRegistration();
      if (!here?.waiting) return location.reload();
      workbox.addEventListener('controlling', () => location.reload());
      workbox.messageSkipWaiting();
    };
    model.patch({ update });
  });
  // Never while recording: a new worker would only compete for the network.
  const look = () => canReload(model) && void workbox.update().catch(() => undefined);
  await workbox.register().catch(() => undefined);
  setInterval(look, hourMs);
  document.addEventListener('visibilitychange', () => !document.hidden && look());
}
