/** Where each pixel comes to lie, and what an edit does to what is seen. */
import { describe, expect, it } from 'vitest';
import {
  boxAt,
  flipped,
  mirrored,
  resized,
  shaped,
  shifted,
  shiftedPoints,
  turnedLeft,
  turnedRight,
} from '../../../src/base/look/edit';
import { filmSize, inverse, lookGeometry, moved, shareMatrix } from '../../../src/base/look/geometry';
import { type Look, type Point, plainLook } from '../../../src/base/look/look';

const vga = { widthPx: 640, heightPx: 480 };
const made = (change: Partial<Look>): Look => ({ ...plainLook, ...change });
const box = [
  [0.1, 0.1],
  [0.2, 0.1],
  [0.2, 0.2],
] as const;

describe('filmSize', () => {
  it.each([
    [{}, [641, 481], [640, 480]],
    [{ rotateDegrees: 90 }, [641, 481], [480, 640]],
    [{ rotateDegrees: 180 }, [640, 480], [640, 480]],
    [{}, [1, 1], [2, 2]],
    [{ fitPx: 480 }, [640, 480], [640, 480]],
    [{ fitPx: 480 }, [320, 240], [320, 240]],
    [{ fitPx: 720 }, [1920, 1080], [1280, 720]],
    [{ fitPx: 480 }, [1920, 1080], [852, 480]],
    [{ fitPx: 1080 }, [1080, 2340], [886, 1920]],
    [{ fitPx: 720, rotateDegrees: 270 }, [4000, 3000], [720, 960]],
    [{ crop: { x: 0.25, y: 0.25, width: 0.5, height: 0.5 } }, [640, 480], [320, 240]],
    [{ crop: { x: 0.1, y: 0.2, width: 0.333, height: 0.1 } }, [640, 480], [212, 48]],
    [{ crop: { x: 0.98, y: 0.98, width: 0.02, height: 0.02 } }, [16, 16], [2, 2]],
    [{ crop: { x: 0, y: 0, width: 0.5, height: 1 }, rotateDegrees: 90 }, [640, 480], [240, 640]],
  ] as const)('%o of %o', (change, [widthPx, heightPx], [width, height]) => {
    expect(filmSize({ widthPx, heightPx }, made(change))).toEqual({ widthPx: width, heightPx: height });
  });

  it('stays within what H.264 level 5.2 holds, in the same proportions', () => {
    const { widthPx, heightPx } = filmSize({ widthPx: 8000, heightPx: 6000 }, plainLook);
    expect(Math.ceil(widthPx / 16) * Math.ceil(heightPx / 16)).toBeLessThanOrEqual(36864);
    expect(widthPx / heightPx).toBeCloseTo(4 / 3, 2);
    expect(filmSize({ widthPx: 20_000, heightPx: 100 }, plainLook).widthPx).toBeLessThanOrEqual(8688);
  });
});

