/** Several cameras side by side: which picture is seen when, and where there is none. */
import { describe, expect, test } from 'vitest';
import { tileSize } from '../../../src/record/jobs/beside/beside';
import { type BesideSource, planBeside } from '../../../src/record/jobs/beside/plan';

const start = Date.UTC(2026, 4, 3, 14, 3, 21, 400);
const wholeUs = 10e6;

interface Given {
  readonly camera: string;
  /** After the first film began, ms. */
  readonly laterMs?: number;
  /** When its pictures are shown, ms of its film. */
  readonly ms: readonly number[];
  readonly endMs: number;
  readonly row?: Partial<BesideSource['row']>;
}

const every = (stepMs: number, endMs: number, fromMs = 0) =>
  Array.from({ length: Math.ceil((endMs - fromMs) / stepMs) }, (_, at) => fromMs + at * stepMs);

function sourceOf({ camera, laterMs = 0, ms, endMs, row }: Given): BesideSource {
  return {
    row: { cameraId: camera, cameraName: camera, name: '', startedAt: start + laterMs, gaps: [], ...row },
    film: { timesUs: Float64Array.from(ms, (one) => one * 1000), endUs: endMs * 1000 },
  };
}

const plan = (films: readonly Given[], fromUs = 0, untilUs = wholeUs) =>
  planBeside(films.map(sourceOf), { fromUs, untilUs });

/** What is seen of a camera at each of these times: the time its picture was taken at, ms after the first film began, or none. */
function seen(films: readonly Given[], camera: string, atMs: readonly number[], fromUs = 0, untilUs = wholeUs) {
  const { tiles, frames } = plan(films, fromUs, untilUs);
  const tile = tiles.findIndex(({ name }) => name === camera);
  const states: { ms: number; taken: number | undefined }[] = [{ ms: Number.NEGATIVE_INFINITY, taken: undefined }];
  for (const { atUs, changes } of frames()) {
    for (const { tile: at, shown } of changes) {
      if (at !== tile) continue;
      const film = shown && films[shown.source]!;
      const taken = film && (film.laterMs ?? 0) + film.ms[shown.picture]! * (film.row?.speed ?? 1);
      states.push({ ms: atUs / 1000, taken });
    }
  }
  return atMs.map((ms) => states.findLast((state) => state.ms <= ms)!.taken);
}

const yard: Given = { camera: 'yard', ms: every(100, 10_000), endMs: 10_000 };

describe('each camera shows what it saw then', () => {
  const none = undefined;
  test.each<[string, readonly Given[], string, readonly number[], readonly (number | undefined)[]]>([
    ['in step', [yard, { ...yard, camera: 'gate' }], 'gate', [0, 150, 9950], [0, 100, 9900]],
    [
      'out of step: no later than a thirtieth of a second',
      [yard, { ...yard, camera: 'gate', laterMs: 20 }],
      'gate',
      [60, 134, 160],
      [20, 120, 120],
    ],
    [
      'begun later: nothing until then',
      [yard, { camera: 'gate', laterMs: 4000, ms: every(100, 6000), endMs: 6000 }],
      'gate',
      [0, 3960, 4040],
      [none, none, 4000],
    ],
    [
      'begun earlier: what was seen then',
      [yard, { camera: 'gate', laterMs: -60_000, ms: every(100, 70_000), endMs: 70_000 }],
      'gate',
      [0, 550],
      [0, 500],
    ],
    [
      'ended earlier: nothing from then on',
      [yard, { camera: 'gate', ms: every(100, 3000), endMs: 3000 }],
      'gate',
      [2950, 3040, 9000],
      [2900, none, none],
    ],
    [
      'first picture late in its film',
      [yard, { camera: 'gate', ms: every(100, 9000, 1000), endMs: 9000 }],
      'gate',
      [500, 1050],
      [none, 1000],
    ],
    [
      'slow, and no gap: the last picture stands',
      [yard, { camera: 'gate', ms: [0, 4000, 8000], endMs: 10_000 }],
      'gate',
      [3900, 4050, 9900],
      [0, 4000, 8000],
    ],
    [
      'in two films with a pause between',
      [
        yard,
        { camera: 'gate', ms: every(100, 2000), endMs: 2000 },
        { camera: 'gate', laterMs: 5000, ms: every(100, 5000), endMs: 5000 },
      ],
      'gate',
      [1950, 2050, 4950, 5050],
      [1900, none, none, 5000],
    ],
    [
      'two films that reach into each other: the later one goes on',
      [
        yard,
        { camera: 'gate', ms: every(100, 2100), endMs: 2100 },
        { camera: 'gate', laterMs: 2000, ms: every(100, 5000), endMs: 5000 },
      ],
      'gate',
      [1950, 2050, 2150],
      [1900, 2000, 2100],
    ],
    [
      'a part cut out of another of its films changes nothing',
      [
        yard,
        { camera: 'gate', ms: every(100, 10_000), endMs: 10_000 },
        { camera: 'gate', laterMs: 2000, ms: every(100, 1000), endMs: 1000 },
      ],
      'gate',
      [2050, 3050, 9050],
      [2000, 3000, 9000],
    ],
    [
      'a time-lapse: by the clock and not by its film',
      [yard, { camera: 'gate', ms: every(100, 500), endMs: 500, row: { speed: 20 } }],
      'gate',
      [1990, 2040, 9000],
      [0, 2000, 8000],
    ],
  ])('%s', (_, films, camera, atMs, wanted) => {
    expect(seen(films, camera, atMs)).toEqual(wanted);
  });

  test('a gap is a gap, of the first film as well, and the picture before it stands as long as the one before that', () => {
    const ms = [...every(100, 3000), ...every(100, 10_000, 7000)];
    // The clock was put right a little after the gap was written down.
    const gaps = [{ startUs: 2_930_000, endUs: 7_020_000 }];
    const holed: Given = { camera: 'gate', ms, endMs: 10_000, row: { gaps } };
    const atMs = [2950, 3040, 3100, 6900, 7050];
    const wanted = [2900, undefined, undefined, undefined, 7000];
    expect(seen([yard, holed], 'gate', atMs)).toEqual(wanted);
    expect(seen([holed, yard], 'gate', atMs)).toEqual(wanted);
    expect(seen([holed, yard], 'yard', [5050])).toEqual([5000]);
    // A part that begins within the gap.
    expect(seen([yard, holed], 'gate', [0, 2090], 5e6)).toEqual([undefined, 7000]);
  });

  test('a part of the first film is the part of all, as long as it is there', () => {
    const later = { ...yard, camera: 'gate', laterMs: 3050 };
    const films = [yard, later];
    expect(plan(films, 2e6, 4e6).endUs).toBe(2e6);
    expect(seen(films, 'yard', [0, 1950], 2e6, 4e6)).toEqual([2000, 3900]);
    expect(seen(films, 'gate', [1000, 1090, 1199], 2e6, 4e6)).toEqual([undefined, 3050, 3150]);
  });
});

