/**
 * Paints the JPEG a camera would send at a moment, with its frame number and the way it looks.
 *
 * The scene repeats after `scenePhases` phases, so nearly all bands of 8 rows are coded once and kept; only the strip is
 * coded for every picture and the clock once a second. Nine cameras of 15 pictures a second need a tenth of a core.
 */
import {
  type Aim,
  captionHeightPx,
  captionShapes,
  clockText,
  phaseAt,
  placeShape,
  type Shape,
  sceneBackdrop,
  sceneMovers,
  sceneWalker,
  stripShapes,
} from '../../src/base/scene/scene';
import { type StripMark, stripPlace } from '../../src/base/scene/strip';
import { type Band, openBandCoder } from './jpeg';
import { type Canvas, copyRows, createCanvas, extent, paint, toSamples } from './raster';

/** What is before the camera. */
export interface Scene {
  /** Car, bird, smoke, tree and turbine stand still, the car out of the picture. */
  readonly isStill: boolean;
  /** Nothing that changes is written over it: the clock stands, and the strip tells no number. */
  readonly isBare: boolean;
  /** How much light there is; 1 = a fine day. */
  readonly light: number;
  /** A hand is over the lens. */
  readonly isCovered: boolean;
  /** How far somebody who walks by has come, 0 to 1; undefined when nobody does. */
  readonly walker: number | undefined;
}

export const everyday: Scene = { isStill: false, isBare: false, light: 1, isCovered: false, walker: undefined };

/** How the camera is turned and set, and what is before it. */
export interface View extends Aim {
  readonly infrared: boolean;
  /** 0 to 255, 128 leaves the picture as it is. */
  readonly brightness: number;
  /** 0 to 6, 3 leaves the picture as it is. */
  readonly contrast: number;
  /** Bit 0: upside down, bit 1: mirrored. Title, clock and strip stay as they are. */
  readonly flip: number;
  /** Every day unless told. */
  readonly scene?: Scene;
}

export const restingView: View = { pan: 0, tilt: 0, infrared: false, brightness: 128, contrast: 3, flip: 0 };

export interface PainterOptions {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly title: string;
  /** JPEG quality, 1 to 100. */
  readonly quality: number;
  /** Put a restart marker before every band. EasyN cameras do not. */
  readonly restart: boolean;
}

export interface Painter {
  /** `stamp` is asked last, so that the time on the strip is not late by the time painting takes. */
  paint(sceneAt: number, view: View, stamp: () => StripMark): Uint8Array;
}

/** A mover where it is in the picture. */
interface Placed {
  readonly shape: Shape;
  readonly top: number;
  readonly bottom: number;
  readonly isWalker?: boolean;
}

const silentStrip: StripMark = { frame: 0, takenAt: 0 };
const bandPx = 8;
/** Different noise for so many phases on end: what stands still is noisy too, as with a real sensor. */
const noiseFields = 4;
const keptBands = 12_000;

/** What of the scene is where in the picture; kept as long as the camera looks the same way. */
interface Stage {
  backdrop(view: View): Canvas;
  movers(phase: number, view: View, look: string): readonly Placed[];
  walkers(view: View): readonly Placed[];
}

function openStage(options: PainterOptions): Stage {
  const { widthPx, heightPx } = options;
  let backdrop: { readonly key: string; readonly canvas: Canvas } | undefined;
  let placed: { readonly look: string; readonly phases: (readonly Placed[])[] } = { look: '', phases: [] };
  const place = (shape: Shape, view: View): Shape => flipped(placeShape(shape, widthPx, heightPx, view), options, view);
  return {
    backdrop(view) {
      const key = `${view.pan} ${view.tilt} ${view.flip}`;
      if (backdrop?.key !== key) {
        const canvas = createCanvas(widthPx, heightPx);
        for (const shape of sceneBackdrop()) paint(canvas, place(shape, view));
        backdrop = { key, canvas };
      }
      return backdrop.canvas;
    },
    movers(phase, view, look) {
      if (placed.look !== look) placed = { look, phases: [] };
      placed.phases[phase] ??= sceneMovers(phase).map((shape) => {
        const there = place(shape, view);
        return { shape: there, ...extent(there) };
      });
      return placed.phases[phase];
    },
    walkers(view) {
      const { walker } = view.scene ?? everyday;
      if (walker === undefined) return [];
      return sceneWalker(walker).map((shape) => {
        const there = place(shape, view);
        return { shape: there, ...extent(there), isWalker: true };
      });
    },
  };
}

