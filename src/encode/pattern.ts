/** The moving test pictures that engines are checked with. */
import type { Picture, SizePx } from '../base/flow';

/** Brightness of a square in the middle, by which a decoded picture is recognised as ours. */
export const markLuma = 200;

/** Grain in the background keeps an encoder busy: a flat picture would need no bits at any bit rate. */
export function patternPicture(number: number, { widthPx, heightPx }: SizePx, timestampUs: number): Picture {
  const area = widthPx * heightPx;
  const planes = new Uint8Array((area * 3) / 2).fill(128);
  let grain = (number + 1) * 2654435761;
  const side = Math.max(2, Math.min(widthPx, heightPx) >> 2);
  const left = (widthPx - side) >> 1;
  const top = (heightPx - side) >> 1;
  for (let y = 0; y < heightPx; y++) {
    const row = y * widthPx;
    for (let x = 0; x < widthPx; x++) {
      grain = (grain * 1664525 + 1013904223) | 0;
      planes[row + x] = 60 + (((x + number * 4) >> 4) & 31) + ((grain >>> 28) & 7);
    }
    if (y >= top && y < top + side) planes.fill(markLuma, row + left, row + left + side);
  }
  return {
    stage: 'picture',
    widthPx,
    heightPx,
    timestampUs,
    sequence: number,
    frame: () =>
      new VideoFrame(planes, { format: 'I420', codedWidth: widthPx, codedHeight: heightPx, timestamp: timestampUs }),
    i420: async () => planes,
    close: () => {},
  };
}
