/** Films of one camera joined into one: no picture lost or doubled at a seam, each at its time, what was written down about them. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFilm as readOurs } from '../../../src/film/film';
import { joinFilms } from '../../../src/record/jobs/join/join';
import { piecesOf, readJournal, timelineOf } from '../../../src/record/journal/journal';
import type { Harm } from '../../support/folder-disk';
import { MemoryFile } from '../../support/memory-file';
import { readFilm } from '../../support/mp4';
import { keepPackets } from '../../support/packets';
import { judgeFilm } from '../../support/probe';
import { judgeWith, testWith } from '../../support/tools';
import { tempFolder } from '../deck/scenes';
import { marksOf } from '../film/packets';
import {
  bytesOf,
  decodedSums,
  h264,
  jpegs,
  later,
  type Made,
  type MakeOptions,
  make,
  minuteMs,
  startedAt,
} from './cutting';

const rowsBy = async ({ deck }: Made, ids: readonly string[]) =>
  ids.map(async (id) => (await deck.list()).find((one) => one.id === id)!);

async function joined(all: readonly Made[], gaps: 'keep' | 'close' = 'keep') {
  const { deck } = all[0]!;
  const ids = all.map(({ row }) => row.id);
  const before = await Promise.all(await rowsBy(all[0]!, ids));
  const progress: number[] = [];
  const id = await joinFilms(deck, { filmIds: ids, gaps }, ({ done }) => progress.push(done));
  // The single ones stay as they were.
  expect(await Promise.all(await rowsBy(all[0]!, ids))).toEqual(before);
  const row = (await deck.list()).find((one) => one.id === id)!;
  return { row, bytes: await bytesOf(deck, id), deck };
}

describe('H.264 of one encoder', () => {
  test.each([
    ['two films, the gap kept', [0, 2], 'keep'],
    ['two films, the gap closed', [0, 2], 'close'],
    ['three films in any order', [10, 0, 5], 'keep'],
    ['films that touch', [0, 4100 / minuteMs], 'keep'],
    ['a day between them', [0, 24 * 60], 'keep'],
    ['five films, gaps closed', [0, 1, 2, 3, 4], 'close'],
  ] as const)('%s: every picture once, at its time, decoded to the same pixels', async (_, minutes, gaps) => {
    const first = await h264({ row: { startedAt: startedAt + minutes[0] * minuteMs } });
    const others = [];
    for (const minute of minutes.slice(1)) others.push(await h264(later(first, minute)));
    const { row, bytes } = await joined([first, ...others], gaps);
    const inOrder = [...minutes].sort((a, b) => a - b);
    const endMs = first.row.durationMs;
    const offsetsMs = inOrder.map((minute, at) =>
      gaps === 'keep' ? (minute - inOrder[0]!) * minuteMs : at * (endMs - first.timesUs[0]! / 1000),
    );
    const read = await readFilm(bytes);
    const wanted = offsetsMs.flatMap((offset) => first.timesUs.map((us) => us / 1000 + offset));
    expect(read.timesMs.length).toBe(60 * minutes.length);
    // A film of a day counts in larger ticks.
    const worst = Math.max(...read.timesMs.map((ms, at) => Math.abs(ms - wanted[at]!)));
    expect(worst).toBeLessThan(2);
    await judgeFilm(bytes, (probe) => expect(probe).toMatchObject({ complaints: '', decodedFrames: wanted.length }));
    await judgeWith('ffmpeg', async () => {
      const one = decodedSums(await bytesOf(first.deck, first.row.id));
      expect(decodedSums(bytes)).toEqual(minutes.flatMap(() => one));
    });
    expect(row).toMatchObject({
      name: 'Night',
      cameraId: 'gate',
      startedAt: startedAt + inOrder[0]! * minuteMs,
      frames: wanted.length,
      sizeBytes: bytes.length,
      state: 'finished',
      tally: { frames: wanted.length },
    });
    expect(row.areTimesCounted ?? false).toBe(gaps === 'close');
    expect(row.gaps.length).toBe(gaps === 'keep' && inOrder[1]! >= 1 ? minutes.length - 1 : 0);
  });
});

test("a camera's own pictures are the very same bytes", async () => {
  const first = await jpegs(20);
  const second = await jpegs(31, later(first, 5));
  const { row, bytes } = await joined([second, first]);
  const got = await keepPackets(await readOurs(new MemoryFile('film', bytes)));
  expect(marksOf(got)).toEqual(marksOf([...first.packets, ...second.packets]));
  await judgeFilm(bytes, (probe) => expect(probe).toMatchObject({ frames: 51, codec: 'mjpeg' }));
  expect(row).toMatchObject({ frames: 51, mimeType: 'video/quicktime' });
});

/** x264 with parameter sets of another number, without pictures that are decoded early, as a second encoder in a film makes them. */
function otherEncoder(...more: readonly string[]): string {
  const path = join(tempFolder(), 'other.mp4');
  const source = ['-f', 'lavfi', '-i', 'testsrc2=size=96x64:rate=15', '-frames:v', '30'];
  const run = spawnSync('ffmpeg', ['-v', 'error', ...source, '-c:v', 'libx264', ...more, '-pix_fmt', 'yuv420p', path]);
  if (run.status !== 0) throw new Error(String(run.stderr));
  return path;
}

