/** What is done to each picture of a camera before it is seen: plain data, the same for live picture, single picture and film. */
import type { SizePx } from '../flow';

/** All places and sizes in it are shares of a picture, from 0 to 1, so that it fits whatever size the camera sends. */
export interface Look {
  /** Turned clockwise. */
  readonly rotateDegrees: 0 | 90 | 180 | 270;
  /** Left to right, and top to bottom, of the turned picture. */
  readonly mirror: boolean;
  readonly flip: boolean;
  /** A crooked camera set straight: clockwise, and so much larger that no corner is empty; -10 to 10. */
  readonly tiltDegrees: number;
  /** What is left, of the turned picture. */
  readonly crop: Area;
  /** As high as this at most (a picture that stands upright: as wide), and 16/9 of it as wide; 0 = as it comes. */
  readonly fitPx: 0 | 480 | 720 | 1080;
  readonly colour: boolean;
  readonly tone: Tone;
  /** What nobody is to see, of the upright picture before any turn: hidden stays hidden however it is turned and cropped. */
  readonly masks: readonly Mask[];
  /** Hidden before anything is kept: no unmasked picture reaches this device's storage. */
  readonly masksOnTape: boolean;
  readonly lines: readonly OverlayLine[];
}

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** -100 to 100, 0 = as it is; gamma 0.25 to 4, 1 = as it is. */
export interface Tone {
  readonly brightness: number;
  readonly contrast: number;
  readonly gamma: number;
  readonly saturation: number;
}

export type Point = readonly [x: number, y: number];

export interface Mask {
  readonly kind: MaskKind;
  /** Corners, three at least. */
  readonly points: readonly Point[];
}

export type MaskKind = 'fill' | 'blur' | 'mosaic';

/** Something written over the picture. */
export interface OverlayLine {
  readonly what: LineKind;
  /** Of a 'text'. */
  readonly text: string;
  readonly place: Place;
  readonly size: 'small' | 'medium' | 'large';
  /** '#rrggbb' */
  readonly colour: string;
  readonly back: 'outline' | 'box';
  /** How a 'time' is spelt: '' = 2026-01-31 12:00, 'device' = as this device does, or a language tag. */
  readonly locale: string;
  readonly seconds: boolean;
  readonly utcOffset: boolean;
}

export type LineKind = 'text' | 'camera' | 'time' | 'elapsed' | 'number' | 'motion';

export const places = [
  'top-left',
  'top',
  'top-right',
  'left',
  'middle',
  'right',
  'bottom-left',
  'bottom',
  'bottom-right',
] as const;

export type Place = (typeof places)[number];

export const mostLines = 4;
export const mostMasks = 32;

export const wholePicture: Area = { x: 0, y: 0, width: 1, height: 1 };
export const plainTone: Tone = { brightness: 0, contrast: 0, gamma: 1, saturation: 0 };

/** Nothing is done. */
export const plainLook: Look = {
  rotateDegrees: 0,
  mirror: false,
  flip: false,
  tiltDegrees: 0,
  crop: wholePicture,
  fitPx: 0,
  colour: true,
  tone: plainTone,
  masks: [],
  masksOnTape: false,
  lines: [],
};

/** The date and time at the bottom left: cameras write their own at the top. */
export const timeLine: OverlayLine = {
  what: 'time',
  text: '',
  place: 'bottom-left',
  size: 'medium',
  colour: '#ffffff',
  back: 'outline',
  locale: '',
  seconds: true,
  utcOffset: false,
};

export function isWhole({ x, y, width, height }: Area): boolean {
  return x === 0 && y === 0 && width === 1 && height === 1;
}

export function isPlainTone({ brightness, contrast, gamma, saturation }: Tone): boolean {
  return brightness === 0 && contrast === 0 && gamma === 1 && saturation === 0;
}

/** The pixels stay where and as they are, but for what is cropped off or written over: no canvas is needed. */
export function isUnpainted({ rotateDegrees, mirror, flip, tiltDegrees, tone, masks }: Look): boolean {
  const isStraight = rotateDegrees === 0 && tiltDegrees === 0 && !mirror && !flip;
  return isStraight && isPlainTone(tone) && masks.length === 0;
}

/** The pixels stay where and as they are, but for their colour. */
export function isUndrawn(look: Look): boolean {
  return isUnpainted(look) && isWhole(look.crop) && look.lines.length === 0;
}

/** Whether a picture of this size is shown as it came. */
export function isPlain(look: Look, { widthPx, heightPx }: SizePx): boolean {
  const [short, long] = widthPx < heightPx ? [widthPx, heightPx] : [heightPx, widthPx];
  const fits = look.fitPx === 0 || (short <= look.fitPx && long <= longSide(look.fitPx));
  return look.colour && fits && isUndrawn(look);
}

export function longSide(fitPx: number): number {
  return Math.ceil((fitPx * 16) / 9);
}
