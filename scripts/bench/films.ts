/** Measures what is done with long films, and with many: a cut, a strip, a day that is opened, a join, a library that is scrolled. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { startProxy } from '../../proxy/proxy';
import { openBrowser, type Visit } from '../../tests/support/browser';
import type { FilmJobs } from './films-worker';
import { pidOf } from './live';
import { median, useOf } from './measure';

export interface FilmFigures {
  /** Medians. */
  readonly cutMs: number;
  readonly stripMs: number;
  readonly openDayMs: number;
  /** From the press on a day's film to its first picture. */
  readonly playDayMs: number;
  readonly join: { readonly films: number; readonly ms: number; readonly sizeBytes: number; readonly lost: number };
  /** What the browser needs more while it joins, at most: of two films, and of ten. */
  readonly joinGrowthBytes: readonly [few: number, many: number];
  readonly scroll: {
    readonly films: number;
    readonly steps: number;
    readonly longestMs: number;
    readonly over50: number;
  };
}

const strips = 24;
const hourPictures = 54_000;
const sampleEveryMs = 100;

export async function benchFilms(distFolder: string, films = 10, rows = 1000): Promise<FilmFigures> {
  const script = await bundled();
  const proxy = await startProxy({ host: '127.0.0.1', port: 0, distFolder, allow: [], offers: [] });
  const app = `http://localhost:${proxy.port}/`;
  const browser = await openBrowser();
  try {
    const visit = await browser.newPage();
    await visit.page.route(`${app}bench/*`, (route) =>
      route.request().url().endsWith('.js')
        ? route.fulfill({ contentType: 'text/javascript', body: script })
        : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Bench</title>' }),
    );
    await visit.goTo(`${app}bench/empty`);
    const hour = await inWorker(visit, 'hour', strips);
    const pid = await pidOf(visit);
    const few = await joinWatched(visit, pid, 2);
    const many = await joinWatched(visit, pid, films);
    const day = await inWorker(visit, 'day', undefined);
    const playDayMs = await openFilm(visit, app, day.id);
    await visit.goTo(`${app}bench/empty`);
    await inWorker(visit, 'forget', day.id);
    await inWorker(visit, 'library', rows);
    const scroll = await scrollThrough(visit, app, rows);
    return {
      cutMs: median(hour.cutMs),
      stripMs: median(hour.stripMs),
      openDayMs: median(day.openMs),
      playDayMs,
      join: { films, ms: many.joinMs, sizeBytes: many.sizeBytes, lost: films * hourPictures - many.frames },
      joinGrowthBytes: [few.growthBytes, many.growthBytes],
      scroll: { films: rows, ...scroll },
    };
  } finally {
    await browser.close();
    await proxy.close();
  }
}

/** The browser's memory; this program's own goes up and down by a hundred megabytes beside it. */
async function joinWatched(visit: Visit, pid: number, films: number) {
  let before = 0;
  let most = 0;
  let sampling: NodeJS.Timeout | undefined;
  const joined = await inWorker(visit, 'join', films, () => {
    before = useOf(pid).memoryBytes;
    sampling = setInterval(() => {
      most = Math.max(most, useOf(pid).memoryBytes);
    }, sampleEveryMs);
  });
  clearInterval(sampling);
  return { ...joined, growthBytes: Math.max(0, most - before) };
}

/** The worker is kept, for what it has encoded. */
async function inWorker<Name extends keyof FilmJobs>(
  visit: Visit,
  name: Name,
  given: unknown,
  onMessage: () => void = () => undefined,
): Promise<FilmJobs[Name]> {
  const listening = `told${name}${Date.now()}`;
  await visit.page.exposeFunction(listening, onMessage);
  const done = await visit.run(
    ([job, order, told]) => {
      const holder = globalThis as unknown as { bench?: Worker } & Record<string, () => void>;
      holder.bench ??= new Worker('/bench/films.js', { type: 'module' });
      const worker = holder.bench;
      return new Promise((resolve, reject) => {
        worker.onerror = (event) => reject(new Error(event.message));
        worker.onmessage = ({ data }: MessageEvent) => {
          if (typeof data === 'string') holder[told as string]!();
          else if ('failed' in data) reject(new Error(data.failed));
          else resolve(data.done);
        };
        worker.postMessage([job, order]);
      });
    },
    [name, given, listening] as const,
  );
  return done as FilmJobs[Name];
}

/** The page gets this function as text, in which a name given to a function within is unknown. */
async function openFilm(visit: Visit, app: string, id: string): Promise<number> {
  await visit.goTo(`${app}#/films`);
  await visit.page.locator('li.film').first().waitFor();
  return visit.run(async (filmId) => {
    const begunAt = performance.now();
    location.hash = `#/films/${filmId}`;
    while ((document.querySelector('video')?.readyState ?? 0) < 2) await new Promise(requestAnimationFrame);
    return performance.now() - begunAt;
  }, id);
}

/** As a finger flings it: through all of it, the next step as soon as the one before is on the screen. */
async function scrollThrough(visit: Visit, app: string, films: number) {
  await visit.goTo(`${app}#/films`);
  await visit.page.locator('li.film').first().waitFor();
  return visit.run(async (count) => {
    while (document.querySelectorAll('li.film').length < count)
      await new Promise((resolve) => setTimeout(resolve, 100));
    const long: number[] = [];
    const watcher = new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration)));
    watcher.observe({ entryTypes: ['longtask'] });
    let steps = 0;
    for (const direction of [1, -1]) {
      for (let y = -1; y !== scrollY; steps++) {
        y = scrollY;
        scrollBy(0, direction * 400);
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    watcher.disconnect();
    return { steps, longestMs: Math.max(0, ...long), over50: long.length };
  }, films);
}

async function bundled(): Promise<string> {
  const entry = fileURLToPath(new URL('./films-worker.ts', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry, formats: ['es'], fileName: 'films' },
      rollupOptions: { output: { inlineDynamicImports: true } },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('nothing was bundled');
  return output.output[0].code;
}
