/** When a film is flushed while it is made: often enough to let the tape go, and not for what nobody could use. Real packets and files. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Packet } from '../../../src/base/flow';
import { createFilm } from '../../../src/film/film';
import { openKeeper } from '../../../src/record/render/keeper';
import { MemoryFile } from '../../support/memory-file';
import { head, recorded } from '../film/packets';

/** Groups of 12. */
const { packets, track } = await recorded();

afterEach(() => void vi.useRealTimers());

/** So many times over, at this pace; what was let go of after each picture, and how often the film was flushed. */
async function kept(rounds: number, fps: number, keepOriginals = false) {
  vi.useFakeTimers({ toFake: ['performance'] });
  const film = new MemoryFile('film');
  let flushes = 0;
  film.beforeCall = (call) => {
    if (call === 'flush') flushes++;
  };
  const writer = await createFilm(film, new MemoryFile('index'), head);
  const journal = { flush: vi.fn(async () => undefined) };
  const dropped: number[] = [];
  const tape = { dropBefore: async (sequence: number) => void dropped.push(sequence) };
  const recording = { head: { options: { keepOriginals } }, tape } as never;
  const keeper = openKeeper({ recording, onProgress: () => undefined }, writer, journal);
  const put = async (packet: Packet) => {
    vi.advanceTimersByTime(1000 / fps);
    keeper.onPacket(packet, track);
    await keeper.keep('webcodecs');
  };
  for (let round = 0; round < rounds; round++)
    for (const packet of packets) {
      const sequence = packet.sequence + round * packets.length;
      await put({ ...packet, sequence, timestampUs: packet.timestampUs + round * 5e6 });
    }
  const before = flushes;
  await keeper.keep('webcodecs', true);
  return { film, writer, journal, dropped, flushes: before, atEnd: flushes };
}

describe('a film is flushed', () => {
  test.each([
    // 300 pictures, 25 groups.
    { fps: 4, flushes: 25, why: 'a group lasts three seconds: once for each of them' },
    { fps: 6, flushes: 25, why: 'two seconds' },
    { fps: 1, flushes: 25, why: 'twelve seconds' },
    { fps: 12, flushes: 24, why: 'one second' },
    { fps: 30, flushes: 9, why: 'quicker groups: once a second at most' },
    { fps: 120, flushes: 2, why: 'ten groups a second' },
  ])('$fps pictures a second: $why', async ({ fps, flushes }) => {
    const { flushes: counted, journal } = await kept(5, fps);
    expect(counted).toBeGreaterThanOrEqual(flushes - 1);
    expect(counted).toBeLessThanOrEqual(flushes);
    // The last one comes with the end.
    expect(journal.flush).toHaveBeenCalledTimes(counted + 1);
  });

  test('and the tape goes as far as the newest complete group', async () => {
    const { dropped, writer } = await kept(2, 6);
    // Key frames, in order, none of them twice but the last at the end.
    const keys = [12, 24, 36, 48, 60, 72, 84, 96, 108];
    expect(dropped.filter((sequence) => sequence > 0)).toEqual([...keys, writer.safeSequence]);
    expect(writer.safeSequence).toBe(108);
  });

  test('at the end, whatever came since', async () => {
    const { flushes, atEnd, film } = await kept(1, 4);
    expect(atEnd).toBe(flushes + 1);
    expect(film.flushedBytes).toBe(film.sizeBytes);
  });

  test('and the tape stays where originals are kept', async () => {
    expect((await kept(1, 15, true)).dropped).toEqual([]);
  });
});
