/** What is asked of a page's workers from outside. */
import type { Visit } from '../browser';
import { pause } from './recorded';

/** The answers of all of them; one that has done its work may end while it is asked, and has none. */
export async function inWorkers<T, G>({ page }: Visit, work: (given: G) => T, given: G): Promise<readonly T[]> {
  const answers: T[] = [];
  const ask = async (worker: ReturnType<typeof page.workers>[number]) => {
    try {
      answers.push(await worker.evaluate(work as (given: unknown) => T, given));
    } catch (error) {
      // The page hears of its end a moment later.
      for (let tries = 0; tries < 20 && page.workers().includes(worker); tries++) await pause(50);
      if (page.workers().includes(worker)) throw error;
    }
  };
  await Promise.all(page.workers().map(ask));
  return answers;
}
