/** Finished films with a tape, and of a camera's own JPEGs, to be made once more; and what comes of it. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { RecordingOptions } from '../../../src/base/options';
import { check } from '../../../src/check/check';
import { readFilm as readOurs } from '../../../src/film/film';
import { remakeFilm } from '../../../src/record/jobs/again/again';
import type { RemakeWish } from '../../../src/record/jobs/contract';
import { MemoryFile } from '../../support/memory-file';
import { keepPackets } from '../../support/packets';
import { makeJpeg } from '../../support/streams/jpegs';
import { tempFolder } from '../deck/scenes';
import { marksOf } from '../film/packets';
import { bytesOf, h264, type Made, type MakeOptions, make, startedAt } from './cutting';
import { picture } from './ringing';

export const markOf = (at: number) => marksOf([picture(at)])[0]!;

const soon = { wait: async () => undefined, close: () => undefined };

export async function again(made: Made, wish: Partial<RemakeWish> = {}) {
  const whole: RemakeWish = {
    filmId: made.row.id,
    engine: 'auto',
    quality: 'original',
    becomes: 'another',
    ...wish,
  };
  const remade = await remakeFilm(made.deck, whole, () => undefined, soon);
  const row = (await made.deck.list()).find(({ id }) => id === remade.id);
  const bytes = await bytesOf(made.deck, remade.id);
  const film = await readOurs(new MemoryFile('film', bytes));
  const packets = await keepPackets(film);
  const pictures = marksOf(packets);
  const timesMs = [...film.timesUs].map((us) => us / 1000);
  return {
    remade,
    row,
    bytes,
    film,
    pictures,
    sizes: packets.map((packet) => packet.bytes.length),
    timesMs,
    endMs: film.endUs / 1000,
  };
}

/**
 * H.264 of sixty pictures, a minute of gap behind the thirtieth, and the tape it was made of. `leftOut`: on the tape only.
 * `shownFor`: so many pictures of the film each stands for, as in one of a constant rate.
 */
export async function taped(
  options: Partial<RecordingOptions> = {},
  more: Partial<MakeOptions> = {},
  { leftOut = [] as readonly number[], shownFor = 1 } = {},
): Promise<Made> {
  const plain = await h264();
  const all = plain.timesUs.length;
  const count = Math.min(all - leftOut.length, all / shownFor);
  let shown = 0;
  const lines = Array.from({ length: all }, (_, at) => {
    const isOut = leftOut.includes(at) || shown >= count;
    const until = ++shown === count ? all : shown * shownFor;
    const ms = isOut ? undefined : plain.timesUs[until - 1]! / 1000;
    if (isOut) shown--;
    const own = (plain.timesUs[at] ?? 0) / 1000;
    return `${at},${ms?.toFixed(3) ?? ''},${(startedAt + own + 9).toFixed(1)},${isOut ? 0 : 1},${at === 7 ? 'missing-eoi:-2' : ''},${at / 100}\n`;
  });
  const marks = [1000, 3000].map((ms) => `mark,,${(startedAt + ms).toFixed(1)},,,\n`);
  return h264({
    options: { keepOriginals: true, ...options },
    journal: [...lines, ...marks].join(''),
    ...more,
  });
}

/** As a camera's picture is when it comes into a film. */
function mended(bytes: Uint8Array): Uint8Array {
  const checked = check({ stage: 'shot', bytes, arrivedAt: 0 });
  if (checked.kind === 'refused') throw checked.trouble;
  return checked.jpeg.bytes;
}

/** A film of real JPEGs, a picture every 100 ms, which holds its originals itself. */
export function jpegFilm(
  count = 50,
  more: Partial<MakeOptions> = {},
  asItIs: (bytes: Uint8Array) => Uint8Array = mended,
): Promise<Made> {
  const track = { codec: 'jpeg', widthPx: 64, heightPx: 48, description: new Uint8Array() };
  const packets = Array.from({ length: count }, (_, sequence) => ({
    stage: 'packet' as const,
    bytes: asItIs(makeJpeg(sequence + 1, { scanBytes: 500 + sequence })),
    timestampUs: sequence * 100_000,
    key: true,
    sequence,
  }));
  return make({ packets, track, endUs: count * 100_000, options: { quality: 'original' }, ...more });
}

export const closeTo = (ms: readonly number[]) => ms.map((one) => expect.closeTo(one, 1));

/** As ffprobe finds them. */
export function probed(bytes: Uint8Array): readonly { readonly ms: number; readonly sizeBytes: number }[] {
  const path = join(tempFolder(), 'film.mov');
  writeFileSync(path, bytes);
  const options = ['-v', 'error', '-of', 'json', '-show_entries', 'packet=pts_time,size', path];
  const run = spawnSync('ffprobe', options, { encoding: 'utf8' });
  const found = JSON.parse(run.stdout).packets as { pts_time: string; size: string }[];
  return found.map(({ pts_time, size }) => ({ ms: Number(pts_time) * 1000, sizeBytes: Number(size) }));
}
