/** A schedule as a person chooses it, and the clocks it goes by. */
import type { Visit } from '../browser';
import { inWorkers } from './workers';

/** What a clock on the wall of the page shows so many seconds from now. */
export function wallIn(visit: Visit, seconds: number): Promise<string> {
  return visit.run((ahead) => {
    const at = new Date(Date.now() + ahead * 1000);
    return [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
  }, seconds);
}

/** What the clock on the wall shows whoever records, so many hours ahead: as after a sleep. */
export async function setWorkersAhead(visit: Visit, hours: number): Promise<void> {
  const set = (aheadMs: number) => {
    const scope = globalThis as { realNow?: () => number };
    scope.realNow ??= Date.now.bind(Date);
    const real = scope.realNow;
    Date.now = () => real() + aheadMs;
  };
  await inWorkers(visit, set, hours * 3_600_000);
}

export async function choosesHours(visit: Visit, from: string, until: string): Promise<void> {
  await visit.press('When pictures are kept');
  await visit.page.getByLabel('By the clock').selectOption({ label: 'Record at these hours' });
  await visit.page.getByLabel('From').fill(from);
  await visit.page.getByLabel('Until').fill(until);
  await visit.press('Done');
}
