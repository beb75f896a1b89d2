/** The H.264 level and codec strings for a size, rate and bit rate. */

/** level_idc, MaxMBPS (macroblocks a second), MaxFS (macroblocks a picture), MaxBR (1000 bit/s): ITU-T H.264, table A-1. */
const levels: readonly (readonly [number, number, number, number])[] = [
  [30, 40500, 1620, 10000],
  [31, 108000, 3600, 14000],
  [32, 216000, 5120, 20000],
  [40, 245760, 8192, 20000],
  [41, 245760, 8192, 50000],
  [42, 522240, 8704, 50000],
  [50, 589824, 22080, 135000],
  [51, 983040, 36864, 240000],
  [52, 2073600, 36864, 240000],
];

/**
 * The lowest level_idc from 3.0 on that holds such a film, or undefined when none does: below 3.0 every device is served
 * anyway, and a camera may be quicker than it promised. Chrome refuses a level too small for the
 * picture; Firefox takes it and writes a wrong record.
 */
export function levelFor(widthPx: number, heightPx: number, fps: number, bitsPerSecond: number): number | undefined {
  const across = Math.ceil(widthPx / 16);
  const down = Math.ceil(heightPx / 16);
  const area = across * down;
  // A.3.1 f, g: neither side longer than the root of 8 x MaxFS.
  const large = levels.filter(([, , maxArea]) => area <= maxArea && Math.max(across, down) <= Math.sqrt(8 * maxArea));
  const quick = large.find(
    ([, maxRate, , maxKilobits]) => area * fps <= maxRate && bitsPerSecond <= maxKilobits * 1000,
  );
  // A rate is only expected, a size is certain: where none is quick enough, the highest has to do.
  return (quick ?? large.at(-1))?.[0];
}

/** RFC 6381 strings to try in this order: High, Main, Constrained Baseline. Empty when no level is large enough. */
export function codecsFor(widthPx: number, heightPx: number, fps: number, bitsPerSecond: number): readonly string[] {
  const level = levelFor(widthPx, heightPx, fps, bitsPerSecond);
  if (level === undefined) return [];
  const hex = level.toString(16).padStart(2, '0');
  return ['6400', '4d00', '42e0'].map((profile) => `avc1.${profile}${hex}`);
}
