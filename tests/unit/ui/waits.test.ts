/** What a camera waits for, and what is said of a beginning that was slept through. */
import { expect, test } from 'vitest';
import { defaultWhen, type When } from '../../../src/base/options';
import { defaultSchedule, type Schedule } from '../../../src/base/schedule';
import type { LiveState } from '../../../src/remote/remote';
import { waitsFor } from '../../../src/ui/screens/live/waits';
import { timeText, waitText, weekdayText } from '../../../src/ui/words/format';

const now = Date.parse('2026-05-01T12:00:00Z');
const minute = 60_000;
const movement = { score: 0, threshold: 1 };
const schedule = (use: Schedule['use']) => ({ ...defaultSchedule, use });
const live = { phase: 'idle', ringMs: 5000, isRingShort: false, byItself: false } as const;
type Told = Partial<Pick<LiveState, 'phase' | 'movement' | 'schedule' | 'byItself'>>;
const hours = (untilAt?: number, nextAt?: number, slept?: { dueAt: number; begunAt: number | undefined }) => ({
  untilAt,
  nextAt,
  slept,
});
const recording = { phase: 'recording', byItself: true } as const;

test.each<[string, Partial<When>, Told, readonly string[]]>([
  ['nothing', {}, {}, []],
  ['the seconds before', { beforeSeconds: 5 }, {}, ['Keeps the last 5 seconds']],
  ['movement', { motion: true }, { movement }, ['Waits for movement']],
  [
    'a film to come',
    { schedule: schedule('film') },
    { schedule: hours(undefined, now + 130 * minute) },
    ['Next start in 2 hr 10 min'],
  ],
  [
    'one that somebody stopped',
    { schedule: schedule('film') },
    { schedule: hours(now + minute, now + 60 * minute) },
    ['Next start in 1 hr'],
  ],
  [
    'a film that goes on',
    { schedule: schedule('film') },
    { ...recording, schedule: hours(now + minute, now + 60 * minute) },
    [`until ${timeText(now + minute)}`],
  ],
  ['one by hand', { schedule: schedule('film') }, { ...recording, byItself: false, schedule: hours(now + minute) }, []],
  [
    'movement at these hours',
    { motion: true, schedule: schedule('motion') },
    { movement, schedule: hours(now + minute) },
    ['Waits for movement'],
  ],
  [
    'movement, later',
    { motion: true, schedule: schedule('motion') },
    { movement, schedule: hours(undefined, now + 90_000) },
    ['Waits for movement in 1 min'],
  ],
  ['movement never again', { motion: true, schedule: schedule('motion') }, { movement, schedule: hours() }, []],
  ['nothing to come', { schedule: schedule('film') }, { schedule: hours() }, []],
  [
    'slept through',
    { schedule: schedule('film') },
    { ...recording, schedule: hours(now + minute, undefined, { dueAt: now - 12 * minute, begunAt: now }) },
    [
      `until ${timeText(now + minute)}`,
      `Was due at ${timeText(now - 12 * minute)}, but the page slept: began at ${timeText(now)}`,
    ],
  ],
  [
    'slept through all of it',
    { schedule: schedule('film') },
    { schedule: hours(undefined, now + 30_000, { dueAt: now - 12 * minute, begunAt: undefined }) },
    [
      'Next start in 30 sec',
      `Was due at ${timeText(now - 12 * minute)}, but the page slept until it was over: nothing was recorded`,
    ],
  ],
])('waits for %s', (_, when, told, facts) => {
  const state = { ...live, movement: undefined, schedule: undefined, ...told };
  expect(waitsFor(state, { ...defaultWhen, ...when }, now)).toEqual(facts);
});

test.each([
  [-5, '0 sec'],
  [0, '0 sec'],
  [1, '1 sec'],
  [59_001, '60 sec'],
  [minute, '1 min'],
  [59.9 * minute, '59 min'],
  [60 * minute, '1 hr'],
  [130 * minute, '2 hr 10 min'],
  [47 * 60 * minute, '47 hr'],
  [72 * 60 * minute, '3 days'],
])('%d ms are %s', (ms, text) => {
  expect(waitText(ms)).toBe(text);
});

test('the days of the week, from Sunday on', () => {
  expect([0, 1, 2, 3, 4, 5, 6].map(weekdayText)).toEqual(['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']);
});
