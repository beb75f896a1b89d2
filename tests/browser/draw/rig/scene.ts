/** Camera-like pixels: a moving scene with sensor noise and a strip of blocks that says which frame it is. */

/** Blocks at the top left, each `blockPx` wide and high, black or white, least significant bit first. */
export const strip = { bits: 10, blockPx: 16 };

/** A small, repeatable random generator (xorshift32). */
function noiseFrom(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** RGBA pixels. */
export function drawScene(number: number, widthPx: number, heightPx: number): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(widthPx * heightPx * 4);
  const noise = noiseFrom(number + 1);
  const ballX = widthPx * (0.5 + 0.35 * Math.sin(number / 12));
  const ballY = heightPx * (0.55 + 0.25 * Math.cos(number / 9));
  const radius = heightPx / 9;
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const at = (y * widthPx + x) * 4;
      const wall = 90 + 60 * Math.sin(x / 37) * Math.cos(y / 53) + 25 * (((x >> 5) + (y >> 5)) & 1);
      const inside = (x - ballX) ** 2 + (y - ballY) ** 2 < radius ** 2;
      const grain = (noise() + noise() - 1) * 4;
      rgba[at] = (inside ? 210 : wall) + grain;
      rgba[at + 1] = (inside ? 60 : wall * 0.9) + grain;
      rgba[at + 2] = (inside ? 40 : wall * 0.7 + 30) + grain;
      rgba[at + 3] = 255;
    }
  }
  for (let bit = 0; bit < strip.bits; bit++) {
    const level = (number >> bit) & 1 ? 235 : 16;
    for (let y = 0; y < strip.blockPx; y++) {
      const from = (y * widthPx + bit * strip.blockPx) * 4;
      rgba.fill(level, from, from + strip.blockPx * 4);
    }
  }
  return rgba;
}

/** The frame number that the strip of these pixels says; `step` bytes a pixel, `stride` bytes a row. */
export function readStrip(pixels: Uint8Array | Uint8ClampedArray, stride: number, step: number): number {
  const middle = strip.blockPx >> 1;
  let number = 0;
  for (let bit = 0; bit < strip.bits; bit++) {
    if (pixels[middle * stride + (bit * strip.blockPx + middle) * step]! > 128) number |= 1 << bit;
  }
  return number;
}

/** Darkest and brightest luma at the bottom left, where the clock is burnt in. */
export function rangeOf(planes: Uint8Array, widthPx: number, heightPx: number): [number, number] {
  let [darkest, brightest] = [255, 0];
  for (let y = heightPx - heightPx / 8; y < heightPx; y++) {
    for (let x = 0; x < widthPx / 2; x++) {
      darkest = Math.min(darkest, planes[y * widthPx + x]!);
      brightest = Math.max(brightest, planes[y * widthPx + x]!);
    }
  }
  return [darkest, brightest];
}
