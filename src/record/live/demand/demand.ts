/**
 * How often a camera is asked for single pictures. While a time-lapse records it is asked when one is due, and now and then for whoever
 * looks at it; else at its own rate. Also tells what that rate is: pictures that were not asked for say nothing of it.
 */
import type { Camera } from '../../../base/camera';
import type { Jpeg } from '../../../base/flow';
import { type Demand, openRateDoctor, type RateDoctor } from '../../../capture/capture';

/** Often enough to see that the camera is there. */
const lookEveryMs = 10_000;

type AskedCamera = Pick<Camera, 'askedFps' | 'kind'>;

interface DemandOptions {
  /** When the next picture is due, while those before it are not needed. */
  dueAt(): number | undefined;
  isWatched(): boolean;
}

export interface LiveDemand extends Demand {
  /** Something has happened that may make pictures wanted. */
  look(): void;
  /** It is asked as it is now, from the beginning. */
  reopened(camera: AskedCamera): void;
  /** A picture came: it stands for a while. */
  came(jpeg: Pick<Jpeg, 'arrivedAt' | 'fingerprint'>): void;
  /** That the camera keeps, as far as it was asked for it. */
  rate(): ReturnType<RateDoctor['report']>;
  /** Every picture is wanted until `work` is done. */
  during<T>(work: Promise<T>): Promise<T>;
}

export function openDemand(first: AskedCamera, { dueAt, isWatched }: DemandOptions): LiveDemand {
  let camera = first;
  let doctor = openRateDoctor(camera.askedFps);
  let hasRested = false;
  let cameAt = Number.NEGATIVE_INFINITY;
  let hurries = 0;
  let waiting: readonly (() => void)[] = [];

  function look(): void {
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  }

  return {
    restMs(now) {
      const due = hurries > 0 ? undefined : dueAt();
      if (due === undefined) return 0;
      return Math.max(0, Math.min(due, isWatched() ? cameAt + lookEveryMs : due) - now);
    },
    changed: () =>
      new Promise((wake) => {
        waiting = [...waiting, wake];
      }),
    look,
    reopened(next) {
      camera = next;
      doctor = openRateDoctor(camera.askedFps);
      look();
    },
    came({ arrivedAt, fingerprint }) {
      cameAt = arrivedAt;
      const rests = camera.kind === 'snapshot' && dueAt() !== undefined;
      if (rests !== hasRested) doctor = openRateDoctor(camera.askedFps);
      hasRested = rests;
      if (!rests) doctor.add(arrivedAt, fingerprint);
    },
    rate: () => doctor.report(),
    async during(work) {
      hurries += 1;
      look();
      try {
        return await work;
      } finally {
        hurries -= 1;
      }
    },
  };
}
