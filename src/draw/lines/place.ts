/** Draws the lines of one place of the picture, and keeps the drawing until they say something else. */
import type { SizePx } from '../../base/flow';
import type { OverlayLine, Place } from '../../base/look/look';
import { type Ink, inkOf } from './ink';

type Context = OffscreenCanvasRenderingContext2D;

/** A drawing that lies over a part of the picture; good until the next one of its place. */
interface Layer {
  readonly canvas: OffscreenCanvas;
  /** Where its corner lies: even, as its sides are. */
  readonly left: number;
  readonly top: number;
  ink(): Ink;
}

interface Written {
  readonly line: OverlayLine;
  readonly text: string;
}

/** Undefined where nothing is written, or where it would lie outside of the picture. */
export type DrawPlace = (written: readonly Written[], size: SizePx) => Layer | undefined;

export function openPlace(place: Place): DrawPlace {
  let last: { readonly written: readonly Written[]; readonly size: SizePx; readonly layer: Layer | undefined };
  let context: Context | undefined;
  const isLast = (written: readonly Written[], { widthPx, heightPx }: SizePx) =>
    last !== undefined &&
    last.size.widthPx === widthPx &&
    last.size.heightPx === heightPx &&
    last.written.length === written.length &&
    written.every(({ line, text }, at) => last.written[at]!.line === line && last.written[at]!.text === text);
  return (written, size) => {
    if (isLast(written, size)) return last.layer;
    if (written.length > 0) context ??= openContext();
    const layer = context && written.length > 0 ? drawLayer(context, place, written, size) : undefined;
    last = { written, size, layer };
    return layer;
  };
}

function openContext(): Context {
  // Its pixels are read for planes.
  const context = new OffscreenCanvas(2, 2).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no 2d context');
  return context;
}

function drawLayer(context: Context, place: Place, written: readonly Written[], size: SizePx): Layer | undefined {
  const rows = rowsOf(context, place, written, size);
  const left = evenDown(Math.max(0, Math.min(...rows.map((row) => row.left))));
  const top = evenDown(Math.max(0, Math.min(...rows.map((row) => row.top))));
  const widthPx = evenUp(Math.min(size.widthPx, Math.max(...rows.map((row) => row.right))) - left);
  const heightPx = evenUp(Math.min(size.heightPx, Math.max(...rows.map((row) => row.bottom))) - top);
  if (widthPx < 2 || heightPx < 2) return undefined;
  const { canvas } = context;
  // Setting a size also empties it.
  canvas.width = widthPx;
  canvas.height = heightPx;
  context.setTransform(1, 0, 0, 1, -left, -top);
  for (const row of rows) paintRow(context, row);
  let ink: Ink | undefined;
  return {
    ...{ canvas, left, top },
    ink() {
      ink ??= inkOf(context.getImageData(0, 0, widthPx, heightPx).data, widthPx, heightPx);
      return ink;
    },
  };
}

const evenDown = (px: number) => 2 * Math.floor(px / 2);
const evenUp = (px: number) => 2 * Math.ceil(px / 2);

interface Row extends Written {
  readonly sizePx: number;
  readonly align: CanvasTextAlign;
  readonly x: number;
  /** Of its middle. */
  readonly y: number;
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  /** What it covers. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Lines of one place stand below one another. */
function rowsOf(context: Context, place: Place, written: readonly Written[], size: SizePx): readonly Row[] {
  const { widthPx: width, heightPx: height } = size;
  const sized = written.map(({ line, text }) => {
    const wished = lettersPx(size, line.size);
    context.font = fontOf(wished);
    const wide = context.measureText(text).width;
    const sizePx = Math.max(1, Math.min(wished, Math.floor((wished * (width - wished)) / Math.max(1, wide))));
    return { line, text, sizePx, rowPx: Math.round(sizePx * 1.3) };
  });
  const margin = Math.round(sized[0]!.sizePx / 2);
  const high = sized.reduce((sum, { rowPx }) => sum + rowPx, 0);
  const isTop = place.startsWith('top');
  const isBottom = place.startsWith('bottom');
  let y = isTop ? margin : isBottom ? height - margin - high : Math.round((height - high) / 2);
  const align = place.endsWith('left') ? 'left' : place.endsWith('right') ? 'right' : 'center';
  const x = align === 'left' ? margin : align === 'right' ? width - margin : Math.round(width / 2);
  return sized.map(({ line, text, sizePx, rowPx }) => {
    const row = { line, text, sizePx, align, x, y: y + Math.round(rowPx / 2) } as const;
    y += rowPx;
    return { ...row, ...extentOf(context, row, rowPx) };
  });
}

function extentOf(
  context: Context,
  { text, sizePx, align, x, y }: Pick<Row, 'text' | 'sizePx' | 'align' | 'x' | 'y'>,
  rowPx: number,
): Pick<Row, 'box' | 'left' | 'top' | 'right' | 'bottom'> {
  setFont(context, sizePx, align);
  const letters = context.measureText(text);
  const { width } = letters;
  const pad = Math.round(sizePx / 4);
  const start = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
  const box = {
    left: Math.round(start) - pad,
    top: Math.round(y - rowPx / 2),
    width: Math.round(width) + 2 * pad,
    height: rowPx,
  };
  // The outline is drawn half outside of the letters, and its edge is smoothed.
  const edge = Math.ceil(outlinePx(sizePx) / 2) + 1;
  return {
    box,
    left: Math.min(box.left, Math.floor(x - letters.actualBoundingBoxLeft) - edge),
    top: Math.min(box.top, Math.floor(y - letters.actualBoundingBoxAscent) - edge),
    right: Math.max(box.left + box.width, Math.ceil(x + letters.actualBoundingBoxRight) + edge),
    bottom: Math.max(box.top + box.height, Math.ceil(y + letters.actualBoundingBoxDescent) + edge),
  };
}

function paintRow(context: Context, { line, text, sizePx, align, x, y, box }: Row): void {
  const ground = isDark(line.colour) ? 'white' : 'black';
  setFont(context, sizePx, align);
  if (line.back === 'box') {
    context.fillStyle = ground;
    context.globalAlpha = 0.65;
    context.fillRect(box.left, box.top, box.width, box.height);
    context.globalAlpha = 1;
  } else {
    context.lineJoin = 'round';
    context.lineWidth = outlinePx(sizePx);
    context.strokeStyle = ground;
    context.strokeText(text, x, y);
  }
  context.fillStyle = line.colour;
  context.fillText(text, x, y);
}

const sizes: Readonly<Record<OverlayLine['size'], number>> = { small: 0.7, medium: 1, large: 1.7 };
const leastPx = 10;

/** Of the letters, in a film of this size. */
function lettersPx({ widthPx, heightPx }: SizePx, size: OverlayLine['size']): number {
  const usual = Math.max(12, Math.round(Math.min(heightPx / 22, widthPx / 26)));
  return Math.max(leastPx, Math.round(usual * sizes[size]));
}

const outlinePx = (sizePx: number) => Math.max(2, sizePx / 5);

function setFont(context: Context, sizePx: number, align: CanvasTextAlign): void {
  context.font = fontOf(sizePx);
  context.textBaseline = 'middle';
  context.textAlign = align;
}

function fontOf(sizePx: number): string {
  return `600 ${sizePx}px ui-monospace, Menlo, Consolas, monospace`;
}

function isDark(colour: string): boolean {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return 0.299 * red! + 0.587 * green! + 0.114 * blue! < 110;
}
