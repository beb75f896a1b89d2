/** Why no picture came for a while: of what was seen meanwhile, what lasted longest. */
import { describe, expect, test } from 'vitest';
import type { GapReason } from '../../../src/base/library';
import { Trouble } from '../../../src/base/trouble';
import { type Absence, endedAt, reasonFor, unseenSince, withAbsence } from '../../../src/record/absence';
import { firstState, next, type StateEvent } from '../../../src/record/live/state';
import { taped } from './taped';

const absence = (why: Absence['why'], fromAt: number, untilAt = Number.POSITIVE_INFINITY): Absence => ({
  why,
  fromAt,
  untilAt,
});

describe('between two pictures at 10 and 70 s', () => {
  test.each<[string, readonly Absence[], GapReason]>([
    ['nothing was seen', [], 'silent'],
    ['lost all the time', [absence('lost', 12)], 'lost'],
    ['lost before only', [absence('lost', 2, 10)], 'silent'],
    ['lost afterwards only', [absence('lost', 70, 90)], 'silent'],
    [
      'the page stopped, and a camera that had to be found again',
      [absence('suspended', 11, 60), absence('lost', 60, 70)],
      'suspended',
    ],
    ['asleep and not to be seen in one', [absence('lost', 20, 40), absence('asleep', 20, 40)], 'asleep'],
    ['asleep for a moment of a long loss', [absence('lost', 12, 70), absence('asleep', 30, 38)], 'lost'],
    [
      'stopped twice, together longer than the loss',
      [absence('suspended', 10, 25), absence('lost', 25, 45), absence('suspended', 45, 65)],
      'suspended',
    ],
    ['what came were no pictures', [absence('unusable', 15)], 'unusable'],
  ])('%s', (_, absences, why) => {
    expect(reasonFor(absences, 10, 70)).toBe(why);
  });
});

test.each<[string, number, number, Absence['why'] | undefined]>([
  ['ticks in time', 500, 0, undefined],
  ['a late tick', 4900, 0, undefined],
  ['a clock that was set back', -60_000, 0, undefined],
  ['stopped for a minute', 60_000, 0, 'suspended'],
  ['asleep for an hour', 3_600_000, 3_599_000, 'asleep'],
  ['asleep for less than half of it', 60_000, 20_000, 'suspended'],
])('a thread that has %s', (_, ms, sleptMs, why) => {
  const seen = unseenSince({ at: 1000, sleptMs: 7 }, { at: 1000 + ms, sleptMs: 7 + sleptMs });
  expect(seen).toEqual(why && { why, fromAt: 1000, untilAt: 1000 + ms });
});

test('what goes on is said once, ends with a picture, and only the last ones are remembered', () => {
  const lost = withAbsence(withAbsence([], absence('lost', 5)), absence('lost', 9));
  expect(lost).toEqual([absence('lost', 5)]);
  expect(endedAt(lost, 20)).toEqual([absence('lost', 5, 20)]);
  expect(withAbsence(endedAt(lost, 20), absence('lost', 30))).toHaveLength(2);
  let all: readonly Absence[] = [];
  for (let at = 0; at < 100; at++) all = endedAt(withAbsence(all, absence('lost', at * 10)), at * 10 + 5);
  expect(all).toHaveLength(20);
  expect(all.at(-1)).toEqual(absence('lost', 990, 995));
});

describe('a camera’s state knows', () => {
  const [one, two] = taped([10_000, 70_000], 0);
  const shot = (at: number, jpeg: NonNullable<typeof one>['jpeg']): StateEvent => ({
    kind: 'shot',
    at,
    checked: { kind: 'jpeg', jpeg },
    madeFrom: undefined,
  });
  const refused = (at: number): StateEvent => ({
    kind: 'shot',
    at,
    checked: { kind: 'refused', trouble: new Trouble('check/cut-short', '') },
    madeFrom: undefined,
  });
  const connection = (at: number, to: 'lost' | 'stale' | 'connecting'): StateEvent => ({
    kind: 'connection',
    at,
    connection: to,
    cause: undefined,
  });
  test.each<[GapReason, readonly StateEvent[]]>([
    ['silent', [connection(15_000, 'stale')]],
    [
      'lost',
      [
        connection(15_000, 'stale'),
        connection(18_000, 'lost'),
        connection(19_000, 'connecting'),
        connection(30_000, 'lost'),
      ],
    ],
    ['lost', [connection(15_000, 'lost'), { kind: 'answered', route: 'direct' }]],
    ['unusable', [refused(12_000), refused(14_000)]],
    ['asleep', [{ kind: 'unseen', absence: absence('asleep', 11_000, 69_000) }, connection(69_500, 'lost')]],
    ['suspended', [{ kind: 'unseen', absence: absence('suspended', 11_000, 69_000) }]],
  ])('%s', (why, meanwhile) => {
    const events = [shot(10_000, one!.jpeg), ...meanwhile, shot(70_000, two!.jpeg)];
    const { absences } = events.reduce(next, firstState);
    expect(reasonFor(absences, 10_000, 70_000)).toBe(why);
    // A picture has come since: what is missing after it has another reason.
    expect(reasonFor(absences, 70_000, 90_000)).toBe('silent');
  });
});
