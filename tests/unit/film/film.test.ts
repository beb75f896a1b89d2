/** Films read back by others: times, tables, tags, and what a refused packet does. */
import { describe, expect, test } from 'vitest';
import type { Packet } from '../../../src/base/flow';
import { createFilm, type FilmHead } from '../../../src/film/film';
import { failingAt, MemoryFile } from '../../support/memory-file';
import { readFilm } from '../../support/mp4';
import { judgeFilm } from '../../support/probe';
import { testWith } from '../../support/tools';
import { head, marksOf, recorded } from './packets';

const { packets, track, endUs } = await recorded();

async function makeFilm(some: readonly Packet[], filmHead: FilmHead = head, end = endUs) {
  const film = new MemoryFile('film');
  const writer = await createFilm(film, new MemoryFile('index'), filmHead);
  for (const packet of some) await writer.add(packet, track);
  return { film, facts: await writer.finish(end) };
}

function timesOf(some: readonly Packet[]): number[] {
  return some.map((packet) => packet.timestampUs / 1000).sort((a, b) => a - b);
}

describe('a finished film', () => {
  test('holds every packet, byte for byte and key for key, each at its own time to 0.02 ms', async () => {
    const { film, facts } = await makeFilm(packets);
    const read = await readFilm(film.bytes);
    expect(read.packets.map((packet) => [packet.bytes, packet.key])).toEqual(packets.map((p) => [p.bytes, p.key]));
    for (const [i, packet] of read.packets.entries()) {
      expect(Math.abs(packet.timestampUs - packets[i]!.timestampUs)).toBeLessThan(20);
    }
    expect(read).toMatchObject({ codec: track.codec, widthPx: 96, heightPx: 64, description: track.description });
    expect(facts).toEqual({ frames: 60, durationMs: endUs / 1000, sizeBytes: film.sizeBytes });
    expect(Math.abs(read.durationMs - endUs / 1000)).toBeLessThan(0.02);
  });

  test('gives the last picture the time it really stood', async () => {
    const { film } = await makeFilm(packets, head, endUs + 5_000_000);
    const read = await readFilm(film.bytes);
    const last = read.packets.reduce((a, b) => (a.timestampUs > b.timestampUs ? a : b));
    expect(Math.abs(last.timestampUs + last.durationUs - endUs - 5_000_000)).toBeLessThan(30);
  });

  test('is plain, named after the camera and created when the recording began', async () => {
    const read = await readFilm((await makeFilm(packets)).film.bytes);
    expect(read.boxes).toEqual(['ftyp', 'free', 'mdat', 'moov']);
    expect(read.title).toBe('Garden gate');
    expect(read.createdAt).toEqual([head.startedAt, head.startedAt, head.startedAt]);
  });

  test('has its moov first where the number of packets was known', async () => {
    const { film } = await makeFilm(packets, { ...head, expectedFrames: 60 });
    const read = await readFilm(film.bytes);
    expect(read.boxes).toEqual(['ftyp', 'moov', 'free', 'free', 'mdat']);
    expect(read.timesMs).toHaveLength(60);
  });

  test('has its moov at the end when more packets came than were expected', async () => {
    // 4,096 bytes of headroom hold about 250 packets with B-frames.
    const many = Array.from({ length: 20 }, (_, round) =>
      packets.map((packet) => at(packet, round * 4_100_000)),
    ).flat();
    const { film } = await makeFilm(many, { ...head, expectedFrames: 1 }, 20 * 4_100_000);
    const read = await readFilm(film.bytes);
    expect(read.boxes).toEqual(['ftyp', 'free', 'free', 'mdat', 'moov']);
    expect(read.timesMs).toHaveLength(1200);
  });

  testWith(['ffprobe'], 'decodes to the last frame without a complaint', async () => {
    for (const expectedFrames of [0, 60]) {
      const { film } = await makeFilm(packets, { ...head, expectedFrames });
      const wanted = { frames: 60, decodedFrames: 60, codec: 'h264', title: head.title, complaints: '' };
      await judgeFilm(film.bytes, (probe) => {
        expect(probe).toMatchObject(wanted);
        expect(probe.createdAt).toBe(head.startedAt);
        expect(Math.abs(probe.durationMs - endUs / 1000)).toBeLessThan(1);
      });
    }
  });

  test('that begins late keeps its beginning', async () => {
    const late = packets.map((packet) => at(packet, 7_000_000));
    const read = await readFilm((await makeFilm(late, head, endUs + 7_000_000)).film.bytes);
    expect(Math.abs(read.timesMs[0]! - 7000)).toBeLessThan(0.02);
    expect(Math.abs(read.durationMs - endUs / 1000 - 7000)).toBeLessThan(0.02);
  });

  test('of one picture, and one of key frames alone', async () => {
    const one = await readFilm((await makeFilm(packets.slice(0, 1), head, 2_000_000)).film.bytes);
    expect([one.packets.length, Math.round(one.durationMs)]).toEqual([1, 2000]);
    const keys = packets.filter((packet) => packet.key);
    const read = await readFilm((await makeFilm(keys)).film.bytes);
    expect(read.packets.map((packet) => packet.key)).toEqual(keys.map(() => true));
  });

  test('does not drift over a day of constant 14.985 pictures a second', async () => {
    const intervalUs = 1e6 / 14.985;
    const count = 20_000;
    const stretched = Array.from(
      { length: count },
      (_, i): Packet => ({
        ...packets[0]!,
        timestampUs: i * intervalUs * 65,
        sequence: i,
      }),
    );
    const lastUs = (count - 1) * intervalUs * 65;
    expect(lastUs).toBeGreaterThan(24 * 3600 * 1e6);
    const read = await readFilm((await makeFilm(stretched, head, lastUs + intervalUs)).film.bytes);
    expect(Math.abs(read.timesMs[count - 1]! - lastUs / 1000)).toBeLessThan(0.02);
    expect(Math.abs(read.durationMs - (lastUs + intervalUs) / 1000)).toBeLessThan(0.02);
  });
});

