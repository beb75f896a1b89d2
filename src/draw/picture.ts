/** Makes Pictures of decoded frames, raw planes and painted canvases. */
import type { Picture, SizePx } from '../base/flow';
import { i420OfRgba, limitRange } from './i420';
import { openPlaneCopier } from './planes';

/** When and as what a picture goes into the film. */
export interface FrameStamp {
  readonly timestampUs: number;
  readonly sequence: number;
}

/** What ImageDecoder in Chromium says of a JPEG's planes; frames made from a canvas must not change it in mid-film. */
const jpegColourSpace: VideoColorSpaceInit = {
  matrix: 'smpte170m',
  primaries: 'bt709',
  transfer: 'iec61966-2-1',
  fullRange: true,
};

/** Takes `decoded` over. */
export function pictureOfFrame(decoded: VideoFrame, size: SizePx, stamp: FrameStamp): Picture {
  const { widthPx, heightPx } = size;
  return {
    stage: 'picture',
    ...size,
    ...stamp,
    // An odd frame is cut to even; the decoder's own timestamp is always 0.
    frame: () =>
      new VideoFrame(decoded, {
        timestamp: stamp.timestampUs,
        visibleRect: { x: 0, y: 0, width: widthPx, height: heightPx },
        displayWidth: widthPx,
        displayHeight: heightPx,
      }),
    async i420() {
      const { format } = decoded;
      if (format !== 'I420' && format !== 'I422') {
        return i420OfRgba(await copyRgba(decoded, size), widthPx, heightPx, 'limited');
      }
      const planes = await openPlaneCopier().copy(decoded, size);
      if (decoded.colorSpace.fullRange) limitRange(planes, widthPx, heightPx);
      return planes;
    },
    close: () => decoded.close(),
  };
}

/** Full-range planes as a frame in the JPEG's colour space. */
export function frameOfPlanes(planes: Uint8Array, size: SizePx, timestampUs: number): VideoFrame {
  return new VideoFrame(planes as Uint8Array<ArrayBuffer>, {
    format: 'I420',
    codedWidth: size.widthPx,
    codedHeight: size.heightPx,
    timestamp: timestampUs,
    colorSpace: jpegColourSpace,
  });
}

/**
 * The canvas belongs to the picture until it is closed. `colourSpace` 'jpeg' makes frames like the decoder's planes, for
 * films that began with those: an encoder that meets another colour space begins a new parameter set.
 */
export function pictureOfCanvas(
  context: OffscreenCanvasRenderingContext2D,
  size: SizePx,
  stamp: FrameStamp,
  colourSpace: 'jpeg' | 'canvas',
  giveBack: (context: OffscreenCanvasRenderingContext2D) => void,
): Picture {
  const { widthPx, heightPx } = size;
  const pixels = () => context.getImageData(0, 0, widthPx, heightPx).data;
  let closed = false;
  return {
    stage: 'picture',
    ...size,
    ...stamp,
    frame: () =>
      colourSpace === 'jpeg'
        ? frameOfPlanes(i420OfRgba(pixels(), widthPx, heightPx, 'full'), size, stamp.timestampUs)
        : new VideoFrame(context.canvas, { timestamp: stamp.timestampUs, alpha: 'discard' }),
    i420: async () => i420OfRgba(pixels(), widthPx, heightPx, 'limited'),
    close() {
      if (closed) return;
      closed = true;
      giveBack(context);
    },
  };
}

async function copyRgba(frame: VideoFrame, size: SizePx): Promise<Uint8Array> {
  const { widthPx, heightPx } = size;
  const rgba = new Uint8Array(widthPx * heightPx * 4);
  const rect = { x: 0, y: 0, width: widthPx, height: heightPx };
  await frame.copyTo(rgba, { rect, format: 'RGBA', layout: [{ offset: 0, stride: widthPx * 4 }] });
  return rgba;
}
