/** Series of picture files as cameras, phones and recorders leave them, against when their pictures were taken. */
import { expect, test } from 'vitest';
import { timeFiles } from '../../../src/capture/files/times/times';
import {
  after,
  checkSeries,
  clocked,
  copied,
  count,
  counted,
  dated,
  day,
  exif,
  hour,
  may,
  minute,
  now,
  numbered,
  type Series,
  second,
  series,
  steps,
  two,
} from './series';

/** Ten minutes before the end of summer time to the hour after, a picture in two minutes. */
const autumn = after(steps(2 * minute, 80), Date.UTC(2026, 9, 24, 23, 50));
const jumped = (byMs: number) => after(steps(10 * second)).map((at, index) => (index < 8 ? at : at + byMs));
const gone = (index: number, ms: number) => steps(10 * second).map((at, i) => (i < index ? at : at + ms));

const all: readonly Series[] = [
  {
    name: "Android's photo picker: numbers from 1000000033, dates right",
    files: series(after(steps(2500)), (_, __, index) => `${1_000_000_033 + 100 * index}.jpg`, dated),
    ...{ from: 'dates', since: steps(2500), startedAt: may + 150, known: true },
  },
  {
    name: 'the same, dates copied',
    files: series(after(steps(2500)), (_, __, index) => `${1_000_000_033 + index}.jpg`, copied),
    ...{ from: 'rate', since: steps(100), known: false },
  },
  {
    name: 'the same, with EXIF',
    files: series(
      after(steps(2500)),
      (_, __, i) => `${1_000_000_033 + i}.jpg`,
      (at, i) => ({ ...copied(at, i), ...exif(at) }),
    ),
    ...{ from: 'exif', since: steps(2500), startedAt: may, known: true },
  },
  {
    name: 'motionEye',
    files: series(
      after(steps(10 * second)),
      (_, { y, mo, d, h, mi, s }) => `${y}-${mo}-${d}/${h}-${mi}-${s}.jpg`,
      copied,
    ),
    ...{ from: 'names', since: steps(10 * second), startedAt: may, known: true },
  },
  {
    name: 'motionEye with a lastsnap.jpg beside',
    files: [...series(after(steps(10 * second)), clocked, copied), { name: 'lastsnap.jpg', modifiedAt: now }],
    ...{ from: 'names', since: [...steps(10 * second), 390_100], odd: ['untimed'] },
  },
  {
    name: 'the hour that comes twice, numbers before the time',
    files: series(autumn, numbered, copied),
    ...{ from: 'names', since: steps(2 * minute, 80), startedAt: autumn[0]!, odd: ['hour-twice'], known: true },
  },
  {
    name: 'the hour that comes twice in EXIF without a zone',
    files: series(autumn, counted, (at) => ({
      ...copied(at, 0),
      exifAt: new Date(
        new Date(at).getFullYear(),
        9,
        new Date(at).getDate(),
        new Date(at).getHours(),
        new Date(at).getMinutes(),
      ).getTime(),
    })),
    ...{ from: 'exif', since: steps(2 * minute, 80), startedAt: autumn[0]!, odd: ['hour-twice'], known: true },
  },
  {
    name: 'an hour that comes twice in a zone that is not ours',
    files: series(
      steps(2 * minute, 80).map((at, i) => may + at - (i < 35 ? 0 : hour)),
      numbered,
      copied,
    ),
    ...{ from: 'names', since: steps(2 * minute, 80), odd: ['hour-twice'] },
  },
  {
    name: 'a clock that jumps on by 94 days',
    files: series(jumped(94 * day), clocked, copied),
    ...{ from: 'names', since: steps(10 * second), odd: ['jump'], known: false },
  },
  {
    name: 'the same, kept',
    files: series(jumped(94 * day), clocked, copied),
    wish: { jumps: 'keep' },
    ...{ from: 'names', since: gone(8, 94 * day), odd: ['jump'], known: true },
  },
  {
    name: 'from 1970 to today',
    files: series(
      after(steps(10 * second)).map((at, i) => (i < 8 ? at - may + 3600e3 : at)),
      numbered,
      (at) => ({ exifAt: at }),
    ),
    ...{ from: 'names', since: steps(10 * second), startedAt: may, odd: ['far', 'jump'], known: false },
  },
  {
    name: 'a clock that goes back by 90 s',
    files: series(
      after(steps(10 * second)).map((at, i) => (i < 8 ? at : at - 90 * second)),
      numbered,
      copied,
    ),
    ...{ from: 'names', since: steps(10 * second), odd: ['set-back'], known: false },
  },
  {
    name: 'a night between two days is a pause',
    files: series(
      gone(8, 14 * hour).map((at) => may + at),
      clocked,
      copied,
    ),
    ...{ from: 'names', since: gone(8, 14 * hour), odd: [], known: true },
  },
  {
    name: 'a pause of three days is kept, closed when told to',
    files: series(
      gone(8, 3 * day).map((at) => may + at),
      clocked,
      copied,
    ),
    wish: { jumps: 'close' },
    ...{ from: 'names', since: steps(10 * second), odd: ['jump'], known: false },
  },
  {
    name: 'evenly, when told to',
    files: series(
      gone(8, 3 * day).map((at) => may + at),
      clocked,
      copied,
    ),
    wish: { jumps: 'even' },
    ...{ from: 'names', since: steps(10 * second), odd: ['jump'], known: false },
  },
  {
    name: 'one a day for a year',
    files: series(after(steps(day, 365)), (_, { y, mo, d }) => `${y}-${mo}-${d}.jpg`, copied),
    wish: { now: may + 400 * day },
    // Noon of each day, an hour less where summer time begins or ends.
    ...{
      from: 'names',
      since: after(steps(day, 365)).map((at) => new Date(at).setHours(12, 0) - new Date(may).setHours(12, 0)),
    },
  },
  {
    name: 'one a minute, without seconds',
    files: series(after(steps(minute)), (_, { y, mo, d, h, mi }) => `garden_${y}-${mo}-${d}_${h}${mi}.jpg`, copied),
    ...{ from: 'names', since: steps(minute), startedAt: may },
  },
  {
    name: 'day first, over the end of a month',
    files: series(after(steps(day, 60)), (_, { y, mo, d, h, mi, s }) => `${d}-${mo}-${y}_${h}-${mi}-${s}.jpg`, copied),
    ...{ from: 'names', since: steps(day, 60), startedAt: may, known: true },
  },
  {
    name: 'thousandths in names',
    files: series(
      after(steps(200)),
      (at, w) => clocked(at, w).replace('.jpg', `_${String(at % 1000).padStart(3, '0')}.jpg`),
      copied,
    ),
    ...{ from: 'names', since: steps(200), known: true },
  },
  {
    name: 'a burst: 001, 002 behind the second are numbers',
    files: series(after(steps(250)), (at, w, i) => clocked(at, w).replace('.jpg', `_00${(i % 4) + 1}.jpg`), copied),
    wish: { fps: 4 },
    ...{ from: 'names', since: steps(250) },
  },
  {
    name: 'seconds since 1970',
    files: series(after(steps(5 * second)), (at) => `${at / 1000}.jpg`, copied),
    ...{ from: 'names', since: steps(5 * second), startedAt: may },
  },
  {
    name: 'counters from 000000 in a folder with a date',
    files: series(
      after(steps(second)),
      (_, __, index) => `2026-05-01 garden/${String(index).padStart(6, '0')}.jpg`,
      copied,
    ),
    ...{ from: 'rate', since: steps(100), known: false },
  },
  {
    name: 'an iPhone: names count, EXIF with thousandths',
    files: series(after(steps(333)), counted, (at, i) => ({ ...copied(at, i), ...exif(at) })),
    ...{ from: 'exif', since: steps(333), known: true },
  },
  {
    name: 'the counter began again at 0001',
    files: [...after(steps(10 * second, 20), may + 200 * second), ...after(steps(10 * second, 20))].map((at, i) => ({
      ...{ name: `IMG_${i < 20 ? two(i) : 80 + i}.jpg`, modifiedAt: 0, exifAt: at },
    })),
    ...{ from: 'exif', since: steps(10 * second), startedAt: may, known: true },
  },
  {
    name: 'EXIF of a clock that was never set, dates right',
    files: series(after(steps(5 * second)), counted, (at) => ({ ...dated(at), exifAt: Date.UTC(2026, 0, 1) })),
    ...{ from: 'dates', since: steps(5 * second) },
  },
  {
    name: 'names and EXIF agree: names are taken, both are offered',
    files: series(after(steps(5 * second)), clocked, (at, i) => ({ ...copied(at, i), ...exif(at) })),
    ...{ from: 'names', since: steps(5 * second), offers: ['exif', 'names'] },
  },
  {
    name: 'dates fall: they are no story',
    files: series(after(steps(5 * second)), counted, (_, i) => ({ modifiedAt: may + ((i * 7) % count) * 5000 })),
    ...{ from: 'rate', since: steps(100), known: false },
  },
  {
    name: 'one picture',
    files: series([may], clocked, copied),
    ...{ from: 'names', since: [0], startedAt: may },
  },
  { name: 'no picture', files: [], from: 'rate', since: [] },
];

test.each(all)('$name', checkSeries);

test('100,000 names are sorted out within the time of reading a few of the files', () => {
  const files = series(after(steps(second, 100_000)), clocked, dated);
  const began = performance.now();
  expect(timeFiles(files, { times: 'auto', fps: 10, now }).from).toBe('names');
  expect(performance.now() - began).toBeLessThan(20_000);
});
