/**
 * The scene at any moment, as coloured polygons: what the simulated cameras look at. Pure numbers, drawn by sim/ in Node
 * and by capture's demo camera on a canvas.
 *
 * Units: a picture is 640 units wide whatever its size; the middle of the world is at (320, 240). The world is larger
 * than the picture, so that a camera can turn.
 */
import { textDots, textWidth } from './glyphs';
import { type StripMark, stripBits, stripColumns, stripPlace } from './strip';

/** Red, green, blue, 0 to 255. */
export type Colour = readonly [number, number, number];

export interface Shape {
  /** x0, y0, x1, y1, ... of a closed polygon. */
  readonly points: readonly number[];
  readonly colour: Colour;
  /** The colour at the lowest point, when the shape fades from top to bottom. */
  readonly fade?: Colour;
}

/** Where the camera looks: units to the right of and below its resting place. */
export interface Aim {
  readonly pan: number;
  readonly tilt: number;
}
export const panLimit = 160;
export const tiltLimit = 60;

/** The scene repeats after so many phases of so many milliseconds: drawn pictures can be kept. */
export const scenePhases = 120;
export const scenePhaseMs = 50;
export const phaseAt = (takenAt: number): number => Math.floor(takenAt / scenePhaseMs) % scenePhases;

const turn = 2 * Math.PI;
const rect = (x: number, y: number, width: number, height: number, colour: Colour, fade?: Colour): Shape => ({
  points: [x, y, x + width, y, x + width, y + height, x, y + height],
  colour,
  ...(fade ? { fade } : {}),
});
const disc = (x: number, y: number, rx: number, ry: number, colour: Colour): Shape => ({
  points: Array.from({ length: 32 }, (_, i) => [
    x + rx * Math.cos((turn * i) / 32),
    y + ry * Math.sin((turn * i) / 32),
  ]).flat(),
  colour,
});
const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

const cloud: Colour = [246, 249, 252];
const white: Colour = [244, 243, 238];
const brick: Colour = [164, 82, 66];
const glass: Colour = [112, 152, 184];
const dark: Colour = [44, 46, 52];

const hill = (base: number, height: number, waves: number, shift: number, colour: Colour): Shape => ({
  points: [
    ...times(53, (i) => [
      -200 + i * 20,
      base - height * (0.6 + 0.4 * Math.sin((turn * waves * i) / 52 + shift)),
    ]).flat(),
    840,
    270,
    -200,
    270,
  ],
  colour,
});

/** What never moves, back to front. */
export function sceneBackdrop(): readonly Shape[] {
  return [
    rect(-200, -100, 1040, 370, [84, 154, 216], [214, 232, 240]),
    disc(552, 92, 27, 27, [255, 232, 150]),
    ...[-90, 300, 660].flatMap((x, i) => [
      disc(x, 84 + i * 8, 46, 15, cloud),
      disc(x - 24, 78 + i * 8, 24, 17, cloud),
      disc(x + 12, 70 + i * 8, 28, 20, cloud),
    ]),
    hill(262, 70, 2.3, 1, [142, 178, 158]),
    hill(266, 44, 3.7, 4, [112, 158, 118]),
    { points: [431, 128, 435, 128, 438, 262, 428, 262], colour: [232, 234, 236] },
    rect(-200, 255, 1040, 320, [128, 172, 88], [78, 132, 60]),
    rect(86, 112, 22, 50, [150, 92, 76]),
    rect(62, 176, 196, 128, [238, 224, 196], [214, 198, 168]),
    { points: [44, 180, 100, 124, 222, 124, 276, 180], colour: brick },
    ...[92, 196].flatMap((x) => [
      rect(x - 3, 201, 42, 42, white),
      rect(x, 204, 36, 36, glass),
      rect(x + 16, 204, 4, 36, white),
    ]),
    rect(144, 226, 36, 78, [94, 66, 48]),
    disc(173, 268, 3, 3, [226, 196, 110]),
    rect(258, 206, 136, 98, [226, 212, 186], [206, 190, 162]),
    rect(252, 196, 148, 14, [120, 64, 54]),
    rect(274, 228, 104, 76, [196, 202, 208]),
    ...times(4, (i) => rect(274, 244 + i * 16, 104, 3, [160, 168, 176])),
    { points: [270, 304, 382, 304, 410, 330, 246, 330], colour: [182, 178, 170] },
    ...times(30, (i) => rect(418 + i * 14, 272, 8, 34, white)),
    rect(416, 280, 424, 5, white),
    rect(416, 295, 424, 5, white),
    ...times(15, (i) => rect(-194 + i * 14, 272, 8, 34, white)),
    rect(-200, 283, 212, 6, white),
    rect(522, 238, 16, 82, [104, 76, 54]),
    rect(-200, 328, 1040, 58, [112, 114, 118], [96, 98, 102]),
    ...times(19, (i) => rect(-190 + i * 56, 355, 30, 4, [226, 224, 210])),
    rect(-200, 386, 1040, 5, [190, 186, 176]),
    ...times(40, (i) =>
      disc(-190 + ((i * 97) % 1000), 402 + ((i * 53) % 60), 3.5, 3, i % 3 ? [240, 214, 92] : [214, 96, 120]),
    ),
  ];
}

/** What moves, back to front, at one of the `scenePhases`. */
export function sceneMovers(phase: number): readonly Shape[] {
  const t = phase / scenePhases;
  return [...turbine(t), ...smoke(t), ...bird(t), ...treeTop(t), ...car(-250 + 1140 * t)];
}

