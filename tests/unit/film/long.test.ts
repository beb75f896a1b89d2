/** Films of days and years: no number outgrows its field, read back with mediabunny and ffprobe; and what the proof refuses. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Packet } from '../../../src/base/flow';
import { Columns } from '../../../src/film/columns';
import { makeMoov } from '../../../src/film/container';
import { createFilm } from '../../../src/film/film';
import { prove } from '../../../src/film/proof';
import { layTicks } from '../../../src/film/tables';
import { MemoryFile } from '../../support/memory-file';
import { readFilm } from '../../support/mp4';
import { head, recorded } from './packets';

const { packets, track } = await recorded();
const keys = packets.filter((packet) => packet.key);

const secondUs = 1e6;
const hourUs = 3600 * secondUs;
const dayUs = 24 * hourUs;
/** How long 32 bits and 31 bits last at 90 kHz. */
const fullUs = (2 ** 32 / 90_000) * 1e6;
const halfFullUs = (2 ** 31 / 90_000) * 1e6;
const tickUs = 1e6 / 90_000;

/** Key frames at these times. */
function at(timesUs: readonly number[]): readonly Packet[] {
  return timesUs.map((timestampUs, sequence) => ({ ...keys[sequence % keys.length]!, timestampUs, sequence }));
}

const steady = (count: number, stepUs: number, fromUs = 0) =>
  Array.from({ length: count }, (_, i) => fromUs + i * stepUs);
const around = (gapUs: number) => [...steady(20, 66_667), ...steady(20, 66_667, 19 * 66_667 + gapUs)];

/** B-frames with the pause in the middle of a group: decode order and presentation order differ across it. */
function pausedInGroup(gapUs: number): readonly Packet[] {
  const late = packets.find((packet) => packet.sequence === 30)!.timestampUs;
  return packets.map((one) => (one.timestampUs < late ? one : { ...one, timestampUs: one.timestampUs + gapUs }));
}

const films: readonly (readonly [string, readonly Packet[], number])[] = [
  ['ten pictures a day apart', at(steady(10, dayUs)), 10 * dayUs],
  ['one picture a day for ten years', at(steady(3653, dayUs)), 3653 * dayUs],
  ['one picture a month for ten years', at(steady(120, 30.5 * dayUs)), 120 * 30.5 * dayUs],
  ['a pause of 14 hours', at(around(14 * hourUs)), 15 * hourUs],
  ['a pause one tick short of 31 bits', at(around(halfFullUs - tickUs)), 7 * hourUs],
  ['a pause of 31 bits', at(around(halfFullUs)), 7 * hourUs],
  ['a pause one tick short of 32 bits', at(around(fullUs - tickUs)), 14 * hourUs],
  ['a pause of 32 bits and one tick', at(around(fullUs + tickUs)), 14 * hourUs],
  ['a pause of 25 days', at(around(25 * dayUs)), 26 * dayUs],
  ['a pause of 30 days', at(around(30 * dayUs)), 31 * dayUs],
  ['a pause of 14 hours within a group of pictures', pausedInGroup(14 * hourUs), 15 * hourUs],
  ['pictures one tick apart, then 30 hours', at([0, 11, 22, 30 * hourUs]), 31 * hourUs],
  ['one picture that stands for 30 days', at([0]), 30 * dayUs],
  ['a last picture that stands for 40 days', at(steady(30, 66_667)), 40 * dayUs],
  ['a beginning after 14 hours', at(steady(30, 66_667, 14 * hourUs)), 14 * hourUs + 2e6],
  ['30 days of a picture every minute', at(steady(43_200, 60 * secondUs)), 30 * dayUs],
];

async function makeFilm(some: readonly Packet[], endUs: number, startedAt = head.startedAt) {
  const film = new MemoryFile('film');
  const writer = await createFilm(film, new MemoryFile('index'), { ...head, startedAt });
  for (const packet of some) await writer.add(packet, track);
  const facts = await writer.finish(endUs);
  return { bytes: film.bytes, facts };
}