describe('the film that is made', () => {
  test('begins at once, ascends, stays within its end and changes no more than thirty times a second', () => {
    const films = Array.from({ length: 9 }, (_, at) => ({ ...yard, camera: `camera ${at}`, laterMs: at * 11 }));
    const { timesUs, endUs, frames, tiles } = plan(films);
    expect(timesUs[0]).toBe(0);
    expect(timesUs.at(-1)!).toBeLessThan(endUs);
    const steps = [...timesUs.slice(1)].map((us, at) => us - timesUs[at]!);
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(33_333);
    expect([...frames()].map(({ atUs }) => atUs)).toEqual([...timesUs]);
    for (const { changes } of frames()) expect(new Set(changes.map(({ tile }) => tile)).size).toBe(changes.length);
    expect(tiles.map(({ name }) => name)).toEqual(films.map(({ camera }) => camera));
  });

  test('two cameras out of step keep every picture of both', () => {
    const { timesUs } = plan([yard, { ...yard, camera: 'gate', laterMs: 50 }]);
    expect(timesUs.length).toBe(200);
  });

  test.each([
    [2, 2, 1],
    [3, 2, 2],
    [4, 2, 2],
    [5, 3, 2],
    [6, 3, 2],
    [7, 3, 3],
    [9, 3, 3],
  ])('%i cameras: %i across, %i down', (count, across, down) => {
    const films = Array.from({ length: count }, (_, at) => ({ ...yard, camera: `camera ${at}` }));
    expect(plan(films)).toMatchObject({ across, down });
  });

  test.each([
    ['small ones as they are', [640, 480], 2, 2, [640, 480]],
    ['nine of them smaller', [640, 480], 3, 3, [640, 480]],
    ['large ones', [1920, 1080], 2, 2, [960, 540]],
    ['upright ones', [1080, 1920], 2, 1, [810, 1440]],
    ['odd ones, even', [641, 361], 3, 2, [640, 360]],
    ['a strip', [4000, 10], 2, 1, [960, 2]],
  ] as const)('tiles: %s', (_, [widthPx, heightPx], across, down, wanted) => {
    const size = tileSize({ widthPx, heightPx }, { across, down });
    expect([size.widthPx, size.heightPx]).toEqual(wanted);
  });
});

describe('what cannot be side by side', () => {
  test.each<[string, readonly Given[]]>([
    ['one film', [yard]],
    ['two films of one camera', [yard, { ...yard, laterMs: 5000 }]],
    ['times that were counted', [yard, { ...yard, camera: 'gate', row: { areTimesCounted: true } }]],
    ['ten cameras', Array.from({ length: 10 }, (_, at) => ({ ...yard, camera: `camera ${at}` }))],
  ])('%s', (_, films) => {
    expect(() => plan(films)).toThrow(expect.objectContaining({ name: 'film/unlike' }));
  });
});
