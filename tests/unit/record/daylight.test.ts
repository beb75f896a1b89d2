/** A time-lapse of the day: simulated days of a camera, recorded, and which pictures which films have. */
import { describe, expect, test } from 'vitest';
import { plainCamera } from '../../../src/base/camera';
import { emptyTally } from '../../../src/base/library';
import { defaultRecordingOptions, type Lapse } from '../../../src/base/options';
import { openDeck } from '../../../src/deck/deck';
import { readJournal } from '../../../src/record/journal/journal';
import { openRecorder } from '../../../src/record/live/recorder';
import { openStore } from '../../../src/record/live/state';
import { FolderDisk } from '../../support/folder-disk';
import { jpegOf } from '../deck/pictures';
import { tempFolder } from '../deck/scenes';

/** Midnight of the clock on the wall. */
const firstAt = new Date(2026, 4, 3).getTime();
const hourMs = 3_600_000;
const everyTen: Lapse = { everySeconds: 600, fps: 25 };
/** Hours since the first midnight. */
type Light = (hour: number) => number | undefined;

/** A day from six to six. */
const sunny: Light = (hour) => (hour % 24 >= 6 && hour % 24 < 18 ? 120 : 8);

async function record(lapse: Lapse, fromHour: number, untilHour: number, light: Light) {
  const deck = await openDeck(new FolderDisk(tempFolder()), { chunkBytes: 200_000, reserveBytes: 1024 });
  let at = firstAt + fromHour * hourMs;
  const clock = { now: () => at };
  const recorder = openRecorder({
    deck: Promise.resolve(deck),
    clock,
    wall: clock,
    camera: { ...plainCamera, id: 'porch', name: 'Porch' },
    expectedFps: () => 0.01,
    store: openStore(),
  });
  await recorder.record({ ...defaultRecordingOptions, quality: 'original', lapse }, undefined);
  const waits: boolean[] = [];
  for (; at < firstAt + untilHour * hourMs; at += 300_000) {
    const hour = (at - firstAt) / hourMs;
    const picture = { ...jpegOf(hour * 12), whole: true, arrivedAt: at, brightness: light(hour) };
    await recorder.accept(picture, emptyTally);
    waits.push(recorder.waiting.isDark ?? false);
  }
  await recorder.close();
  const films = (await deck.list()).toSorted((a, b) => a.startedAt - b.startedAt);
  const hours: (readonly [number, number, number])[] = [];
  for (const { id } of films) {
    const { pictures } = readJournal(await (await deck.journal(id))!.text());
    const times = pictures.map(({ arrivedAt }) => (arrivedAt - firstAt) / hourMs);
    hours.push([times[0]!, times.at(-1)!, times.length]);
  }
  return { films, hours, waits };
}

describe('only while the picture is bright', () => {
  const bright: Lapse = { ...everyTen, daylight: 'bright' };

  test('three days are three films, of each day all moments and none of the night', async () => {
    const { films, hours, waits } = await record(bright, 3, 72, sunny);
    expect(hours.map((three) => three.map((one) => Math.round(one * 100) / 100))).toEqual([
      [6, 17.83, 72],
      [30, 41.83, 72],
      [54, 65.83, 72],
    ]);
    // The last picture stands as long as any other, and not all night.
    expect(films.map(({ durationMs }) => Math.round(durationMs))).toEqual([2880, 2880, 2880]);
    expect(films.slice(1).map(({ partOf }) => partOf)).toEqual([films[0]!.id, films[0]!.id]);
    expect([waits[0], waits[40], waits.at(-1)]).toEqual([true, false, true]);
  });

  test.each([
    ['a storm of half an hour', (hour: number) => (hour > 12 && hour < 12.5 ? 5 : sunny(hour)), 1],
    [
      'dusk that goes up and down between the two',
      (hour: number) => (hour > 16 && hour < 18 ? 38 + ((hour * 37) % 10) : sunny(hour)),
      1,
    ],
    [
      'pictures of which nobody knows',
      (hour: number) => (Math.round(hour * 12) % 3 === 1 ? undefined : sunny(hour)),
      1,
    ],
    ['an eclipse of two hours', (hour: number) => (hour > 12 && hour < 14.2 ? 5 : sunny(hour)), 2],
  ] as const)('%s: films of that day', async (_, light, count) => {
    const { hours } = await record(bright, 0, 24, light);
    expect(hours.length).toBe(count);
    expect([hours[0]![0], Math.round(hours.at(-1)![1])]).toEqual([6, 18]);
  });

  test('a night is no film at all', async () => {
    expect((await record(bright, 19, 29, sunny)).films).toEqual([]);
  });
});

test('from sunrise to sunset: whatever the picture shows, and nothing where nobody knows the place', async () => {
  const place = { latitude: 0, longitude: -new Date(firstAt).getTimezoneOffset() / 4 };
  const { hours } = await record({ ...everyTen, daylight: 'sun', place }, 0, 48, () => 100);
  expect(hours.length).toBe(2);
  for (const [at, [first, last, count]] of hours.entries()) {
    expect(Math.abs(first - at * 24 - 6)).toBeLessThan(0.3);
    expect(Math.abs(last - at * 24 - 18)).toBeLessThan(0.3);
    expect(Math.abs(count - 73)).toBeLessThanOrEqual(1);
  }
  expect((await record({ ...everyTen, daylight: 'sun' }, 0, 24, () => 100)).hours).toEqual([[0, 23 + 5 / 6, 144]]);
});

test('a new film each day begins at midnight, by night as by day', async () => {
  const { hours } = await record({ ...everyTen, eachDay: true }, 20, 52, () => 5);
  expect(hours.map(([first, , count]) => [first, count])).toEqual([
    [20, 24],
    [24, 144],
    [48, 24],
  ]);
});
