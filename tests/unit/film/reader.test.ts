/** A film that was written is read back: the same packets at the same times, H.264 and JPEG. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Packet } from '../../../src/base/flow';
import { Trouble } from '../../../src/base/trouble';
import { createFilm, jpegCodec, readFilm } from '../../../src/film/film';
import { MemoryFile } from '../../support/memory-file';
import { readFilm as readByOthers } from '../../support/mp4';
import { keepPackets } from '../../support/packets';

const sixty = new Uint8Array(readFileSync(new URL('sixty-frames.mp4', import.meta.url)));

test('H.264: packets, times, end and description', async () => {
  const others = await readByOthers(sixty);
  const film = new MemoryFile('film');
  const writer = await createFilm(film, new MemoryFile('index'), { title: '', startedAt: 0 });
  const { codec, widthPx, heightPx, description } = others;
  const track = { codec, widthPx, heightPx, description };
  const times = others.packets.map(({ timestampUs }, at) => timestampUs + (at % 3) * 1000);
  for (const [at, { bytes, key }] of others.packets.entries()) {
    await writer.add({ stage: 'packet', bytes, key, timestampUs: times[at]!, sequence: at }, track);
  }
  await writer.finish(9_000_000);
  const reader = await readFilm(film);
  expect(reader.track).toEqual(track);
  const packets = await keepPackets(reader);
  expect(packets.map(({ bytes }) => bytes)).toEqual(others.packets.map(({ bytes }) => bytes));
  for (const [at, { timestampUs }] of packets.entries()) expect(Math.abs(timestampUs - times[at]!)).toBeLessThan(12);
  expect([...reader.timesUs]).toEqual(packets.map(({ timestampUs }) => timestampUs).sort((a, b) => a - b));
  expect(reader.endUs).toBe(9_000_000);
});

test("a film of the camera's own JPEGs", async () => {
  const film = new MemoryFile('film');
  const writer = await createFilm(film, new MemoryFile('index'), { title: '', startedAt: 0 });
  const track = { codec: jpegCodec, widthPx: 320, heightPx: 240, description: new Uint8Array() };
  for (let sequence = 0; sequence < 40; sequence += 1) {
    const bytes = new Uint8Array(100 + sequence).fill(sequence);
    await writer.add({ stage: 'packet', bytes, timestampUs: sequence * 100_000, key: true, sequence }, track);
  }
  await writer.finish(4_100_000);
  const reader = await readFilm(film);
  expect(reader.track).toEqual(track);
  const packets = await keepPackets(reader);
  expect(packets.map(({ bytes }) => bytes.length)).toEqual(Array.from({ length: 40 }, (_, at) => 100 + at));
  expect(packets.map(({ timestampUs }) => timestampUs)).toEqual(Array.from({ length: 40 }, (_, at) => at * 100_000));
  expect(reader.endUs).toBe(4_100_000);
});

interface Case {
  readonly name: string;
  /** Times of its packets, in decode order; as many as there are packets in it. */
  readonly timesUs: readonly number[];
  readonly endUs: number;
  readonly expectedFrames?: number;
  /** By how much a time may be rounded. */
  readonly closeUs?: number;
}

const hourUs = 3_600_000_000;
const spread = (us: (packet: number) => number) => Array.from({ length: 24 }, (_, packet) => us(packet));
const kinds: readonly Case[] = [
  { name: 'evenly timed', timesUs: spread((at) => at * 66_667), endUs: 24 * 66_667 },
  { name: 'unevenly timed', timesUs: spread((at) => at * 50_000 + ((at * 7919) % 20_011)), endUs: 1_300_000 },
  { name: 'that begins later', timesUs: spread((at) => 5_000_000 + at * 100_000), endUs: 8_000_000 },
  { name: 'with a gap', timesUs: spread((at) => at * 100_000 + (at > 11 ? 40_000_000 : 0)), endUs: 43_000_000 },
  { name: 'a picture an hour', timesUs: spread((at) => at * hourUs), endUs: 24 * hourUs, closeUs: 60 },
  { name: 'of one picture', timesUs: [0], endUs: 2_000_000 },
  { name: 'with its moov first', timesUs: spread((at) => at * 66_667), endUs: 1_700_000, expectedFrames: 24 },
];

test.each(kinds)(
  'a film $name, from any packet to any other',
  async ({ timesUs, endUs, expectedFrames = 0, closeUs = 12 }) => {
    const others = await readByOthers(sixty);
    const { codec, widthPx, heightPx, description } = others;
    const film = new MemoryFile('film');
    const writer = await createFilm(film, new MemoryFile('index'), { title: 'Gate', startedAt: 0, expectedFrames });
    // Two groups of twelve with pictures that are decoded before they are shown.
    const order = others.packets.slice(0, timesUs.length).map(({ timestampUs }) => timestampUs);
    const rank = (us: number) => [...order].sort((a, b) => a - b).indexOf(us);
    const sent = others.packets.slice(0, timesUs.length).map(({ bytes, key }, sequence): Packet => {
      return { stage: 'packet', bytes, key, sequence, timestampUs: timesUs[rank(order[sequence]!)]! };
    });
    for (const packet of sent) await writer.add(packet, { codec, widthPx, heightPx, description });
    await writer.finish(endUs);
    const reader = await readFilm(film);
    const same = await readByOthers(film.bytes);
    expect([...reader.timesUs].map((us) => us / 1000)).toEqual(same.timesMs.map((ms) => expect.closeTo(ms, 2)));
    expect(Math.abs(reader.endUs - endUs)).toBeLessThanOrEqual(closeUs);
    expect(reader.keys).toEqual(timesUs.length > 1 ? [0, 12] : [0]);
    for (const [at, us] of timesUs.entries()) expect(Math.abs(reader.timesUs[at]! - us)).toBeLessThanOrEqual(closeUs);
    for (const [from, until] of [
      [0, sent.length],
      [sent.length - 1, sent.length],
      [0, 1],
      [12, 14],
      [7, 7],
    ] as const) {
      const read = await keepPackets(reader, from, Math.min(until, sent.length));
      expect(read.map(({ bytes }) => bytes)).toEqual(sent.slice(from, until).map(({ bytes }) => bytes));
      expect(read.map(({ key }) => key)).toEqual(sent.slice(from, until).map(({ key }) => key));
      expect(read.map(({ sequence }) => sequence)).toEqual(sent.slice(from, until).map(({ sequence }) => sequence));
      for (const [at, packet] of read.entries()) {
        expect(Math.abs(packet.timestampUs - sent[from + at]!.timestampUs)).toBeLessThanOrEqual(closeUs);
        expect(reader.timeUs(from + at)).toBe(packet.timestampUs);
      }
    }
  },
);

