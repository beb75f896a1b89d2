/** Reports a worker that has stopped answering: the browser has ended it, or it hangs. */
import { Trouble } from '../base/trouble';

/**
 * One message a second is the least. Ticks are counted and not time: a page that slept, or whose timers are slowed down in the
 * background, has not listened for so long.
 */
const tickMs = 1000;
const mostSilentTicks = 30;

export interface Watch {
  heard(): void;
  /** The same work; rejects with Trouble 'record/silent' when there will be no answer any more. */
  answered<T>(work: Promise<T>): Promise<T>;
  end(): void;
}

/** `onSilent` is called once at most. */
export function openWatch(onSilent: () => void): Watch {
  let ticks = 0;
  let giveUp = (_: Trouble): void => {};
  const silent = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  // Nobody may be waiting for an answer just then.
  silent.catch(() => undefined);
  const ticking = setInterval(() => {
    if (++ticks < mostSilentTicks) return;
    clearInterval(ticking);
    giveUp(new Trouble('record/silent'));
    onSilent();
  }, tickMs);
  return {
    heard() {
      ticks = 0;
    },
    answered: (work) => Promise.race([work, silent]),
    end: () => clearInterval(ticking),
  };
}
