/** How many cameras and for how long in, what a browser that records them all at once needed and what is in the films out. */
import { readFileSync } from 'node:fs';
import { startProxy } from '../../proxy/proxy';
import { restingView } from '../../sim/picture/painter';
import { type Sim, startSim } from '../../sim/sim';
import { openPainters } from '../../sim/source';
import { scenePhaseMs, scenePhases } from '../../src/base/scene/scene';
import { openBrowser, type Visit } from '../../tests/support/browser';
import { readStrips } from '../../tests/support/strips';
import { useOf } from './measure';

export interface LiveFigures {
  readonly cameras: number;
  readonly seconds: number;
  /** What the cameras would have sent to somebody who keeps up. */
  readonly framesDue: number;
  /** Pictures sent between the first and the last one of each film. */
  readonly framesSent: number;
  readonly framesInFilms: number;
  /** Of all of the browser's processes, from the first Record to the last film. */
  readonly cpuSeconds: number;
  /** Proportional set size of all of the browser's processes, while recording: in the first and in the last third, at most. */
  readonly firstPeakBytes: number;
  readonly lastPeakBytes: number;
}

/** `rate=3` of a Netwave camera: 15 pictures a second. */
const streamPath = '/videostream.cgi?rate=3';
const sampleEveryMs = 1000;

/** A headless browser shows no tab but the newest: the others must not be slowed down as if nobody looked. */
export const liveFlags: readonly string[] = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

export async function benchLive(cameras: number, seconds: number, distFolder: string): Promise<LiveFigures> {
  const painters = openPainters({ title: 'Garden', quality: 70, restart: false });
  const painter = painters(640, 480);
  for (let phase = 0; phase < scenePhases; phase++) {
    painter.paint(phase * scenePhaseMs, restingView, () => ({ frame: phase, takenAt: 0 }));
  }
  const sims: Sim[] = [];
  for (let i = 0; i < cameras; i++) sims.push(await startSim({ painters, cors: true }));
  const proxy = await startProxy({ host: '127.0.0.1', port: 0, distFolder, allow: [], offers: [] });
  const browser = await openBrowser({ flags: liveFlags });
  try {
    const visits: Visit[] = [];
    for (const sim of sims) visits.push(await openCamera(await browser.newPage(), proxy.port, sim, seconds));
    const session = await visits[0]!.page.context().browser()!.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const pid = processInfo.find(({ type }) => type === 'browser')!.id;

    const before = useOf(pid).cpuSeconds;
    const memory: number[] = [];
    const sampling = setInterval(() => memory.push(useOf(pid).memoryBytes), sampleEveryMs);
    for (const visit of visits) await visit.press('Record');
    for (const visit of visits) await visit.see('Your film', seconds * 1000 + 120_000);
    clearInterval(sampling);
    const { cpuSeconds } = useOf(pid);

    let framesSent = 0;
    let framesInFilms = 0;
    for (const [at, visit] of visits.entries()) {
      const film = new Uint8Array(readFileSync(await visit.download('Save')));
      const marks = (await readStrips(visit.page, film)).flatMap(({ mark }) => (mark ? [mark.frame] : []));
      const [first = 0, last = 0] = [marks[0], marks.at(-1)];
      framesSent += sims[at]!.log.filter(({ frame }) => frame >= first && frame <= last).length;
      framesInFilms += new Set(marks).size;
    }
    const recording = memory.slice(0, seconds * (1000 / sampleEveryMs));
    const third = Math.max(1, Math.floor(recording.length / 3));
    return {
      cameras,
      seconds,
      framesDue: cameras * seconds * 15,
      framesSent,
      framesInFilms,
      cpuSeconds: cpuSeconds - before,
      firstPeakBytes: Math.max(...recording.slice(0, third)),
      lastPeakBytes: Math.max(...recording.slice(-third)),
    };
  } finally {
    await browser.close();
    await proxy.close();
    for (const sim of sims) await sim.close();
  }
}

async function openCamera(visit: Visit, port: number, sim: Sim, seconds: number): Promise<Visit> {
  const camera = `${sim.origin}${streamPath}`;
  const name = new URL(sim.origin).port;
  const link = new URLSearchParams({ camera, kind: 'mjpeg', route: 'direct', seconds: String(seconds), name });
  await visit.goTo(`http://localhost:${port}/?${link}`);
  await visit.press('Open camera');
  await visit.page.getByRole('button', { name: 'Record', exact: true }).waitFor();
  return visit;
}
