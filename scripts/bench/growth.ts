/** Measures how much more time and memory an import of ten times as many frames takes. */

import { existsSync, linkSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openApp } from './app';
import { type FrameSet, nameOf, takenAt } from './frames';
import { useOf } from './measure';

export interface GrowthFigures {
  readonly frames: number;
  readonly times: number;
  /** Time for all to time for one share, each from the first to the last picture; 10 is even. */
  readonly timeRatio: number;
  readonly smallPeakBytes: number;
  readonly largePeakBytes: number;
}

const sampleEveryMs = 150;
const times = 10;

/** The same pictures over and over under names that go on in time: links, so that the disk holds them once. */
function linked(frames: FrameSet): readonly string[] {
  const folder = `${frames.folder}-times-${times}`;
  const count = frames.paths.length * times;
  const paths = Array.from({ length: count }, (_, frame) => join(folder, nameOf(takenAt(frame))));
  if (existsSync(folder) && readdirSync(folder).length === count) return paths;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [frame, path] of paths.entries()) linkSync(frames.paths[frame % frames.paths.length]!, path);
  return paths;
}

export async function benchGrowth(frames: FrameSet, distFolder: string): Promise<GrowthFigures> {
  const app = await openApp('chromium', distFolder);
  const peak = async (paths: readonly string[]) => {
    let peakBytes = 0;
    const sampling = setInterval(() => {
      peakBytes = Math.max(peakBytes, useOf(app.pid).memoryBytes);
    }, sampleEveryMs);
    const { madeMs } = await app.makeFilm(paths, 'Fast');
    clearInterval(sampling);
    return { madeMs, peakBytes };
  };
  try {
    await peak(frames.paths);
    const small = await peak(frames.paths);
    const large = await peak(linked(frames));
    return {
      frames: frames.paths.length,
      times,
      timeRatio: large.madeMs / small.madeMs,
      smallPeakBytes: small.peakBytes,
      largePeakBytes: large.peakBytes,
    };
  } finally {
    await app.close();
  }
}
