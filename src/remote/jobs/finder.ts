/** "Find it for me": looks for the camera behind an address, in a worker of its own. */
import type { Camera } from '../../base/camera';
import type { ProbedCamera } from '../../record/record';
import { serveEnvironment } from '../environment';
import type { Surroundings } from '../greeting';
import { runInWorker } from '../run-in-worker';

/** Rejects with the Trouble that says best why there is none, or with the signal's reason. */
export async function findInWorker(
  surroundings: Surroundings,
  draft: Camera,
  signal: AbortSignal,
): Promise<ProbedCamera> {
  signal.throwIfAborted();
  // A search is a tap already, and says what it does.
  const { environment, end } = serveEnvironment(surroundings, async () => true);
  try {
    const found = await runInWorker((door) => door.find(draft, environment), signal);
    if (!found) throw signal.reason;
    return found;
  } finally {
    end();
  }
}
