/** `npm run check`: types, style and house rules; exits with 1 when anything is wrong. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { staleDocs } from './docs';
import { breachesOf } from './rules';
import type { SourceFile } from './source';

const folders = ['src', 'proxy', 'sim', 'tests', 'scripts'];

function sources(): readonly SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:tsx?|mts|mjs)$/.test(name))
      .map((name) => {
        const path = `${folder}/${name.replaceAll('\\', '/')}`;
        return { path, text: readFileSync(path, 'utf8').replaceAll('\r\n', '\n') };
      }),
  );
}

/** Its output comes when it has ended, so that programs side by side stay readable. */
async function passes(name: string, ...args: readonly string[]): Promise<boolean> {
  const shell = process.platform === 'win32';
  const child = spawn('npx', ['--no-install', ...args], { stdio: ['ignore', 'pipe', 'pipe'], shell });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) console.error(`${name}: failed\n${Buffer.concat(output)}`);
  return code === 0;
}

const files = sources();
const breaches = breachesOf(files);
for (const { path, line, what } of breaches) console.error(`${path}:${line}: ${what}`);
const stale = staleDocs();
for (const what of stale) console.error(what);
const passed = await Promise.all([
  breaches.length === 0 && stale.length === 0,
  passes('types of the page', 'tsc', '-p', 'tsconfig.json'),
  passes('types of the workers', 'tsc', '-p', 'tsconfig.worker.json'),
  passes('types of the rest', 'tsc', '-p', 'tsconfig.node.json'),
  passes('style', 'biome', 'check', '.'),
  passes('nothing in vain', 'knip'),
]);
console.log(`house rules: ${files.length} files, ${breaches.length} breaches`);
process.exit(passed.every(Boolean) ? 0 : 1);
