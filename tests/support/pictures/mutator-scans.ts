/** Damages a whole picture in its scan, sizes or neighbourhood, and tells what check must say of it. */
import { cutVerdict, has, isSequential, type Operator, pick, upTo } from './mutant';
import { join, partOf, splice, zeros } from './scribe';

export const scanOperators: Readonly<Record<string, Operator>> = {
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
        [0x4e, 0x20, 0x4e, 0x20],
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
