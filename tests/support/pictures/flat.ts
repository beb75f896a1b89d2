/** Writes a grey picture of one tone and any size, up to the largest: six bits a block, so 200 megapixels take 2.3 MB. */
import { standardSegment } from '../../../src/check/scan/tables';
import { join } from './scribe';

/** K.3 and K.5: 00 says "the DC as before", 1010 "no AC". Four blocks are three bytes, none of them FF. */
const fourBlocks = [0b00101000, 0b10100010, 0b10001010];

export function flatPicture(widthPx: number, heightPx: number): Uint8Array {
  const blocks = Math.ceil(widthPx / 8) * Math.ceil(heightPx / 8);
  const scan = new Uint8Array(Math.ceil((blocks * 6) / 8));
  for (let at = 0; at < scan.length; at++) scan[at] = fourBlocks[at % 3]!;
  return join(...flatParts(widthPx, heightPx), scan, [0xff, 0xd9]);
}

/** Its header up to SOS, and SOS. */
export function flatParts(widthPx: number, heightPx: number): readonly [Uint8Array, Uint8Array] {
  const sides = [heightPx >> 8, heightPx & 255, widthPx >> 8, widthPx & 255];
  const head = join(
    [0xff, 0xd8, 0xff, 0xdb, 0, 67, 0, ...new Array<number>(64).fill(16)],
    [0xff, 0xc0, 0, 11, 8, ...sides, 1, 1, 0x11, 0],
    standardSegment([0x00, 0x10]),
  );
  return [head, Uint8Array.of(0xff, 0xda, 0, 8, 1, 1, 0x00, 0, 63, 0)];
}
