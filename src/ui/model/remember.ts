/** The store in, what this device is to remember of the page out, to the door's settings. */
import type { Snapreel } from '../../remote/remote';
import type { Store } from './store';

export function remember(store: Store, door: Snapreel): void {
  const { options, installHint, wall } = store.state.peek();
  // The file name belongs to one film; everything else is worth remembering.
  void store.attempt(async () => door.settings.save({ options: { ...options, name: '' }, installHint, wall }));
}
