/** Which looks only cut a part out of the picture, and where. */
import { expect, it } from 'vitest';
import type { SizePx } from '../../../src/base/flow';
import { filmSize, lookGeometry } from '../../../src/base/look/geometry';
import { type Look, type Point, plainLook } from '../../../src/base/look/look';

const vga = { widthPx: 640, heightPx: 480 };

it.each([
  [{}, vga, [0, 0]],
  [{ crop: { x: 0.05, y: 0.05, width: 0.9, height: 0.9 } }, vga, [32, 24]],
  [{ crop: { x: 0.33, y: 0.21, width: 0.5, height: 0.5 } }, vga, [212, 100]],
  [{ crop: { x: 0.98, y: 0.98, width: 0.02, height: 0.02 } }, vga, [628, 470]],
  [{ crop: { x: 0.5, y: 0, width: 0.5, height: 1 } }, { widthPx: 321, heightPx: 241 }, [160, 0]],
  [{ crop: { x: 0.5, y: 0, width: 0.5, height: 1 }, fitPx: 480 }, { widthPx: 1280, heightPx: 960 }, undefined],
  [{ mirror: true }, vga, undefined],
  [{ rotateDegrees: 180 }, vga, undefined],
  [{ tiltDegrees: 0.1 }, vga, undefined],
] as const satisfies readonly (readonly [Partial<Look>, SizePx, Point | undefined])[])(
  '%o of %o is cut out without scaling at %o, where colours begin',
  (change, shown, at) => {
    const look = { ...plainLook, ...change };
    expect(lookGeometry(shown, look, filmSize(shown, look)).cutAt).toEqual(at);
  },
);
