/**
 * Counts the whole MCUs of a sequential scan: Huffman codes are read and their extra bits stepped over, no coefficient is ever
 * computed (T.81 F.2.2, A.2.2, A.2.3).
 */
import { advanceShift, type BlockTables, lengthMask, lookUp, tableEntries, windowBits } from './huffman';

/** Where a walk stands, in bits of the unstuffed data. */
interface BitCursor {
  bit: number;
}

/**
 * Walks at most `mcus` MCUs from `cursor.bit` on, `firstMcu` being the first one's number in the scan; leaves the cursor after
 * the last whole one and returns how many there were. Stops at the first code that does not exist.
 */
export type ScanWalk = (view: DataView, cursor: BitCursor, endBit: number, firstMcu: number, mcus: number) => number;

/** 16 bits from `bit` on. */
export const peek16 = (view: DataView, bit: number): number => (view.getInt32(bit >>> 3) << (bit & 7)) >>> 16;

/** MCUs at a time: where their blocks begin fits into the first-level cache. */
const runMcus = 64;

/** Look-up tables of an MCU's blocks, in the order of A.2.3. */
interface McuTables {
  readonly blocks: readonly BlockTables[];
  /** All entries one after the other, and where those of each block begin. */
  readonly entries: Uint16Array;
  readonly firsts: Int32Array;
}

/** Told of every run of MCUs that are there: where each of their blocks begins, in bits. */
export type OnBlocks = (view: DataView, starts: Int32Array, firstMcu: number, mcus: number) => void;

/** `blocks`: tables of each block of an MCU in the order of A.2.3. */
export function sequentialWalk(blocks: readonly BlockTables[], onBlocks?: OnBlocks): ScanWalk {
  const kinds = [...new Set(blocks)];
  const entries = new Uint16Array(kinds.length * tableEntries);
  for (const [i, kind] of kinds.entries()) entries.set(kind.entries, i * tableEntries);
  const firsts = Int32Array.from(blocks, (block) => kinds.indexOf(block) * tableEntries);
  const tables = { blocks, entries, firsts };
  const starts = new Int32Array(runMcus * blocks.length);
  return (view, cursor, endBit, firstMcu, mcus) => {
    for (let mcu = 0; mcu < mcus; ) {
      const wanted = Math.min(runMcus, mcus - mcu);
      const whole = walkRun(view, cursor, endBit, wanted, tables, starts);
      onBlocks?.(view, starts, firstMcu + mcu, whole);
      mcu += whole;
      if (whole < wanted) return mcu;
    }
    return mcus;
  };
}

/**
 * A function of its own that gets all it works on as arguments: V8 then keeps the arrays' places in registers, which it does not
 * for what a closure holds. `starts`: where each block begins is written there.
 */
function walkRun(
  view: DataView,
  cursor: BitCursor,
  endBit: number,
  mcus: number,
  { blocks, entries, firsts }: McuTables,
  starts: Int32Array,
): number {
  const shift = 32 - windowBits;
  /** Bits of a loaded word that are there whatever bit it begins at, less a window. */
  const spareBits = 25 - windowBits;
  const rests = tableEntries / 2;
  const count = firsts.length;
  let bit = cursor.bit;
  let start = 0;
  for (let mcu = 0; mcu < mcus; mcu++) {
    for (let b = 0; b < count; b++) {
      const first = firsts[b]!;
      starts[start++] = bit;
      let word = view.getInt32(bit >>> 3) << (bit & 7);
      let entry = entries[first + (word >>> shift)]!;
      let length = entry & lengthMask;
      bit += length;
      let k = entry >>> advanceShift;
      // Two look-ups a turn: the first mostly finds its bits in the word that is loaded.
      while (k < 64) {
        word = length <= spareBits ? word << length : view.getInt32(bit >>> 3) << (bit & 7);
        entry = entries[first + rests + (word >>> shift)]!;
        length = entry & lengthMask;
        bit += length;
        k += entry >>> advanceShift;
        if (k >= 64) break;
        word = view.getInt32(bit >>> 3) << (bit & 7);
        entry = entries[first + rests + (word >>> shift)]!;
        length = entry & lengthMask;
        bit += length;
        k += entry >>> advanceShift;
      }
      // Whole are: 64 coefficients, or an EOB before the 64th. Anything else: a code longer than the window, or symbols of
      // the next block taken for this one's. Take the last step back and go on one symbol at a time.
      if (k !== 64 && (k < 128 || k > 191)) {
        bit = finishBlock(view, bit - length, k - (entry >>> advanceShift), blocks[b]!);
        if (bit < 0) return mcu;
      }
    }
    if (bit > endBit) return mcu;
    cursor.bit = bit;
  }
  return mcus;
}

/** The slow way to the end of a block; -1 at a code that does not exist. */
function finishBlock(view: DataView, from: number, done: number, { dc, ac }: BlockTables): number {
  let bit = from;
  let k = done;
  if (k === 0) {
    const entry = lookUp(dc, peek16(view, bit));
    if (entry === 0) return -1;
    bit += (entry >>> 8) + (entry & 15);
    k = 1;
  }
  while (k < 64) {
    const entry = lookUp(ac, peek16(view, bit));
    if (entry === 0) return -1;
    bit += (entry >>> 8) + (entry & 15);
    if ((entry & 15) === 0 && (entry & 0xf0) !== 0xf0) return bit;
    k += ((entry >>> 4) & 15) + 1;
  }
  return bit;
}
