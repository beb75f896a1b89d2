/**
 * The picture at an eighth of its size, in grey, without decoding it: the DC coefficient of a block is the mean of its 64 pixels
 * (T.81 A.3.3), and check steps over every one. What moves, how bright it is and whether a lens is covered can be told from it.
 */
import type { Frame, ScanHeader } from './frame';
import { type HuffmanTable, lookUp } from './scan/huffman';
import { type OnBlocks, peek16 } from './scan/walk';

export const mostCellsWide = 96;
export const mostCellsHigh = 72;

/** Made once, filled by check for one picture after the other: nothing is allocated for a picture. */
export class DcPicture {
  /** Row after row, 0 to 255; of the first component, which is luma in all but strange files. */
  readonly luma = new Uint8Array(mostCellsWide * mostCellsHigh);
  #widthCells = 0;
  #heightCells = 0;
  readonly #sums = new Int32Array(mostCellsWide * mostCellsHigh);
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
    let predicted = 0;
    return (view, starts, firstMcu, mcus) => {
      if (firstMcu === 0) this.#sums.fill(0);
      this.#isFresh = true;
      for (let i = 0; i < mcus; i++) {
        const mcu = firstMcu + i;
        // The prediction begins anew with every restart interval (F.1.1.5.1).
        if (mcu === 0 || (restartInterval > 0 && mcu % restartInterval === 0)) predicted = 0;
        const top = Math.floor(mcu / mcusWide) * down;
        const left = (mcu % mcusWide) * across;
        for (let y = 0; y < down; y++)
          for (let x = 0; x < across; x++) {
            predicted += difference(view, starts[i * inMcu + y * across + x]!, table);
            this.#add(left + x, top + y, predicted);
          }
      }
    };
  }

  #add(x: number, y: number, dc: number): void {
    // Blocks that only fill up the last MCUs are no picture.
    if (x >= this.#blocksWide || y >= this.#blocksHigh) return;
    const cell = Math.floor(y / this.#blocksDown) * this.#widthCells + Math.floor(x / this.#blocksAcross);
    this.#sums[cell]! += dc;
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

/** The DC difference of the block that begins at `bit` (F.2.2.1). */
function difference(view: DataView, bit: number, table: HuffmanTable): number {
  const entry = lookUp(table, peek16(view, bit));
  const size = entry & 15;
  if (size === 0) return 0;
  const value = peek16(view, bit + (entry >>> 8)) >>> (16 - size);
  return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
}
