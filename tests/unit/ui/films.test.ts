/** Sorting and searching the list of films. */
import { expect, test } from 'vitest';
import { emptyTally, type FilmSummary } from '../../../src/base/library';
import { arrange } from '../../../src/ui/model/film-actions';

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
