/**
 * Makes the pictures of a film: decodes them, and draws what their Look asks for. Also paints the live picture, and makes single
 * ones.
 */
import type { Jpeg, Picture, SizePx } from '../base/flow';
import { lookGeometry } from '../base/look/geometry';
import { isUndrawn, isUnpainted, type Look } from '../base/look/look';
import { Trouble } from '../base/trouble';
import { type Context, openCanvas, openPainter } from './canvas';
import { type Decoded, hasVideoFrame, isFrame, sizeOf } from './decode';
import { type DrawFacts, factsOf, openLines } from './lines/lines';
import { keepsRows } from './orientation';
import { isMixed, type OverTime, openMixer } from './over-time/over-time';
import { type FrameStamp, frameOfPlanes, pictureOfCanvas, pictureOfFrame } from './picture';
import { isTurned, turningOf } from './pixels';
import { isPlanar, openPlaneCopier } from './planes';
import { type Decoder, ownDecoder } from './shared';

export { filmSize } from '../base/look/geometry';
export { hasImageDecoder, hideImageDecoder, tryImageDecoder } from './decode';
export { type DrawFacts, factsOf, type PictureFacts } from './lines/lines';
export { orientationOf, shownSize } from './orientation';
export { pictureOfFrame } from './picture';
export { openPreview, type Preview } from './preview';
export { type Decoder, openSharedDecoding, type SharedDecoding } from './shared';
export {
  fullJpeg,
  hasWebp,
  hiddenIn,
  openPixels,
  openScaler,
  seenAs,
  smallJpeg,
  thumbnail,
  toJpeg,
  webpOf,
} from './still';
export { openTiles, type Tiles } from './tiles/tiles';

export interface Draw {
  /**
   * Several calls may be under way at once: they decode side by side and resolve in the order of the calls. Rejects with
   * Trouble 'draw/undecodable'.
   */
  draw(jpeg: Jpeg, stamp: FrameStamp): Promise<Picture>;
  close(): void;
}

export interface DrawOptions {
  readonly look: Look;
  /** Of the film. */
  readonly size: SizePx;
  /**
   * What becomes of rows that a picture with missing MCUs does not paint: 'fill' keeps those of the last whole picture, 'keep'
   * leaves what the decoder makes of them (grey).
   */
  readonly partial: 'fill' | 'keep';
  readonly facts: DrawFacts;
  /** What each picture takes from those before it. */
  readonly overTime?: OverTime | undefined;
}

/**
 * Where nothing is done to the picture, the decoded frame itself is handed on; where it is only cropped or written on, a copy of its planes; else it goes by
 * way of a canvas.
 * `decoder` is closed with it.
 */
export function openDraw(
  { look, size, partial, facts, overTime = {} }: DrawOptions,
  decoder: Decoder = ownDecoder,
): Draw {
  const free: Context[] = [];
  const isUnmixed = !isMixed(overTime);
  const painter = openPainter(look, isUnmixed ? undefined : openMixer(overTime));
  const copier = openPlaneCopier();
  const lines = openLines(look.lines);
  let turn: Promise<unknown> = Promise.resolve();
  let lastWhole: Decoded | undefined;
  // One film, one colour space: that of its first picture.
  let colourSpace: 'jpeg' | 'canvas' | undefined;

  const fills = (jpeg: Jpeg) => partial === 'fill' && !jpeg.whole && lastWhole !== undefined && keepsRows(jpeg);

  const directly = async (decoded: Decoded, jpeg: Jpeg, stamp: FrameStamp): Promise<Picture | undefined> => {
    if (!isUnpainted(look) || !isUnmixed || fills(jpeg) || !hasVideoFrame()) return undefined;
    const { cutAt } = lookGeometry(sizeOf(decoded), look, size);
    if (!cutAt || (colourSpace ?? spaceOf(decoded)) !== spaceOf(decoded)) return undefined;
    const isAsItComes = look.colour && isUndrawn(look);
    if (isPlanar(decoded) && !(isAsItComes && decoded.format === 'I420')) {
      const planes = await copier.copy(decoded, size, cutAt);
      if (!look.colour) planes.fill(128, size.widthPx * size.heightPx);
      lines.print(planes, size, factsOf(facts, jpeg, stamp));
      return pictureOfFrame(frameOfPlanes(planes, size, stamp.timestampUs), size, stamp);
    }
    if (!isAsItComes) return undefined;
    const frame = isFrame(decoded) ? decoded.clone() : new VideoFrame(decoded, { timestamp: 0 });
    // A frame that carries its own turn (EXIF; also one made from a bitmap) must be painted: an encoder would drop it.
    if (!isTurned(turningOf(frame))) return pictureOfFrame(frame, size, stamp);
    frame.close();
    return undefined;
  };

  const byCanvas = async (decoded: Decoded, jpeg: Jpeg, stamp: FrameStamp): Promise<Picture> => {
    const context = free.pop() ?? openCanvas(size);
    const under = fills(jpeg) && lastWhole ? [{ decoded: lastWhole }] : [];
    const layer = under.length > 0 ? { decoded, rowsPx: jpeg.paintedHeightPx } : { decoded };
    await painter.paint(context, [...under, layer], factsOf(facts, jpeg, stamp));
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
