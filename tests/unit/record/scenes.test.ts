/** "Record what moves" before a simulated camera: its pictures as JPEGs, noticed and decided on as in the app. Five a second. */
import { describe, expect, test } from 'vitest';
import { everyday, openPainter, restingView, type Scene } from '../../../sim/picture/painter';
import { openPlay } from '../../../sim/play';
import { defaultWhen, type Sensitivity } from '../../../src/base/options';
import { check } from '../../../src/check/check';
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
}

function watch({ seconds, at, hangsAt, isTorn, sensitivity = 'usual' }: Happening): Watched {
  const movement = openMovement();
  const when = { ...defaultWhen, motion: true, afterSeconds: 5, leastSeconds: 1, sensitivity };
  movement.set(when);
  let { state } = decide(firstDeciding, { kind: 'when', at: startedAt, when });
  const [begun, ended, told] = [[] as number[], [] as number[], new Map<string, number>()];
  let last: Uint8Array | undefined;
  for (let ms = 0; ms < seconds * 1000; ms += everyMs) {
    const sceneAt = startedAt + ms;
    if (!last || ms < (hangsAt ?? Number.POSITIVE_INFINITY)) {
      last = painter.paint(sceneAt, { ...restingView, scene: at(ms) }, () => strip);
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
  return { begun, ended, told };
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
