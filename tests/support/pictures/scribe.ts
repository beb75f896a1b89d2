/** Writes a JPEG coefficient by coefficient, with the place of every part: test pictures nobody else made. */
import { BitWriter } from '../../../sim/picture/bits';
import { type HuffmanTable, huffmanTables } from '../../../sim/picture/huffman';
import { makeRandom } from '../random';

export interface Recipe {
  readonly widthPx: number;
  readonly heightPx: number;
  /** H and V of each component. */
  readonly sampling: readonly (readonly [number, number])[];
  /** MCUs between restart markers; 0 = none. */
  readonly restartInterval: number;
  /** 'one': all components in one scan; 'each': a scan for each; 'progressive': DC together, then AC in two bands for each. */
  readonly scans: 'one' | 'each' | 'progressive';
  readonly seed: number;
}

export const plain: Recipe = {
  widthPx: 96,
  heightPx: 72,
  sampling: [
    [2, 2],
    [1, 1],
    [1, 1],
  ],
  restartInterval: 0,
  scans: 'one',
  seed: 1,
};

export type PartName = 'SOI' | 'APP0' | 'DQT' | 'SOF' | 'DHT' | 'DRI' | 'SOS' | 'scan' | 'RST' | 'EOI';

export interface Part {
  readonly name: PartName;
  readonly at: number;
  readonly end: number;
}

export interface Scribed {
  readonly bytes: Uint8Array;
  readonly parts: readonly Part[];
  /** Of the first scan: after how many bytes of the file each MCU is complete. */
  readonly mcuEnds: readonly number[];
  /** All scans together. */
  readonly mcus: number;
}

const sizeOf = (value: number): number => 32 - Math.clz32(Math.abs(value));

/** 64 coefficients in zigzag order: a wandering DC and a few small AC. */
function makeBlock(random: () => number, dc: number): Int16Array {
  const block = new Int16Array(64);
  block[0] = dc;
  for (let k = 1; k < 64; k++)
    if (random() < 5 / (k + 8)) block[k] = Math.round((random() - 0.5) * 40 * (random() < 0.1 ? 8 : 1)) >> (k >> 4);
  return block;
}

interface Plane {
  readonly h: number;
  readonly v: number;
  readonly id: number;
  readonly table: 0 | 1;
  /** Blocks across and down, alone and in MCUs. */
  readonly wide: number;
  readonly high: number;
  readonly stride: number;
  readonly blocks: readonly Int16Array[];
}

/** 64 coefficients in zigzag order; `dc` is the first. `component` counts from 0. */
export type MakeBlock = (random: () => number, dc: number, component: number) => Int16Array;

