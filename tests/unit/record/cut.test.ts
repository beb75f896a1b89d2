/** Parts cut out of films that are on a disk: their pictures, times, row, journal and chapters, and the film they came from. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFilm as readOurs } from '../../../src/film/film';
import { cutFilm } from '../../../src/record/jobs/cut/cut';
import { piecesOf, readJournal, timelineOf } from '../../../src/record/journal/journal';
import type { Harm } from '../../support/folder-disk';
import { MemoryFile } from '../../support/memory-file';
import { readFilm } from '../../support/mp4';
import { keepPackets } from '../../support/packets';
import { judgeFilm } from '../../support/probe';
import { judgeWith } from '../../support/tools';
import { tempFolder } from '../deck/scenes';
import { marksOf } from '../film/packets';
import { bytesOf, decodedSums, h264, jpegs, type Made, type MakeOptions, startedAt } from './cutting';
import { picture } from './ringing';

describe('H.264, from a key frame on', () => {
  test.each([
    [0, 59],
    [12, 35],
    [12, 36],
    [48, 59],
    [24, 24],
    [0, 0],
  ])('pictures %i to %i are decoded to the very same pixels, at their times', async (first, last) => {
    const made = await h264();
    const [part] = await made.cut({ first, last });
    const fromUs = made.timesUs[first]!;
    const endUs = made.timesUs[last + 1] ?? made.row.durationMs * 1000;
    const bytes = await bytesOf(made.deck, part!.id);
    const read = await readFilm(bytes);
    const wanted = made.timesUs.slice(first, last + 1).map((us) => (us - fromUs) / 1000);
    expect(read.timesMs).toEqual(wanted.map((ms) => expect.closeTo(ms, 1)));
    expect(read.durationMs).toBeCloseTo((endUs - fromUs) / 1000, 1);
    // To the second, as the container has it.
    expect(read.createdAt[0]).toBe(Math.floor((startedAt + fromUs / 1000) / 1000) * 1000);
    await judgeFilm(bytes, (probe) => expect(probe).toMatchObject({ complaints: '', decodedFrames: last - first + 1 }));
    await judgeWith('ffmpeg', async () => {
      const whole = decodedSums(await bytesOf(made.deck, made.row.id));
      expect(decodedSums(bytes)).toEqual(whole.slice(first, last + 1));
    });
    expect(part).toMatchObject({
      name: 'Night',
      startedAt: expect.closeTo(startedAt + fromUs / 1000, 1),
      durationMs: expect.closeTo((endUs - fromUs) / 1000, 1),
      frames: last - first + 1,
      sizeBytes: bytes.length,
      state: 'finished',
      tally: { frames: last - first + 1 },
    });
  });
});

describe("a film of the camera's own pictures", () => {
  test.each([
    [0, 49],
    [7, 31],
    [20, 30],
    [25, 25],
    [0, 0],
    [49, 49],
  ])('pictures %i to %i are the very same bytes', async (first, last) => {
    const made = await jpegs();
    const [part] = await made.cut({ first, last });
    const bytes = await bytesOf(made.deck, part!.id);
    const got = await keepPackets(await readOurs(new MemoryFile('part', bytes)));
    expect(marksOf(got)).toEqual(marksOf(made.packets.slice(first, last + 1)));
    const fromUs = made.timesUs[first]!;
    const wantedMs = made.timesUs.slice(first, last + 1).map((us) => (us - fromUs) / 1000);
    await judgeWith('ffprobe', () => {
      const found = packetsOf(bytes);
      expect(found.map(({ ms }) => ms)).toEqual(wantedMs.map((ms) => expect.closeTo(ms, 1)));
      expect(found.map(({ sizeBytes }) => sizeBytes)).toEqual(got.map((packet) => packet.bytes.length));
    });
    expect(part).toMatchObject({ frames: last - first + 1, mimeType: 'video/quicktime' });
  });
});

/** As ffprobe finds them. */
function packetsOf(bytes: Uint8Array): readonly { readonly ms: number; readonly sizeBytes: number }[] {
  const path = join(tempFolder(), 'film.mov');
  writeFileSync(path, bytes);
  const options = ['-v', 'error', '-of', 'json', '-show_entries', 'packet=pts_time,size', path];
  const run = spawnSync('ffprobe', options, { encoding: 'utf8' });
  const found = JSON.parse(run.stdout).packets as { pts_time: string; size: string }[];
  return found.map(({ pts_time, size }) => ({ ms: Number(pts_time) * 1000, sizeBytes: Number(size) }));
}

