/** Paints the live picture, and makes the small JPEG of the library. */
import type { Jpeg, SizePx } from '../base/flow';
import type { Look } from '../base/options';
import { Trouble } from '../base/trouble';
import { clear, makeGrey, openCanvas, paint } from './canvas';
import { type Decoded, decode, isFrame, sizeOf } from './decode';
import { filmSize } from './fit';
import { drawUpright, isTurned, openDrawables, openPixelCopier, turningOf } from './pixels';
import { type Decoder, ownDecoder } from './shared';

const thumbnailWidthPx = 320;

/**
 * Showing a picture may take a quarter of the time, recording needs the rest: without a GPU painting costs as much as
 * encoding, and a machine that is busy with nine cameras shows fewer pictures and records all of them.
 */
const restTimes = 3;

/** 'skipped': another one was being decoded, or showing took too much of the time. */
type Shown = 'shown' | 'skipped' | 'failed';

/** Shows pictures on a canvas as they come; skips while one is being decoded, and a while after one that took long. */
export interface Preview {
  /** Never rejects: a picture that cannot be shown is the render loop's to report. */
  show(jpeg: Jpeg): Promise<Shown>;
}

export function openPreview(canvas: OffscreenCanvas, decoder: Pick<Decoder, 'decode'> = ownDecoder): Preview {
  const context = canvas.getContext('2d', { alpha: false });
  const copier = openPixelCopier();
  const drawables = openDrawables();
  let busy = false;
  let restUntil = 0;

  /** Most pictures are upright: their pixels need no canvas in between. */
  const prepare = async (decoded: Decoded): Promise<(rowsPx: number) => void> => {
    const isUpright = isFrame(decoded) && !isTurned(turningOf(decoded));
    const pixels = isUpright ? await copier.copy(decoded) : undefined;
    if (pixels) return (rowsPx) => context?.putImageData(pixels, 0, 0, 0, 0, pixels.width, rowsPx);
    const drawable = await drawables.of(decoded);
    return (rowsPx) => context && drawUpright(context, drawable, rowsPx);
  };

  const showNow = async (jpeg: Jpeg) => {
    const decoded = await decoder.decode(jpeg);
    try {
      const put = await prepare(decoded);
      const { widthPx, heightPx } = sizeOf(decoded);
      const newSize = canvas.width !== widthPx || canvas.height !== heightPx;
      if (newSize) {
        canvas.width = widthPx;
        canvas.height = heightPx;
      }
      // The rows a cut-short picture does not paint stay those of the picture before it.
      const rows = jpeg.whole || newSize ? heightPx : Math.min(heightPx, jpeg.paintedHeightPx);
      if (rows > 0) put(rows);
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

/** A small JPEG (at most 320 px wide) for the library. Rejects with Trouble 'draw/undecodable'. */
export async function thumbnail(jpeg: Jpeg, look: Look): Promise<Uint8Array> {
  const decoded = await decode(jpeg);
  const context = openCanvas(smaller(filmSize(sizeOf(decoded), look)));
  clear(context);
  paint(context, await openDrawables().of(decoded), look.rotateDegrees);
  decoded.close();
  if (!look.colour) makeGrey(context);
  const blob = await context.canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 }).catch((cause: unknown) => {
    throw new Trouble('draw/undecodable', 'no thumbnail', { cause });
  });
  return new Uint8Array(await blob.arrayBuffer());
}

function smaller({ widthPx, heightPx }: SizePx): SizePx {
  const scale = Math.min(1, thumbnailWidthPx / widthPx);
  return { widthPx: Math.max(1, Math.round(widthPx * scale)), heightPx: Math.max(1, Math.round(heightPx * scale)) };
}
