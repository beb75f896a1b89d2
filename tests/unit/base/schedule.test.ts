/** When a schedule is on and begins next: over midnight, where clocks are changed, in several zones, and what was remembered of it. */
import { describe, expect, test } from 'vitest';
import {
  defaultSchedule,
  faultOf,
  isOn,
  lastMissed,
  localZone,
  nextStart,
  type Schedule,
  scheduleFrom,
  type Zone,
} from '../../../src/base/schedule';

/** The clock on the wall of a place, whatever zone this machine is in. */
function zoneOf(timeZone: string): Zone {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (at) => {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const { year, month, day, hour, minute, second } = part as Record<string, number>;
    return Date.UTC(year!, month! - 1, day, hour, minute, second) + (((at % 1000) + 1000) % 1000);
  };
}

const utc: Zone = (at) => at;
const berlin = zoneOf('Europe/Berlin');
const newYork = zoneOf('America/New_York');
const kathmandu = zoneOf('Asia/Kathmandu');
const lordHowe = zoneOf('Australia/Lord_Howe');
const apia = zoneOf('Pacific/Apia');

const workdays = [1, 2, 3, 4, 5];
/** "08:00-18:00", "mon,tue 22:00-06:00" or "2026-05-01 08:00-18:00". */
function schedule(text: string, use: Schedule['use'] = 'film'): Schedule {
  const [hours, day] = text.split(' ').reverse();
  const [from, until] = hours!.split('-');
  const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
  const base = { ...defaultSchedule, use, from: from!, until: until! };
  if (!day) return base;
  if (/^\d/.test(day)) return { ...base, repeat: 'once', date: day };
  return { ...base, days: day === 'work' ? workdays : day.split(',').map((name) => names.indexOf(name)) };
}

const ms = (iso: string) => Date.parse(iso);
const isoOf = (at: number | undefined) => (at === undefined ? 'never' : new Date(at).toISOString().slice(0, 19));
const spanText = (text: string, now: string, zone: Zone) => {
  const span = isOn(schedule(text), ms(now), zone);
  return span ? `${isoOf(span.startsAt)} to ${isoOf(span.endsAt)}` : 'off';
};

