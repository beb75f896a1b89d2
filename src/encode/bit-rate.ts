/** Size, rate and quality in; the bits a WebCodecs encoder is asked for out. */
import type { Quality } from '../base/options';
import type { EncodeOrder } from './order';

/** Measured with Chromium's software encoder on pictures of cameras: SSIM .977 to .979. */
const anchor = { areaPx: 640 * 480, fps: 15, bitsPerSecond: 1_500_000 };

/** Neighbouring pixels of a large picture are more alike, and so are pictures that follow each other quickly. */
const areaPower = 0.85;
const fpsPower = 0.75;
/** Beyond that are only files whose times are a mistake. */
const mostFps = 120;

/**
 * 'fast': writing fewer bits takes less time, too (a tenth), and SSIM stays at .975. 'small' is meant for x264;
 * WebCodecs only stands in where that cannot run.
 */
const shares: Readonly<Record<Quality, number>> = { auto: 1, original: 1, fast: 0.8, small: 0.5 };

/** Bits a second. */
export function bitRateFor({
  widthPx,
  heightPx,
  fps,
  quality,
}: Pick<EncodeOrder, 'widthPx' | 'heightPx' | 'fps' | 'quality'>): number {
  const area = ((widthPx * heightPx) / anchor.areaPx) ** areaPower;
  const rate = (Math.min(Math.max(fps, 0.1), mostFps) / anchor.fps) ** fpsPower;
  const share = shares[quality];
  return Math.max(50_000, Math.round((anchor.bitsPerSecond * area * rate * share) / 1000) * 1000);
}
