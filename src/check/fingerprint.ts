/** A mended picture in, 32 bits out that are equal for exact repeats of its entropy-coded bytes. */
import { codeAt, declaredEnd, SOI, SOS } from './markers';

/**
 * Everything from the first SOS on, so that clocks and counters a camera writes into APPn or COM do not tell repeats apart.
 * Words of four bytes are multiplied and folded (as in MurmurHash3's body). Two different pictures in a row get the same number
 * by chance once in 4.3e9: at 25 pictures a second, once in five years; it is no protection against someone who wants it so.
 */
export function fingerprint(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const words = bytes.length - 3;
  let hash = bytes.length;
  let at = scanAt(bytes);
  for (; at < words; at += 4) {
    const mixed = Math.imul(view.getInt32(at, true), 0xcc9e2d51 | 0);
    hash = Math.imul(hash ^ mixed ^ (mixed >>> 15), 0x1b873593) ^ (hash >>> 13);
  }
  for (; at < bytes.length; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b | 0);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Place of the first SOS in a picture whose segments are sound; 0 if there is none. */
function scanAt(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; ) {
    const code = codeAt(bytes, at);
    if (code < 0) return 0;
    if (bytes[code] === SOS) return code - 1;
    at = bytes[code] === SOI ? code + 1 : declaredEnd(bytes, code);
    if (at < 0) return 0;
  }
  return 0;
}
