/** Fills polygons into rows of luma and chroma samples, with soft edges. */
import type { Colour, Shape } from '../../src/base/scene/scene';
import type { Samples } from './jpeg';

/** Rows from `topPx` on; all three planes at full width, so that shapes can be painted one over the other. */
export interface Canvas {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly topPx: number;
  readonly y: Uint8ClampedArray;
  readonly cb: Uint8ClampedArray;
  readonly cr: Uint8ClampedArray;
}

export function createCanvas(widthPx: number, heightPx: number, topPx = 0): Canvas {
  const plane = () => new Uint8ClampedArray(widthPx * heightPx).fill(128);
  return { widthPx, heightPx, topPx, y: plane(), cb: plane(), cr: plane() };
}

/** Rows `fromPx` to `fromPx + heightPx` of a canvas that begins at 0, as a copy. */
export function copyRows(canvas: Canvas, fromPx: number, heightPx: number): Canvas {
  const [start, end] = [fromPx * canvas.widthPx, (fromPx + heightPx) * canvas.widthPx];
  const cut = (plane: Uint8ClampedArray) => plane.slice(start, end);
  return { ...canvas, heightPx, topPx: fromPx, y: cut(canvas.y), cb: cut(canvas.cb), cr: cut(canvas.cr) };
}

/** JFIF 1.02: full range BT.601. */
const toYcc = ([r, g, b]: Colour): Colour => [
  0.299 * r + 0.587 * g + 0.114 * b,
  128 - 0.168736 * r - 0.331264 * g + 0.5 * b,
  128 + 0.5 * r - 0.418688 * g - 0.081312 * b,
];

/** The pixels a shape can touch. */
export function extent(shape: Shape): { left: number; right: number; top: number; bottom: number } {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (let i = 0; i < shape.points.length; i += 2) {
    box.left = Math.min(box.left, shape.points[i]!);
    box.right = Math.max(box.right, shape.points[i]!);
    box.top = Math.min(box.top, shape.points[i + 1]!);
    box.bottom = Math.max(box.bottom, shape.points[i + 1]!);
  }
  return box;
}

const linesInRow = 4;

/** Fills by the even-odd rule; each row is sampled on four lines (one where nothing slants), with exact shares of the pixels at their ends. */
export function paint(canvas: Canvas, shape: Shape): void {
  const { left, right, top, bottom } = extent(shape);
  const fromX = Math.max(0, Math.floor(left));
  const toX = Math.min(canvas.widthPx, Math.ceil(right));
  const first = Math.max(canvas.topPx, Math.floor(top));
  const last = Math.min(canvas.topPx + canvas.heightPx, Math.ceil(bottom));
  if (first >= last) return;
  const start = toYcc(shape.colour);
  const end = shape.fade ? toYcc(shape.fade) : start;
  const cover = new Float32Array(canvas.widthPx + 1);
  const upright = shape.points.length === 8 && (right - left) * (bottom - top) === area(shape.points);
  for (let row = first; row < last; row++) {
    cover.fill(0, fromX, toX);
    const lines = upright && row >= top && row + 1 <= bottom ? 1 : linesInRow;
    for (let line = 0; line < lines; line++) addLine(cover, shape.points, row + (line + 0.5) / lines, 1 / lines);
    const share = Math.min(1, Math.max(0, (row - top) / (bottom - top)));
    const [y, cb, cr] = start.map((value, i) => value + (end[i]! - value) * share) as [number, number, number];
    const at = (row - canvas.topPx) * canvas.widthPx;
    for (let x = fromX; x < toX; x++) {
      const part = cover[x]!;
      if (part <= 0) continue;
      canvas.y[at + x]! += (y - canvas.y[at + x]!) * part;
      canvas.cb[at + x]! += (cb - canvas.cb[at + x]!) * part;
      canvas.cr[at + x]! += (cr - canvas.cr[at + x]!) * part;
    }
  }
}

function addLine(cover: Float32Array, points: readonly number[], y: number, weight: number): void {
  const crossings: number[] = [];
  for (let i = 0, j = points.length - 2; i < points.length; j = i, i += 2) {
    const [y0, y1] = [points[j + 1]!, points[i + 1]!];
    if (y0 <= y === y1 <= y) continue;
    crossings.push(points[j]! + ((y - y0) / (y1 - y0)) * (points[i]! - points[j]!));
  }
  crossings.sort((a, b) => a - b);
  const width = cover.length - 1;
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const from = Math.max(0, crossings[i]!);
    const to = Math.min(width, crossings[i + 1]!);
    if (from >= to) continue;
    const firstX = Math.floor(from);
    const lastX = Math.ceil(to) - 1;
    for (let x = firstX; x <= lastX; x++) cover[x]! += weight;
    cover[firstX]! -= (from - firstX) * weight;
    cover[lastX]! -= (lastX + 1 - to) * weight;
  }
}

/** Twice the signed triangles' sum, halved (the shoelace formula): tells an upright rectangle from any other four points. */
function area(points: readonly number[]): number {
  let sum = 0;
  for (let i = 0, j = points.length - 2; i < points.length; j = i, i += 2) {
    sum += points[j]! * points[i + 1]! - points[i]! * points[j + 1]!;
  }
  return Math.abs(sum / 2);
}

/** The samples of one band of 8 rows: padded to 16 by repeating the last column and row, chroma halved across. */
export function toSamples(canvas: Canvas, topPx: number): Samples {
  const width = 16 * Math.ceil(canvas.widthPx / 16);
  const y = new Uint8ClampedArray(width * 8);
  const cb = new Uint8ClampedArray(width * 4);
  const cr = new Uint8ClampedArray(width * 4);
  for (let row = 0; row < 8; row++) {
    const from = Math.min(topPx - canvas.topPx + row, canvas.heightPx - 1) * canvas.widthPx;
    for (let x = 0; x < width; x++) y[row * width + x] = canvas.y[from + Math.min(x, canvas.widthPx - 1)]!;
    for (let x = 0; x < width / 2; x++) {
      const left = from + Math.min(2 * x, canvas.widthPx - 1);
      const right = from + Math.min(2 * x + 1, canvas.widthPx - 1);
      cb[(row * width) / 2 + x] = (canvas.cb[left]! + canvas.cb[right]!) / 2;
      cr[(row * width) / 2 + x] = (canvas.cr[left]! + canvas.cr[right]!) / 2;
    }
  }
  return { y, cb, cr };
}
