/** Zoom and pan of the live picture, and the part of it that is seen. */
import { describe, expect, it } from 'vitest';
import { byKey, panned, partOf, pinched, seenPart, unzoomed, zoomed, zoomFrom } from '../../../src/ui/model/zoom/zoom';

const box = { widthPx: 800, heightPx: 600 };
const near = (value: number) => expect.closeTo(value, 6);

describe('a zoom', () => {
  it('keeps what is under the finger there', () => {
    const place = [0.2, -0.1] as const;
    let zoom = unzoomed;
    for (const factor of [1.5, 2, 0.8]) {
      const before = [(place[0] - zoom.x) / zoom.scale, (place[1] - zoom.y) / zoom.scale];
      zoom = zoomed(zoom, factor, place);
      expect([(place[0] - zoom.x) / zoom.scale, (place[1] - zoom.y) / zoom.scale]).toEqual(before.map(near));
    }
  });

  it.each([
    ['out again to the whole', zoomed(zoomed(unzoomed, 3, [0.3, 0.3]), 0.1, [0, 0]), unzoomed],
    ['no further than eight times', zoomed(unzoomed, 100, [0, 0]), { scale: 8, x: 0, y: 0 }],
    ['pan to an edge and not over it', panned({ scale: 2, x: 0, y: 0 }, 9, -9), { scale: 2, x: 0.5, y: -0.5 }],
    ['pan of the whole does nothing', panned(unzoomed, 1, 1), unzoomed],
    ['out at an edge leaves no gap', zoomed({ scale: 4, x: 1.5, y: 0 }, 0.5, [-0.5, 0]), { scale: 2, x: 0.5, y: 0 }],
  ])('%s', (_, zoom, expected) => {
    for (const key of ['scale', 'x', 'y'] as const) expect(zoom[key]).toBeCloseTo(expected[key], 6);
  });

  it('grows by steps as small as a finger makes them', () => {
    let zoom = unzoomed;
    for (let step = 0; step < 300; step++) zoom = zoomed(zoom, 1.005, [0, 0]);
    expect(zoom.scale).toBeCloseTo(1.005 ** 300, 6);
  });

  it('keeps what is under each of two fingers there', () => {
    const under = ([x, y]: readonly number[], { scale, ...zoom }: typeof unzoomed) => [
      (x! - zoom.x) / scale,
      (y! - zoom.y) / scale,
    ];
    const [from, to, rests] = [[0.1, 0.1] as const, [0.3, 0.3] as const, [-0.1, -0.1] as const];
    const before = { scale: 2, x: 0.1, y: 0 };
    const after = pinched(before, from, to, rests);
    expect(after.scale).toBeCloseTo(4, 6);
    expect(under(to, after)).toEqual(under(from, before).map(near));
    expect(under(rests, after)).toEqual(under(rests, before).map(near));
  });

  it.each([
    ['+', unzoomed, { scale: 1.25, x: 0, y: 0 }],
    ['=', unzoomed, { scale: 1.25, x: 0, y: 0 }],
    ['-', { scale: 1.25, x: 0.1, y: 0 }, unzoomed],
    ['0', { scale: 4, x: 1, y: 1 }, unzoomed],
    ['ArrowRight', { scale: 2, x: 0, y: 0 }, { scale: 2, x: -0.1, y: 0 }],
    ['ArrowUp', { scale: 2, x: 0, y: 0.45 }, { scale: 2, x: 0, y: 0.5 }],
    ['ArrowLeft', unzoomed, undefined],
    ['0', unzoomed, undefined],
    ['r', { scale: 2, x: 0, y: 0 }, undefined],
  ] as const)('%s', (key, before, expected) => {
    const after = byKey(before, key);
    expect(after && { ...after, x: after.x + 0, y: after.y + 0 }).toEqual(expected);
  });

  it.each([
    [undefined, unzoomed],
    [{ scale: Number.NaN, x: 0, y: 0 }, unzoomed],
    [{ scale: 0.5, x: 0, y: 0 }, unzoomed],
    [{ scale: 99, x: 0, y: 0 }, unzoomed],
    [{ scale: 2 }, unzoomed],
    [
      { scale: 2, x: 7, y: 0.1 },
      { scale: 2, x: 0.5, y: 0.1 },
    ],
  ])('remembered as %o', (stored, expected) => {
    expect(zoomFrom(stored)).toEqual(expected);
  });
});

describe('the part that is seen', () => {
  it.each([
    ['all of it', unzoomed, [640, 480], [0, 0, 1, 1]],
    ['the middle', { scale: 2, x: 0, y: 0 }, [640, 480], [0.25, 0.25, 0.5, 0.5]],
    ['the top left', { scale: 2, x: 0.5, y: 0.5 }, [640, 480], [0, 0, 0.5, 0.5]],
    ['the bottom right', { scale: 4, x: -1.5, y: -1.5 }, [640, 480], [0.75, 0.75, 0.25, 0.25]],
    // Bars above and below are no part of it.
    ['of a wide one', { scale: 2, x: 0, y: 0 }, [1600, 600], [0.25, 0, 0.5, 1]],
    ['of an upright one', { scale: 2, x: 0, y: 0.25 }, [300, 600], [0, 0.125, 1, 0.5]],
  ] as const)('%s', (_, zoom, [widthPx, heightPx], expected) => {
    const { x, y, width, height } = seenPart(zoom, box, { widthPx, heightPx });
    expect([x, y, width, height]).toEqual(expected.map(near));
  });

  it('of a part is a smaller part', () => {
    const part = partOf({ x: 0.5, y: 0, width: 0.5, height: 1 }, { x: 0.5, y: 0.25, width: 0.5, height: 0.5 });
    expect(part).toEqual({ x: 0.75, y: 0.25, width: 0.25, height: 0.5 });
  });
});
