/**
 * Counts the steps our own code takes, by V8's precise coverage: how often each block of each function was entered. Unlike a
 * clock it gives the same figure on any machine at any load, so that "four times the bytes, four times the work" can be a law.
 * Work inside built-in functions (set, fill, indexOf) is not counted.
 */
import { Session } from 'node:inspector/promises';

export interface StepCounter {
  /** Steps of code whose address contains `where`, while `work` runs. */
  count(where: string, work: () => unknown): Promise<number>;
  /**
   * How much faster the work grows than its input: 1 when an input four times as long takes four times the steps, 4 for
   * quadratic time. `make` gives an input of about so many bytes.
   */
  growth(
    where: string,
    sizeBytes: number,
    make: (sizeBytes: number) => Uint8Array,
    work: (bytes: Uint8Array) => unknown,
  ): Promise<number>;
  close(): void;
}

/** Only code that is imported after this is counted block by block: import it dynamically. */
export async function openStepCounter(): Promise<StepCounter> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  const take = async (where: string): Promise<number> => {
    const { result } = await session.post('Profiler.takePreciseCoverage');
    return (
      result
        .filter(({ url }) => url.includes(where))
        .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges.map(({ count }) => count)))
        // V8 counts in 32 bits: what ran over would otherwise pass for few steps.
        .map((count) => (count < 0 ? Number.POSITIVE_INFINITY : count))
        .reduce((sum, count) => sum + count, 0)
    );
  };
  const count = async (where: string, work: () => unknown): Promise<number> => {
    await take(where);
    await work();
    return take(where);
  };
  return {
    count,
    async growth(where, sizeBytes, make, work) {
      const [short, long] = [make(sizeBytes), make(4 * sizeBytes)];
      // Once for what is done only the first time.
      await work(short);
      const few = await count(where, () => work(short));
      const many = await count(where, () => work(long));
      return many / long.length / (few / short.length);
    },
    close: () => session.disconnect(),
  };
}