/** What ffprobe reads: times of presentation, and how long the file is said to be; a missing ffprobe is an error. */
function ffprobe(bytes: Uint8Array) {
  const folder = mkdtempSync(join(tmpdir(), 'snapreel-long-'));
  try {
    const path = join(folder, 'film.mp4');
    writeFileSync(path, bytes);
    const entries = 'packet=pts_time:stream=duration:format=duration';
    const args = ['-v', 'warning', '-select_streams', 'v:0', '-of', 'json', '-show_entries', entries, path];
    const { stdout, stderr } = spawnSync('ffprobe', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
    const said = JSON.parse(stdout) as {
      packets: { pts_time: string }[];
      streams: { duration: string }[];
      format: { duration: string };
    };
    return {
      timesUs: said.packets.map((packet) => Number(packet.pts_time) * 1e6).sort((a, b) => a - b),
      endUs: Number(said.format.duration) * 1e6,
      complaints: stderr.trim(),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('a long film tells every time and its length', () => {
  test.each(films)('%s', async (_, some, endUs) => {
    const { bytes, facts } = await makeFilm(some, endUs);
    const timesUs = some.map((packet) => packet.timestampUs).sort((a, b) => a - b);
    // Half a tick at the coarsest timescale a picture a month needs.
    const closeUs = 2000;
    const read = await readFilm(bytes);
    const probed = ffprobe(bytes);
    expect(probed.complaints).toBe('');
    for (const [seenUs, seenEndUs] of [
      [read.timesMs.map((ms) => ms * 1000), read.durationMs * 1000],
      [probed.timesUs, probed.endUs],
    ] as const) {
      expect(seenUs).toHaveLength(timesUs.length);
      expect(Math.max(...seenUs.map((us, i) => Math.abs(us - timesUs[i]!)))).toBeLessThan(closeUs);
      expect(Math.abs(seenEndUs - endUs)).toBeLessThan(closeUs);
    }
    const firstUs = some[0]!.timestampUs;
    expect(facts.durationMs).toBe((endUs - firstUs) / 1000);
  });

  test('whatever the times and the end: what is written is what was proven, and never refused', async () => {
    const steps = fc.oneof(
      fc.integer({ min: 1, max: 100_000 }),
      fc.integer({ min: 1, max: 40 * dayUs }),
      fc.constantFrom(halfFullUs, fullUs, 33_333, 66_667, dayUs).map(Math.round),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(steps, { maxLength: 30 }),
        fc.integer({ min: 0, max: 2 * dayUs }),
        fc.integer({ min: 1, max: 40 * dayUs }),
        async (stepsUs, firstUs, lastUs) => {
          const times = [firstUs];
          for (const stepUs of stepsUs) times.push(times.at(-1)! + stepUs);
          const endUs = times.at(-1)! + lastUs;
          const read = await readFilm((await makeFilm(at(times), endUs)).bytes);
          expect(read.timesMs).toHaveLength(times.length);
          for (const [i, ms] of read.timesMs.entries()) expect(Math.abs(ms * 1000 - times[i]!)).toBeLessThan(60_000);
          expect(Math.abs(read.durationMs * 1000 - endUs)).toBeLessThan(60_000);
        },
      ),
      { seed: 11, numRuns: 300 },
    );
  });

  test('and no coarser than it must: a day of pauses under six hours keeps 11 us', async () => {
    const some = at(steady(6, 5 * hourUs + 11));
    const read = await readFilm((await makeFilm(some, dayUs * 2 - 20 * hourUs)).bytes);
    for (const [i, ms] of read.timesMs.entries()) expect(Math.abs(ms * 1000 - some[i]!.timestampUs)).toBeLessThan(6);
  });
});

describe('when it was made', () => {
  test.each([
    ['the last second of 32 bits', Date.UTC(2040, 1, 6, 6, 28, 15)],
    ['one second later', Date.UTC(2040, 1, 6, 6, 28, 16)],
    ['a clock of 2099', Date.UTC(2099, 11, 31)],
    ['the epoch of a clock without battery', 0],
    ['before 1970', Date.UTC(1969, 5, 1)],
    ['the first second of 1904', Date.UTC(1904, 0, 1)],
  ])('%s', async (_, startedAt) => {
    for (const some of [at([0, 40_000]), at([0, 20 * hourUs])]) {
      const { bytes } = await makeFilm(some, 21 * hourUs, startedAt);
      const read = await readFilm(bytes);
      expect(read.createdAt).toEqual([startedAt, startedAt, startedAt]);
      expect(Math.round(read.durationMs)).toBe((21 * hourUs) / 1000);
      expect(ffprobe(bytes).complaints).toBe('');
    }
  });

  test('before 1904 is said to be 1904, not 2040', async () => {
    const { bytes } = await makeFilm(at([0]), 1e6, Date.UTC(1601, 0, 1));
    expect((await readFilm(bytes)).createdAt[0]).toBe(Date.UTC(1904, 0, 1));
  });
});

describe('a film that would tell something else is not written', () => {
  test('pictures at every moment and a pause of ten years: no timescale has both', async () => {
    const film = new MemoryFile('film');
    const writer = await createFilm(film, new MemoryFile('index'), head);
    for (const packet of at(around(3650 * dayUs))) await writer.add(packet, track);
    const before = film.bytes.slice();
    await expect(writer.finish(3651 * dayUs)).rejects.toMatchObject({ name: 'film/failed' });
    expect(Buffer.compare(film.bytes, before)).toBe(0);
  });

  test('any changed bit of a table is seen', async () => {
    const columns = new Columns();
    for (const { bytes, timestampUs, key, sequence } of packets) {
      columns.push(bytes.length, timestampUs, key ? sequence : undefined);
    }
    const endUs = 5 * secondUs;
    const moov = await makeMoov(track, head, columns, 1000, endUs);
    const ticks = layTicks(columns, endUs);
    prove(moov, columns, ticks, 1000);
    for (const type of ['mdhd', 'stts', 'ctts', 'stsz']) {
      const boxAt = Buffer.from(moov).indexOf(type, 0, 'latin1');
      const sizeBytes = new DataView(moov.buffer, moov.byteOffset).getUint32(boxAt - 4);
      // mdhd: timescale and duration; tables: everything after their number of entries.
      const [from, until] = type === 'mdhd' ? [12, 20] : [8, sizeBytes - 8];
      for (let byte = boxAt + 4 + from; byte < boxAt + 4 + until; byte++) {
        const changed = moov.slice();
        changed[byte]! ^= 1;
        expect(() => prove(changed, columns, ticks, 1000), `${type} at ${byte - boxAt}`).toThrow(/the tables say/);
      }
    }
  });
});

test('room for the moov of a month is not kept at the front', async () => {
  const film = new MemoryFile('film');
  const expectedFrames = 30 * 86_400 * 15;
  const writer = await createFilm(film, new MemoryFile('index'), { ...head, expectedFrames });
  for (const packet of packets) await writer.add(packet, track);
  const { sizeBytes } = await writer.finish(5 * secondUs);
  expect(sizeBytes).toBeLessThan(1e6);
});
