/**
 * What may lawfully stand behind a picture's EOI: a phone's second picture (Ultra HDR's gain map, CIPA DC-007), the film of a motion
 * photo, a maker's own data. It is kept as it is, and no defect; anything else behind EOI is junk of the way here.
 */

import { APP0, EOI, isKnownSegment, SOI, SOS } from '../base/jpeg/markers';
import { codeAt, declaredEnd, nextFf } from './markers';
import { skipScan } from './scan/entropy';

const APP1 = APP0 + 1;
const APP2 = APP0 + 2;

/** Latin letters of a short stretch. */
const text = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(Math.max(0, from), Math.min(to, bytes.length)));

const xmpName = 'http://ns.adobe.com/xap/1.0/\0';
/** Google's container of further items, and the older and newer words for a film behind the picture. */
const xmpWords = /Container:Directory|GContainer|MicroVideo|MotionPhoto|hdrgm:/;

/** Does the APPn segment from `code` to `end` tell of something behind the picture's EOI? */
export function announcesTrailer(bytes: Uint8Array, code: number, end: number): boolean {
  const from = code + 3;
  if (bytes[code] === APP2)
    return text(bytes, from, from + 4) === 'MPF\0' || text(bytes, from, from + 27) === 'urn:iso:std:iso:ts:21496:-1';
  if (bytes[code] !== APP1 || text(bytes, from, from + xmpName.length) !== xmpName) return false;
  return xmpWords.test(new TextDecoder('latin1').decode(bytes.subarray(from, end)));
}

/**
 * Signs at the end of the file that phones look for themselves, to find what they put there: Samsung (SEFT, QDIOBS), vivo, OnePlus
 * and OPPO (jxrs), Huawei and Honor (LIVE_); as ExifTool knows them.
 */
const endings: readonly ((ending: string) => boolean)[] = [
  (ending) => ending.endsWith('SEFT') || ending.endsWith('QDIOBS'),
  (ending) => ending.endsWith('\xff\xff\xff\xff\x1b*9HWfu\x84\x93\xa2\xb1'),
  (ending) => ending.slice(-8, -4) === 'jxrs' && ending.endsWith('\0'),
  (ending) => /LIVE_\d.{0,24}$/.test(ending),
];

/**
 * Where the trailer that begins at `from` ends; `from` when there is none. `announced`: a segment of the header told of one, so
 * that a picture behind the picture belongs to it.
 */
export function trailerEnd(bytes: Uint8Array, from: number, announced: boolean): number {
  if (from >= bytes.length) return from;
  const ending = text(bytes, Math.max(from, bytes.length - 48), bytes.length);
  if (endings.some((isThere) => isThere(ending))) return bytes.length;
  let end = from;
  for (;;) {
    const at = afterPadding(bytes, end, announced);
    const next = Math.max(filmEnd(bytes, at), announced ? pictureEnd(bytes, at) : -1);
    if (next < 0) return end;
    end = next;
  }
}

/** Items may be padded with zeros (GContainer's Padding); without a word of it, zeros are a camera's junk. */
function afterPadding(bytes: Uint8Array, from: number, announced: boolean): number {
  let at = from;
  if (announced) while (bytes[at] === 0 && (bytes[at + 4] === 0 || !isBox(bytes, at))) at++;
  return at;
}

/** Kinds of boxes that follow one another in a film (ISO/IEC 14496-12). */
const boxes: ReadonlySet<string> = new Set(
  'ftyp moov mdat free skip wide uuid meta moof mfra sidx styp mpvd'.split(' '),
);

const isBox = (bytes: Uint8Array, at: number): boolean => boxes.has(text(bytes, at + 4, at + 8));

/** After the last box of the film that begins at `at`; -1 when none begins there. */
function filmEnd(bytes: Uint8Array, at: number): number {
  const first = text(bytes, at + 4, at + 8);
  if (first !== 'ftyp' && first !== 'mpvd') return -1;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = at;
  while (end + 8 <= bytes.length && isBox(bytes, end)) {
    const short = view.getUint32(end);
    const size = short === 1 && end + 16 <= bytes.length ? Number(view.getBigUint64(end + 8)) : short;
    // 0 is "to the end of the file"; a box that was cut off ends there, too.
    if (size === 0 || end + size >= bytes.length) return bytes.length;
    if (size < 8) break;
    end += size;
  }
  return end > at ? end : -1;
}

/** After the EOI of the picture that begins at `from`; the end for one that was cut; -1 when none begins there. */
function pictureEnd(bytes: Uint8Array, from: number): number {
  if (bytes[from] !== 0xff || bytes[from + 1] !== SOI || bytes[from + 2] !== 0xff) return -1;
  let at = from + 2;
  while (at < bytes.length) {
    const code = codeAt(bytes, at);
    if (code < 0) {
      // No marker begins with any FF of this run: each would be walked to its end again.
      while (bytes[at] === 0xff) at++;
      at = nextFf(bytes, at);
    } else if (bytes[code] === EOI) return code + 1;
    else if (bytes[code] === SOI) return code - 1;
    else if (!isKnownSegment(bytes[code]!)) at = code + 1;
    else {
      const end = declaredEnd(bytes, code);
      at = end < 0 ? code + 1 : bytes[code] === SOS ? skipScan(bytes, end) : end;
    }
  }
  return bytes.length;
}
