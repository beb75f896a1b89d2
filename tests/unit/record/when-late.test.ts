/** Pictures that are told of late, because the one before waited for the disk: no clock was set back. */
import { describe, expect, test } from 'vitest';
import type { When } from '../../../src/base/options';
import { play } from './when-stage';

/** Beyond what is taken for disorder, and far beyond. */
const stalls = [10.5, 11, 25, 300];

describe.each(stalls)('%s s behind what else is told', (stall) => {
  /** Pictures come at 100 and after, and are told of when the room has been measured meanwhile. */
  const late = (kind = 'picture') => `100 ${kind}, ${100 + stall} room, 100.1 ${kind}, 100.2 ${kind}`;

  test.each<[string, Partial<When>, string, string, readonly string[]]>([
    ['a set length', {}, '0 record 1000', '999 clock, 1000 clock', ['begin 0', 'end 1000']],
    ['a length from the first picture', {}, '0 early 900', '999 clock, 1000 clock', ['begin 0', 'end 1000']],
    ['of another size', {}, '0 record 1000', '100.3 parted, 999 clock, 1000 clock', ['begin 0', 'end 1000']],
    ['a split', {}, '0 record 0/1000', '999 picture, 1000 picture', ['begin 0', 'part 1000']],
    [
      'a film of what moves',
      { motion: true, afterSeconds: 900, leastSeconds: 1000 },
      '50 moved',
      '1049 clock, 1050 clock',
      ['begin 50', 'end 1050'],
    ],
    [
      'one film an hour',
      { motion: true, afterSeconds: 1, leastSeconds: 1, mostAnHour: 1 },
      '50 moved, 51 clock, 51 finished',
      '3649 moved, 3650 moved',
      ['begin 50', 'end 51', 'begin 3650'],
    ],
  ])('%s', (_, when, before, after, acts) => {
    expect(play(`${before}, ${late()}, ${after}`, when).acts).toEqual(acts);
  });

  test('what moved late is movement of its time', () => {
    const when: Partial<When> = { motion: true, afterSeconds: 400, leastSeconds: 1 };
    expect(play(`50 moved, ${late('moved')}, 500 clock, 501 clock`, when).acts).toEqual(['begin 50', 'end 500.2']);
  });
});
