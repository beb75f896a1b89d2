/**
 * Computes where the camera looks at any moment, after the decoder_control commands it was sent. Nothing runs in between:
 * positions are computed.
 */
import { type Aim, panLimit, tiltLimit } from '../src/base/scene/scene';

/** Units of the scene a second. */
const speed = 120;
/** How far one step (`onestep=1`) goes. */
const step = 16;

type Course =
  | { readonly kind: 'rest' }
  | { readonly kind: 'drive'; readonly x: number; readonly y: number }
  | { readonly kind: 'to'; readonly target: Aim }
  | { readonly kind: 'patrol'; readonly axis: 'pan' | 'tilt' };

export interface Motor {
  /** Where it looks, in whole steps of 2 units, so that pictures repeat and can be kept. */
  aimAt(now: number): Aim;
  readonly infrared: boolean;
  /** False for an unknown command. */
  command(code: number, oneStep: boolean, now: number): boolean;
}

/** Start commands and their directions, as the vendor's document has them; the stop command is one more. */
const directions: Readonly<Record<number, readonly [number, number]>> = {
  0: [0, -1],
  2: [0, 1],
  4: [-1, 0],
  6: [1, 0],
  90: [-1, -1],
  91: [1, -1],
  92: [-1, 1],
  93: [1, 1],
};
const stops: readonly number[] = [1, 3, 5, 7, 27, 29];

/**
 * `swapPan`: left and right the wrong way round, as real cameras have them (ZoneMinder pull request 526 calls it an
 * error of the document).
 */
export function openMotor(swapPan: boolean): Motor {
  let from: Aim = { pan: 0, tilt: 0 };
  let since = 0;
  let course: Course = { kind: 'rest' };
  let infrared = false;
  const presets = new Map<number, Aim>();

  function exactAt(now: number): Aim {
    const way = (Math.max(0, now - since) / 1000) * speed;
    if (course.kind === 'drive') return clamp({ pan: from.pan + course.x * way, tilt: from.tilt + course.y * way });
    if (course.kind === 'to') {
      return { pan: toward(from.pan, course.target.pan, way), tilt: toward(from.tilt, course.target.tilt, way) };
    }
    if (course.kind === 'patrol') {
      const limit = course.axis === 'pan' ? panLimit : tiltLimit;
      return { ...from, [course.axis]: swing(from[course.axis], way, limit) };
    }
    return from;
  }

  function command(code: number, oneStep: boolean, now: number): boolean {
    from = exactAt(now);
    since = now;
    const direction = directions[code];
    const preset = code >= 30 && code <= 61 ? (code - 30) >> 1 : -1;
    if (direction) {
      const [x, y] = [swapPan ? -direction[0] : direction[0], direction[1]];
      const target = clamp({ pan: from.pan + x * step, tilt: from.tilt + y * step });
      course = oneStep ? { kind: 'to', target } : { kind: 'drive', x, y };
    } else if (stops.includes(code)) course = { kind: 'rest' };
    else if (code === 25) course = { kind: 'to', target: { pan: 0, tilt: 0 } };
    else if (code === 26) course = { kind: 'patrol', axis: 'tilt' };
    else if (code === 28) course = { kind: 'patrol', axis: 'pan' };
    else if (preset >= 0 && code % 2 === 0) presets.set(preset, from);
    else if (preset >= 0) course = { kind: 'to', target: presets.get(preset) ?? from };
    else if (code === 94 || code === 95) infrared = code === 95;
    else return code === 255;
    return true;
  }

  return {
    aimAt: (now) => {
      const { pan, tilt } = exactAt(now);
      return { pan: 2 * Math.round(pan / 2), tilt: 2 * Math.round(tilt / 2) };
    },
    get infrared() {
      return infrared;
    },
    command,
  };
}

const clamp = ({ pan, tilt }: Aim): Aim => ({
  pan: Math.min(panLimit, Math.max(-panLimit, pan)),
  tilt: Math.min(tiltLimit, Math.max(-tiltLimit, tilt)),
});

const toward = (from: number, target: number, way: number): number =>
  target > from ? Math.min(target, from + way) : Math.max(target, from - way);

/** To and fro between -limit and limit, upwards first. */
function swing(from: number, way: number, limit: number): number {
  const along = (((from + limit + way) % (4 * limit)) + 4 * limit) % (4 * limit);
  return along <= 2 * limit ? along - limit : 3 * limit - along;
}
