/** A time-lapse: which pictures it keeps, when its film shows them, and a day of it recorded, killed and finished. */
import { describe, expect, test } from 'vitest';
import { plainCamera } from '../../../src/base/camera';
import type { Jpeg } from '../../../src/base/flow';
import { emptyTally } from '../../../src/base/library';
import { defaultRecordingOptions, type Lapse } from '../../../src/base/options';
import { type Deck, openDeck } from '../../../src/deck/deck';
import { finishFilm } from '../../../src/record/jobs/finish';
import { piecesOf, readJournal, subtitlesOf, timelineOf } from '../../../src/record/journal/journal';
import { openRecorder } from '../../../src/record/live/recorder';
import { openStore } from '../../../src/record/live/state';
import { lapseFrameTimes } from '../../../src/record/render/frame-times';
import { limitsOf, thin, thinningFrom } from '../../../src/record/when/when';
import { FolderDisk } from '../../support/folder-disk';
import { judgeFilm } from '../../support/probe';
import { jpegOf } from '../deck/pictures';
import { tempFolder } from '../deck/scenes';
import { taped } from './taped';

const dayMs = 86_400_000;
const firstAt = Date.UTC(2026, 4, 3, 0, 0, 0);
const everyMinute: Lapse = { everySeconds: 60, fps: 25 };

/** Of a camera that sends a picture every `ms`, the moments of a day; `jitterMs`: how much too late or too soon, by turns. */
function dayOf(ms: number, jitterMs = 0, wobble = 7): number[] {
  const times = Array.from({ length: Math.ceil(dayMs / ms) }, (_, at) => at * ms);
  const late = times.map((time, at) => (at === 0 ? 0 : time + jitterMs * (((at * wobble) % 13) / 6 - 1)));
  // The last ones are as near to the next day's first moment.
  return late.filter((time) => time < dayMs - 200);
}

function kept(lapse: Lapse, arrivals: readonly number[], before = thinningFrom(lapse, 0, 0)!): number[] {
  const all: number[] = [];
  let thinning = before;
  for (const ms of arrivals) {
    const thinned = thin(thinning, firstAt + ms);
    thinning = thinned.thinning;
    if (thinned.keeps) all.push(ms);
  }
  return all;
}

describe('of a day', () => {
  test.each([
    ['ten pictures a second, one a minute', everyMinute, dayOf(100), 1440, 50],
    ['a late and hasty camera of five a second', everyMinute, dayOf(200, 90), 1440, 290],
    ['fifteen a second, one an hour', { everySeconds: 3600, fps: 25 }, dayOf(1000 / 15), 24, 34],
    ['one a second, one a second', { everySeconds: 1, fps: 25 }, dayOf(1000), 86_400, 0],
    ['one a second that comes too soon or too late', { everySeconds: 1, fps: 25 }, dayOf(1000, 200), 86_400, 200],
    ['one a minute that comes too soon or too late, one a minute', everyMinute, dayOf(60_000, 14_000), 1440, 14_000],
    ['one in seven seconds, one in ten', { everySeconds: 10, fps: 25 }, dayOf(7000), 8640, 3500],
  ] as const)('%s: exactly the pictures it must have, each the nearest', (_, lapse, arrivals, count, mostMs) => {
    const times = kept(lapse, arrivals);
    expect(times.length).toBe(count);
    const lateMs = times.map((ms, at) => Math.abs(ms - at * lapse.everySeconds * 1000));
    expect(Math.max(...lateMs)).toBeLessThanOrEqual(mostMs);
  });

  test('a camera slower than that loses none', () => {
    expect(kept(everyMinute, dayOf(150_000))).toEqual(dayOf(150_000));
  });

  test('three hours without a camera: those of that time are missing, and no other', () => {
    const arrivals = dayOf(100).filter((ms) => ms < 3_600_000 || ms >= 4 * 3_600_000);
    expect(kept(everyMinute, arrivals)).toEqual(dayOf(60_000).filter((ms) => ms < 3_600_000 || ms >= 4 * 3_600_000));
  });

  test('a burst after a stall is one picture', () => {
    const burst = [0, 100, 200, ...Array.from({ length: 40 }, (_, at) => 90_000 + at), 119_900, 120_000, 120_100];
    expect(kept(everyMinute, burst)).toEqual([0, 90_000, 120_000].map((ms) => burst.find((one) => one === ms)));
  });

  test('a clock that is set back by hours goes on counting', () => {
    const halves = [...dayOf(1000).slice(0, 43_200), ...dayOf(1000).slice(36_000, 79_200)];
    expect(kept(everyMinute, halves).length).toBe(1440);
  });

  test('resumed, it goes on where it was', () => {
    const arrivals = dayOf(1000);
    const [morning, evening] = [kept(everyMinute, arrivals.slice(0, 40_000)), arrivals.slice(40_000)];
    const resumed = thinningFrom(everyMinute, firstAt, firstAt + morning.at(-1)!);
    expect([...morning, ...kept(everyMinute, evening, resumed)]).toEqual(dayOf(60_000));
  });
});

