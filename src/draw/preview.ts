/** Paints the live picture. */
import type { Jpeg, SizePx } from '../base/flow';
import { filmSize } from '../base/look/geometry';
import { isPlain, type Look, plainLook } from '../base/look/look';
import { openPainter } from './canvas';
import { type Decoded, isFrame, sizeOf } from './decode';
import type { PictureFacts } from './lines/lines';
import { keepsRows } from './orientation';
import { drawUpright, isTurned, openDrawables, openPixelCopier, turningOf } from './pixels';
import { type Decoder, ownDecoder } from './shared';

/**
 * Showing a picture may take a quarter of the time, recording needs the rest: without a GPU painting costs as much as
 * encoding, and a machine that is busy with nine cameras shows fewer pictures and records all of them.
 */
const restTimes = 3;

/** 'skipped': another one was being decoded, or showing took too much of the time. */
type Shown = 'shown' | 'skipped' | 'failed';

/** Shows pictures on a canvas as they come, or as a Look wants them; skips while one is being decoded, and a while after one that took long. */
export interface Preview {
  /** Never rejects: a picture that cannot be shown is the render loop's to report. */
  show(jpeg: Jpeg, facts: PictureFacts): Promise<Shown>;
  /** How pictures are shown from now on; until then as they come. */
  set(look: Look): void;
}

export function openPreview(canvas: OffscreenCanvas, decoder: Pick<Decoder, 'decode'> = ownDecoder): Preview {
  const context = canvas.getContext('2d', { alpha: false });
  const copier = openPixelCopier();
  const drawables = openDrawables();
  let look = plainLook;
  let painter = openPainter(look);
  /** What is on the canvas is more than the picture as it came. */
  let isDrawn = false;
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

  /** True when it is another one than before; what was on the canvas is gone then. */
  const resize = ({ widthPx, heightPx }: SizePx): boolean => {
    if (canvas.width === widthPx && canvas.height === heightPx) return false;
    canvas.width = widthPx;
    canvas.height = heightPx;
    return true;
  };

  const showPlain = async (decoded: Decoded, jpeg: Jpeg) => {
    const put = await prepare(decoded);
    const size = sizeOf(decoded);
    const isNew = resize(size) || isDrawn;
    isDrawn = false;
    // The rows a cut-short picture does not paint stay those of the picture before it.
    const rows =
      jpeg.whole || isNew || !keepsRows(jpeg) ? size.heightPx : Math.min(size.heightPx, jpeg.paintedHeightPx);
    if (rows > 0) put(rows);
  };

  const showDrawn = async (decoded: Decoded, jpeg: Jpeg, facts: PictureFacts) => {
    const size = filmSize(sizeOf(decoded), look);
    const isSame = canvas.width === size.widthPx && canvas.height === size.heightPx;
    // A cut-short picture is not drawn into one that is drawn over already.
    if (!context || (isDrawn && isSame && !jpeg.whole)) return;
    await painter.paint(context, [{ decoded }], facts, () => resize(size));
    isDrawn = true;
  };

  const showNow = async (jpeg: Jpeg, facts: PictureFacts) => {
    const decoded = await decoder.decode(jpeg);
    try {
      await (isPlain(look, sizeOf(decoded)) ? showPlain(decoded, jpeg) : showDrawn(decoded, jpeg, facts));
    } finally {
      decoded.close();
    }
  };

  return {
    set(next) {
      look = next;
      painter = openPainter(next);
    },
    async show(jpeg, facts) {
      const began = performance.now();
      if (busy || began < restUntil) return 'skipped';
      busy = true;
      const shown = await showNow(jpeg, facts).then(
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
