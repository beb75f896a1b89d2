/** Where in the picture movement counts: cells of a grid over the picture as it is shown, whatever its size. */

export const zoneColumns = 16;
export const zoneRows = 12;
const zoneCount = zoneColumns * zoneRows;
/** Cells of a digit. */
const digitCells = 4;

/** Everywhere. */
export const allZones = '';

/** One digit for four cells, row after row; 1 for a cell that counts. */
export function hexOfZones(cells: Uint8Array): string {
  let text = '';
  for (let at = 0; at < zoneCount; at += digitCells) {
    let digit = 0;
    for (let one = 0; one < digitCells; one++) digit = digit * 2 + (cells[at + one] ? 1 : 0);
    text += digit.toString(16);
  }
  return text;
}

/** What is remembered of them. */
export function zonesOf(cells: Uint8Array): string {
  return cells.every((cell) => cell !== 0) ? allZones : hexOfZones(cells);
}

/** 1 for each cell that counts. */
export function cellsOfZones(zones: string): Uint8Array {
  const cells = new Uint8Array(zoneCount);
  for (let at = 0; at < zoneCount; at++) {
    const digit = zones === allZones ? 15 : Number.parseInt(zones[Math.floor(at / digitCells)] ?? '0', 16);
    cells[at] = (digit >> (digitCells - 1 - (at % digitCells))) & 1;
  }
  return cells;
}

/** What was remembered by any version: whatever cannot be read leaves nothing out, for nothing would be missed by that. */
export function zonesFrom(stored: unknown): string {
  const isGrid = typeof stored === 'string' && stored.length === zoneCount / digitCells && /^[0-9a-f]+$/.test(stored);
  return isGrid ? zonesOf(cellsOfZones(stored)) : allZones;
}

/** From a place in the picture as it is stored to the one where it is shown, from 0 to 1, by Exif's orientation (2.3, 4.6.4). */
const turned: readonly ((x: number, y: number) => readonly [number, number])[] = [
  (x, y) => [x, y],
  (x, y) => [1 - x, y],
  (x, y) => [1 - x, 1 - y],
  (x, y) => [x, 1 - y],
  (x, y) => [y, x],
  (x, y) => [1 - y, x],
  (x, y) => [1 - y, 1 - x],
  (x, y) => [y, 1 - x],
];

/** For each cell of a picture (as it is stored, row after row) the number of the zone its middle lies in. */
export function zonesUnder(widthCells: number, heightCells: number, orientation: number): Uint8Array {
  const turn = turned[orientation - 1] ?? turned[0]!;
  const under = new Uint8Array(widthCells * heightCells);
  for (let at = 0; at < under.length; at++) {
    const [x, y] = turn(((at % widthCells) + 0.5) / widthCells, (Math.floor(at / widthCells) + 0.5) / heightCells);
    under[at] = Math.floor(y * zoneRows) * zoneColumns + Math.floor(x * zoneColumns);
  }
  return under;
}
