/** Cameras that nobody here wrote: Debian's motion in its three login modes, and ffmpeg's own HTTP server. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startProxy } from '../../../proxy/proxy';
import { freePort } from '../../support/ports';
import { type Answer, relayed, until } from '../../support/proxy/stage';
import { describeWith, testWith } from '../../support/tools';
import { watch } from './stream-stage';

// motion takes some seconds to start.
vi.setConfig({ testTimeout: 90_000 });

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'snapreel-strangers-'));
  return () => rm(folder, { recursive: true });
});

const children: ChildProcess[] = [];
const closing: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
  for (const child of children.splice(0)) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }
});

/** Asks until the server is up; motion closes connections while it starts. */
async function once(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (answer.code !== 'capture/unreachable' && answer.code !== 'capture/interrupted') return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Waits for three whole pictures; returns the type the camera gave. */
async function threePictures(...args: Parameters<typeof watch>): Promise<string> {
  for (;;) {
    const viewer = await watch(...args);
    closing.unshift(viewer);
    const whole = () =>
      viewer
        .received()
        .toString('latin1')
        .match(/\xff\xd8\xff.*?\xff\xd9\s*--/gs) ?? [];
    if (viewer.status === 200) {
      expect(viewer.headers['content-type']).toBe('application/octet-stream');
      await until(() => whole().length >= 3);
      return String(viewer.headers['x-source-content-type']);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describeWith(['motion', 'ffmpeg'], 'motion', () => {
  beforeAll(() => {
    const source = ['-f', 'lavfi', '-i', 'testsrc=size=320x240:rate=10', '-t', '60', '-pix_fmt', 'yuv420p'];
    execFileSync('ffmpeg', ['-loglevel', 'error', ...source, join(folder, 'scene.mp4')]);
  });
  const modes = [
    ['open', 0, undefined],
    ['Basic', 1, 'basic'],
    ['Digest', 2, 'digest'],
  ] as const;
  test.each(modes)('%s', async (_name, method, challenge) => {
    const port = await freePort();
    const settings = [
      'daemon off',
      'log_level 3',
      `target_dir ${folder}`,
      `netcam_url file://${folder}/scene.mp4`,
      'width 320',
      'height 240',
      'framerate 10',
      `stream_port ${port}`,
      'stream_localhost on',
      'stream_maxrate 10',
      `stream_auth_method ${method}`,
      'stream_authentication admin:p:a ss',
      'webcontrol_port 0',
      'picture_output off',
      'movie_output off',
    ];
    const file = join(folder, `motion-${method}.conf`);
    await writeFile(file, `${settings.join('\n')}\n`);
    children.push(spawn('motion', ['-n', '-c', file], { stdio: 'ignore' }));
    const proxy = await startProxy({ host: '127.0.0.1', port: 0, allow: [`127.0.0.1:${port}`] });
    closing.push(proxy);
    const who = { 'X-Camera-User': 'admin', 'X-Camera-Password': encodeURIComponent('p:a ss') };
    const url = `http://127.0.0.1:${port}/current`;
    const answer = await once(() => relayed(proxy, url, who));
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'image/jpeg']);
    expect(answer.body.subarray(-2).toString('hex')).toBe('ffd9');
    expect(await threePictures(proxy, `http://127.0.0.1:${port}/`, who)).toContain('multipart/x-mixed-replace');
    if (!challenge) return;
    const refused = await relayed(proxy, url, { ...who, 'X-Camera-Password': 'wrong' });
    expect([refused.status, refused.headers['x-camera-challenge']]).toEqual([401, challenge]);
  });
});

testWith(['ffmpeg'], 'ffmpeg -f mpjpeg', async () => {
  const port = await freePort();
  const source = ['-loglevel', 'error', '-re', '-f', 'lavfi', '-i', 'testsrc=size=320x240:rate=10'];
  const sink = ['-f', 'mpjpeg', '-listen', '1', `http://127.0.0.1:${port}/`];
  children.push(spawn('ffmpeg', [...source, ...sink], { stdio: 'ignore' }));
  const proxy = await startProxy({ host: '127.0.0.1', port: 0, allow: [`127.0.0.1:${port}`] });
  closing.push(proxy);
  // It gives no multipart type at all (H25).
  expect(await threePictures(proxy, `http://127.0.0.1:${port}/`)).toBe('application/octet-stream');
});
