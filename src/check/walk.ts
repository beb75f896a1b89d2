/**
 * Bits of a sequential scan in, the number of whole MCUs out: Huffman codes are read and their extra bits stepped over, no
 * coefficient is ever computed (T.81 F.2.2, A.2.2, A.2.3).
 */
import { advanceShift, type BlockTables, lengthMask, lookUp, windowBits } from './scan/huffman';

/** Where a walk stands, in bits of the unstuffed data. */
export interface Cursor {
  bit: number;
}

/**
 * Walks at most `mcus` MCUs from `cursor.bit` on, `firstMcu` being the first one's number in the scan; leaves the cursor after
 * the last whole one and returns how many there were. Stops at the first code that does not exist.
 */
export type Walk = (view: DataView, cursor: Cursor, endBit: number, firstMcu: number, mcus: number) => number;

/** 16 bits from `bit` on. */
export const peek16 = (view: DataView, bit: number): number => (view.getInt32(bit >>> 3) << (bit & 7)) >>> 16;

/** `blocks`: tables of each block of an MCU in the order of A.2.3. */
export function sequentialWalk(blocks: readonly BlockTables[]): Walk {
  const firsts = blocks.map((block) => block.first);
  const rests = blocks.map((block) => block.rest);
  const count = blocks.length;
  const shift = 32 - windowBits;
  return (view, cursor, endBit, _firstMcu, mcus) => {
    let bit = cursor.bit;
    for (let mcu = 0; mcu < mcus; mcu++) {
      for (let b = 0; b < count; b++) {
        const rest = rests[b]!;
        let entry = firsts[b]![(view.getInt32(bit >>> 3) << (bit & 7)) >>> shift]!;
        bit += entry & lengthMask;
        let k = entry >>> advanceShift;
        while (k < 64) {
          entry = rest[(view.getInt32(bit >>> 3) << (bit & 7)) >>> shift]!;
          bit += entry & lengthMask;
          k += entry >>> advanceShift;
        }
        // Whole are: 64 coefficients, or an EOB before the 64th. Anything else: a code longer than the window, or symbols of
        // the next block taken for this one's. Take the last step back and go on one symbol at a time.
        if (k !== 64 && (k < 128 || k > 191)) {
          bit = finishBlock(view, bit - (entry & lengthMask), k - (entry >>> advanceShift), blocks[b]!);
          if (bit < 0) return mcu;
        }
      }
      if (bit > endBit) return mcu;
      cursor.bit = bit;
    }
    return mcus;
  };
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
