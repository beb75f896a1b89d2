/** Where a picture lies in a film of another size or turn. Pure arithmetic. */
import type { SizePx } from '../base/flow';
import type { Look } from '../base/options';

/** Where a turned picture lies in the film, and how much larger it is drawn. */
export interface Fit {
  readonly scale: number;
  readonly leftPx: number;
  readonly topPx: number;
  readonly turned: SizePx;
}

/**
 * The largest picture of H.264 level 5.2 is 36864 macroblocks of 16 x 16 px, its longest side the root of 8 times that
 * (ITU-T H.264, table A-1 and A.3.1). Two in a hundred are left for sides that end within a macroblock.
 */
const maxFilmAreaPx = 36864 * 256 * 0.98;
const maxFilmSidePx = 8688;

/**
 * The film's size for pictures shown like this (orientation.ts): turned as the look says, rounded down to even (H.264 4:2:0
 * needs it), and made smaller where no H.264 level would hold it.
 */
export function filmSize(shown: SizePx, look: Look): SizePx {
  const size = turn(shown, look.rotateDegrees);
  const scale = filmScale(size);
  return { widthPx: even(size.widthPx * scale), heightPx: even(size.heightPx * scale) };
}

/** How much smaller a picture must be drawn so that some H.264 level holds it; 1 = not at all. */
export function filmScale({ widthPx, heightPx }: SizePx): number {
  return Math.min(1, Math.sqrt(maxFilmAreaPx / (widthPx * heightPx)), maxFilmSidePx / Math.max(widthPx, heightPx));
}

/** An odd picture is cut by its last row and column rather than scaled, which would blur it. */
export function fitInto(source: SizePx, film: SizePx, rotateDegrees: Look['rotateDegrees']): Fit {
  const turned = turn(source, rotateDegrees);
  if (even(turned.widthPx) === film.widthPx && even(turned.heightPx) === film.heightPx) {
    return { scale: 1, leftPx: 0, topPx: 0, turned };
  }
  const scale = Math.min(film.widthPx / turned.widthPx, film.heightPx / turned.heightPx);
  return {
    scale,
    leftPx: Math.round((film.widthPx - turned.widthPx * scale) / 2),
    topPx: Math.round((film.heightPx - turned.heightPx * scale) / 2),
    turned,
  };
}

/** Whether the picture covers the whole film without being scaled. */
export function isExact(at: Fit): boolean {
  return at.scale === 1 && at.leftPx === 0 && at.topPx === 0;
}

function turn(size: SizePx, rotateDegrees: Look['rotateDegrees']): SizePx {
  return rotateDegrees % 180 === 0
    ? { widthPx: size.widthPx, heightPx: size.heightPx }
    : { widthPx: size.heightPx, heightPx: size.widthPx };
}

function even(px: number): number {
  return Math.max(2, Math.floor(px / 2) * 2);
}
