/** Cameras in the built app, watched, recorded or hidden: what the browser needed for them, and whether every picture is in the films. */
import { readFileSync } from 'node:fs';
import { startProxy } from '../../proxy/proxy';
import type { Replayed } from '../../sim/replay';
import { openBrowser, type Visit } from '../../tests/support/browser';
import { readStrips } from '../../tests/support/strips';
import { type Cameras, openCameras } from './cameras';
import { latenciesOf, watchStrip } from './latency';
import { median, tabBytes, useOf } from './measure';

export interface LiveOrder {
  readonly cameras: number;
  readonly fps: number;
  readonly seconds: number;
  /** 'hidden': recorded in tabs that are told that nobody sees them. */
  readonly how: 'watched' | 'recorded' | 'hidden';
}

export interface LiveFigures extends LiveOrder {
  /** Of the cameras' pictures from the first to the last one of each film: due, sent, held. */
  readonly due: number;
  readonly sent: number;
  readonly inFilms: number;
  /** Of all of the browser's processes, less an empty page's. */
  readonly cores: number;
  /**
   * The largest process of a page, medians of two stretches of the same length: until a fifth of the time is over, and at its end.
   * It goes up and down by a quarter with the garbage that waits to be collected, a minute and more from one time to the next:
   * what is at most there says when it was collected, not whether anything grows.
   */
  readonly earlyTabBytes: number;
  readonly lateTabBytes: number;
  /** The same at most, over the whole time. */
  readonly mostTabBytes: number;
  /** All processes of the browser, at most. */
  readonly wholeBytes: number;
  /** From the camera's sending to the picture on the canvas; of one watched camera. */
  readonly latencyMs?: { readonly median: number; readonly p95: number };
}

/** Tabs behind others must not be slowed down when they stand for cameras that are watched side by side. */
export const besideFlags: readonly string[] = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];
export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const samples = 60;
/** So many of them at the beginning and at the end: 90 s of ten minutes. */
const compared = 9;

/** `prepare`: what a person chooses on each page before Record. */
export async function benchLive(
  order: LiveOrder,
  distFolder: string,
  prepare: (visit: Visit) => Promise<void> = async () => undefined,
): Promise<LiveFigures> {
  const { cameras, seconds, how } = order;
  const served = await openCameras(cameras, order.fps);
  const proxy = await startProxy({ host: '127.0.0.1', port: 0, distFolder, allow: [], offers: [] });
  const browser = await openBrowser({ flags: besideFlags });
  try {
    const blank = await browser.newPage();
    const pid = await pidOf(blank);
    await pause(2000);
    const empty = await coresOf(pid, 5000);
    const visits: Visit[] = [];
    for (let at = 0; at < cameras; at++) visits.push(await openCamera(await browser.newPage(), proxy.port, served, at));
    for (const visit of visits) await prepare(visit);
    await pause(3000);
    if (how !== 'watched') for (const visit of visits) await visit.press('Record');
    if (how === 'hidden') await hide(visits);
    const before = useOf(pid).cpuSeconds;
    const began = performance.now();
    const tab: number[] = [];
    const whole: number[] = [];
    for (let at = 0; at < samples; at++) {
      await pause(began + ((at + 1) * seconds * 1000) / samples - performance.now());
      tab.push(tabBytes(pid));
      whole.push(useOf(pid).memoryBytes);
    }
    const cores = (useOf(pid).cpuSeconds - before) / ((performance.now() - began) / 1000) - empty;
    const counts = how === 'watched' ? { due: 0, sent: 0, inFilms: 0 } : await countFilms(visits, served);
    const latencyMs = how === 'watched' && cameras === 1 ? await latencyOf(visits[0]!, served) : undefined;
    return {
      ...order,
      ...counts,
      cores,
      earlyTabBytes: median(tab.slice(samples / 5 - compared, samples / 5)),
      lateTabBytes: median(tab.slice(-compared)),
      mostTabBytes: Math.max(...tab),
      wholeBytes: Math.max(...whole),
      ...(latencyMs && { latencyMs }),
    };
  } finally {
    await browser.close();
    await proxy.close();
    served.close();
  }
}

export async function pidOf({ page }: Visit): Promise<number> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo.find(({ type }) => type === 'browser')!.id;
}

export async function coresOf(pid: number, ms: number): Promise<number> {
  const before = useOf(pid).cpuSeconds;
  await pause(ms);
  return (useOf(pid).cpuSeconds - before) / (ms / 1000);
}

async function openCamera(visit: Visit, port: number, { origins }: Cameras, at: number): Promise<Visit> {
  const link = new URLSearchParams({
    camera: `${origins[at]}/stream`,
    kind: 'mjpeg',
    route: 'direct',
    name: `Camera ${at}`,
  });
  await visit.goTo(`http://localhost:${port}/?${link}`);
  await visit.press('Open camera');
  await visit.page.getByRole('button', { name: 'Record', exact: true }).waitFor();
  return visit;
}

/** A headless browser shows every page: these are told that they are hidden. The compositor's share stays, which a real one saves. */
async function hide(visits: readonly Visit[]): Promise<void> {
  for (const { page } of visits)
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
      Object.defineProperty(document, 'hidden', { value: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
}

async function countFilms(visits: readonly Visit[], served: Cameras) {
  for (const visit of visits) await visit.page.bringToFront().then(() => visit.press('Stop'));
  const counts = { due: 0, sent: 0, inFilms: 0 };
  for (const [at, visit] of visits.entries()) {
    await visit.see('Your film', 120_000);
    const film = new Uint8Array(readFileSync(await visit.download('Save')));
    const marks = (await readStrips(visit.page, film)).flatMap(({ mark }) => (mark ? [mark.frame] : []));
    const { due, sent, inFilm } = countsOf(marks, await served.log(at));
    counts.due += due;
    counts.sent += sent;
    counts.inFilms += inFilm;
  }
  return counts;
}

/** Of the camera's pictures from the first to the last one in the film. */
export function countsOf(marks: readonly number[], log: readonly Replayed[]) {
  // The loop of pictures is longer than any hole a recording may have.
  const pictures = 1 + Math.max(...log.map(({ picture }) => picture));
  const steps = marks.slice(1).map((frame, i) => (frame - marks[i]! + pictures) % pictures);
  const due = 1 + steps.reduce((sum, step) => sum + step, 0);
  const first = log.findIndex(({ picture }) => picture === marks[0]);
  const sent = log.slice(first, first + due).filter(({ sentAt }) => sentAt !== undefined).length;
  return { due, sent, inFilm: marks.length };
}

async function latencyOf(visit: Visit, served: Cameras) {
  const seen = await watchStrip(visit.page, 10_000);
  const all = latenciesOf(seen, await served.log(0)).toSorted((a, b) => a - b);
  return { median: median(all), p95: all[Math.floor(all.length * 0.95)] ?? Number.NaN };
}
