/** Finds markers and judges whether a sound segment stands at a place (ITU-T T.81, table B.1, B.1.1). */
import { DHT, DNL, DQT, DRI, EOI, isFrameHeader, isKnownSegment, SOI, SOS, uint16 } from '../base/jpeg/markers';

/**
 * First FF from `from` on; the end if there is none. A plain loop: Uint8Array.indexOf costs V8 a call out of compiled code, more
 * than the 200 bytes that usually lie between two FF.
 */
export function nextFf(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0xff) at++;
  return at;
}

/**
 * Index of the marker's second byte when a marker begins at `at`, else -1. Any number of FF may stand before it as fill
 * (T.81 B.1.1.2).
 */
export function codeAt(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== 0xff) return -1;
  let place = at + 1;
  while (bytes[place] === 0xff) place++;
  return place < bytes.length && bytes[place] !== 0 ? place : -1;
}

/** Where the segment whose marker code stands at `code` says it ends; -1 when it cannot be (T.81 B.1.1.4). */
export function declaredEnd(bytes: Uint8Array, code: number): number {
  if (code + 2 >= bytes.length) return -1;
  const length = uint16(bytes, code + 1);
  const end = code + 1 + length;
  return length < 2 || end > bytes.length ? -1 : end;
}

/** Can the segment at `code` be what it says? Only what its own length and counts tell; not whether another follows. */
function isSound(bytes: Uint8Array, code: number): boolean {
  const end = declaredEnd(bytes, code);
  if (end < 0) return false;
  const length = end - code - 1;
  const kind = bytes[code]!;
  if (kind === SOS) return length === 6 + 2 * bytes[code + 3]! && length > 6;
  if (isFrameHeader(kind)) return length > 8 && length === 8 + 3 * bytes[code + 8]!;
  if (kind === DQT) return length >= 67;
  if (kind === DHT) return length >= 19 || length === 2;
  if (kind === DRI || kind === DNL) return length === 4;
  return isKnownSegment(kind);
}

/** Does a sound segment stand at `at`, and after it another marker? SOS is followed by anything. Takes the same time anywhere. */
export function isSegmentAt(bytes: Uint8Array, at: number): boolean {
  const code = codeAt(bytes, at);
  if (code < 0 || !isKnownSegment(bytes[code]!) || !isSound(bytes, code)) return false;
  if (bytes[code] === SOS) return true;
  const end = declaredEnd(bytes, code);
  const next = bytes[end + 1]!;
  return bytes[end] === 0xff && (next === 0xff || next === EOI || isKnownSegment(next));
}

/**
 * First place from `from` on where the header can go on: a sound segment, or failing all, EOI; else the end. A picture within
 * (SOI FF ... EOI, then more header), which a wrong length has laid bare, is stepped over as a whole: a thumbnail is never taken
 * for the picture. Looks at each byte at most twice.
 */
export function resync(bytes: Uint8Array, from: number): number {
  let eoiAt = -1;
  let at = from;
  for (;;) {
    at = nextFf(bytes, at);
    if (at + 1 >= bytes.length) return eoiAt < 0 ? bytes.length : eoiAt;
    const code = bytes[at + 1]!;
    if (code === SOI && bytes[at + 2] === 0xff) {
      const inner = endOfInner(bytes, at + 2);
      if (inner < 0) return at;
      at = inner;
    } else if (code === EOI) {
      if (eoiAt < 0) eoiAt = at;
      at += 2;
    } else if (code !== 0xff && isSegmentAt(bytes, at)) {
      return at;
    } else {
      at++;
    }
  }
}

/** Where the header goes on after the picture within that ends with the first EOI from `from` on; -1 if it does not. */
function endOfInner(bytes: Uint8Array, from: number): number {
  let ended = false;
  for (let at = nextFf(bytes, from); at < bytes.length; at = nextFf(bytes, at + 1)) {
    if (bytes[at + 1] === EOI) ended = true;
    else if (ended && bytes[at + 1] === SOI) return -1;
    else if (ended && bytes[at + 1] !== 0xff && isSegmentAt(bytes, at)) return at;
  }
  return -1;
}

/** First SOI from `from` on that another marker follows; -1 if none. An EOI right after it makes no picture. */
export function nextSoi(bytes: Uint8Array, from: number): number {
  for (let at = nextFf(bytes, from); at < bytes.length; at = nextFf(bytes, at + 1))
    if (bytes[at + 1] === SOI && bytes[at + 2] === 0xff && bytes[at + 3] !== EOI) return at;
  return -1;
}
