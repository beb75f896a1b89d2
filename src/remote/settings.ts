/** What this device remembers of the page: one document of the deck. */
import type { RemoteDeck } from './films';
import type { Remembered, Settings } from './snapreel';

const document = 'preferences';

export function openSettings(deck: RemoteDeck): Settings {
  return {
    // Comlink drops the type parameter of a generic method.
    load: async () => (await (await deck).read(document)) as Remembered | undefined,
    save: async (remembered) => (await deck).write(document, remembered),
  };
}
