/** A film killed at any moment is finished with every picture that was safe. */
import { describe, expect, test } from 'vitest';
import { crc32 } from '../../../src/base/file/crc32';
import type { Packet } from '../../../src/base/flow';
import { createFilm, resumeFilm } from '../../../src/film/film';
import { recordBytes } from '../../../src/film/index-file';
import { failingAt, MemoryFile } from '../../support/memory-file';
import { readFilm } from '../../support/mp4';
import { head, marksOf, recorded } from './packets';

const { packets, track, endUs } = await recorded();

/** What the encoder makes when it starts again at a tape record: the recorded packets from that key frame on. */
function packetsFrom(sequence: number): readonly Packet[] {
  const from = packets.findIndex((packet) => packet.key && packet.sequence === sequence);
  if (from < 0) throw new Error(`no key frame at ${sequence}`);
  return packets.slice(from);
}

/** Resumes, goes on from where the film says, finishes, and reads it back: it must be the film that never crashed. */
async function expectWholeFilm(film: MemoryFile, index: MemoryFile, atLeastSafe = 0): Promise<void> {
  const writer = await resumeFilm(film, index, head);
  expect(writer.safeSequence).toBeGreaterThanOrEqual(atLeastSafe);
  expect(writer.frames).toBe(packets.length - packetsFrom(writer.safeSequence).length);
  for (const packet of packetsFrom(writer.safeSequence)) await writer.add(packet, track);
  await writer.finish(endUs);
  const read = await readFilm(film.bytes);
  expect(marksOf(read.packets)).toEqual(marksOf(packets));
  for (const [i, packet] of read.packets.entries()) {
    expect(Math.abs(packet.timestampUs - packets[i]!.timestampUs)).toBeLessThan(20);
  }
}

async function writeSome(count: number, flushEvery = 10) {
  const film = new MemoryFile('film');
  const index = new MemoryFile('index');
  const writer = await createFilm(film, index, head);
  for (const [i, packet] of packets.slice(0, count).entries()) {
    await writer.add(packet, track);
    if ((i + 1) % flushEvery === 0) await writer.flush();
  }
  return { film, index, writer };
}

describe('killed', () => {
  test('after every packet: what was safe is there, and the film can be finished', async () => {
    for (let count = 0; count <= packets.length; count++) {
      const { film, index, writer } = await writeSome(count);
      await expectWholeFilm(film.copy(), index.copy(), writer.safeSequence);
    }
  });

  test('before every single storage call', async () => {
    let crashes = 0;
    for (let nth = 1; ; nth++) {
      const film = new MemoryFile('film');
      const index = new MemoryFile('index');
      const writer = await createFilm(film, index, head);
      const die = failingAt(nth, false);
      film.beforeCall = die;
      index.beforeCall = die;
      try {
        for (const packet of packets) {
          await writer.add(packet, track);
          if (packet.sequence % 7 === 0) await writer.flush();
          if (packet.sequence === 30) {
            await writer.rewind();
            for (const again of packetsFrom(24).slice(0, packets.indexOf(packet) - 23)) await writer.add(again, track);
          }
        }
        await writer.finish(endUs);
        break;
      } catch {
        crashes++;
        await expectWholeFilm(film.copy(), index.copy(), writer.safeSequence);
      }
    }
    expect(crashes).toBeGreaterThan(150);
  });

  test('before every storage call of the recovery itself', async () => {
    for (let nth = 1; ; nth++) {
      const { film, index, writer } = await writeSome(40);
      const die = failingAt(nth, false);
      film.beforeCall = die;
      index.beforeCall = die;
      try {
        await resumeFilm(film, index, head);
        expect(nth).toBeGreaterThan(4);
        break;
      } catch {
        await expectWholeFilm(film.copy(), index.copy(), writer.safeSequence);
      }
    }
  });

  test('again and again without a packet in between: nothing more is taken back', async () => {
    const { film, index } = await writeSome(40);
    const first = await resumeFilm(film, index, head);
    const second = await resumeFilm(film, index, head);
    const third = await resumeFilm(film, index, head);
    expect([first, second, third].map((writer) => [writer.frames, writer.safeSequence])).toEqual([
      [36, 36],
      [36, 36],
      [36, 36],
    ]);
  });

  test('with room kept for the moov: it still goes first', async () => {
    const film = new MemoryFile('film');
    const index = new MemoryFile('index');
    const writer = await createFilm(film, index, { ...head, expectedFrames: 60 });
    for (const packet of packets.slice(0, 40)) await writer.add(packet, track);
    const [filmCopy, indexCopy] = [film.copy(), index.copy()];
    await expectWholeFilm(filmCopy, indexCopy);
    expect((await readFilm(filmCopy.bytes)).boxes).toEqual(['ftyp', 'moov', 'free', 'free', 'mdat']);
  });

  test('while and after the moov was written', async () => {
    const { film, index, writer } = await writeSome(60);
    await writer.finish(endUs);
    await expectWholeFilm(film.copy(), index.copy(), writer.safeSequence);
    await expectWholeFilm(film.copy(film.sizeBytes - 100), index.copy(), writer.safeSequence);
  });
});

