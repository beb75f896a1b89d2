/** The kinds of stills that are no JPEG, told by the bytes that real encoders write. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { stillKindOf } from '../../../src/base/still';

/** One picture as ffmpeg writes it. */
function made(format: string, ...options: string[]): Uint8Array {
  const source = ['-f', 'lavfi', '-i', 'testsrc=size=64x48:rate=1', '-frames:v', '1'];
  return execFileSync('ffmpeg', ['-v', 'error', ...source, ...options, '-f', format, 'pipe:1'], {
    maxBuffer: 1 << 24,
  });
}

const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('stillKindOf', () => {
  it.each([
    ['PNG', made('image2pipe', '-c:v', 'png')],
    ['WebP', made('webp', '-c:v', 'libwebp')],
    ['WebP', made('webp', '-c:v', 'libwebp', '-lossless', '1')],
    ['GIF', made('gif')],
    ['BMP', made('image2pipe', '-c:v', 'bmp')],
    ['TIFF', made('image2pipe', '-c:v', 'tiff')],
    ['JPEG XL', made('image2pipe', '-c:v', 'libjxl')],
    ['AVIF', latin('\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf')],
    ['AVIF', latin('\0\0\0\x20ftypmif1\0\0\0\0mif1avifmiafMA1B')],
    ['HEIC', latin('\0\0\0\x18ftypheic\0\0\0\0mif1heic')],
    ['HEIC', latin('\0\0\0\x1cftypmif1\0\0\0\0mif1heicmiaf')],
    ['JPEG XL', latin('\0\0\0\x0cJXL \r\n\x87\n\0\0\0\x14ftypjxl ')],
  ] as const)('%s', (kind, bytes) => expect(stillKindOf(bytes)).toBe(kind));

  it.each([
    ['a JPEG', made('image2pipe', '-c:v', 'mjpeg')],
    ['MP4', latin('\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41')],
    ['QuickTime', latin('\0\0\0\x14ftypqt  \0\0\0\0qt  ')],
    ['AVI', latin('RIFF\0\0\0\0AVI LIST')],
    ['text that begins with BM', latin('BMW i3 drives past the camera, 12:00:01')],
    ['nothing', new Uint8Array(0)],
    ['three bytes', latin('\x89PN')],
  ])('nothing of %s', (_, bytes) => expect(stillKindOf(bytes)).toBeUndefined());
});
