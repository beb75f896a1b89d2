/** Sunrise and sunset at places all over the earth, against an almanac's; and places as people type them. */
import { describe, expect, test } from 'vitest';
import { isSunUp, nextSunAt, placeFrom, sunlightAround } from '../../../src/base/sun/sun';

const places = {
  london: { latitude: 51.5074, longitude: -0.1278 },
  newYork: { latitude: 40.7128, longitude: -74.006 },
  sydney: { latitude: -33.8688, longitude: 151.2093 },
  quito: { latitude: -0.1807, longitude: -78.4678 },
  reykjavik: { latitude: 64.1466, longitude: -21.9426 },
  tromso: { latitude: 69.6492, longitude: 18.9553 },
} as const;

const minute = 60_000;

describe('the sun', () => {
  // Published times, to the minute (UTC).
  test.each([
    ['london', '2026-06-21T12:00Z', '2026-06-21T03:43Z', '2026-06-21T20:21Z'],
    ['london', '2026-12-21T12:00Z', '2026-12-21T08:04Z', '2026-12-21T15:53Z'],
    ['newYork', '2026-06-21T17:00Z', '2026-06-21T09:25Z', '2026-06-22T00:31Z'],
    ['newYork', '2026-12-21T17:00Z', '2026-12-21T12:17Z', '2026-12-21T21:32Z'],
    ['sydney', '2026-12-22T02:00Z', '2026-12-21T18:41Z', '2026-12-22T09:05Z'],
    ['reykjavik', '2026-12-21T13:00Z', '2026-12-21T11:22Z', '2026-12-21T15:30Z'],
  ] as const)('of %s at %s rises and sets when the almanac says', (place, noon, rise, set) => {
    const around = sunlightAround(places[place], Date.parse(noon))!;
    expect(Math.abs(around.riseAt - Date.parse(rise))).toBeLessThan(3 * minute);
    expect(Math.abs(around.setAt - Date.parse(set))).toBeLessThan(3 * minute);
  });

  test.each(['2026-03-20', '2026-06-21', '2026-09-23', '2026-12-21'])(
    'at the equator is up twelve hours on %s',
    (day) => {
      const { riseAt, setAt } = sunlightAround(places.quito, Date.parse(`${day}T17:00Z`))!;
      expect(Math.abs(setAt - riseAt - (12 * 60 + 7) * minute)).toBeLessThan(3 * minute);
    },
  );

  test('never sets and never rises where it does neither', () => {
    const hours = (day: string) =>
      Array.from({ length: 24 }, (_, hour) => Date.parse(`${day}T00:30Z`) + hour * 60 * minute);
    expect(hours('2026-06-21').map((at) => isSunUp(places.tromso, at))).toEqual(Array(24).fill(true));
    expect(hours('2026-12-21').map((at) => isSunUp(places.tromso, at))).toEqual(Array(24).fill(false));
    for (const day of ['2026-06-21T12:00Z', '2026-12-21T12:00Z'])
      expect(sunlightAround(places.tromso, Date.parse(day))).toBeUndefined();
    // It is looked at again, however long the night.
    expect(nextSunAt(places.tromso, Date.parse('2026-12-21T12:00Z'))).toBe(Date.parse('2026-12-23T00:00Z'));
  });

  test('at night the next one is that of the morning, by day it is now', () => {
    const noon = Date.parse('2026-06-21T12:00Z');
    expect(nextSunAt(places.london, noon)).toBe(noon);
    const morning = nextSunAt(places.london, Date.parse('2026-06-20T23:00Z'));
    expect(Math.abs(morning - Date.parse('2026-06-21T03:43Z'))).toBeLessThan(3 * minute);
    expect([isSunUp(places.london, morning), isSunUp(places.london, morning - 5000)]).toEqual([true, false]);
  });
});

describe('a place', () => {
  test.each([
    ['52.52, 13.41', 52.52, 13.41],
    ['52.52 13.41', 52.52, 13.41],
    ['-33.87,151.21', -33.87, 151.21],
    ['33.87 S, 151.21 E', -33.87, 151.21],
    ['40.7128° N, 74.0060° W', 40.7128, -74.006],
    ['52,52; 13,41', 52.52, 13.41],
    ['52,52 13,41', 52.52, 13.41],
    ['0, 0', 0, 0],
    ['  +64.1466 -21.9426 ', 64.1466, -21.9426],
  ])('%s', (text, latitude, longitude) => {
    expect(placeFrom(text)).toEqual({ latitude, longitude });
  });

  test.each(['', 'Berlin', '52.52', '91, 0', '0, 181', '52.52, 13.41, 100', '52.52 N 13.41 O', '13°24′ 52°31′'])(
    'is none: %s',
    (text) => {
      expect(placeFrom(text)).toBeUndefined();
    },
  );
});
