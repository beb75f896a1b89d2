/** Reads the frame number and time a picture's strip carries: how tests know which pictures a film holds. */
import { markOfBits, type StripMark, stripColumns, stripPlace, stripRows } from '../../src/base/scene/strip';

/** Mean of the middle half of a block, at least one pixel. */
function blockLevel(luma: Uint8Array, strideBytes: number, leftPx: number, topPx: number, blockPx: number): number {
  const reach = Math.max(1, Math.floor(blockPx / 2));
  const x0 = Math.round(leftPx + (blockPx - reach) / 2);
  const y0 = Math.round(topPx + (blockPx - reach) / 2);
  let sum = 0;
  for (let y = y0; y < y0 + reach; y++) {
    for (let x = x0; x < x0 + reach; x++) sum += luma[y * strideBytes + x] ?? 0;
  }
  return sum / (reach * reach);
}

/**
 * Reads the strip of a whole picture of any size that kept its proportions. `luma` holds one byte a pixel, full or
 * limited range. Undefined when there is no strip or its checksum does not fit.
 */
export function readStrip(
  luma: Uint8Array,
  widthPx: number,
  heightPx: number,
  strideBytes: number,
): StripMark | undefined {
  const { leftPx, topPx, blockPx } = stripPlace(widthPx, heightPx);
  const levels = Array.from({ length: stripRows * stripColumns }, (_, i) =>
    blockLevel(
      luma,
      strideBytes,
      leftPx + (i % stripColumns) * blockPx,
      topPx + Math.floor(i / stripColumns) * blockPx,
      blockPx,
    ),
  );
  const [darkest, brightest] = [Math.min(...levels), Math.max(...levels)];
  if (brightest - darkest < 64) return undefined;
  const middle = (darkest + brightest) / 2;
  return markOfBits(levels.map((level) => (level > middle ? 1 : 0)));
}

/** Luma of decoded RGBA, for decoders that give nothing else. */
export function lumaOfRgba(rgba: ArrayLike<number>): Uint8Array {
  const luma = new Uint8Array(rgba.length / 4);
  for (let i = 0, at = 0; i < luma.length; i++, at += 4) {
    luma[i] = Math.round(0.299 * rgba[at]! + 0.587 * rgba[at + 1]! + 0.114 * rgba[at + 2]!);
  }
  return luma;
}
