/** Films of pictures that came in bursts, joined over pauses that take a coarse timescale: no picture is lost, none far from its time. */
import { expect, test } from 'vitest';
import type { Packet } from '../../../src/base/flow';
import { readFilm } from '../../../src/film/film';
import { joinFilms } from '../../../src/record/jobs/join/join';
import { MemoryFile } from '../../support/memory-file';
import { bytesOf, later, type Made, type MakeOptions, make } from './cutting';
import { picture } from './ringing';

const inBurst = 25;

/** Three bursts, a second apart, as WebKitGTK hands over what an http camera sent in a second. */
function bursts(stepUs: number, more: Partial<MakeOptions> = {}): Promise<Made> {
  const track = { codec: 'jpeg', widthPx: 64, heightPx: 48, description: new Uint8Array() };
  const packets = Array.from({ length: 3 * inBurst }, (_, sequence): Packet => {
    const timestampUs = Math.floor(sequence / inBurst) * 1_000_000 + (sequence % inBurst) * stepUs;
    return { stage: 'packet', bytes: picture(sequence).bytes, timestampUs, key: true, sequence };
  });
  return make({ packets, track, endUs: packets.at(-1)!.timestampUs + stepUs, ...more });
}

const hour = 60;
const day = 24 * hour;

test.each(
  [20, 200, 1000].flatMap((stepUs) =>
    [1, hour, 7 * hour, 60 * hour, 20 * day, 39 * day, 400 * day].map((minutes) => [stepUs, minutes] as const),
  ),
)('%i us from picture to picture, a pause of %i minutes', async (stepUs, minutes) => {
  const first = await bursts(stepUs);
  const second = await bursts(stepUs, later(first, minutes));
  const wish = { filmIds: [first.row.id, second.row.id], gaps: 'keep' } as const;
  const id = await joinFilms(first.deck, wish, () => undefined);
  const { timesUs, tickUs } = await readFilm(new MemoryFile('film', await bytesOf(first.deck, id)));
  // No picture of an MP4 can stand for longer than 40 days: then the pause is left out.
  const laterUs = minutes > 40 * day ? first.row.durationMs * 1000 : minutes * 60e6;
  const wanted = [...first.timesUs, ...second.timesUs.map((us) => us + laterUs)];
  expect(timesUs.length).toBe(wanted.length);
  expect(timesUs.every((us, at) => at === 0 || us > timesUs[at - 1]!)).toBe(true);
  const worst = Math.max(...timesUs.map((us, at) => Math.abs(us - wanted[at]!)));
  expect(worst).toBeLessThanOrEqual(inBurst * tickUs);
});