export function scribe(recipe: Recipe, blockOf: MakeBlock = makeBlock): Scribed {
  const { widthPx, heightPx, sampling, restartInterval, scans, seed } = recipe;
  const random = makeRandom(seed);
  const hMax = Math.max(...sampling.map(([h]) => h));
  const vMax = Math.max(...sampling.map(([, v]) => v));
  const mcusWide = Math.ceil(widthPx / (8 * hMax));
  const mcusHigh = Math.ceil(heightPx / (8 * vMax));
  const planes = sampling.map(([h, v], index): Plane => {
    const stride = mcusWide * h;
    let dc = 0;
    const blocks = Array.from({ length: stride * mcusHigh * v }, () => {
      dc = Math.max(-60, Math.min(60, dc + Math.round((random() - 0.5) * 30)));
      return blockOf(random, dc, index);
    });
    const wide = Math.ceil(Math.ceil((widthPx * h) / hMax) / 8);
    const high = Math.ceil(Math.ceil((heightPx * v) / vMax) / 8);
    return { h, v, id: index + 1, table: index === 0 ? 0 : 1, wide, high, stride, blocks };
  });

  const out = new BitWriter(true);
  const parts: Part[] = [];
  const mcuEnds: number[] = [];
  let mcus = 0;
  const part = (name: PartName, bytes: Iterable<number>): void => {
    const at = out.length;
    for (const byte of bytes) out.raw(byte);
    parts.push({ name, at, end: out.length });
  };
  const segment = (name: PartName, code: number, payload: readonly number[]): void => {
    const length = payload.length + 2;
    part(name, [0xff, code, length >> 8, length & 255, ...payload]);
  };

  part('SOI', [0xff, 0xd8]);
  segment('APP0', 0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
  for (const table of [0, 1])
    segment('DQT', 0xdb, [table, ...Array.from({ length: 64 }, (_, k) => Math.min(255, 3 + table + (k >> 1)))]);
  const frame = planes.flatMap(({ id, h, v, table }) => [id, (h << 4) | v, table]);
  segment('SOF', scans === 'progressive' ? 0xc2 : 0xc0, [
    8,
    heightPx >> 8,
    heightPx & 255,
    widthPx >> 8,
    widthPx & 255,
    planes.length,
    ...frame,
  ]);
  const { lumaDc, lumaAc, chromaDc, chromaAc } = huffmanTables;
  for (const { id, counts, symbols } of [lumaDc, lumaAc, chromaDc, chromaAc])
    segment('DHT', 0xc4, [id, ...counts, ...symbols]);
  if (restartInterval > 0) segment('DRI', 0xdd, [restartInterval >> 8, restartInterval & 255]);

  const dcCodes = [lumaDc, chromaDc];
  const acCodes = [lumaAc, chromaAc];

  const scan = (members: readonly Plane[], start: number, end: number): void => {
    const selectors = members.flatMap(({ id, table }) => [id, (table << 4) | table]);
    segment('SOS', 0xda, [members.length, ...selectors, start, end, 0]);
    const alone = members.length === 1 ? members[0]! : undefined;
    const total = alone ? alone.wide * alone.high : mcusWide * mcusHigh;
    const isFirst = mcus === 0;
    mcus += total;
    let from = out.length;
    let last = planes.map(() => 0);
    const putBlock = (plane: Plane, block: Int16Array): void => {
      const code = ({ code, size }: HuffmanTable, symbol: number) => out.put(code[symbol]!, size[symbol]!);
      const extra = (value: number) => out.put(value < 0 ? value - 1 : value, sizeOf(value));
      if (start === 0) {
        const difference = block[0]! - last[plane.id - 1]!;
        last[plane.id - 1] = block[0]!;
        code(dcCodes[plane.table]!, sizeOf(difference));
        extra(difference);
      }
      let run = 0;
      for (let k = Math.max(1, start); k <= end; k++) {
        const value = block[k]!;
        if (value === 0) {
          run++;
          continue;
        }
        for (; run > 15; run -= 16) code(acCodes[plane.table]!, 0xf0);
        code(acCodes[plane.table]!, (run << 4) | sizeOf(value));
        extra(value);
        run = 0;
      }
      if (run > 0 && end > 0) code(acCodes[plane.table]!, 0);
    };
    for (let mcu = 0; mcu < total; mcu++) {
      if (restartInterval > 0 && mcu > 0 && mcu % restartInterval === 0) {
        out.align();
        parts.push({ name: 'scan', at: from, end: out.length });
        part('RST', [0xff, 0xd0 + ((mcu / restartInterval - 1) & 7)]);
        from = out.length;
        last = planes.map(() => 0);
      }
      if (alone) putBlock(alone, alone.blocks[Math.floor(mcu / alone.wide) * alone.stride + (mcu % alone.wide)]!);
      else {
        const left = mcu % mcusWide;
        const top = Math.floor(mcu / mcusWide);
        for (const plane of members)
          for (let y = 0; y < plane.v; y++)
            for (let x = 0; x < plane.h; x++)
              putBlock(plane, plane.blocks[(top * plane.v + y) * plane.stride + left * plane.h + x]!);
      }
      if (isFirst) mcuEnds.push(out.length + (out.bits > 0 ? 1 : 0));
    }
    out.align();
    parts.push({ name: 'scan', at: from, end: out.length });
  };

  if (scans === 'one') scan(planes, 0, 63);
  else if (scans === 'each') for (const plane of planes) scan([plane], 0, 63);
  else {
    scan(planes, 0, 0);
    for (const plane of planes) {
      scan([plane], 1, 5);
      scan([plane], 6, 63);
    }
  }
  part('EOI', [0xff, 0xd9]);
  return { bytes: out.bytes.slice(0, out.length), parts, mcuEnds, mcus };
}

/** First part of that name, or the one at `place` (negative: from the end). */
export function partOf({ parts }: Scribed, name: PartName, place = 0): Part {
  const found = parts.filter((part) => part.name === name).at(place);
  if (!found) throw new Error(`no ${name} in this picture`);
  return found;
}

export const join = (...pieces: readonly (Uint8Array | readonly number[])[]): Uint8Array => {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
};

/** `bytes` with `remove` bytes at `at` replaced by `add`. */
export const splice = (
  bytes: Uint8Array,
  at: number,
  remove: number,
  add: Uint8Array | readonly number[] = [],
): Uint8Array => join(bytes.subarray(0, at), add, bytes.subarray(at + remove));

export const zeros = (count: number): Uint8Array => new Uint8Array(count);
