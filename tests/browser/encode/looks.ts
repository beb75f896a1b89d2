/** What a Look does to a film, read back from its MP4 by ffmpeg; in the rig of who calls it, with its set of pictures 'small'. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openPainter, restingView } from '../../../sim/picture/painter';
import { type Look, type OverlayLine, plainLook, timeLine } from '../../../src/base/look/look';
import type { Engine } from '../../../src/base/options';
import { greyFrames } from '../../support/journey/stored';
import { type BrowserName, type Rig, runFfmpeg } from '../draw/rig/rig';
import { readStrip } from '../draw/rig/scene';

const [widthPx, heightPx] = [320, 240];
const count = 4;
const timesOf = (pictures: number) => Array.from({ length: pictures }, (_, at) => at * 100_000);

const covered: Partial<Look> = {
  masks: [
    {
      kind: 'fill',
      points: [
        [0.25, 0.4],
        [0.75, 0.4],
        [0.75, 0.9],
        [0.25, 0.9],
      ],
    },
  ],
};

/** By what was done: the look, ffmpeg's filter that undoes it, and which part of the camera's picture is left then. */
const looks = [
  ['mirrored', { mirror: true }, 'hflip', [1, 1]],
  ['upside down', { flip: true }, 'vflip', [1, 1]],
  ['turned right', { rotateDegrees: 90 }, 'transpose=cclock', [1, 1]],
  ['turned left and mirrored', { rotateDegrees: 270, mirror: true }, 'hflip,transpose=clock', [1, 1]],
  ['on its head', { rotateDegrees: 180 }, 'hflip,vflip', [1, 1]],
  ['cropped', { crop: { x: 0, y: 0, width: 0.75, height: 0.75 } }, 'null', [0.75, 0.75]],
  [
    'turned and cropped',
    { rotateDegrees: 90, crop: { x: 0.25, y: 0, width: 0.75, height: 0.75 } },
    'transpose=cclock',
    [0.75, 0.75],
  ],
] as const satisfies readonly (readonly [string, Partial<Look>, string, readonly [number, number]])[];

export function looksInFilms(browser: BrowserName, rig: () => Rig): void {
  const film = async (
    name: string,
    look: Partial<Look>,
    pictures = count,
    set = 'small',
    engine: Engine = 'webcodecs',
  ): Promise<string> => {
    const order = { set, timesUs: timesOf(pictures), order: { engine }, look: { ...plainLook, ...look }, name };
    await rig().run('film', { ...order, readBack: false });
    return join(rig().folder, name);
  };

  it.each(looks)(
    'shows in the MP4 what is asked for, and nothing of what is covered: %s',
    async (name, look, undo, left) => {
      const path = await film(`${browser}-look.mp4`, { ...covered, ...look });
      const [across, down] = [widthPx * left[0], heightPx * left[1]];
      const frames = greyFrames(path, across, down, undo);
      expect(frames.map((frame) => readStrip(frame, across, 1))).toEqual(timesOf(count).map((_, at) => at));
      for (const frame of frames) {
        const [hidden, seen] = [
          lightsIn(frame, across, [84, 100, 232, 176]),
          lightsIn(frame, across, [4, 100, 76, 176]),
        ];
        expect(Math.max(...hidden), name).toBeLessThan(32);
        expect(mean(seen), name).toBeGreaterThan(60);
      }
    },
  );

  it('writes in the MP4 what can be read there: the number of each picture, and its time', async () => {
    const line: OverlayLine = { ...timeLine, place: 'middle', back: 'box', size: 'large' };
    const written = async (name: string, change: Partial<OverlayLine>, pictures: number) =>
      greyFrames(
        await film(`${browser}-${name}.mp4`, { lines: [{ ...line, ...change }] }, pictures),
        widthPx,
        heightPx,
      );
    const text = async (letters: string) => (await written('text', { what: 'text', text: letters }, 1))[0]!;
    const nearest = (frame: Uint8Array, known: readonly Uint8Array[], part: Part) => {
      const far = known.map((one) => unlike(lettersIn(frame, part), lettersIn(one, part)));
      return far.indexOf(Math.min(...far));
    };
    const numbers: Uint8Array[] = [];
    for (let number = 1; number <= count; number++) numbers.push(await text(String(number)));
    const numbered = await written('number', { what: 'number' }, count);
    expect(numbered.map((frame) => nearest(frame, numbers, [154, 110, 166, 130]))).toEqual([0, 1, 2, 3]);

    // What the rig's pictures say of their time.
    const at = new Date(Date.UTC(2026, 0, 2, 3, 4, 5));
    const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19).replace('T', ' ');
    const times = [`${local.slice(0, -1)}6`, local, local.replace('2026', '2025'), local.replace('-02', '-03')];
    const known: Uint8Array[] = [];
    for (const time of times) known.push(await text(time));
    const timed = await written('time', { what: 'time' }, 1);
    expect(nearest(timed[0]!, known, [30, 112, 290, 128])).toBe(1);
  });

  /** Limited: as writers of JPEGs make them that know no other video; a JPEG has no place to say so, and browsers show them as full. */
  const limited = ['-vf', 'scale=out_range=tv', '-color_range', 'tv', '-strict', '-1'] as const;
  const kinds = [
    ['4:2:0', 'webcodecs', ['-pix_fmt', 'yuvj420p']],
    ['4:2:0', 'ffmpeg', ['-pix_fmt', 'yuvj420p']],
    ['4:2:2', 'webcodecs', ['-pix_fmt', 'yuvj422p']],
    ['4:2:2 of a camera', 'webcodecs', []],
    ['4:2:2 of a camera', 'ffmpeg', []],
    ['4:2:0 limited', 'webcodecs', [...limited, '-pix_fmt', 'yuv420p']],
    ['4:2:2 limited', 'webcodecs', [...limited, '-pix_fmt', 'yuv422p']],
  ] as const;

  // Firefox hands out no planes: what is written on goes by the canvas there, with every JPEG and engine.
  const own = browser === 'firefox' ? kinds.filter(([kind, engine]) => kind !== '4:2:0' || engine !== 'ffmpeg') : kinds;
  it.each(own)(
    'the same colours by canvas as directly and where it is written on, whatever the JPEG: %s, %s',
    async (kind, engine, options) => {
      const set = `${kind} ${engine}`.replace(/\W/g, '');
      const made = join(rig().folder, `${set}-%04d.jpg`);
      const source = ['-y', '-i', join(rig().folder, 'small-%04d.jpg'), '-frames:v', '12'];
      if (options.length > 0) runFfmpeg([...source, '-c:v', 'mjpeg', '-q:v', '2', ...options, made]);
      else paintAs(made, 12);
      for (let at = 1; at <= 12; at++) {
        const path = made.replace('%04d', String(at).padStart(4, '0'));
        await rig().run('take', { set, url: rig().offer(`${set}-${at}.jpg`, readFileSync(path)), widthPx, heightPx });
      }
      const camera = ['-framerate', '10', '-i', made] as const;
      const seen: Record<string, readonly number[]> = {};
      for (const [way, look] of Object.entries(browser === 'firefox' ? { direct: {}, canvas: ways.canvas! } : ways))
        seen[way] = ssim(['-i', await film(`${set}-${way}.mp4`, look, 12, set, engine)], camera);
      console.log(`${browser} ${kind} ${engine}: SSIM of Y, U, V ${JSON.stringify(seen)}`);
      for (const plane of [0, 1, 2]) {
        const all = Object.values(seen).map((planes) => planes[plane]!);
        expect(Math.max(...all) - Math.min(...all)).toBeLessThan(0.005);
      }
    },
  );
}

