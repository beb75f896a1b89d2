/** A time-lapse of pictures that are there: which of them it has, at which times, whatever lies between them. Read back by ffprobe. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { everyday, openPainter, restingView } from '../../../sim/picture/painter';
import { defaultRecordingOptions, type FilmPace, type Lapse } from '../../../src/base/options';
import { type Deck, openDeck } from '../../../src/deck/deck';
import { readFilm } from '../../../src/film/film';
import { importFilms } from '../../../src/record/jobs/import/import';
import { readJournal } from '../../../src/record/journal/journal';
import { FolderDisk } from '../../support/folder-disk';
import { MemoryFile } from '../../support/memory-file';
import { keepPackets } from '../../support/packets';
import { judgeWith } from '../../support/tools';
import { tempFolder } from '../deck/scenes';
import { marksOf } from '../film/packets';
import { bytesOf } from './cutting';

const painter = openPainter({ widthPx: 64, heightPx: 48, title: '', quality: 60, restart: false });
const beganAt = new Date(2026, 10, 22, 6, 15, 0).getTime();
const count = 60;
const pictures = Array.from({ length: count }, (_, frame) => {
  const takenAt = beganAt + frame * 1000;
  return painter.paint(takenAt, restingView, () => ({ frame, takenAt }));
});
const marks = marksOf(pictures.map((bytes) => ({ bytes })));

const two = (value: number) => String(value).padStart(2, '0');

function fileAt(seconds: number, bytes: Uint8Array) {
  const path = `20261122_${two(6 + Math.floor(seconds / 3600))}${two(15 + (Math.floor(seconds / 60) % 60))}${two(seconds % 60)}.jpg`;
  return { path, file: new File([bytes as Uint8Array<ArrayBuffer>], path) };
}

/** The second each of the pictures was taken at. */
async function filmOf(
  pace: FilmPace,
  secondOf: (frame: number) => number | undefined = (frame) => frame,
  bytesAt: (frame: number) => Uint8Array = (frame) => pictures[frame]!,
) {
  const deck = await openDeck(new FolderDisk(tempFolder()), { chunkBytes: 65_536, reserveBytes: 0 });
  const files = pictures.flatMap((_, frame) => {
    const second = secondOf(frame);
    return second === undefined ? [] : [fileAt(second, bytesAt(frame))];
  });
  const options = { ...defaultRecordingOptions, ...pace, name: 'Years', quality: 'original' } as const;
  const told: (readonly [number, number])[] = [];
  const { films } = await importFilms(
    deck,
    { files, times: 'auto', fps: 15, jumps: 'keep', options },
    ({ done, all }) => told.push([done, all]),
  );
  const film = films[0]!;
  return { deck, film, ...(await readBack(deck, film.id)) };
}

/** Which of the pictures are in the film, and when. */
async function readBack(deck: Deck, id: string, of: readonly number[] = marks) {
  const bytes = await bytesOf(deck, id);
  const read = await readFilm(new MemoryFile('film', bytes));
  const packets = await keepPackets(read);
  await judgeWith('ffprobe', () => {
    const path = join(tempFolder(), 'film.mov');
    writeFileSync(path, bytes);
    const shown = ['-v', 'error', '-of', 'csv=p=0', '-show_entries', 'packet=pts_time', path];
    const { stdout } = spawnSync('ffprobe', shown, { encoding: 'utf8' });
    expect(
      stdout
        .trim()
        .split(/,?\n/)
        .map((text) => Number(text) * 1000),
    ).toEqual([...read.timesUs].map((us) => expect.closeTo(us / 1000, 1)));
  });
  const frames = marksOf(packets).map((mark) => of.indexOf(mark));
  return { frames, timesMs: [...read.timesUs].map((us) => us / 1000), endMs: read.endUs / 1000 };
}

const lapseOf = (everySeconds: number, fps: number): FilmPace => ({ rate: 'real', lapse: { everySeconds, fps } });
const closeTo = (ms: readonly number[]) => ms.map((one) => expect.closeTo(one, 0));

