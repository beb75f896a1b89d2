/** What is to be noticed in each picture: how much moves in it, and whether there is anything to be seen. */
import type { Jpeg } from '../../base/flow';
import type { Sensitivity, When } from '../../base/options';
import type { Cause } from '../../base/trouble';
import { DcPicture } from '../../check/check';
import { movementScore, openWatcher } from '../../notice/notice';

const thresholds: Readonly<Record<Sensitivity, number>> = {
  low: movementScore * 4,
  usual: movementScore,
  high: movementScore / 2,
};
/**
 * A hand that passes before the lens, and a picture that stood for a moment, are not worth a word. A picture is called frozen
 * when it has been the same for ten seconds: half a minute in all.
 */
const worthSayingMs = { covered: 5_000, frozen: 20_000 } as const;

export interface Movement {
  /** To be filled by check. */
  readonly dcPicture: DcPicture;
  /** 0 to 1, with what counts as movement; undefined while nothing begins by itself. */
  readonly level: { readonly score: number; readonly threshold: number } | undefined;
  /** Why the pictures show nothing, though they come. */
  readonly trouble: Cause | undefined;
  set(when: When): void;
  /** The picture that check has just seen, with its score, and whether that counts as movement. */
  seen(jpeg: Jpeg): { readonly jpeg: Jpeg; readonly moved: boolean };
}

export function openMovement(): Movement {
  const dcPicture = new DcPicture();
  const watcher = openWatcher();
  let when: Pick<When, 'motion' | 'sensitivity'> = { motion: false, sensitivity: 'usual' };
  let score = 0;
  /** What hides the scene, since when, and when it was seen last. */
  let hidden: { readonly by: 'covered' | 'frozen'; readonly from: number; readonly until: number } | undefined;
  const threshold = () => thresholds[when.sensitivity];
  return {
    dcPicture,
    get level() {
      return when.motion ? { score, threshold: threshold() } : undefined;
    },
    get trouble(): Cause | undefined {
      if (!hidden || hidden.until - hidden.from < worthSayingMs[hidden.by]) return undefined;
      return { code: hidden.by === 'covered' ? 'notice/covered' : 'notice/frozen', detail: '' };
    },
    set(next) {
      when = next;
    },
    seen(jpeg) {
      const { whole, arrivedAt: at } = jpeg;
      if (!whole || dcPicture.widthCells === 0) return { jpeg, moved: false };
      const noticed = watcher.notice(dcPicture, at);
      score = noticed.score;
      const by = noticed.sight;
      const isHidden = by === 'covered' || by === 'frozen';
      hidden = isHidden ? { by, from: hidden?.by === by ? hidden.from : at, until: at } : undefined;
      return { jpeg: { ...jpeg, movement: score }, moved: score > threshold() };
    },
  };
}