describe('times that do not rise', () => {
  test.each([
    ['two pictures at one moment', (p: Packet) => (p.sequence === 30 ? withTime(p, timeOf(29)) : p)],
    ['a key frame before the group before it', (p: Packet) => (p.sequence === 24 ? withTime(p, 100_000) : p)],
    ['a picture before its key frame', (p: Packet) => (p.sequence === 27 ? withTime(p, 0) : p)],
    ['all at the same moment', (p: Packet) => withTime(p, 5_000_000)],
  ])('%s: no packet is lost, every one has its own moment', async (_, bend) => {
    const bent = packets.map(bend);
    const { film } = await makeFilm(bent, head, 6_000_000);
    const read = await readFilm(film.bytes);
    expect(marksOf(read.packets)).toEqual(marksOf(bent));
    expect(new Set(read.timesMs).size).toBe(60);
    const firstMs = timesOf(bent)[0]!;
    expect(Math.abs(read.timesMs[0]! - firstMs)).toBeLessThan(100);
  });
});

describe('a refused packet', () => {
  test.each([
    ['without bytes', { bytes: new Uint8Array(0) }],
    ['without a time', { timestampUs: Number.NaN }],
    ['before the film', { timestampUs: -1 }],
  ])('%s changes nothing', async (_, change) => {
    const film = new MemoryFile('film');
    const writer = await createFilm(film, new MemoryFile('index'), head);
    for (const packet of packets.slice(0, 20)) await writer.add(packet, track);
    await expect(writer.add({ ...packets[20]!, ...change }, track)).rejects.toMatchObject({ name: 'film/failed' });
    for (const packet of packets.slice(20)) await writer.add(packet, track);
    await writer.finish(endUs);
    expect((await readFilm(film.bytes)).timesMs).toHaveLength(60);
  });

  test('another track, a first packet that is no key frame, a film without packets', async () => {
    const writer = await createFilm(new MemoryFile('film'), new MemoryFile('index'), head);
    await expect(writer.finish(1)).rejects.toMatchObject({ name: 'film/failed' });
    await expect(writer.add(packets[1]!, track)).rejects.toMatchObject({ name: 'film/failed' });
    await writer.add(packets[0]!, track);
    const other = { ...track, widthPx: 128 };
    await expect(writer.add(packets[1]!, other)).rejects.toMatchObject({ name: 'film/failed' });
    await writer.add(packets[1]!, { ...track, description: track.description.slice() });
    expect(writer.frames).toBe(2);
  });
});

