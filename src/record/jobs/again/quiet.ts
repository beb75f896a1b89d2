/** Long jobs wait while something records: the recording needs what the device can do. */
import { sleep } from '../../../base/sleep';
import { listen } from '../../broadcast';

/** A recording tells once a second that it runs: silence for so long means that none does. */
const quietMs = 2500;

export interface Quiet {
  /** Resolves when nothing records; told again and again until then. */
  wait(onWaiting: () => void): Promise<void>;
  close(): void;
}

/** Recordings of all tabs are heard; the first words may take a second to come. */
export function listenForQuiet(): Quiet {
  let quietAt = performance.now() + quietMs / 2;
  let heard = false;
  const end = listen('running', () => {
    quietAt = performance.now() + quietMs;
    heard = true;
  });
  return {
    async wait(onWaiting) {
      for (let leftMs = quietAt - performance.now(); leftMs > 0; leftMs = quietAt - performance.now()) {
        if (heard) onWaiting();
        await sleep(leftMs);
      }
    },
    close: end,
  };
}
