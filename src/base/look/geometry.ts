/** Where each place of a camera's picture comes to lie in the film, and back. Pure arithmetic. */
import type { SizePx } from '../flow';
import { type Area, isWhole, type Look, longSide, type Point } from './look';

/** As a canvas has it: x' = a x + c y + e, y' = b x + d y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

type Shape = Pick<Look, 'rotateDegrees' | 'mirror' | 'flip' | 'tiltDegrees' | 'crop' | 'fitPx'>;

export interface LookGeometry {
  /** From pixels of the upright picture to those of the film. */
  readonly matrix: Matrix;
  /** What of the film the picture covers, px; the rest is black. */
  readonly covered: Area;
  /** The film is a part of the picture, neither turned nor scaled, whose upper left corner lies there (even px); undefined: it is not. */
  readonly cutAt: Point | undefined;
}

/**
 * The largest picture of H.264 level 5.2 is 36864 macroblocks of 16 x 16 px, its longest side the root of 8 times that
 * (ITU-T H.264, table A-1 and A.3.1). Two in a hundred are left for sides that end within a macroblock.
 */
const maxFilmAreaPx = 36864 * 256 * 0.98;
const maxFilmSidePx = 8688;
/** Products of shares and pixels come out a little below the whole number they stand for. */
const almost = 1e-6;

/** How much smaller a picture must be drawn so that some H.264 level holds it; 1 = not at all. */
export function filmScale({ widthPx, heightPx }: SizePx): number {
  return Math.min(1, Math.sqrt(maxFilmAreaPx / (widthPx * heightPx)), maxFilmSidePx / Math.max(widthPx, heightPx));
}

/**
 * The film's size for pictures shown like this: turned, cropped and fitted as the look says, rounded down to even (H.264 4:2:0
 * needs it), and made smaller where no H.264 level would hold it.
 */
export function filmSize(shown: SizePx, look: Shape): SizePx {
  const { width, height } = cropOf(shown, look);
  const scale = ownScale({ widthPx: width, heightPx: height }, look);
  return { widthPx: even(width * scale), heightPx: even(height * scale) };
}

/** For a picture that is shown in `shown`, in a film of the size `film`: of the same size, or fitted into it. */
export function lookGeometry(shown: SizePx, look: Shape, film: SizePx): LookGeometry {
  const crop = cropOf(shown, look);
  const { scale, left, top } = fitInto(shown, look, film);
  const turned = turn(shown, look.rotateDegrees);
  const [cos, sin] = quarterTurns[look.rotateDegrees];
  const steps: Matrix[] = [
    [1, 0, 0, 1, -shown.widthPx / 2, -shown.heightPx / 2],
    [cos, sin, -sin, cos, 0, 0],
    [look.mirror ? -1 : 1, 0, 0, look.flip ? -1 : 1, 0, 0],
    ...(look.tiltDegrees === 0 ? [] : [tilt(turned, look.tiltDegrees)]),
    [1, 0, 0, 1, turned.widthPx / 2 - crop.x, turned.heightPx / 2 - crop.y],
    [scale, 0, 0, scale, left, top],
  ];
  const matrix = steps.reduce(then);
  const covered = { x: left, y: top, width: crop.width * scale, height: crop.height * scale };
  const isMovedOnly = [1, 0, 0, 1].every((value, at) => matrix[at] === value);
  const isCovered = even(crop.width) === film.widthPx && even(crop.height) === film.heightPx;
  return { matrix, covered, cutAt: isMovedOnly && isCovered ? [0 - matrix[4], 0 - matrix[5]] : undefined };
}

/** Of a place in pixels. */
export function moved([x, y]: Point, [a, b, c, d, e, f]: Matrix): Point {
  return [a * x + c * y + e, b * x + d * y + f];
}

export function inverse([a, b, c, d, e, f]: Matrix): Matrix {
  const by = a * d - b * c;
  return [d / by, -b / by, -c / by, a / by, (c * f - d * e) / by, (b * e - a * f) / by];
}

