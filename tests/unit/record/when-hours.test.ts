/** When a schedule begins and ends films: beside Record and Stop, on devices that sleep, and by clocks that jump. */
import { describe, expect, test } from 'vitest';
import { defaultWhen, type When } from '../../../src/base/options';
import { defaultSchedule, type Schedule } from '../../../src/base/schedule';
import { type Deciding, decide, dueAt, firstDeciding, type WhenEvent } from '../../../src/record/when/when';

const midnight = Date.parse('2026-05-01T00:00:00Z');
const limits = { lengthMs: Number.POSITIVE_INFINITY, splitMs: Number.POSITIVE_INFINITY, mostFrames: 1000 };
const secondMs = 1000;

/** "6:00", "06:00:10" as seconds since midnight; a day later with "+". */
function seconds(text: string): number {
  const [hours, minutes, rest = '0'] = text.replace('+', '').split(':');
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(rest) + (text.startsWith('+') ? 86_400 : 0);
}

const timeText = (at: number) => new Date(at).toISOString().slice(at >= midnight + 86_400_000 ? 5 : 11, 19);

const from6to7: Schedule = { ...defaultSchedule, use: 'film', from: '06:00', until: '07:00' };

/**
 * "6:00 clock": the clock is asked. "6:00 clock 7:00": and the wall shows another time. "6:00 moved", "6:00 picture"; "6:00 until 6:30":
 * another end is chosen; "6:00 off": the schedule is.
 */
function play(steps: string, change: Partial<When> = {}): { readonly acts: string; readonly state: Deciding } {
  let when: When = { ...defaultWhen, schedule: from6to7, ...change };
  let state: Deciding = { ...firstDeciding, hours: { ...firstDeciding.hours, zone: (at) => at }, when };
  let ahead = 0;
  const acts: string[] = [];
  const tell = (event: WhenEvent) => {
    const decision = decide(state, event);
    state = decision.state;
    for (const act of decision.acts) acts.push(`${act.kind} ${timeText(act.kind === 'begin' ? act.from : act.at)}`);
  };
  for (const step of steps.split(', ')) {
    const [time, kind, detail] = step.split(' ');
    const at = midnight + seconds(time!) * secondMs;
    if (kind === 'clock') {
      if (detail) ahead = midnight + seconds(detail) * secondMs - at;
      tell({ kind, at, wallAt: at + ahead, limits });
    } else if (kind === 'picture' || kind === 'moved') {
      tell({ kind: 'picture', at, whole: true, moved: kind === 'moved', frames: 5, limits });
    } else if (kind === 'until' || kind === 'off') {
      const schedule: Schedule =
        kind === 'off' ? { ...when.schedule, use: kind } : { ...when.schedule, until: detail! };
      when = { ...when, schedule };
      tell({ kind: 'when', at, when });
    } else if (kind === 'before') {
      when = { ...when, beforeSeconds: Number(detail) };
      tell({ kind: 'when', at, when });
    } else if (kind === 'record') {
      const lengthMs = detail ? Number(detail) * secondMs : Number.POSITIVE_INFINITY;
      tell({ kind, at, limits: { ...limits, lengthMs }, hasPicture: true });
    } else if (kind === 'full') tell({ kind: 'room', at, freeBytes: 0, reserved: true });
    else if (kind === 'failed') tell({ kind, at, cause: { code: 'deck/failed', detail: '' } });
    else tell({ kind: kind as 'stop' | 'finished', at });
  }
  return { acts: acts.join(', '), state };
}