describe('is on', () => {
  test.each<[string, string, string, Zone, string]>([
    ['within', '08:00-18:00', '2026-05-01T12:00Z', utc, '2026-05-01T08:00:00 to 2026-05-01T18:00:00'],
    ['at the beginning', '08:00-18:00', '2026-05-01T08:00Z', utc, '2026-05-01T08:00:00 to 2026-05-01T18:00:00'],
    ['no longer at the end', '08:00-18:00', '2026-05-01T18:00Z', utc, 'off'],
    ['not before', '08:00-18:00', '2026-05-01T07:59:59Z', utc, 'off'],
    ['over midnight, before it', '22:00-06:00', '2026-05-01T23:00Z', utc, '2026-05-01T22:00:00 to 2026-05-02T06:00:00'],
    ['over midnight, after it', '22:00-06:00', '2026-05-02T05:00Z', utc, '2026-05-01T22:00:00 to 2026-05-02T06:00:00'],
    [
      'the night after a day that is chosen',
      'fri 22:00-06:00',
      '2026-05-02T05:00Z',
      utc,
      '2026-05-01T22:00:00 to 2026-05-02T06:00:00',
    ],
    ['not the night after a day that is not', 'sat 22:00-06:00', '2026-05-02T05:00Z', utc, 'off'],
    ['on no other day', 'work 08:00-18:00', '2026-05-02T12:00Z', utc, 'off'],
    ['to midnight', '22:00-00:00', '2026-05-01T23:59:59Z', utc, '2026-05-01T22:00:00 to 2026-05-02T00:00:00'],
    ['with seconds', '08:00:10-08:00:20', '2026-05-01T08:00:15Z', utc, '2026-05-01T08:00:10 to 2026-05-01T08:00:20'],
    ['once', '2026-05-01 22:00-06:00', '2026-05-02T03:00Z', utc, '2026-05-01T22:00:00 to 2026-05-02T06:00:00'],
    ['once and not again', '2026-05-01 22:00-06:00', '2026-05-02T23:00Z', utc, 'off'],
    [
      'hours of the place, not of Greenwich',
      '08:00-18:00',
      '2026-05-01T06:30Z',
      berlin,
      '2026-05-01T06:00:00 to 2026-05-01T16:00:00',
    ],
    [
      'days of the place',
      'sat 00:00-01:00',
      '2026-05-01T18:20Z',
      kathmandu,
      '2026-05-01T18:15:00 to 2026-05-01T19:15:00',
    ],
    // The night of 29 March 2026 has no hour from 2 to 3 in Berlin, that of 25 October has it twice.
    [
      'a night of seven hours',
      '22:00-06:00',
      '2026-03-29T00:59Z',
      berlin,
      '2026-03-28T21:00:00 to 2026-03-29T04:00:00',
    ],
    ['a night of nine hours', '22:00-06:00', '2026-10-25T01:30Z', berlin, '2026-10-24T20:00:00 to 2026-10-25T05:00:00'],
    [
      'begins in the hour that is left out: after it',
      '02:30-05:00',
      '2026-03-29T01:00Z',
      berlin,
      '2026-03-29T01:00:00 to 2026-03-29T03:00:00',
    ],
    [
      'ends in the hour that is left out: with it',
      '01:00-02:30',
      '2026-03-29T00:59Z',
      berlin,
      '2026-03-29T00:00:00 to 2026-03-29T01:00:00',
    ],
    ['all of it is left out', '02:10-02:50', '2026-03-29T01:00Z', berlin, 'off'],
    [
      'begins in the hour that comes twice: with the first',
      '02:30-05:00',
      '2026-10-25T00:45Z',
      berlin,
      '2026-10-25T00:30:00 to 2026-10-25T04:00:00',
    ],
    [
      'ends in the hour that comes twice: with the second',
      '01:00-02:30',
      '2026-10-25T01:29Z',
      berlin,
      '2026-10-24T23:00:00 to 2026-10-25T01:30:00',
    ],
    [
      'all of it comes twice: from the first to the second',
      '02:10-02:50',
      '2026-10-25T01:00Z',
      berlin,
      '2026-10-25T00:10:00 to 2026-10-25T01:50:00',
    ],
    ['New York, spring', '02:30-04:00', '2026-03-08T07:10Z', newYork, '2026-03-08T07:00:00 to 2026-03-08T08:00:00'],
    ['New York, autumn', '01:30-01:45', '2026-11-01T06:40Z', newYork, '2026-11-01T05:30:00 to 2026-11-01T06:45:00'],
    [
      'a clock that is changed by half an hour',
      '02:10-04:00',
      '2026-10-03T15:31Z',
      lordHowe,
      '2026-10-03T15:30:00 to 2026-10-03T17:00:00',
    ],
    ['a day that was left out', '2011-12-30 08:00-18:00', '2011-12-30T10:00Z', apia, 'off'],
  ])('%s', (_, text, now, zone, expected) => {
    expect(spanText(text, now, zone)).toBe(expected);
  });

  test('never when switched off, without days, with a beginning that is the end, or with hours that are none', () => {
    const now = ms('2026-05-01T12:00Z');
    const wrong = [
      schedule('08:00-18:00', 'off'),
      { ...schedule('08:00-18:00'), days: [] },
      schedule('08:00-08:00'),
      schedule('8-18'),
      schedule('08:00-25:00'),
      { ...schedule('2026-05-01 08:00-18:00'), date: '' },
    ];
    expect(wrong.map((one) => [isOn(one, now, utc), nextStart(one, now, utc)])).toEqual(
      wrong.map(() => [undefined, undefined]),
    );
  });
});

describe('begins next', () => {
  test.each<[string, string, string, Zone, string]>([
    ['today', '08:00-18:00', '2026-05-01T05:50Z', utc, '2026-05-01T08:00:00'],
    ['tomorrow', '08:00-18:00', '2026-05-01T08:00Z', utc, '2026-05-02T08:00:00'],
    ['after the weekend', 'work 08:00-18:00', '2026-05-01T20:00Z', utc, '2026-05-04T08:00:00'],
    ['in a week', 'fri 08:00-18:00', '2026-05-01T09:00Z', utc, '2026-05-08T08:00:00'],
    ['while the last one goes on over midnight', '22:00-06:00', '2026-05-02T01:00Z', utc, '2026-05-02T22:00:00'],
    ['at new year', '22:00-06:00', '2026-12-31T23:00Z', utc, '2027-01-01T22:00:00'],
    ['on the 29th of February', '2028-02-29 08:00-18:00', '2026-05-01T00:00Z', utc, '2028-02-29T08:00:00'],
    ['once, and it has been', '2026-05-01 08:00-18:00', '2026-05-01T08:00Z', utc, 'never'],
    ['after the clock goes on', '06:00-07:00', '2026-03-28T06:00Z', berlin, '2026-03-29T04:00:00'],
    ['after the clock goes back', '06:00-07:00', '2026-10-24T06:00Z', berlin, '2026-10-25T05:00:00'],
    [
      'not a second time in the hour that comes twice',
      '02:30-02:45',
      '2026-10-25T00:31Z',
      berlin,
      '2026-10-26T01:30:00',
    ],
    ['not on a day that leaves it out', '02:10-02:50', '2026-03-28T02:00Z', berlin, '2026-03-30T00:10:00'],
  ])('%s', (_, text, now, zone, expected) => {
    expect(isoOf(nextStart(schedule(text), ms(now), zone))).toBe(expected);
  });

  test('every minute of two years: a beginning is where it is on, and what comes before is off', () => {
    for (const zone of [utc, berlin, newYork]) {
      const nightly = schedule('sun,wed 22:30-02:30');
      for (let at = ms('2026-01-01T00:00Z'); at < ms('2027-12-31T00:00Z'); ) {
        const next = nextStart(nightly, at, zone)!;
        expect(next).toBeGreaterThan(at);
        expect(isOn(nightly, next, zone)?.startsAt).toBe(next);
        expect(isOn(nightly, next - 1, zone)).toBeUndefined();
        expect(new Date(zone(next)).toISOString().slice(11, 16)).toBe('22:30');
        at = next;
      }
    }
  });
});

