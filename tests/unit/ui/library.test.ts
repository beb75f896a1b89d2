/** The library's days, filters and orders, over midnight, changed clocks and a thousand films. */
import { describe, expect, test } from 'vitest';
import type { FilmSummary, KeptPicture } from '../../../src/base/library';
import {
  type Arrangement,
  arrange,
  camerasOf,
  dateOfDay,
  joinable,
  picturesIn,
  withPictures,
} from '../../../src/ui/model/films/arrange';
import { libraryWords } from '../../../src/ui/words/late/library';
import { film } from './rows';

const all: Arrangement = { search: '', sort: 'newest', cameraId: undefined, moved: false, length: 'any' };
const ids = (list: readonly FilmSummary[]) => list.map(({ id }) => id).join('');
const shown = (films: readonly FilmSummary[], wanted: Partial<Arrangement>) =>
  arrange(films, { ...all, ...wanted }, 'UTC')
    .map((day) => ids(day.films))
    .join('');

/** "2026-05-03 ab, 2026-05-02 c" */
function days(films: readonly FilmSummary[], zone: string, sort: Arrangement['sort'] = 'newest'): string {
  return arrange(films, { ...all, sort }, zone)
    .map((day) => `${day.date} ${ids(day.films)}`)
    .join(', ');
}

const at = (id: string, iso: string, change: Partial<FilmSummary> = {}) =>
  film(id, { startedAt: Date.parse(iso), durationMs: 1000, ...change });

describe('under its day', () => {
  test.each<[string, string, readonly FilmSummary[], string]>([
    ['nothing', 'UTC', [], ''],
    ['one day', 'UTC', [at('a', '2026-05-03T10:00:00Z'), at('b', '2026-05-03T11:00:00Z')], '2026-05-03 ba'],
    [
      'over midnight: where it began',
      'UTC',
      [at('a', '2026-05-02T23:59:59.999Z', { durationMs: 7_200_000 }), at('b', '2026-05-03T00:00:00Z')],
      '2026-05-03 b, 2026-05-02 a',
    ],
    [
      "the reader's midnight, east",
      'Asia/Tokyo',
      [at('a', '2026-05-02T14:59:59Z'), at('b', '2026-05-02T15:00:00Z')],
      '2026-05-03 b, 2026-05-02 a',
    ],
    [
      "the reader's midnight, west",
      'America/Los_Angeles',
      [at('a', '2026-05-03T06:59:59Z'), at('b', '2026-05-03T07:00:00Z')],
      '2026-05-03 b, 2026-05-02 a',
    ],
    // 29 March 2026 has 23 hours in Berlin, 25 October 25.
    [
      'the short day',
      'Europe/Berlin',
      [
        at('a', '2026-03-28T22:59:59Z'),
        at('b', '2026-03-28T23:00:00Z'),
        at('c', '2026-03-29T21:59:59Z'),
        at('d', '2026-03-29T22:00:00Z'),
      ],
      '2026-03-30 d, 2026-03-29 cb, 2026-03-28 a',
    ],
    [
      'the long day, with its hour that comes twice',
      'Europe/Berlin',
      [
        at('a', '2026-10-24T22:00:00Z'),
        at('b', '2026-10-25T00:30:00Z'),
        at('c', '2026-10-25T01:30:00Z'),
        at('d', '2026-10-25T22:59:59Z'),
        at('e', '2026-10-25T23:00:00Z'),
      ],
      '2026-10-26 e, 2026-10-25 dcba',
    ],
    // Midnight itself is left out there: the day begins at one o'clock.
    [
      'a day without a midnight',
      'America/Santiago',
      [at('a', '2026-09-06T03:59:59Z'), at('b', '2026-09-06T04:00:00Z')],
      '2026-09-06 b, 2026-09-05 a',
    ],
    [
      'a day that a country left out',
      'Pacific/Apia',
      [at('a', '2011-12-30T09:59:59Z'), at('b', '2011-12-30T10:00:00Z')],
      '2011-12-31 b, 2011-12-29 a',
    ],
    [
      'half an hour aside',
      'Asia/Kolkata',
      [at('a', '2026-05-02T18:29:59Z'), at('b', '2026-05-02T18:30:00Z')],
      '2026-05-03 b, 2026-05-02 a',
    ],
    ['without a date', 'UTC', [film('a', { startedAt: Number.NaN }), film('b', { startedAt: 9e15 })], ' ab'],
    ['the first second there was', 'UTC', [film('a', { startedAt: 0 })], '1970-01-01 a'],
  ])('%s', (_, zone, films, expected) => {
    expect(days(films, zone)).toBe(expected);
  });

  test('the oldest first: the days, too', () => {
    const films = [at('a', '2026-05-03T10:00:00Z'), at('b', '2026-05-02T11:00:00Z'), at('c', '2026-05-03T09:00:00Z')];
    expect(days(films, 'UTC', 'oldest')).toBe('2026-05-02 b, 2026-05-03 ca');
    expect(ids(films)).toBe('abc');
  });

  test.each(['2026-05-03', '2026-12-31', '2024-02-29'])('%s in words is that day, wherever the reader is', (date) => {
    expect(libraryWords.day(date, '')).toContain(String(Number(date.slice(-2))));
    expect(libraryWords.day(date, '')).toContain(date.slice(0, 4));
    expect(libraryWords.day(date, date)).toBe('Today');
  });
});