describe('film times', () => {
  const framesOf = async (seconds: readonly number[], lastUs?: number, skipped = 0) => {
    const records = taped(
      seconds.map((second) => second * 1000),
      firstAt,
    ).slice(skipped);
    async function* timed() {
      for (const record of records) yield { record, takenAt: record.jpeg.arrivedAt };
    }
    const frames: number[] = [];
    for await (const { timestampUs } of lapseFrameTimes(timed(), firstAt, everyMinute, lastUs))
      frames.push(timestampUs / 40_000);
    return frames;
  };

  test.each([
    ['one after another', [0, 60, 120, 180], [0, 1, 2, 3]],
    ['too soon or too late', [0, 59, 121, 179.9], [0, 1, 2, 3]],
    ['where the camera was gone the picture before stands', [0, 60, 3600, 3660], [0, 1, 60, 61]],
    ['two of one moment are two pictures', [0, 60, 61, 180], [0, 1, 2, 3]],
    ['only one', [0], [0]],
  ])('%s', async (_, seconds, frames) => {
    expect(await framesOf(seconds)).toEqual(frames);
  });

  test('resumed from any picture they are the same', async () => {
    const seconds = [0, 58, 120, 190, 600, 662, 720];
    const whole = await framesOf(seconds);
    for (const [at, frame] of whole.entries()) {
      expect(await framesOf(seconds, frame * 40_000, at + 1)).toEqual(whole.slice(at + 1));
    }
  });
});

test('a new film begins after so many minutes of film', () => {
  const { splitMs, lengthMs } = limitsOf({ ...defaultRecordingOptions, seconds: 7200, lapse: everyMinute }, 1);
  expect([splitMs, lengthMs]).toEqual([60 * 60_000 * 60 * 25, 7_200_000]);
});

/** Copied and not encoded, so that it is finished in Node. */
const options = { ...defaultRecordingOptions, quality: 'original', lapse: everyMinute } as const;
const sizes = { chunkBytes: 20_000, reserveBytes: 1024 };

/** A camera that sends a picture every ten seconds. */
async function stageOn(root: string) {
  const disk = new FolderDisk(root);
  const deck = await openDeck(disk, sizes);
  let at = firstAt;
  const tools = { clock: { now: () => at }, wall: { now: () => at }, expectedFps: () => 0.1, store: openStore() };
  const camera = { ...plainCamera, id: 'porch', name: 'Porch' };
  const recorder = openRecorder({ ...tools, camera, deck: Promise.resolve(deck) });
  const see = async (fromMs: number, untilMs: number) => {
    for (let ms = fromMs; ms < untilMs; ms += 10_000) {
      at = firstAt + ms;
      const jpeg: Jpeg = { ...jpegOf(ms / 10_000), whole: true, arrivedAt: at };
      await recorder.accept(jpeg, emptyTally);
    }
  };
  return { disk, deck, recorder, see };
}

