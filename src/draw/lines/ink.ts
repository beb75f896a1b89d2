/** A drawing that is partly see-through, as planes of full range, and how it is laid over a picture's. Tight loops over typed arrays. */
import type { SizePx } from '../../base/flow';

/** Each plane is to be added to what is left of the picture's; its sides are even. */
export interface Ink extends SizePx {
  readonly y: Uint8Array;
  /** How much of the picture's brightness is left, of 255. */
  readonly keepY: Uint8Array;
  readonly u: Int16Array;
  readonly v: Int16Array;
  /** The same of its colours, which are those of four pixels. */
  readonly keepColour: Uint8Array;
}

/** Of RGBA that is not multiplied with its alpha, as canvases give it (BT.601, full range). */
export function inkOf(rgba: Uint8ClampedArray, widthPx: number, heightPx: number): Ink {
  const area = widthPx * heightPx;
  const ink = {
    y: new Uint8Array(area),
    keepY: new Uint8Array(area),
    u: new Int16Array(area / 4),
    v: new Int16Array(area / 4),
    keepColour: new Uint8Array(area / 4),
  };
  let at = 0;
  for (let row = 0; row < heightPx; row += 2) {
    for (let column = 0; column < widthPx; column += 2, at++) {
      let alphas = 0;
      let us = 0;
      let vs = 0;
      for (let corner = 0; corner < 4; corner++) {
        const pixel = (row + (corner >> 1)) * widthPx + column + (corner & 1);
        const red = rgba[pixel * 4]!;
        const green = rgba[pixel * 4 + 1]!;
        const blue = rgba[pixel * 4 + 2]!;
        const alpha = rgba[pixel * 4 + 3]!;
        const y = 0.299 * red + 0.587 * green + 0.114 * blue;
        ink.y[pixel] = Math.round((y * alpha) / 255);
        ink.keepY[pixel] = 255 - alpha;
        alphas += alpha;
        us += ((blue - y) / 1.772) * alpha;
        vs += ((red - y) / 1.402) * alpha;
      }
      ink.u[at] = Math.round(us / (4 * 255));
      ink.v[at] = Math.round(vs / (4 * 255));
      ink.keepColour[at] = 255 - Math.round(alphas / 4);
    }
  }
  return { widthPx, heightPx, ...ink };
}

/** Into I420 of full range, whose corner of the drawing is even and inside, as all of the drawing is. */
export function printInk(planes: Uint8Array, size: SizePx, ink: Ink, left: number, top: number): void {
  const { widthPx, heightPx, y, keepY, u, v, keepColour } = ink;
  const area = size.widthPx * size.heightPx;
  for (let row = 0, from = 0; row < heightPx; row++) {
    let to = (top + row) * size.widthPx + left;
    for (const end = from + widthPx; from < end; from++, to++) {
      const keep = keepY[from]!;
      if (keep !== 255) planes[to] = y[from]! + (planes[to]! * keep + 127) / 255;
    }
  }
  // A view that clamps: pure red and blue reach 255.5.
  const colours = new Uint8ClampedArray(planes.buffer, planes.byteOffset + area, area / 2);
  const stride = size.widthPx / 2;
  for (let row = 0, from = 0; row < heightPx / 2; row++) {
    let to = (top / 2 + row) * stride + left / 2;
    for (const end = from + widthPx / 2; from < end; from++, to++) {
      const keep = keepColour[from]!;
      if (keep === 255) continue;
      colours[to] = 128 + u[from]! + ((colours[to]! - 128) * keep) / 255;
      colours[to + area / 4] = 128 + v[from]! + ((colours[to + area / 4]! - 128) * keep) / 255;
    }
  }
}
