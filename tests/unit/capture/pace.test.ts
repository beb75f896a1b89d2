/** The grid, the back-off and the patience, on a clock of our own. */
import { describe, expect, it } from 'vitest';
import { openBackOff, openGrid, openPatience } from '../../../src/capture/pace/pace';

/** Times of requests when each answer takes `answerMs(n)`. */
function requests(fps: number, count: number, answerMs: (n: number) => number, grid = openGrid(fps)): number[] {
  const times: number[] = [];
  let now = 5000.5;
  for (let n = 0; n < count; n++) {
    now += grid.waitMs(now);
    times.push(now);
    now += answerMs(n);
    grid.answered();
  }
  return times;
}

describe('the polling grid', () => {
  it('does not drift: 10,000 pictures at 7 fps with answers of 1 to 90 ms', () => {
    const times = requests(7, 10_000, (n) => 1 + ((n * 37) % 90));
    for (const [n, at] of times.entries()) expect(at).toBeCloseTo(5000.5 + (n * 1000) / 7, 5);
  });

  it('skips late slots and stays on the grid', () => {
    const times = requests(10, 6, (n) => (n === 2 ? 350 : 20));
    expect(times.map((at) => Math.round(at - 5000.5))).toEqual([0, 100, 200, 600, 700, 800]);
  });

  it('0 fps asks as soon as the answer is there, but not more than 30 times a second', () => {
    expect(requests(0, 4, () => 100).map((at) => Math.round(at - 5000.5))).toEqual([0, 100, 200, 300]);
    expect(requests(0, 4, () => 1).map((at) => Math.round(at - 5000.5))).toEqual([0, 33, 67, 100]);
  });

  it('one picture in 5 s', () => {
    expect(requests(0.2, 3, () => 400).map((at) => Math.round(at - 5000.5))).toEqual([0, 5000, 10000]);
  });

  it('asks half as often after "busy", and recovers after 20 good answers', () => {
    const grid = openGrid(10);
    grid.waitMs(0);
    grid.slower();
    const times = requests(10, 25, () => 5, grid);
    const gaps = times.slice(1).map((at, n) => Math.round(at - times[n]!));
    expect(gaps.slice(0, 18).every((gap) => gap === 200)).toBe(true);
    expect(gaps.at(-1)).toBe(100);
  });
});

describe('the back-off', () => {
  it('doubles up to its longest, with jitter', () => {
    const waits = (random: number) => {
      const backOff = openBackOff(500, 30_000, () => random);
      return Array.from({ length: 9 }, () => backOff.nextMs('capture/unreachable'));
    };
    expect(waits(0.5)).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
    expect(waits(0)[0]).toBe(375);
    expect(waits(1)[0]).toBe(625);
  });

  it('begins again after a picture', () => {
    const backOff = openBackOff(500, 30_000, () => 0.5);
    backOff.nextMs('capture/busy');
    backOff.nextMs('capture/busy');
    backOff.reset();
    expect(backOff.nextMs('capture/busy')).toBe(500);
  });

  it('waits longest at once when a person must do something: a wrong password locks some cameras', () => {
    expect(openBackOff(500, 30_000, () => 0.5).nextMs('capture/login')).toBe(30_000);
  });

  it('expects a camera back that has worked: one that starts again refuses everybody for a while', () => {
    const backOff = openBackOff(500, 30_000, () => 0.5);
    backOff.reset();
    expect([backOff.nextMs('capture/login'), backOff.nextMs('capture/html')]).toEqual([500, 1000]);
  });
});

describe('patience', () => {
  const limits = { firstByteMs: 10_000, idleMs: 5_000, staleMs: 3_000, longestMs: 120_000, calmMs: 60_000 };
  function patienceAfter(askedFps: number, gapsMs: readonly number[]) {
    const patience = openPatience(askedFps, limits);
    let at = 1e12;
    patience.arrived(at);
    for (const gap of gapsMs) patience.arrived((at += gap));
    return { staleMs: patience.staleMs, idleMs: patience.idleMs };
  }

  it('B01: five times the median gap of a slow camera', () => {
    expect(patienceAfter(0, [5000, 5000, 5000, 5100])).toEqual({ staleMs: 25_000, idleMs: 25_000 });
    expect(patienceAfter(0.2, [])).toEqual({ staleMs: 25_000, idleMs: 25_000 });
  });

  it('never less than its limits', () => {
    expect(patienceAfter(0, [40, 40, 40, 40])).toEqual({ staleMs: 3000, idleMs: 5000 });
  });

  it('before a rate is known, the second picture may take as long as the first byte', () => {
    expect(patienceAfter(0, [])).toEqual({ staleMs: 3000, idleMs: 10_000 });
  });
});