describe('what goes with a part', () => {
  const line = (sequence: number, ms: number | undefined, rest = ',1,,') =>
    `${sequence},${ms === undefined ? '' : ms.toFixed(3)},${(startedAt + (ms ?? sequence * 100)).toFixed(1)}${rest}\n`;
  const timesMs = async () => (await jpegs()).timesUs.map((us) => us / 1000);

  /** Every fifth picture mended, one damaged, one left out; marks, movement and gaps. */
  async function withJournal(more: Partial<MakeOptions> = {}): Promise<Made> {
    const times = await timesMs();
    const lines = times.map((ms, at) =>
      line(
        at,
        at === 12 ? undefined : ms,
        at % 5 === 0 ? ',1,missing-eoi:-2,0.2' : at === 11 ? ',0,mcus-missing:9,0' : ',1,,0',
      ),
    );
    const marks = [500, 1500, 61_000, 64_000].map((ms) => `mark,,${(startedAt + ms).toFixed(1)},,,\n`);
    const gaps = [
      { startUs: 300_000, endUs: 1_200_000 },
      { startUs: 2_600_000, endUs: 62_600_000, why: 'asleep' as const },
    ];
    return jpegs(50, { journal: [...lines, ...marks].join(''), row: { gaps, groupId: 'wall' }, ...more });
  }

  const side = async ({ deck }: Made, id: string) => readJournal(await (await deck.journal(id))!.text());

  test('journal, health, marks, movement, gaps and chapters fit its own times', async () => {
    const made = await withJournal();
    const [part] = await made.cut({ first: 10, last: 30 });
    const fromMs = made.timesUs[10]! / 1000;
    const { pictures, marks } = await side(made, part!.id);
    expect(pictures.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 21 }, (_, at) => 10 + at));
    expect(pictures.map(({ filmMs }) => filmMs)).toEqual(
      made.timesUs.slice(10, 31).map((us, at) => (at === 2 ? undefined : expect.closeTo(us / 1000 - fromMs, 2))),
    );
    expect(marks).toEqual([startedAt + 1500, startedAt + 61_000]);
    expect(part).toMatchObject({
      groupId: 'wall',
      tally: { shots: 21, frames: 21, mended: 5, damaged: 1, defects: { 'missing-eoi': 5, 'mcus-missing': 1 } },
      gaps: [
        { startUs: 0, endUs: expect.closeTo(1_200_000 - fromMs * 1000, -1) },
        {
          startUs: expect.closeTo(2_600_000 - fromMs * 1000, -1),
          endUs: expect.closeTo(62_600_000 - fromMs * 1000, -1),
          why: 'asleep',
        },
      ],
    });
    const timeline = await timelineOf(part!, piecesOf((await made.deck.journal(part!.id))!));
    expect(part!.movements).toBe(timeline.movements.length);
    expect(timeline.marksMs).toEqual([1500, 61_000].map((ms) => expect.closeTo(ms - fromMs, 1)));
    await judgeFilm(await bytesOf(made.deck, part!.id), ({ chapters }) =>
      expect(chapters.map(({ startMs }) => startMs)).toEqual([
        0,
        ...[1500, 61_000].map((ms) => expect.closeTo(ms - fromMs, -1)),
      ]),
    );
  });

  test('a film nothing was written down about has parts nothing is written down about', async () => {
    const made = await jpegs();
    const [part] = await made.cut({ first: 3, last: 9 });
    expect(await made.deck.journal(part!.id).then((journal) => journal?.size ?? 0)).toBe(0);
    expect(part!.tally).toMatchObject({ shots: 7, frames: 7 });
  });

  test('"keep only this" takes the film’s place: its protection and its originals, numbered anew; the film can be brought back', async () => {
    const made = await withJournal({ options: { keepOriginals: true } });
    await made.deck.protect(made.row.id, true);
    const [part] = await made.cut({ first: 20, last: 29 }, true);
    expect(await made.deck.list()).toMatchObject([{ id: part!.id, protected: true }]);
    expect(part!.partOf).toBeUndefined();
    const numbers: number[] = [];
    for await (const { sequence, jpeg } of made.deck.originals(part!.id)) {
      expect(marksOf([jpeg])).toEqual(marksOf([picture(20 + sequence)]));
      numbers.push(sequence);
    }
    expect(numbers).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect((await side(made, part!.id)).pictures.map(({ sequence }) => sequence)).toEqual(numbers);
    await made.deck.restore(made.row.id);
    expect((await made.deck.list()).map(({ id }) => id)).toEqual([made.row.id, part!.id]);
  });

  test('"remove this" leaves what was before and what came after it as two parts of one recording', async () => {
    const made = await jpegs();
    const parts = await made.cut(
      [
        { first: 0, last: 9 },
        { first: 20, last: 49 },
      ],
      true,
    );
    expect(parts.map(({ frames, partOf, startedAt: at }) => [frames, partOf, at])).toEqual([
      [10, made.row.id, startedAt],
      [30, made.row.id, expect.closeTo(startedAt + made.timesUs[20]! / 1000, 1)],
    ]);
    expect((await made.deck.list()).map(({ id }) => id)).toEqual(parts.map(({ id }) => id));
  });

  test('a copy leaves the film, belongs to no recording, and is not protected', async () => {
    const made = await jpegs(50, { row: { partOf: 'first' }, options: { keepOriginals: true } });
    await made.deck.protect(made.row.id, true);
    const [part] = await made.cut({ first: 0, last: 9 });
    expect((await made.deck.list()).map(({ id }) => id)).toEqual([made.row.id, part!.id]);
    expect([part!.partOf, part!.protected]).toEqual([undefined, false]);
    for await (const _ of made.deck.originals(part!.id)) throw new Error('originals of a copy');
  });
});

