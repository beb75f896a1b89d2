/** What the lines over a picture say: of its own time, whenever it is drawn. */
import { describe, expect, it } from 'vitest';
import { type OverlayLine, timeLine } from '../../../src/base/look/look';
import { factsOf, openLines } from '../../../src/draw/lines/lines';

const at = new Date(2026, 0, 2, 3, 4, 5, 999).getTime();
const facts = { cameraName: 'Yard', at, elapsedMs: 3_661_999, number: 12, moves: false };

describe('the text of a line', () => {
  it.each([
    [{}, '2026-01-02 03:04:05'],
    [{ seconds: false }, '2026-01-02 03:04'],
    [{ locale: 'de-DE' }, '02.01.2026, 03:04:05'],
    [{ locale: 'en-US' }, '01/02/2026, 03:04:05 AM'],
    [{ locale: 'en-GB', seconds: false }, '02/01/2026, 03:04'],
    [{ locale: 'ja-JP' }, '2026/01/02 03:04:05'],
    [{ what: 'camera' }, 'Yard'],
    [{ what: 'text', text: 'Gate ←' }, 'Gate ←'],
    [{ what: 'elapsed' }, '1:01:01'],
    [{ what: 'number' }, '12'],
    [{ what: 'motion', text: 'Movement' }, ''],
  ] as const satisfies readonly (readonly [Partial<OverlayLine>, string])[])('%o', (line, expected) => {
    expect(openLines([{ ...timeLine, ...line }]).texts(facts)).toEqual([expected]);
  });

  it('says the offset of that day, not of today', () => {
    for (const [zone, winter, summer] of [
      ['Europe/Berlin', 'UTC+01:00', 'UTC+02:00'],
      ['America/St_Johns', 'UTC-03:30', 'UTC-02:30'],
      ['Asia/Kolkata', 'UTC+05:30', 'UTC+05:30'],
    ] as const) {
      const before = process.env.TZ;
      process.env.TZ = zone;
      const lines = openLines([{ ...timeLine, utcOffset: true }]);
      const textAt = (month: number) => lines.texts({ ...facts, at: Date.UTC(2026, month, 15, 12) })[0];
      expect(textAt(0)).toContain(winter);
      expect(textAt(6)).toContain(summer);
      process.env.TZ = before;
    }
  });

  it('marks pictures in which something moves, and counts from 1', () => {
    const lines = openLines([
      { ...timeLine, what: 'motion', text: 'Movement' },
      { ...timeLine, what: 'number' },
    ]);
    const film = { cameraName: 'Yard', firstSequence: 40, stillScore: 0.01 };
    const jpeg = {
      stage: 'jpeg',
      bytes: new Uint8Array(),
      arrivedAt: at,
      widthPx: 1,
      heightPx: 1,
      whole: true,
    } as const;
    const of = (sequence: number, movement?: number) =>
      lines.texts(
        factsOf(
          film,
          { ...jpeg, paintedHeightPx: 1, defects: [], fingerprint: 0, movement },
          { timestampUs: 0, sequence },
        ),
      );
    expect(of(40, 0.02)).toEqual(['● Movement', '1']);
    expect(of(52, 0.01)).toEqual(['', '13']);
    expect(of(53)).toEqual(['', '14']);
  });
});
