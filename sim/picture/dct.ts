/** Transforms and quantises one block of samples, in zigzag order (T.81, A.3.3 and A.3.4). */
import { zigzag } from './huffman';

const half = (k: number): number => Math.cos((k * Math.PI) / 16) / 2;
const c1 = half(1);
const c2 = half(2);
const c3 = half(3);
const c4 = half(4);
const c5 = half(5);
const c6 = half(6);
const c7 = half(7);

/** Reads 8 x 8 samples at `leftPx` of rows `stridePx` apart; writes 64 numbers at `into[at]`. `table` is row-major, `block` scratch of 64. */
export function transform(
  samples: ArrayLike<number>,
  leftPx: number,
  stridePx: number,
  table: readonly number[],
  block: Float64Array,
  into: Int16Array,
  at: number,
): void {
  for (let row = 0; row < 8; row++) {
    const from = row * stridePx + leftPx;
    for (let x = 0; x < 8; x++) block[row * 8 + x] = samples[from + x]! - 128;
    line(block, row * 8, 1);
  }
  for (let x = 0; x < 8; x++) line(block, x, 8);
  for (let i = 0; i < 64; i++) {
    const place = zigzag[i]!;
    into[at + i] = Math.round(block[place]! / table[place]!);
  }
}

/** The one-dimensional transform of 8 numbers in place: sums feed the even outputs, differences the odd ones. */
function line(block: Float64Array, at: number, step: number): void {
  const a = block[at]!;
  const b = block[at + step]!;
  const c = block[at + 2 * step]!;
  const d = block[at + 3 * step]!;
  const e = block[at + 4 * step]!;
  const f = block[at + 5 * step]!;
  const g = block[at + 6 * step]!;
  const h = block[at + 7 * step]!;
  const s0 = a + h;
  const d0 = a - h;
  const s1 = b + g;
  const d1 = b - g;
  const s2 = c + f;
  const d2 = c - f;
  const s3 = d + e;
  const d3 = d - e;
  block[at] = c4 * (s0 + s1 + s2 + s3);
  block[at + 4 * step] = c4 * (s0 - s1 - s2 + s3);
  block[at + 2 * step] = c2 * (s0 - s3) + c6 * (s1 - s2);
  block[at + 6 * step] = c6 * (s0 - s3) - c2 * (s1 - s2);
  block[at + step] = c1 * d0 + c3 * d1 + c5 * d2 + c7 * d3;
  block[at + 3 * step] = c3 * d0 - c7 * d1 - c1 * d2 - c5 * d3;
  block[at + 5 * step] = c5 * d0 - c1 * d1 + c7 * d2 + c3 * d3;
  block[at + 7 * step] = c7 * d0 - c5 * d1 + c3 * d2 - c1 * d3;
}
