/** Clips that nobody here made, and what moves in them: pictures as a camera would send them, and the truth beside each. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface Clip {
  readonly name: string;
  readonly file: string;
  /** x, y of the part that is looked at. */
  readonly at?: readonly [number, number];
  readonly widthPx: number;
  readonly heightPx: number;
  /** As they are played to motion. */
  readonly fps: number;
}

/**
 * vtest.avi is in Debian's opencv-doc; the others in github.com/andrewssobral/bgslibrary, folder dataset. Of places
 * where something moves all the time parts are looked at in which it does not.
 */
export const clips: readonly Clip[] = [
  { name: 'vtest, whole', file: 'vtest.avi', widthPx: 768, heightPx: 576, fps: 20 },
  { name: 'vtest, lower left', file: 'vtest.avi', at: [0, 352], widthPx: 400, heightPx: 224, fps: 20 },
  { name: 'vtest, lower right', file: 'vtest.avi', at: [448, 336], widthPx: 320, heightPx: 240, fps: 20 },
  { name: 'vtest, upper right', file: 'vtest.avi', at: [512, 0], widthPx: 256, heightPx: 192, fps: 20 },
  { name: 'street from above, whole', file: 'video.avi', widthPx: 640, heightPx: 360, fps: 30 },
  { name: 'street from above, left', file: 'video.avi', at: [0, 60], widthPx: 320, heightPx: 240, fps: 30 },
  { name: 'motorway, whole', file: 'video02.avi', widthPx: 320, heightPx: 240, fps: 25 },
  { name: 'motorway, hard shoulder', file: 'video02.avi', at: [224, 80], widthPx: 96, heightPx: 160, fps: 25 },
  { name: 'motorway, near lanes', file: 'video02.avi', at: [96, 144], widthPx: 128, heightPx: 96, fps: 25 },
  { name: 'avenue, whole', file: 'video03.avi', widthPx: 320, heightPx: 240, fps: 30 },
  { name: 'avenue, near lanes', file: 'video03.avi', at: [16, 144], widthPx: 224, heightPx: 96, fps: 30 },
  { name: 'avenue, trees', file: 'video03.avi', at: [0, 0], widthPx: 96, heightPx: 96, fps: 30 },
];

export interface Frames {
  readonly paths: readonly string[];
  /** Each in grey, at its full size. */
  readonly grey: readonly Uint8Array[];
}

export function ffmpeg(...args: readonly string[]): Buffer {
  const run = spawnSync('ffmpeg', ['-v', 'error', '-y', ...args], { maxBuffer: 2 ** 31 - 1 });
  if (run.status !== 0) throw new Error(`ffmpeg ${args.join(' ')}: ${run.stderr}`);
  return run.stdout;
}

/** JPEGs as a camera of usual quality makes them. */
export function framesOf({ file, at: [x, y] = [0, 0], widthPx, heightPx }: Clip, from: string, into: string): Frames {
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  const crop = `crop=${widthPx}:${heightPx}:${x}:${y}`;
  ffmpeg('-i', join(from, file), '-vf', crop, '-fps_mode', 'passthrough', '-q:v', '4', join(into, '%05d.jpg'));
  const paths = readdirSync(into)
    .filter((name) => name.endsWith('.jpg'))
    .sort()
    .map((name) => join(into, name));
  const bytes = ffmpeg('-i', join(into, '%05d.jpg'), '-f', 'rawvideo', '-pix_fmt', 'gray', '-');
  const px = widthPx * heightPx;
  return { paths, grey: paths.map((_, at) => bytes.subarray(at * px, (at + 1) * px)) };
}

export type Truth = 'moving' | 'still' | 'unclear';

/** So many levels of grey from what is usual there are no noise. */
const leastLevels = 30;
const movingShare = 0.006;
const stillShare = 0.001;

/** With knowledge of the whole clip, as no camera has it: the share of pixels far from their median over time. */
export function truthOf(grey: readonly Uint8Array[]): readonly Truth[] {
  const px = grey[0]!.length;
  const some = grey.filter((_, at) => at % Math.ceil(grey.length / 120) === 0);
  const usual = new Uint8Array(px);
  const column = new Uint8Array(some.length);
  for (let at = 0; at < px; at++) {
    for (const [which, picture] of some.entries()) column[which] = picture[at]!;
    usual[at] = column.sort()[some.length >> 1]!;
  }
  return grey.map((picture) => {
    let far = 0;
    for (let at = 0; at < px; at++) if (Math.abs(picture[at]! - usual[at]!) > leastLevels) far++;
    if (far / px > movingShare) return 'moving';
    return far / px < stillShare ? 'still' : 'unclear';
  });
}