async function filmOf(path: string, more: Partial<MakeOptions>): Promise<Made> {
  const { packets, codec, widthPx, heightPx, description, durationMs } = await readFilm(path);
  const track = { codec, widthPx, heightPx, description };
  const numbered = packets.map((packet, sequence) => ({ stage: 'packet', ...packet, sequence }) as const);
  return make({ packets: numbered, track, endUs: durationMs * 1000, ...more });
}

testWith(
  ['ffmpeg'],
  'pictures of another encoder follow where its parameter sets have numbers of their own',
  async () => {
    const first = await h264();
    const path = otherEncoder('-bf', '0', '-g', '10', '-x264-params', 'sps-id=1');
    const second = await filmOf(path, later(first, 1));
    const { bytes } = await joined([first, second]);
    expect(decodedSums(bytes)).toEqual([
      ...decodedSums(await bytesOf(first.deck, first.row.id)),
      ...decodedSums(await bytesOf(first.deck, second.row.id)),
    ]);
  },
);

testWith(['ffmpeg'], 'films that no decoder would go through are not copied', async () => {
  const plain = await filmOf(otherEncoder('-bf', '0', '-g', '10'), {});
  const alike = await filmOf(otherEncoder('-bf', '0', '-g', '10'), later(plain, 1));
  const wishes = [
    // Same number, other contents.
    await filmOf(otherEncoder('-bf', '0', '-g', '10', '-x264-params', 'cabac=0'), later(plain, 3)),
    // Decoded early, after an encoder that made none.
    await filmOf(otherEncoder('-bf', '3', '-b_strategy', '0', '-x264-params', 'sps-id=1'), later(plain, 2)),
  ];
  // The one that does not fit is the last, the second, or said with the one that does not come first.
  const orders = wishes.flatMap((other) => [
    [plain, other],
    [plain, alike, other],
    [other, plain, alike],
  ]);
  let begun = 0;
  const create = plain.deck.create.bind(plain.deck);
  plain.deck.create = (...options) => {
    begun++;
    return create(...options);
  };
  for (const films of orders) {
    const list = await plain.deck.list();
    const wish = { filmIds: films.map(({ row }) => row.id), gaps: 'keep' } as const;
    await expect(joinFilms(plain.deck, wish, () => begun++)).rejects.toMatchObject({ name: 'encode/unavailable' });
    // In Node nothing can be decoded, and nothing was written for it.
    expect(begun).toBe(0);
    expect(await plain.deck.list()).toEqual(list);
  }
});

