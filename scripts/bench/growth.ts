/** Ten times the frames in, how much more time and memory an import of them takes out. */

import { openApp } from './app';
import type { FrameSet } from './frames';
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

/** The same files chosen ten times over: to the app they are ten times as many. */
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
    const large = await peak(Array.from({ length: times }, () => frames.paths).flat());
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
