/** Counts the whole MCUs of progressive scans, one scan after the other (T.81 G.1.2, G.2; refinement G.1.2.3). */
import type { Frame, ScanHeader } from '../frame';
import { type HuffmanTable, lookUp } from './huffman';
import { type OnBlocks, peek16, type ScanWalk } from './walk';

/** What earlier scans of the picture have told. */
export class Progression {
  /** For each component and coefficient the lowest bit that has come; -1 = nothing yet. */
  readonly #lowestBit: readonly Int8Array[];
  /** For each component and block two words of bits: which coefficients are not zero. Refinement depends on it. */
  readonly #nonZero: (Uint32Array | undefined)[] = [];
  readonly #frame: Frame;

  constructor(frame: Frame) {
    this.#frame = frame;
    this.#lowestBit = frame.components.map(() => new Int8Array(64).fill(-1));
  }

  /**
   * Takes note of a scan. False when no engine decodes it: impossible parameters (G.1.1.1.1, G.1.1.1.2), or bits that are not
   * the next lower ones of those that came before, which libjpeg warns of and Chromium refuses.
   */
  accept(scan: ScanHeader): boolean {
    const { spectralStart: start, spectralEnd: end, approximationHigh: high, approximationLow: low } = scan;
    if (start === 0 ? end !== 0 : end < start || end > 63 || scan.components.length !== 1) return false;
    if (low > 13 || (high !== 0 && low !== high - 1)) return false;
    for (const { index } of scan.components) {
      const bits = this.#lowestBit[index]!;
      if (start > 0 && bits[0]! < 0) return false;
      for (let k = start; k <= end; k++)
        if (Math.max(bits[k]!, 0) !== high || (bits[k]! >= 0 && high === 0)) return false;
    }
    for (const { index } of scan.components) this.#lowestBit[index]!.fill(low, start, end + 1);
    return true;
  }

  /** Every bit of every coefficient has been announced: no further scan can come. */
  get complete(): boolean {
    return this.#lowestBit.every((bits) => bits.every((bit) => bit === 0));
  }

  walk(
    scan: ScanHeader,
    dc: readonly (HuffmanTable | undefined)[],
    ac: readonly (HuffmanTable | undefined)[],
    onBlocks?: OnBlocks,
  ): ScanWalk {
    const blocksOf = (index: number) =>
      scan.components.length === 1 ? 1 : this.#frame.components[index]!.h * this.#frame.components[index]!.v;
    if (scan.spectralStart === 0) {
      const tables = scan.components.flatMap(({ index, dcTable }) =>
        Array.from({ length: blocksOf(index) }, () => dc[dcTable]),
      );
      return scan.approximationHigh === 0 ? dcFirst(tables as HuffmanTable[], onBlocks) : dcRefine(tables.length);
    }
    const { index, acTable } = scan.components[0]!;
    const table = ac[acTable]!;
    const { blocksWide, blocksHigh } = this.#frame.components[index]!;
    const { spectralStart: start, spectralEnd: end } = scan;
    // Nothing will ask again for coefficients whose last bit is here.
    const remember = scan.approximationLow > 0 || scan.approximationHigh > 0;
    if (remember) this.#nonZero[index] ??= new Uint32Array(2 * blocksWide * blocksHigh);
    const seen = this.#nonZero[index];
    return scan.approximationHigh === 0 ? acFirst(table, start, end, seen) : acRefine(table, start, end, seen!);
  }
}

const dcFirst = (tables: readonly HuffmanTable[], onBlocks?: OnBlocks): ScanWalk => {
  const starts = new Int32Array(tables.length);
  return (view, cursor, endBit, firstMcu, mcus) => {
    let bit = cursor.bit;
    for (let mcu = 0; mcu < mcus; mcu++) {
      let start = 0;
      for (const table of tables) {
        starts[start++] = bit;
        const entry = lookUp(table, peek16(view, bit));
        if (entry === 0) return mcu;
        bit += (entry >>> 8) + (entry & 15);
      }
      if (bit > endBit) return mcu;
      cursor.bit = bit;
      onBlocks?.(view, starts, firstMcu + mcu, 1);
    }
    return mcus;
  };
};

/** One bit a block, no code (G.1.2.1): nothing to read to count them. */
const dcRefine =
  (blocks: number): ScanWalk =>
  (_view, cursor, endBit, _firstMcu, mcus) => {
    const done = Math.min(mcus, Math.floor((endBit - cursor.bit) / blocks));
    cursor.bit += done * blocks;
    return done;
  };

/** Bits of an EOBn's run after its code (G.1.2.2). */
const runBits = (view: DataView, bit: number, size: number): number =>
  size === 0 ? 0 : peek16(view, bit) >>> (16 - size);

function acFirst(table: HuffmanTable, start: number, end: number, seen: Uint32Array | undefined): ScanWalk {
  return (view, cursor, endBit, firstMcu, mcus) => {
    let bit = cursor.bit;
    for (let mcu = 0; mcu < mcus; ) {
      let blocks = 1;
      for (let k = start; k <= end; k++) {
        const entry = lookUp(table, peek16(view, bit));
        if (entry === 0) return mcu;
        bit += entry >>> 8;
        const run = (entry >>> 4) & 15;
        const size = entry & 15;
        if (size === 0 && run < 15) {
          blocks = (1 << run) + runBits(view, bit, run);
          bit += run;
          break;
        }
        k += run;
        bit += size;
        if (size > 0 && seen) mark(seen, firstMcu + mcu, k);
      }
      if (bit > endBit) return mcu;
      cursor.bit = bit;
      mcu += Math.min(blocks, mcus - mcu);
    }
    return mcus;
  };
}

function acRefine(table: HuffmanTable, start: number, end: number, seen: Uint32Array): ScanWalk {
  return (view, cursor, endBit, firstMcu, mcus) => {
    let bit = cursor.bit;
    let run = 0;
    for (let mcu = 0; mcu < mcus; mcu++) {
      const block = firstMcu + mcu;
      if (run > 0 && (seen[2 * block]! | seen[2 * block + 1]!) === 0) {
        run--;
        continue;
      }
      let k = start;
      while (run === 0 && k <= end) {
        const entry = lookUp(table, peek16(view, bit));
        // A new coefficient is one bit (its sign): any other size is no refinement (G.1.2.3).
        if (entry === 0 || (entry & 15) > 1) return mcu;
        bit += entry >>> 8;
        let zeros = (entry >>> 4) & 15;
        const isNew = (entry & 15) === 1;
        if (isNew) bit++;
        else if (zeros < 15) {
          run = (1 << zeros) + runBits(view, bit, zeros);
          bit += zeros;
          break;
        }
        // One correction bit for each coefficient that is already there; stop at the place after `zeros` that are not.
        for (; k <= end; k++) {
          if (isSeen(seen, block, k)) bit++;
          else if (--zeros < 0) break;
        }
        if (isNew) mark(seen, block, k);
        k++;
      }
      if (run > 0) {
        for (; k <= end; k++) if (isSeen(seen, block, k)) bit++;
        run--;
      }
      if (bit > endBit) return mcu;
      cursor.bit = bit;
    }
    return mcus;
  };
}

const isSeen = (seen: Uint32Array, block: number, k: number): boolean =>
  ((seen[2 * block + (k >> 5)]! >>> (k & 31)) & 1) === 1;

/** Runs past 63 are stored at 63, as libjpeg does. */
function mark(seen: Uint32Array, block: number, k: number): void {
  const place = Math.min(k, 63);
  seen[2 * block + (place >> 5)]! |= 1 << (place & 31);
}