describe('what cannot be cut', () => {
  test.each([
    ['no part', [], 'record/empty'],
    ['a range that ends before it begins', [{ first: 5, last: 4 }], 'record/empty'],
    ['a range behind the film', [{ first: 50, last: 60 }], 'record/empty'],
    [
      'one good part and an empty one',
      [
        { first: 0, last: 4 },
        { first: 9, last: 8 },
      ],
      'record/empty',
    ],
    ['no number', [{ first: Number.NaN, last: 4 }], 'record/empty'],
  ])('%s is said, and nothing is left of it', async (_, parts, code) => {
    const made = await jpegs();
    await expect(made.cut(parts, true)).rejects.toMatchObject({ name: code });
    expect(await made.deck.list()).toEqual([made.row]);
  });

  test('a film that is in the bin, or never was', async () => {
    const made = await jpegs();
    await made.deck.remove(made.row.id);
    await expect(made.cut({ first: 0, last: 4 })).rejects.toMatchObject({ name: 'deck/missing' });
    const wish = { filmId: 'nothing', parts: [{ first: 0, last: 1 }], instead: false };
    await expect(cutFilm(made.deck, wish, () => undefined)).rejects.toMatchObject({ name: 'deck/missing' });
  });

  test('H.264 that must be encoded, where nothing can: the film is as it was', async () => {
    const made = await h264();
    await expect(made.cut({ first: 5, last: 40 }, true)).rejects.toThrow();
    expect(await made.deck.list()).toEqual([made.row]);
  });

  test('a disk that becomes full at any write: the film is as it was, and nothing else is in the list', async () => {
    for (let writes = 0; ; writes++) {
      let left = Number.POSITIVE_INFINITY;
      const harm: Harm = (call) => {
        if (call === 'write' && left-- <= 0) throw new DOMException('', 'QuotaExceededError');
        return undefined;
      };
      const made = await jpegs(8, { harm });
      const before = await bytesOf(made.deck, made.row.id);
      left = writes;
      const done = await made.cut({ first: 2, last: 5 }, true).catch((error: unknown) => error);
      left = Number.POSITIVE_INFINITY;
      const list = await made.deck.list();
      if (Array.isArray(done)) {
        expect(list).toHaveLength(1);
        expect(writes).toBeGreaterThan(5);
        return;
      }
      expect(done).toMatchObject({ name: 'deck/full' });
      expect(list).toEqual([made.row]);
      expect(await bytesOf(made.deck, made.row.id)).toEqual(before);
      await made.deck.emptyBin();
      await made.deck.tidy();
      expect(await made.deck.list()).toEqual([made.row]);
    }
  });
});