/** Nothing is to be seen of what is done here, but the picture goes another way for it. */
const ways: Readonly<Record<string, Partial<Look>>> = {
  direct: {},
  written: { lines: [{ ...timeLine, what: 'text', text: '' }] },
  canvas: {
    masks: [
      {
        kind: 'fill',
        points: [
          [0, 0],
          [0, 0],
          [0, 0],
        ],
      },
    ],
  },
};

/** With chroma of half the width, as small cameras send it; ffmpeg's 4:2:2 is another one, of which Chromium hands out no planes. */
function paintAs(pattern: string, pictures: number): void {
  const painter = openPainter({ widthPx, heightPx, title: 'Yard', quality: 90, restart: false });
  for (let at = 1; at <= pictures; at++) {
    const picture = painter.paint(at * 100, restingView, () => ({ frame: at, takenAt: at * 100 }));
    writeFileSync(pattern.replace('%04d', String(at).padStart(4, '0')), picture);
  }
}

type Part = readonly [left: number, top: number, right: number, bottom: number];

function lightsIn(frame: Uint8Array, stride: number, [left, top, right, bottom]: Part): number[] {
  const lights: number[] = [];
  for (let y = top; y < bottom; y++) lights.push(...frame.subarray(y * stride + left, y * stride + right));
  return lights;
}

const mean = (lights: readonly number[]) => lights.reduce((sum, light) => sum + light, 0) / lights.length;

/** Which pixels are letters, on the dark ground of a box. */
const lettersIn = (frame: Uint8Array, part: Part) => lightsIn(frame, widthPx, part).map((light) => light > 128);

const unlike = (one: readonly boolean[], other: readonly boolean[]) =>
  one.filter((letter, at) => letter !== other[at]).length;

/** Structural similarity of Y, U and V, both sides in limited range; a JPEG is read as browsers do. */
function ssim(one: readonly string[], other: readonly string[]): readonly number[] {
  const as = (input: readonly string[]) =>
    `scale=${input.includes('-framerate') ? 'in_range=pc:' : ''}out_range=tv:out_color_matrix=bt601,format=yuv420p,setpts=N/10/TB`;
  const words = runFfmpeg([
    ...[...one, ...other],
    ...['-lavfi', `[0:v]${as(one)}[a];[1:v]${as(other)}[b];[a][b]ssim=shortest=1`, '-f', 'null', '-'],
  ]);
  return ['Y', 'U', 'V'].map((plane) => Number(new RegExp(`${plane}:([\\d.]+)`).exec(words)?.[1]));
}
