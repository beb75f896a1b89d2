/** Changes of a Look as a person sees them: what is on the screen is turned or mirrored, whatever was done to it before. Pure. */
import { type Matrix, moved } from './geometry';
import { type Area, type Look, type Place, type Point, places } from './look';

/** A quarter further, clockwise. */
export function turnedRight(look: Look): Look {
  const { x, y, width, height } = look.crop;
  const crop = { x: rest(y, height), y: x, width: height, height: width };
  const rotateDegrees = ((look.rotateDegrees + 90) % 360) as Look['rotateDegrees'];
  // A picture mirrored left to right and then turned by a quarter is one turned and then mirrored top to bottom.
  return { ...look, crop, rotateDegrees, mirror: look.flip, flip: look.mirror };
}

export function turnedLeft(look: Look): Look {
  return turnedRight(turnedRight(turnedRight(look)));
}

export function mirrored(look: Look): Look {
  const { x, width } = look.crop;
  return {
    ...look,
    mirror: !look.mirror,
    tiltDegrees: 0 - look.tiltDegrees,
    crop: { ...look.crop, x: rest(x, width) },
  };
}

export function flipped(look: Look): Look {
  const { y, height } = look.crop;
  return { ...look, flip: !look.flip, tiltDegrees: 0 - look.tiltDegrees, crop: { ...look.crop, y: rest(y, height) } };
}

/** The largest part about the middle of `part` that is `wide` times as wide as high. `picture`: of the picture it is a part of. */
export function shaped(part: Area, wide: number, picture: number): Area {
  const shares = wide / picture;
  const width = Math.min(part.width, part.height * shares);
  const height = Math.min(part.height, part.width / shares);
  return { x: part.x + (part.width - width) / 2, y: part.y + (part.height - height) / 2, width, height };
}

/** What is left over behind a stretch. */
function rest(from: number, length: number): number {
  return clean(1 - from - length);
}

/** Sums of shares come out a little beside what they stand for. */
function clean(share: number): number {
  return Math.max(0, Math.round(share * 1e9) / 1e9);
}

export type Corner = 'nw' | 'ne' | 'sw' | 'se';

/** A smaller part could not be taken hold of. */
const leastShare = 0.05;

/** With one corner at `to`; the opposite one stays. `shares`: the part's width by its height, in shares; undefined = any. */
export function resized(part: Area, corner: Corner, [toX, toY]: Point, shares?: number): Area {
  const isLeft = corner.endsWith('w');
  const isTop = corner.startsWith('n');
  const [fixedX, fixedY] = [isLeft ? part.x + part.width : part.x, isTop ? part.y + part.height : part.y];
  const [roomX, roomY] = [isLeft ? fixedX : 1 - fixedX, isTop ? fixedY : 1 - fixedY];
  let width = clamp(isLeft ? fixedX - toX : toX - fixedX, leastShare, roomX);
  let height = clamp(isTop ? fixedY - toY : toY - fixedY, leastShare, roomY);
  if (shares !== undefined) {
    width = Math.min(Math.max(width, height * shares), roomX, roomY * shares);
    height = width / shares;
  }
  return {
    x: clean(isLeft ? fixedX - width : fixedX),
    y: clean(isTop ? fixedY - height : fixedY),
    width: clean(width),
    height: clean(height),
  };
}

/** As far as the picture goes. */
export function shifted(part: Area, byX: number, byY: number): Area {
  const x = clean(clamp(part.x + byX, 0, 1 - part.width));
  const y = clean(clamp(part.y + byY, 0, 1 - part.height));
  return { ...part, x, y };
}

/** The corners of a rectangle in the picture as it is shown, in that of the camera. `back`: from the one to the other. */
export function boxAt([fromX, fromY]: Point, [toX, toY]: Point, back: Matrix): readonly Point[] {
  const corners: readonly Point[] = [
    [fromX, fromY],
    [toX, fromY],
    [toX, toY],
    [fromX, toY],
  ];
  return corners.map((corner) => within(moved(corner, back)));
}

/** All corners as far the same way, and none over the edge. */
export function shiftedPoints(points: readonly Point[], byX: number, byY: number): readonly Point[] {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const x = clamp(byX, -Math.min(...xs), 1 - Math.max(...xs));
  const y = clamp(byY, -Math.min(...ys), 1 - Math.max(...ys));
  return points.map((point) => within([point[0] + x, point[1] + y]));
}

export function within([x, y]: Point): Point {
  return [clean(clamp(x, 0, 1)), clean(clamp(y, 0, 1))];
}

/** Which of the nine places a point of the picture lies in: it is parted in thirds. */
export function placeAt([x, y]: Point): Place {
  const third = (share: number) => clamp(Math.floor(share * 3), 0, 2);
  return places[third(y) * 3 + third(x)]!;
}

/** The next one in the direction of a step; at the edge of the picture the same. */
export function placeBeside(place: Place, [x, y]: Point): Place {
  const at = places.indexOf(place);
  const column = clamp((at % 3) + Math.sign(x), 0, 2);
  const row = clamp(Math.floor(at / 3) + Math.sign(y), 0, 2);
  return places[row * 3 + column]!;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
