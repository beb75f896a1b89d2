/** `npm run soak [-- name [count]]`: what takes too long for every test run; prints what docs/testing.md records, exits with 1 on a loss. */
import { existsSync } from 'node:fs';
import { soakProxy } from '../tests/support/proxy/soak';
import { buildIfNeeded } from './build';
import { soakDay } from './soak/day';
import { soakFiles } from './soak/files';
import { soakGrowth } from './soak/growth';
import { soakKills } from './soak/kills';

const tell = (line: string) => console.log(`  ${line}`);

interface Soak {
  /** What is counted, and how much of it by default. */
  readonly usual: number;
  readonly unit: string;
  run(count: number): Promise<unknown>;
}

const soaks: Readonly<Record<string, Soak>> = {
  kills: {
    usual: 200,
    unit: 'lives of the browser',
    async run(count) {
      if (!existsSync(`${process.env.SNAPREEL_DIST}/index.html`)) await buildIfNeeded();
      return soakKills(count, tell);
    },
  },
  day: { usual: 24, unit: 'hours at 15 pictures a second', run: (hours) => soakDay(hours, tell) },
  files: { usual: 100_000, unit: 'files of years', run: (count) => soakFiles(count, false, tell) },
  days: { usual: 20_000, unit: 'files of years, each day a film', run: (count) => soakFiles(count, true, tell) },
  growth: {
    usual: 10,
    unit: 'minutes of a recording that is watched',
    async run(minutes) {
      await buildIfNeeded();
      return soakGrowth(minutes, 'dist');
    },
  },
  proxy: { usual: 10_000, unit: 'reconnects', run: soakProxy },
};

const [name, count] = process.argv.slice(2);
const chosen = name === undefined ? Object.keys(soaks) : [name];
for (const each of chosen) {
  const soak = soaks[each];
  if (!soak) {
    console.error(`No soak is called '${each}'; there are: ${Object.keys(soaks).join(', ')}`);
    process.exit(1);
  }
  const wanted = count === undefined ? soak.usual : Number(count);
  console.log(`${each}: ${wanted} ${soak.unit}`);
  const began = performance.now();
  console.log(await soak.run(wanted));
  console.log(`${each}: done after ${Math.round((performance.now() - began) / 1000)} s`);
}