describe('a film from six to seven', () => {
  test.each<[string, Partial<When>, string, string]>([
    [
      'begins and ends',
      {},
      '5:50 clock, 6:00 clock, 6:30 picture, 6:59 clock, 7:00 clock',
      'begin 06:00:00, end 07:00:00',
    ],
    ['not before, not after', {}, '5:59 clock, 7:00 clock, 8:00 clock', ''],
    ['from pictures alone it does not begin', {}, '5:50 clock, 6:00 picture, 6:10 moved', ''],
    ['ends by a picture', {}, '6:00 clock, 7:00:01 picture', 'begin 06:00:00, end 07:00:00'],
    ['when the page is opened meanwhile', {}, '6:20 clock, 7:00 clock', 'begin 06:20:00, end 07:00:00'],
    [
      'every day',
      {},
      '6:00 clock, 7:00 clock, 7:01 finished, +6:00 clock, +7:00 clock',
      'begin 06:00:00, end 07:00:00, begin 05-02T06:00:00, end 05-02T07:00:00',
    ],
    ['the timer was late and the ring was not', { beforeSeconds: 30 }, '5:59 clock, 6:00:02 clock', 'begin 06:00:00'],
    ['no more than the seconds before', { beforeSeconds: 5 }, '5:59 clock, 6:00:20 clock', 'begin 06:00:15'],
    ['not for what is off', { schedule: { ...from6to7, use: 'off' } }, '6:00 clock, 6:30 clock', ''],
    [
      'over midnight',
      { schedule: { ...from6to7, from: '22:00', until: '06:00' } },
      '21:00 clock, 22:00 clock, +5:59 clock, +6:00 clock',
      'begin 22:00:00, end 05-02T06:00:00',
    ],
    ['splits do not end it', {}, '6:00 clock, 6:10 picture, 6:59 picture, 7:00 clock', 'begin 06:00:00, end 07:00:00'],
    [
      'movement in it begins and ends nothing',
      { motion: true },
      '6:00 clock, 6:10 moved, 6:50 picture, 7:00 clock',
      'begin 06:00:00, end 07:00:00',
    ],
    [
      'what began by movement goes on as the schedule’s',
      { motion: true },
      '5:59 clock, 5:59:55 moved, 6:00 clock, 6:30 clock, 7:00 clock',
      'begin 05:59:55, end 07:00:00',
    ],
  ])('%s', (_, change, steps, acts) => {
    expect(play(steps, change).acts).toBe(acts);
  });
});

describe('beside a person', () => {
  test.each<[string, string, string]>([
    [
      'a recording by hand is never ended',
      '5:00 record, 6:00 clock, 7:00 clock, 7:30 picture, 8:00 stop',
      'begin 05:00:00, end 08:00:00',
    ],
    [
      'Record takes its film over',
      '6:00 clock, 6:10 record, 7:00 clock, 7:30 picture, 8:00 stop',
      'begin 06:00:00, end 08:00:00',
    ],
    [
      'Stop is meant: not again in these hours',
      '6:00 clock, 6:10 stop, 6:11 finished, 6:12 clock, 6:59 clock',
      'begin 06:00:00, end 06:10:00',
    ],
    [
      'but on the next day',
      '6:00 clock, 6:10 stop, 6:11 finished, 6:12 clock, +6:00 clock',
      'begin 06:00:00, end 06:10:00, begin 05-02T06:00:00',
    ],
    [
      'Stop of a recording by hand in these hours is, too',
      '5:00 record, 6:00 clock, 6:10 stop, 6:11 finished, 6:12 clock',
      'begin 05:00:00, end 06:10:00',
    ],
    [
      'Stop before them is none',
      '5:00 record, 5:50 stop, 5:51 finished, 6:00 clock',
      'begin 05:00:00, end 05:50:00, begin 06:00:00',
    ],
    [
      'a set length that ends in these hours: the rest is recorded',
      '5:59 clock, 5:59:30 record 60, 6:00:30 clock, 6:00:31 finished, 6:00:40 clock',
      'begin 05:59:30, end 06:00:30, begin 06:00:40',
    ],
    [
      'after Stop one may record again',
      '6:00 clock, 6:10 stop, 6:11 finished, 6:20 record, 7:10 clock, 7:20 stop',
      'begin 06:00:00, end 06:10:00, begin 06:20:00, end 07:20:00',
    ],
    [
      'another end is chosen',
      '6:00 clock, 6:10 until 06:30, 6:10 clock, 6:29 clock, 6:30 clock',
      'begin 06:00:00, end 06:30:00',
    ],
    ['an end is chosen that has been', '6:00 clock, 6:10 until 06:05, 6:10:01 clock', 'begin 06:00:00, end 06:10:01'],
    ['it is switched off', '6:00 clock, 6:10 off, 6:10:01 clock', 'begin 06:00:00, end 06:10:01'],
    ['it is switched off while somebody records', '5:50 record, 6:00 clock, 6:10 off, 6:11 clock', 'begin 05:50:00'],
    [
      'another part of the sheet is changed',
      '6:00 clock, 6:10 before 5, 6:11 clock, 7:00 clock',
      'begin 06:00:00, end 07:00:00',
    ],
    [
      'after Stop another end is chosen: it is meant',
      '6:00 clock, 6:10 stop, 6:11 finished, 6:12 until 06:40, 6:12 clock',
      'begin 06:00:00, end 06:10:00, begin 06:12:00',
    ],
  ])('%s', (_, steps, acts) => {
    expect(play(steps).acts).toBe(acts);
  });
});

