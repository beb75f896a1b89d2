/** Offers the newer version that waits, and says when a reload may happen at all. */

import type { Phase } from '../remote/remote';
import type { Model } from './model/model';

export interface Work {
  readonly phase: Phase;
  /** Recordings being finished in Films. */
  readonly finishing: number;
}

/** A reload ends whatever runs: an update never interrupts a recording or the making of a film. */
export function canReload({ phase, finishing }: Work): boolean {
  return phase === 'idle' && finishing === 0;
}

const hourMs = 3_600_000;

/** Does nothing where there is no service worker (plain http pages, private windows of some browsers, development). */
export async function watchForUpdates(model: Model): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  const { Workbox } = await import('workbox-window');
  const workbox = new Workbox('./sw.js');
  const free = () => canReload({ phase: model.phaseOfAll.peek(), finishing: model.finishing.peek().size });
  workbox.addEventListener('waiting', () => {
    const update = () => {
      if (!free()) return;
      workbox.addEventListener('controlling', () => location.reload());
      workbox.messageSkipWaiting();
    };
    model.patch({ update });
  });
  // Never while recording: a new worker would only compete for the network.
  const look = () => free() && void workbox.update().catch(() => undefined);
  await workbox.register().catch(() => undefined);
  setInterval(look, hourMs);
  document.addEventListener('visibilitychange', () => !document.hidden && look());
}