test.each<[string, string, string, string, string]>([
  ['one that was slept through', '06:00-07:00', '2026-05-01T05:00Z', '2026-05-01T08:00Z', '2026-05-01T06:00:00'],
  ['the last of several', '06:00-07:00', '2026-04-29T05:00Z', '2026-05-01T08:00Z', '2026-05-01T06:00:00'],
  ['none that still goes on', '06:00-07:00', '2026-05-01T05:00Z', '2026-05-01T06:30Z', 'never'],
  ['none that had begun before', '06:00-07:00', '2026-05-01T06:10Z', '2026-05-01T08:00Z', 'never'],
])('missed: %s', (_, text, since, now, expected) => {
  expect(isoOf(lastMissed(schedule(text), ms(since), ms(now), utc)?.startsAt)).toBe(expected);
});

test.each<[string, Partial<Schedule>, string | undefined]>([
  ['nothing', {}, undefined],
  ['switched off: nothing matters', { use: 'off', days: [], from: '' }, undefined],
  ['over midnight', { from: '22:00', until: '06:00' }, undefined],
  ['no day', { days: [] }, 'no-days'],
  ['once, without a day', { repeat: 'once' }, 'no-date'],
  ['a day there is not', { repeat: 'once', date: '2026-13-01' }, 'no-date'],
  ['a 31st of February', { repeat: 'once', date: '2027-02-31' }, 'no-date'],
  ['no time', { from: '' }, 'no-time'],
  ['a time there is not', { until: '24:00' }, 'no-time'],
  ['equal', { from: '08:00', until: '08:00' }, 'same'],
  ['equal, though not in letters', { from: '08:00', until: '08:00:00' }, 'same'],
  ['once in the past', { repeat: 'once', date: '2026-04-30' }, 'past'],
  ['once, and it goes on', { repeat: 'once', date: '2026-05-01' }, undefined],
  [
    'once, from yesterday over midnight',
    { repeat: 'once', date: '2026-04-30', from: '22:00', until: '21:00' },
    undefined,
  ],
  ['once, in an hour that is left out', { repeat: 'once', date: '2027-03-28', from: '02:10', until: '02:50' }, 'never'],
])('a fault that is said at the field: %s', (_, change, fault) => {
  expect(faultOf({ ...schedule('08:00-18:00'), ...change }, ms('2026-05-01T12:00Z'), berlin)).toBe(fault);
});

describe('what was remembered', () => {
  test.each<[string, unknown, Partial<Schedule>]>([
    ['nothing', undefined, {}],
    ['not even an object', 'daily', {}],
    ['null', null, {}],
    ['all of it', schedule('work 22:00-06:30'), schedule('work 22:00-06:30')],
    ['once', schedule('2026-05-01 22:00-06:30'), schedule('2026-05-01 22:00-06:30')],
    ['an unknown use', { ...schedule('08:00-18:00'), use: 'photo' }, { use: 'off' }],
    ['days there are not', { ...schedule('08:00-18:00'), days: [1, 9, 'fri', 1] }, { use: 'film', days: [1] }],
    ['days that are no list', { ...schedule('08:00-18:00'), days: 7 }, { use: 'film', days: [] }],
    ['hours there are not: not on at others', { ...schedule('08:00-18:00'), from: '26:00' }, { use: 'off' }],
    ['hours that are numbers', { ...schedule('08:00-18:00'), until: 18 }, { use: 'off' }],
    [
      'a date there is not',
      { ...schedule('2026-02-31 08:00-18:00'), date: '2026-02-31' },
      { use: 'film', repeat: 'once', date: '' },
    ],
  ])('%s', (_, stored, expected) => {
    expect(scheduleFrom(stored)).toEqual({ ...defaultSchedule, ...expected });
  });
});

test('this device’s own clock', () => {
  const at = ms('2026-05-01T12:34:56.789Z');
  expect(new Date(localZone(at)).toISOString().slice(14)).toBe(new Date(at).toISOString().slice(14));
  expect(localZone(at)).toBe(at - new Date(at).getTimezoneOffset() * 60_000);
});
