/**
 * Encodes rows of samples as JPEG: a small baseline encoder (4:2:2 like the real cameras) that codes a picture in bands of
 * 8 rows, so that bands that look the same are coded once and joined again for every picture.
 *
 * The first MCU of a band is kept as numbers and coded on joining, because its DC values are differences from the band
 * before (T.81, F.1.1.5.1), or from 0 after a restart marker.
 */
import { BitWriter } from './bits';
import { transform } from './dct';
import { type HuffmanTable, huffmanTables, quantTables, zigzag } from './huffman';

/** One band of samples: 8 rows of `paddedWidthPx`, a multiple of 16; chroma at half the width. */
export interface Samples {
  readonly y: Uint8ClampedArray;
  readonly cb: Uint8ClampedArray;
  readonly cr: Uint8ClampedArray;
}

/** Two luma blocks side by side, then Cb and Cr: zigzag order, quantised, DC not yet a difference. */
const blocksInMcu = 4;

export interface Band {
  readonly first: Int16Array;
  /** Everything after the first MCU, without stuffing. */
  readonly rest: Uint8Array;
  readonly restBits: number;
  /** DC of the last block of each component. */
  readonly lastDc: readonly [number, number, number];
}

export interface BandCoder {
  readonly mcusInBand: number;
  code(samples: Samples): Band;
  /** A whole JPEG of `bands` from top to bottom; with restart markers, one before every band but the first. */
  join(bands: readonly Band[], restart: boolean): Uint8Array;
}

export function openBandCoder(widthPx: number, heightPx: number, quality: number): BandCoder {
  const paddedWidthPx = 16 * Math.ceil(widthPx / 16);
  const mcusInBand = paddedWidthPx / 16;
  const tables = quantTables(quality);
  const head = [false, true].map((restart) => headOf(widthPx, heightPx, tables, restart ? mcusInBand : 0));
  const block = new Float64Array(64);

  function code(samples: Samples): Band {
    const first = new Int16Array(64 * blocksInMcu);
    const coefficients = new Int16Array(64 * blocksInMcu);
    const writer = new BitWriter(false);
    const dc: [number, number, number] = [0, 0, 0];
    for (let mcu = 0; mcu < mcusInBand; mcu++) {
      const into = mcu === 0 ? first : coefficients;
      transform(samples.y, mcu * 16, paddedWidthPx, tables[0], block, into, 0);
      transform(samples.y, mcu * 16 + 8, paddedWidthPx, tables[0], block, into, 64);
      transform(samples.cb, mcu * 8, paddedWidthPx / 2, tables[1], block, into, 128);
      transform(samples.cr, mcu * 8, paddedWidthPx / 2, tables[1], block, into, 192);
      if (mcu > 0) putMcu(writer, into, dc);
      else dc.splice(0, 3, first[64]!, first[128]!, first[192]!);
    }
    const restBits = writer.length * 8 + writer.bits;
    writer.align();
    return { first, rest: writer.bytes.slice(0, writer.length), restBits, lastDc: dc };
  }

  function join(bands: readonly Band[], restart: boolean): Uint8Array {
    const writer = new BitWriter(true, 1 << 16);
    const dc: [number, number, number] = [0, 0, 0];
    bands.forEach((band, i) => {
      if (restart && i > 0) {
        writer.align();
        writer.raw(0xff);
        writer.raw(0xd0 + ((i - 1) & 7));
        dc.fill(0);
      }
      putMcu(writer, band.first, dc);
      writer.append(band.rest, band.restBits);
      dc.splice(0, 3, ...band.lastDc);
    });
    writer.align();
    const start = head[restart ? 1 : 0]!;
    const jpeg = new Uint8Array(start.length + writer.length + 2);
    jpeg.set(start);
    jpeg.set(writer.bytes.subarray(0, writer.length), start.length);
    jpeg.set([0xff, 0xd9], jpeg.length - 2);
    return jpeg;
  }

  return { mcusInBand, code, join };
}

function putMcu(writer: BitWriter, from: Int16Array, dc: [number, number, number]): void {
  const { lumaDc, lumaAc, chromaDc, chromaAc } = huffmanTables;
  dc[0] = putBlock(writer, from, 0, dc[0], lumaDc, lumaAc);
  dc[0] = putBlock(writer, from, 64, dc[0], lumaDc, lumaAc);
  dc[1] = putBlock(writer, from, 128, dc[1], chromaDc, chromaAc);
  dc[2] = putBlock(writer, from, 192, dc[2], chromaDc, chromaAc);
}

/** T.81, F.1.2; returns the DC the next block is measured from. */
function putBlock(
  writer: BitWriter,
  from: Int16Array,
  at: number,
  lastDc: number,
  dcTable: HuffmanTable,
  acTable: HuffmanTable,
): number {
  const dc = from[at]!;
  putValue(writer, dc - lastDc, 0, dcTable);
  let run = 0;
  for (let i = 1; i < 64; i++) {
    const value = from[at + i]!;
    if (value === 0) {
      run++;
      continue;
    }
    for (; run > 15; run -= 16) writer.put(acTable.code[0xf0]!, acTable.size[0xf0]!);
    putValue(writer, value, run << 4, acTable);
    run = 0;
  }
  if (run > 0) writer.put(acTable.code[0]!, acTable.size[0]!);
  return dc;
}

function putValue(writer: BitWriter, value: number, run: number, table: HuffmanTable): void {
  const size = 32 - Math.clz32(Math.abs(value));
  writer.put(table.code[run | size]!, table.size[run | size]!);
  if (size > 0) writer.put(value > 0 ? value : value - 1, size);
}

/** SOI to SOS (T.81, B.2); `restartMcus` 0 leaves DRI out. */
function headOf(
  widthPx: number,
  heightPx: number,
  tables: readonly (readonly number[])[],
  restartMcus: number,
): Uint8Array {
  const two = (value: number) => [value >> 8, value & 0xff];
  const segment = (marker: number, body: readonly number[]) => [0xff, marker, ...two(body.length + 2), ...body];
  return Uint8Array.from([
    0xff,
    0xd8,
    ...segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...tables.flatMap((table, id) => segment(0xdb, [id, ...zigzag.map((place) => table[place]!)])),
    ...segment(0xc0, [8, ...two(heightPx), ...two(widthPx), 3, 1, 0x21, 0, 2, 0x11, 1, 3, 0x11, 1]),
    ...Object.values(huffmanTables).flatMap(({ id, counts, symbols }) => segment(0xc4, [id, ...counts, ...symbols])),
    ...(restartMcus > 0 ? segment(0xdd, two(restartMcus)) : []),
    ...segment(0xda, [3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0]),
  ]);
}
