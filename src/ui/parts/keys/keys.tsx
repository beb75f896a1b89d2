/** Lays on the page which keys are listened to here, for "?" to find. */
import type { Keys } from '../../model/keys/keys';

export function KeysHere({ keys }: { readonly keys: Keys }) {
  return <span hidden data-keys={JSON.stringify(keys)} />;
}
