/** `npm run check`: types, style and house rules; exits with 1 when anything is wrong. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
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

function passes(name: string, ...args: readonly string[]): boolean {
  const shell = process.platform === 'win32';
  const run = spawnSync('npx', ['--no-install', ...args], { stdio: 'inherit', shell });
  if (run.status !== 0) console.error(`${name}: failed`);
  return run.status === 0;
}

const files = sources();
const breaches = breachesOf(files);
for (const { path, line, what } of breaches) console.error(`${path}:${line}: ${what}`);
const passed = [
  breaches.length === 0,
  passes('types of the page', 'tsc', '-p', 'tsconfig.json'),
  passes('types of the workers', 'tsc', '-p', 'tsconfig.worker.json'),
  passes('types of the rest', 'tsc', '-p', 'tsconfig.node.json'),
  passes('style', 'biome', 'check', '.'),
];
console.log(`house rules: ${files.length} files, ${breaches.length} breaches`);
process.exit(passed.every(Boolean) ? 0 : 1);
