/** How WebCodecs spells what a WebM holds, of a picture size. */
import type { SizePx } from '../base/flow';

export type WebmKind = 'vp9' | 'av1';

/** Profile 0, 8 bits, and the least level whose pictures are as large, at 30 pictures a second. */
export function webmCodec(kind: WebmKind, { widthPx, heightPx }: SizePx): string {
  const area = widthPx * heightPx;
  const { levels, largest } = kindLevels[kind];
  const level = levels.find(([most]) => area <= most)?.[1] ?? largest;
  return kind === 'vp9' ? `vp09.00.${level}.08` : `av01.0.${level}M.08`;
}

/** Of each level the largest picture, px. */
const kindLevels: Readonly<
  Record<WebmKind, { readonly levels: readonly (readonly [number, string])[]; readonly largest: string }>
> = {
  vp9: {
    levels: [
      [122_880, '20'],
      [245_760, '21'],
      [552_960, '30'],
      [983_040, '31'],
      [2_228_224, '40'],
      [8_912_896, '50'],
    ],
    largest: '60',
  },
  // AV1 Bitstream & Decoding Process Specification, A.3: levels 2.0 to 5.0 by their numbers.
  av1: {
    levels: [
      [147_456, '00'],
      [278_784, '01'],
      [665_856, '04'],
      [1_065_024, '05'],
      [2_359_296, '08'],
      [8_912_896, '12'],
    ],
    largest: '16',
  },
};