const three = [
  film('a', { name: 'Gate 10', startedAt: 1, durationMs: 300, sizeBytes: 20 }),
  film('b', { name: 'Gate 9', startedAt: 3, durationMs: 100, sizeBytes: 30 }),
  film('c', { cameraName: 'Äpfel', startedAt: 2, durationMs: 200, sizeBytes: 10 }),
];

test.each([
  ['newest', 'bca'],
  ['oldest', 'acb'],
  ['longest', 'acb'],
  ['largest', 'bac'],
  ['name', 'cba'],
] as const)('in order: %s', (sort, order) => {
  expect(shown(three, { sort })).toBe(order);
});

const named = [
  film('a', { name: 'Gate 10 🌙' }),
  film('b', { name: 'شارع ١٠' }),
  film('c', { name: '\u202bמצלמת החצר\u202c', cameraName: 'Yard' }),
  film('d', { cameraName: 'A\u0308pfel' }),
  film('e', { name: 'Straße', cameraName: 'Gate' }),
];

test.each([
  ['', 'abcde'],
  ['  ', 'abcde'],
  [' GATE ', 'ae'],
  ['gate straße', 'e'],
  ['10 gate', 'a'],
  ['🌙', 'a'],
  ['شارع', 'b'],
  ['١٠ شارع', 'b'],
  ['החצר', 'c'],
  ['\u200fהחצר', 'c'],
  ['yard מצלמת', 'c'],
  ['äpf', 'd'],
  ['a\u0308PF', 'd'],
  ['gate\nstr', 'e'],
  ['.*', ''],
  ['nothing', ''],
])('searched for "%s"', (search, expected) => {
  expect([...shown(named, { search, sort: 'oldest' })].sort().join('')).toBe(expected);
});

const mixed = [
  film('a', { cameraId: 'yard', cameraName: 'Yard', durationMs: 59_999, movements: 0 }),
  film('b', { cameraId: 'yard', cameraName: 'Yard', durationMs: 60_000, movements: 3 }),
  film('c', { cameraId: 'gate', cameraName: 'Gate', durationMs: 599_999 }),
  film('d', { cameraId: '', durationMs: 600_000, movements: 1 }),
];

test.each<[Partial<Arrangement>, string]>([
  [{ cameraId: 'yard' }, 'ab'],
  [{ cameraId: 'gate' }, 'c'],
  // Imported, or of a camera that nobody knows any more.
  [{ cameraId: '' }, 'd'],
  [{ cameraId: 'gone' }, 'abcd'],
  [{ length: 'short' }, 'a'],
  [{ length: 'medium' }, 'bc'],
  [{ length: 'long' }, 'd'],
  // A film in which nobody looked for movement is not one in which something moved.
  [{ moved: true }, 'bd'],
  [{ moved: true, cameraId: 'yard' }, 'b'],
  [{ moved: true, cameraId: 'gate' }, ''],
  [{ length: 'long', cameraId: 'yard' }, ''],
])('filtered by %j', (wanted, expected) => {
  expect(shown(mixed, { ...wanted, sort: 'oldest' })).toBe(expected);
});

test('the cameras to choose from: each once, under its newest name, and those nobody knows last', () => {
  const films = [
    film('a', { cameraId: '', cameraName: '' }),
    film('b', { cameraId: 'y', cameraName: 'Old name', startedAt: 1 }),
    film('c', { cameraId: 'y', cameraName: 'Cam 10', startedAt: 2 }),
    film('d', { cameraId: 'g', cameraName: 'Cam 9', startedAt: 3 }),
  ];
  expect(camerasOf(films).map(({ cameraId, cameraName }) => `${cameraId}=${cameraName}`)).toEqual([
    'g=Cam 9',
    'y=Cam 10',
    '=',
  ]);
  expect(camerasOf([])).toEqual([]);
});

const ofYard = { cameraId: 'yard', cameraName: 'Yard' };
test.each<[string, readonly FilmSummary[], string | undefined]>([
  ['none', [], undefined],
  ['one', [film('a', ofYard)], undefined],
  ['two, in order of time', [film('a', { ...ofYard, startedAt: 2 }), film('b', { ...ofYard, startedAt: 1 })], 'ba'],
  ['of two cameras', [film('a', ofYard), film('b', { cameraId: 'gate' })], undefined],
  ['of two sizes', [film('a', ofYard), film('b', { ...ofYard, widthPx: 320 })], 'ab'],
  ['of two formats', [film('a', ofYard), film('b', { ...ofYard, mimeType: 'video/quicktime' })], 'ab'],
  ['of two speeds', [film('a', ofYard), film('b', { ...ofYard, speed: 150 })], undefined],
  ['one that is recorded', [film('a', ofYard), film('b', { ...ofYard, state: 'recording' })], undefined],
  ['of two strangers', [film('a', { cameraName: 'x' }), film('b', { cameraName: 'y' })], undefined],
])('to be joined: %s', (_, films, expected) => {
  const joined = joinable(films);
  expect(joined && ids(joined)).toBe(expected);
});

