/** Reads a Look that any version wrote down: whatever makes no sense is as if it had not been set. */
import {
  type Area,
  type LineKind,
  type Look,
  type Mask,
  type MaskKind,
  mostLines,
  mostMasks,
  type OverlayLine,
  type Place,
  type Point,
  places,
  plainTone,
  timeLine,
  wholePicture,
} from './look';

type Stored = Readonly<Record<string, unknown>>;

const mostPoints = 64;
const mostLetters = 200;
/** Of the picture; a smaller part is no picture. */
const leastPart = 0.02;
const lineKinds: readonly LineKind[] = ['text', 'camera', 'time', 'elapsed', 'number', 'motion'];
const maskKinds: readonly MaskKind[] = ['fill', 'blur', 'mosaic'];

/** Versions before this had three fields: `colour`, `rotateDegrees`, and `clock` for what is a line now. */
export function lookFrom(stored: unknown): Look {
  const of = fields(stored);
  const tone = fields(of.tone);
  const lines = list(of.lines).map(lineFrom).slice(0, mostLines);
  return {
    rotateDegrees: one([0, 90, 180, 270] as const, of.rotateDegrees, 0),
    mirror: of.mirror === true,
    flip: of.flip === true,
    tiltDegrees: number(of.tiltDegrees, -10, 10, 0),
    crop: partFrom(of.crop),
    fitPx: one([0, 480, 720, 1080] as const, of.fitPx, 0),
    colour: of.colour !== false,
    tone: {
      brightness: number(tone.brightness, -100, 100, plainTone.brightness),
      contrast: number(tone.contrast, -100, 100, plainTone.contrast),
      gamma: number(tone.gamma, 0.25, 4, plainTone.gamma),
      saturation: number(tone.saturation, -100, 100, plainTone.saturation),
    },
    masks: list(of.masks).flatMap(maskFrom).slice(0, mostMasks),
    masksOnTape: of.masksOnTape === true,
    lines: of.clock === true && of.lines === undefined ? [timeLine] : lines,
  };
}

function fields(stored: unknown): Stored {
  return typeof stored === 'object' && stored !== null ? (stored as Stored) : {};
}

function list(stored: unknown): readonly unknown[] {
  return Array.isArray(stored) ? stored : [];
}

function number(stored: unknown, least: number, most: number, usual: number): number {
  return typeof stored === 'number' && Number.isFinite(stored) ? Math.min(most, Math.max(least, stored)) : usual;
}

function one<T>(choices: readonly T[], stored: unknown, usual: T): T {
  return choices.includes(stored as T) ? (stored as T) : usual;
}

function partFrom(stored: unknown): Area {
  const of = fields(stored);
  const x = number(of.x, 0, 1 - leastPart, 0);
  const y = number(of.y, 0, 1 - leastPart, 0);
  const width = number(of.width, leastPart, 1 - x, 1 - x);
  const height = number(of.height, leastPart, 1 - y, 1 - y);
  return stored === undefined ? wholePicture : { x, y, width, height };
}

function maskFrom(stored: unknown): readonly Mask[] {
  const of = fields(stored);
  const points = list(of.points)
    .slice(0, mostPoints)
    .map((point): Point => [number(list(point)[0], 0, 1, 0), number(list(point)[1], 0, 1, 0)]);
  const kind = one(maskKinds, of.kind, 'fill');
  return points.length < 3 ? [] : [{ kind, points }];
}

function lineFrom(stored: unknown): OverlayLine {
  const of = fields(stored);
  const isColour = typeof of.colour === 'string' && /^#[0-9a-f]{6}$/i.test(of.colour);
  return {
    what: one(lineKinds, of.what, 'text'),
    text: typeof of.text === 'string' ? of.text.slice(0, mostLetters) : '',
    place: one<Place>(places, of.place, timeLine.place),
    size: one(['small', 'medium', 'large'] as const, of.size, 'medium'),
    colour: isColour ? (of.colour as string) : timeLine.colour,
    back: one(['outline', 'box'] as const, of.back, 'outline'),
    locale: typeof of.locale === 'string' && isLocale(of.locale) ? of.locale : '',
    seconds: of.seconds !== false,
    utcOffset: of.utcOffset === true,
  };
}

function isLocale(locale: string): boolean {
  if (locale === '' || locale === 'device') return true;
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}
