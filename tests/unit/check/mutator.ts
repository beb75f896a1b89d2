/** A whole picture and chance in, a damaged one out, and what check must say of it: 27 operators that know the structure. */
import type { DefectKind } from '../../../src/base/flow';
import type { Verdict } from './judge';
import { join, type PartName, partOf, type Scribed, splice, zeros } from './scribe';

export interface Mutant {
  readonly bytes: Uint8Array;
  /** Any of these is right. */
  readonly verdicts: readonly Verdict[];
  /** Counts that must come out exactly. */
  readonly defects?: Partial<Record<DefectKind, number>>;
  /** The mended bytes are those of the picture before the fault. */
  readonly restored?: boolean;
  /** The pixels are those of the picture before the fault. */
  readonly samePixels?: boolean;
}

export type Operator = (whole: Scribed, random: () => number) => Mutant | undefined;

const upTo = (random: () => number, most: number): number => 1 + Math.floor(random() * most);
const pick = <T>(random: () => number, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
/** Bytes that are no marker and no fill. */
const noise = (random: () => number, count: number): Uint8Array =>
  Uint8Array.from({ length: count }, () => Math.floor(random() * 255));
const headerParts: readonly PartName[] = ['DQT', 'DHT', 'SOF', 'SOS'];
const has = (whole: Scribed, name: PartName): boolean => whole.parts.some((part) => part.name === name);
const isSequential = (whole: Scribed): boolean => whole.bytes[partOf(whole, 'SOF').at + 1] === 0xc0;
/** A sequential picture in several scans is refused when MCUs are missing within one: Chromium would. */
const cutVerdict = (whole: Scribed): readonly Verdict[] =>
  isSequential(whole) && whole.parts.filter(({ name }) => name === 'SOS').length > 1 ? ['refused'] : ['partial'];
const cutOut = (whole: Scribed, name: PartName, place = 0): Uint8Array => {
  const { at, end } = partOf(whole, name, place);
  return splice(whole.bytes, at, end - at);
};
const piece = (whole: Scribed, name: PartName, place = 0): Uint8Array => {
  const { at, end } = partOf(whole, name, place);
  return whole.bytes.subarray(at, end);
};
const comment = (length: number, text: Uint8Array): Uint8Array =>
  join([0xff, 0xfe, (length >> 8) & 255, length & 255], text);

export const operators: Readonly<Record<string, Operator>> = {
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

  'end of the scan from another place': (whole, random) => {
    const { at, end } = partOf(whole, 'scan');
    const half = (end - at) >> 1;
    const from = at + Math.floor(random() * half);
    return {
      bytes: splice(whole.bytes, end - half, half, whole.bytes.slice(from, from + half)),
      verdicts: ['whole', 'mended', ...cutVerdict(whole)],
    };
  },

  'restart marker dropped': (whole, random) => {
    const restarts = whole.parts.filter(({ name }) => name === 'RST');
    if (restarts.length === 0 || !isSequential(whole)) return undefined;
    return { bytes: splice(whole.bytes, pick(random, restarts).at, 2), verdicts: cutVerdict(whole) };
  },

  'restart marker nobody announced': (whole, random) => {
    if (has(whole, 'DRI') || !isSequential(whole)) return undefined;
    const { at, end } = partOf(whole, 'scan');
    const place = at + 1 + Math.floor(random() * (end - at - 2));
    if (whole.bytes[place - 1] === 0xff) return undefined;
    return {
      bytes: splice(whole.bytes, place, 0, [0xff, 0xd0 + Math.floor(random() * 8)]),
      verdicts: ['mended'],
      defects: { 'illegal-marker-in-scan': 2 },
      restored: true,
    };
  },

  'restart markers misnumbered': (whole) => {
    const restarts = whole.parts.filter(({ name }) => name === 'RST');
    if (restarts.length < 2 || !isSequential(whole)) return undefined;
    const bytes = whole.bytes.slice();
    for (const { at } of restarts) bytes[at + 1] = 0xd0;
    return { bytes, verdicts: ['mended'], defects: { 'illegal-marker-in-scan': 0 }, restored: true };
  },

  'taller than its data': (whole) => {
    const at = partOf(whole, 'SOF').at + 5;
    const heightPx = ((whole.bytes[at]! << 8) | whole.bytes[at + 1]!) + 64;
    return { bytes: splice(whole.bytes, at, 2, [heightPx >> 8, heightPx & 255]), verdicts: cutVerdict(whole) };
  },

  'no size, or an absurd one': (whole, random) => ({
    bytes: splice(
      whole.bytes,
      partOf(whole, 'SOF').at + 5,
      4,
      pick(random, [
        [0, 0, 0, 8],
        [0, 8, 0, 0],
        [255, 255, 255, 255],
        [0x27, 0x10, 0x27, 0x10],
      ]),
    ),
    verdicts: ['refused'],
  }),

  trailer: (whole, random) => {
    const trailer = pick(random, [
      new TextEncoder().encode('dhav\0\0\0\0'),
      zeros(upTo(random, 5000)),
      new TextEncoder().encode('\r\n--boundary\r\nContent-Length: 4711\r\n\r\n'),
    ]);
    return {
      bytes: join(whole.bytes, trailer),
      verdicts: ['mended'],
      defects: { 'junk-after-eoi': trailer.length },
      restored: true,
    };
  },

  'two pictures glued': (whole) => ({
    bytes: join(whole.bytes, whole.bytes),
    verdicts: ['mended'],
    defects: { 'junk-after-eoi': whole.bytes.length },
    restored: true,
  }),

  'a cut picture and a whole one glued': (whole, random) => {
    const { at } = partOf(whole, 'scan');
    const cut = at + 1 + Math.floor(random() * (whole.mcuEnds.at(-1)! - at - 2));
    if (whole.bytes[cut - 1] === 0xff) return undefined;
    return {
      bytes: join(whole.bytes.subarray(0, cut), whole.bytes),
      verdicts: ['mended'],
      defects: { 'junk-before-soi': cut },
      restored: true,
    };
  },

  'hole in the scan': (whole, random) => {
    const { at, end } = partOf(whole, 'scan');
    const count = upTo(random, (end - at) >> 1);
    const from = at + Math.floor(random() * (end - at - count));
    return { bytes: splice(whole.bytes, from, count), verdicts: ['partial', 'mended', 'whole', 'refused'] };
  },

  'flipped bits': (whole, random) => {
    const bytes = whole.bytes.slice();
    const { at, end } = partOf(whole, 'scan');
    for (let i = upTo(random, 20); i > 0; i--)
      bytes[at + Math.floor(random() * (end - at))]! ^= 1 << Math.floor(random() * 8);
    return { bytes, verdicts: ['whole', 'mended', 'partial', 'refused'] };
  },

  'SOI twice': (whole) => ({
    bytes: join([0xff, 0xd8], whole.bytes),
    verdicts: ['mended'],
    defects: { 'doubled-soi': 2 },
    restored: true,
  }),

  'FFD9 FFD8 before the picture': (whole) => ({
    bytes: join([0xff, 0xd9, 0xff, 0xd8], whole.bytes),
    verdicts: ['mended'],
    restored: true,
  }),

  'odd SOS parameters': (whole, random) => {
    if (!isSequential(whole)) return undefined;
    return {
      bytes: splice(whole.bytes, partOf(whole, 'SOS').end - 3, 3, [
        upTo(random, 63),
        upTo(random, 62),
        upTo(random, 99),
      ]),
      verdicts: ['mended'],
      defects: { 'odd-sos-parameters': 0 },
      restored: true,
    };
  },
};