describe('what goes with them', () => {
  const line = (sequence: number, ms: number, at: number) =>
    `${sequence},${ms.toFixed(3)},${(at + ms).toFixed(1)},1,${sequence === 3 ? 'missing-eoi:-2' : ''},0\n`;
  const journal = (made: readonly number[], at: number, marks: readonly number[]) =>
    made.map((us, sequence) => line(sequence, us / 1000, at)).join('') +
    marks.map((ms) => `mark,,${(at + ms).toFixed(1)},,,\n`).join('');

  async function two(gaps: 'keep' | 'close') {
    const { timesUs } = await jpegs(20);
    const at = startedAt + 2 * minuteMs;
    const row = { gaps: [{ startUs: 100_000, endUs: 500_000 }], groupId: 'wall', partOf: 'first' };
    const first = await jpegs(20, { journal: journal(timesUs, startedAt, [500]), row });
    const second = await jpegs(20, later(first, 2, { journal: journal(timesUs, at, [700, 1200]), row }));
    await first.deck.protect(first.row.id, true);
    return {
      ...(await joined([first, second], gaps)),
      timesUs,
      offsetMs: gaps === 'keep' ? 120_000 : first.row.durationMs,
    };
  }

  test.each(['keep', 'close'] as const)('journal, marks, chapters, gaps and counts, gap: %s', async (gaps) => {
    const { row, bytes, deck, timesUs, offsetMs } = await two(gaps);
    const blob = (await deck.journal(row.id))!;
    const { pictures } = readJournal(await blob.text());
    expect(pictures.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 40 }, (_, at) => at));
    expect(pictures.map(({ filmMs }) => filmMs)).toEqual(
      [...timesUs, ...timesUs.map((us) => us + offsetMs * 1000)].map((us) => expect.closeTo(us / 1000, 1)),
    );
    const marks = [500, offsetMs + 700, offsetMs + 1200];
    expect((await timelineOf(row, piecesOf(blob))).marksMs).toEqual(marks.map((ms) => expect.closeTo(ms, 0)));
    await judgeFilm(bytes, ({ chapters }) =>
      expect(chapters.map(({ startMs }) => startMs)).toEqual([0, ...marks.map((ms) => expect.closeTo(ms, -1))]),
    );
    const own = [0, offsetMs].map((ms) => ({
      startUs: expect.closeTo(ms * 1000 + 100_000, -3),
      endUs: expect.closeTo(ms * 1000 + 500_000, -3),
    }));
    const between = { startUs: expect.any(Number), endUs: expect.closeTo(120e6, -3) };
    expect(row.gaps).toEqual(gaps === 'keep' ? [own[0], between, own[1]] : own);
    expect(row).toMatchObject({ groupId: 'wall', protected: false, tally: { shots: 40, frames: 40 } });
    expect(row.partOf).toBeUndefined();
  });

  test('films nobody knows the times of are put one after another', async () => {
    const first = await jpegs(10, { row: { areTimesCounted: true } });
    const second = await jpegs(10, { deck: first.deck, row: { areTimesCounted: true, startedAt: startedAt + 1 } });
    const { row } = await joined([first, second]);
    expect(row).toMatchObject({
      frames: 20,
      areTimesCounted: true,
      durationMs: expect.closeTo(2 * first.row.durationMs, 0),
    });
  });

  test('parts of one recording that reach into each other by a moment', async () => {
    const first = await jpegs(10);
    const lastMs = first.timesUs.at(-1)! / 1000;
    const second = await jpegs(10, { deck: first.deck, row: { startedAt: startedAt + lastMs - 300 } });
    const { row, bytes } = await joined([first, second]);
    const { timesUs } = await readOurs(new MemoryFile('film', bytes));
    expect(timesUs).toHaveLength(20);
    expect(timesUs.every((us, at) => at === 0 || us > timesUs[at - 1]!)).toBe(true);
    expect(row.areTimesCounted).toBeUndefined();
  });
});

test('packets are streamed: what is read of the films is written before more is read', async () => {
  let [read, written, most] = [0, 0, 0];
  const harm: Harm = (call, _, sizeBytes) => {
    if (call === 'write') written += sizeBytes;
    return undefined;
  };
  const bytes = 40_000;
  const first = await large(bytes, { harm });
  const second = await large(bytes, { deck: first.deck, row: { startedAt: startedAt + 5 * minuteMs } });
  const filmBytes = first.deck.filmBytes.bind(first.deck);
  written = 0;
  first.deck.filmBytes = async (id) => {
    const film = await filmBytes(id);
    return {
      sizeBytes: film.sizeBytes,
      read(at, into) {
        read += into.length;
        most = Math.max(most, read - written);
        return film.read(at, into);
      },
    };
  };
  const { row } = await joined([first, second]);
  expect(row.sizeBytes).toBeGreaterThan(2 * 500 * bytes);
  expect(read).toBeGreaterThan(row.sizeBytes - 100_000);
  // A window of each reader, what the writer gathers, and the tables.
  expect(most).toBeLessThan(4 << 20);
});

/** Twenty megabytes in five hundred pictures. */
async function large(sizeBytes: number, more: Partial<MakeOptions>): Promise<Made> {
  const track = { codec: 'jpeg', widthPx: 64, heightPx: 48, description: new Uint8Array() };
  const packets = Array.from({ length: 500 }, (_, sequence) => ({
    stage: 'packet' as const,
    bytes: new Uint8Array(sizeBytes).fill(sequence & 255),
    timestampUs: sequence * 100_000,
    key: true,
    sequence,
  }));
  return make({ packets, track, endUs: 50_000_000, ...more });
}
