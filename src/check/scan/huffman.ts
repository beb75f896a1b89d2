/** Look-up tables that take a whole handful of Huffman symbols at once, made from a table as DHT has it (T.81 annex C, F.2.2.3). */
import { type HuffmanSpec, standardAc, standardDc } from './tables';

/** Bits looked up at once. The fastest of 9 to 14 (docs/jpeg.md): more hold more symbols, and drop out of the first-level cache. */
export const windowBits = 11;
const windows = 1 << windowBits;

/**
 * Entries of the walk's tables, 16 bits: in the low five how many bits the symbols take, code and extra bits together; above
 * them how many coefficients they stand for. Several whole symbols are in one entry when their codes fit into the window.
 */
export const lengthMask = 31;
export const advanceShift = 5;
/** Added to the advance by EOB, so that one comparison (below 64?) ends a block for either reason. */
const endOfBlock = 128;
/** Advance of an entry whose code does not fit into the window, or does not exist: decode it bit by bit. */
const beyondWindow = 255;

export interface HuffmanTable {
  /** `code length << 8 | symbol` of the code the window begins with; 0 = longer than the window, or none. */
  readonly single: Uint16Array;
  /** Largest code of each length, -1 where there is none, and what to add to a code to find its symbol (T.81 F.15, F.16). */
  readonly maxCode: Int32Array;
  readonly symbolOffset: Int32Array;
  readonly symbols: Uint8Array;
}

/** Undefined for counts that are no prefix code: more codes than a length has room for, or one of ones only (T.81 C.2). */
export function makeTable({ counts, symbols }: HuffmanSpec): HuffmanTable | undefined {
  const single = new Uint16Array(windows);
  const maxCode = new Int32Array(17).fill(-1);
  const symbolOffset = new Int32Array(17);
  let code = 0;
  let index = 0;
  for (let length = 1; length <= 16; length++) {
    const count = counts[length - 1]!;
    symbolOffset[length] = index - code;
    if (count > 0 && code + count >= 1 << length) return undefined;
    if (length <= windowBits) {
      const spread = windowBits - length;
      for (let i = 0; i < count; i++)
        single.fill((length << 8) | symbols[index + i]!, (code + i) << spread, (code + i + 1) << spread);
    }
    index += count;
    code += count;
    if (count > 0) maxCode[length] = code - 1;
    code <<= 1;
  }
  return { single, maxCode, symbolOffset, symbols };
}

/** `code length << 8 | symbol` for the code that begins the 16 bits of `peek`; 0 when no code does. */
export function lookUp(table: HuffmanTable, peek: number): number {
  const fast = table.single[peek >>> (16 - windowBits)]!;
  if (fast !== 0) return fast;
  for (let length = 1; length <= 16; length++) {
    const code = peek >>> (16 - length);
    if (code <= table.maxCode[length]!) return (length << 8) | table.symbols[code + table.symbolOffset[length]!]!;
  }
  return 0;
}

/**
 * What as many AC symbols stand for as fit into the first 0, 1, 2 ... `windowBits` bits of a window: entry `(1 << bits) | window`.
 * Each is the first symbol and what the shorter window behind it holds, so that all are made in one go from the shortest on.
 */
function packAc(ac: Uint16Array): Uint16Array {
  const packed = new Uint16Array(2 * windows);
  for (let bits = 1; bits <= windowBits; bits++) {
    const spread = windowBits - bits;
    for (let window = 0; window < 1 << bits; window++) {
      const entry = ac[window << spread]!;
      const codeLength = entry >>> 8;
      if (entry === 0 || codeLength > bits) continue;
      const symbol = entry & 255;
      // EOB (F.1.2.2.1) ends it; ZRL is sixteen zeros; any other symbol is a run and a coefficient.
      if ((symbol & 15) === 0 && symbol !== 0xf0) {
        packed[(1 << bits) | window] = (endOfBlock << advanceShift) | codeLength;
        continue;
      }
      const length = codeLength + (symbol & 15);
      packed[(1 << bits) | window] = followedBy(packed, bits - length, window, length, (symbol >>> 4) + 1);
    }
  }
  return packed;
}

/** An entry of `length` bits and `advance` coefficients, joined with what the last `left` bits of the window hold. */
function followedBy(packed: Uint16Array, left: number, window: number, length: number, advance: number): number {
  const alone = (advance << advanceShift) | length;
  if (left <= 0) return alone;
  const rest = packed[(1 << left) | (window & ((1 << left) - 1))]!;
  // Coefficients past the 64th must not look like an EOB.
  return advance + ((rest >>> advanceShift) & (endOfBlock - 1)) > 63 ? alone : alone + rest;
}

/** Entries of one component's tables: those for the beginning of a block, then those for the rest of it. */
export const tableEntries = 2 * windows;

/** Everything the walk needs for one component's blocks. */
export interface BlockTables {
  readonly dc: HuffmanTable;
  readonly ac: HuffmanTable;
  readonly entries: Uint16Array;
}

export function makeBlockTables(dc: HuffmanTable, ac: HuffmanTable): BlockTables {
  const entries = new Uint16Array(tableEntries).fill(beyondWindow << advanceShift);
  const packed = packAc(ac.single);
  for (let window = 0; window < windows; window++) {
    const entry = dc.single[window]!;
    const length = (entry >>> 8) + (entry & 15);
    if (entry !== 0) entries[window] = followedBy(packed, windowBits - length, window, length, 1);
    const rest = packed[windows | window]!;
    if (rest !== 0) entries[windows | window] = rest;
  }
  return { dc, ac, entries };
}

/** The standard tables, ready: nearly every camera uses them, and building takes as long as walking 20 kB. */
export const standardTables = [0, 1].map((i) =>
  makeBlockTables(makeTable(standardDc[i]!)!, makeTable(standardAc[i]!)!),
);

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

/** Which of the standard tables `spec` is; -1 if none. */
export const standardIndex = (spec: HuffmanSpec, standard: readonly HuffmanSpec[]): number =>
  standard.findIndex((known) => sameBytes(known.counts, spec.counts) && sameBytes(known.symbols, spec.symbols));
