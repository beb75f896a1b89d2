/** What is not a camera's picture, from real servers: the reason that is known is the reason that is told. */
import { execFileSync } from 'node:child_process';
import jpeg from 'jpeg-js';
import { afterEach, describe, expect, it } from 'vitest';
import { checkShot } from '../../../src/record/checked';
import { words } from '../../../src/ui/words/words';
import { makeJpeg } from '../../support/streams/jpegs';
import { aCamera, shotsReach, toolsWith, troubleSeen, watch } from './cameras';
import { closeAll, limits, linkTo, proxyFor, serve } from './servers';

afterEach(closeAll);

function ffmpeg(...options: string[]): Buffer {
  const source = ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=size=64x48:rate=5'];
  return execFileSync('ffmpeg', [...source, '-frames:v', '5', ...options, 'pipe:1'], { maxBuffer: 1 << 24 });
}

const latin = (text: string) => Buffer.from(text, 'latin1');
const mp4 = ['-f', 'mp4', '-movflags', 'frag_keyframe+empty_moov'];

describe('is named', () => {
  it.each([
    ['an MP4', 'video/mp4', ffmpeg(...mp4), 'capture/film', 'film'],
    ['an MP4 that says it is a picture', 'image/jpeg', ffmpeg(...mp4), 'capture/film', 'film'],
    ['a WebM', 'application/octet-stream', ffmpeg('-c:v', 'libvpx', '-f', 'webm'), 'capture/film', 'film'],
    ['an AVI', 'text/plain', ffmpeg('-f', 'avi'), 'capture/film', 'film'],
    ['an FLV', '', ffmpeg('-f', 'flv'), 'capture/film', 'film'],
    ['H.264', 'video/h264', ffmpeg('-f', 'h264'), 'capture/not-mjpeg', 'H.264'],
    [
      'H.264 that says it is MJPEG',
      'multipart/x-mixed-replace; boundary=x',
      ffmpeg('-f', 'h264'),
      'capture/not-mjpeg',
      'H.264',
    ],
    ['ASF', 'video/x-ms-asf', ffmpeg('-f', 'asf'), 'capture/not-mjpeg', 'H.264'],
    ['a playlist', 'application/vnd.apple.mpegurl', latin('#EXTM3U\n#EXT-X-VERSION:3\n'), 'capture/not-mjpeg', 'H.264'],
    ['a web page', 'text/html', latin('<!DOCTYPE html><html><body>Login</body></html>'), 'capture/html', 'web page'],
    ['a page that says it is a picture', 'image/jpeg', latin('<html><head></head></html>'), 'capture/html', 'web page'],
    ['an RTSP reply', 'text/plain', latin('RTSP/1.0 400 Bad Request\r\n\r\n'), 'capture/not-mjpeg', 'H.264'],
    ['nothing', 'image/jpeg', latin(''), 'capture/not-a-picture', 'not a picture'],
    ['text', 'text/plain', latin('camera offline, please wait'), 'capture/not-a-picture', 'not a picture'],
  ] as const)('%s', async (_, type, bytes, code, said) => {
    const origin = await serve((_request, response) => response.writeHead(200, { 'Content-Type': type }).end(bytes));
    for (const kind of ['snapshot', 'mjpeg'] as const) {
      const camera = aCamera({ family: kind, kind, address: `${origin}/x` });
      const { states } = await watch(camera, toolsWith(limits), troubleSeen);
      expect(states.at(-1)).toBe(`lost ${code}`);
    }
    expect(words.trouble[code].what).toContain(said);
  });
});

describe('a still of another format is handed on whole', () => {
  it.each([
    ['PNG', ffmpeg('-f', 'image2pipe', '-frames:v', '1', '-c:v', 'png')],
    ['GIF', ffmpeg('-f', 'gif', '-frames:v', '1')],
    ['WebP', ffmpeg('-f', 'webp', '-frames:v', '1')],
    ['BMP', ffmpeg('-f', 'image2pipe', '-frames:v', '1', '-c:v', 'bmp')],
    ['HEIC with a JPEG inside', Buffer.concat([latin('\0\0\0\x18ftypheic\0\0\0\0mif1heic'), makeJpeg(3)])],
    ['JPEG XL', ffmpeg('-f', 'image2pipe', '-frames:v', '1', '-c:v', 'libjxl')],
  ] as const)('%s', async (_, bytes) => {
    for (const type of ['image/jpeg', 'application/octet-stream', 'image/x-unknown']) {
      const origin = await serve((_request, response) => response.writeHead(200, { 'Content-Type': type }).end(bytes));
      const camera = aCamera({ family: 'snapshot', address: `${origin}/x` });
      const { shots } = await watch(camera, toolsWith(limits), shotsReach(1));
      expect(Buffer.from(shots[0]!.bytes).equals(bytes)).toBe(true);
    }
  });

  it('one that was cut off is told as interrupted', async () => {
    const png = ffmpeg('-f', 'image2pipe', '-frames:v', '1', '-c:v', 'png');
    const origin = await serve((_, response) => {
      response.writeHead(200, { 'Content-Type': 'image/png', 'Content-Length': png.length });
      response.write(png.subarray(0, 200), () => response.destroy());
    });
    const { states } = await watch(
      aCamera({ family: 'snapshot', address: `${origin}/x` }),
      toolsWith(limits),
      troubleSeen,
    );
    expect(states.at(-1)).toBe('lost capture/interrupted');
  });
});

it.each(['snapshot', 'mjpeg', 'proxy'] as const)('a picture of 18.7 MB comes by every way: %s', async (way) => {
  const small = Buffer.from(makeJpeg(9));
  const large = Buffer.concat([
    small.subarray(0, 2),
    ...Array.from({ length: 286 }, () => latin(`\xff\xfe\xff\xff${'\0'.repeat(65_533)}`)),
    small.subarray(2),
  ]);
  expect(large.length).toBeGreaterThan(18.7e6);
  const origin = await serve((_, response) => {
    if (way !== 'mjpeg')
      return response.writeHead(200, { 'Content-Type': 'image/jpeg', 'Content-Length': large.length }).end(large);
    response.writeHead(200, { 'Content-Type': 'multipart/x-mixed-replace; boundary=x' });
    response.write(`--x\r\nContent-Type: image/jpeg\r\nContent-Length: ${large.length}\r\n\r\n`);
    response.write(large);
    return response.write('\r\n--x\r\n');
  });
  const kind = way === 'mjpeg' ? 'mjpeg' : 'snapshot';
  const proxy = way === 'proxy' ? linkTo(await proxyFor(origin)) : undefined;
  const tools = toolsWith({ ...limits, firstByteMs: 10_000, idleMs: 10_000 }, proxy);
  const camera = aCamera({ family: kind, kind, address: `${origin}/x`, route: way === 'proxy' ? 'proxy' : 'direct' });
  const { shots, states } = await watch(camera, tools, shotsReach(1));
  expect(shots[0]?.bytes.length, states.join()).toBe(large.length);
});

it('a single pixel is told as one', async () => {
  const pixel = { data: Uint8Array.of(9, 9, 9, 255), width: 1, height: 1 };
  const shot = { stage: 'shot', bytes: new Uint8Array(jpeg.encode(pixel, 90).data), arrivedAt: 1 } as const;
  const { checked } = await checkShot(shot);
  expect(checked).toMatchObject({ kind: 'refused', trouble: { name: 'check/too-small' } });
  expect(words.trouble['check/too-small'].what).toContain('single pixel');
});
