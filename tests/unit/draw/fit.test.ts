/** Sizes and fits: what draw decides without a canvas. */
import { describe, expect, it } from 'vitest';
import type { Look } from '../../../src/base/options';
import { clockText } from '../../../src/draw/canvas';
import { filmSize, fitInto, isExact } from '../../../src/draw/fit';

const look = (rotateDegrees: Look['rotateDegrees']): Look => ({ colour: true, clock: false, rotateDegrees });

describe('filmSize', () => {
  it('is turned and even', () => {
    expect(filmSize({ widthPx: 641, heightPx: 481 }, look(0))).toEqual({ widthPx: 640, heightPx: 480 });
    expect(filmSize({ widthPx: 641, heightPx: 481 }, look(90))).toEqual({ widthPx: 480, heightPx: 640 });
    expect(filmSize({ widthPx: 640, heightPx: 480 }, look(180))).toEqual({ widthPx: 640, heightPx: 480 });
    expect(filmSize({ widthPx: 1, heightPx: 1 }, look(0))).toEqual({ widthPx: 2, heightPx: 2 });
  });

  it('stays within what H.264 level 5.2 holds, in the same proportions', () => {
    const { widthPx, heightPx } = filmSize({ widthPx: 8000, heightPx: 6000 }, look(0));
    expect(Math.ceil(widthPx / 16) * Math.ceil(heightPx / 16)).toBeLessThanOrEqual(36864);
    expect(widthPx / heightPx).toBeCloseTo(4 / 3, 2);
    expect(filmSize({ widthPx: 20_000, heightPx: 100 }, look(0)).widthPx).toBeLessThanOrEqual(8688);
  });
});

describe('place', () => {
  it('cuts an odd picture instead of scaling it', () => {
    const at = fitInto({ widthPx: 641, heightPx: 481 }, { widthPx: 640, heightPx: 480 }, 0);
    expect(isExact(at)).toBe(true);
  });

  it('letterboxes a picture of other proportions and doubles a smaller one', () => {
    const film = { widthPx: 640, heightPx: 480 };
    expect(fitInto({ widthPx: 320, heightPx: 240 }, film, 0)).toMatchObject({ scale: 2, leftPx: 0, topPx: 0 });
    expect(fitInto({ widthPx: 1280, heightPx: 720 }, film, 0)).toMatchObject({ scale: 0.5, leftPx: 0, topPx: 60 });
    expect(fitInto({ widthPx: 640, heightPx: 480 }, film, 90)).toMatchObject({ scale: 0.75, leftPx: 140, topPx: 0 });
    expect(isExact(fitInto({ widthPx: 320, heightPx: 240 }, film, 0))).toBe(false);
  });
});

describe('clockText', () => {
  it('is local time, every part with two digits', () => {
    expect(clockText(new Date(2026, 0, 2, 3, 4, 5, 999).getTime())).toBe('2026-01-02 03:04:05');
  });
});