describe('storage that fails', () => {
  test.each(['film', 'index'] as const)(
    'at any call to the %s: the error comes through, and trying again loses nothing',
    async (which) => {
      let failedCalls = 0;
      for (let nth = 1; ; nth++) {
        const files = { film: new MemoryFile('film'), index: new MemoryFile('index') };
        const writer = await createFilm(files.film, files.index, head);
        files[which].beforeCall = failingAt(nth, true);
        const failuresBefore = failedCalls;
        const again = async (call: () => Promise<unknown>) => {
          try {
            await call();
          } catch (error) {
            expect(error).toMatchObject({ name: 'deck/full' });
            failedCalls++;
            await call();
          }
        };
        for (const packet of packets) {
          await again(() => writer.add(packet, track));
          if (packet.key) await again(() => writer.flush());
        }
        await again(() => writer.finish(endUs));
        const read = await readFilm(files.film.bytes);
        expect(marksOf(read.packets)).toEqual(marksOf(packets));
        if (failedCalls === failuresBefore) break;
      }
      expect(failedCalls).toBeGreaterThan(60);
    },
  );
});

describe('going on with another encoder', () => {
  test('rewind takes back the last group, and the film goes on there', async () => {
    const film = new MemoryFile('film');
    const writer = await createFilm(film, new MemoryFile('index'), head);
    for (const packet of packets.slice(0, 40)) await writer.add(packet, track);
    await writer.rewind();
    expect([writer.frames, writer.safeSequence]).toEqual([36, 36]);
    await writer.rewind();
    expect([writer.frames, writer.safeSequence]).toEqual([36, 36]);
    for (const packet of packets.slice(36)) await writer.add(packet, track);
    await writer.finish(endUs);
    expect(marksOf((await readFilm(film.bytes)).packets)).toEqual(marksOf(packets));
  });

  test('to the very beginning: the film may even get another track', async () => {
    const film = new MemoryFile('film');
    const writer = await createFilm(film, new MemoryFile('index'), head);
    for (const packet of packets.slice(0, 5)) await writer.add(packet, { ...track, codec: 'avc1.42e01e' });
    await writer.rewind();
    expect(writer.frames).toBe(0);
    for (const packet of packets) await writer.add(packet, track);
    await writer.finish(endUs);
    expect((await readFilm(film.bytes)).timesMs).toHaveLength(60);
  });

  test('calls made without waiting take their turn', async () => {
    const film = new MemoryFile('film');
    const writer = await createFilm(film, new MemoryFile('index'), head);
    const calls = packets.map((packet) => writer.add(packet, track));
    await Promise.all([...calls, writer.flush()]);
    expect(writer.safeSequence).toBe(48);
    await writer.finish(endUs);
    expect(marksOf((await readFilm(film.bytes)).packets)).toEqual(marksOf(packets));
  });
});

function at(packet: Packet, laterUs: number): Packet {
  return { ...packet, timestampUs: packet.timestampUs + laterUs };
}

function withTime(packet: Packet, timestampUs: number): Packet {
  return { ...packet, timestampUs };
}

function timeOf(sequence: number): number {
  return packets.find((packet) => packet.sequence === sequence)!.timestampUs;
}