describe('of a picture a second', () => {
  test.each([
    ['one in ten', lapseOf(10, 5), [0, 10, 20, 30, 40, 50], 1200],
    ['one in seven', lapseOf(7, 10), [0, 7, 14, 21, 28, 35, 42, 49, 56], 900],
    ['one in a minute', lapseOf(60, 25), [0], 40],
    ['one in a day', lapseOf(86_400, 25), [0], 40],
  ])('%s', async (_, pace, wanted, endMs) => {
    const { film, frames, timesMs, endMs: end } = await filmOf(pace);
    expect(frames).toEqual(wanted);
    expect(timesMs).toEqual(closeTo(wanted.map((_, at) => (at * 1000) / pace.lapse!.fps)));
    expect(end).toBeCloseTo(endMs, 0);
    expect(film).toMatchObject({ startedAt: beganAt, speed: pace.lapse!.everySeconds * pace.lapse!.fps });
  });

  test('one a second: all of them', async () => {
    const { frames } = await filmOf(lapseOf(1, 25));
    expect(frames).toEqual(pictures.map((_, at) => at));
  });

  test('at a constant rate they are repeated or left out', async () => {
    const twice = await filmOf({ rate: 2 });
    expect(twice.frames.slice(0, 6)).toEqual([0, 0, 1, 1, 2, 2]);
    const seldom = await filmOf({ rate: 0.25 });
    expect(seldom.frames).toEqual(Array.from({ length: 15 }, (_, at) => at * 4));
  });
});

describe('whatever lies between them', () => {
  test('a moment whose picture came in part, or is none, has the next one', async () => {
    const cut = (frame: number) => pictures[frame]!.slice(0, pictures[frame]!.length >> 1);
    const { frames, film } = await filmOf(lapseOf(10, 5), undefined, (frame) =>
      frame === 10 ? cut(10) : frame === 20 ? new Uint8Array(300) : pictures[frame]!,
    );
    expect(frames).toEqual([0, 11, 21, 30, 40, 50]);
    expect(film.tally).toMatchObject({ shots: 60, damaged: 2 });
  });

  test('an hour without pictures is a gap of its length in the film, and so in the row', async () => {
    const { frames, timesMs, film } = await filmOf(lapseOf(10, 5), (frame) => (frame < 30 ? frame : frame + 3600));
    expect(frames).toEqual([0, 10, 20, 30, 40, 50]);
    expect(timesMs).toEqual(closeTo([0, 200, 400, 72_600, 72_800, 73_000]));
    expect(film.gaps).toEqual([{ startUs: 29e6 / 50, endUs: 3630e6 / 50 }]);
  });

  test('its journal has the pictures that are in it, at their true times', async () => {
    const { deck, film } = await filmOf(lapseOf(20, 5));
    const { pictures: lines } = readJournal(await (await deck.journal(film.id))!.text());
    expect(lines.map(({ arrivedAt }) => (arrivedAt - beganAt) / 1000)).toEqual([0, 20, 40]);
  });
});

