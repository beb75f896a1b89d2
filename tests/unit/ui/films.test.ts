/** Finding films that were recorded together. */
import { describe, expect, test } from 'vitest';
import type { FilmSummary } from '../../../src/base/library';
import { seenBeside } from '../../../src/ui/model/films/beside';
import { partsOf, sameMoment } from '../../../src/ui/model/films/films';
import { film } from './rows';

const ids = (list: readonly FilmSummary[]) => list.map(({ id }) => id).join('');

const part = (id: string, cameraId: string, startedAt: number, durationMs: number, change: Partial<FilmSummary> = {}) =>
  film(id, { cameraId, cameraName: cameraId, groupId: 'g', startedAt, durationMs, ...change });

test.each([
  ['the others of its group', part('a', 'yard', 0, 100), [part('b', 'gate', 5, 90), part('c', 'barn', 1, 80)], 'cb'],
  ['none of another group', part('a', 'yard', 0, 100), [part('b', 'gate', 0, 100, { groupId: 'h' })], ''],
  ['none for a film of its own', film('a', { durationMs: 9 }), [film('b', { durationMs: 9 })], ''],
  // Split by length or size: the part that shows most of the same time.
  ['of parts the best', part('a', 'yard', 100, 50), [part('b', 'gate', 0, 101), part('c', 'gate', 101, 60)], 'c'],
  ['no other part of the same camera', part('a', 'yard', 0, 100), [part('b', 'yard', 90, 100)], ''],
  ['none of another time', part('a', 'yard', 0, 100), [part('b', 'gate', 200, 100)], ''],
  ['none that cannot be played', part('a', 'yard', 0, 9), [part('b', 'gate', 0, 9, { state: 'unfinished' })], ''],
] as const)('the same moment: %s', (_, of, others, found) => {
  expect(ids(sameMoment([of, ...others], of))).toBe(found);
});

test.each([
  ['none of a film by itself', film('a', {}), [film('b', {})], ''],
  ['of the first part', film('a', { startedAt: 1 }), [film('b', { startedAt: 9, partOf: 'a' })], 'ab'],
  [
    'in order of time',
    film('c', { startedAt: 9, partOf: 'a' }),
    [film('b', { startedAt: 5, partOf: 'a' }), film('a', { startedAt: 1 })],
    'abc',
  ],
  [
    'whose first was deleted',
    film('c', { startedAt: 9, partOf: 'a' }),
    [film('b', { startedAt: 5, partOf: 'a' })],
    'bc',
  ],
  ['of another recording', film('c', { partOf: 'a' }), [film('b', { partOf: 'x' })], ''],
  ['that cannot be played', film('a', {}), [film('b', { partOf: 'a', state: 'unfinished' })], ''],
  [
    'one of which was made again',
    film('b', { startedAt: 9, partOf: 'a' }),
    [film('a', { startedAt: 1 }), film('x', { startedAt: 1, partOf: 'a' })],
    'ab',
  ],
  [
    'looked at in the one that was made again',
    film('x', { startedAt: 1, partOf: 'a' }),
    [film('a', { startedAt: 1 }), film('b', { startedAt: 9, partOf: 'a' })],
    'xb',
  ],
  [
    'the same, which lies behind the first one',
    film('b', { startedAt: 9, partOf: 'a' }),
    [film('x', { startedAt: 9, partOf: 'a' }), film('a', { startedAt: 1 })],
    'ab',
  ],
  ['made again and nothing else', film('a', { startedAt: 1 }), [film('x', { startedAt: 1, partOf: 'a' })], ''],
  ['that is alone by now', film('b', { partOf: 'a' }), [], ''],
] as const)('the parts of a recording: %s', (_, of, others, found) => {
  expect(ids(partsOf([of, ...others], of))).toBe(found);
});

describe('what other cameras saw meanwhile', () => {
  const whole = { fromMs: 0, untilMs: 60_000 };
  const yard = film('yard', {
    cameraId: 'y',
    cameraName: 'Yard',
    startedAt: 100_000,
    durationMs: 60_000,
    groupId: 'g',
  });
  const gate = (id: string, change: Partial<FilmSummary>) =>
    film(id, { cameraId: 'g', cameraName: 'Gate', startedAt: 100_000, durationMs: 60_000, ...change });
  test.each<[string, readonly FilmSummary[], string]>([
    ['nothing', [], ''],
    ['of the same camera nothing', [gate('a', { cameraId: 'y' })], ''],
    ['at the same time', [gate('a', {})], 'Gate:a'],
    ['it reaches into it', [gate('a', { startedAt: 50_000 }), gate('b', { startedAt: 159_999 })], 'Gate:a,b'],
    ['it only touches it', [gate('a', { startedAt: 40_000 }), gate('b', { startedAt: 160_000 })], ''],
    ['in order of time', [gate('b', { startedAt: 130_000 }), gate('a', { startedAt: 90_000 })], 'Gate:a,b'],
    ['a time-lapse of hours', [gate('a', { startedAt: 0, durationMs: 1000, speed: 600 })], 'Gate:a'],
    ['not finished', [gate('a', { state: 'recording' }), gate('b', { state: 'missing' })], ''],
    ['times that were counted', [gate('a', { areTimesCounted: true })], ''],
    [
      'of nobody knows which camera, by its name',
      [gate('a', { cameraId: '', cameraName: '', name: 'Ball' })],
      'Ball:a',
    ],
    [
      'two cameras, by name',
      [gate('a', {}), film('b', { cameraId: 'c', cameraName: 'Barn', startedAt: 101_000, durationMs: 1 })],
      'Barn:b Gate:a',
    ],
    ['begun together', [gate('a', { groupId: 'g' })], 'Gate:a together'],
    ['begun together with others', [gate('a', { groupId: 'h' })], 'Gate:a'],
  ])('%s', (_, others, wanted) => {
    const found = seenBeside([yard, ...others], yard, whole);
    const said = found.map(({ name, ids, isOfGroup }) => `${name}:${ids}${isOfGroup ? ' together' : ''}`);
    expect(said.join(' ')).toBe(wanted);
  });

  test('of the part that is chosen', () => {
    const others = [gate('a', { durationMs: 10_000 }), gate('b', { startedAt: 150_000 })];
    expect(seenBeside(others, yard, { fromMs: 20_000, untilMs: 30_000 })).toEqual([]);
    expect(seenBeside(others, yard, { fromMs: 5000, untilMs: 30_000 })[0]?.ids).toEqual(['a']);
  });
});