test("a film of ffmpeg's own, with an edit that begins in mid-track", async () => {
  const film = new MemoryFile('film', sixty);
  const [reader, others] = [await readFilm(film), await readByOthers(sixty)];
  expect([...reader.timesUs].map((us) => us / 1000)).toEqual(others.timesMs.map((ms) => expect.closeTo(ms, 2)));
  expect((await keepPackets(reader)).map(({ bytes }) => bytes)).toEqual(others.packets.map(({ bytes }) => bytes));
  expect(reader.keys).toEqual([0, 12, 24, 36, 48]);
});

/** Each of 100 kB, filled with its number. */
async function largeFilm() {
  const film = new MemoryFile('film');
  const writer = await createFilm(film, new MemoryFile('index'), { title: '', startedAt: 0 });
  const track = { codec: jpegCodec, widthPx: 320, heightPx: 240, description: new Uint8Array() };
  for (let sequence = 0; sequence < 60; sequence++) {
    const bytes = new Uint8Array(100_000).fill(sequence);
    await writer.add({ stage: 'packet', bytes, timestampUs: sequence * 100_000, key: true, sequence }, track);
  }
  await writer.finish(6_000_000);
  return film;
}

test.each([
  [0, 60],
  [0, 1],
  [59, 60],
  [3, 4],
  [7, 31],
  [40, 40],
])(
  'of packets %i to %i each is itself while it is lent, and no more of the film is read than they are',
  async (from, until) => {
    const film = await largeFilm();
    let readBytes = 0;
    const counted = {
      sizeBytes: film.sizeBytes,
      read(at: number, into: Uint8Array) {
        readBytes += into.length;
        return film.read(at, into);
      },
    };
    const reader = await readFilm(counted);
    readBytes = 0;
    const numbers: number[] = [];
    for await (const { bytes, sequence } of reader.packets(from, until)) {
      expect(bytes).toHaveLength(100_000);
      expect(bytes.every((byte) => byte === sequence)).toBe(true);
      numbers.push(sequence);
    }
    expect(numbers).toEqual(Array.from({ length: until - from }, (_, at) => from + at));
    // A packet that reaches over the end of what was read is read again.
    expect(readBytes).toBeGreaterThanOrEqual((until - from) * 100_000);
    expect(readBytes).toBeLessThan((until - from) * 110_000 + 1);
  },
);

test('a film that was cut short anywhere is refused, or read as far as it goes, and never read wrongly', async () => {
  const whole = await keepPackets(await readFilm(new MemoryFile('film', sixty)));
  for (let sizeBytes = 0; sizeBytes < sixty.length; sizeBytes += 97) {
    const film = new MemoryFile('film', sixty.slice(0, sizeBytes));
    const got = await readFilm(film)
      .then((reader) => keepPackets(reader))
      .catch((error: unknown) => error);
    if (Array.isArray(got)) expect(got).toEqual(whole);
    else expect(got).toMatchObject({ name: 'film/failed' });
  }
});

test.each<[string, () => Promise<number>, string]>([
  ['its file is not found', () => Promise.reject(new DOMException('', 'NotFoundError')), 'deck/missing'],
  ['its file cannot be read', () => Promise.reject(new DOMException('', 'NotReadableError')), 'deck/missing'],
  ['the disk fails in words of its own', () => Promise.reject(new TypeError('network error')), 'deck/missing'],
  ['its file was cut to nothing', async () => 0, 'deck/missing'],
  ['its file was cut within a picture', async () => 1000, 'deck/missing'],
  ['the disk says why', () => Promise.reject(new Trouble('deck/cleared')), 'deck/cleared'],
])('a film that is removed while it is read: %s', async (_, read, code) => {
  const film = await largeFilm();
  for (let reads = 0; ; reads++) {
    let left = reads;
    const removed = {
      sizeBytes: film.sizeBytes,
      read: (at: number, into: Uint8Array) => (left-- > 0 ? film.read(at, into) : read()),
    };
    const got = await readFilm(removed)
      .then((reader) => keepPackets(reader))
      .catch((error: unknown) => error);
    // Headers of boxes, the moov, and a megabyte at a time.
    if (Array.isArray(got)) return expect(reads).toBeGreaterThan(7);
    expect(got).toMatchObject({ name: code });
  }
});

test('what is no film is refused', async () => {
  const noise = new MemoryFile('noise');
  await noise.write(0, new Uint8Array(5000).fill(7));
  await expect(readFilm(noise)).rejects.toMatchObject({ name: 'film/failed' });
});
