/** "Record what moves" before a simulated camera: its pictures as JPEGs, noticed and decided on as in the app. Five a second. */
import { describe, expect, test } from 'vitest';
import { everyday, openPainter, type Painter, restingView, type Scene } from '../../../sim/picture/painter';
import { openPlay } from '../../../sim/play';
import { defaultWhen, type Sensitivity } from '../../../src/base/options';
import { cellsOfZones, zoneColumns } from '../../../src/base/zones';
import { check } from '../../../src/check/check';
import type { MovementView } from '../../../src/record/contract';
import { openMovement } from '../../../src/record/live/movement';
import { decide, firstDeciding } from '../../../src/record/when/when';

const startedAt = new Date(2026, 10, 25, 12, 0, 0).getTime();
const everyMs = 200;
const limits = {
  lengthMs: Number.POSITIVE_INFINITY,
  splitMs: Number.POSITIVE_INFINITY,
  mostFrames: Number.POSITIVE_INFINITY,
};
/** No camera has one but the simulated: its flicker is none of the matter. */
const strip = { frame: 0, takenAt: startedAt };
/** Painted bands are kept: one for all. */
const painter = openPainter({ widthPx: 320, heightPx: 240, title: 'Garden', quality: 70, restart: false });

interface Watched {
  /** When films began and ended, ms. */
  readonly begun: readonly number[];
  readonly ended: readonly number[];
  /** From when on the person is told of it, ms. */
  readonly told: ReadonlyMap<string, number>;
  /** As whoever draws zones sees it with the last picture. */
  readonly view: MovementView;
}

interface Happening {
  readonly seconds: number;
  /** What is before the camera at each moment. */
  readonly at: (ms: number) => Scene;
  /** The camera hangs from then on, ms. */
  readonly hangsAt?: number;
  /** Only the upper part of the picture comes while this holds. */
  readonly isTorn?: (ms: number) => boolean;
  readonly sensitivity?: Sensitivity;
  /** Where movement counts. */
  readonly zones?: string;
  readonly by?: Painter;
}

function watch({ seconds, at, hangsAt, isTorn, sensitivity = 'usual', zones = '', by = painter }: Happening): Watched {
  const movement = openMovement();
  const when = { ...defaultWhen, motion: true, afterSeconds: 5, leastSeconds: 1, sensitivity, zones };
  movement.set(when);
  let { state } = decide(firstDeciding, { kind: 'when', at: startedAt, when });
  const [begun, ended, told] = [[] as number[], [] as number[], new Map<string, number>()];
  let last: Uint8Array | undefined;
  for (let ms = 0; ms < seconds * 1000; ms += everyMs) {
    const sceneAt = startedAt + ms;
    if (!last || ms < (hangsAt ?? Number.POSITIVE_INFINITY)) {
      last = by.paint(sceneAt, { ...restingView, scene: at(ms) }, () => strip);
    }
    const bytes = isTorn?.(ms) ? last.subarray(0, last.length / 2) : last;
    const checked = check({ stage: 'shot', bytes, arrivedAt: sceneAt }, movement.dcPicture);
    if (checked.kind === 'refused') throw checked.trouble;
    const { jpeg, moved } = movement.seen(checked.jpeg);
    if (movement.trouble && !told.has(movement.trouble.code)) told.set(movement.trouble.code, ms);
    const event = { kind: 'picture', at: sceneAt, whole: jpeg.whole, moved, frames: 0, limits } as const;
    const decided = decide(state, event);
    state = decided.state;
    for (const act of decided.acts) {
      if (act.kind === 'begin') begun.push(ms);
      if (act.kind !== 'end') continue;
      ended.push(ms);
      state = decide(state, { kind: 'finished', at: sceneAt }).state;
    }
  }
  return { begun, ended, told, view: movement.view(startedAt + seconds * 1000) };
}

const still: Scene = { ...everyday, isStill: true };

/** The walker is on his way in these ms. */
function walking(ms: number, from: number, length = 5000, scene = still): Scene {
  const play = openPlay(() => from);
  play.set(scene);
  play.walk(length);
  return play.sceneAt(ms);
}

