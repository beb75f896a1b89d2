/** Sorting and searching the list of films, and finding those that were recorded together. */
import { expect, test } from 'vitest';
import { emptyTally, type FilmSummary } from '../../../src/base/library';
import { arrange, partsOf, sameMoment } from '../../../src/ui/model/films/films';

function film(id: string, change: Partial<FilmSummary>): FilmSummary {
  return {
    id,
    name: '',
    cameraId: '',
    cameraName: '',
    state: 'finished',
    startedAt: 0,
    durationMs: 0,
    sizeBytes: 0,
    widthPx: 640,
    heightPx: 480,
    frames: 0,
    protected: false,
    mimeType: 'video/mp4',
    engine: 'none',
    tally: emptyTally,
    gaps: [],
    ...change,
  };
}

const films = [
  film('a', { name: 'Gate 10', startedAt: 1, durationMs: 300, sizeBytes: 20 }),
  film('b', { name: 'Gate 9', startedAt: 3, durationMs: 100, sizeBytes: 30 }),
  film('c', { cameraName: 'Äpfel', startedAt: 2, durationMs: 200, sizeBytes: 10 }),
];
const ids = (list: readonly FilmSummary[]) => list.map(({ id }) => id).join('');

test.each([
  ['newest', 'bca'],
  ['oldest', 'acb'],
  ['longest', 'acb'],
  ['largest', 'bac'],
  ['name', 'cba'],
] as const)('%s', (sort, order) => {
  expect(ids(arrange(films, '', sort))).toBe(order);
});

test('search looks at film and camera names and ignores case', () => {
  expect(ids(arrange(films, ' GATE ', 'oldest'))).toBe('ab');
  expect(ids(arrange(films, 'äpf', 'oldest'))).toBe('c');
  expect(ids(arrange(films, 'nothing', 'oldest'))).toBe('');
});

test('the list given is left as it was', () => {
  arrange(films, '', 'newest');
  expect(ids(films)).toBe('abc');
});

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
