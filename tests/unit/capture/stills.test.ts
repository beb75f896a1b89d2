/** Streams whose parts are stills of another format than JPEG, by the book or not, each cut into chunks in six ways. */
import { describe, expect, it } from 'vitest';
import { join, makeJpeg } from '../../support/streams/jpegs';
import { feed, unaccounted } from './feeding';

const [one, two] = [makeJpeg(1), makeJpeg(2)] as const;
const mixed = 'multipart/x-mixed-replace';
const chunkings: readonly (readonly number[])[] = [[1], [2], [7], [251], [1, 97, 3], [1 << 20]];

interface Style {
  readonly type?: string;
  readonly length?: (size: number) => string;
}

function part(bytes: Uint8Array, { type = 'Content-Type: image/jpeg\r\n', length }: Style = {}): Uint8Array {
  const told = length ? length(bytes.length) : `Content-Length: ${bytes.length}\r\n`;
  return join('--ipcamera\r\n', type, told, '\r\n', bytes, '\r\n');
}
const noLength = () => '';

/** Beginnings of stills of other formats, with bytes behind that look like a JPEG, a boundary in mid-line, and line ends. */
const stillBody = join('x\xff\xd8\xff\xe0 --ipcamera \xff\xd9\r\n\r\n', new Uint8Array(70).fill(7), '\n');
const stills: readonly (readonly [kind: string, mime: string, bytes: Uint8Array])[] = [
  ['PNG', 'image/png', join('\x89PNG\r\n\x1a\n', stillBody)],
  ['WebP', 'image/webp', join('RIFF\x40\0\0\0WEBPVP8 ', stillBody)],
  ['GIF', 'image/gif', join('GIF89a', stillBody)],
  ['AVIF', 'image/avif', join('\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf', stillBody)],
  ['BMP', 'image/bmp', join('BM\x40\x01\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0', stillBody)],
  ['PNG called a JPEG', 'image/jpeg', join('\x89PNG\r\n\x1a\n', stillBody)],
  ['PNG without a type', '', join('\x89PNG\r\n\x1a\n', stillBody)],
];

describe('a stream of stills of another format', () => {
  const type = `${mixed};boundary=ipcamera`;
  const texts = (pictures: readonly Uint8Array[]) => pictures.map((bytes) => Buffer.from(bytes).toString('latin1'));

  it.each(stills)('%s: every one as it was sent, however it is cut, with and without lengths', (_, mime, still) => {
    const style = { type: mime ? `Content-Type: ${mime}\r\n` : 'X-Frame: 1\r\n' };
    for (const [stream, gives] of [
      [join(part(still, style), part(still, style), part(one)), [still, still, one]],
      [join(part(one), part(still, { ...style, length: noLength }), part(two)), [one, still, two]],
      [join(part(still, { ...style, length: () => 'Content-Length: 70\r\n' }), part(two)), [still, two]],
      [join(part(still, { ...style, length: (size) => `Content-Length: ${size + 9}\r\n` }), part(two)), [still, two]],
      // Cut in the middle by the end of the stream, as its length tells.
      [join(part(still, style), part(still, style).slice(0, -20)), [still]],
    ] as const)
      for (const sizes of chunkings) {
        const fed = feed(stream, type, sizes);
        expect(texts(fed.pictures), `chunks of ${sizes}`).toEqual(texts(gives));
        expect(fed.ledger).toEqual(feed(stream, type, [stream.length]).ledger);
        expect([unaccounted(fed.ledger), fed.ledger.heldBytes]).toEqual([0, 0]);
      }
  });

  it.each(stills)('%s larger than the limit is left out, and the next one comes', (_, mime, still) => {
    const style = { type: mime ? `Content-Type: ${mime}\r\n` : 'X-Frame: 1\r\n', length: noLength };
    const large = join(still, new Uint8Array(3000).fill(7));
    const stream = join(part(large, style), part(still, style), part(still, style), '--ipcamera--\r\n');
    for (const sizes of chunkings) {
      const fed = feed(stream, type, sizes, { pictureBytes: 1000, junkBytes: 1 << 20 });
      expect(texts(fed.pictures), `chunks of ${sizes}`).toEqual(texts([still, still]));
      expect(fed.ledger.skippedBytes['too-large']).toBeGreaterThan(0);
      expect([unaccounted(fed.ledger), fed.ledger.heldBytes]).toEqual([0, 0]);
    }
  });
});
