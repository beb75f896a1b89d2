/** How often a camera is asked while a time-lapse records: a simulated day of asking, with the real recorder and its deck. */
import { describe, expect, test } from 'vitest';
import { plainCamera } from '../../../src/base/camera';
import { emptyTally } from '../../../src/base/library';
import { defaultRecordingOptions, defaultWhen, type Lapse, type When } from '../../../src/base/options';
import { openDeck } from '../../../src/deck/deck';
import { openDemand } from '../../../src/record/live/demand/demand';
import { openRecorder } from '../../../src/record/live/recorder';
import { openStore } from '../../../src/record/live/state';
import { FolderDisk } from '../../support/folder-disk';
import { jpegOf } from '../deck/pictures';
import { tempFolder } from '../deck/scenes';

const firstAt = Date.UTC(2026, 4, 3);
const hourMs = 3_600_000;
const everyMinute: Lapse = { everySeconds: 60, fps: 25 };

interface Day {
  readonly lapse?: Lapse;
  readonly when?: Partial<When>;
  readonly isWatched?: (at: number) => boolean;
  /** The camera is gone. */
  readonly isGone?: (at: number) => boolean;
  readonly untilMs: number;
  /** How long the camera takes for a picture. */
  readonly answerMs?: number;
}

/** A camera that is asked once a second at most, after its answer. */
async function ask(day: Day) {
  const { lapse, when, isWatched = () => false, isGone = () => false, untilMs, answerMs = 300 } = day;
  const deck = await openDeck(new FolderDisk(tempFolder()), { chunkBytes: 200_000, reserveBytes: 1024 });
  let at = firstAt;
  const clock = { now: () => at };
  const camera = { ...plainCamera, id: 'porch', name: 'Porch' };
  const recorder = openRecorder({
    deck: Promise.resolve(deck),
    clock,
    wall: clock,
    camera,
    expectedFps: () => 1,
    store: openStore(),
  });
  const demand = openDemand(camera, { dueAt: () => recorder.dueAt(), isWatched: () => isWatched(at - firstAt) });
  await recorder.set({ ...defaultWhen, ...when }, defaultRecordingOptions);
  await recorder.record({ ...defaultRecordingOptions, quality: 'original', lapse }, undefined);
  const asked: number[] = [];
  while (at < firstAt + untilMs) {
    const restMs = demand.restMs(at);
    if (restMs > 0) {
      // Whoever looks again is seen within a second.
      at += Math.min(restMs, 1000);
      continue;
    }
    asked.push(at - firstAt);
    at += isGone(at - firstAt) ? 1000 : answerMs;
    if (isGone(asked.at(-1)!)) continue;
    demand.came({ arrivedAt: at, fingerprint: asked.length });
    await recorder.accept({ ...jpegOf(asked.length), whole: true, arrivedAt: at }, emptyTally);
    at += Math.max(0, 1000 - answerMs);
  }
  await recorder.close();
  const [row] = await deck.list();
  return { asked, frames: row!.frames };
}

describe('a camera of a time-lapse', () => {
  const days: readonly (readonly [string, Day, number, number])[] = [
    ['that nobody looks at is asked once a minute', { untilMs: 2 * hourMs }, 120, 120],
    ['that somebody looks at is asked every ten seconds', { isWatched: () => true, untilMs: hourMs }, 360, 60],
    [
      'is asked as often as it is looked at, and no oftener than it is due where that is often',
      { lapse: { everySeconds: 4, fps: 10 }, isWatched: () => true, untilMs: hourMs },
      900,
      900,
    ],
    ['once an hour, and nobody looks', { lapse: { everySeconds: 3600, fps: 5 }, untilMs: 24 * hourMs }, 24, 24],
    ['for which movement counts is asked as ever', { when: { motion: true }, untilMs: hourMs / 6 }, 600, 10],
    ['that takes 20 s for a picture is asked once a minute', { answerMs: 20_000, untilMs: hourMs }, 60, 60],
  ];
  test.each(days)('%s', async (_, day, asks, frames) => {
    const seen = await ask({ lapse: everyMinute, ...day });
    expect([Math.abs(seen.asked.length - asks), seen.frames]).toEqual([expect.toSatisfy((by) => by <= 1), frames]);
  });

  test('of a film that is none every picture is asked for', async () => {
    expect((await ask({ untilMs: 60_000 })).asked.length).toBe(60);
  });

  test('that was gone is asked again and again, and has one picture of each moment it was there', async () => {
    const isGone = (ms: number) => ms > 10 * 60_000 && ms < 20 * 60_000;
    const { asked, frames } = await ask({ lapse: everyMinute, untilMs: hourMs / 2, isGone });
    expect(asked.filter(isGone).length).toBeGreaterThan(500);
    expect(frames).toBe(20);
  });

  test('is asked at once when somebody looks, and for a burst', async () => {
    let now = 0;
    let isWatched = false;
    const demand = openDemand(plainCamera, { dueAt: () => 60_000, isWatched: () => isWatched });
    demand.came({ arrivedAt: 0, fingerprint: 1 });
    now = 20_000;
    expect(demand.restMs(now)).toBe(40_000);
    const woken = demand.changed();
    isWatched = true;
    demand.look();
    await woken;
    expect(demand.restMs(now)).toBe(0);
    demand.came({ arrivedAt: now, fingerprint: 2 });
    expect(demand.restMs(now)).toBe(10_000);
    const burst = Promise.resolve().then(() => expect(demand.restMs(now + 1)).toBe(0));
    await demand.during(burst);
    expect(demand.restMs(now)).toBe(10_000);
  });
});
