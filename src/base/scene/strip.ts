/**
 * Writes and reads the strip every simulated picture carries: frame number and time as 96 black or white blocks, so that a
 * test can read from a finished film which pictures are in it and when each was taken.
 *
 * Three rows of 32 blocks at the bottom of the picture, most significant bit first:
 * 32 bits frame number, 48 bits milliseconds since the Unix epoch, 16 bits CRC of those 80.
 */

/** What a strip says about its picture. */
export interface StripMark {
  /** Counts from 0, wraps at 2^32. */
  readonly frame: number;
  /** When the picture was taken, whole ms since the Unix epoch by the camera's own clock. */
  readonly takenAt: number;
}

export const stripRows = 3;
export const stripColumns = 32;
const dataBytes = 10;

export interface StripPlace {
  readonly leftPx: number;
  readonly topPx: number;
  readonly blockPx: number;
}

/**
 * Where the strip lies. Everything is a fixed share of the picture, so a scaled picture has its strip where this says;
 * may be fractions for odd sizes. 640 px wide: 16 px blocks; widths of n * 320 and heights of n * 8 fall on 8 px borders.
 */
export function stripPlace(widthPx: number, heightPx: number): StripPlace {
  const blockPx = widthPx / 40;
  return { leftPx: 4 * blockPx, topPx: heightPx - stripRows * blockPx, blockPx };
}

/** 96 values, 1 = white. */
export function stripBits(mark: StripMark): Uint8Array {
  const bytes = new Uint8Array(dataBytes + 2);
  const view = new DataView(bytes.buffer);
  const takenAt = Math.round(mark.takenAt);
  view.setUint32(0, mark.frame >>> 0);
  view.setUint16(4, Math.floor(takenAt / 2 ** 32));
  view.setUint32(6, takenAt >>> 0);
  view.setUint16(dataBytes, crc16(bytes.subarray(0, dataBytes)));
  return Uint8Array.from({ length: 96 }, (_, i) => (bytes[i >> 3]! >> (7 - (i & 7))) & 1);
}

/** The mark of 96 bits, or undefined when the checksum does not fit. */
export function markOfBits(bits: ArrayLike<number>): StripMark | undefined {
  const bytes = new Uint8Array(dataBytes + 2);
  for (let i = 0; i < 96; i++) bytes[i >> 3]! |= (bits[i]! & 1) << (7 - (i & 7));
  const view = new DataView(bytes.buffer);
  if (view.getUint16(dataBytes) !== crc16(bytes.subarray(0, dataBytes))) return undefined;
  return { frame: view.getUint32(0), takenAt: view.getUint16(4) * 2 ** 32 + view.getUint32(6) };
}

/** CRC-16/IBM-3740 (polynomial 0x1021, start 0xFFFF): an all-black or all-white strip never passes. */
function crc16(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc;
}
