/** Reads and changes the page's settings. */
import type { RemoteDeck } from './run-in-worker';
import type { Remembered, Settings } from './snapreel';

const document = 'preferences';

export function openSettings(deck: RemoteDeck): Settings {
  // Comlink drops the type parameter of a generic method.
  const load = async () => (await (await deck).read(document)) as Remembered | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  return {
    load,
    change(next) {
      const work = async () => (await deck).write(document, await next(await load()));
      // One after another: of this page everywhere, of all tabs where there are Web Locks (not on plain http).
      const done = turn.then(() => navigator.locks?.request(`snapreel/${document}`, work) ?? work());
      turn = done.catch(() => undefined);
      return done;
    },
  };
}