test.each<[string, string, string]>([
  [
    'a full disk ends it, and it is not begun again and again',
    '6:00 clock, 6:10 full, 6:11 finished, 6:12 clock, 6:22 clock',
    'begin 06:00:00, end 06:10:00',
  ],
  ['trouble does, too', '6:00 clock, 6:10 failed, 6:11 finished, 6:12 clock', 'begin 06:00:00, end 06:10:00'],
  [
    'the day after it is tried again',
    '6:00 clock, 6:10 failed, 6:11 finished, +6:00 clock',
    'begin 06:00:00, end 06:10:00, begin 05-02T06:00:00',
  ],
])('trouble: %s', (_, steps, acts) => {
  expect(play(steps).acts).toBe(acts);
});

test.each(['stop', 'full', 'failed'])('after %s in these hours what moves is recorded as at any other time', (end) => {
  const before = `6:00 clock, 6:10 ${end}, 6:11 finished, 6:12 clock`;
  const after =
    '6:20 moved, 6:20:05 clock, 6:20:10 clock, 6:20:11 finished, 6:20:12 clock, 6:59:55 moved, 7:00 clock, 7:00:05 clock';
  expect(play(`${before}, ${after}`, { motion: true }).acts).toBe(
    'begin 06:00:00, end 06:10:00, begin 06:20:00, end 06:20:10, begin 06:59:55, end 07:00:05',
  );
  expect(play(`${before}, +6:00:05 moved, +6:00:06 clock, +7:00 clock`, { motion: true }).acts).toBe(
    'begin 06:00:00, end 06:10:00, begin 05-02T06:00:05, end 05-02T07:00:00',
  );
});

