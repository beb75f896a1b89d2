/** Three servers that nobody here wrote: motion, ffmpeg's mpjpeg and GStreamer's multipartmux, captured as cameras are. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { Camera } from '../../../src/base/camera';
import { sleep } from '../../../src/base/sleep';
import { sizeOf } from '../../../src/capture/probe/sample';
import { freePort } from '../../support/ports';
import { describeWith } from '../../support/tools';
import { aCamera, shotsReach, toolsWith, watch } from './cameras';
import { closeAll, linkTo, proxyFor, simWith } from './servers';

const running: { readonly child: ChildProcess; readonly folder: string }[] = [];
afterEach(async () => {
  for (const { child, folder } of running.splice(0)) {
    child.kill('SIGKILL');
    await new Promise((resolve) =>
      child.exitCode === null && child.signalCode === null ? child.once('exit', resolve) : resolve(0),
    );
    rmSync(folder, { recursive: true, force: true });
  }
  await closeAll();
});

function start(command: string, args: readonly string[], files: Readonly<Record<string, string>> = {}): void {
  const folder = mkdtempSync(join(tmpdir(), 'snapreel-'));
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(folder, name), text.replaceAll('{folder}', folder));
  running.push({ child: spawn(command, args, { cwd: folder, stdio: 'ignore' }), folder });
}

/** Until something listens. */
async function untilOpen(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await sleep(100);
  }
  throw new Error(`nothing listens on port ${port}`);
}

async function expectPictures(
  fields: Partial<Camera>,
  proxyOrigin: string | undefined,
  widthPx: number,
): Promise<void> {
  const proxy = proxyOrigin === undefined ? undefined : linkTo(await proxyFor(proxyOrigin));
  const patient = { firstByteMs: 3_000, firstRetryMs: 200, longestRetryMs: 500 };
  const { shots, states } = await watch(aCamera(fields), toolsWith(patient, proxy), shotsReach(5), 15_000);
  expect(shots.length, states.join(', ')).toBe(5);
  for (const { bytes } of shots) {
    expect(sizeOf(bytes).widthPx).toBe(widthPx);
    expect([...bytes.slice(-2)]).toEqual([0xff, 0xd9]);
  }
}

const plain = (address: string) => ({ family: 'mjpeg', kind: 'mjpeg', address }) as const;

describeWith(['ffmpeg'], 'ffmpeg -f mpjpeg', () => {
  it.each(['direct', 'proxy'] as const)('%s', async (route) => {
    const port = await freePort();
    const source = ['-re', '-f', 'lavfi', '-i', 'testsrc=size=320x240:rate=10'];
    const type = ['-headers', 'Content-Type: multipart/x-mixed-replace;boundary=ffmpeg\r\n'];
    start('ffmpeg', [...source, '-f', 'mpjpeg', '-listen', '1', ...type, `http://127.0.0.1:${port}/feed`]);
    const origin = `http://127.0.0.1:${port}`;
    await expectPictures({ ...plain(`${origin}/feed`), route }, route === 'proxy' ? origin : undefined, 320);
  });
});

describeWith(['gstreamer'], 'GStreamer multipartmux', () => {
  it('without any HTTP head, through the proxy', async () => {
    const port = await freePort();
    const video = 'videotestsrc is-live=true ! video/x-raw,width=320,height=240,framerate=10/1 ! jpegenc';
    start(
      'gst-launch-1.0',
      `-q ${video} ! multipartmux boundary=spionisto ! tcpserversink host=127.0.0.1 port=${port}`.split(' '),
    );
    await untilOpen(port);
    const origin = `http://127.0.0.1:${port}`;
    await expectPictures({ ...plain(`${origin}/`), route: 'proxy' }, origin, 320);
  });
});

describeWith(['motion'], 'motion', () => {
  /** It watches our simulated camera and serves what it sees. */
  async function startMotion(settings: string): Promise<string> {
    const sim = await simWith({ widthPx: 320, heightPx: 240, fps: 10 });
    const port = await freePort();
    const lines = [
      'daemon off',
      'setup_mode off',
      `netcam_url ${sim.origin.replace('http:', 'mjpeg:')}/videostream.cgi?resolution=8&rate=6`,
      'width 320',
      'height 240',
      'framerate 10',
      'picture_output off',
      'movie_output off',
      'target_dir {folder}',
      'log_level 3',
      'webcontrol_port 0',
      `stream_port ${port}`,
      'stream_localhost on',
      'stream_maxrate 10',
      settings,
    ];
    start('motion', ['-n', '-c', 'motion.conf'], { 'motion.conf': `${lines.join('\n')}\n` });
    await untilOpen(port);
    return `http://127.0.0.1:${port}`;
  }
  const login = { userName: 'eye', password: 'secret' };

  it.each([
    ['open, direct', '', 'direct', {}],
    ['with its CORS header, direct', 'stream_cors_header *', 'direct', {}],
    ['Basic, direct', 'stream_auth_method 1\nstream_authentication eye:secret', 'direct', login],
    ['Basic, proxy', 'stream_auth_method 1\nstream_authentication eye:secret', 'proxy', login],
    ['Digest, auto', 'stream_auth_method 2\nstream_authentication eye:secret', 'auto', login],
  ] as const)('%s', async (_, settings, route, fields) => {
    const origin = await startMotion(settings);
    const link = route === 'direct' ? undefined : origin;
    await expectPictures(
      { family: 'motion-stream', kind: 'mjpeg', address: `${origin}/`, route, ...fields },
      link,
      320,
    );
    await expectPictures(
      { family: 'motion-stream', kind: 'snapshot', address: `${origin}/`, route, askedFps: 4, ...fields },
      link,
      320,
    );
  });
});
