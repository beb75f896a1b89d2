/** Which pictures of a clip each program calls moving: this one, and motion (https://motion-project.github.io) with its defaults. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, DcPicture } from '../../src/check/check';
import { movementScore, openWatcher } from '../../src/notice/notice';
import { type Clip, type Frames, ffmpeg } from './clips';

export function ours({ fps }: Clip, { paths }: Frames): readonly boolean[] {
  const watcher = openWatcher();
  const dcPicture = new DcPicture();
  return paths.map((path, at) => {
    check({ stage: 'shot', bytes: new Uint8Array(readFileSync(path)), arrivedAt: 0 }, dcPicture);
    return watcher.notice(dcPicture, (at * 1000) / fps).score > movementScore;
  });
}

/** What motion writes over its pictures is left out; it saves each picture in which it sees movement, and none besides. */
const settings = `
daemon off
setup_mode off
webcontrol_port 0
stream_port 0
picture_output on
movie_output off
text_left
text_right
pre_capture 0
post_capture 0
event_gap 1
picture_quality 95
picture_filename %v-%Y%m%d%H%M%S-%q
`;

/** motion plays the clip as a camera, in its own time; the pictures it saves are found again in the clip. */
export function motions({ widthPx, heightPx, fps }: Clip, { paths, grey }: Frames, folder: string): readonly boolean[] {
  const [saved, film, conf] = ['saved', 'clip.avi', 'motion.conf'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  rmSync(saved, { recursive: true, force: true });
  mkdirSync(saved, { recursive: true });
  ffmpeg('-framerate', String(fps), '-i', join(folder, '%05d.jpg'), '-c', 'copy', film);
  const own = { target_dir: saved, log_file: join(folder, 'log.txt'), netcam_url: `file://${film}` };
  const shape = { width: widthPx, height: heightPx, framerate: fps };
  const lines = Object.entries({ ...own, ...shape }).map(([key, value]) => `${key} ${value}\n`);
  writeFileSync(conf, `${settings}${lines.join('')}`);
  // It would wait for the camera to come back.
  spawnSync('motion', ['-n', '-c', conf], { timeout: Math.ceil(paths.length / fps + 4) * 1000, stdio: 'ignore' });
  const noticed = paths.map(() => false);
  const px = widthPx * heightPx;
  if (readdirSync(saved).length === 0) return noticed;
  const all = ffmpeg('-pattern_type', 'glob', '-i', join(saved, '*.jpg'), '-f', 'rawvideo', '-pix_fmt', 'gray', '-');
  for (let at = 0; at < all.length; at += px) {
    noticed[nearest(grey, all.subarray(at, at + px))] = true;
  }
  return noticed;
}

/** So many of its pixels tell a picture in which something moves from all others. */
const samples = 4000;

function nearest(grey: readonly Uint8Array[], one: Uint8Array): number {
  const every = Math.max(1, Math.floor(one.length / samples));
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (const [at, picture] of grey.entries()) {
    let sum = 0;
    for (let px = 0; px < one.length && sum < least; px += every) sum += Math.abs(picture[px]! - one[px]!);
    if (sum < least) [best, least] = [at, sum];
  }
  return best;
}
