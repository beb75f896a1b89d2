/** Films made once more from their tape, and from their own pictures: which pictures they have, and when. */
import { describe, expect, test } from 'vitest';
import { plainLook } from '../../../src/base/look/look';
import type { FilmPace } from '../../../src/base/options';
import { remakeSource } from '../../../src/record/jobs/again/again';
import { readJournal } from '../../../src/record/journal/journal';
import { judgeWith } from '../../support/tools';
import { marksOf } from '../film/packets';
import { h264, startedAt } from './cutting';
import { again, closeTo, jpegFilm, markOf, probed, taped } from './remaking';

describe('of its tape, at its own pace', () => {
  test.each([
    ['all of it', undefined, 0, 59],
    ['a part', { first: 12, last: 35 }, 12, 35],
    ['one picture', { first: 30, last: 30 }, 30, 30],
    ['the first one', { first: 0, last: 0 }, 0, 0],
    ['the last one', { first: 59, last: 59 }, 59, 59],
    ['a part that reaches behind the end', { first: 50, last: 900 }, 50, 59],
  ])("%s: the camera's own pictures, each at its time", async (_, part, first, last) => {
    const made = await taped();
    const { pictures, sizes, timesMs, endMs, bytes, row } = await again(made, part && { part });
    expect(pictures).toEqual(Array.from({ length: last - first + 1 }, (_, at) => markOf(first + at)));
    const fromUs = made.timesUs[first]!;
    const wanted = made.timesUs.slice(first, last + 1).map((us) => (us - fromUs) / 1000);
    expect(timesMs).toEqual(closeTo(wanted));
    expect(endMs).toBeCloseTo((made.timesUs[last + 1] ?? made.row.durationMs * 1000) / 1000 - fromUs / 1000, 1);
    await judgeWith('ffprobe', () => {
      expect(probed(bytes).map(({ ms }) => ms)).toEqual(closeTo(wanted));
      expect(probed(bytes).map(({ sizeBytes }) => sizeBytes)).toEqual(sizes);
    });
    expect(row).toMatchObject({
      name: 'Night',
      state: 'finished',
      mimeType: 'video/quicktime',
      startedAt: expect.closeTo(startedAt + fromUs / 1000, 1),
      frames: last - first + 1,
    });
    expect((await made.deck.list()).find(({ id }) => id === made.row.id)).toEqual(made.row);
  });

  test('what was left out stays left out, is counted, and no other picture takes its place', async () => {
    const leftOut = [0, 13, 14, 59];
    const made = await taped({}, {}, { leftOut });
    // Its film has more pictures than were shown: only a preview need not have its times.
    const { pictures, remade } = await again(made, { becomes: 'preview' });
    const wanted = Array.from({ length: 60 }, (_, at) => at).filter((at) => !leftOut.includes(at));
    expect(pictures).toEqual(wanted.map(markOf));
    const { pictures: lines } = readJournal(await (await made.deck.journal(remade.id))!.text());
    expect(lines.map(({ whole }) => whole)).toEqual(Array.from({ length: 60 }, (_, at) => !leftOut.includes(at)));
  });

  test('of a film of a constant rate the pictures come at the times they arrived at', async () => {
    const made = await taped({ rate: 10 }, {}, { shownFor: 2 });
    const real = await again(made, { pace: { rate: 'real' } });
    // The others were never shown.
    expect(real.pictures).toEqual(Array.from({ length: 30 }, (_, at) => markOf(at)));
    const arrivals = made.timesUs.slice(0, 30).map((us) => (us - made.timesUs[0]!) / 1000);
    const lateMs = real.timesMs.map((ms, at) => Math.abs(ms - arrivals[at]!));
    expect(Math.max(...lateMs)).toBeLessThan(60);
  });
});

const paces: readonly (readonly [string, FilmPace, (ms: number) => number | undefined, number])[] = [
  ['five a second', { rate: 5 }, (ms) => (ms % 200 === 0 ? ms : undefined), 5000],
  ['ten a second, as it is', { rate: 10 }, (ms) => ms, 5000],
  ['half of what was asked for', { rate: 'half' }, () => undefined, 5000],
  ['one in a second, ten a second', { rate: 'real', lapse: { everySeconds: 1, fps: 10 } }, (ms) => ms / 10, 500],
  ['one in two seconds, two a second', { rate: 'real', lapse: { everySeconds: 2, fps: 2 } }, (ms) => ms / 4, 1500],
  ['one in a minute: the first', { rate: 'real', lapse: { everySeconds: 60, fps: 25 } }, () => 0, 40],
];

