/** What this device remembers of the page: one document of the deck. */
import type { Remote } from 'comlink';
import type { Remembered, Settings } from './record';
import type { WorkerDoor } from './worker';

const document = 'preferences';

export function openSettings(door: Remote<WorkerDoor>): Settings {
  return {
    // Comlink drops the type parameter of a generic method.
    load: async () => (await (await door.deck()).read(document)) as Remembered | undefined,
    save: async (remembered) => (await door.deck()).write(document, remembered),
  };
}
