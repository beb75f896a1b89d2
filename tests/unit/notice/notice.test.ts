/** What moves is movement; light, noise, rain and a ticking clock are none. A made-up scene of 80x60 cells, ten pictures a second. */
import { describe, expect, test } from 'vitest';
import { type GreyCells, movementScore, type Noticed, openWatcher } from '../../../src/notice/notice';
import { makeRandom } from '../../support/random';

const [widthCells, heightCells] = [80, 60];

interface Scene {
  /** Light: a level for what is grey, by cell and time. */
  readonly light?: (x: number, y: number, ms: number) => number;
  /** Level of something in front of the scene; undefined where there is nothing. */
  readonly thing?: (x: number, y: number, ms: number, random: () => number) => number | undefined;
  readonly noise?: number;
}

function pictureAt({ light, thing, noise = 1.5 }: Scene, ms: number, random: () => number): GreyCells {
  const luma = new Uint8Array(widthCells * heightCells);
  for (let y = 0; y < heightCells; y++)
    for (let x = 0; x < widthCells; x++) {
      const wall = 90 + 60 * Math.sin(x / 5) * Math.cos(y / 7) + ((x * 7 + y * 13) % 11) * 3;
      const lit = wall * (light?.(x, y, ms) ?? 1);
      const level = thing?.(x, y, ms, random) ?? lit;
      luma[y * widthCells + x] = Math.max(0, Math.min(255, Math.round(level + (random() + random() - 1) * noise)));
    }
  return { widthCells, heightCells, luma };
}

function watch(scene: Scene, seconds = 30, counts?: Uint8Array, fps = 10): Noticed[] {
  const watcher = openWatcher();
  const random = makeRandom(7);
  return Array.from({ length: seconds * fps }, (_, i) => {
    const ms = (i * 1000) / fps;
    const noticed = watcher.notice(pictureAt(scene, ms, random), ms, counts);
    return { ...noticed, moved: noticed.moved.slice() };
  });
}

const moving = (noticed: readonly Noticed[]): number => noticed.filter(({ score }) => score > movementScore).length;

/** A person of 3x7 cells, 60 pixels high, that crosses from the tenth second on in ten seconds. */
const walker = (level: number) => (x: number, y: number, ms: number) => {
  const at = ((ms - 10_000) / 10_000) * widthCells;
  return ms >= 10_000 && x >= at && x < at + 3 && y >= 30 && y < 37 ? level : undefined;
};

describe('is movement', () => {
  for (const [name, scene] of Object.entries<Scene>({
    'a dark person': { thing: walker(20) },
    'a bright person': { thing: walker(230) },
    'by night, with much noise': { light: () => 0.15, thing: walker(70), noise: 6 },
    'while the sun comes up': { light: (_x, _y, ms) => 0.4 + ms / 40_000, thing: walker(20) },
    'while a lamp is switched on': { light: (_x, _y, ms) => (ms < 14_000 ? 0.6 : 1), thing: walker(15) },
    'something that fills a quarter': {
      thing: (x, y, ms) => (ms > 10_000 && x > (ms / 250) % 40 && x < 40 && y < 30 ? 40 : undefined),
    },
  }))
    test(name, () => {
      const noticed = watch(scene);
      expect(moving(noticed.slice(0, 100)), 'before').toBeLessThan(2);
      expect(moving(noticed.slice(105, 195)), 'while it crosses').toBeGreaterThan(80);
    });
});

