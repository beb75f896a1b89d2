/** Reads frame and scan headers: sizes, components, and how many MCUs a scan must have (T.81 B.2.2, B.2.3, A.1, A.2). */

import { uint16 } from '../base/jpeg/markers';
import { mostPicturePx } from '../base/limits';

interface Component {
  readonly id: number;
  /** Sampling factors H and V. */
  readonly h: number;
  readonly v: number;
  /** Number of its quantization table. */
  readonly quant: number;
  /** Blocks across and down when it is alone in a scan (A.2.2). */
  readonly blocksWide: number;
  readonly blocksHigh: number;
}

export interface Frame {
  readonly progressive: boolean;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly components: readonly Component[];
  readonly mcusWide: number;
  readonly mcusHigh: number;
  readonly mcuHeightPx: number;
  /** Coding or layout that libjpeg, and so no browser, surely decodes; empty for the ordinary. */
  readonly unsupported: string;
}

export type FrameFault = 'size' | 'header';

const blocks = (lengthPx: number, factor: number, largest: number): number =>
  Math.ceil(Math.ceil((lengthPx * factor) / largest) / 8);

/** `code`: place of the SOF's marker code; the segment must be sound. */
export function readFrame(bytes: Uint8Array, code: number): Frame | FrameFault {
  const kind = bytes[code]!;
  const precision = bytes[code + 3]!;
  const heightPx = uint16(bytes, code + 4);
  const widthPx = uint16(bytes, code + 6);
  if (widthPx === 0 || heightPx === 0 || widthPx * heightPx > mostPicturePx) return 'size';
  const count = bytes[code + 8]!;
  const raw = Array.from({ length: count }, (_, i) => {
    const at = code + 9 + 3 * i;
    return { id: bytes[at]!, h: bytes[at + 1]! >> 4, v: bytes[at + 1]! & 15, quant: bytes[at + 2]! };
  });
  if (count === 0 || raw.some(({ h, v }) => h < 1 || h > 4 || v < 1 || v > 4)) return 'header';
  const hMax = Math.max(...raw.map(({ h }) => h));
  const vMax = Math.max(...raw.map(({ v }) => v));
  // A single component is never interleaved: its factors do not matter (A.2.2).
  const mcuHeightPx = count === 1 ? 8 : 8 * vMax;
  return {
    progressive: kind === 0xc2,
    widthPx,
    heightPx,
    components: raw.map(({ id, h, v, quant }) => ({
      id,
      h,
      v,
      quant,
      blocksWide: blocks(widthPx, h, hMax),
      blocksHigh: blocks(heightPx, v, vMax),
    })),
    mcusWide: Math.ceil(widthPx / (count === 1 ? 8 : 8 * hMax)),
    mcusHigh: Math.ceil(heightPx / mcuHeightPx),
    mcuHeightPx,
    unsupported:
      kind > 0xc2
        ? `SOF${kind - 0xc0}`
        : precision !== 8
          ? `${precision} bits`
          : count === 2 || count > 4
            ? `${count} components`
            : raw.some(({ h, v }) => hMax % h !== 0 || vMax % v !== 0)
              ? 'fractional sampling'
              : '',
  };
}

/** One component's part in a scan. */
interface ScanComponent {
  /** Place in Frame.components. */
  readonly index: number;
  readonly dcTable: number;
  readonly acTable: number;
}

export interface ScanHeader {
  readonly components: readonly ScanComponent[];
  /** Spectral selection Ss..Se and successive approximation Ah, Al. */
  readonly spectralStart: number;
  readonly spectralEnd: number;
  readonly approximationHigh: number;
  readonly approximationLow: number;
  /** Place of Ss. */
  readonly parametersAt: number;
}

/** Undefined when the scan names components the frame has not, or more blocks an MCU than ten (B.2.3). */
export function readScanHeader(bytes: Uint8Array, code: number, frame: Frame): ScanHeader | undefined {
  const count = bytes[code + 3]!;
  const components: ScanComponent[] = [];
  for (let i = 0; i < count; i++) {
    const at = code + 4 + 2 * i;
    const index = frame.components.findIndex(
      ({ id }, place) => id === bytes[at] && components.every((other) => other.index !== place),
    );
    // libjpeg wants them in the order of the frame, as B.2.3 does, and finds none otherwise.
    if (index < i) return undefined;
    components.push({ index, dcTable: bytes[at + 1]! >> 4, acTable: bytes[at + 1]! & 15 });
  }
  const parametersAt = code + 4 + 2 * count;
  const blocksInMcu = components.reduce((sum, { index }) => {
    const { h, v } = frame.components[index]!;
    return sum + h * v;
  }, 0);
  if (count === 0 || count > 4 || (count > 1 && blocksInMcu > 10)) return undefined;
  return {
    components,
    spectralStart: bytes[parametersAt]!,
    spectralEnd: bytes[parametersAt + 1]!,
    approximationHigh: bytes[parametersAt + 2]! >> 4,
    approximationLow: bytes[parametersAt + 2]! & 15,
    parametersAt,
  };
}

/** How many MCUs a scan has, and how many of them lie side by side (A.2.2, A.2.3). */
export function scanSize(frame: Frame, scan: ScanHeader): { readonly mcus: number; readonly mcusWide: number } {
  const only = scan.components.length === 1 ? frame.components[scan.components[0]!.index] : undefined;
  const mcusWide = only ? only.blocksWide : frame.mcusWide;
  return { mcus: mcusWide * (only ? only.blocksHigh : frame.mcusHigh), mcusWide };
}
