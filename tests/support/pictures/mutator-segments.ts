/** Damages a whole picture at its ends, markers, tables or headers, and tells what check must say of it. */
import {
  comment,
  cutOut,
  cutVerdict,
  has,
  headerParts,
  isSequential,
  noise,
  type Operator,
  pick,
  piece,
  upTo,
} from './mutant';
import { join, partOf, splice, zeros } from './scribe';

export const segmentOperators: Readonly<Record<string, Operator>> = {
  'cut at a marker of the header': (whole, random) => ({
    bytes: whole.bytes.subarray(0, partOf(whole, pick(random, headerParts)).at),
    verdicts: ['refused'],
  }),

  'cut after an MCU': (whole, random) => {
    if (has(whole, 'RST') || whole.mcuEnds.length < 2) return undefined;
    const kept = upTo(random, whole.mcuEnds.length - 1);
    const end = whole.mcuEnds[kept - 1]!;
    if (whole.bytes[end - 1] === 0xff) return undefined;
    return {
      bytes: whole.bytes.subarray(0, end),
      verdicts: cutVerdict(whole),
      // Scans of a progressive picture that were never begun are not known to be missing.
      defects: isSequential(whole) ? { 'missing-eoi': -2, 'mcus-missing': whole.mcus - kept } : { 'missing-eoi': -2 },
    };
  },

  'cut at any byte of the scan': (whole, random) => {
    const from = partOf(whole, 'scan').at;
    const end = from + upTo(random, whole.mcuEnds.at(-1)! - from - 1);
    return { bytes: whole.bytes.subarray(0, end), verdicts: ['partial', 'refused'] };
  },

  'nulls before EOI': (whole, random) => {
    const count = upTo(random, 3000);
    return {
      bytes: splice(whole.bytes, partOf(whole, 'EOI').at, 0, zeros(count)),
      verdicts: ['mended'],
      defects: { 'surplus-before-eoi': count },
      restored: true,
    };
  },

  'fill before a marker': (whole, random) => ({
    bytes: splice(
      whole.bytes,
      partOf(whole, pick(random, ['EOI', ...headerParts])).at,
      0,
      zeros(upTo(random, 9)).fill(0xff),
    ),
    verdicts: ['whole'],
    samePixels: true,
  }),

  'random bytes before EOI': (whole, random) => {
    const count = upTo(random, 300);
    return {
      bytes: splice(whole.bytes, partOf(whole, 'EOI').at, 0, noise(random, count)),
      verdicts: ['mended'],
      defects: { 'surplus-before-eoi': count },
      restored: true,
    };
  },

  'nulls before a restart marker': (whole, random) => {
    const restarts = whole.parts.filter(({ name }) => name === 'RST');
    if (restarts.length === 0) return undefined;
    const count = upTo(random, 300);
    return {
      bytes: splice(whole.bytes, pick(random, restarts).at, 0, zeros(count)),
      verdicts: ['mended'],
      defects: { 'surplus-before-rst': count },
      restored: true,
    };
  },

  'bytes between segments': (whole, random) => {
    const count = upTo(random, 300);
    return {
      bytes: splice(whole.bytes, partOf(whole, pick(random, ['DHT', 'SOS'])).at, 0, noise(random, count)),
      verdicts: ['mended'],
      defects: { 'bytes-between-segments': count },
      restored: true,
    };
  },

  'wrong length of a comment': (whole, random) => {
    const text = zeros(1400).fill(0x41);
    const wrong = pick(random, [-608, -1, 1, 60, -1401, -1402, 65535 - 1402]);
    return {
      bytes: splice(whole.bytes, partOf(whole, 'DQT').at, 0, comment(text.length + 2 + wrong, text)),
      verdicts: ['mended'],
      defects: { 'wrong-segment-length': 0 },
      samePixels: true,
    };
  },

  'wrong length of a table or header': (whole, random) => {
    const { at } = partOf(whole, pick(random, headerParts));
    const length = (whole.bytes[at + 2]! << 8) | whole.bytes[at + 3]!;
    const wrong = pick(random, [length - 1, length + 1, length + 608, 0, 1, 65535]);
    return {
      bytes: splice(whole.bytes, at + 2, 2, [wrong >> 8, wrong & 255]),
      verdicts: ['mended'],
      defects: { 'wrong-segment-length': 0 },
      restored: true,
    };
  },

  'Huffman table dropped': (whole, random) =>
    isSequential(whole)
      ? { bytes: cutOut(whole, 'DHT', Math.floor(random() * 2)), verdicts: ['mended'], samePixels: true }
      : { bytes: cutOut(whole, 'DHT', 0), verdicts: ['refused'] },

  'quantization table dropped': (whole) => ({ bytes: cutOut(whole, 'DQT'), verdicts: ['refused'] }),

  'frame header dropped': (whole) => ({ bytes: cutOut(whole, 'SOF'), verdicts: ['refused'] }),

  'scan header dropped': (whole) => ({ bytes: cutOut(whole, 'SOS'), verdicts: ['refused', 'partial'] }),

  'table doubled': (whole, random) => {
    const name = pick(random, ['DQT', 'DHT'] as const);
    return {
      bytes: splice(whole.bytes, partOf(whole, name).end, 0, piece(whole, name)),
      verdicts: ['whole'],
      samePixels: true,
    };
  },

  'frame header doubled': (whole) => ({
    bytes: splice(whole.bytes, partOf(whole, 'SOF').end, 0, piece(whole, 'SOF')),
    verdicts: ['mended'],
    defects: { 'bytes-between-segments': piece(whole, 'SOF').length },
    restored: true,
  }),

  'scan header doubled': (whole) => ({
    bytes: splice(whole.bytes, partOf(whole, 'SOS').end, 0, piece(whole, 'SOS')),
    verdicts: ['mended'],
    defects: { 'bytes-between-segments': piece(whole, 'SOS').length },
    restored: true,
  }),

  'tables in another order': (whole) => {
    const from = partOf(whole, 'DQT').at;
    const names = ['DQT', 'SOF', 'DHT', 'DRI'];
    const parts = whole.parts.filter(({ name }) => names.includes(name)).toReversed();
    const pieces = parts.map(({ at, end }) => whole.bytes.subarray(at, end));
    const end = Math.max(...parts.map((part) => part.end));
    return {
      bytes: join(whole.bytes.subarray(0, from), ...pieces, whole.bytes.subarray(end)),
      verdicts: ['whole'],
      samePixels: true,
    };
  },

  'picture within APP1 or a comment': (whole, random) => {
    const inner = whole.bytes.length > 60000 ? whole.bytes.subarray(0, 900) : whole.bytes;
    const segment = comment(inner.length + 2, inner);
    segment[1] = pick(random, [0xe1, 0xfe]);
    return {
      bytes: splice(whole.bytes, pick(random, [2, partOf(whole, 'SOS').at]), 0, segment),
      verdicts: ['whole'],
      samePixels: true,
    };
  },
};
