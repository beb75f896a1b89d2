/** Jpeg in, a canvas painted (the live preview) or a small JPEG out (the library's thumbnail). */
import type { Jpeg, SizePx } from '../base/flow';
import type { Look } from '../base/options';
import { Trouble } from '../base/trouble';
import { clear, makeGrey, openEasel, paint } from './canvas';
import { type Decoded, decode, isFrame, sizeOf } from './decode';
import { filmSize } from './fit';

const thumbnailWidthPx = 320;

/**
 * Showing a picture may take a quarter of the time, recording needs the rest: without a GPU painting costs as much as
 * encoding, and a machine that is busy with nine cameras shows fewer pictures and records all of them.
 */
const restTimes = 3;

/** 'skipped': another one was being decoded, or showing took too much of the time. */
export type Shown = 'shown' | 'skipped' | 'failed';

/** Shows pictures on a canvas as they come; skips while one is being decoded, and a while after one that took long. */
export interface Preview {
  /** Never rejects: a picture that cannot be shown is the render loop's to report. */
  show(jpeg: Jpeg): Promise<Shown>;
}

export function openPreview(canvas: OffscreenCanvas): Preview {
  const context = canvas.getContext('2d', { alpha: false });
  const put = openPut();
  let busy = false;
  let restUntil = 0;

  const showNow = async (jpeg: Jpeg) => {
    const decoded = await decode(jpeg);
    const { widthPx, heightPx } = sizeOf(decoded);
    const newSize = canvas.width !== widthPx || canvas.height !== heightPx;
    if (newSize) {
      canvas.width = widthPx;
      canvas.height = heightPx;
    }
    // The rows a cut-short picture does not paint stay those of the picture before it.
    const rows = jpeg.whole || newSize ? heightPx : Math.min(heightPx, jpeg.paintedHeightPx);
    try {
      if (rows > 0 && context) await put(context, decoded, rows);
    } finally {
      decoded.close();
    }
  };

  return {
    async show(jpeg) {
      const began = performance.now();
      if (busy || began < restUntil) return 'skipped';
      busy = true;
      const shown = await showNow(jpeg).then(
        () => 'shown' as const,
        () => 'failed' as const,
      );
      const ended = performance.now();
      restUntil = ended + restTimes * (ended - began);
      busy = false;
      return shown;
    },
  };
}

/** Paints the upper rows of a picture. */
type Put = (context: OffscreenCanvasRenderingContext2D, decoded: Decoded, rowsPx: number) => Promise<void>;

/**
 * Where there is no GPU, Chromium keeps a decoded copy of every VideoFrame that is drawn (cc/image_memory): a page that shows
 * 15 pictures a second holds 283 MB, and 73 MB when their pixels are copied out instead, for the same work. In Firefox a copy
 * costs half as much again as drawing. Figures of both: docs/performance.md. A Chromium that cannot copy as RGBA draws.
 */
function openPut(): Put {
  let pixels: ImageData | undefined;
  let canCopy = isChromium();

  const copied = async (frame: VideoFrame): Promise<ImageData | undefined> => {
    const { displayWidth: width, displayHeight: height } = frame;
    if (pixels?.width !== width || pixels.height !== height) pixels = new ImageData(width, height);
    try {
      await frame.copyTo(pixels.data, { format: 'RGBA' });
      return pixels;
    } catch {
      canCopy = false;
      return undefined;
    }
  };

  return async (context, decoded, rowsPx) => {
    const { widthPx } = sizeOf(decoded);
    const data = canCopy && isFrame(decoded) && isUpright(decoded) ? await copied(decoded) : undefined;
    if (data) context.putImageData(data, 0, 0, 0, 0, widthPx, rowsPx);
    else context.drawImage(decoded, 0, 0, widthPx, rowsPx, 0, 0, widthPx, rowsPx);
  };
}

/** Only Chromium has client hints; in secure pages, as WebCodecs. */
function isChromium(): boolean {
  return 'userAgentData' in navigator;
}

/** A copy takes the pixels as they are stored: one that is shown turned or stretched has to be drawn. */
function isUpright(frame: VideoFrame): boolean {
  const { rotation = 0, flip = false } = frame as VideoFrame & { rotation?: number; flip?: boolean };
  const { visibleRect, displayWidth, displayHeight } = frame;
  return rotation === 0 && !flip && visibleRect?.width === displayWidth && visibleRect.height === displayHeight;
}

/** A small JPEG (at most 320 px wide) for the library. Rejects with Trouble 'draw/undecodable'. */
export async function thumbnail(jpeg: Jpeg, look: Look): Promise<Uint8Array> {
  const decoded = await decode(jpeg);
  const easel = openEasel(smaller(filmSize(sizeOf(decoded), look)));
  clear(easel);
  paint(easel, decoded, look.rotateDegrees);
  decoded.close();
  if (!look.colour) makeGrey(easel);
  const blob = await easel.canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 }).catch((cause: unknown) => {
    throw new Trouble('draw/undecodable', 'no thumbnail', { cause });
  });
  return new Uint8Array(await blob.arrayBuffer());
}

function smaller({ widthPx, heightPx }: SizePx): SizePx {
  const scale = Math.min(1, thumbnailWidthPx / widthPx);
  return { widthPx: Math.max(1, Math.round(widthPx * scale)), heightPx: Math.max(1, Math.round(heightPx * scale)) };
}