describe('torn and foreign tails', () => {
  test('the index cut at every byte of its last two records', async () => {
    const { film, index } = await writeSome(40, 100);
    let framesBefore = 0;
    for (let size = index.sizeBytes - 2 * recordBytes; size <= index.sizeBytes; size++) {
      const writer = await resumeFilm(film.copy(), index.copy(size), head);
      expect(writer.frames).toBeGreaterThanOrEqual(framesBefore);
      framesBefore = writer.frames;
      await expectWholeFilm(film.copy(), index.copy(size));
    }
    expect(framesBefore).toBe(36);
  });

  test('the film cut at every byte of its last two packets', async () => {
    const { film, index } = await writeSome(38, 100);
    const last = packets[36]!.bytes.length + packets[37]!.bytes.length;
    for (let size = film.sizeBytes - last; size <= film.sizeBytes; size++) {
      const writer = await resumeFilm(film.copy(size), index.copy(), head);
      expect(writer.frames).toBe(36);
    }
    await expectWholeFilm(film.copy(film.sizeBytes - last), index.copy());
  });

  test.each([
    ['NUL', (bytes: Uint8Array) => bytes.fill(0)],
    ['garbage', (bytes: Uint8Array) => bytes.map((_, i) => (i * 167 + 13) & 0xff)],
  ])('%s tails on both files', async (_, fill) => {
    const { film, index, writer } = await writeSome(40);
    for (const sizeBytes of [1, 39, 40, 80, 8192]) {
      const tail = fill(new Uint8Array(sizeBytes));
      const [filmCopy, indexCopy] = [film.copy(), index.copy()];
      await filmCopy.write(filmCopy.sizeBytes, tail);
      await indexCopy.write(indexCopy.sizeBytes, tail);
      await expectWholeFilm(filmCopy, indexCopy, writer.safeSequence);
    }
  });

  test('a power cut that left holes in everything after the last flush', async () => {
    const { film, index, writer } = await writeSome(40);
    const safeBytes = film.flushedBytes;
    await writer.add(packets[40]!, track);
    for (const packet of packets.slice(41, 55)) await writer.add(packet, track);
    // The index is all there, the film's unflushed bytes are NULs: only the checksums can tell.
    const holed = film.copy();
    holed.bytes.fill(0, safeBytes);
    const resumed = await resumeFilm(holed.copy(), index.copy(), head);
    expect(resumed.safeSequence).toBe(36);
    await expectWholeFilm(holed, index.copy(), writer.safeSequence);
  });

  test('records doubled or swapped end the index there', async () => {
    const { film, index } = await writeSome(40, 100);
    const recordsAt = index.sizeBytes - 40 * recordBytes;
    const doubled = index.copy();
    doubled.bytes.copyWithin(recordsAt + 31 * recordBytes, recordsAt + 30 * recordBytes, recordsAt + 31 * recordBytes);
    expect((await resumeFilm(film.copy(), doubled.copy(), head)).frames).toBe(24);
    await expectWholeFilm(film.copy(), doubled);
  });

  test('a head that is torn anywhere: the film begins anew', async () => {
    const { film, index } = await writeSome(20, 100);
    const headBytes = index.sizeBytes - 20 * recordBytes;
    for (let size = 0; size < headBytes; size++) {
      expect((await resumeFilm(film.copy(), index.copy(size), head)).frames).toBe(0);
    }
    await expectWholeFilm(film.copy(), index.copy(headBytes - 1));
  });

  test('any flipped bit in the head is noticed', async () => {
    const { film, index } = await writeSome(20, 100);
    const headBytes = index.sizeBytes - 20 * recordBytes;
    for (let at = 8; at < headBytes; at++) {
      const bent = index.copy();
      bent.bytes[at]! ^= 0x10;
      expect((await resumeFilm(film.copy(), bent, head)).frames).toBe(0);
    }
  });
});

describe('recovery', () => {
  test('neither copies nor reads what was flushed', async () => {
    const { film, index } = await writeSome(60, 20);
    film.readBytes = 0;
    await resumeFilm(film, index, head);
    expect(film.readBytes).toBe(0);
  });

  test('refuses an index of a later version and leaves both files alone', async () => {
    const { film, index } = await writeSome(20);
    index.bytes[7] = 2;
    const before = [crc32(film.bytes), crc32(index.bytes)];
    await expect(resumeFilm(film, index, head)).rejects.toMatchObject({ name: 'deck/newer' });
    expect([crc32(film.bytes), crc32(index.bytes)]).toEqual(before);
  });
});
