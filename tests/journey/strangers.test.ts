/** Three servers that nobody here wrote (motion, ffmpeg, GStreamer), recorded by the built app as films that play. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { record } from '../support/journey/recorded';
import { openStage, type Stage } from '../support/journey/stage';
import { openLink } from '../support/links';
import { readFilm } from '../support/mp4';
import { freePorts } from '../support/ports';
import { describeWith, testWith } from '../support/tools';
import { download, expectPlaying, linkTo, stop } from './steps';

const folder = mkdtempSync(join(tmpdir(), 'snapreel-strangers-'));
const children: ChildProcess[] = [];
let stage: Stage;
let ports: readonly number[];

beforeAll(async () => {
  ports = await freePorts(6);
  const allow = ports.map((port) => `127.0.0.1:${port}`);
  stage = await openStage({ sim: { widthPx: 320, heightPx: 240, fps: 10 }, proxy: { allow, offers: [] } });
});

afterAll(async () => {
  await stage?.close();
  await Promise.all(
    children.map((child) => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      return child.exitCode === null && child.kill('SIGKILL') ? ended : undefined;
    }),
  );
  rmSync(folder, { recursive: true, force: true });
});

function start(command: string, args: readonly string[]): void {
  children.push(spawn(command, args, { cwd: folder, stdio: 'ignore' }));
}

const user = 'eye';
const password = 'p:a ss';
const login = (method: number) => [`stream_auth_method ${method}`, `stream_authentication ${user}:${password}`];

const motions = [
  ['open, without its CORS header', [], 'auto'],
  ['open, with its CORS header', ['stream_cors_header *'], 'direct'],
  ['Basic', login(1), 'auto'],
  ['Digest', login(2), 'auto'],
] as const;

/** It watches the simulated camera and serves what it sees. */
function startMotion(at: number): void {
  const { host } = new URL(stage.camera.origin);
  const lines = [
    'daemon off',
    `netcam_url mjpeg://${host}/videostream.cgi?resolution=8&rate=6`,
    ...['width 320', 'height 240', 'framerate 10', 'picture_output off', 'movie_output off'],
    ...[`target_dir ${folder}`, 'log_level 3', 'webcontrol_port 0'],
    ...[`stream_port ${ports[at]}`, 'stream_localhost on', 'stream_maxrate 10'],
    ...motions[at]![1],
  ];
  const file = join(folder, `motion-${at}.conf`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  start('motion', ['-n', '-c', file]);
}

/** Records for about three seconds from a link, and returns the film's size after it has played. */
async function recordFrom(parameters: Record<string, string>, pictures: number): Promise<string> {
  const visit = await stage.browser.newPage();
  visit.page.setDefaultTimeout(30_000);
  await openLink(visit, linkTo(stage.app, parameters));
  await expect.poll(() => visit.status(), { timeout: 60_000 }).toMatch(/^Live: /);
  await record(visit, pictures);
  await stop(visit);
  await expectPlaying(visit);
  const { bytes } = await download(visit);
  const { packets, widthPx, heightPx } = await readFilm(bytes);
  expect(packets.length).toBeGreaterThanOrEqual(pictures);
  const exposed = [visit.page.url(), await visit.page.locator('body').textContent(), ...visit.errors].join('\n');
  expect(exposed).not.toContain(password);
  await visit.close();
  return `${widthPx} x ${heightPx}`;
}

describeWith(['motion'], 'motion', () => {
  // They take seconds to start: all at once.
  beforeAll(() => {
    for (const at of motions.keys()) startMotion(at);
  });
  const address = (at: number, path: string) =>
    `http://${motions[at]![1].length > 1 ? `${user}:${encodeURIComponent(password)}@` : ''}127.0.0.1:${ports[at]}${path}`;

  const all = motions.map(([name, , route], at) => [name, route, at] as const);

  test.each(all)('stream, %s', async (_, route, at) => {
    expect(await recordFrom({ camera: address(at, '/'), kind: 'mjpeg', route }, 15)).toBe('320 x 240');
  });

  // The others' snapshots, without a browser: capture/others.
  test.each([all[0]!, all[2]!])('snapshots, %s', async (_, route, at) => {
    const camera = address(at, '/current');
    expect(await recordFrom({ camera, kind: 'snapshot', ask: '4', route }, 8)).toBe('320 x 240');
  });
});

testWith(['ffmpeg'], 'ffmpeg -f mpjpeg', async () => {
  const address = `http://127.0.0.1:${ports[4]}/feed`;
  // It serves one viewer, once: the first request must be the one that is recorded.
  const source = ['-loglevel', 'error', '-re', '-f', 'lavfi', '-i', 'testsrc=size=320x240:rate=10'];
  start('ffmpeg', [...source, '-f', 'mpjpeg', '-listen', '1', address]);
  expect(await recordFrom({ camera: address, kind: 'mjpeg', route: 'proxy' }, 15)).toBe('320 x 240');
});

testWith(['gstreamer'], 'GStreamer multipartmux', async () => {
  const scene = 'videotestsrc is-live=true ! video/x-raw,width=320,height=240,framerate=10/1 ! jpegenc';
  const server = `tcpserversink host=127.0.0.1 port=${ports[5]}`;
  start('gst-launch-1.0', `-q ${scene} ! multipartmux boundary=spionisto ! ${server}`.split(' '));
  const camera = `http://127.0.0.1:${ports[5]}/`;
  expect(await recordFrom({ camera, kind: 'mjpeg', route: 'proxy' }, 15)).toBe('320 x 240');
});
