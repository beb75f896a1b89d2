/** A film that was written is read back: the same packets at the same times, H.264 and JPEG. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Packet } from '../../../src/base/flow';
import { createFilm, jpegCodec, readFilm } from '../../../src/film/film';
import { MemoryFile } from '../../support/memory-file';
import { readFilm as readByOthers } from '../../support/mp4';

const sixty = new Uint8Array(readFileSync(new URL('sixty-frames.mp4', import.meta.url)));

async function all(packets: AsyncIterable<Packet>): Promise<Packet[]> {
  const list: Packet[] = [];
  for await (const packet of packets) list.push(packet);
  return list;
}

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
  const packets = await all(reader.packets());
  expect(packets.map(({ bytes }) => bytes)).toEqual(others.packets.map(({ bytes }) => bytes));
  for (const [at, { timestampUs }] of packets.entries()) expect(Math.abs(timestampUs - times[at]!)).toBeLessThan(12);
  expect(reader.timesUs).toEqual(packets.map(({ timestampUs }) => timestampUs).sort((a, b) => a - b));
  expect(reader.endUs).toBe(9_000_000);
  reader.close();
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
  const packets = await all(reader.packets());
  expect(packets.map(({ bytes }) => bytes.length)).toEqual(Array.from({ length: 40 }, (_, at) => 100 + at));
  expect(packets.map(({ timestampUs }) => timestampUs)).toEqual(Array.from({ length: 40 }, (_, at) => at * 100_000));
  expect(reader.endUs).toBe(4_100_000);
  reader.close();
});

test('what is no film is refused', async () => {
  const noise = new MemoryFile('noise');
  await noise.write(0, new Uint8Array(5000).fill(7));
  await expect(readFilm(noise)).rejects.toMatchObject({ name: 'film/failed' });
});
