/**
 * Measures how long each way to a film takes: native programs and the app in turn, so that the machine's moods hit all
 * alike.
 */
import { mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchApp, type BrowserName, openApp } from './app';
import type { FrameSet } from './frames';
import { median, useOf } from './measure';
import { articleFilm, framesOf, type NativeFilm, nativeX264, ssimOf } from './native';

export interface WayFigures {
  readonly way: string;
  /** Median, the whole job from files to a saved film. */
  readonly ms: number;
  readonly allMs: readonly number[];
  readonly fps: number;
  /** Processor time of the browser, median; 0 for native programs. */
  readonly cpuSeconds: number;
  readonly bytes: number;
  readonly ssim: number;
  readonly frames: number;
}

interface Way {
  readonly name: string;
  run(): Promise<NativeFilm | undefined>;
  readonly pid: number | undefined;
}

export async function benchImport(
  frames: FrameSet,
  browsers: readonly BrowserName[],
  distFolder: string,
  rounds: number,
): Promise<readonly WayFigures[]> {
  const folder = mkdtempSync(join(tmpdir(), 'snapreel-native-'));
  const apps: Restarting[] = [];
  for (const name of browsers) apps.push(await openRestarting(name, distFolder));
  const native = (name: string, run: () => NativeFilm | undefined): Way => ({
    name,
    run: async () => run(),
    pid: undefined,
  });
  const ways: readonly Way[] = [
    native('native x264 ultrafast', () => nativeX264(frames, 'ultrafast', folder)),
    ...apps.map((app) => inApp(`${app.name} Fast`, app, frames, 'Fast', folder)),
    native('article, H.264', () => articleFilm(frames, 'avc1', folder)),
    native('native x264 veryfast', () => nativeX264(frames, 'veryfast', folder)),
    ...apps.map((app) => inApp(`${app.name} Small`, app, frames, 'Small files', folder)),
    native('article, MPEG-4', () => articleFilm(frames, 'mp4v', folder)),
  ];
  try {
    return await measure(ways, frames, rounds);
  } finally {
    for (const app of apps) await app.now().close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An app in a browser that is started anew when it hangs. */
interface Restarting {
  readonly name: BrowserName;
  now(): BenchApp;
  restart(): Promise<BenchApp>;
}

async function openRestarting(name: BrowserName, distFolder: string): Promise<Restarting> {
  let app = await openApp(name, distFolder);
  return {
    name,
    now: () => app,
    async restart() {
      await app.close();
      app = await openApp(name, distFolder);
      return app;
    },
  };
}

/**
 * Firefox hangs at one of seventy `new Worker()` in a worker while WebDriver BiDi watches (docs/performance.md), and ffmpeg
 * is three such workers: then the film is made again in a new browser, which is said.
 */
function inApp(name: string, app: Restarting, frames: FrameSet, quality: 'Fast' | 'Small files', folder: string): Way {
  return {
    name,
    get pid() {
      return app.now().pid;
    },
    async run() {
      const made = await app
        .now()
        .makeFilm(frames.paths, quality)
        .catch(async (error: unknown) => {
          console.error(`  ${name}: started anew after ${String(error).slice(0, 100)}`);
          const again = await app.restart();
          // A browser's first film takes longer: its engines are checked, its code is compiled.
          await again.makeFilm(frames.paths, quality);
          return again.makeFilm(frames.paths, quality);
        });
      // Out of the downloads, which go with the browser.
      const path = join(folder, `${name}.mp4`);
      renameSync(made.path, path);
      return { path, ms: made.savedMs };
    },
  };
}

/** A first round that does not count: caches fill, engines are checked once for each browser version. */
async function measure(ways: readonly Way[], frames: FrameSet, rounds: number): Promise<readonly WayFigures[]> {
  const runs = new Map<Way, { ms: number; cpuSeconds: number; path: string }[]>();
  const failed = new Set<Way>();
  for (let round = 0; round <= rounds; round++) {
    for (const way of ways) {
      if (failed.has(way)) continue;
      const cpuBefore = way.pid ? useOf(way.pid).cpuSeconds : 0;
      const film = await way.run().catch((error: unknown) => {
        console.error(`  ${way.name}: ${String(error).slice(0, 200)}`);
        return undefined;
      });
      if (!film) {
        failed.add(way);
        continue;
      }
      const cpuSeconds = way.pid ? useOf(way.pid).cpuSeconds - cpuBefore : 0;
      if (round > 0) runs.set(way, [...(runs.get(way) ?? []), { ms: film.ms, cpuSeconds, path: film.path }]);
    }
  }
  return ways.flatMap((way) => {
    const own = runs.get(way);
    if (!own || failed.has(way)) return [];
    const { path } = own.at(-1)!;
    const ms = median(own.map((run) => run.ms));
    return {
      way: way.name,
      ms,
      allMs: own.map((run) => Math.round(run.ms)),
      fps: (frames.paths.length * 1000) / ms,
      cpuSeconds: median(own.map((run) => run.cpuSeconds)),
      bytes: statSync(path).size,
      ssim: ssimOf(path, frames),
      frames: framesOf(path),
    };
  });
}
