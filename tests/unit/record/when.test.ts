/** When films begin, split and end: sequences of events against what the decision does, also with clocks that jump. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultWhen, type When } from '../../../src/base/options';
import { defaultSchedule, type Schedule } from '../../../src/base/schedule';
import {
  type Deciding,
  decide,
  dueAt,
  firstDeciding,
  type InRing,
  keptFrom,
  mostRingBytes,
  withdrawn,
} from '../../../src/record/when/when';
import { dayStart, eventOf, never, play } from './when-stage';

const hour = 3600;

describe('by hand', () => {
  test.each<[string, string, readonly string[]]>([
    ['Record and Stop', '0 record, 1 picture, 9 stop', ['begin 0', 'end 9']],
    ['Record twice is once', '0 record, 1 record, 9 stop', ['begin 0', 'end 9']],
    ['Stop twice is once', '0 record, 9 stop, 10 stop', ['begin 0', 'end 9']],
    ['Stop alone is nothing', '0 stop, 1 clock, 2 finished', []],
    [
      'not while the film before is finished',
      '0 record, 1 stop, 2 record, 3 finished, 4 record',
      ['begin 0', 'end 1', 'begin 4'],
    ],
    ['a set length ends on time by the clock', '0 record 10, 9 clock, 10 clock', ['begin 0', 'end 10']],
    ['a set length ends on time by a picture', '0 record 10, 9 picture, 11 picture', ['begin 0', 'end 10']],
    [
      'a set length counts from the first picture where there was none',
      '0 early 10, 20 clock, 30 picture, 39 clock, 40 clock',
      ['begin 0', 'end 40'],
    ],
    ['a device that slept ends when it should have', '0 record 10, 5 picture, 9000 clock', ['begin 0', 'end 10']],
    ['a split', '0 record 0/60, 59 picture, 60 picture, 119 picture, 120 picture', ['begin 0', 'part 60', 'part 120']],
    [
      'a set length is not stretched by splits',
      '0 record 150/60, 60 picture, 120 picture, 150 clock',
      ['begin 0', 'part 60', 'part 120', 'end 150'],
    ],
    [
      'a film that another size began counts anew',
      '0 record 0/60, 40 parted, 60 picture, 100 picture',
      ['begin 0', 'part 100'],
    ],
    ['a film with too many pictures', '0 record, 1 picture 999, 2 picture 1000, 3 picture 1', ['begin 0', 'part 2']],
    ['a disk without room', '0 record, 5 room, 9 full', ['begin 0', 'end 9 deck/full']],
    ['a reserve that is spent', '0 record, 9 spent, 10 full', ['begin 0', 'end 9 deck/full']],
    ['a disk without room while nothing runs', '0 full', []],
    ['trouble', '0 record, 9 failed', ['begin 0', 'end 9 deck/failed']],
    ['movement ends nothing', '0 record, 1 moved, 500 clock, 501 picture, 600 stop', ['begin 0', 'end 600']],
  ])('%s', (_, steps, acts) => {
    expect(play(steps).acts).toEqual(acts);
    expect(play(steps, { motion: true, afterSeconds: 10, leastSeconds: 5 }).acts).toEqual(acts);
  });

  test('the seconds before are kept, too', () => {
    expect(play('100 record', { beforeSeconds: 30 }).acts).toEqual(['begin 70']);
  });
});

describe('by itself', () => {
  const when: Partial<When> = { motion: true, beforeSeconds: 5, afterSeconds: 10, leastSeconds: 20 };
  test.each<[string, Partial<When>, string, readonly string[]]>([
    ['not unless it is armed', { motion: false }, '0 moved, 1 moved', []],
    ['not for what stands still', {}, '0 picture, 1 picture', []],
    ['not for pictures that came in part', {}, '0 partial, 1 partial, 2 partial', []],
    [
      'from before the movement until after it',
      {},
      '100 moved, 115 moved, 124 picture, 126 picture',
      ['begin 95', 'end 125'],
    ],
    ['no shorter than the least', {}, '100 moved, 111 picture, 119 clock, 120 clock', ['begin 95', 'end 120']],
    ['as long as something moves', {}, '0 moved, 9 moved, 18 moved, 27 moved, 37 clock', ['begin -5', 'end 37']],
    [
      'ends when nobody waits for movement any longer, whatever moves',
      {},
      '0 moved, 5 disarmed, 9 moved, 12 moved, 18 moved, 27 moved',
      ['begin -5', 'end 10'],
    ],
    ['ends though the camera has gone', {}, '0 moved, 20 clock', ['begin -5', 'end 20']],
    [
      'again, after the film before is finished',
      {},
      '0 moved, 20 clock, 25 moved, 26 finished, 27 moved',
      ['begin -5', 'end 20', 'begin 22'],
    ],
    ['Record takes it over: only Stop ends it', {}, '0 moved, 1 record, 99 clock, 100 stop', ['begin -5', 'end 100']],
    [
      'Stop is meant: not again until it has been still',
      {},
      '0 moved, 3 stop, 4 finished, 8 moved, 17 moved, 28 moved',
      ['begin -5', 'end 3', 'begin 23'],
    ],
    [
      'two an hour and no more',
      { mostAnHour: 2, leastSeconds: 1, afterSeconds: 1 },
      '0 moved, 1 clock, 1 finished, 100 moved, 101 clock, 101 finished, 200 moved, 3600 moved',
      ['begin -5', 'end 1', 'begin 95', 'end 101', `begin ${hour - 5}`],
    ],
    ['a disk without room', {}, '0 moved, 1 full', ['begin -5', 'end 1 deck/full']],
    ['what could not be begun is not tried with every picture', {}, '0 failed, 1 moved, 2 moved', []],
    ['a split does not end it', {}, '0 moved, 9 picture 1000, 15 moved, 25 clock', ['begin -5', 'part 9', 'end 25']],
  ])('%s', (_, change, steps, acts) => {
    expect(play(steps, { ...when, ...change }).acts).toEqual(acts);
  });
});

describe('a clock that jumps', () => {
  const day = 86_400;
  test.each<[string, Partial<When>, string, readonly string[]]>([
    [
      'back by a day: a set length is as long as before',
      {},
      '0 record 10, 4 picture, -86396 clock, -86391 clock, -86390 clock',
      ['begin 0', `end ${10 - day}`],
    ],
    [
      'back by an hour: a split is as far',
      {},
      '0 record 0/60, 50 picture, -3550 room, -3550 picture, -3541 picture, -3540 picture',
      ['begin 0', `part ${60 - hour}`],
    ],
    [
      'back by a day: a film that began by itself ends',
      { motion: true },
      '0 moved, -86400 room, -86391 picture, -86390 clock',
      ['begin 0', `end ${10 - day}`],
    ],
    [
      'back by two hours: the hour goes on',
      { motion: true, mostAnHour: 1, leastSeconds: 1, afterSeconds: 1 },
      '0 moved, 1 clock, 1 finished, -7200 clock, -7140 moved, -3600 moved',
      ['begin 0', 'end 1', `begin ${-hour}`],
    ],
    ['forward by a day: what was due is over', { motion: true }, '0 moved, 86400 moved', ['begin 0', 'end 10']],
    [
      'pictures that are told of a little late shift nothing',
      {},
      '0 record 10, 5 room, 4.9 picture, 7 room, 6.9 picture, 9.99 clock, 10 clock',
      ['begin 0', 'end 10'],
    ],
  ])('%s', (_, when, steps, acts) => {
    expect(play(steps, when).acts).toEqual(acts);
  });
});

test('whatever happens: films begin and end in turn, and a timer is only wanted while one runs', () => {
  const kinds = [
    'record',
    'record 10/3',
    'early 5',
    'stop',
    'picture',
    'picture 1000',
    'moved',
    'partial',
    'clock',
    'full',
    'failed',
    'finished',
    'parted',
  ];
  const steps = fc.array(
    fc.tuple(fc.integer({ min: -100_000, max: 100_000 }), fc.constantFrom(...kinds)).map((pair) => pair.join(' ')),
    {
      maxLength: 60,
    },
  );
  fc.assert(
    fc.property(steps, fc.boolean(), (all, motion) => {
      const { acts, state } = play(all.join(', '), { motion, mostAnHour: 3 });
      const turns = acts.map((act) => act.split(' ')[0]).filter((kind) => kind !== 'part');
      expect(turns).toEqual(turns.map((_, at) => (at % 2 === 0 ? 'begin' : 'end')));
      if (turns.length % 2 === 0) expect(dueAt(state)).toBe(never);
    }),
    { seed: 13, numRuns: 500 },
  );
});

describe('the ring', () => {
  const ringOf = (seconds: readonly number[], sizeBytes = 10): InRing[] =>
    seconds.map((second) => ({ arrivedAt: dayStart + second * 1000, sizeBytes }));
  test.each<[string, readonly number[], number, number, number, number]>([
    ['nothing', [], 0, 10, never, 0],
    ['all are young enough', [5, 6, 7], 0, 8, never, 0],
    ['the one on the screen at the beginning is the first', [1, 2, 3, 4], 2.5, 4, never, 1],
    ['to the tick', [1, 2, 3, 4], 3, 4, never, 2],
    ['a slow camera keeps its last picture', [1], 60, 61, never, 0],
    ['as many as fit', [1, 2, 3, 4], 0, 4, 25, 2],
    ['none fits', [1, 2], 0, 2, 5, 2],
    ['a clock that was set back: what is from after now is of no use', [100, 101, 1, 2], 0, 2, never, 2],
    ['a clock that was set forward: what is older is too old', [1, 2, 5000, 5001], 4990, 5001, never, 1],
  ])('%s', (_, seconds, from, now, mostBytes, first) => {
    expect(keptFrom(ringOf(seconds), dayStart + from * 1000, dayStart + now * 1000, mostBytes)).toBe(first);
  });

  test('takes half of the room at most, and none of what is for finishing', () => {
    expect(mostRingBytes(1000, 0, 200)).toBe(400);
    expect(mostRingBytes(800, 200, 200)).toBe(400);
    expect(mostRingBytes(100, 0, 200)).toBe(0);
    expect(mostRingBytes(never, 0, 200)).toBe(never);
  });
});

/** All but a minute of the day. */
const always: Schedule = { ...defaultSchedule, use: 'film', from: '12:00', until: '11:59' };