/** The only film: when its pictures were taken, and what ffprobe reads of it. */
async function expectFilm(
  deck: Deck,
  takenMs: readonly number[],
  frames: readonly number[],
  gaps: number,
): Promise<void> {
  const [row, ...others] = await deck.list();
  expect(others).toEqual([]);
  const lastFrame = frames.at(-1)!;
  expect(row).toMatchObject({ state: 'finished', speed: 1500, frames: takenMs.length, startedAt: firstAt });
  expect(row!.gaps.length).toBe(gaps);
  expect(Math.abs(row!.durationMs - (lastFrame + 1) * 40)).toBeLessThanOrEqual(40);
  const journal = await deck.journal(row!.id);
  const { pictures } = readJournal(await journal!.text());
  // The true times are beside the film.
  expect(pictures.map(({ arrivedAt }) => arrivedAt - firstAt)).toEqual(takenMs);
  expect(pictures.map(({ filmMs }) => filmMs)).toEqual(frames.map((frame) => frame * 40));
  const { marksMs } = await timelineOf(row!, piecesOf(journal!));
  expect(marksMs).toEqual([(6 * 3_600_000 - 10_000) / 1500]);
  const bytes = new Uint8Array(await (await deck.film(row!.id)).arrayBuffer());
  await judgeFilm(bytes, (probe) => {
    expect(probe.frames).toBe(takenMs.length);
    expect(probe.chapters.map(({ title }) => title)).toEqual(['Start', 'Mark 1']);
  });
}

const minutes = (from: number, until: number) => Array.from({ length: until - from }, (_, at) => from + at);

describe('a day of a camera, one picture a minute', () => {
  test('is 1440 pictures and less than a minute of film, whose marks, clock and gaps tell the day', async () => {
    const { deck, recorder, see } = await stageOn(tempFolder());
    await recorder.record(options, undefined);
    await see(0, dayMs / 4);
    expect(await recorder.mark()).toBeCloseTo((dayMs / 4 - 10_000) / 1500, 3);
    await see(dayMs / 4, dayMs);
    await recorder.close();
    await expectFilm(
      deck,
      minutes(0, 1440).map((minute) => minute * 60_000),
      minutes(0, 1440),
      0,
    );
    const [row] = await deck.list();
    const noon = row!.durationMs / 2;
    const line = subtitlesOf(row!, 'srt')
      .split('\n\n')
      .find((block) => block.includes(`00:00:${Math.floor(noon / 1000)}`));
    expect(line).toBeDefined();
  });

  test('killed at nine and resumed at ten it is one film, with the hour between as a gap', async () => {
    const root = tempFolder();
    const first = await stageOn(root);
    await first.recorder.record(options, undefined);
    await first.see(0, dayMs / 4);
    await first.recorder.mark();
    await first.see(dayMs / 4, 9 * 3_600_000);
    first.disk.kill();
    const again = await stageOn(root);
    await again.deck.tidy();
    const [cut] = await again.deck.list();
    expect(cut).toMatchObject({ state: 'unfinished', speed: 1500 });
    // Whatever the options say by now, it goes on as what it was begun as.
    await again.recorder.record(defaultRecordingOptions, cut!.id);
    await again.see(10 * 3_600_000, dayMs);
    await again.recorder.close();
    const seen = [...minutes(0, 540), ...minutes(600, 1440)];
    await expectFilm(
      again.deck,
      seen.map((minute) => minute * 60_000),
      seen,
      1,
    );
    const [{ gaps } = { gaps: [] }] = await again.deck.list();
    expect([gaps[0]!.startUs / 40_000, gaps[0]!.endUs / 40_000]).toEqual([539, 600]);
  });

  test('killed and finished it has what was on the tape', async () => {
    const root = tempFolder();
    const first = await stageOn(root);
    await first.recorder.record(options, undefined);
    await first.see(0, dayMs / 4);
    await first.recorder.mark();
    await first.see(dayMs / 4, dayMs / 2);
    first.disk.kill();
    const deck = await openDeck(new FolderDisk(root), sizes);
    await deck.tidy();
    const [cut] = await deck.list();
    await finishFilm(deck, cut!.id, () => undefined);
    await expectFilm(
      deck,
      minutes(0, 720).map((minute) => minute * 60_000),
      minutes(0, 720),
      0,
    );
  });
});
