/** Makes films with programs outside the browser and measures how long each takes; undefined where a program is missing. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pythons } from '../../tests/support/programs';
import type { FrameSet } from './frames';

export interface NativeFilm {
  readonly path: string;
  readonly ms: number;
}

/** The whole program, from its start to its end, as a person would wait for it. */
function timed(command: string, args: readonly string[], path: string): NativeFilm | undefined {
  const begunAt = performance.now();
  const run = spawnSync(command, args, { encoding: 'utf8' });
  const ms = performance.now() - begunAt;
  return run.status === 0 ? { path, ms } : undefined;
}

export function nativeX264(frames: FrameSet, preset: 'ultrafast' | 'veryfast', folder: string): NativeFilm | undefined {
  const path = join(folder, `${preset}.mp4`);
  const input = ['-framerate', String(frames.fps), '-pattern_type', 'glob', '-i', `${frames.folder}/*.jpg`];
  const output = ['-c:v', 'libx264', '-preset', preset, '-crf', '23', '-pix_fmt', 'yuv420p', path];
  return timed('ffmpeg', ['-v', 'error', '-y', ...input, ...output], path);
}

/**
 * The pipeline of "Using Python to Record a Movie from an EasyN IP Camera with OpenCV" (Mike Mclain, 2014), in today's
 * Python: each picture is coded again by PIL (that mends what OpenCV refuses), decoded by OpenCV and given to VideoWriter.
 */
const articleProgram = `
import cv2, glob, io, sys
import numpy as np
from PIL import Image
folder, fourcc, path, fps = sys.argv[1:5]
video = None
for name in sorted(glob.glob(folder + '/*.jpg')):
    picture = Image.open(io.BytesIO(open(name, 'rb').read()))
    out = io.BytesIO()
    picture.save(out, format='JPEG')
    frame = cv2.imdecode(np.frombuffer(out.getvalue(), dtype=np.uint8), 1)
    if video is None:
        height, width, layers = frame.shape
        video = cv2.VideoWriter(path, cv2.VideoWriter_fourcc(*fourcc), float(fps), (width, height))
        if not video.isOpened():
            sys.exit(1)
    video.write(frame)
video.release()
`;

export function articleFilm(frames: FrameSet, fourcc: 'avc1' | 'mp4v', folder: string): NativeFilm | undefined {
  const path = join(folder, `article-${fourcc}.mp4`);
  for (const python of pythons) {
    const film = timed(python, ['-c', articleProgram, frames.folder, fourcc, path, String(frames.fps)], path);
    if (film) return film;
  }
  return undefined;
}

/** How alike a film and its frames are, by ffmpeg's ssim filter (1 = the same), both in limited range. */
export function ssimOf(film: string, frames: FrameSet): number {
  const same = 'scale=out_range=tv,format=yuv420p,settb=AVTB,setpts=N';
  const run = spawnSync(
    'ffmpeg',
    [
      ...['-v', 'info', '-i', film, '-framerate', String(frames.fps), '-pattern_type', 'glob'],
      ...['-i', `${frames.folder}/*.jpg`, '-lavfi', `[0:v]${same}[a];[1:v]${same}[b];[a][b]ssim`, '-f', 'null', '-'],
    ],
    { encoding: 'utf8' },
  );
  return Number(/All:([\d.]+)/.exec(run.stderr)?.[1] ?? Number.NaN);
}

/** Frames a film really has, each decoded. */
export function framesOf(film: string): number {
  const count = ['-v', 'error', '-count_frames', '-select_streams', 'v:0', '-show_entries', 'stream=nb_read_frames'];
  const run = spawnSync('ffprobe', [...count, '-of', 'csv=p=0', film], { encoding: 'utf8' });
  return Number.parseInt(run.stdout, 10);
}