export function openPainter(options: PainterOptions): Painter {
  const { widthPx, heightPx } = options;
  const coder = openBandCoder(widthPx, heightPx, options.quality);
  const bandCount = Math.ceil(heightPx / bandPx);
  const captionPx = captionHeightPx(widthPx);
  const strip = stripPlace(widthPx, heightPx);
  const noise = noiseTable();
  const kept = new Map<string, Band>();
  const stage = openStage(options);

  const rowsOf = (band: number): number => Math.min(bandPx, heightPx - band * bandPx);

  function codeBand(band: number, canvas: Canvas): Band {
    return coder.code(toSamples(canvas, band * bandPx));
  }

  function keep(key: string, make: () => Band): Band {
    let band = kept.get(key);
    if (band === undefined) {
      if (kept.size >= keptBands) kept.clear();
      band = make();
      kept.set(key, band);
    }
    return band;
  }

  function sceneRows(band: number, noisePhase: number, view: View, movers: readonly Placed[]): Canvas {
    const canvas = copyRows(stage.backdrop(view), band * bandPx, rowsOf(band));
    for (const { shape } of movers) paint(canvas, shape);
    light(canvas, view.scene ?? everyday);
    grain(canvas, noise, noisePhase * 16_411);
    expose(canvas, view);
    return canvas;
  }

  function captionBand(band: number, clock: string): Band {
    return keep(`caption ${band} ${clock}`, () => {
      const canvas = createCanvas(widthPx, rowsOf(band), band * bandPx);
      for (const shape of captionShapes(options.title, clock, widthPx)) paint(canvas, shape);
      return codeBand(band, canvas);
    });
  }

  /** The row of blocks a band lies in, or undefined when it lies in two, or not in the strip alone. */
  function blockRow(band: number): number | undefined {
    const first = Math.floor((band * bandPx - strip.topPx) / strip.blockPx);
    const last = Math.ceil((band * bandPx + rowsOf(band) - strip.topPx) / strip.blockPx) - 1;
    return first === last && first >= 0 && rowsOf(band) === bandPx ? first : undefined;
  }

  function paintPicture(sceneAt: number, view: View, stamp: () => StripMark): Uint8Array {
    const { scene: before = everyday, ...set } = view;
    const noisePhase = phaseAt(sceneAt) % noiseFields;
    const phase = before.isStill ? 0 : phaseAt(sceneAt);
    const clock = clockText(before.isBare ? 0 : sceneAt);
    const look = [...Object.values(set), before.isStill, before.light, before.isCovered].join(' ');
    const movers = [...stage.movers(phase, view, look), ...stage.walkers(view)];
    const moversIn = (band: number) =>
      movers.filter(({ top, bottom }) => bottom > band * bandPx && top < band * bandPx + rowsOf(band));

    const scene = Array.from({ length: Math.floor(strip.topPx / bandPx) }, (_, band) => {
      if ((band + 1) * bandPx <= captionPx) return captionBand(band, clock);
      const here = moversIn(band);
      const make = () => codeBand(band, sceneRows(band, noisePhase, view, here));
      // Nobody walks the same way twice.
      if (here.some(({ isWalker }) => isWalker)) return make();
      const moment = here.length > 0 && !before.isStill ? `${phase}` : `still ${noisePhase}`;
      return keep(`${band} ${moment} ${look}`, make);
    });

    const mark = stamp();
    const stripParts = stripShapes(before.isBare ? silentStrip : mark, widthPx, heightPx);
    const rows = new Map<number, Band>();
    for (let band = scene.length; band < bandCount; band++) {
      const row = blockRow(band);
      // All bands in one row of blocks are the same, and so are their eight rows of pixels: toSamples repeats one.
      let coded = row === undefined ? undefined : rows.get(row);
      if (coded === undefined) {
        const canvas =
          row === undefined
            ? sceneRows(band, noisePhase, view, moversIn(band))
            : createCanvas(widthPx, 1, band * bandPx);
        for (const shape of stripParts) paint(canvas, shape);
        coded = codeBand(band, canvas);
        if (row !== undefined) rows.set(row, coded);
      }
      scene.push(coded);
    }
    return coder.join(scene, options.restart);
  }

  return { paint: paintPicture };
}

function flipped(shape: Shape, { widthPx, heightPx }: PainterOptions, { flip }: View): Shape {
  if (flip === 0) return shape;
  const points = shape.points.map((value, i) => {
    if (i % 2 === 0) return flip & 2 ? widthPx - value : value;
    return flip & 1 ? heightPx - value : value;
  });
  return { ...shape, points };
}

/**
 * Sensor noise that is the same on every run: a linear congruential generator, two draws summed; and three neighbours summed,
 * for a camera makes a pixel out of several sensors. Measured against real pictures in docs/performance.md.
 */
function noiseTable(): Int8Array {
  let state = 1;
  const draw = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 16;
  };
  const sensors = Float32Array.from({ length: (1 << 16) + 2 }, () => ((draw() + draw()) / 65_536 - 1) * 2.5);
  return Int8Array.from({ length: 1 << 16 }, (_, i) => Math.round(sensors[i]! + 2 * sensors[i + 1]! + sensors[i + 2]!));
}

function grain(canvas: Canvas, noise: Int8Array, shift: number): void {
  const start = canvas.topPx * canvas.widthPx + shift;
  for (let i = 0; i < canvas.y.length; i++) canvas.y[i]! += noise[(start + i) & 0xffff]!;
}

/** What is left of a picture when somebody holds a hand before the lens: hardly any light, and no shapes. */
const handLevel = 22;

function light({ y, cb, cr }: Canvas, { light: level, isCovered }: Scene): void {
  if (isCovered) {
    y.fill(handLevel);
    for (const colour of [cb, cr]) colour.fill(128);
  }
  if (isCovered || level === 1) return;
  for (let i = 0; i < y.length; i++) y[i]! *= level;
  for (const colour of [cb, cr]) for (let i = 0; i < colour.length; i++) colour[i] = 128 + (colour[i]! - 128) * level;
}

/** Brightness, contrast and the infra-red lamp: no colour, everything paler. */
function expose(canvas: Canvas, view: View): void {
  if (view.infrared) {
    canvas.cb.fill(128);
    canvas.cr.fill(128);
  }
  const gain = (0.4 + 0.2 * view.contrast) * (view.infrared ? 0.8 : 1);
  const lift = view.brightness - 128 + (view.infrared ? 60 : 0);
  if (gain === 1 && lift === 0) return;
  for (let i = 0; i < canvas.y.length; i++) canvas.y[i] = (canvas.y[i]! - 128) * gain + 128 + lift;
}
