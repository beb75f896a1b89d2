/**
 * `npm run bench [-- --quick] [-- --rounds 3] [-- --minutes 10] [-- --only import,live,look,wall,stop,films,first-picture,growth,readers,paint] [-- --dist folder]`: measures the
 * built app in real browsers beside native programs, prints a table with the bars beside it, writes .cache/bench.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { parseArgs } from 'node:util';
import { findFirefox } from '../tests/support/programs';
import type { BrowserName } from './bench/app';
import { benchCheck } from './bench/check';
import { benchFilms } from './bench/films';
import { benchFirstPicture } from './bench/first-picture';
import { makeFrames } from './bench/frames';
import { benchGrowth } from './bench/growth';
import { benchImport } from './bench/import';
import { benchLives } from './bench/lives';
import { benchLook } from './bench/look';
import { loadNow } from './bench/measure';
import { benchMultipart } from './bench/multipart';
import { benchPaint } from './bench/paint';
import { type BenchFigures, linesOf } from './bench/report';
import { benchStop } from './bench/stop';
import { tableText } from './bench/table';
import { benchWall } from './bench/wall';
import { buildIfNeeded } from './build';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '' },
    /** Of the one camera whose tab is watched for memory that grows. */
    minutes: { type: 'string', default: '' },
    only: { type: 'string', default: 'import,live,look,wall,stop,films,first-picture,growth,readers,paint' },
    dist: { type: 'string', default: 'dist' },
  },
});
const wanted = values.only.split(',');
const rounds = Number(values.rounds) || (values.quick ? 1 : 5);
const liveSeconds = values.quick ? 10 : 60;
const oneSeconds = 60 * Number(values.minutes) || liveSeconds;
const browsers: readonly BrowserName[] = findFirefox() ? ['chromium', 'firefox'] : ['chromium'];

if (values.dist === 'dist') await buildIfNeeded();
const startLoad = loadNow();

async function part<T>(name: string, work: () => T | Promise<T>): Promise<T | undefined> {
  if (!wanted.includes(name)) return undefined;
  console.error(`${name} (load ${loadNow()})`);
  return work();
}

/** What is undefined was not asked for. */
async function measureAll(): Promise<BenchFigures> {
  const imports = await part('import', async () => [
    { size: '640x480', ways: await benchImport(makeFrames(640, 480, 300), browsers, values.dist, rounds) },
    { size: '1920x1080', ways: await benchImport(makeFrames(1920, 1080, 100), browsers, values.dist, rounds) },
  ]);
  const growth = await part('growth', () => benchGrowth(makeFrames(640, 480, 300), values.dist));
  const stop = await part('stop', () => benchStop(3600, Math.min(3, rounds)));
  const films = await part('films', () => benchFilms(values.dist, values.quick ? 3 : 10));
  const firstPicture = await part('first-picture', () => benchFirstPicture(values.dist, rounds));
  const live = await part('live', () => benchLives(values.dist, oneSeconds));
  const look = await part('look', () => benchLook(values.dist, liveSeconds, Math.min(2, rounds)));
  const wall = await part('wall', async () => [
    await benchWall(9, 15, liveSeconds, values.dist),
    await benchWall(16, 5, liveSeconds, values.dist),
  ]);
  const check = await part('readers', () => benchCheck());
  const paint = await part('paint', () => benchPaint(makeFrames(640, 480, 300), browsers, values.quick ? 8 : 20));
  const multipart = await part('readers', () => benchMultipart());
  return {
    ...(imports && { imports }),
    ...(growth && { growth }),
    ...(stop && { stop }),
    ...(films && { films }),
    ...(firstPicture && { firstPicture }),
    ...(live && { live }),
    ...(look && { look }),
    ...(wall && { wall }),
    ...(check && { check }),
    ...(paint && { paint }),
    ...(multipart && { multipart }),
  };
}

const figures = await measureAll();
const machine = {
  cores: cpus().length,
  model: cpus()[0]?.model.trim(),
  system: `${process.platform} ${release()}`,
  node: process.version,
  load: [startLoad, loadNow()],
  rounds,
};
mkdirSync('.cache', { recursive: true });
writeFileSync('.cache/bench.json', `${JSON.stringify({ machine, figures }, undefined, 2)}\n`);
console.log(tableText(linesOf(figures)));
console.log(
  `\n${machine.cores} cores (${machine.model}), ${machine.system}, Node ${machine.node}, medians of ${rounds};`,
);
console.log(
  `load of the machine ${startLoad} before and ${loadNow()} after: above ${machine.cores}, other work was in the way.`,
);
process.exit(0);