/** From shares of the camera's picture to shares of the picture as this look shows it. */
export function shareMatrix(shown: SizePx, look: Shape): Matrix {
  const film = filmSize(shown, look);
  const { matrix } = lookGeometry(shown, look, film);
  const into: Matrix = [shown.widthPx, 0, 0, shown.heightPx, 0, 0];
  return [into, matrix, [1 / film.widthPx, 0, 0, 1 / film.heightPx, 0, 0] satisfies Matrix].reduce(then);
}

/** The crop of the turned picture in whole pixels: what is not scaled is not blurred. It begins where colours do (4:2:0), so that they are kept. */
function cropOf(shown: SizePx, { rotateDegrees, crop }: Shape): Area {
  const { widthPx, heightPx } = turn(shown, rotateDegrees);
  if (isWhole(crop)) return { x: 0, y: 0, width: widthPx, height: heightPx };
  const x = evenPlace(crop.x, widthPx);
  const y = evenPlace(crop.y, heightPx);
  const width = Math.min(widthPx - x, Math.max(1, Math.round(crop.width * widthPx)));
  const height = Math.min(heightPx - y, Math.max(1, Math.round(crop.height * heightPx)));
  return { x, y, width, height };
}

/** By the size that was chosen, and what a film can hold; never larger. */
function ownScale(size: SizePx, { fitPx }: Shape): number {
  const [short, long] = [Math.min(size.widthPx, size.heightPx), Math.max(size.widthPx, size.heightPx)];
  return fitPx === 0 ? filmScale(size) : Math.min(filmScale(size), fitPx / short, longSide(fitPx) / long);
}

/** A picture of the film's own size loses its last row or column rather than be blurred, or have a black edge. */
function fitInto(shown: SizePx, look: Shape, film: SizePx): { scale: number; left: number; top: number } {
  const { width, height } = cropOf(shown, look);
  const own = filmSize(shown, look);
  const [across, down] = [film.widthPx / width, film.heightPx / height];
  if (own.widthPx === film.widthPx && own.heightPx === film.heightPx) {
    const scale = ownScale({ widthPx: width, heightPx: height }, look);
    return { scale: scale === 1 ? 1 : Math.max(across, down), left: 0, top: 0 };
  }
  if (even(width) === film.widthPx && even(height) === film.heightPx) return { scale: 1, left: 0, top: 0 };
  const scale = Math.min(across, down);
  const left = Math.round((film.widthPx - width * scale) / 2);
  const top = Math.round((film.heightPx - height * scale) / 2);
  return { scale, left, top };
}

/** Cosine and sine, exact: Math.cos(Math.PI / 2) is not zero and would blur. */
const quarterTurns: Readonly<Record<Look['rotateDegrees'], readonly [number, number]>> = {
  0: [1, 0],
  90: [0, 1],
  180: [-1, 0],
  270: [0, -1],
};

/** About the middle, and so much larger that the corners of the frame are covered. */
function tilt({ widthPx, heightPx }: SizePx, degrees: number): Matrix {
  const angle = (degrees * Math.PI) / 180;
  const long = Math.max(widthPx / heightPx, heightPx / widthPx);
  const scale = Math.cos(angle) + Math.abs(Math.sin(angle)) * long;
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
  return [cos, sin, -sin, cos, 0, 0];
}

function turn(size: SizePx, rotateDegrees: Look['rotateDegrees']): SizePx {
  return rotateDegrees % 180 === 0
    ? { widthPx: size.widthPx, heightPx: size.heightPx }
    : { widthPx: size.heightPx, heightPx: size.widthPx };
}

/** First `one`, then the other. */
function then(one: Matrix, [a, b, c, d, e, f]: Matrix): Matrix {
  return [
    a * one[0] + c * one[1],
    b * one[0] + d * one[1],
    a * one[2] + c * one[3],
    b * one[2] + d * one[3],
    a * one[4] + c * one[5] + e,
    b * one[4] + d * one[5] + f,
  ];
}

function evenPlace(share: number, px: number): number {
  return 2 * Math.min(Math.floor((px - 1) / 2), Math.round((share * px) / 2));
}

function even(px: number): number {
  return Math.max(2, Math.floor((px + almost) / 2) * 2);
}
