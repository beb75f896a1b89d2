/** Whether the tab grows while it records: one watched camera in the built app for ten minutes, its process at the second and at the last. */
import { benchLive } from '../bench/live';

export interface GrowthFigures {
  readonly minutes: number;
  /** Of the tab's process, medians of 90 s in ten minutes: until a fifth of the time is over, and at its end. */
  readonly earlyMB: number;
  readonly lateMB: number;
  readonly mostMB: number;
  readonly growthPercent: number;
  /** Of the camera's pictures from the first to the last one of the film. */
  readonly due: number;
  readonly inFilm: number;
}

const barMB = 230;
const mostPercent = 5;
const mb = (bytes: number) => Math.round(bytes / 1e6);

/** Throws when it grows, is too large, or a picture is missing. */
export async function soakGrowth(minutes: number, distFolder: string): Promise<GrowthFigures> {
  const order = { cameras: 1, fps: 15, seconds: 60 * minutes, how: 'recorded' } as const;
  const { earlyTabBytes, lateTabBytes, mostTabBytes, due, inFilms } = await benchLive(order, distFolder);
  const figures = {
    minutes,
    earlyMB: mb(earlyTabBytes),
    lateMB: mb(lateTabBytes),
    mostMB: mb(mostTabBytes),
    growthPercent: Math.round(1000 * (lateTabBytes / earlyTabBytes - 1)) / 10,
    due,
    inFilm: inFilms,
  };
  if (figures.growthPercent > mostPercent || figures.mostMB > barMB || inFilms !== due)
    throw new Error(`it grows, or loses pictures: ${JSON.stringify(figures)}`);
  return figures;
}