describe('a film that could not be begun was never decided on', () => {
  const begun = (before: Deciding, text: string) => decide(before, eventOf(text)).state;
  const armed: Deciding = { ...firstDeciding, when: { ...defaultWhen, motion: true, mostAnHour: 1, afterSeconds: 10 } };

  test.each([
    ['by hand', firstDeciding, '5 record', '6 record'],
    ['by movement, and the hour is not used up', armed, '5 moved', '7 moved'],
    ['with a set length', firstDeciding, '5 record 10/0', '6 record 10/0'],
  ])('%s', (_, before, first, again) => {
    const after = withdrawn(before, begun(before, first));
    expect(after.film).toBeUndefined();
    expect(decide(after, eventOf(again)).acts).toEqual([expect.objectContaining({ kind: 'begin' })]);
  });

  const hours = { ...firstDeciding.hours, zone: (at: number) => at };
  const scheduled: Deciding = { ...firstDeciding, hours, when: { ...defaultWhen, schedule: always } };
  const changes: readonly [string, When][] = [
    ['movement is waited for', { ...defaultWhen, motion: true }],
    ['movement is not waited for any more', defaultWhen],
    ['more is kept from before', { ...defaultWhen, beforeSeconds: 30 }],
    ['a schedule is set', { ...defaultWhen, schedule: { ...always, use: 'motion' } }],
  ];
  describe.each(changes)('%s meanwhile', (_, when) => {
    test.each([
      ['by hand', firstDeciding, '5 record'],
      ['by movement', armed, '5 moved'],
      ['by the clock', scheduled, '5 clock'],
    ])('%s', (_, before, first) => {
      const beginning = decide(before, eventOf(first));
      expect(beginning.acts).toEqual([expect.objectContaining({ kind: 'begin' })]);
      const set = decide(beginning.state, { kind: 'when', at: dayStart + 6000, when }).state;
      const after = withdrawn(before, set);
      expect([after.film, after.begunAt, after.when, after.hours]).toEqual([undefined, [], when, set.hours]);
    });
  });

  test('the time goes on, and what became known of the hours', () => {
    const later = begun({ ...firstDeciding, hours: { ...firstDeciding.hours, aheadMs: 7 } }, '9 record');
    const after = withdrawn(firstDeciding, later);
    expect(after).toEqual({ ...firstDeciding, hours: later.hours, now: dayStart + 9000 });
  });
});
