/**
 * Draws pictures as a Look wants them: the one place that does, for the live picture, single pictures, thumbnails, films and
 * imports, so that they cannot differ.
 */
import type { SizePx } from '../base/flow';
import { lookGeometry } from '../base/look/geometry';
import { isPlainTone, type Look, type Mask } from '../base/look/look';
import type { Decoded } from './decode';
import { openLines, type PictureFacts } from './lines/lines';
import type { Mixer } from './over-time/over-time';
import { type Drawable, drawUpright, isTurned, openDrawables } from './pixels';

/** A canvas is handed on as the context it is drawn on with. */
export type Context = OffscreenCanvasRenderingContext2D;

export function openCanvas(size: SizePx): Context {
  const canvas = new OffscreenCanvas(size.widthPx, size.heightPx);
  // Without VideoEncoder (insecure pages) every picture is read back for ffmpeg, which a canvas on the GPU does slowly.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: typeof VideoEncoder === 'undefined' });
  if (!context) throw new Error('no 2d context');
  return context;
}

/** One picture, of which only the upper `rowsPx` rows are worth anything where that is given. */
interface Layer {
  readonly decoded: Decoded;
  readonly rowsPx?: number;
}

export interface Painter {
  /**
   * Fills the canvas: with the first of the pictures, over it the next one, and what the look draws over them. `begin` is called
   * at once before the first stroke.
   */
  paint(context: Context, layers: readonly Layer[], facts: PictureFacts, begin?: () => void): Promise<void>;
}

/** `mixer`: what the pictures take from those before them, under what is written over them. */
export function openPainter(look: Look, mixer?: Mixer): Painter {
  const drawables = openDrawables(isPlainTone(look.tone) ? undefined : look.tone);
  const lines = openLines(look.lines);
  const hide = openMasks(look.masks);
  return {
    async paint(context, layers, facts, begin) {
      let isBegun = false;
      for (const { decoded, rowsPx } of layers) {
        const drawable = await drawables.of(decoded);
        // Not before: a canvas on the screen would be shown empty.
        if (!isBegun) begin?.();
        if (!isBegun) clear(context);
        isBegun = true;
        paintPicture(context, drawable, look, hide, rowsPx);
      }
      if (!look.colour) makeGrey(context);
      if (mixer) mix(context, mixer);
      lines.paint(context, facts);
    },
  };
}

function clear(context: Context): void {
  context.imageSmoothingQuality = 'high';
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = 'black';
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
}

function paintPicture(context: Context, drawable: Drawable, look: Look, hide: Hide, rowsPx?: number): void {
  const { canvas } = context;
  const { matrix, covered, cutAt } = lookGeometry(drawable, look, { widthPx: canvas.width, heightPx: canvas.height });
  const { pixels, turning } = drawable;
  const isPut = pixels && cutAt && rowsPx === undefined && !isTurned(turning);
  if (isPut) context.putImageData(pixels, -cutAt[0], -cutAt[1]);
  context.save();
  // What was cropped off would stand in the bars.
  context.beginPath();
  context.rect(covered.x, covered.y, covered.width, covered.height);
  context.clip();
  context.setTransform(...matrix);
  if (!isPut) drawUpright(context, drawable, rowsPx);
  hide(context, drawable, rowsPx);
  context.restore();
}

function mix(context: Context, mixer: Mixer): void {
  const pixels = context.getImageData(0, 0, context.canvas.width, context.canvas.height);
  mixer(pixels.data);
  context.putImageData(pixels, 0, 0);
}

/** The blend mode works where `filter` is missing (Safari), and weighs colours as the eye does (Compositing 1, 10.2). */
function makeGrey(context: Context): void {
  context.globalCompositeOperation = 'saturation';
  context.fillStyle = 'black';
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.globalCompositeOperation = 'source-over';
}

/** Draws masks over the picture whose transform is set. */
type Hide = (context: Context, drawable: Drawable, rowsPx?: number) => void;

/** So many cells at most along the longer side: what a face needs to be known by is smaller. */
const mostCells = 40;

function openMasks(masks: readonly Mask[]): Hide {
  let small: Context | undefined;
  return (context, drawable, rowsPx) => {
    const { widthPx, heightPx } = drawable;
    for (const { kind, points } of masks) {
      context.save();
      if (rowsPx !== undefined) {
        context.beginPath();
        context.rect(0, 0, widthPx, rowsPx);
        context.clip();
      }
      const corners = points.map(([x, y]) => [x * widthPx, y * heightPx] as const);
      context.beginPath();
      for (const [x, y] of corners) context.lineTo(x, y);
      context.closePath();
      if (kind === 'fill') {
        context.fillStyle = 'black';
        context.fill();
      } else {
        context.clip();
        small ??= openCanvas({ widthPx: 1, heightPx: 1 });
        context.imageSmoothingEnabled = kind === 'blur';
        drawCoarse(context, drawable, small, corners);
      }
      context.restore();
    }
  };
}

/**
 * The part the corners span, in large cells of one colour each: halved again and again, because not every browser averages what it
 * draws much smaller.
 */
function drawCoarse(
  context: Context,
  drawable: Drawable,
  small: Context,
  corners: readonly (readonly [number, number])[],
): void {
  const { widthPx, heightPx } = drawable;
  const halvings = Math.max(2, Math.ceil(Math.log2(Math.max(widthPx, heightPx) / mostCells)));
  const cellPx = 2 ** halvings;
  const floor = (px: number) => Math.floor(px / cellPx) * cellPx;
  const left = floor(Math.min(...corners.map(([x]) => x)));
  const top = floor(Math.min(...corners.map(([, y]) => y)));
  const across = Math.ceil((Math.max(...corners.map(([x]) => x)) - left) / cellPx);
  const down = Math.ceil((Math.max(...corners.map(([, y]) => y)) - top) / cellPx);
  if (across < 1 || down < 1) return;
  const { canvas } = small;
  let [width, height] = [(across * cellPx) / 2, (down * cellPx) / 2];
  // Setting a size also empties it.
  canvas.width = width;
  canvas.height = height;
  small.setTransform(0.5, 0, 0, 0.5, -left / 2, -top / 2);
  drawUpright(small, drawable);
  small.setTransform(1, 0, 0, 1, 0, 0);
  for (let halving = 1; halving < halvings; halving++) {
    small.drawImage(canvas, 0, 0, width, height, 0, 0, width / 2, height / 2);
    [width, height] = [width / 2, height / 2];
  }
  context.drawImage(canvas, 0, 0, width, height, left, top, across * cellPx, down * cellPx);
}
