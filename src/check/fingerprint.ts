/** Recognises exact repeats of a picture by 32 bits over its entropy-coded bytes. */

import { SOI, SOS } from '../base/jpeg/markers';
import { codeAt, declaredEnd } from './markers';

const factor = 0x1b873593;

/**
 * Everything from the first SOS on, so that clocks and counters a camera writes into APPn or COM do not tell repeats apart.
 * Two lanes of words of four bytes are multiplied and folded. Two different pictures in a row get the same number by chance once
 * in 4.3e9: at 25 pictures a second, once in five years; it is no protection against someone who wants it so.
 */
export function fingerprint(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return hashFrom(view, scanAt(bytes));
}

function hashFrom(view: DataView, from: number): number {
  const end = view.byteLength;
  const pairs = end - 7;
  let even = (end - from) | 0;
  let odd = 1;
  let at = from | 0;
  for (; at < pairs; at += 8) {
    even = Math.imul(even ^ view.getInt32(at, true), factor);
    odd = Math.imul(odd ^ view.getInt32(at + 4, true), factor);
    even ^= even >>> 15;
    odd ^= odd >>> 15;
  }
  for (; at < end; at++) even = Math.imul(even ^ view.getUint8(at), factor);
  const hash = Math.imul(even ^ (even >>> 16) ^ Math.imul(odd, 31), factor);
  return (hash ^ (hash >>> 15)) >>> 0;
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
