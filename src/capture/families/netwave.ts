/**
 * The CGI of EasyN, Foscam FI89xx and their relatives ("Netwave IP Camera"): codes, commands and answers.
 *
 * Source: "IP Camera CGI" v1.27 (2011-09-17) and "IPCAM CGI SDK 2.1", both in github jasenmh/pyFoscamLib.
 * `get_params.cgi` answers every password of the camera in clear: it is never called.
 */
import type { Control, Direction } from '../../base/camera';

/** The 13 rate codes of videostream.cgi; 0 fps stands for "full speed". */
export const rateCodes: readonly { readonly code: number; readonly fps: number }[] = [
  { code: 0, fps: 0 },
  { code: 1, fps: 20 },
  { code: 3, fps: 15 },
  { code: 6, fps: 10 },
  { code: 11, fps: 5 },
  { code: 12, fps: 4 },
  { code: 13, fps: 3 },
  { code: 14, fps: 2 },
  { code: 15, fps: 1 },
  { code: 17, fps: 1 / 2 },
  { code: 19, fps: 1 / 3 },
  { code: 21, fps: 1 / 4 },
  { code: 23, fps: 1 / 5 },
];

/** The code whose rate is nearest by ratio; 0 fps and less is full speed. */
export function rateCodeOf(fps: number): number {
  if (!(fps > 0)) return 0;
  const distance = (rate: number) => Math.abs(Math.log(rate / fps));
  const slower = rateCodes.filter((row) => row.fps > 0);
  return slower.reduce((best, row) => (distance(row.fps) < distance(best.fps) ? row : best)).code;
}

/** 8 is 320 x 240, 32 is 640 x 480 (since v1.05); 2 (160 x 120) exists for camera_control only. */
export function resolutionCodeOf(widthPx: number): 2 | 8 | 32 {
  if (widthPx === 0 || widthPx > 480) return 32;
  return widthPx > 240 ? 8 : 2;
}

/** Lines `var name=value;`, strings in single quotes. Names without a value are left out. */
export function parseVars(text: string): ReadonlyMap<string, string> {
  const vars = new Map<string, string>();
  for (const [, name, value] of text.matchAll(/^\s*var\s+(\w+)\s*=\s*(.*?)\s*;?\s*$/gm)) {
    vars.set(name!, value!.replace(/^(['"])(.*)\1$/, '$2'));
  }
  return vars;
}

/** What get_camera_params.cgi says; NaN for what is missing. */
export interface NetwaveSettings {
  /** 8 = 320 x 240, 32 = 640 x 480. */
  readonly resolution: number;
  /** 0 to 255. */
  readonly brightness: number;
  /** 0 to 6. */
  readonly contrast: number;
  /** 0 = 50 Hz, 1 = 60 Hz, 2 = outdoor. */
  readonly mode: number;
  /** 0 = none, 1 = vertical, 2 = mirror, 3 = both. */
  readonly flip: number;
}

export function readSettings(text: string): NetwaveSettings {
  const vars = parseVars(text);
  const number = (name: string) => Number(vars.get(name) ?? Number.NaN);
  return {
    resolution: number('resolution'),
    brightness: number('brightness'),
    contrast: number('contrast'),
    mode: number('mode'),
    flip: number('flip'),
  };
}

/**
 * decoder_control numbers as the cameras really have them. The document says left 4, right 6, up-left 90, up-right 91;
 * the cameras turn the other way (iSpy PTZ2.xml; ZoneMinder FI8908W.pm, FI8918W.pm, PR #526). For those that follow the
 * document there is "invert pan".
 */
const moves: Readonly<Record<Direction, number>> = {
  up: 0,
  down: 2,
  left: 6,
  right: 4,
  'up-right': 90,
  'up-left': 91,
  'down-right': 92,
  'down-left': 93,
};

/** Each straight move is stopped by the number after its own. */
const stops = { up: 1, down: 3, left: 7, right: 5 } as const;

const pictureParameters = { resolution: 0, brightness: 1, contrast: 2, mode: 3, flip: 5 } as const;

function inverted(direction: Direction, pan: boolean, tilt: boolean): Direction {
  const swap = (word: string) =>
    ({
      left: pan ? 'right' : 'left',
      right: pan ? 'left' : 'right',
      up: tilt ? 'down' : 'up',
      down: tilt ? 'up' : 'down',
    })[word];
  return direction.split('-').map(swap).join('-') as Direction;
}

/**
 * The requests, path and query without login, that carry out one command, in their order. Preset numbers are kept
 * within 1 to 16, the ones the internal motor has.
 */
export function commandPaths(command: Control, invertPan: boolean, invertTilt: boolean): readonly string[] {
  const decoder = (...numbers: readonly number[]) => numbers.map((number) => `/decoder_control.cgi?command=${number}`);
  const preset = (number: number) => 2 * (Math.min(16, Math.max(1, Math.round(number) || 1)) - 1);
  switch (command.kind) {
    case 'move': {
      const direction = inverted(command.direction, invertPan, invertTilt);
      // onestep is defined for up, down, left and right only.
      return decoder(moves[direction]).map((path) => (command.step && direction in stops ? `${path}&onestep=1` : path));
    }
    case 'halt': {
      const words =
        command.direction === undefined ? [] : inverted(command.direction, invertPan, invertTilt).split('-');
      const numbers = words.map((word) => stops[word as keyof typeof stops]);
      return decoder(...(words.length === 0 ? Object.values(stops) : numbers));
    }
    case 'centre':
      return decoder(25);
    case 'patrol-vertical':
      return decoder(26);
    case 'patrol-horizontal':
      return decoder(28);
    case 'patrol-stop':
      return decoder(27, 29);
    case 'infrared-on':
      return decoder(95);
    case 'infrared-off':
      return decoder(94);
    case 'preset-set':
      return decoder(30 + preset(command.preset));
    case 'preset-go':
      return decoder(31 + preset(command.preset));
    case 'picture':
      return [`/camera_control.cgi?param=${pictureParameters[command.setting]}&value=${Math.round(command.value)}`];
  }
}
