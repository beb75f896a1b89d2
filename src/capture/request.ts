/** One request's life: a time limit for each of its steps, and an end of its own that leaves the others alone. */
import { Trouble } from '../base/trouble';
import { openSlowWatch } from './slow';

export interface Request {
  readonly signal: AbortSignal;
  /** Rejects with Trouble 'capture/timeout' when `work` takes longer, and with the outer signal's reason when that aborts. */
  within<T>(work: Promise<T>, ms: number): Promise<T>;
  /** Ends it, whatever is still under way. */
  close(): void;
}

/** AbortSignal.any would do, but Safari 17.3 and Chrome 115 on old tablets lack it. */
export function openRequest(outer: AbortSignal): Request {
  const controller = new AbortController();
  const follow = () => controller.abort(outer.reason);
  const watch = openSlowWatch();
  outer.addEventListener('abort', follow, { once: true });
  if (outer.aborted) follow();
  return {
    signal: controller.signal,
    within(work, ms) {
      return new Promise((resolve, reject) => {
        const stop = () => reject(controller.signal.reason);
        if (controller.signal.aborted) stop();
        controller.signal.addEventListener('abort', stop, { once: true });
        work.then(resolve, reject).finally(() => controller.signal.removeEventListener('abort', stop));
        void watch.isSlower(work, ms).then((isLate) => {
          if (isLate) controller.abort(new Trouble('capture/timeout', `${Math.round(ms)} ms`));
        });
      });
    },
    close() {
      outer.removeEventListener('abort', follow);
      watch.close();
      controller.abort();
    },
  };
}
