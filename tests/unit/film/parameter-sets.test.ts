/** A film two encoders made: both kinds of parameter sets in its record, also after a crash; never two with one id. */
import { expect, test } from 'vitest';
import type { Packet, Track } from '../../../src/base/flow';
import { setsOf, withSets } from '../../../src/base/h264/parameter-sets';
import { createFilm, readFilm, resumeFilm } from '../../../src/film/film';
import { MemoryFile } from '../../support/memory-file';

/** avcC with one SPS and one PPS of this id (as ue(v): 0 = '1', 1 = '010', 2 = '011'), told apart by `mark`. */
function trackOf(id: 0 | 1 | 2, mark: number): Track {
  const code = [0x80, 0x40, 0x60][id]!;
  const sps = [0x67, 66, 0xc0, 30, code | 1, mark, ...Array.from({ length: 16 }, () => 0xff)];
  const pps = [0x68, code | 1, mark];
  const description = Uint8Array.from([1, 66, 0xc0, 30, 0xff, 0xe1, 0, sps.length, ...sps, 1, 0, pps.length, ...pps]);
  return { codec: 'avc1.42c01e', widthPx: 64, heightPx: 48, description };
}

function packetOf(sequence: number, key: boolean): Packet {
  const bytes = Uint8Array.of(0, 0, 0, 3, key ? 0x65 : 0x41, sequence, 1);
  return { stage: 'packet', bytes, timestampUs: sequence * 100_000, key, sequence };
}

const head = { title: '', startedAt: 0 };
const first = trackOf(0, 1);
const second = trackOf(1, 2);
const nals = (track: Track) => [...setsOf(track)!.sps, ...setsOf(track)!.pps].map(String);

test('pictures of another encoder follow from a key frame on, and the record holds the sets of both', async () => {
  const [film, index] = [new MemoryFile('film'), new MemoryFile('index')];
  const writer = await createFilm(film, index, head);
  for (const at of [0, 1, 2]) await writer.add(packetOf(at, at === 0), first);
  expect(writer.freeSetId).toBe(1);
  await expect(writer.add(packetOf(3, false), second)).rejects.toMatchObject({ name: 'film/failed' });
  await expect(writer.add(packetOf(3, true), trackOf(0, 9))).rejects.toMatchObject({ name: 'film/failed' });
  for (const at of [3, 4]) await writer.add(packetOf(at, at === 3), second);
  expect(writer.freeSetId).toBe(2);
  await writer.finish(500_000);
  const { track, timesUs } = await readFilm(film);
  expect([...timesUs]).toEqual([0, 100_000, 200_000, 300_000, 400_000]);
  expect(nals(track).sort()).toEqual([...nals(first), ...nals(second)].sort());
});

test('after a crash the film still knows the second encoder, and a rewind forgets it', async () => {
  const [film, index] = [new MemoryFile('film'), new MemoryFile('index')];
  const writer = await createFilm(film, index, head);
  await writer.add(packetOf(0, true), first);
  for (const at of [1, 2, 3]) await writer.add(packetOf(at, at !== 2), second);
  await writer.flush();
  const resumed = await resumeFilm(film, index, head);
  expect([resumed.frames, resumed.freeSetId]).toEqual([3, 2]);
  await expect(resumed.add(packetOf(3, true), trackOf(1, 9))).rejects.toMatchObject({ name: 'film/failed' });
  await resumed.add(packetOf(3, true), trackOf(2, 3));
  expect(resumed.freeSetId).toBe(3);
  await resumed.rewind();
  expect(resumed.freeSetId).toBe(2);
  await resumed.add(packetOf(3, true), second);
  await resumed.finish(400_000);
  const { track, timesUs } = await readFilm(film);
  expect(timesUs.length).toBe(4);
  expect(nals(track).sort()).toEqual([...nals(first), ...nals(second)].sort());
});

test('a film that is told what it is of takes a first packet of another encoder, and both kinds after it', async () => {
  const [film, index] = [new MemoryFile('film'), new MemoryFile('index')];
  const writer = await createFilm(film, index, { ...head, track: first });
  expect(writer.freeSetId).toBe(1);
  await expect(writer.add(packetOf(0, true), trackOf(0, 9))).rejects.toMatchObject({ name: 'film/failed' });
  for (const at of [0, 1]) await writer.add(packetOf(at, at === 0), second);
  for (const at of [2, 3]) await writer.add(packetOf(at, at === 2), first);
  await writer.add(packetOf(4, true), second);
  await writer.finish(500_000);
  const { track, timesUs, packets } = await readFilm(film);
  expect(timesUs.length).toBe(5);
  expect(nals(track).sort()).toEqual([...nals(first), ...nals(second)].sort());
  const sizes: number[] = [];
  for await (const { bytes } of packets()) sizes.push(bytes.length);
  // Only the first packet of the other encoder brings its sets.
  expect(sizes).toEqual([expect.any(Number), 7, 7, 7, 7]);
  expect(sizes[0]).toBeGreaterThan(7);
});

test('an encoder that makes some of a film’s sets again needs none of its own', async () => {
  const [film, index] = [new MemoryFile('film'), new MemoryFile('index')];
  const both = await createFilm(film, index, head);
  await both.add(packetOf(0, true), first);
  await both.add(packetOf(1, true), second);
  await both.finish(200_000);
  const { track } = await readFilm(film);
  const cut = new MemoryFile('cut');
  const writer = await createFilm(cut, new MemoryFile('index'), { ...head, track });
  for (const [at, one] of [second, track, first, track].entries()) await writer.add(packetOf(at, true), one);
  await writer.finish(400_000);
  const made = await readFilm(cut);
  expect([made.timesUs.length, nals(made.track).sort()]).toEqual([4, nals(track).sort()]);
});

test('a film of both encoders follows one of the first: only what is new is added', async () => {
  const [film, index] = [new MemoryFile('film'), new MemoryFile('index')];
  const both = withSets(first, [setsOf(second)!]);
  const writer = await createFilm(film, index, head);
  await writer.add(packetOf(0, true), first);
  await expect(writer.add(packetOf(1, false), both)).rejects.toMatchObject({ name: 'film/failed' });
  await writer.add(packetOf(1, true), both);
  await writer.add(packetOf(2, true), withSets(second, [setsOf(first)!]));
  // One of its two is known, the number of the other is taken.
  const clash = withSets(first, [setsOf(trackOf(1, 9))!]);
  await expect(writer.add(packetOf(3, true), clash)).rejects.toMatchObject({ name: 'film/failed' });
  await writer.finish(300_000);
  const { track } = await readFilm(film);
  expect(nals(track).sort()).toEqual([...nals(first), ...nals(second)].sort());
});
