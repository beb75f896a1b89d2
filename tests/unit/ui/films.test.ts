/** Finding films that were recorded together. */
import { expect, test } from 'vitest';
import type { FilmSummary } from '../../../src/base/library';
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
  ['that is alone by now', film('b', { partOf: 'a' }), [], ''],
] as const)('the parts of a recording: %s', (_, of, others, found) => {
  expect(ids(partsOf([of, ...others], of))).toBe(found);
});
