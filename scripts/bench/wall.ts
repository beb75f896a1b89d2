/** Many cameras in one page through one proxy on plain http: what the browser and the proxy needed, and whether every picture is in the films. */
import { startProxy } from '../../proxy/proxy';
import { openBrowser, type Visit } from '../../tests/support/browser';
import { save } from '../../tests/support/journey/recorded';
import { readStrips } from '../../tests/support/strips';
import { openCameras } from './cameras';
import { besideFlags, coresOf, countsOf, pause, pidOf } from './live';
import { type LivesFigures, toNativeLines } from './lives';
import { useOf } from './measure';
import { type Line, line } from './table';

export interface WallFigures {
  readonly cameras: number;
  readonly fps: number;
  readonly seconds: number;
  /** Of the cameras' pictures from the first to the last one of each film. */
  readonly due: number;
  readonly sent: number;
  readonly inFilms: number;
  /** All of the browser's processes, less an empty page's; and the proxy with this program, which does nothing else. */
  readonly cores: number;
  readonly proxyCores: number;
  /** All processes of the browser, at most. */
  readonly wholeBytes: number;
}

const nameOf = (at: number) => `Camera ${String(at + 1).padStart(2, '0')}`;

export async function benchWall(
  cameras: number,
  fps: number,
  seconds: number,
  distFolder: string,
): Promise<WallFigures> {
  const served = await openCameras(cameras, fps);
  const offers = served.origins.map((origin, at) => {
    const address = `${origin}/stream`;
    return { name: nameOf(at), family: 'mjpeg', address, userName: '', password: '' } as const;
  });
  const proxy = await startProxy({ host: '127.0.0.1', port: 0, distFolder, offers });
  const browser = await openBrowser({ flags: besideFlags });
  try {
    const visit = await browser.newPage();
    const pid = await pidOf(visit);
    await pause(2000);
    const empty = await coresOf(pid, 5000);
    await visit.goTo(`http://localhost:${proxy.port}/?wall=${offers.map((_, at) => `offered-${at}`).join()}`);
    await allTiles(visit, 'Live.', cameras);
    await visit.press('Record all');
    await allTiles(visit, 'Recording.', cameras);
    const [before, ours, began] = [useOf(pid).cpuSeconds, process.cpuUsage(), performance.now()];
    let wholeBytes = 0;
    for (let at = 0; at < 20; at++) {
      await pause(began + ((at + 1) * seconds * 1000) / 20 - performance.now());
      wholeBytes = Math.max(wholeBytes, useOf(pid).memoryBytes);
    }
    const tookSeconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(ours);
    const cores = (useOf(pid).cpuSeconds - before) / tookSeconds - empty;
    await visit.press('Stop all');
    await visit.press('Films');
    const sums = { due: 0, sent: 0, inFilms: 0 };
    for (let at = 0; at < cameras; at++) {
      const frames = await readStrips(visit.page, await save(visit, nameOf(at)));
      const marks = frames.flatMap(({ mark }) => (mark ? [mark.frame] : []));
      const { due, sent, inFilm } = countsOf(marks, await served.log(at));
      sums.due += due;
      sums.sent += sent;
      sums.inFilms += inFilm;
    }
    return { cameras, fps, seconds, ...sums, cores, proxyCores: (user + system) / 1e6 / tookSeconds, wholeBytes };
  } finally {
    await browser.close();
    await proxy.close();
    served.close();
  }
}

async function allTiles({ page }: Visit, state: string, count: number): Promise<void> {
  const tiles = page.locator('.tile-facts small', { hasText: state });
  const givenUpAt = Date.now() + 60_000;
  while ((await tiles.count()) < count) {
    if (Date.now() > givenUpAt) throw new Error(`${await tiles.count()} of ${count} tiles say ${state}`);
    await pause(100);
  }
}

export function wallLines(figures: WallFigures, native: LivesFigures['native'] = []): readonly Line[] {
  const { cameras, fps, seconds, due, sent, inFilms, cores, proxyCores, wholeBytes } = figures;
  const what = `${cameras} x ${fps} in one page through the proxy, ${seconds} s`;
  const isNine = cameras === 9;
  const use = `${cores.toFixed(2)} cores, the proxy ${proxyCores.toFixed(2)}, ${(wholeBytes / 1e6).toFixed(0)} MB`;
  return [
    line(`${what}: in films / sent / due`, `${inFilms} / ${sent} / ${due}`, 'all', inFilms === due),
    line(
      `${what}: the browser less an empty page`,
      use,
      isNine ? '<= 1.2 cores, <= 900 MB' : '',
      isNine ? cores <= 1.2 && wholeBytes <= 900e6 : undefined,
    ),
    ...(isNine ? toNativeLines(what, figures, native, 'wall') : []),
  ];
}
