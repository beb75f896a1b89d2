/** The canvas pictures are drawn on where drawing is needed: turned, fitted, grey, with the clock burnt in. */

import type { SizePx } from '../base/flow';
import type { Look } from '../base/options';
import { fitInto } from './fit';
import { type Drawable, drawUpright } from './pixels';

/** A canvas is handed on as the context it is drawn on with. */
export type Context = OffscreenCanvasRenderingContext2D;

/** Cosine and sine, exact: Math.cos(Math.PI / 2) is not zero and would blur. */
const quarterTurns: Readonly<Record<Look['rotateDegrees'], readonly [number, number]>> = {
  0: [1, 0],
  90: [0, 1],
  180: [-1, 0],
  270: [0, -1],
};

export function openCanvas(size: SizePx): Context {
  const canvas = new OffscreenCanvas(size.widthPx, size.heightPx);
  // Without VideoEncoder (insecure pages) every picture is read back for ffmpeg, which a canvas on the GPU does slowly.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: typeof VideoEncoder === 'undefined' });
  if (!context) throw new Error('no 2d context');
  context.imageSmoothingQuality = 'high';
  return context;
}

export function clear(context: Context): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = 'black';
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
}

/** Paints the upper `rowsPx` rows of the picture at its place; leaves everything else as it was. */
export function paint(context: Context, source: Drawable, rotateDegrees: Look['rotateDegrees'], rowsPx?: number): void {
  const { canvas } = context;
  const at = fitInto(source, { widthPx: canvas.width, heightPx: canvas.height }, rotateDegrees);
  const [cos, sin] = quarterTurns[rotateDegrees];
  context.setTransform(
    at.scale * cos,
    at.scale * sin,
    at.scale * -sin,
    at.scale * cos,
    at.leftPx + (at.turned.widthPx * at.scale) / 2,
    at.topPx + (at.turned.heightPx * at.scale) / 2,
  );
  context.translate(-source.widthPx / 2, -source.heightPx / 2);
  drawUpright(context, source, rowsPx);
  context.setTransform(1, 0, 0, 1, 0, 0);
}

/** The blend mode works where `filter` is missing (Safari), and weighs colours as the eye does (Compositing 1, 10.2). */
export function makeGrey(context: Context): void {
  context.globalCompositeOperation = 'saturation';
  context.fillStyle = 'black';
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.globalCompositeOperation = 'source-over';
}

/** Burns date and time in, in this device's time zone, at the bottom left: cameras write their own at the top. */
export function paintClock(context: Context, shownAt: number): void {
  const { canvas } = context;
  const sizePx = Math.max(12, Math.round(Math.min(canvas.height / 22, canvas.width / 26)));
  const margin = Math.round(sizePx / 2);
  context.font = `600 ${sizePx}px ui-monospace, Menlo, Consolas, monospace`;
  context.textBaseline = 'bottom';
  context.lineJoin = 'round';
  context.lineWidth = Math.max(2, sizePx / 5);
  context.strokeStyle = 'black';
  context.fillStyle = 'white';
  const text = clockText(shownAt);
  context.strokeText(text, margin, canvas.height - margin);
  context.fillText(text, margin, canvas.height - margin);
}

/** 'YYYY-MM-DD hh:mm:ss', local time: every digit keeps its place, and no country reads it wrongly (ISO 8601). */
export function clockText(shownAt: number): string {
  const date = new Date(shownAt);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
