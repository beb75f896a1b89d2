/**
 * Makes a folder of JPEGs to measure with: the same moving, noisy scene on every machine, painted once and kept in .cache/.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPainter, restingView } from '../../sim/picture/painter';

export interface FrameSet {
  readonly folder: string;
  /** In order; the names carry the times: 20261122_061500_067.jpg. */
  readonly paths: readonly string[];
  readonly widthPx: number;
  readonly heightPx: number;
  readonly fps: number;
  readonly sizeBytes: number;
}

const fps = 15;
/** 40 kB at 640x480, and native ffmpeg makes films as large and as good as of real surveillance pictures of that size. */
const quality = 80;
/** Local time, as names of cameras are. */
const framesStartAt = new Date(2026, 10, 22, 6, 15).getTime();

/** Changes with anything that changes the pictures. */
const edition = 3;

export function makeFrames(widthPx: number, heightPx: number, count: number): FrameSet {
  const folder = join('.cache', `frames-${widthPx}x${heightPx}-${count}-${edition}`);
  if (!existsSync(folder)) paintAll(folder, widthPx, heightPx, count);
  const paths = readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
  const sizeBytes = paths.reduce((sum, path) => sum + readFileSync(path).length, 0);
  return { folder, paths, widthPx, heightPx, fps, sizeBytes };
}

function paintAll(folder: string, widthPx: number, heightPx: number, count: number): void {
  const making = `${folder}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  const painter = openPainter({ widthPx, heightPx, title: 'Garden', quality, restart: false });
  for (let frame = 0; frame < count; frame++) {
    const at = takenAt(frame);
    writeFileSync(
      join(making, nameOf(at)),
      painter.paint(at, restingView, () => ({ frame, takenAt: at })),
    );
  }
  renameSync(making, folder);
}

/** ms since epoch. */
export const takenAt = (frame: number): number => framesStartAt + Math.round((frame * 1000) / fps);

export function nameOf(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
  const clock = `${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`;
  return `${day}_${clock}_${String(date.getMilliseconds()).padStart(3, '0')}.jpg`;
}