const noFilm = { begun: [], ended: [] };

describe('begins a film', () => {
  test.each<readonly [string, Happening]>([
    ['somebody walks by', { seconds: 30, at: (ms) => walking(ms, 12_000) }],
    ['somebody runs by', { seconds: 30, at: (ms) => walking(ms, 12_000, 1500) }],
    [
      'somebody walks by at dusk',
      { seconds: 30, at: (ms) => walking(ms, 12_000, 5000, { ...still, light: Math.round(50 - ms / 1000) / 50 }) },
    ],
    ['somebody walks by in the dark', { seconds: 30, at: (ms) => walking(ms, 12_000, 5000, { ...still, light: 0.3 }) }],
    [
      'somebody switches the lamp on and walks in',
      { seconds: 30, at: (ms) => walking(ms, 12_000, 5000, { ...still, light: ms < 11_000 ? 0.4 : 1 }) },
    ],
  ])('%s: within a second, and it ends five after the last movement', (_, happening) => {
    const { begun, ended, told } = watch(happening);
    expect(begun.length).toBe(1);
    expect(begun[0]).toBeGreaterThanOrEqual(12_000);
    expect(begun[0]).toBeLessThanOrEqual(13_000);
    expect(ended.length).toBe(1);
    expect(ended[0]).toBeLessThan(24_000);
    expect([...told]).toEqual([]);
  });

  test('two walks are two films', () => {
    const { begun } = watch({ seconds: 45, at: (ms) => (ms < 25_000 ? walking(ms, 10_000) : walking(ms, 30_000)) });
    expect(begun.map((ms) => Math.floor(ms / 1000))).toEqual([10, 30]);
  });

  test('a car that comes by', () => {
    expect(watch({ seconds: 20, at: (ms) => ({ ...everyday, isStill: ms < 10_000 }) }).begun.length).toBe(1);
  });
});

describe('begins none', () => {
  test.each<readonly [string, Happening]>([
    ['nothing but the ticking clock and noise', { seconds: 40, at: () => still }],
    ['a lamp is switched on', { seconds: 25, at: (ms) => ({ ...still, light: ms < 12_000 ? 0.4 : 1 }) }],
    ['a lamp is switched off', { seconds: 25, at: (ms) => ({ ...still, light: ms < 12_000 ? 1 : 0.5 }) }],
    [
      'the exposure steps up and down',
      { seconds: 30, at: (ms) => ({ ...still, light: [1, 0.85, 1.1][Math.floor(ms / 6000) % 3]! }) },
    ],
    ['dawn', { seconds: 30, at: (ms) => ({ ...still, light: Math.round(10 + ms / 1000) / 50 }) }],
    ['a hand over the lens', { seconds: 30, at: (ms) => ({ ...still, isCovered: ms >= 12_000 }) }],
    [
      'a hand over the lens, and away again',
      { seconds: 40, at: (ms) => ({ ...still, isCovered: ms >= 12_000 && ms < 24_000 }) },
    ],
    ['pictures that come in part', { seconds: 30, at: () => still, isTorn: (ms) => ms >= 12_000 && ms % 600 === 0 }],
    [
      'somebody who walks by in pictures that come in part',
      { seconds: 30, at: (ms) => walking(ms, 12_000), isTorn: (ms) => ms >= 11_000 && ms < 18_000 },
    ],
    ['a camera that hangs', { seconds: 50, at: () => still, hangsAt: 12_000 }],
    [
      'somebody far away, where only large things count',
      { seconds: 30, at: (ms) => walking(ms, 12_000), sensitivity: 'low' },
    ],
  ])('%s', (_, happening) => {
    expect(watch(happening)).toMatchObject(noFilm);
  });
});

/** Rows of the grid that count, one digit for four cells. */
const rows = (from: number, end: number) =>
  Array.from({ length: 12 }, (_, row) => (row >= from && row < end ? 'ffff' : '0000')).join('');
const large = openPainter({ widthPx: 640, heightPx: 480, title: 'Garden', quality: 70, restart: false });