describe('a device that sleeps, and clocks that jump', () => {
  test.each<[string, string, string]>([
    ['slept through the beginning', '5:50 clock, 6:12 clock, 7:00 clock', 'begin 06:12:00, end 07:00:00'],
    ['slept through the end', '6:00 clock, 6:30 picture, 9:00 clock', 'begin 06:00:00, end 07:00:00'],
    ['slept through all of it', '5:50 clock, 9:00 clock', ''],
    // The clock of the events stands still while some devices sleep; the wall's does not.
    [
      'its own clock stood still: the beginning',
      '5:50 clock, 5:51 clock 6:12, 6:39 clock',
      'begin 05:51:00, end 06:39:00',
    ],
    [
      'its own clock stood still: the end takes no picture away',
      '6:00 clock, 6:30 picture, 6:31 clock 9:00',
      'begin 06:00:00, end 06:30:00',
    ],
    ['set forward over the end', '6:00 clock, 6:30 picture, 6:30:05 clock 7:30', 'begin 06:00:00, end 06:30:00'],
    [
      'set back before the beginning: it goes on to its end',
      '6:00 clock, 6:30 clock 5:30, 7:59 clock, 8:00 clock',
      'begin 06:00:00, end 08:00:00',
    ],
    [
      'set back before the beginning, not begun: waits',
      '5:59 clock, 6:00 clock 5:00, 6:30 clock, 7:00 clock',
      'begin 07:00:00',
    ],
    [
      'set back by a day after Stop: that day has its own',
      '6:00 clock, 6:10 stop, 6:11 finished, 6:12 clock -18:0',
      'begin 06:00:00, end 06:10:00, begin 06:12:00',
    ],
    [
      'set by a second: nothing',
      '6:00 clock, 6:30 clock 6:30:01, 6:59:58 clock, 6:59:59 clock',
      'begin 06:00:00, end 06:59:59',
    ],
    [
      'set while somebody records: nothing',
      '5:00 record, 5:10 clock 6:30, 5:20 clock 7:30, 5:30 clock 5:30',
      'begin 05:00:00',
    ],
  ])('%s', (_, steps, acts) => {
    expect(play(steps).acts).toBe(acts);
  });

  test.each<[string, string, string]>([
    ['late', '5:50 clock, 6:12 clock', '06:00:00 begun 06:12:00'],
    ['all of it', '5:50 clock, 9:00 clock', '06:00:00 begun never'],
    ['for days', '5:50 clock, +9:00 clock', '05-02T06:00:00 begun never'],
    ['the page was opened meanwhile', '6:12 clock', 'nothing'],
    ['a timer that was a little late', '5:59:30 clock, 6:00:50 clock', 'nothing'],
    ['slept in the middle of it', '6:00 clock, 6:40 clock', 'nothing'],
    ['slept before it', '3:00 clock, 5:50 clock, 6:00 clock', 'nothing'],
    ['it stays to be read', '5:50 clock, 6:12 clock, 6:30 clock, 7:00 clock', '06:00:00 begun 06:12:00'],
    ['until the schedule is another one', '5:50 clock, 6:12 clock, 6:30 until 06:45', 'nothing'],
  ])('what was slept through is told: %s', (_, steps, told) => {
    const { slept } = play(steps).state.hours;
    const begun = slept?.begunAt === undefined ? 'never' : timeText(slept.begunAt);
    expect(slept ? `${timeText(slept.dueAt)} begun ${begun}` : 'nothing').toBe(told);
  });
});

describe('what moves, at these hours only', () => {
  const schedule: Schedule = { ...from6to7, use: 'motion' };
  test.each<[string, string, string]>([
    ['within', '6:00 clock, 6:10 moved, 6:10:10 clock', 'begin 06:10:00, end 06:10:10'],
    ['before', '5:50 clock, 5:55 moved', ''],
    ['after', '6:59 clock, 7:00:01 moved', ''],
    ['nothing is known of the clock yet', '6:10 moved', ''],
    [
      'what goes on moving when they are over',
      '6:59 clock, 6:59:55 moved, 7:00 clock, 7:00:04 moved, 7:00:05 clock',
      'begin 06:59:55, end 07:00:05',
    ],
    ['no film without movement', '6:00 clock, 6:30 picture, 7:00 clock', ''],
    ['it was set forward out of them', '6:10 clock, 6:20 clock 8:00, 6:21 moved', ''],
  ])('%s', (_, steps, acts) => {
    expect(play(steps, { motion: true, schedule }).acts).toBe(acts);
    expect(play(steps, { motion: false, schedule }).acts).toBe('');
  });
});

test.each<[string, Partial<When>, string, number | string]>([
  ['at once, of a new schedule', {}, '5:00 picture', Number.NEGATIVE_INFINITY],
  ['soon', {}, '5:00 clock', '05:00:10'],
  ['at the beginning', {}, '5:59:55 clock', '06:00:00'],
  ['at the beginning, whatever the own clock says', {}, '5:00 clock 5:59:55', '05:00:05'],
  ['at the end', {}, '6:59:55 clock', '07:00:00'],
  ['never without one', { schedule: { ...from6to7, use: 'off' } }, '5:00 clock', Number.POSITIVE_INFINITY],
])('the clock is asked again: %s', (_, change, steps, expected) => {
  const due = dueAt(play(steps, change).state);
  expect(typeof expected === 'number' ? due : timeText(due)).toBe(expected);
});
