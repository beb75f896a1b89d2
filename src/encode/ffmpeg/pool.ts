/** Jobs in, results in the same order out: several hands work side by side; one that fails is replaced and its job done again. */
import { Trouble } from '../../base/trouble';

export interface Hand<Job, Result> {
  work(job: Job): Promise<Result>;
  dismiss(): void;
}

export interface CrewRules<Job, Result> {
  readonly hands: number;
  hire(): Promise<Hand<Job, Result>>;
  /** A hand is replaced after so many jobs, whether it failed or not. */
  readonly jobsPerHand: number;
  /** How often one job is tried in all. */
  readonly tries: number;
  /** Called in the order of the jobs. What it throws fails the crew. */
  onResult(job: Job, result: Result): void;
}

export interface Crew<Job> {
  /** Hires everybody now, not with the first job. Rejects when nobody can be hired. */
  ready(): Promise<void>;
  /** Resolves as soon as a hand has taken the job. Rejects with the Trouble that ended the crew. */
  give(job: Job): Promise<void>;
  /** Resolves when every job given has its result. */
  settle(): Promise<void>;
  close(): void;
}

interface Seat<Job, Result> {
  hand: Promise<Hand<Job, Result>> | undefined;
  jobs: number;
  /** Settles when the seat is free; never rejects. */
  free: Promise<void>;
}

export function openCrew<Job, Result>(rules: CrewRules<Job, Result>): Crew<Job> {
  const seats: Seat<Job, Result>[] = Array.from({ length: rules.hands }, () => ({
    hand: undefined,
    jobs: 0,
    free: Promise.resolve(),
  }));
  const idle = [...seats];
  let results: Promise<void> = Promise.resolve();
  let failure: Trouble | undefined;

  const fail = (cause: unknown) => {
    failure ??= cause instanceof Trouble ? cause : new Trouble('encode/failed', String(cause), { cause });
  };

  const dismiss = (seat: Seat<Job, Result>) => {
    seat.hand?.then((hand) => hand.dismiss()).catch(() => {});
    seat.hand = undefined;
    seat.jobs = 0;
  };

  const work = async (seat: Seat<Job, Result>, job: Job): Promise<Result> => {
    for (let attempt = 1; ; attempt++) {
      if (failure) throw failure;
      try {
        seat.hand ??= rules.hire();
        const hand = await seat.hand;
        const result = await hand.work(job);
        if (++seat.jobs >= rules.jobsPerHand) dismiss(seat);
        return result;
      } catch (cause) {
        dismiss(seat);
        if (attempt >= rules.tries) throw cause;
      }
    }
  };

  const takeSeat = async (): Promise<Seat<Job, Result>> => {
    if (idle.length === 0) await Promise.race(seats.map((seat) => seat.free));
    return idle.shift() ?? takeSeat();
  };

  return {
    async ready() {
      for (const seat of seats) seat.hand ??= rules.hire();
      await Promise.all(seats.map((seat) => seat.hand));
    },
    async give(job) {
      if (failure) throw failure;
      const seat = await takeSeat();
      if (failure) throw failure;
      const result = work(seat, job);
      seat.free = result.then(
        () => void idle.push(seat),
        (cause) => {
          fail(cause);
          idle.push(seat);
        },
      );
      const before = results;
      results = (async () => {
        await before;
        const value = await result.catch(() => undefined);
        if (value !== undefined && !failure) rules.onResult(job, value);
      })().catch(fail);
    },
    async settle() {
      await results;
      if (failure) throw failure;
    },
    close() {
      fail(new Trouble('encode/failed', 'closed'));
      for (const seat of seats) dismiss(seat);
    },
  };
}
