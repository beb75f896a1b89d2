/** How much moves in each picture, asked for only while somebody wants to know. */
import type { Jpeg } from '../../base/flow';
import type { Sensitivity, When } from '../../base/options';
import { DcPicture } from '../../check/check';
import { movementScore, openWatcher } from '../../notice/notice';

const thresholds: Readonly<Record<Sensitivity, number>> = {
  low: movementScore * 4,
  usual: movementScore,
  high: movementScore / 2,
};

export interface Movement {
  /** To be filled by check; undefined while nobody wants to know. */
  readonly dcPicture: DcPicture | undefined;
  /** 0 to 1, with what counts as movement; undefined while nobody wants to know. */
  readonly level: { readonly score: number; readonly threshold: number } | undefined;
  set(when: When): void;
  /** Whether something moves in the picture check has just seen. */
  seen(jpeg: Jpeg): boolean;
}

export function openMovement(): Movement {
  let dcPicture: DcPicture | undefined;
  let watcher = openWatcher();
  let threshold = 0;
  let score = 0;
  return {
    get dcPicture() {
      return dcPicture;
    },
    get level() {
      return dcPicture && { score, threshold };
    },
    set({ motion, sensitivity }) {
      threshold = thresholds[sensitivity];
      if (motion === (dcPicture !== undefined)) return;
      dcPicture = motion ? new DcPicture() : undefined;
      watcher = openWatcher();
      score = 0;
    },
    seen({ whole, arrivedAt }) {
      if (!dcPicture || !whole || dcPicture.widthCells === 0) return false;
      score = watcher.notice(dcPicture, arrivedAt).score;
      return score > threshold;
    },
  };
}
