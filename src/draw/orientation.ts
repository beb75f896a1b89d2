/** The size a JPEG is shown in: browsers turn it as its EXIF says, players of what we make of it cannot. */
import type { Jpeg, SizePx } from '../base/flow';

const app1 = 0xe1;
const scanStart = 0xda;
const exifMark = [0x45, 0x78, 0x69, 0x66, 0, 0];
const orientationTag = 0x0112;
/** Orientations 5 to 8 are quarter turns (Exif 2.3, 4.6.4). */
const firstQuarterTurn = 5;

/** After the turn. What is damaged is not turned, as browsers do. */
export function shownSize({ bytes, widthPx, heightPx }: Pick<Jpeg, 'bytes' | 'widthPx' | 'heightPx'>): SizePx {
  return orientationOf(bytes) >= firstQuarterTurn ? { widthPx: heightPx, heightPx: widthPx } : { widthPx, heightPx };
}

/** Is the first row shown first? So it is where left and right change places (2); any other turn takes painted rows elsewhere. */
export const keepsRows = ({ bytes }: Pick<Jpeg, 'bytes'>): boolean => orientationOf(bytes) <= 2;

/** 1 to 8; 1 where the JPEG does not say. */
export function orientationOf(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1]!;
    if (marker === scanStart) break;
    // A fill byte (ITU-T T.81, B.1.1.2).
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const endAt = at + 2 + view.getUint16(at + 2);
    if (marker === app1 && exifMark.every((byte, place) => bytes[at + 4 + place] === byte)) {
      return inTiff(bytes.subarray(at + 10, endAt));
    }
    at = endAt;
  }
  return 1;
}

/** TIFF 6.0, section 2: byte order, a place of the first directory, entries of 12 bytes. */
function inTiff(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < 10) return 1;
  const little = view.getUint16(0) === 0x4949;
  const directoryAt = view.getUint32(4, little);
  if (directoryAt + 2 > bytes.length) return 1;
  const entries = view.getUint16(directoryAt, little);
  for (let entry = 0; entry < entries; entry++) {
    const at = directoryAt + 2 + entry * 12;
    if (at + 12 > bytes.length) return 1;
    if (view.getUint16(at, little) !== orientationTag) continue;
    const orientation = view.getUint16(at + 8, little);
    return orientation >= 1 && orientation <= 8 ? orientation : 1;
  }
  return 1;
}
