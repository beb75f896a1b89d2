/** The package as `npm pack` makes it, started in an empty folder with one command and without a network. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder = '';
let archive = '';
let paths: readonly string[] = [];
beforeAll(async () => {
  if (!existsSync('bin/snapreel.js')) throw new Error('Build first: npm run build');
  folder = await mkdtemp(join(tmpdir(), 'snapreel-package-'));
  // What `npm test` has built is packed; prepack would build it again.
  const options = ['--ignore-scripts', '--json', '--pack-destination', folder];
  const [packed] = JSON.parse(execFileSync('npm', ['pack', ...options], { encoding: 'utf8' }));
  paths = packed.files.map((file: { path: string }) => file.path);
  // The whole way: npm looks for `./x.tgz` not here but in the nearest folder above that holds a package.json or node_modules.
  archive = `file:${join(folder, packed.filename)}`;
});
afterAll(() => rm(folder, { recursive: true }));

test('npx ./snapreel-*.tgz serves the app and the proxy, with nothing to download', async () => {
  const empty = join(folder, 'empty');
  await mkdir(empty);
  const child = spawn('npx', ['--yes', archive, '--port', '0'], {
    cwd: empty,
    // A group of its own: npx starts it through a shell.
    detached: true,
    env: { ...process.env, npm_config_offline: 'true', npm_config_cache: join(folder, 'cache') },
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let said = '';
  for (const output of [child.stdout, child.stderr]) output.on('data', (piece: Buffer) => (said += piece.toString()));
  try {
    const address = () => /^Snapreel is at (http:\/\/localhost:\d+\/)\n/m.exec(said)?.[1];
    await expect.poll(() => address() ?? (child.exitCode === null ? '' : said), { timeout: 60_000 }).not.toBe('');
    expect(address(), said).toBeDefined();
    expect(said).not.toContain('not built');
    const page = await fetch(address()!);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<title>Snapreel</title>')]);
    expect(await (await fetch(`${address()}snapreel.json`)).json()).toMatchObject({ proxy: true, offers: [] });
    for (const path of ['sw.js', 'manifest.webmanifest', 'licenses/third-party.txt'])
      expect([path, (await fetch(address() + path)).status]).toEqual([path, 200]);
  } finally {
    if (child.exitCode === null) process.kill(-child.pid!, 'SIGTERM');
    await ended;
  }
});

test('the package holds the built app and the program, and no source', () => {
  const tops = new Set(paths.map((path) => path.split('/')[0]));
  expect([...tops].sort()).toEqual(['LICENSE', 'README.md', 'bin', 'dist', 'package.json']);
});
