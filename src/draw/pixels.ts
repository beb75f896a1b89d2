/**
 * Decoded pictures as something that may be drawn again and again. Where there is no GPU, Chromium keeps a decoded copy of
 * every VideoFrame that is drawn on a canvas (cc/image_memory), some hundred MB of them; pixels that are copied out and put
 * leave none, and a canvas they were put on may be drawn. Figures, also of other browsers: docs/performance.md.
 */

import type { SizePx } from '../base/flow';
import type { Tone } from '../base/look/look';
import { type Decoded, isFrame, sizeOf } from './decode';
import { openToner } from './tone';

/** Clockwise, then mirrored left to right: as EXIF asks for. */
export interface Turning {
  readonly quarters: 0 | 1 | 2 | 3;
  readonly isMirrored: boolean;
}

const unturned: Turning = { quarters: 0, isMirrored: false };

export function turningOf(frame: VideoFrame): Turning {
  const { rotation = 0, flip = false } = frame as VideoFrame & { rotation?: number; flip?: boolean };
  return { quarters: ((rotation / 90) % 4) as Turning['quarters'], isMirrored: flip };
}

export function isTurned({ quarters, isMirrored }: Turning): boolean {
  return quarters !== 0 || isMirrored;
}

export interface PixelCopier {
  /** As they are stored, good until the next call; undefined where drawing is the better way, or the only one. */
  copy(decoded: Decoded): Promise<ImageData | undefined>;
}

export function openPixelCopier(): PixelCopier {
  let canCopy = isChromium();
  let pixels: ImageData | undefined;

  return {
    async copy(decoded) {
      if (!canCopy || !isFrame(decoded) || !decoded.visibleRect || isStretched(decoded)) return undefined;
      const { width, height } = decoded.visibleRect;
      if (pixels?.width !== width || pixels.height !== height) pixels = new ImageData(width, height);
      try {
        await decoded.copyTo(pixels.data, { format: 'RGBX' });
        return pixels;
      } catch {
        // A Chromium that copies planes only.
        canCopy = false;
        return undefined;
      }
    },
  };
}

/** Only Chromium has client hints; in secure pages, as WebCodecs. */
function isChromium(): boolean {
  return 'userAgentData' in navigator;
}

export function isStretched(frame: VideoFrame): boolean {
  const { width, height } = frame.visibleRect!;
  const [shownWidth, shownHeight] = turningOf(frame).quarters % 2 === 0 ? [width, height] : [height, width];
  return shownWidth !== frame.displayWidth || shownHeight !== frame.displayHeight;
}

/** What can be drawn, and how it has still to be turned; its size is as shown. */
export interface Drawable extends SizePx {
  image(): CanvasImageSource;
  readonly turning: Turning;
  /** What the image shows, where it was copied: put where it belongs it needs no canvas in between. */
  readonly pixels?: ImageData;
}

export interface Drawables {
  /** Good until the next call, and no longer than `decoded`. */
  of(decoded: Decoded): Promise<Drawable>;
}

/** `tone`: their pixels have it already; undefined = as they are. */
export function openDrawables(tone?: Tone): Drawables {
  const copier = openPixelCopier();
  const toned = tone && openToner(tone);
  let canvas: OffscreenCanvas | undefined;

  /** Empty, or with what was drawn on it before. */
  function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D | null {
    if (canvas?.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height);
    return canvas.getContext('2d', { alpha: false, willReadFrequently: toned !== undefined });
  }

  /** Put there when it is asked for first. */
  function onCanvas(pixels: ImageData): Drawable['image'] {
    let isPut = false;
    return () => {
      if (!isPut) contextOf(pixels.width, pixels.height)?.putImageData(pixels, 0, 0);
      isPut = true;
      return canvas!;
    };
  }

  return {
    async of(decoded) {
      const size = sizeOf(decoded);
      let pixels = await copier.copy(decoded);
      let turning = pixels && isFrame(decoded) ? turningOf(decoded) : unturned;
      if (!pixels && toned) {
        const context = contextOf(size.widthPx, size.heightPx);
        context?.drawImage(decoded, 0, 0);
        pixels = context?.getImageData(0, 0, size.widthPx, size.heightPx);
        turning = unturned;
      }
      if (!pixels) return { ...size, image: () => decoded, turning };
      toned?.(pixels.data);
      return { ...size, turning, pixels, image: onCanvas(pixels) };
    },
  };
}

type Matrix = readonly [number, number, number, number, number, number];

/** Draws the upper `rowsPx` rows of the upright picture, its corner at the origin of the transform that is set. */
export function drawUpright(
  context: OffscreenCanvasRenderingContext2D,
  { image, turning, widthPx, heightPx }: Drawable,
  rowsPx = heightPx,
): void {
  context.save();
  if (rowsPx < heightPx) {
    context.beginPath();
    context.rect(0, 0, widthPx, rowsPx);
    context.clip();
  }
  if (turning.isMirrored) context.transform(-1, 0, 0, 1, widthPx, 0);
  const quarterTurns: readonly Matrix[] = [
    [1, 0, 0, 1, 0, 0],
    [0, 1, -1, 0, widthPx, 0],
    [-1, 0, 0, -1, widthPx, heightPx],
    [0, -1, 1, 0, 0, heightPx],
  ];
  context.transform(...quarterTurns[turning.quarters]!);
  context.drawImage(image(), 0, 0);
  context.restore();
}
