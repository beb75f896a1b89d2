/** The rate doctor's advice. */
import { describe, expect, test } from 'vitest';
import { adviseRate, tidyFps } from '../../../src/ui/advice';

const even = Array.from({ length: 20 }, () => 100);

test('says nothing before it has measured', () => {
  expect(adviseRate({ askedFps: 10, answeredFps: 0, uniqueFps: 0, intervalsMs: [] })).toEqual({ kind: 'waiting' });
  expect(adviseRate({ askedFps: 10, answeredFps: 10, uniqueFps: 10, intervalsMs: [100] })).toEqual({ kind: 'waiting' });
});

test('a camera that keeps its rate is fine', () => {
  expect(adviseRate({ askedFps: 10, answeredFps: 9.6, uniqueFps: 9.5, intervalsMs: even })).toEqual({ kind: 'fine' });
  expect(adviseRate({ askedFps: 0, answeredFps: 25, uniqueFps: 25, intervalsMs: even })).toEqual({ kind: 'fine' });
});

test('the half fps of old cameras: every picture twice', () => {
  expect(adviseRate({ askedFps: 15, answeredFps: 15, uniqueFps: 7.4, intervalsMs: even })).toEqual({
    kind: 'repeats',
    fps: 7,
  });
});

test('a camera that gives less than asked', () => {
  expect(adviseRate({ askedFps: 20, answeredFps: 8.2, uniqueFps: 8.2, intervalsMs: even })).toEqual({
    kind: 'slow',
    fps: 8,
  });
});

test('repeats are named before slowness: they are the cause people can change', () => {
  expect(adviseRate({ askedFps: 20, answeredFps: 10, uniqueFps: 5, intervalsMs: even }).kind).toBe('repeats');
});

test('stutter', () => {
  const uneven = even.map((ms, at) => (at % 10 === 0 ? ms * 6 : ms));
  expect(adviseRate({ askedFps: 10, answeredFps: 9, uniqueFps: 9, intervalsMs: uneven })).toEqual({ kind: 'uneven' });
});

describe('a rate a person would type', () => {
  test.each([
    [14.7, 15],
    [1.2, 1],
    [0.51, 1 / 2],
    [0.21, 1 / 5],
  ])('%s', (measured, tidy) => {
    expect(tidyFps(measured)).toBeCloseTo(tidy, 6);
  });
});
