/** What a Look costs: one camera, recorded as its pictures come, and cropped with two lines written over them, in turn. */
import type { Visit } from '../../tests/support/browser';
import { benchLive, type LiveFigures, type LiveOrder } from './live';
import { median } from './measure';
import { type Line, line } from './table';

export interface LookFigures {
  readonly how: LiveOrder['how'];
  readonly seconds: number;
  /** Cores of the whole browser less an empty page, a run each. */
  readonly plain: readonly number[];
  readonly drawn: readonly number[];
  /** Of the runs, the one whose tab grew most: after a sixth of the time, and at most in the last sixth. */
  readonly plainTab: Growth;
  readonly drawnTab: Growth;
  /** Of the runs with a Look. */
  readonly due: number;
  readonly inFilms: number;
}

type Growth = Pick<LiveFigures, 'earlyTabBytes' | 'lateTabBytes'>;

const mostTimes = 1.5;
const mostGrowth = 0.05;
/** In less the caches of a page still fill. */
const growthSeconds = 60;

export async function benchLook(distFolder: string, seconds: number, rounds: number): Promise<readonly LookFigures[]> {
  return [
    await measure({ cameras: 1, fps: 15, how: 'recorded', seconds }, distFolder, rounds),
    await measure({ cameras: 1, fps: 15, how: 'hidden', seconds }, distFolder, rounds),
  ];
}

async function measure(order: LiveOrder, distFolder: string, rounds: number): Promise<LookFigures> {
  const plain: LiveFigures[] = [];
  const drawn: LiveFigures[] = [];
  for (let round = 0; round < rounds; round++) {
    plain.push(await benchLive(order, distFolder));
    drawn.push(await benchLive(order, distFolder, cropAndWrite));
    const [one, other] = [plain, drawn].map((runs) => runs.at(-1)!.cores.toFixed(3));
    console.error(`  ${order.how}: ${one} cores, with a Look ${other}`);
  }
  const sum = (of: 'due' | 'inFilms') => drawn.reduce((all, one) => all + one[of], 0);
  const most = (runs: readonly LiveFigures[]): Growth =>
    runs.reduce((one, other) => (growthOf(other) > growthOf(one) ? other : one));
  const cores = (runs: readonly LiveFigures[]) => runs.map((run) => run.cores);
  return {
    ...{ how: order.how, seconds: order.seconds, plain: cores(plain), drawn: cores(drawn) },
    ...{ plainTab: most(plain), drawnTab: most(drawn), due: sum('due'), inFilms: sum('inFilms') },
  };
}

/** A fifth off at the top, for the strip that numbers pictures is at the bottom, and two lines above it. */
async function cropAndWrite(visit: Visit): Promise<void> {
  const { page } = visit;
  await visit.press('Options');
  await visit.press('How the picture looks');
  await page.locator('.over-layer').waitFor();
  const corner = page.getByRole('button', { name: 'Top right corner' });
  for (let step = 0; step < 20; step++) await corner.press('ArrowDown');
  await visit.press('Text');
  await visit.press('Show date and time');
  await visit.press('Write something');
  const [first, second] = [1, 2].map((number) => page.getByRole('group', { name: `Line ${number}` }));
  await first!.getByRole('radio', { name: 'Top left', exact: true }).check();
  await second!.getByLabel('What', { exact: true }).selectOption({ label: 'The camera’s name' });
  await second!.getByRole('radio', { name: 'Top right', exact: true }).check();
  await visit.press('Done');
}

export function lookLines(figures: LookFigures): readonly Line[] {
  const { how, seconds, plain, drawn, plainTab, drawnTab, due, inFilms } = figures;
  const times = median(drawn) / median(plain);
  const what = `1 x 15 ${how}, ${seconds} s, cropped and written on`;
  const cores = `${median(plain).toFixed(2)} and ${median(drawn).toFixed(2)} cores`;
  const tabOf = (tab: Growth) => `${(tab.lateTabBytes / 1e6).toFixed(0)} MB, ${(100 * growthOf(tab)).toFixed(0)} %`;
  const isLong = seconds >= growthSeconds;
  return [
    line(`${what}, to as it comes`, `${times.toFixed(2)} x (${cores})`, `<= ${mostTimes} x`, times <= mostTimes),
    line(
      `${what}: the tab's process, growth`,
      `${tabOf(drawnTab)}; as it comes ${tabOf(plainTab)}`,
      isLong ? '<= 5 %' : '',
      isLong ? growthOf(drawnTab) <= mostGrowth : undefined,
    ),
    line(`${what}: in films / due`, `${inFilms} / ${due}`, 'all', inFilms === due),
  ];
}

function growthOf({ earlyTabBytes, lateTabBytes }: Growth): number {
  return lateTabBytes / earlyTabBytes - 1;
}
