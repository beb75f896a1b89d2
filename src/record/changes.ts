/** One word to every tab and worker: the library has changed. */
export const changes = 'snapreel-films';

/** A channel does not hear itself, so whoever tells opens one of its own. */
export function tellChange(): void {
  const channel = new BroadcastChannel(changes);
  channel.postMessage(undefined);
  channel.close();
}
