/** A pool of ffmpeg workers: jobs go to whichever is free, results come in order, one that fails is replaced and its job done again. */
import { Trouble } from '../../base/trouble';

interface PoolWorker<Job, Result> {
  work(job: Job): Promise<Result>;
  end(): void;
}

export interface PoolOptions<Job, Result> {
  readonly size: number;
  start(): Promise<PoolWorker<Job, Result>>;
  /** An instance is replaced after so many jobs, whether it failed or not. */
  readonly jobsPerInstance: number;
  /** How often one job is tried in all. */
  readonly tries: number;
  /** Called in the order of the jobs. What it throws fails the pool. */
  onResult(job: Job, result: Result): void;
}

export interface Pool<Job> {
  /** Starts all instances now, not with the first job. Rejects when none can be started. */
  ready(): Promise<void>;
  /** Resolves as soon as an instance has taken the job. Rejects with the Trouble that ended the pool. */
  give(job: Job): Promise<void>;
  /** Resolves when every job given has its result. */
  settle(): Promise<void>;
  close(): void;
}

interface Slot<Job, Result> {
  instance: Promise<PoolWorker<Job, Result>> | undefined;
  jobs: number;
  /** Settles when the slot is free; never rejects. */
  free: Promise<void>;
}

export function openPool<Job, Result>(options: PoolOptions<Job, Result>): Pool<Job> {
  const slots: Slot<Job, Result>[] = Array.from({ length: options.size }, () => ({
    instance: undefined,
    jobs: 0,
    free: Promise.resolve(),
  }));
  const idle = [...slots];
  let results: Promise<void> = Promise.resolve();
  let failure: Trouble | undefined;

  const fail = (cause: unknown) => {
    failure ??= cause instanceof Trouble ? cause : new Trouble('encode/failed', String(cause), { cause });
  };

  const end = (slot: Slot<Job, Result>) => {
    slot.instance?.then((instance) => instance.end()).catch(() => {});
    slot.instance = undefined;
    slot.jobs = 0;
  };

  const work = async (slot: Slot<Job, Result>, job: Job): Promise<Result> => {
    for (let attempt = 1; ; attempt++) {
      if (failure) throw failure;
      try {
        slot.instance ??= options.start();
        const instance = await slot.instance;
        const result = await instance.work(job);
        if (++slot.jobs >= options.jobsPerInstance) end(slot);
        return result;
      } catch (cause) {
        end(slot);
        if (attempt >= options.tries) throw cause;
      }
    }
  };

  const takeSlot = async (): Promise<Slot<Job, Result>> => {
    if (idle.length === 0) await Promise.race(slots.map((slot) => slot.free));
    return idle.shift() ?? takeSlot();
  };

  return {
    async ready() {
      for (const slot of slots) slot.instance ??= options.start();
      await Promise.all(slots.map((slot) => slot.instance));
    },
    async give(job) {
      if (failure) throw failure;
      const slot = await takeSlot();
      if (failure) throw failure;
      const result = work(slot, job);
      slot.free = result.then(
        () => void idle.push(slot),
        (cause) => {
          fail(cause);
          idle.push(slot);
        },
      );
      const before = results;
      results = (async () => {
        await before;
        const value = await result.catch(() => undefined);
        if (value !== undefined && !failure) options.onResult(job, value);
      })().catch(fail);
    },
    async settle() {
      await results;
      if (failure) throw failure;
    },
    close() {
      fail(new Trouble('encode/failed', 'closed'));
      for (const slot of slots) end(slot);
    },
  };
}