/** Three days of a picture each half an hour, from midnight of the clock on the wall. */
describe('of days', () => {
  const hourMs = 3_600_000;
  const midnight = new Date(2026, 4, 3).getTime();
  const hours = Array.from({ length: 144 }, (_, at) => at / 2);
  /** Shares of a fine day's light, by hours since the first midnight. */
  type Light = (hour: number) => number;
  const sunny: Light = (hour) => (hour % 24 >= 6 && hour % 24 < 18 ? 1 : 0.05);
  const paint = (hour: number, light: number) => {
    const view = { ...restingView, scene: { ...everyday, light } };
    return painter.paint(midnight + hour * hourMs, view, () => ({ frame: hour * 2, takenAt: midnight }));
  };
  const [light, dark] = [1, 0.05].map((share) => hours.map((hour) => paint(hour, share))) as [
    Uint8Array[],
    Uint8Array[],
  ];
  const ofDays = marksOf([...light, ...dark].map((bytes) => ({ bytes })));

  async function filmsOf(lapse: Partial<Lapse>, lightAt: Light, from = 0, until = 72, bytesOfHour = paintedAt) {
    const deck = await openDeck(new FolderDisk(tempFolder()), { chunkBytes: 65_536, reserveBytes: 0 });
    const files = hours
      .filter((hour) => hour >= from && hour < until)
      .map((hour) => {
        const date = new Date(midnight + hour * hourMs);
        const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
        const path = `${day}_${two(date.getHours())}${two(date.getMinutes())}00.jpg`;
        return { path, file: new File([bytesOfHour(hour, lightAt(hour)) as Uint8Array<ArrayBuffer>], path) };
      });
    const options = {
      ...defaultRecordingOptions,
      ...{ name: 'Days', quality: 'original' as const, lapse: { everySeconds: 3600, fps: 5, ...lapse } },
    };
    const result = await importFilms(deck, { files, times: 'auto', fps: 15, jumps: 'keep', options }, () => undefined);
    const read = [];
    for (const { id } of result.films) read.push(await readBack(deck, id, ofDays));
    return { deck, ...result, read, hours: read.map(({ frames }) => frames.map((at) => (at % 144) / 2)) };
  }

  function paintedAt(hour: number, share: number): Uint8Array {
    return (share === 1 ? light : dark)[hour * 2]!;
  }

  const from = (first: number, count: number) => Array.from({ length: count }, (_, at) => first + at);

  test('while the picture is bright: each day a film of exactly its hours, and what is left out is said', async () => {
    const { films, hours, read, notes, deck } = await filmsOf({ daylight: 'bright' }, sunny);
    expect(hours).toEqual([from(6, 12), from(30, 12), from(54, 12)]);
    expect(films.map(({ startedAt }) => (startedAt - midnight) / hourMs)).toEqual([6, 30, 54]);
    expect(films.map(({ durationMs }) => Math.round(durationMs))).toEqual([2400, 2400, 2400]);
    for (const { timesMs } of read) expect(timesMs).toEqual(closeTo(from(0, 12).map((at) => at * 200)));
    expect(films.map(({ partOf }) => partOf)).toEqual([undefined, films[0]!.id, films[0]!.id]);
    // Every picture is counted in one of them, and no night is a gap.
    expect(films.reduce((sum, { tally }) => sum + tally.frames, 0)).toBe(144);
    expect(films.flatMap(({ gaps }) => gaps)).toEqual([]);
    expect(notes).toEqual([{ kind: 'night', count: expect.any(Number) }]);
    expect((await deck.list()).map(({ state }) => state)).toEqual(['finished', 'finished', 'finished']);
  });

  test.each([
    ['a storm of half an hour', (hour: number) => (hour === 12.5 ? 0.05 : sunny(hour)), 0, 24, [from(6, 12)]],
    ['an eclipse', (hour: number) => (hour >= 10 && hour < 13 ? 0.05 : sunny(hour)), 0, 24, [from(6, 4), from(13, 5)]],
    ['begun by day and ended by night', sunny, 12, 45, [from(12, 6), from(30, 12)]],
    ['a night', sunny, 18, 30, []],
  ] as const)('while the picture is bright: %s', async (_, lightAt, first, last, wanted) => {
    const { hours, deck } = await filmsOf({ daylight: 'bright' }, lightAt, first, last);
    expect(hours).toEqual(wanted);
    expect(await deck.list()).toHaveLength(wanted.length);
  });

  test('from sunrise to sunset at a place, whatever the pictures show', async () => {
    const place = { latitude: 0, longitude: -new Date(midnight).getTimezoneOffset() / 4 };
    const { hours } = await filmsOf({ daylight: 'sun', place }, () => 0.05);
    expect(hours).toHaveLength(3);
    for (const [day, ofDay] of hours.entries()) {
      expect(Math.abs(ofDay[0]! - day * 24 - 6)).toBeLessThanOrEqual(1);
      expect(ofDay).toEqual(from(ofDay[0]!, ofDay.length));
      expect(Math.abs(ofDay.at(-1)! - day * 24 - 18)).toBeLessThanOrEqual(1);
    }
  });

  test('a film of each day of the clock on the wall, by night as by day', async () => {
    const { hours, films } = await filmsOf({ eachDay: true }, () => 0.05, 20, 60);
    expect(hours).toEqual([from(20, 4), from(24, 24), from(48, 12)]);
    expect(films.map(({ frames }) => frames)).toEqual([4, 24, 12]);
  });

  test('a damaged picture at the beginning of a day: the next one begins its film', async () => {
    const { hours } = await filmsOf({ eachDay: true }, sunny, 20, 60, (hour, share) =>
      hour === 24 ? paintedAt(hour, share).slice(0, 400) : paintedAt(hour, share),
    );
    expect(hours).toEqual([from(20, 4), [24.5, ...from(25, 23)], from(48, 12)]);
  });
});
