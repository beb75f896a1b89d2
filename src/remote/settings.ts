/** Reads and writes the page's settings. */
import type { RemoteDeck } from './run-in-worker';
import type { Remembered, Settings } from './snapreel';

const document = 'preferences';

export function openSettings(deck: RemoteDeck): Settings {
  return {
    // Comlink drops the type parameter of a generic method.
    load: async () => (await (await deck).read(document)) as Remembered | undefined,
    save: async (remembered) => (await deck).write(document, remembered),
  };
}
