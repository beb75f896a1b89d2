/** A part of the live picture that is looked at enlarged: how gestures change it, and which part of the picture it is. Pure. */
import type { SizePx } from '../../../base/flow';
import type { Area, Point } from '../../../base/look/look';
import { type Keys, keysOf } from '../keys/keys';
import type { Zoom } from '../store';

export const unzoomed: Zoom = { scale: 1, x: 0, y: 0 };
export const mostScale = 8;
/** Made smaller to nearer than this, it is all there. */
const least = 1.02;

/** `factor` times as large; what is at `at` (shares of the box, from its middle) stays there. */
export function zoomed(zoom: Zoom, factor: number, [atX, atY]: Point): Zoom {
  const scale = Math.min(mostScale, Math.max(1, zoom.scale * factor));
  const by = scale / zoom.scale;
  // A finger begins to enlarge it by less.
  const isBack = factor < 1 && scale < least;
  return isBack ? unzoomed : kept({ scale, x: atX - (atX - zoom.x) * by, y: atY - (atY - zoom.y) * by });
}

export function panned(zoom: Zoom, byX: number, byY: number): Zoom {
  return kept({ ...zoom, x: zoom.x + byX, y: zoom.y + byY });
}

/** One finger goes from one place to another while a second one rests; what is between them stays there. Places are shares of the box. */
export function pinched(zoom: Zoom, from: Point, to: Point, other: Point): Zoom {
  const apart = ([x, y]: Point) => Math.hypot(x - other[0], y - other[1]);
  const middle: Point = [(from[0] + other[0]) / 2, (from[1] + other[1]) / 2];
  const larger = zoomed(zoom, apart(to) / Math.max(1e-6, apart(from)), middle);
  return panned(larger, (to[0] - from[0]) / 2, (to[1] - from[1]) / 2);
}

export const keyFactor = 1.25;
const keyShare = 0.1;

const moves: Readonly<Record<string, Point>> = {
  ArrowLeft: [keyShare, 0],
  ArrowRight: [-keyShare, 0],
  ArrowUp: [0, keyShare],
  ArrowDown: [0, -keyShare],
};
export const zoomKeys: Keys = { '+': 'enlarge', '=': 'enlarge', '-': 'shrink', '0': 'unzoom', ...keysOf(moves, 'pan') };

/** Undefined for a key that does nothing to it. Arrows move what is looked at, so the picture goes the other way. */
export function byKey(zoom: Zoom, key: string): Zoom | undefined {
  const action = zoomKeys[key];
  if (action === 'enlarge') return zoomed(zoom, keyFactor, [0, 0]);
  if (action === 'shrink') return zoomed(zoom, 1 / keyFactor, [0, 0]);
  if (action === undefined || zoom.scale === 1) return undefined;
  return action === 'unzoom' ? unzoomed : panned(zoom, ...moves[key]!);
}

/** What was remembered, by any version. */
export function zoomFrom({ scale, x, y }: Partial<Zoom> = {}): Zoom {
  const isZoom = [scale, x, y].every(Number.isFinite) && scale! >= 1 && scale! <= mostScale;
  return isZoom ? kept({ scale: scale!, x: x!, y: y! }) : unzoomed;
}

/** No edge of the box comes in. */
function kept({ scale, x, y }: Zoom): Zoom {
  const room = (scale - 1) / 2;
  return { scale, x: Math.max(-room, Math.min(room, x)), y: Math.max(-room, Math.min(room, y)) };
}

/** What of the picture is seen, in shares of it. It lies in the middle of the box, as large as it fits. */
export function seenPart({ scale, x, y }: Zoom, box: SizePx, picture: SizePx): Area {
  const fit = Math.min(box.widthPx / picture.widthPx, box.heightPx / picture.heightPx);
  const across = seenOf(scale, x, (picture.widthPx * fit) / box.widthPx);
  const down = seenOf(scale, y, (picture.heightPx * fit) / box.heightPx);
  return { x: across.from, y: down.from, width: across.length, height: down.length };
}

/** Of one direction; `share`: how much of the box the picture takes. */
function seenOf(scale: number, offset: number, share: number): { readonly from: number; readonly length: number } {
  const inPicture = (place: number) => Math.min(1, Math.max(0, (place - offset) / scale / share + 0.5));
  const from = inPicture(-0.5);
  return { from, length: inPicture(0.5) - from };
}

/** The part of a part. */
export function partOf(whole: Area, { x, y, width, height }: Area): Area {
  return {
    x: whole.x + x * whole.width,
    y: whole.y + y * whole.height,
    width: width * whole.width,
    height: height * whole.height,
  };
}
