/** The Huffman tables of ITU-T T.81 K.3, which motion JPEG (AVI1) means when it sends none. */
import { DHT } from '../../base/jpeg/markers';

/** A Huffman table as DHT carries it (T.81 B.2.4.2): how many codes of 1 to 16 bits, and their symbols in order of code. */
export interface HuffmanSpec {
  readonly counts: Uint8Array;
  readonly symbols: Uint8Array;
}

const hex = (text: string): Uint8Array =>
  Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));

const dcSymbols = hex('000102030405060708090a0b');

/** Tables K.3 and K.4: differences of DC, luminance (0) and chrominance (1). */
export const standardDc: readonly HuffmanSpec[] = [
  { counts: hex('00010501010101010100000000000000'), symbols: dcSymbols },
  { counts: hex('00030101010101010101010000000000'), symbols: dcSymbols },
];

/** Tables K.5 and K.6: AC coefficients, luminance (0) and chrominance (1). */
export const standardAc: readonly HuffmanSpec[] = [
  {
    counts: hex('0002010303020403050504040000017d'),
    symbols: hex(
      '01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a' +
        '434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8' +
        'a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa',
    ),
  },
  {
    counts: hex('00020102040403040705040400010277'),
    symbols: hex(
      '000102031104052131061241510761711322328108144291a1b1c109233352f0156272d10a162434e125f11718191a262728292a35363738393a' +
        '434445464748494a535455565758595a636465666768696a737475767778797a82838485868788898a92939495969798999aa2a3a4a5a6a7' +
        'a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8f9fa',
    ),
  },
];

function makeSegment(wanted: readonly number[]): Uint8Array {
  const payload = wanted.flatMap((which) => {
    const spec = (which >> 4 ? standardAc : standardDc)[which & 15]!;
    return [which, ...spec.counts, ...spec.symbols];
  });
  const length = payload.length + 2;
  return Uint8Array.of(0xff, DHT, length >> 8, length & 255, ...payload);
}

const allTables: readonly number[] = [0x00, 0x01, 0x10, 0x11];
const allSegment = makeSegment(allTables);

/** One DHT segment with those of the four standard tables that are asked for, as `Tc << 4 | Th` in rising order. */
export const standardSegment = (wanted: readonly number[]): Uint8Array =>
  wanted.length === allTables.length ? allSegment : makeSegment(wanted);
