/** A clock that makes up for sleep: what a device slept through is in the film, what somebody set the clock by is not. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openWakingClock } from '../../../src/base/clock';

const hour = 3_600_000;
const day = 24 * hour;

/** A device: time passes for both clocks, sleep for the wall's only, and setting moves the wall's. */
function openDevice() {
  let wallAt = Date.UTC(2026, 10, 26, 7);
  let monotonicAt = wallAt;
  const clock = openWakingClock({ now: () => wallAt }, { now: () => monotonicAt });
  return {
    clock,
    pass(ms: number) {
      wallAt += ms;
      monotonicAt += ms;
      return this;
    },
    sleep(ms: number) {
      wallAt += ms;
      return this;
    },
    set(ms: number) {
      wallAt += ms;
      return this;
    },
    /** Something comes every so many ms, so many times. */
    come(times: number, everyMs: number) {
      for (let time = 0; time < times; time++) {
        this.pass(everyMs);
        clock.arrived();
      }
      return this;
    },
  };
}

type Device = ReturnType<typeof openDevice>;

const lives: readonly (readonly [string, number, (device: Device) => void])[] = [
  ['nothing but pictures', 6600, (d) => d.come(100, 66)],
  [
    'an hour asleep, and three seconds until the network is back',
    hour + 9600,
    (d) => d.come(100, 66).sleep(hour).pass(2934).come(1, 66),
  ],
  [
    'a night asleep, timers first',
    9 * hour + 9600,
    (d) => {
      d.come(100, 66);
      d.sleep(9 * hour);
      for (let tick = 0; tick < 29; tick++) {
        d.pass(100);
        d.clock.now();
      }
      d.pass(34);
      d.come(1, 66);
    },
  ],
  ['three seconds asleep', 13_000, (d) => d.come(80, 100).sleep(3000).come(1, 2000)],
  [
    'a camera of one picture a minute',
    2 * hour + 180_000,
    (d) =>
      d
        .come(2, 60_000)
        .sleep(2 * hour)
        .come(1, 60_000),
  ],
  ['asleep before the first picture', hour + 1000, (d) => d.sleep(hour).come(1, 1000)],
  [
    'asleep twice',
    3 * hour + 6000,
    (d) => {
      d.come(20, 100);
      d.sleep(hour);
      d.come(1, 2000);
      d.sleep(2 * hour);
      d.come(1, 2000);
    },
  ],
  ['set forward by an hour while pictures come', 13_200, (d) => d.come(100, 66).set(hour).come(100, 66)],
  [
    'set forward by 56 years, as where no battery keeps the clock',
    13_200,
    (d) =>
      d
        .come(100, 66)
        .set(56 * 365 * day)
        .come(100, 66),
  ],
  ['set back by a day while pictures come', 13_200, (d) => d.come(100, 66).set(-day).come(100, 66)],
  [
    'set back by a day, and an hour asleep afterwards',
    hour + 18_200,
    (d) => d.come(100, 66).set(-day).come(100, 66).sleep(hour).come(1, 5000),
  ],
  [
    'set forward, and timers before the next picture',
    6700,
    (d) => {
      d.come(100, 66);
      d.set(hour);
      d.pass(50);
      d.clock.now();
      d.pass(50);
      d.clock.arrived();
    },
  ],
  [
    'set forward by 56 years while nothing comes',
    16_600,
    (d) =>
      d
        .come(100, 66)
        .set(56 * 365 * day)
        .come(1, 10_000),
  ],
  [
    'a picture from before the sleep is read after it',
    hour + 8666,
    (d) => d.come(100, 66).sleep(hour).come(1, 66).come(1, 2000),
  ],
  [
    'asleep again before that was clear',
    2 * hour + 8200,
    (d) => d.come(60, 100).sleep(hour).come(2, 100).sleep(hour).come(1, 2000),
  ],
  [
    'brought right slowly, a minute in a day',
    day,
    (d) => {
      for (let second = 0; second < 86_400; second++) {
        d.set(60_000 / 86_400);
        d.come(1, 1000);
      }
    },
  ],
  [
    'a system that counts sleep',
    2 * hour,
    (d) =>
      d
        .come(3600, 1000)
        .pass(hour - 1000)
        .come(1, 1000),
  ],
];

test.each(lives)('%s', (_, wantedMs, live) => {
  const device = openDevice();
  const beganAt = device.clock.now();
  live(device);
  expect(device.clock.now() - beganAt).toBeCloseTo(wantedMs, 3);
});

describe('whatever happens', () => {
  test('it never goes back', () => {
    const happening = fc.oneof(
      fc.record({ what: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 5000 }) }),
      fc.record({ what: fc.constant('sleep' as const), ms: fc.integer({ min: 0, max: day }) }),
      fc.record({ what: fc.constant('set' as const), ms: fc.integer({ min: -day, max: day }) }),
      fc.record({ what: fc.constant('come' as const), ms: fc.integer({ min: 1, max: 2000 }) }),
    );
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), (life) => {
        const device = openDevice();
        let before = device.clock.now();
        for (const { what, ms } of life) {
          if (what === 'come') device.come(1, ms);
          else device[what](ms);
          const now = device.clock.now();
          expect(now).toBeGreaterThanOrEqual(before);
          before = now;
        }
      }),
      { numRuns: 500 },
    );
  });
});
