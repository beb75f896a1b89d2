/** How WebCodecs spells VP9 of a picture size. */
import type { SizePx } from '../base/flow';

/** Profile 0, 8 bits, and the least level whose pictures are as large (VP9 levels, 30 pictures a second). */
export function vp9Codec({ widthPx, heightPx }: SizePx): string {
  const area = widthPx * heightPx;
  const levels: readonly (readonly [number, string])[] = [
    [122_880, '20'],
    [245_760, '21'],
    [552_960, '30'],
    [983_040, '31'],
    [2_228_224, '40'],
    [8_912_896, '50'],
  ];
  const level = levels.find(([most]) => area <= most)?.[1] ?? '60';
  return `vp09.00.${level}.08`;
}
