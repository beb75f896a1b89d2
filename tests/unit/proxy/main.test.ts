/** The command line as a person starts it: the address it prints, the QR code on a LAN, https of its own making. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import { until } from '../../support/proxy/stage';

// Each start compiles the program anew, which a busy machine takes its time for.
vi.setConfig({ testTimeout: 90_000 });

const main = fileURLToPath(new URL('../../../proxy/main.ts', import.meta.url));
const children: ChildProcess[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGTERM');
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

interface Started {
  text(): string;
  readonly child: ChildProcess;
}

function start(args: readonly string[], environment: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, ['--import', 'tsx', main, '--port', '0', ...args], {
    env: { ...process.env, ...environment },
  });
  children.push(child);
  let text = '';
  for (const output of [child.stdout, child.stderr]) output?.on('data', (piece: Buffer) => (text += piece.toString()));
  return { text: () => text, child };
}

test('prints one address for this machine, without the token, and ends on SIGTERM', async () => {
  const { text, child } = start([]);
  await until(() => text().includes('\n'));
  expect(text()).toMatch(/^Snapreel is at http:\/\/localhost:\d+\/\n/);
  expect(text()).not.toContain('token');
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});

test('on a LAN the address carries the token in its fragment, and a QR code follows', async () => {
  const { text } = start(['--host', '0.0.0.0', '--token', 'a-secret-of-mine']);
  await until(() => text().includes('▀') && text().split('\n').length > 10);
  expect(text()).toMatch(/^Snapreel is at http:\/\/[\w.]+:\d+\/(#token=a-secret-of-mine)?\n/);
});

test('bad options are told in one sentence', async () => {
  const wrong: readonly (readonly [readonly string[], string])[] = [
    [['--port', '70000'], 'is no port'],
    [['--cert', 'x.pem'], 'belong together'],
    [['--token', 'short'], 'at least 8'],
    [['--allow', 'a b'], 'Not host:port'],
    [['--nonsense'], 'nonsense'],
  ];
  const told = wrong.map(async ([args, sentence]) => {
    const { text, child } = start(args);
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(1);
    expect(text()).toContain(sentence);
    expect(text()).not.toContain('    at ');
  });
  await Promise.all(told);
});

test('--https makes a certificate that its own authority vouches for, and keeps it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'snapreel-https-'));
  folders.push(folder);
  const authorities: string[] = [];
  for (let round = 0; round < 2; round++) {
    const { text } = start(['--https'], { XDG_CONFIG_HOME: folder });
    await until(() => text().includes('\n'));
    const port = Number(/^Snapreel is at https:\/\/localhost:(\d+)\/\n/.exec(text())?.[1]);
    const kept = JSON.parse(await readFile(join(folder, 'snapreel/certificate.json'), 'utf8'));
    authorities.push(kept.authority);
    // Checked as a browser does that trusts the authority and nothing else.
    const body = await new Promise<string>((resolve, reject) => {
      const asked = request(
        { host: 'localhost', port, path: '/snapreel-authority.crt', ca: [kept.authority] },
        (response) => {
          let got = '';
          response.on('data', (piece: Buffer) => (got += piece.toString()));
          response.on('end', () => resolve(got));
        },
      );
      asked.on('error', reject).end();
    });
    expect(body).toBe(kept.authority);
    const stranger = new Promise((_resolve, reject) => {
      request({ host: 'localhost', port, path: '/', ca: [...rootCertificates] })
        .on('error', reject)
        .end();
    });
    await expect(stranger).rejects.toThrow(/certificate/);
  }
  expect(authorities[0]).toBe(authorities[1]);
  expect(((await stat(join(folder, 'snapreel/certificate.json'))).mode & 0o077).toString(8)).toBe('0');
});
