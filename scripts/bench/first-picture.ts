/** Measures what comes over the network before the app's first live picture, and how long that takes. */
import { gzipSync } from 'node:zlib';
import { startProxy } from '../../proxy/proxy';
import { startSim } from '../../sim/sim';
import { openBrowser } from '../../tests/support/browser';
import { median } from './measure';

export interface FirstPictureFigures {
  /** JavaScript, each file gzipped (level 9) by itself. */
  readonly pageBytes: number;
  readonly workerBytes: number;
  readonly files: readonly string[];
  /** From opening the link to the first picture on the canvas; nothing cached. */
  readonly firstPictureMs: number;
}

export async function benchFirstPicture(distFolder: string, rounds: number): Promise<FirstPictureFigures> {
  const sim = await startSim({ cors: true });
  const proxy = await startProxy({ host: '127.0.0.1', port: 0, distFolder, allow: [], offers: [] });
  try {
    const times: number[] = [];
    let loaded = new Map<string, number>();
    for (let round = 0; round < rounds; round++) {
      const browser = await openBrowser();
      const visit = await browser.newPage();
      loaded = new Map();
      const pending: Promise<void>[] = [];
      visit.page.context().on('response', (response) => {
        const { pathname } = new URL(response.url());
        // The service worker fetches the whole app for the next time.
        if (!pathname.endsWith('.js') || response.request().serviceWorker()) return;
        const gzip = async () => {
          const body = await response.body().catch(() => undefined);
          if (body) loaded.set(pathname, gzipSync(body, { level: 9 }).length);
        };
        pending.push(gzip());
      });
      const link = new URLSearchParams({
        camera: `${sim.origin}/videostream.cgi?rate=3`,
        kind: 'mjpeg',
        route: 'direct',
      });
      const begunAt = performance.now();
      await visit.goTo(`http://localhost:${proxy.port}/?${link}`);
      await visit.press('Open camera');
      await visit.page.waitForFunction(
        () => /^Live: /.test(document.querySelector('[role=status]')?.textContent ?? ''),
        undefined,
        { polling: 10 },
      );
      times.push(performance.now() - begunAt);
      await Promise.all(pending);
      await browser.close();
    }
    const own = (isWorker: boolean) =>
      [...loaded].filter(([path]) => path.includes('/worker-') === isWorker).reduce((sum, [, bytes]) => sum + bytes, 0);
    return {
      pageBytes: own(false),
      workerBytes: own(true),
      files: [...loaded].map(([path, bytes]) => `${path.split('/').at(-1)} ${bytes}`),
      firstPictureMs: median(times),
    };
  } finally {
    await proxy.close();
    await sim.close();
  }
}
