/** Waits for what a browser puts into its folder of downloads. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const patienceMs = 60_000;
/** What Firefox and WebKit call a file that is not whole yet. */
const unfinished = /\.(?:part|wkdownload)$/;

/** The path of the file that comes of `act`, once it no longer grows. */
export async function fileIn(folder: string, act: () => Promise<void>): Promise<string> {
  const before = new Set(readdirSync(folder));
  await act();
  let sizeBytes = 0;
  for (const givenUpAt = Date.now() + patienceMs; Date.now() < givenUpAt; await sleep(100)) {
    const names = readdirSync(folder).filter((name) => !before.has(name));
    const [name] = names;
    if (name === undefined || names.some((one) => unfinished.test(one))) continue;
    const path = join(folder, name);
    const { size } = statSync(path);
    if (size > 0 && size === sizeBytes) return path;
    sizeBytes = size;
  }
  throw new Error(`no file came into ${folder}, where there are: ${readdirSync(folder).join(', ') || 'none'}`);
}