describe('is none', () => {
  for (const [name, scene] of Object.entries<Scene>({
    'nothing but noise': { noise: 2 },
    'much noise by night': { light: () => 0.12, noise: 10 },
    'a lamp': { light: (_x, _y, ms) => (ms < 10_000 ? 0.5 : 1) },
    'a lamp in a corner': { light: (x, y, ms) => (ms < 10_000 ? 0.5 : 0.5 + 60 / (80 + x + y)) },
    'the exposure steps up and down': { light: (_x, _y, ms) => [1, 0.8, 1.15, 0.9][Math.floor(ms / 4000) % 4]! },
    'a cloud that passes': { light: (x, _y, ms) => 1 - 0.35 / (1 + Math.exp((x * 8 - (ms - 8000) / 12) / 160)) },
    dawn: { light: (_x, _y, ms) => 0.2 + ms / 30_000 },
    'rain: single cells': { thing: (_x, _y, _ms, random) => (random() < 0.004 ? 220 : undefined) },
    'a clock in the corner that ticks': {
      thing: (x, y, ms) => (y < 2 && x < 20 ? ((Math.floor(ms / 1000) * 31 + x * 17 + y) % 5) * 50 : undefined),
    },
  }))
    test(name, () => {
      // A clock is known after some ticks, all else at once.
      const from = name.includes('clock') ? 200 : 0;
      expect(moving(watch(scene).slice(from))).toBe(0);
    });

  test('what stands still again, after some minutes', () => {
    const parked: Scene = {
      thing: (x, y, ms) => (ms > 10_000 && x > 30 && x < 45 && y > 30 && y < 38 ? 20 : undefined),
    };
    const noticed = watch(parked, 300, undefined, 2);
    expect(moving(noticed.slice(21, 40))).toBeGreaterThan(10);
    expect(moving(noticed.slice(-100))).toBe(0);
  });

  test('what moves where no cell counts', () => {
    const counts = Uint8Array.from({ length: widthCells * heightCells }, (_, i) => (i < 25 * widthCells ? 1 : 0));
    expect(moving(watch({ thing: walker(20) }, 30, counts))).toBe(0);
  });
});

test('the share of cells is told, and which they are', () => {
  const noticed = watch({ thing: walker(20) })[150]!;
  const at = noticed.moved.indexOf(1);
  expect(Math.floor(at / widthCells)).toBeGreaterThan(27);
  expect(noticed.score).toBeGreaterThan(10 / (widthCells * heightCells));
  expect(noticed.score).toBeLessThan(0.02);
});

describe('sight', () => {
  const sights = (scene: Scene, seconds?: number) => watch(scene, seconds).map(({ sight }) => sight);
  test('a hand over the lens: covered, until it goes', () => {
    const seen = sights({ thing: (_x, _y, ms) => (ms > 10_000 && ms < 20_000 ? 25 : undefined) });
    expect([seen[90], seen[120], seen[190], seen[220]]).toEqual(['clear', 'covered', 'covered', 'clear']);
  });
  test('night without a lamp: blind, and no movement by noise', () => {
    const noticed = watch({ light: () => 0.02, noise: 3 });
    expect(noticed.at(-1)!.sight).toBe('blind');
    expect(moving(noticed)).toBe(0);
  });
  test('the very same picture for ten seconds: frozen', () => {
    const watcher = openWatcher();
    const random = makeRandom(3);
    const live = () => pictureAt({}, 0, random);
    for (let i = 0; i < 50; i++) watcher.notice(live(), i * 100);
    const last = live();
    for (let i = 50; i < 145; i++) expect(watcher.notice(last, i * 100).sight).toBe('clear');
    for (let i = 152; i < 160; i++) expect(watcher.notice(last, i * 100).sight).toBe('frozen');
    expect(watcher.notice(live(), 16_000).sight).toBe('clear');
  });
  test('brightness is the mean level', () => {
    expect(watch({ thing: () => 77, noise: 0 }, 1)[0]!.brightness).toBe(77);
  });
});

test('another size, no picture, a clock set back: the scene is learnt anew, nothing is thrown', () => {
  const watcher = openWatcher();
  const random = makeRandom(1);
  for (let i = 0; i < 20; i++) watcher.notice(pictureAt({}, 0, random), i * 100);
  expect(watcher.notice({ widthCells: 0, heightCells: 0, luma: new Uint8Array(0) }, 2100).score).toBe(0);
  const small = { widthCells: 3, heightCells: 2, luma: Uint8Array.of(1, 2, 3, 200, 100, 0) };
  for (const at of [2200, -50, 1e12]) expect(watcher.notice(small, at).score).toBe(0);
});