test('a thousand films: every one once, under its one day', () => {
  const films = Array.from({ length: 1000 }, (_, n) =>
    film(`${n} `, {
      name: `Film ${n}`,
      startedAt: Date.UTC(2026, 0, 1) + ((n * 7919) % 1000) * 10_368_000,
      durationMs: n,
    }),
  );
  const found = arrange(films, all, 'Europe/Berlin');
  const flat = found.flatMap((day) => day.films);
  expect(new Set(flat).size).toBe(1000);
  expect(flat.map(({ startedAt }) => startedAt)).toEqual(films.map(({ startedAt }) => startedAt).sort((a, b) => b - a));
  expect(new Set(found.map(({ date }) => date)).size).toBe(found.length);
  expect(found.length).toBe(120);
});

test.each([
  ['now', Date.now()],
  ['the epoch', 0],
  ['a second before a new year', new Date(2026, 11, 31, 23, 59, 59).getTime()],
  ['a leap day', new Date(2028, 1, 29, 12).getTime()],
  ['the night the clock is put forward in Europe', Date.UTC(2026, 2, 29, 1, 30)],
  ['the night it is put back', Date.UTC(2026, 9, 25, 0, 30)],
])("a day by the reader's calendar: %s", (_, time) => {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [day] = arrange([film('a', { startedAt: time })], all, own);
  expect(dateOfDay(time)).toBe(day!.date);
  expect(arrange([film('a', { startedAt: time })], all)[0]!.date).toBe(day!.date);
});

describe('single pictures', () => {
  const picture = (id: string, iso: string, cameraName = 'Gate'): KeptPicture => ({
    ...{ id, cameraName, widthPx: 640, heightPx: 480, sizeBytes: 9 },
    takenAt: iso === '' ? Number.NaN : Date.parse(iso),
  });
  const films = [
    at('a', '2026-05-03T10:00:00Z', { cameraId: 'gate', cameraName: 'Gate' }),
    at('b', '2026-05-01T10:00:00Z', { cameraId: 'yard', cameraName: 'Yard' }),
  ];
  /** "2026-05-03 a/p, 2026-05-02 /q" */
  const said = (pictures: readonly KeptPicture[], wanted: Partial<Arrangement> = {}, zone = 'UTC') => {
    const whole = { ...all, ...wanted };
    return withPictures(arrange(films, whole, zone), picturesIn(pictures, films, whole), whole, zone)
      .map((day) => `${day.date} ${ids(day.films)}/${day.pictures.map(({ id }) => id).join('')}`)
      .join(', ');
  };
  const early = picture('p', '2026-05-03T08:00:00Z');
  const late = picture('q', '2026-05-03T23:30:00Z', 'Yard');

  test.each<[string, readonly KeptPicture[], Partial<Arrangement>, string, string]>([
    ['none', [], {}, 'UTC', '2026-05-03 a/, 2026-05-01 b/'],
    ['under the day of a film, newest first', [early, late], {}, 'UTC', '2026-05-03 a/qp, 2026-05-01 b/'],
    ['oldest first', [late, early], { sort: 'oldest' }, 'UTC', '2026-05-01 b/, 2026-05-03 a/pq'],
    ["by the reader's midnight", [late], {}, 'Europe/Berlin', '2026-05-04 /q, 2026-05-03 a/, 2026-05-01 b/'],
    [
      'of a day without films, between others',
      [picture('r', '2026-05-02T12:00:00Z')],
      {},
      'UTC',
      '2026-05-03 a/, 2026-05-02 /r, 2026-05-01 b/',
    ],
    [
      'before and behind all of them',
      [picture('r', '2026-06-01T12:00:00Z'), picture('s', '1999-12-31T12:00:00Z')],
      { sort: 'oldest' },
      'UTC',
      '1999-12-31 /s, 2026-05-01 b/, 2026-05-03 a/, 2026-06-01 /r',
    ],
    ['without a date: last', [picture('r', '')], {}, 'UTC', '2026-05-03 a/, 2026-05-01 b/,  /r'],
    ['in another order under no day', [early], { sort: 'name' }, 'UTC', ' ab/'],
    ['of the camera that is chosen', [early, late], { cameraId: 'gate' }, 'UTC', '2026-05-03 a/p'],
    ['of a search', [early, late], { search: 'YAR' }, 'UTC', '2026-05-03 /q, 2026-05-01 b/'],
    ['not where a length is asked for', [early], { length: 'short' }, 'UTC', '2026-05-03 a/, 2026-05-01 b/'],
    ['not where movement is asked for', [early], { moved: true }, 'UTC', ''],
  ])('%s', (_, pictures, wanted, zone, expected) => expect(said(pictures, wanted, zone)).toBe(expected));
});
