/** The bits a second a WebCodecs encoder is asked for, by size and quality. */
import type { Quality } from '../base/options';
import type { EncodeOptions } from './contract';

/**
 * The pace every encoder is told, whatever the camera's: pictures a second, evenly spaced. Rate control and x264's constant
 * quality give a picture bits by how long it is shown; told the true times, the same pictures came out between SSIM .970
 * (120 a second) and .991 (one a second). Nobody looks at a picture of a slow camera for so many bits, or at one of a quick
 * camera for so few: a picture gets what it needs. The true times are in the film.
 */
export const encoderFps = 15;

/** Measured with Chromium's software encoder on pictures of cameras: SSIM .977 to .979. */
const anchor = { areaPx: 640 * 480, bitsPerSecond: 1_500_000 };

/** Neighbouring pixels of a large picture are more alike. */
const areaPower = 0.85;

/**
 * 'fast': writing fewer bits takes less time, too (a tenth), and SSIM stays at .975. 'small' is meant for x264;
 * WebCodecs only stands in where that cannot run.
 */
const shares: Readonly<Record<Quality, number>> = { auto: 1, original: 1, fast: 0.8, small: 0.5 };

/**
 * Less than 160 kbit/s is level 1b for a small picture (ITU-T H.264, table A-1 and A.3.3), which OpenH264 then writes into the
 * parameter sets: 'avc1.640009', a codec that Chromium's own decoder calls unknown or ambiguous.
 */
const leastBitsPerSecond = 200_000;

/** Bits a second at `encoderFps`. */
export function bitRateFor({
  widthPx,
  heightPx,
  quality,
}: Pick<EncodeOptions, 'widthPx' | 'heightPx' | 'quality'>): number {
  const area = ((widthPx * heightPx) / anchor.areaPx) ** areaPower;
  return Math.max(leastBitsPerSecond, Math.round((anchor.bitsPerSecond * area * shares[quality]) / 1000) * 1000);
}
