/** Decode times beside B-frames: whichever picture is late, ffprobe finds no packet that is shown before it is decoded. */
import { describe, expect, test } from 'vitest';
import type { Packet } from '../../../src/base/flow';
import { createFilm } from '../../../src/film/film';
import { MemoryFile } from '../../support/memory-file';
import { judgeFilm } from '../../support/probe';
import { makeRandom } from '../../support/random';
import { head, recorded } from './packets';

const { packets, track } = await recorded();
const stepUs = 66_667;

/** The first so many packets, each at the time that its place in order of presentation gives it. */
function timed(count: number, timeUs: (place: number) => number): readonly Packet[] {
  const first = packets.slice(0, count);
  const places = first.map(({ sequence }) => sequence).sort((a, b) => a - b);
  return first.map((packet) => ({ ...packet, timestampUs: Math.round(timeUs(places.indexOf(packet.sequence))) }));
}

async function expectSound(some: readonly Packet[]): Promise<void> {
  const film = new MemoryFile('film');
  const writer = await createFilm(film, new MemoryFile('index'), head);
  for (const packet of some) await writer.add(packet, track);
  const endUs = Math.max(...some.map(({ timestampUs }) => timestampUs)) + stepUs;
  await writer.finish(endUs);
  await judgeFilm(film.bytes, (probe) => {
    expect(probe.complaints).toBe('');
    expect(probe.decodedFrames).toBe(some.length);
    expect(Math.abs(probe.durationMs - endUs / 1000)).toBeLessThan(1);
  });
}

describe('no packet is shown before it is decoded', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8, 12, 13, 14, 21, 24, 36])(
    'a steady film that is cut off after %i packets',
    (count) => expectSound(timed(count, (place) => place * stepUs)),
  );

  test.each([21, 23, 24, 60])('the last pictures of %i come slower and slower', (count) =>
    expectSound(timed(count, (place) => place * stepUs + 3000 * Math.max(0, place - count + 5) ** 2)),
  );

  test.each([12, 24, 60])('a picture a second, then two hours before each of the last three of %i', (count) =>
    expectSound(timed(count, (place) => (place + 7200 * Math.max(0, place - count + 4)) * 1e6)),
  );

  test('pictures at one moment', () => expectSound(timed(24, (place) => (place < 12 ? place * stepUs : 12 * stepUs))));

  test('forty films of irregular pictures', async () => {
    const random = makeRandom(19);
    for (let film = 0; film < 40; film++) {
      const lateUs = Array.from({ length: 60 }, () => random() * 60_000);
      await expectSound(timed(2 + Math.floor(random() * 58), (place) => place * stepUs + lateUs[place]!));
    }
  });
});
