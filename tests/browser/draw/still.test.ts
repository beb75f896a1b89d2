/** Stills of other formats, as real encoders write them, made into JPEGs in real browsers. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../../support/tools';
import { browsers, openRig, type Rig } from './rig/rig';
import { drawScene } from './rig/scene';

const folder = mkdtempSync(join(tmpdir(), 'stills-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Scene `number` as ffmpeg writes it into a file with this ending. */
function made(name: string, number: number, widthPx: number, heightPx: number, options: readonly string[]): Uint8Array {
  const path = join(folder, name);
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', `${widthPx}x${heightPx}`, '-i', 'pipe:0'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...raw, '-frames:v', '1', ...options, path], {
    input: drawScene(number, widthPx, heightPx),
    maxBuffer: 1 << 28,
  });
  return new Uint8Array(readFileSync(path));
}

const everywhere = [
  ['png', 640, 480, []],
  ['odd.png', 641, 481, ['-pix_fmt', 'rgb24']],
  ['grey.png', 640, 480, ['-pix_fmt', 'gray16be']],
  ['webp', 640, 480, ['-c:v', 'libwebp', '-quality', '80']],
  ['lossless.webp', 640, 480, ['-c:v', 'libwebp', '-lossless', '1']],
  ['gif', 640, 480, []],
  ['bmp', 640, 480, []],
  ['avif', 640, 480, ['-c:v', 'libaom-av1', '-still-picture', '1', '-cpu-used', '8']],
] as const;

for (const browser of browsers)
  describeWith([browser], `stills in ${browser}`, () => {
    let rig: Rig;
    beforeAll(async () => {
      rig = await openRig(browser);
    });
    afterAll(() => rig.close());

    const given = (name: string, bytes: Uint8Array) => rig.run('still', { url: rig.offer(name, bytes) });

    it.each(everywhere)('%s becomes a JPEG of the same picture', async (ending, width, height, options) => {
      const still = await given(
        ending,
        made(`whole-${ending.includes('.') ? ending : `x.${ending}`}`, 42, width, height, options),
      );
      expect(still).toEqual({ head: [0xff, 0xd8, 0xff], width, height, number: 42, trouble: '' });
    });

    it('is no larger than a film can be', async () => {
      const { width, height, trouble } = await given('large.png', made('large.png', 7, 9600, 400, []));
      expect(trouble).toBe('');
      expect(width).toBeLessThanOrEqual(8688);
      expect(width / height).toBeCloseTo(24, 0);
    });

    it.each([
      ['a PNG cut in its head', 'draw/undecodable', () => made('cut.png', 1, 640, 480, []).subarray(0, 30)],
      ['a GIF cut in its head', 'draw/undecodable', () => made('cut.gif', 1, 640, 480, []).subarray(0, 9)],
      ['a TIFF', 'draw/format', () => made('x.tiff', 1, 64, 48, [])],
      [
        'an AVIF without a picture',
        'draw/format',
        () => made('cut.avif', 1, 64, 64, ['-c:v', 'libaom-av1', '-still-picture', '1']).subarray(0, 40),
      ],
    ])('%s: %s', async (name, trouble, bytes) => {
      expect((await given(name, bytes())).trouble).toBe(trouble);
    });
  });
