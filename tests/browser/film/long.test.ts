/** Films with pauses of hours and years in the browsers' own players: their length, and which picture stands where. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Packet } from '../../../src/base/flow';
import { createFilm } from '../../../src/film/film';
import { MemoryFile } from '../../support/memory-file';
import { readFilm } from '../../support/mp4';
import { describeWith } from '../../support/tools';
import { head } from '../../unit/film/packets';
import { browsers, openRig, type Rig } from '../draw/rig/rig';

const hour = 3600;
const day = 24 * hour;

/** Eight grey pictures, each brighter than the one before: 32 x 32, key frames alone. */
const greys = await (async () => {
  const folder = mkdtempSync(join(tmpdir(), 'snapreel-greys-'));
  try {
    const raw = Buffer.alloc(8 * 1536, 128);
    for (let number = 0; number < 8; number++) raw.fill(40 + number * 25, number * 1536, number * 1536 + 1024);
    writeFileSync(join(folder, 'greys.yuv'), raw);
    const film = join(folder, 'greys.mp4');
    const input = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', '32x32', '-r', '15', '-i', join(folder, 'greys.yuv')];
    execFileSync('ffmpeg', ['-v', 'error', ...input, '-c:v', 'libx264', '-g', '1', '-crf', '10', film]);
    const { packets, codec, widthPx, heightPx, description } = await readFilm(new Uint8Array(readFileSync(film)));
    return { packets, track: { codec, widthPx, heightPx, description } };
  } finally {
    rmSync(folder, { recursive: true });
  }
})();

/** Seconds at which the pictures are shown, and when the film ends. */
const films: readonly (readonly [string, readonly number[], number])[] = [
  ['a day apart', [0, 1, 2, 3, 4, 5, 6, 7].map((at) => at * day), 8 * day],
  ['a pause of 14 hours', [0, 0.1, 0.2, 14 * hour, 14 * hour + 0.1], 14 * hour + 1],
  ['a pause of 13 h 15 min and a bit', [0, 0.1, 2 ** 32 / 90_000 + 0.1001, 47_722], 47_723],
  ['a pause of 25 days', [0, 1, 25 * day, 25 * day + 1], 25 * day + 2],
  ['a pause of 30 days', [0, 1, 30 * day, 30 * day + 1], 30 * day + 2],
  // The longest that record/slots.ts lets a picture stand.
  ['a picture every 40 days for ten years', Array.from({ length: 91 }, (_, at) => at * 40 * day), 3640 * day],
  ['a last picture that stands for 30 days', [0, 1], 30 * day],
];

async function filmOf(seconds: readonly number[], end: number): Promise<Uint8Array> {
  const film = new MemoryFile('film');
  const writer = await createFilm(film, new MemoryFile('index'), head);
  for (const [sequence, second] of seconds.entries()) {
    const { bytes } = greys.packets[sequence % 8]!;
    const packet: Packet = { stage: 'packet', bytes, key: true, sequence, timestampUs: Math.round(second * 1e6) };
    await writer.add(packet, greys.track);
  }
  await writer.finish(end * 1e6);
  return film.bytes;
}

for (const browser of browsers)
  describeWith([browser], `${browser}`, () => {
    let rig: Rig;
    beforeAll(async () => {
      rig = await openRig(browser);
    });
    afterAll(() => rig.close());

    it.each(films)('%s', async (name, seconds, end) => {
      const url = rig.offer(`${name.replaceAll(/\W/g, '-')}.mp4`, await filmOf(seconds, end));
      // A little after each picture begins, and just before the next one does.
      const places = seconds.flatMap((second, at) => [second + 0.03, (seconds[at + 1] ?? end) - 0.03]);
      const { duration, reached } = await rig.play(url, places);
      expect(Math.abs(duration - end)).toBeLessThan(0.01);
      const shown = reached.map(({ rgba }) => {
        const mean = rgba.filter((_, at) => at % 4 === 1).reduce((sum, value) => sum + value, 0) / (rgba.length / 4);
        // Limited range: 16 to 235 become 0 to 255.
        return Math.round(((mean * 219) / 255 + 16 - 40) / 25);
      });
      expect(shown).toEqual(seconds.flatMap((_, at) => [at % 8, at % 8]));
    });
  });
