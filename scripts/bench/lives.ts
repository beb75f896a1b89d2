/** The rows of cameras in the bench's table: the app's, and beside each the native programs' in the same run. */
import { benchLive, type LiveFigures, type LiveOrder } from './live';
import { benchRecorder, type RecorderFigures } from './recorders';
import { type Line, line } from './table';

export interface LivesFigures {
  readonly app: readonly LiveFigures[];
  readonly native: readonly RecorderFigures[];
}

/** The first row may be given ten minutes, in which a cache that grows shows. */
export async function benchLives(distFolder: string, seconds: number): Promise<LivesFigures> {
  const app: LiveFigures[] = [];
  const add = async (order: LiveOrder) => {
    const figures = await benchLive(order, distFolder);
    for (const { what, measured } of appLines(figures)) console.error(`  ${what}: ${measured}`);
    app.push(figures);
  };
  const native: RecorderFigures[] = [];
  const one = { cameras: 1, fps: 15 };
  await add({ ...one, how: 'watched', seconds: Math.min(seconds, 20) });
  await add({ ...one, how: 'recorded', seconds });
  await add({ ...one, how: 'hidden', seconds: Math.min(seconds, 30) });
  for (const cameras of [4, 9]) await add({ cameras, fps: 15, how: 'recorded', seconds: Math.min(seconds, 60) });
  for (const program of ['ffmpeg', 'motion'] as const)
    for (const cameras of [1, 4, 9]) {
      const figures = await benchRecorder(program, cameras, 15, Math.min(seconds, 20));
      if (figures) native.push(figures);
    }
  return { app, native };
}

const mb = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;

/** What the bars allow, in times of what native ffmpeg took where they were set: 0.04 cores for one camera, 0.40 for nine. */
const timesNative = { recorded: 0.2 / 0.04, hidden: 0.1 / 0.04, wall: 1.2 / 0.4 } as const;

export function liveLines({ app, native }: LivesFigures): readonly Line[] {
  const beside = native.map(({ program, cameras, fps, cores, memoryBytes }) =>
    line(`${cameras} x ${fps} recorded, ${program}`, `${cores.toFixed(2)} cores, ${mb(memoryBytes)}`),
  );
  const ratios = app.flatMap(({ cameras, fps, seconds, how, cores }) =>
    cameras === 1 && how !== 'watched'
      ? toNativeLines(`1 x ${fps} ${how}, ${seconds} s`, { cameras, cores }, native, how)
      : [],
  );
  return [...app.flatMap(appLines), ...beside, ...ratios];
}

/** Cores as times of native ffmpeg's for as many cameras in the same run, which a slow hour leaves as they are; none without it. */
export function toNativeLines(
  what: string,
  { cameras, cores }: Pick<LiveFigures, 'cameras' | 'cores'>,
  native: LivesFigures['native'],
  bar: keyof typeof timesNative,
): readonly Line[] {
  const ffmpeg = native.find((figures) => figures.program === 'ffmpeg' && figures.cameras === cameras);
  if (!ffmpeg) return [];
  const times = cores / ffmpeg.cores;
  const most = timesNative[bar];
  return [line(`${what}: cores to native ffmpeg's`, `${times.toFixed(1)} x`, `<= ${most.toFixed(1)} x`, times <= most)];
}

function appLines(figures: LiveFigures): readonly Line[] {
  const { cameras, fps, seconds, how, due, sent, inFilms, cores, wholeBytes } = figures;
  const { earlyTabBytes, lateTabBytes, mostTabBytes } = figures;
  const what = `${cameras} x ${fps} ${how}, ${seconds} s`;
  const growth = lateTabBytes / earlyTabBytes - 1;
  const isOne = cameras === 1;
  const coresBar = { watched: undefined, recorded: isOne ? 0.2 : cameras === 9 ? 1.2 : undefined, hidden: 0.1 }[how];
  const lines = [
    line(
      `${what}: the browser less an empty page`,
      `${cores.toFixed(2)} cores, ${mb(wholeBytes)} with it`,
      coresBar ? `<= ${coresBar.toFixed(2)}` : '',
      coresBar ? cores <= coresBar : undefined,
    ),
    line(
      `${what}: the tab's process at most, growth`,
      `${mb(mostTabBytes)}, ${(100 * growth).toFixed(0)} %`,
      isOne && how === 'recorded' ? '<= 230 MB, <= 5 %' : '',
      isOne && how === 'recorded' ? mostTabBytes <= 230e6 && growth <= 0.05 : undefined,
    ),
  ];
  const films = line(`${what}: in films / sent / due`, `${inFilms} / ${sent} / ${due}`, 'all', inFilms === due);
  const { latencyMs } = figures;
  const latency = latencyMs && [
    line(
      `${what}: camera's sending to the canvas, median / p95`,
      `${latencyMs.median.toFixed(0)} / ${latencyMs.p95.toFixed(0)} ms`,
      '<= 80 / 150 ms',
      latencyMs.median <= 80 && latencyMs.p95 <= 150,
    ),
  ];
  return [...lines, ...(how === 'watched' ? [] : [films]), ...(latency ?? [])];
}
