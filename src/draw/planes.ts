/** Copies a part of a picture's own planes, as an encoder takes them: no canvas, and no other colours in between. */
import type { SizePx } from '../base/flow';
import type { Point } from '../base/look/look';
import { type Decoded, isFrame } from './decode';
import { halveChroma } from './i420';
import { isStretched, isTurned, turningOf } from './pixels';

/** A JPEG's planes that stand upright, of full range. Those of a film have a range of their own. */
export function isPlanar(decoded: Decoded): decoded is VideoFrame {
  if (!isFrame(decoded) || (decoded.format !== 'I420' && decoded.format !== 'I422')) return false;
  return decoded.colorSpace.fullRange !== false && !isTurned(turningOf(decoded)) && !isStretched(decoded);
}

export interface PlaneCopier {
  /**
   * Of an I420 or I422 frame the part of this size that begins `at` (even), without any padding, as I420; good until the next call. 4:2:2, as most small
   * cameras' JPEGs are, gets the mean of two rows of colours: an encoder that is given it would drop every other one. A fifth of the time that RGBA in
   * between takes.
   */
  copy(frame: VideoFrame, size: SizePx, at?: Point): Promise<Uint8Array<ArrayBuffer>>;
}

export function openPlaneCopier(): PlaneCopier {
  let planes = new Uint8Array(0);
  return {
    async copy(frame, { widthPx, heightPx }, [x, y] = [0, 0]) {
      const isHalved = frame.format === 'I420';
      const area = widthPx * heightPx;
      const colours = isHalved ? area / 4 : area / 2;
      const length = area + 2 * colours;
      if (planes.length !== length) planes = new Uint8Array(length);
      const { x: left, y: top } = frame.visibleRect!;
      await frame.copyTo(planes, {
        rect: { x: left + x, y: top + y, width: widthPx, height: heightPx },
        layout: [
          { offset: 0, stride: widthPx },
          { offset: area, stride: widthPx / 2 },
          { offset: area + colours, stride: widthPx / 2 },
        ],
      });
      return isHalved ? planes : halveChroma(planes, widthPx, heightPx);
    },
  };
}
