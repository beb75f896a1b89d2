/** A film of the camera's own JPEGs: the same bytes come out again, as QuickTime's Photo - JPEG. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { restingView } from '../../../sim/picture/painter';
import { openPainters } from '../../../sim/source';
import { createFilm, jpegCodec } from '../../../src/film/film';
import { MemoryFile } from '../../support/memory-file';
import { boxesOf } from '../../support/mp4';
import { testWith } from '../../support/tools';

const painter = openPainters({ title: 'Garden', quality: 70, restart: false })(320, 240);
const pictures = Array.from({ length: 12 }, (_, frame) =>
  painter.paint(frame * 100, restingView, () => ({ frame, takenAt: frame * 100 })),
);

async function makeFilm(): Promise<Uint8Array> {
  const film = new MemoryFile('film');
  const writer = await createFilm(film, new MemoryFile('index'), { title: 'Garden', startedAt: 1_700_000_000_000 });
  const track = { codec: jpegCodec, widthPx: 320, heightPx: 240, description: new Uint8Array() };
  for (const [sequence, bytes] of pictures.entries()) {
    await writer.add({ stage: 'packet', bytes, timestampUs: sequence * 100_000, key: true, sequence }, track);
  }
  await writer.finish(1_200_000);
  const bytes = new Uint8Array(film.sizeBytes);
  await film.read(0, bytes);
  return bytes;
}

test('it is a MOV whose mdat holds every picture untouched, one after another', async () => {
  const film = Buffer.from(await makeFilm());
  expect([...boxesOf(film)].map(({ type }) => type)).toContain('moov');
  expect(film.toString('latin1', 8, 12)).toBe('qt  ');
  let at = 0;
  for (const picture of pictures) {
    at = film.indexOf(picture, at);
    expect(at).toBeGreaterThan(0);
    at += picture.length;
  }
});

testWith(['ffprobe'], 'ffprobe reads codec, size, times and count from it, and decodes every picture', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'snapreel-originals-'));
  try {
    const path = join(folder, 'film.mov');
    writeFileSync(path, await makeFilm());
    const entries = 'stream=codec_name,width,height,nb_read_frames,duration';
    const options = ['-v', 'error', '-count_frames', '-of', 'json', '-show_entries', entries, path];
    const run = spawnSync('ffprobe', options, { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    const [stream] = JSON.parse(run.stdout).streams;
    expect(stream).toMatchObject({ codec_name: 'mjpeg', width: 320, height: 240, nb_read_frames: '12' });
    expect(Number(stream.duration)).toBeCloseTo(1.2, 3);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