/** Two thirds of a turn in a loop: three blades look the same again. */
function turbine(t: number): Shape[] {
  const blades = times(3, (i): Shape => {
    const angle = turn * (i / 3 + (t * 2) / 3);
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    return {
      points: [433 + 3 * s, 126 - 3 * c, 433 + 46 * c, 126 + 46 * s, 433 - 3 * s, 126 + 3 * c],
      colour: [240, 242, 244],
    };
  });
  return [...blades, disc(433, 126, 5, 5, [206, 210, 214])];
}

function smoke(t: number): Shape[] {
  return times(3, (i) => {
    const age = (t * 2 + i / 3) % 1;
    return disc(
      97 + 14 * age + 5 * Math.sin(turn * (age + i / 3)),
      106 - 44 * age,
      5 + 8 * age,
      4 + 7 * age,
      [226, 230, 234],
    );
  });
}

function bird(t: number): Shape[] {
  const [x, y] = [-60 + 800 * ((t + 0.3) % 1), 116 + 10 * Math.sin(turn * t * 2)];
  const wing = 9 * Math.sin(turn * t * 12);
  return [{ points: [x - 17, y - wing, x, y - 3, x + 17, y - wing, x + 3, y + 4, x - 5, y + 3], colour: dark }];
}

function treeTop(t: number): Shape[] {
  const sway = 3 * Math.sin(turn * t * 2);
  return [
    disc(506 + sway, 222, 30, 26, [62, 112, 58]),
    disc(556 + sway, 220, 30, 27, [70, 120, 62]),
    disc(531 + 1.5 * sway, 194, 36, 34, [84, 136, 70]),
  ];
}

function car(x: number): Shape[] {
  const wheel = (at: number) => [disc(at, 368, 10, 10, dark), disc(at, 368, 4, 4, [190, 194, 198])];
  return [
    { points: [x + 22, 342, x + 36, 324, x + 74, 324, x + 92, 342], colour: [198, 52, 48] },
    { points: [x + 28, 342, x + 39, 328, x + 53, 328, x + 53, 342], colour: glass },
    { points: [x + 57, 342, x + 57, 328, x + 72, 328, x + 84, 342], colour: glass },
    { points: [x, 366, x + 2, 344, x + 22, 340, x + 94, 340, x + 114, 346, x + 118, 366], colour: [206, 58, 52] },
    rect(x + 111, 347, 6, 6, [255, 244, 190]),
    ...wheel(x + 26),
    ...wheel(x + 92),
  ];
}

/** Somebody who crosses the picture, `way` from 0 to 1: 80 units high, on the road. */
export function sceneWalker(way: number): readonly Shape[] {
  const x = -20 + 680 * way;
  const stride = 9 * Math.sin(turn * way * 12);
  const coat: Colour = [60, 52, 74];
  return [
    { points: [x - 4, 350, x + 4, 350, x + 3 + stride, 382, x - 3 + stride, 382], colour: dark },
    { points: [x - 4, 350, x + 4, 350, x + 3 - stride, 382, x - 3 - stride, 382], colour: dark },
    rect(x - 10, 318, 20, 36, coat),
    disc(x, 310, 7, 8, [224, 178, 150]),
  ];
}

/** World units to pixels for a picture of this size under this aim. */
export function placeShape(shape: Shape, widthPx: number, heightPx: number, aim: Aim): Shape {
  const scale = widthPx / 640;
  const points = shape.points.map((value, i) =>
    i % 2 === 0 ? (value - aim.pan) * scale : (value - 240 - aim.tilt) * scale + heightPx / 2,
  );
  return { ...shape, points };
}

/** The bar at the top that holds title and clock; always whole rows of 8 px. */
export const captionHeightPx = (widthPx: number): number => 8 * Math.ceil((24 * widthPx) / 640 / 8);

const barColour: Colour = [28, 30, 36];
const bitColours: readonly Colour[] = [
  [16, 16, 16],
  [240, 240, 240],
];

/** The time as people read it: local date and time of the machine, to the second. */
export function clockText(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** Title on the left, clock on the right, in pixels; the title gives way when there is no room. */
export function captionShapes(title: string, clock: string, widthPx: number): readonly Shape[] {
  const height = captionHeightPx(widthPx);
  const dot = Math.max(1, Math.floor(height / 12));
  const top = Math.floor((height - 7 * dot) / 2);
  const write = (text: string, left: number) =>
    textDots(text).map((run) => rect(left + run.x * dot, top + run.y * dot, run.width * dot, dot, [236, 238, 240]));
  const clockLeft = widthPx - textWidth(clock) * dot - 3 * dot;
  const room = clockLeft > (textWidth(title) + 6) * dot;
  return [rect(0, 0, widthPx, height, barColour), ...(room ? write(title, 3 * dot) : []), ...write(clock, clockLeft)];
}

/** The strip and the bar behind it, in pixels. */
export function stripShapes(mark: StripMark, widthPx: number, heightPx: number): readonly Shape[] {
  const { leftPx, topPx, blockPx } = stripPlace(widthPx, heightPx);
  const blocks = Array.from(stripBits(mark), (bit, i) =>
    rect(
      leftPx + (i % stripColumns) * blockPx,
      topPx + Math.floor(i / stripColumns) * blockPx,
      blockPx,
      blockPx,
      bitColours[bit]!,
    ),
  );
  return [rect(0, topPx, widthPx, heightPx - topPx, barColour), ...blocks];
}
