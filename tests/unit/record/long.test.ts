/** Recordings of weeks: pictures that stand for months, set lengths past 24 days, and films that would grow without end. */
import { describe, expect, test, vi } from 'vitest';
import { plainCamera } from '../../../src/base/camera';
import { emptyTally } from '../../../src/base/library';
import { defaultRecordingOptions } from '../../../src/base/options';
import { openDeck } from '../../../src/deck/deck';
import { openRecorder } from '../../../src/record/live/recorder';
import { openStore } from '../../../src/record/live/state';
import { realFrameTimes } from '../../../src/record/render/frame-times';
import { FolderDisk } from '../../support/folder-disk';
import { jpegOf } from '../deck/pictures';
import { tempFolder } from '../deck/scenes';
import { taped } from './taped';

const dayMs = 86_400_000;
const firstAt = 1_700_000_000_000;
const camera = { ...plainCamera, id: 'porch', name: 'Porch' };

async function slotsOf(arrivalsMs: readonly number[], endMs: number, lastUs = -1) {
  async function* timed() {
    for (const record of taped(arrivalsMs, firstAt)) yield { record, takenAt: record.jpeg.arrivedAt };
  }
  const got: [number, number][] = [];
  for await (const { record, timestampUs } of realFrameTimes(timed(), firstAt, lastUs, () => endMs * 1000)) {
    got.push([record.sequence, timestampUs / 1000]);
  }
  return got;
}

describe('a picture that stands for long', () => {
  test.each([
    ['one picture a day', [0, 1, 2, 3], 4, [0, 1, 2, 3], [0, 1, 2, 3]],
    ['30 days of silence', [0, 30, 31], 32, [0, 1, 2], [0, 30, 31]],
    ['40 days to the tick', [0, 40], 41, [0, 1], [0, 40]],
    ['41 days: shown twice', [0, 41], 42, [0, 0, 1], [0, 40, 41]],
    ['a year', [0, 365], 366, Array(10).fill(0).concat(1), [0, 40, 80, 120, 160, 200, 240, 280, 320, 360, 365]],
    ['the last one, until Stop', [0, 1], 100, [0, 1, 1, 1], [0, 1, 41, 81]],
    ['the only one', [0], 81, [0, 0, 0], [0, 40, 80]],
  ])('%s', async (_, arrivalsDays, endDays, sequences, timesDays) => {
    const slots = await slotsOf(
      arrivalsDays.map((days) => days * dayMs),
      endDays * dayMs,
    );
    expect(slots.map(([sequence]) => sequence)).toEqual(sequences);
    expect(slots.map(([, ms]) => ms / dayMs)).toEqual(timesDays);
  });
});

async function recorderAt(now: () => number, mostFrames?: number) {
  const deck = await openDeck(new FolderDisk(tempFolder()), { chunkBytes: 4096, reserveBytes: 0 });
  const store = openStore();
  const recorder = openRecorder({
    deck: Promise.resolve(deck),
    clock: { now },
    camera,
    expectedFps: () => 15,
    ...(mostFrames && { mostFrames }),
    store,
  });
  return { deck, recorder, phase: () => store.state.phase };
}

test.each([
  ['a minute', 60],
  ['20 days', 20 * 86_400],
  ['24.86 days, past 2^31 ms', 2 ** 31 / 1000 + 1],
  ['30 days', 30 * 86_400],
  ['50 days, past 2^32 ms', 2 ** 32 / 1000 + 1],
  ['a year', 365 * 86_400],
])('a set length of %s ends then and not before', async (_, seconds) => {
  const { arrivedAt } = jpegOf(1);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: arrivedAt });
  try {
    const { recorder, phase } = await recorderAt(() => Date.now());
    await recorder.record({ ...defaultRecordingOptions, seconds }, undefined);
    await recorder.accept(jpegOf(1), emptyTally);
    await vi.advanceTimersByTimeAsync(seconds * 1000 - 10);
    expect(phase()).toBe('recording');
    await vi.advanceTimersByTimeAsync(20);
    expect(phase()).not.toBe('recording');
    recorder.close();
  } finally {
    vi.useRealTimers();
  }
});

test.each([
  [9, [9]],
  [10, [10]],
  [11, [10, 1]],
  [35, [10, 10, 10, 5]],
])('of %i pictures, with room for ten in a film: %j', async (count, films) => {
  const { deck, recorder } = await recorderAt(() => jpegOf(count).arrivedAt, 10);
  await recorder.record(defaultRecordingOptions, undefined);
  for (let number = 0; number < count; number++) await recorder.accept(jpegOf(number), emptyTally);
  await recorder.stop();
  recorder.close();
  const rows = [...(await deck.list())].sort((a, b) => a.startedAt - b.startedAt);
  const counts: number[] = [];
  for (const { id } of rows) {
    let pictures = 0;
    for await (const _ of deck.originals(id)) pictures++;
    counts.push(pictures);
  }
  expect(counts).toEqual(films);
});