describe('where a picture comes to lie', () => {
  const corners: readonly Point[] = [
    [0, 0],
    [640, 0],
    [640, 480],
    [0, 480],
  ];

  it.each([
    [
      'as it came',
      {},
      [
        [0, 0],
        [640, 0],
        [640, 480],
        [0, 480],
      ],
    ],
    [
      'turned',
      { rotateDegrees: 90 },
      [
        [480, 0],
        [480, 640],
        [0, 640],
        [0, 0],
      ],
    ],
    [
      'on its head',
      { rotateDegrees: 180 },
      [
        [640, 480],
        [0, 480],
        [0, 0],
        [640, 0],
      ],
    ],
    [
      'turned the other way',
      { rotateDegrees: 270 },
      [
        [0, 640],
        [0, 0],
        [480, 0],
        [480, 640],
      ],
    ],
    [
      'mirrored',
      { mirror: true },
      [
        [640, 0],
        [0, 0],
        [0, 480],
        [640, 480],
      ],
    ],
    [
      'upside down',
      { flip: true },
      [
        [0, 480],
        [640, 480],
        [640, 0],
        [0, 0],
      ],
    ],
    [
      'turned, then mirrored',
      { rotateDegrees: 90, mirror: true },
      [
        [0, 0],
        [0, 640],
        [480, 640],
        [480, 0],
      ],
    ],
    [
      'cropped',
      { crop: { x: 0.5, y: 0.25, width: 0.5, height: 0.5 } },
      [
        [-320, -120],
        [320, -120],
        [320, 360],
        [-320, 360],
      ],
    ],
    [
      'made smaller',
      { fitPx: 480, crop: { x: 0, y: 0, width: 1, height: 0.5 } },
      [
        [0, 0],
        [640, 0],
        [640, 480],
        [0, 480],
      ],
    ],
  ] as const)('%s', (_, change, expected) => {
    const look = made(change);
    const { matrix } = lookGeometry(vga, look, filmSize(vga, look));
    const found = corners.map((corner) => moved(corner, matrix));
    for (const [at, [x, y]] of expected.entries()) {
      expect(found[at]![0]).toBeCloseTo(x, 6);
      expect(found[at]![1]).toBeCloseTo(y, 6);
    }
  });

  it('cuts an odd picture instead of scaling it, however it is turned', () => {
    const odd = { widthPx: 641, heightPx: 481 };
    expect(lookGeometry(odd, plainLook, vga).cutAt).toEqual([0, 0]);
    for (const rotateDegrees of [90, 180, 270] as const) {
      const look = made({ rotateDegrees });
      const { matrix } = lookGeometry(odd, look, filmSize(odd, look));
      expect(matrix.slice(0, 4).every((value) => Math.abs(value) < 1e-9 || Math.abs(value) === 1)).toBe(true);
      expect(matrix.every(Number.isInteger)).toBe(true);
    }
  });

  it.each([
    [[320, 240], {}, { x: 0, y: 0, width: 640, height: 480 }],
    [[1280, 720], {}, { x: 0, y: 60, width: 640, height: 360 }],
    [[640, 360], {}, { x: 0, y: 60, width: 640, height: 360 }],
    [[640, 480], { rotateDegrees: 90 }, { x: 140, y: 0, width: 360, height: 480 }],
    [[1280, 960], { crop: { x: 0.5, y: 0, width: 0.5, height: 1 } }, { x: 160, y: 0, width: 320, height: 480 }],
  ] as const)('fits %o with %o into a film of 640x480', ([widthPx, heightPx], change, covered) => {
    const at = lookGeometry({ widthPx, heightPx }, made(change), vga);
    expect(at.covered).toEqual(covered);
    expect(at.cutAt).toBeUndefined();
  });

  it('leaves no black edge where a picture is only made smaller', () => {
    for (const [widthPx, heightPx] of [
      [1280, 720],
      [1921, 1081],
      [4000, 3000],
      [1080, 2340],
    ] as const) {
      for (const fitPx of [480, 720, 1080] as const) {
        const look = made({ fitPx });
        const film = filmSize({ widthPx, heightPx }, look);
        const { covered } = lookGeometry({ widthPx, heightPx }, look, film);
        expect([covered.x, covered.y]).toEqual([0, 0]);
        expect(covered.width).toBeGreaterThanOrEqual(film.widthPx - 1e-6);
        expect(covered.height).toBeGreaterThanOrEqual(film.heightPx - 1e-6);
      }
    }
  });

  it('leaves no corner empty when it is set straight', () => {
    for (const tiltDegrees of [-10, -3.3, 0.1, 5, 10]) {
      for (const shown of [vga, { widthPx: 480, heightPx: 640 }, { widthPx: 1920, heightPx: 400 }]) {
        const back = inverse(lookGeometry(shown, made({ tiltDegrees }), filmSize(shown, plainLook)).matrix);
        for (const [x, y] of [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
        ] as const) {
          const [fromX, fromY] = moved([x * shown.widthPx, y * shown.heightPx], back);
          expect(fromX).toBeGreaterThanOrEqual(-1e-6);
          expect(fromY).toBeGreaterThanOrEqual(-1e-6);
          expect(fromX).toBeLessThanOrEqual(shown.widthPx + 1e-6);
          expect(fromY).toBeLessThanOrEqual(shown.heightPx + 1e-6);
        }
      }
    }
  });
});