describe('where movement counts', () => {
  test.each<readonly [string, string, Painter, number]>([
    ['everywhere', '', painter, 1],
    ['nowhere', rows(0, 0), painter, 0],
    ['where he does not walk', rows(0, 5), painter, 0],
    ['where he walks', rows(5, 12), painter, 1],
    ['where he does not walk, in larger pictures', rows(0, 5), large, 0],
    ['where he walks, in larger pictures', rows(5, 12), large, 1],
    ['where he ends', Array(12).fill('000f').join(''), painter, 1],
  ])('%s', (_, zones, by, films) => {
    const { begun } = watch({ seconds: 25, at: (ms) => walking(ms, 12_000), zones, by });
    expect(begun.length).toBe(films);
  });

  test('who draws zones sees where he is, also where it does not count, and what it would have come to', () => {
    const happening = { seconds: 14, at: (ms: number) => walking(ms, 12_000) };
    const [counts, not] = [watch(happening).view, watch({ ...happening, zones: rows(0, 5) }).view];
    expect(not.moved).toBe(counts.moved);
    const lit = [...cellsOfZones(counts.moved).entries()].filter(([, on]) => on).map(([at]) => at);
    expect(lit.length).toBeGreaterThan(0);
    expect(Math.min(...lit)).toBeGreaterThanOrEqual(5 * zoneColumns);
    expect(counts.most!.score).toBeGreaterThan(counts.threshold);
    expect(counts.most!.agoMs).toBeLessThan(2_500);
    expect(not.most!.score).toBeLessThan(not.threshold);
    const later = watch({ ...happening, seconds: 29 }).view;
    expect(later.most!.score).toBeLessThan(later.threshold);
    expect(later.sinceMs).toBeGreaterThan(9_000);
    expect(later.sinceMs).toBeLessThanOrEqual(10_400);
  });

  test('other zones: what was scored with the old ones is no answer any more', () => {
    const movement = openMovement();
    movement.set({ ...defaultWhen, motion: true });
    for (let ms = 0; ms < 15_000; ms += everyMs) {
      const bytes = painter.paint(startedAt + ms, { ...restingView, scene: walking(ms, 10_000) }, () => ({
        frame: 0,
        takenAt: startedAt + ms,
      }));
      const checked = check({ stage: 'shot', bytes, arrivedAt: startedAt + ms }, movement.dcPicture);
      if (checked.kind === 'jpeg') movement.seen(checked.jpeg);
    }
    expect(movement.view(startedAt + 15_000).most!.score).toBeGreaterThan(0.003);
    movement.set({ ...defaultWhen, motion: true, zones: rows(0, 5) });
    expect(movement.view(startedAt + 15_000)).toMatchObject({ most: undefined, sinceMs: 0 });
  });
});

describe('is told', () => {
  test.each<readonly [string, Happening, readonly (readonly [string, number])[]]>([
    [
      'a covered lens',
      { seconds: 30, at: (ms) => ({ ...still, isCovered: ms >= 12_000 }) },
      [['notice/covered', 17_000]],
    ],
    [
      'a hand that was there for a moment',
      { seconds: 30, at: (ms) => ({ ...still, isCovered: ms >= 12_000 && ms < 15_000 }) },
      [],
    ],
    ['a camera that hangs', { seconds: 60, at: () => still, hangsAt: 12_000 }, [['notice/frozen', 42_000]]],
    ['a camera that hung for a moment', { seconds: 40, at: () => still, isTorn: () => false, hangsAt: 25_000 }, []],
    [
      'night that falls',
      { seconds: 60, at: (ms) => ({ ...still, light: Math.max(0.3, Math.round(50 - ms / 1000) / 50) }) },
      [],
    ],
  ])('%s', (_, happening, expected) => {
    const told = [...watch(happening).told];
    expect(told.map(([code]) => code)).toEqual(expected.map(([code]) => code));
    for (const [at, [, ms]] of told.entries()) expect(Math.abs(ms - expected[at]![1])).toBeLessThan(1500);
  });
});
