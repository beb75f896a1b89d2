/** What the pictures of a film are seen in: its track has the size they are stored in, and EXIF may turn JPEGs. */
import { expect, test } from 'vitest';
import { openPainter, restingView } from '../../../sim/picture/painter';
import { createFilm, jpegCodec, readFilm } from '../../../src/film/film';
import { seenSize } from '../../../src/record/jobs/decoded';
import { MemoryFile } from '../../support/memory-file';
import { turned } from '../../support/pictures/exif';

const painter = openPainter({ widthPx: 64, heightPx: 48, title: 'Turned', quality: 50, restart: false });
const plain = painter.paint(0, restingView, () => ({ frame: 0, takenAt: 0 }));

async function filmOf(pictures: readonly Uint8Array[], codec: string) {
  const file = new MemoryFile('film');
  const writer = await createFilm(file, new MemoryFile('index'), { title: '', startedAt: 0 });
  const description = codec === jpegCodec ? new Uint8Array() : Uint8Array.of(1, 0x42, 0xc0, 0x1e, 0xff, 0xe0, 0);
  const track = { codec, widthPx: 64, heightPx: 48, description };
  for (const [sequence, bytes] of pictures.entries())
    await writer.add({ stage: 'packet', bytes, timestampUs: sequence * 100_000, key: true, sequence }, track);
  await writer.finish(pictures.length * 100_000);
  return readFilm(file);
}

test.each([
  [1, 64, 48],
  [2, 64, 48],
  [3, 64, 48],
  [4, 64, 48],
  [5, 48, 64],
  [6, 48, 64],
  [7, 48, 64],
  [8, 48, 64],
])('JPEGs turned by %i', async (orientation, widthPx, heightPx) => {
  const film = await filmOf([turned(plain, orientation), turned(plain, orientation)], jpegCodec);
  expect(await seenSize(film)).toEqual({ widthPx, heightPx });
  expect(film.track).toMatchObject({ widthPx: 64, heightPx: 48 });
});

test('JPEGs without EXIF, and H.264', async () => {
  expect(await seenSize(await filmOf([plain], jpegCodec))).toEqual({ widthPx: 64, heightPx: 48 });
  expect(await seenSize(await filmOf([plain], 'avc1.42c01e'))).toMatchObject({ widthPx: 64, heightPx: 48 });
});
