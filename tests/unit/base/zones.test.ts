/** Where movement counts: what is remembered, and which zone lies over which cell of pictures of all sizes and turns. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allZones,
  cellsOfZones,
  hexOfZones,
  zoneColumns,
  zoneRows,
  zonesFrom,
  zonesOf,
  zonesUnder,
} from '../../../src/base/zones';

const none = '0'.repeat(48);

test('any choice of cells is read back as it was', () => {
  const cells = fc.array(fc.constantFrom(0, 1), { minLength: 192, maxLength: 192 });
  fc.assert(
    fc.property(cells, (chosen) => {
      const all = Uint8Array.from(chosen);
      expect(cellsOfZones(zonesFrom(zonesOf(all)))).toEqual(all);
      expect(cellsOfZones(hexOfZones(all))).toEqual(all);
    }),
    { seed: 13 },
  );
});

test('the first cell is the first bit, and everywhere takes no room', () => {
  const first = cellsOfZones(none);
  first[0] = 1;
  expect(zonesOf(first)).toBe(`8${'0'.repeat(47)}`);
  expect(zonesOf(new Uint8Array(192).fill(1))).toBe(allZones);
  expect(cellsOfZones(allZones).every((cell) => cell === 1)).toBe(true);
  expect(cellsOfZones(none).every((cell) => cell === 0)).toBe(true);
});

test.each<[string, unknown, string]>([
  ['nothing, of a version before', undefined, allZones],
  ['everywhere', allZones, allZones],
  ['everywhere, spelt out', 'f'.repeat(48), allZones],
  ['nowhere', none, none],
  ['a part', `${'f'.repeat(24)}${'0'.repeat(24)}`, `${'f'.repeat(24)}${'0'.repeat(24)}`],
  ['a grid of another size', '0'.repeat(47), allZones],
  ['letters that are none', 'x'.repeat(48), allZones],
  ['a number', 0, allZones],
  ['a list', ['0'], allZones],
])('what was remembered: %s', (_, stored, zones) => {
  expect(zonesFrom(stored)).toBe(zones);
});

describe('the zone over a cell', () => {
  /** Where the zones of a picture's four corners are: row and column. */
  const corners = (wide: number, high: number, orientation: number) => {
    const under = zonesUnder(wide, high, orientation);
    return [0, wide - 1, wide * (high - 1), wide * high - 1].map(
      (at) => `${Math.floor(under[at]! / zoneColumns)}/${under[at]! % zoneColumns}`,
    );
  };
  const [top, left, bottom, right] = [0, 0, zoneRows - 1, zoneColumns - 1];
  const [tl, tr, bl, br] = [`${top}/${left}`, `${top}/${right}`, `${bottom}/${left}`, `${bottom}/${right}`];
  test.each([
    [1, [tl, tr, bl, br]],
    [2, [tr, tl, br, bl]],
    [3, [br, bl, tr, tl]],
    [4, [bl, br, tl, tr]],
    [5, [tl, bl, tr, br]],
    [6, [tr, br, tl, bl]],
    [7, [br, tr, bl, tl]],
    [8, [bl, tl, br, tr]],
    [0, [tl, tr, bl, br]],
    [99, [tl, tr, bl, br]],
  ])('orientation %i', (orientation, expected) => {
    expect(corners(80, 60, orientation)).toEqual(expected);
    expect(corners(60, 80, orientation)).toEqual(expected);
  });

  test.each([
    [96, 72],
    [80, 60],
    [40, 30],
    [96, 54],
    [17, 13],
    [1, 1],
    [2, 3],
  ])('%i x %i cells: each has one, and all zones have some where there are enough cells', (wide, high) => {
    for (let orientation = 1; orientation <= 8; orientation++) {
      const under = zonesUnder(wide, high, orientation);
      expect(under.length).toBe(wide * high);
      expect(Math.max(...under)).toBeLessThan(zoneColumns * zoneRows);
      if (wide >= 2 * zoneColumns && high >= 2 * zoneRows) expect(new Set(under).size).toBe(zoneColumns * zoneRows);
    }
  });

  test('another size of the same picture has the same zones', () => {
    const [large, small] = [zonesUnder(96, 72, 1), zonesUnder(48, 36, 1)];
    for (let y = 0; y < 36; y++) for (let x = 0; x < 48; x++) expect(large[2 * y * 96 + 2 * x]).toBe(small[y * 48 + x]);
  });
});