describe('at another pace', () => {
  test.each(paces)('%s', async (name, pace, placeOf, endMs) => {
    const made = await jpegFilm();
    const film = await again(made, { pace });
    const marks = marksOf(made.packets);
    expect(film.endMs).toBeCloseTo(endMs, 1);
    const steps = name.startsWith('half') ? 7.5 : typeof pace.rate === 'number' ? pace.rate : undefined;
    for (const [at, ms] of film.timesMs.entries()) {
      const { lapse } = pace;
      // The true time of each picture, by the pace.
      const trueMs = lapse ? (ms / 1000) * lapse.everySeconds * lapse.fps * 1000 : ms;
      const shown = Math.floor((trueMs + 0.05) / 100);
      expect([ms, film.pictures[at]]).toEqual([ms, marks[shown]]);
      if (steps) expect(ms).toBeCloseTo((at * 1000) / steps, 1);
      const place = placeOf(shown * 100);
      if (place !== undefined) expect(ms).toBeCloseTo(place, 1);
    }
    await judgeWith('ffprobe', () => expect(probed(film.bytes).map(({ ms }) => ms)).toEqual(closeTo(film.timesMs)));
    expect(film.row?.speed).toBe(pace.lapse && pace.lapse.everySeconds * pace.lapse.fps);
    if (pace.lapse) expect(film.row!.tally.frames).toBe(film.timesMs.length);
  });

  test('a time-lapse at another rate keeps its moments, and becomes the time it was in real time', async () => {
    const lapse = { everySeconds: 60, fps: 10 };
    const made = await jpegFilm(20, { options: { quality: 'original', lapse }, row: { speed: 600 } });
    const slower = await again(made, { pace: { rate: 'real', lapse: { everySeconds: 120, fps: 5 } } });
    expect(slower.pictures).toEqual(marksOf(made.packets.filter((_, at) => at % 2 === 0)));
    expect(slower.timesMs).toEqual(closeTo(slower.pictures.map((_, at) => at * 200)));
    const real = await again(made, { pace: { rate: 'real' }, part: { first: 2, last: 4 } });
    expect(real.timesMs).toEqual(closeTo([0, 60_000, 120_000]));
    expect(real.endMs).toBeCloseTo(180_000, 0);
    expect(real.row).toMatchObject({ startedAt: startedAt + 120_000, frames: 3 });
    expect(real.row).not.toHaveProperty('speed');
  });
});

test('a preview: the first ten seconds, in no list, and gone with the bin', async () => {
  const made = await jpegFilm(300);
  const film = await again(made, { becomes: 'preview', part: { first: 20, last: 290 } });
  expect(film.row).toBeUndefined();
  expect(film.pictures).toEqual(marksOf(made.packets.slice(20, 120)));
  expect(film.endMs).toBeCloseTo(10_000, 0);
  const lapse = { everySeconds: 1, fps: 2 };
  const fast = await again(made, { becomes: 'preview', pace: { rate: 'real', lapse } });
  expect(fast.pictures).toHaveLength(20);
  expect(await made.deck.list()).toEqual([made.row]);
  await made.deck.emptyBin();
  await expect(made.deck.film(film.remade.id)).rejects.toMatchObject({ name: 'deck/missing' });
});

describe('what a film can be made of', () => {
  const turned = { ...plainLook, rotateDegrees: 90 } as const;

  test('its tape, looking as it did; without one itself, as it is', async () => {
    const kept = await taped({ look: turned, rate: 10, engine: 'ffmpeg' });
    expect(await remakeSource(kept.deck, kept.row.id)).toMatchObject({
      from: 'originals',
      look: turned,
      rate: 10,
      engine: 'ffmpeg',
    });
    const plain = await h264({ options: { look: turned } });
    expect(await remakeSource(plain.deck, plain.row.id)).toMatchObject({ from: 'film', look: plainLook });
  });
});
