/** A Look as plain data: what was remembered is read, and what it asks for is known. */
import { describe, expect, it } from 'vitest';
import { isPlain, isUndrawn, type Look, plainLook, timeLine } from '../../../src/base/look/look';
import { lookFrom } from '../../../src/base/look/read';
import { hiddenOnTape } from '../../../src/base/options';

const vga = { widthPx: 640, heightPx: 480 };
const made = (change: Partial<Look>): Look => ({ ...plainLook, ...change });
const box = [
  [0.1, 0.1],
  [0.2, 0.1],
  [0.2, 0.2],
] as const;

describe('what was remembered', () => {
  it.each([
    ['nothing', undefined, plainLook],
    ['a number', 7, plainLook],
    ['of the first version, plain', { colour: true, clock: false, rotateDegrees: 0 }, plainLook],
    [
      'of the first version, grey',
      { colour: false, clock: false, rotateDegrees: 90 },
      made({ colour: false, rotateDegrees: 90 }),
    ],
    [
      'of the first version, with its clock',
      { colour: true, clock: true, rotateDegrees: 0 },
      made({ lines: [timeLine] }),
    ],
    ['a turn by 45', { rotateDegrees: 45 }, plainLook],
    ['a tilt too far', { tiltDegrees: 80 }, made({ tiltDegrees: 10 })],
    ['a tilt that is no number', { tiltDegrees: Number.NaN }, plainLook],
    [
      'a crop outside',
      { crop: { x: 0.5, y: 0.5, width: 3, height: -1 } },
      made({ crop: { x: 0.5, y: 0.5, width: 0.5, height: 0.02 } }),
    ],
    ['a size of a version to come', { fitPx: 2160 }, plainLook],
    ['half a tone', { tone: { brightness: 400 } }, made({ tone: { ...plainLook.tone, brightness: 100 } })],
    ['a mask of two corners', { masks: [{ kind: 'fill', points: box.slice(0, 2) }] }, plainLook],
    [
      'a mask of another kind',
      { masks: [{ kind: 'glow', points: box }] },
      made({ masks: [{ kind: 'fill', points: box }] }),
    ],
    [
      'a corner that is no place',
      { masks: [{ kind: 'blur', points: [[-1, 2], null, [1, 1]] }] },
      made({
        masks: [
          {
            kind: 'blur',
            points: [
              [0, 1],
              [0, 0],
              [1, 1],
            ],
          },
        ],
      }),
    ],
    ['nine lines', { lines: Array(9).fill(timeLine) }, made({ lines: Array(4).fill(timeLine) })],
    [
      'a line with markup and no colour',
      { lines: [{ ...timeLine, what: 'text', text: '<b>', colour: 'red' }] },
      made({ lines: [{ ...timeLine, what: 'text', text: '<b>' }] }),
    ],
    ['a locale nobody has', { lines: [{ ...timeLine, locale: 'x y' }] }, made({ lines: [timeLine] })],
    ['a clock of old beside lines', { clock: true, lines: [] }, plainLook],
  ] as const)('%s', (_, stored, expected) => {
    const look = lookFrom(stored);
    expect(look).toEqual(expected);
    // What was read is read the same again, also after it was written down.
    expect(lookFrom(JSON.parse(JSON.stringify(look)))).toEqual(look);
  });
});

describe('what needs no canvas', () => {
  it.each([
    ['nothing', {}, true],
    ['black and white', { colour: false }, true],
    ['a smaller size', { fitPx: 480 }, true],
    ['a turn', { rotateDegrees: 180 }, false],
    ['a mirror', { mirror: true }, false],
    ['a tilt', { tiltDegrees: 0.1 }, false],
    ['a crop', { crop: { x: 0, y: 0, width: 0.5, height: 1 } }, false],
    ['a tone', { tone: { ...plainLook.tone, gamma: 1.1 } }, false],
    ['a mask', { masks: [{ kind: 'fill', points: box }] }, false],
    ['a line', { lines: [timeLine] }, false],
  ] as const)('%s', (_, change, expected) => {
    expect(isUndrawn(made(change))).toBe(expected);
  });

  it('a picture that fits already is shown as it came', () => {
    expect(isPlain(made({ fitPx: 480 }), vga)).toBe(true);
    expect(isPlain(made({ fitPx: 480 }), { widthPx: 480, heightPx: 640 })).toBe(true);
    expect(isPlain(made({ fitPx: 480 }), { widthPx: 1280, heightPx: 480 })).toBe(false);
    expect(isPlain(made({ colour: false }), vga)).toBe(false);
  });
});

describe('what is hidden before anything is kept', () => {
  const masks = [{ kind: 'fill', points: box }] as const;
  it.each([
    ['without the wish', { masks }, 'auto', 0],
    ['with it', { masks, masksOnTape: true }, 'auto', 1],
    ["where the film holds the camera's own pictures", { masks }, 'original', 1],
    ['with nothing to hide', { masksOnTape: true }, 'original', 0],
  ] as const)('%s', (_, change, quality, count) => {
    expect(hiddenOnTape({ look: made(change), quality })).toHaveLength(count);
  });
});
