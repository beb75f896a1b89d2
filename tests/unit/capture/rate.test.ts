/** The figures and the advice of the rate doctor. */
import { describe, expect, it } from 'vitest';
import { openRateDoctor } from '../../../src/capture/capture';

function diagnose(askedFps: number, arrivals: readonly (readonly [number, number])[]) {
  const doctor = openRateDoctor(askedFps);
  for (const [at, fingerprint] of arrivals) doctor.add(at, fingerprint);
  return doctor.report();
}
const steady = (count: number, everyMs: number, fingerprint: (n: number) => number) =>
  Array.from({ length: count }, (_, n) => [1e12 + n * everyMs, fingerprint(n)] as const);

describe('the rate doctor', () => {
  it('finds nothing wrong with a steady camera', () => {
    const report = diagnose(
      10,
      steady(60, 100, (n) => n),
    );
    expect(report.advice).toEqual({ code: 'fine' });
    expect(report.answeredFps).toBeCloseTo(10, 6);
    expect(report.uniqueFps).toBeCloseTo(10, 6);
    expect(report.intervalsMs).toHaveLength(59);
  });

  it('explains "half fps": every picture twice', () => {
    const report = diagnose(
      15,
      steady(120, 1000 / 15, (n) => n >> 1),
    );
    expect(report.answeredFps).toBeCloseTo(15, 6);
    expect(report.uniqueFps).toBeCloseTo(7.5, 0);
    expect(report.advice).toMatchObject({ code: 'repeats', askFps: 8 });
    expect(report.advice.code === 'repeats' && report.advice.timesEach).toBeCloseTo(2, 1);
  });

  it('asks for one of the slow rates when there is a new picture every 4 s', () => {
    const report = diagnose(
      1,
      steady(40, 1000, (n) => n >> 2),
    );
    expect(report.advice).toMatchObject({ code: 'repeats', askFps: 1 / 4 });
  });

  it('notices old pictures that come back', () => {
    const report = diagnose(
      0,
      steady(60, 200, (n) => (n % 6 === 5 ? n - 3 : n)),
    );
    expect(report.advice.code).toBe('out-of-order');
    expect(report.staleRepeats).toBeGreaterThan(5);
    expect(report.repeats).toBe(0);
  });

  it('says when less or more comes than was asked', () => {
    expect(
      diagnose(
        20,
        steady(60, 100, (n) => n),
      ).advice,
    ).toMatchObject({ code: 'slower', askedFps: 20 });
    expect(
      diagnose(
        5,
        steady(60, 100, (n) => n),
      ).advice,
    ).toMatchObject({ code: 'faster', askedFps: 5 });
  });

  it('says when pictures come in bursts', () => {
    const report = diagnose(
      0,
      steady(60, 50, (n) => n).map(([at, print], n) => [at + Math.floor(n / 20) * 1500, print] as const),
    );
    expect(report.advice).toEqual({ code: 'uneven', medianMs: 50, longestMs: 1550 });
  });

  it('waits for enough pictures, also from one in 5 s', () => {
    expect(diagnose(0, []).advice).toEqual({ code: 'wait' });
    expect(
      diagnose(
        0.2,
        steady(5, 5000, (n) => n),
      ).advice,
    ).toEqual({ code: 'wait' });
    const slow = diagnose(
      0.2,
      steady(20, 5000, (n) => n),
    );
    expect(slow.advice).toEqual({ code: 'fine' });
    expect(slow.answeredFps).toBeCloseTo(0.2, 6);
  });

  it('forgets what is long ago', () => {
    const report = diagnose(0, [
      ...steady(50, 100, () => 1),
      ...steady(200, 100, (n) => n + 2).map(([at, print]) => [at + 5000, print] as const),
    ]);
    expect(report.repeats).toBe(0);
    expect(report.advice).toEqual({ code: 'fine' });
  });
});