describe('an edit', () => {
  const strange: readonly Partial<Look>[] = [
    {},
    { rotateDegrees: 90 },
    { rotateDegrees: 270, mirror: true },
    { mirror: true, flip: true, crop: { x: 0.1, y: 0.2, width: 0.3, height: 0.5 } },
    { rotateDegrees: 180, flip: true, crop: { x: 0.5, y: 0, width: 0.25, height: 0.75 } },
    { mirror: true, tiltDegrees: 4 },
  ];
  /** What each edit must do to places of the picture as it is seen, in shares. */
  const edits = [
    ['turns right', turnedRight, ([x, y]: Point): Point => [1 - y, x]],
    ['turns left', turnedLeft, ([x, y]: Point): Point => [y, 1 - x]],
    ['mirrors', mirrored, ([x, y]: Point): Point => [1 - x, y]],
    ['turns upside down', flipped, ([x, y]: Point): Point => [x, 1 - y]],
  ] as const;

  it.each(edits)('%s what is seen, whatever was done before', (_, edit, seen) => {
    for (const change of strange) {
      const before = made(change);
      const [was, is] = [shareMatrix(vga, before), shareMatrix(vga, edit(before))];
      for (const place of [
        [0.3, 0.4],
        [0.5, 0.5],
        [0.45, 0.6],
      ] as const) {
        const [x, y] = seen(moved(place, was));
        const found = moved(place, is);
        expect(found[0]).toBeCloseTo(x, 2);
        expect(found[1]).toBeCloseTo(y, 2);
      }
    }
  });

  it('done and done again is as it was', () => {
    for (const change of strange) {
      const look = made(change);
      const again = [turnedLeft(turnedRight(look)), mirrored(mirrored(look)), flipped(flipped(look))];
      for (const one of again) expect(shareMatrix(vga, one)).toEqual(shareMatrix(vga, look));
    }
  });

  it.each([
    ['se', [0.8, 0.9], undefined, { x: 0.2, y: 0.2, width: 0.6, height: 0.7 }],
    ['nw', [-1, -1], undefined, { x: 0, y: 0, width: 0.6, height: 0.6 }],
    ['se', [0.1, 0.1], undefined, { x: 0.2, y: 0.2, width: 0.05, height: 0.05 }],
    ['ne', [0.7, 0.1], 1, { x: 0.2, y: 0.1, width: 0.5, height: 0.5 }],
    ['se', [2, 0.3], 2, { x: 0.2, y: 0.2, width: 0.8, height: 0.4 }],
    ['sw', [0.5, 2], 0.5, { x: 0.2, y: 0.2, width: 0.4, height: 0.8 }],
  ] as const)('takes corner %s to %o, %o wide', (corner, to, shares, expected) => {
    const part = resized({ x: 0.2, y: 0.2, width: 0.4, height: 0.4 }, corner, to, shares);
    for (const key of ['x', 'y', 'width', 'height'] as const) expect(part[key]).toBeCloseTo(expected[key], 6);
  });

  it('keeps parts and corners in the picture', () => {
    expect(shifted({ x: 0.2, y: 0.2, width: 0.5, height: 0.5 }, 0.6, -0.4)).toEqual({
      x: 0.5,
      y: 0,
      width: 0.5,
      height: 0.5,
    });
    expect(shiftedPoints(box, -0.5, 0.05)).toEqual([
      [0, 0.15],
      [0.1, 0.15],
      [0.1, 0.25],
    ]);
    expect(shaped({ x: 0, y: 0, width: 1, height: 1 }, 1, 4 / 3)).toEqual({ x: 0.125, y: 0, width: 0.75, height: 1 });
    // Drawn over a picture that is mirrored: the other way round in the camera's.
    const back = inverse(shareMatrix(vga, made({ mirror: true })));
    expect(boxAt([0, 0], [0.25, 0.5], back).map((corner) => corner.map((share) => share + 0))).toEqual([
      [1, 0],
      [0.75, 0],
      [0.75, 0.5],
      [1, 0.5],
    ]);
  });
});
