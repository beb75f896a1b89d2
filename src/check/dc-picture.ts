/**
 * The picture at an eighth of its size, in grey, without decoding it: the DC coefficient of a block is the mean of its 64 pixels
 * (T.81 A.3.3), and check steps over every one. What moves, how bright it is and whether a lens is covered can be told from it.
 */
import type { Frame, ScanHeader } from './frame';
import { type HuffmanTable, lookUp } from './scan/huffman';
import { type OnBlocks, peek16 } from './scan/walk';

const mostCellsWide = 96;
const mostCellsHigh = 72;

/** Blocks of the longest side there can be, filled up to whole MCUs. */
const mostBlocks = 65536 / 8 + 4;
/** Behind all cells. */
const unseenCell = mostCellsWide * mostCellsHigh;

interface Grid {
  /** The cell of a block is `columns[x] + rows[y]`. */
  readonly columns: Int32Array;
  readonly rows: Int32Array;
  readonly sums: Int32Array;
  /** Blocks of luma in an MCU, and blocks in all. */
  readonly across: number;
  readonly down: number;
  readonly inMcu: number;
}

/** The next MCU's first block, and the DC of the block before. */
interface Place {
  left: number;
  top: number;
  predicted: number;
}

/** Made once, filled by check for one picture after the other: nothing is allocated for a picture. */
export class DcPicture {
  /** Row after row, 0 to 255; of the first component, which is luma in all but strange files. */
  readonly luma = new Uint8Array(mostCellsWide * mostCellsHigh);
  #widthCells = 0;
  #heightCells = 0;
  readonly #sums = new Int32Array(unseenCell + unseenCell + mostCellsWide * mostCellsHigh);
  readonly #columns = new Int32Array(mostBlocks);
  readonly #rows = new Int32Array(mostBlocks);
  #scale = 0;
  #blocksWide = 0;
  #blocksHigh = 0;
  #blocksAcross = 1;
  #blocksDown = 1;
  #isFresh = false;

  /** 0 when there is no picture. */
  get widthCells(): number {
    return this.#widthCells;
  }

  get heightCells(): number {
    return this.#heightCells;
  }

  clear(): void {
    this.#widthCells = 0;
    this.#heightCells = 0;
  }

  /** Called by check before a scan that has the first bits of DC; undefined when luma is not in it. */
  begin(
    scan: ScanHeader,
    frame: Frame,
    table: HuffmanTable | undefined,
    quant: readonly number[],
    restartInterval: number,
  ): OnBlocks | undefined {
    const component = frame.components[0]!;
    if (scan.components[0]!.index !== 0 || !table) return undefined;
    const alone = scan.components.length === 1;
    const { blocksWide, blocksHigh, h, v } = component;
    this.#blocksWide = blocksWide;
    this.#blocksHigh = blocksHigh;
    this.#blocksAcross = Math.ceil(blocksWide / mostCellsWide);
    this.#blocksDown = Math.ceil(blocksHigh / mostCellsHigh);
    this.#widthCells = Math.ceil(blocksWide / this.#blocksAcross);
    this.#heightCells = Math.ceil(blocksHigh / this.#blocksDown);
    // Steps of the quantizer to levels of grey (A.3.4, A.3.3).
    this.#scale = ((quant[component.quant] ?? 1) << scan.approximationLow) / 8;
    const mcusWide = alone ? blocksWide : frame.mcusWide;
    const [across, down] = alone ? [1, 1] : [h, v];
    const inMcu = scan.components.reduce(
      (sum, { index }) => sum + (alone ? 1 : frame.components[index]!.h * frame.components[index]!.v),
      0,
    );
    for (let x = 0; x < Math.max(blocksWide, blocksHigh) + 4; x++) {
      // Blocks that only fill up the last MCUs are no picture: theirs is a cell that nobody sees.
      this.#columns[x] = x < blocksWide ? Math.floor(x / this.#blocksAcross) : unseenCell;
      this.#rows[x] = x < blocksHigh ? Math.floor(x / this.#blocksDown) * this.#widthCells : unseenCell;
    }
    const grid: Grid = { columns: this.#columns, rows: this.#rows, sums: this.#sums, across, down, inMcu };
    const place: Place = { left: 0, top: 0, predicted: 0 };
    const rowEnd = mcusWide * across;
    return (view, starts, firstMcu, mcus) => {
      if (firstMcu === 0) this.#sums.fill(0);
      this.#isFresh = true;
      place.top = Math.floor(firstMcu / mcusWide) * down;
      place.left = (firstMcu % mcusWide) * across;
      for (let done = 0; done < mcus; ) {
        // The prediction begins anew with every restart interval (F.1.1.5.1).
        const since = restartInterval > 0 ? (firstMcu + done) % restartInterval : firstMcu + done;
        if (since === 0) place.predicted = 0;
        const count = Math.min(
          mcus - done,
          restartInterval > 0 ? restartInterval - since : mcus,
          Math.ceil((rowEnd - place.left) / across),
        );
        addMcus(view, starts, done * inMcu, count, table, grid, place);
        done += count;
        if (place.left < rowEnd) continue;
        place.left = 0;
        place.top += down;
      }
    };
  }

  /** Sums to levels of grey. */
  finish(): void {
    if (!this.#isFresh) return;
    this.#isFresh = false;
    let cell = 0;
    for (let row = 0; row < this.#heightCells; row++) {
      const high = Math.min(this.#blocksDown, this.#blocksHigh - row * this.#blocksDown);
      for (let column = 0; column < this.#widthCells; column++, cell++) {
        const wide = Math.min(this.#blocksAcross, this.#blocksWide - column * this.#blocksAcross);
        const level = 128 + (this.#sums[cell]! * this.#scale) / (wide * high);
        this.luma[cell] = Math.max(0, Math.min(255, Math.round(level)));
      }
    }
  }
}

/** Adds MCUs that lie side by side to their cells. */
function addMcus(
  view: DataView,
  starts: Int32Array,
  from: number,
  mcus: number,
  table: HuffmanTable,
  { columns, rows, sums, across, down, inMcu }: Grid,
  place: Place,
): void {
  let { left, predicted } = place;
  for (let start = from; start < from + mcus * inMcu; start += inMcu) {
    let at = start;
    for (let y = 0; y < down; y++) {
      const row = rows[place.top + y]!;
      for (let x = 0; x < across; x++) {
        predicted += difference(view, starts[at++]!, table);
        sums[row + columns[left + x]!]! += predicted;
      }
    }
    left += across;
  }
  place.left = left;
  place.predicted = predicted;
}

/** The DC difference of the block that begins at `bit` (F.2.2.1); nothing is branched on that differs from block to block. */
function difference(view: DataView, bit: number, table: HuffmanTable): number {
  const word = view.getInt32(bit >>> 3) << (bit & 7);
  const entry = lookUp(table, word >>> 16);
  const size = entry & 15;
  const codeLength = entry >>> 8;
  // 25 bits of a word are there, whatever bit it begins at.
  const rest = codeLength + size <= 25 ? word << codeLength : peek16(view, bit + codeLength) << 16;
  const value = (rest >>> 16) >>> (16 - size);
  return value + (((value - ((1 << size) >> 1)) >> 31) & (1 - (1 << size)));
}
