/** JPEGs of a moving scene: a camera without any server, for static hosting and offline. */
import type { Clock } from '../../base/clock';
import {
  captionShapes,
  clockText,
  phaseAt,
  placeShape,
  type Shape,
  sceneBackdrop,
  sceneMovers,
  stripShapes,
} from '../../base/scene/scene';
import { sleep } from '../../base/sleep';
import { openGrid } from '../pace/pace';

export interface DemoOptions {
  readonly fps: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Number and time in blocks along the bottom, which a test reads back from the film. */
  readonly strip: boolean;
}

export interface Demo {
  /** The next picture, when its time on the grid has come; rejects with the signal's reason. */
  next(signal: AbortSignal): Promise<Uint8Array>;
}

type Context = OffscreenCanvasRenderingContext2D;

/** A camera's usual quality; about 25 kB at 640 x 480. */
const quality = 0.8;

export function openDemo({ fps, widthPx, heightPx, strip }: DemoOptions, clock: Clock): Demo {
  const grid = openGrid(fps);
  const place = (shape: Shape) => placeShape(shape, widthPx, heightPx, { pan: 0, tilt: 0 });
  const [canvas, context] = createCanvas(widthPx, heightPx);
  const [backdrop, backdropContext] = createCanvas(widthPx, heightPx);
  for (const shape of sceneBackdrop()) paint(backdropContext, place(shape));
  let frame = 0;

  async function next(signal: AbortSignal): Promise<Uint8Array> {
    await sleep(grid.waitMs(clock.now()), signal);
    const takenAt = Math.round(clock.now());
    context.drawImage(backdrop, 0, 0);
    for (const shape of sceneMovers(phaseAt(takenAt))) paint(context, place(shape));
    for (const shape of captionShapes('Demo', clockText(takenAt), widthPx)) paint(context, shape);
    if (strip) for (const shape of stripShapes({ frame: frame++, takenAt }, widthPx, heightPx)) paint(context, shape);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    signal.throwIfAborted();
    return new Uint8Array(await blob.arrayBuffer());
  }
  return { next };
}

function createCanvas(widthPx: number, heightPx: number): readonly [OffscreenCanvas, Context] {
  const canvas = new OffscreenCanvas(widthPx, heightPx);
  // Read back for every picture: a canvas in main memory spares the way from the graphics card.
  return [canvas, canvas.getContext('2d', { alpha: false, willReadFrequently: true })!];
}

function paint(context: Context, { points, colour, fade }: Shape): void {
  context.beginPath();
  for (let i = 0; i < points.length; i += 2) context.lineTo(points[i]!, points[i + 1]!);
  context.closePath();
  if (fade) {
    const heights = points.filter((_, i) => i % 2 === 1);
    const gradient = context.createLinearGradient(0, Math.min(...heights), 0, Math.max(...heights));
    gradient.addColorStop(0, `rgb(${colour})`);
    gradient.addColorStop(1, `rgb(${fade})`);
    context.fillStyle = gradient;
  } else context.fillStyle = `rgb(${colour})`;
  context.fill();
}
