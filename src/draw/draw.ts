/**
 * Makes the pictures of a film: decodes, turns, fits to the film's size, draws clock and colour mode. Also paints the live
 * preview.
 */
import type { Jpeg, Picture, SizePx } from '../base/flow';
import type { Look } from '../base/options';
import { Trouble } from '../base/trouble';
import { type Context, clear, makeGrey, openCanvas, paint, paintClock } from './canvas';
import { type Decoded, hasVideoFrame, isFrame, sizeOf } from './decode';
import { fitInto, isExact } from './fit';
import { copyPlanes, type FrameStamp, frameOfPlanes, pictureOfCanvas, pictureOfFrame } from './picture';
import { isTurned, openDrawables, turningOf } from './pixels';
import { type Decoder, ownDecoder } from './shared';

export { hasImageDecoder, hideImageDecoder, tryImageDecoder } from './decode';
export { filmSize } from './fit';
export { orientationOf, shownSize } from './orientation';
export { pictureOfFrame } from './picture';
export { openPreview, type Preview, thumbnail } from './preview';
export { type Decoder, openSharedDecoding, type SharedDecoding } from './shared';
export { toJpeg } from './still';

export interface Draw {
  /**
   * Several calls may be under way at once: they decode side by side and resolve in the order of the calls. Rejects with
   * Trouble 'draw/undecodable'.
   */
  draw(jpeg: Jpeg, stamp: FrameStamp): Promise<Picture>;
  close(): void;
}

/**
 * `partial` says what becomes of rows that a picture with missing MCUs does not paint: 'fill' keeps those of the last
 * whole picture, 'keep' leaves what the decoder makes of them (grey).
 *
 * Where nothing is drawn over the picture, the decoded frame itself is handed on; else it goes by way of a canvas.
 * `decoder` is closed with it.
 */
export function openDraw(look: Look, size: SizePx, partial: 'fill' | 'keep', decoder: Decoder = ownDecoder): Draw {
  const free: Context[] = [];
  const drawables = openDrawables();
  let turn: Promise<unknown> = Promise.resolve();
  let lastWhole: Decoded | undefined;
  // One film, one colour space: that of its first picture.
  let colourSpace: 'jpeg' | 'canvas' | undefined;

  const fills = (jpeg: Jpeg) => partial === 'fill' && !jpeg.whole && lastWhole !== undefined;

  const directly = async (decoded: Decoded, jpeg: Jpeg, stamp: FrameStamp): Promise<Picture | undefined> => {
    if (look.clock || look.rotateDegrees !== 0 || fills(jpeg) || !hasVideoFrame()) return undefined;
    if (!isExact(fitInto(sizeOf(decoded), size, 0))) return undefined;
    if ((colourSpace ?? spaceOf(decoded)) !== spaceOf(decoded)) return undefined;
    if (!look.colour && !isPlanar(decoded)) return undefined;
    if (look.colour) {
      const frame = isFrame(decoded) ? decoded.clone() : new VideoFrame(decoded, { timestamp: 0 });
      // A frame that carries its own turn (EXIF; also one made from a bitmap) must be painted: an encoder would drop it.
      if (!isTurned(turningOf(frame))) return pictureOfFrame(frame, size, stamp);
      frame.close();
      return undefined;
    }
    if (!isFrame(decoded)) return undefined;
    if (isTurned(turningOf(decoded))) return undefined;
    const planes = await copyPlanes(decoded, size);
    planes.fill(128, size.widthPx * size.heightPx);
    return pictureOfFrame(frameOfPlanes(planes, size, stamp.timestampUs), size, stamp);
  };

  const byCanvas = async (decoded: Decoded, jpeg: Jpeg, stamp: FrameStamp): Promise<Picture> => {
    const context = free.pop() ?? openCanvas(size);
    clear(context);
    if (fills(jpeg) && lastWhole) {
      paint(context, await drawables.of(lastWhole), look.rotateDegrees);
      paint(context, await drawables.of(decoded), look.rotateDegrees, jpeg.paintedHeightPx);
    } else {
      paint(context, await drawables.of(decoded), look.rotateDegrees);
    }
    if (!look.colour) makeGrey(context);
    if (look.clock) paintClock(context, jpeg.arrivedAt);
    return pictureOfCanvas(context, size, stamp, colourSpace ?? 'canvas', (used) => free.push(used));
  };

  const finish = async (decoding: Promise<Decoded>, jpeg: Jpeg, stamp: FrameStamp): Promise<Picture> => {
    const decoded = await decoding;
    try {
      const direct = await directly(decoded, jpeg, stamp);
      const picture = direct ?? (await byCanvas(decoded, jpeg, stamp));
      colourSpace ??= direct ? spaceOf(decoded) : 'canvas';
      return picture;
    } catch (cause) {
      throw new Trouble('draw/undecodable', 'decoded, but not drawn', { cause });
    } finally {
      if (partial === 'fill' && jpeg.whole) {
        lastWhole?.close();
        lastWhole = decoded;
      } else {
        decoded.close();
      }
    }
  };

  return {
    draw(jpeg, stamp) {
      const decoding = decoder.decode(jpeg);
      const before = turn;
      const result = before.then(() => finish(decoding, jpeg, stamp));
      turn = result.catch(() => {});
      decoding.catch(() => {});
      return result;
    },
    close() {
      turn = turn.then(() => {
        lastWhole?.close();
        lastWhole = undefined;
        free.length = 0;
        decoder.close();
      });
    },
  };
}

/**
 * The JPEG's own planes carry its colour space, whatever their sampling (4:2:0, or 4:2:2 as most small cameras send); all
 * else is RGB, as frames of a canvas are.
 */
function spaceOf(decoded: Decoded): 'jpeg' | 'canvas' {
  return isFrame(decoded) && decoded.format?.startsWith('I4') ? 'jpeg' : 'canvas';
}

/** The JPEG's own planes as an encoder takes them without any conversion. */
function isPlanar(decoded: Decoded): boolean {
  return isFrame(decoded) && decoded.format === 'I420';
}
