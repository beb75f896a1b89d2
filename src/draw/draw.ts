/** Jpeg in, Picture out: decodes, turns, fits to the film's size, draws clock and colour mode. Also paints the live preview. */
import type { Jpeg, Look, Picture } from '../base/flow';

export interface SizePx {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** When and as what a picture goes into the film. */
export interface Slot {
  readonly timestampUs: number;
  readonly sequence: number;
}

export interface Draw {
  /** Several calls may be under way at once; they resolve in any order. Rejects with Trouble 'draw/undecodable'. */
  draw(jpeg: Jpeg, slot: Slot): Promise<Picture>;
  close(): void;
}

/** The film's size for a first picture: turned as the look says, rounded to even (H.264 4:2:0 needs it). */
export declare function filmSize(jpeg: Jpeg, look: Look): SizePx;

/** `partial` says what becomes of rows that a picture with missing MCUs does not paint. */
export declare function openDraw(look: Look, size: SizePx, partial: 'fill' | 'keep'): Draw;

/** Shows pictures on a canvas as they come; skips while one is being decoded. */
export interface Preview {
  show(jpeg: Jpeg): Promise<void>;
}
export declare function openPreview(canvas: OffscreenCanvas): Preview;

/** A small JPEG (at most 320 px wide) for the library. */
export declare function thumbnail(jpeg: Jpeg, look: Look): Promise<Uint8Array>;
