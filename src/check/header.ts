/** Collects the tables a scan will need from the header's segments, and puts wrong segment lengths right (T.81 B.2.4). */
import type { DefectKind } from '../base/flow';
import { APP0, DHT, DNL, DQT, DRI, isFrameHeader, isKnownSegment, SOS, uint16 } from '../base/jpeg/markers';
import type { Edits } from './edits';
import { codeAt, declaredEnd, resync } from './markers';
import { type HuffmanTable, makeTable, standardIndex, standardTables } from './scan/huffman';
import { type HuffmanSpec, standardAc, standardDc } from './scan/tables';

/** A table as defined, and as one of the standard ones where it is. */
export interface DefinedTable {
  readonly table: HuffmanTable;
  /** 0 or 1 when it is table K.3/K.5 or K.4/K.6; else -1. */
  readonly standard: number;
}

/** What DQT, DHT and DRI have set so far; they hold until they are set again. */
export interface Tables {
  /** The step of the DC coefficient, of each table that is defined (T.81 B.2.4.1). */
  readonly quant: number[];
  /** `undefined`: never defined; `null`: defined, and no prefix code. */
  readonly dc: (DefinedTable | null | undefined)[];
  readonly ac: (DefinedTable | null | undefined)[];
  restartInterval: number;
  /** A DHT could not be read: what is missing was there once, and is not a standard table. */
  lostHuffman: boolean;
}

export const emptyTables = (): Tables => ({ quant: [], dc: [], ac: [], restartInterval: 0, lostHuffman: false });

const sum = (bytes: Uint8Array): number => bytes.reduce((total, byte) => total + byte, 0);

/** End of the quantization table whose Pq, Tq stand at `at`; -1 if there is none (B.2.4.1). */
function quantEnd(bytes: Uint8Array, at: number): number {
  const head = bytes[at]!;
  const end = at + 1 + (head >> 4 === 0 ? 64 : 128);
  return head >> 4 > 1 || (head & 15) > 3 || end > bytes.length ? -1 : end;
}

/** End of the Huffman table whose Tc, Th stand at `at`; -1 if there is none (B.2.4.2). */
function huffmanEnd(bytes: Uint8Array, at: number): number {
  const head = bytes[at]!;
  const count = sum(bytes.subarray(at + 1, at + 17));
  const end = at + 17 + count;
  return head >> 4 > 1 || (head & 15) > 3 || count > 256 || end > bytes.length ? -1 : end;
}

/** End of a segment that tells its own length by what is in it; -1 for the others, or when there is nothing sound in it. */
function ownEnd(bytes: Uint8Array, code: number): number {
  const kind = bytes[code]!;
  const fits = (end: number) => (end <= bytes.length ? end : -1);
  if (kind === SOS) return bytes[code + 3]! > 0 ? fits(code + 7 + 2 * bytes[code + 3]!) : -1;
  if (isFrameHeader(kind)) return fits(code + 9 + 3 * bytes[code + 8]!);
  if (kind === DRI || kind === DNL) return fits(code + 5);
  if (kind !== DQT && kind !== DHT) return -1;
  const tableEnd = kind === DQT ? quantEnd : huffmanEnd;
  const declared = declaredEnd(bytes, code);
  // One without any table is odd, and no engine minds.
  if (declared === code + 3 && bytes[declared] === 0xff) return declared;
  let end = -1;
  for (let at = code + 3; at < bytes.length; ) {
    const next = tableEnd(bytes, at);
    if (next < 0) break;
    end = next;
    if (end === declared || bytes[end] === 0xff) break;
    at = next;
  }
  return end;
}

const goesOn = (bytes: Uint8Array, at: number): boolean => {
  const code = codeAt(bytes, at);
  return code >= 0 && (isKnownSegment(bytes[code]!) || bytes[code] === 0xd9);
};

/**
 * End of the segment at `code`, its length put right in `edits` when it is wrong; -1 when nothing can be made of it.
 * Tables and frame headers tell their own length. For comments and application data, which tell nothing, a length is wrong
 * when no marker follows; it is then set to reach the next one (Dahua: 608 bytes short,
 * https://github.com/rroller/dahua/issues/681).
 */
export function segmentEnd(bytes: Uint8Array, code: number, edits: Edits): number {
  const declared = declaredEnd(bytes, code);
  const own = ownEnd(bytes, code);
  let end = own;
  if (end < 0) {
    if ([SOS, DQT, DHT, DRI, DNL].includes(bytes[code]!) || isFrameHeader(bytes[code]!)) return -1;
    if (declared >= 0 && (declared === bytes.length || goesOn(bytes, declared))) return declared;
    end = resync(bytes, code + 1);
    if (end >= bytes.length) return declared;
    // Longer than a length can say: keep the segment as it says it is; the rest is bytes between segments.
    if (end - code - 1 > 0xffff) return declared;
    if (end - code - 1 < 2) return -1;
  }
  if (end !== declared) {
    const length = end - code - 1;
    edits.replace('wrong-segment-length', code + 1, [length >> 8, length & 255]);
  }
  return end;
}

/** Takes over what a DQT, DHT or DRI from `code` to `end` defines. */
export function readTables(bytes: Uint8Array, code: number, end: number, tables: Tables): void {
  const kind = bytes[code]!;
  if (kind === DRI) tables.restartInterval = uint16(bytes, code + 3);
  if (kind !== DQT && kind !== DHT) return;
  for (let at = code + 3; at < end; ) {
    const head = bytes[at]!;
    const next = kind === DQT ? quantEnd(bytes, at) : huffmanEnd(bytes, at);
    if (next < 0 || next > end) return;
    if (kind === DQT) tables.quant[head & 15] = head >> 4 === 0 ? bytes[at + 1]! : uint16(bytes, at + 1);
    else {
      const spec = { counts: bytes.subarray(at + 1, at + 17), symbols: bytes.subarray(at + 17, next) };
      (head >> 4 === 0 ? tables.dc : tables.ac)[head & 15] = define(spec, head >> 4 === 0);
    }
    at = next;
  }
}

function define(spec: HuffmanSpec, isDc: boolean): DefinedTable | null {
  const standard = standardIndex(spec, isDc ? standardDc : standardAc);
  if (standard >= 0) return standardTable(standard, isDc);
  const table = makeTable(spec);
  // Symbols of a DC table are numbers of bits, at most 15 (T.81 F.1.2.1; libjpeg refuses more).
  if (!table || (isDc && spec.symbols.some((symbol) => symbol > 15))) return null;
  return { table, standard };
}

export const standardTable = (index: number, isDc: boolean): DefinedTable => ({
  table: standardTables[index]![isDc ? 'dc' : 'ac'],
  standard: index,
});

/** APP0 that is neither JFIF nor JFXX as they are written (T.871, 10.1): AVI1 of motion JPEG, or an odd length (Netwave: 19). */
export function oddApplication(bytes: Uint8Array, code: number, end: number): DefectKind | undefined {
  if (bytes[code] !== APP0) return undefined;
  const name = String.fromCharCode(...bytes.subarray(code + 3, Math.min(code + 8, end)));
  const length = end - code - 1;
  if (name === 'JFXX\0') return undefined;
  if (name === 'JFIF\0' && length >= 16 && length === 16 + 3 * bytes[code + 15]! * bytes[code + 16]!) return undefined;
  return 'odd-app0';
}
