/** Nothing in, how fast check is out: pictures like a camera's, on one core, in processor time. */
import { check } from '../../src/check/check';
import { hangCandidates } from '../../tests/support/pictures/hang-candidates';
import { type MakeBlock, plain, scribe } from '../../tests/support/pictures/scribe';

export interface CheckFigures {
  /** Full entropy walk, MB of JPEG a second: the median of the runs. At least 100 is wanted. */
  readonly walkMBps: number;
  /** The same for pictures with Huffman tables of their own (built for each picture). */
  readonly ownTablesMBps: number;
  /** Markers only, MB a second. At least 1000 is wanted. */
  readonly markersMBps: number;
  /** The slowest of the hang candidates, ms for 100 kB. At most 50 is wanted. */
  readonly worstMsPer100kB: number;
  readonly worstCandidate: string;
  /** Mean size of the pictures. */
  readonly pictureBytes: number;
}

const widthPx = 640;
const heightPx = 480;

/** Tables K.1 and K.2 of T.81 in zigzag order, as at quality 50. */
const quantLuma = [
  16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61,
  60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77, 113, 121,
  112, 100, 120, 92, 101, 103, 99,
];
const quantColour = [17, 18, 18, 24, 21, 24, 47, 26, 26, 47, 99, 66, 56, 66, ...new Array<number>(50).fill(99)];

/** Places of the coefficients in zigzag order (T.81, figure A.6). */
const zigzag = Array.from({ length: 64 }, (_, place) => place).toSorted((a, b) => {
  const diagonal = (place: number) => (place >> 3) + (place & 7);
  const along = (place: number) => (diagonal(place) % 2 === 0 ? place & 7 : place >> 3);
  return diagonal(a) - diagonal(b) || along(a) - along(b);
});

const cosines = Array.from({ length: 64 }, (_, i) => {
  const u = i >> 3;
  return Math.cos(((2 * (i & 7) + 1) * u * Math.PI) / 16) * (u === 0 ? Math.SQRT1_2 : 1) * 0.5;
});

/** Forward DCT (T.81 A.3.3) and quantization at `scale` of K.1 or K.2. */
function transform(samples: Float64Array, quant: readonly number[], scale: number): Int16Array {
  const rows = new Float64Array(64);
  for (let y = 0; y < 8; y++)
    for (let u = 0; u < 8; u++)
      for (let x = 0; x < 8; x++) rows[y * 8 + u]! += samples[y * 8 + x]! * cosines[u * 8 + x]!;
  const block = new Int16Array(64);
  for (const [k, place] of zigzag.entries()) {
    let sum = 0;
    for (let y = 0; y < 8; y++) sum += rows[y * 8 + (place & 7)]! * cosines[(place >> 3) * 8 + y]!;
    block[k] = Math.round(sum / Math.max(1, quant[k]! * scale));
  }
  return block;
}

/** A wall, a bright window, texture, and the noise of a small sensor. `component`: 0 = luma; the others have half the width and height. */
function sample(component: number, x: number, y: number, seed: number, random: () => number): number {
  if (component > 0) return 12 * Math.sin((x + component * 40 + seed) / 45) + (x > 190 && x < 280 && y < 130 ? 25 : 0);
  const wall = 25 * Math.sin((x + 3 * seed) / 90) + 20 * Math.cos(y / 70) + (((x >> 5) ^ (y >> 4)) & 1) * 24 - 20;
  const window = x > 380 && x < 560 && y > 80 && y < 260 ? 60 : 0;
  const texture = y > 300 ? 22 * Math.sin((x * y) / 700) : 6 * Math.sin((x + y) / 3);
  return wall + window + texture + (random() + random() - 1) * 9;
}

/** What a surveillance camera sends at quality 80: 640x480, 4:2:0, standard Huffman tables. */
function cameraPicture(seed: number): Uint8Array {
  const next = [0, 0, 0];
  const blockOf: MakeBlock = (random, _dc, component) => {
    const wide = component === 0 ? widthPx / 8 : widthPx / 16;
    const number = next[component]!++;
    const left = (number % wide) * 8;
    const top = Math.floor(number / wide) * 8;
    const samples = Float64Array.from({ length: 64 }, (_, i) =>
      sample(component, left + (i & 7), top + (i >> 3), seed, random),
    );
    return transform(samples, component === 0 ? quantLuma : quantColour, 0.4);
  };
  return scribe({ ...plain, widthPx, heightPx, seed }, blockOf).bytes;
}

/** The picture with the last two symbols of equal length of its luminance AC table, seldom used, in the other order: no standard table. */
function withOwnTables(bytes: Uint8Array): Uint8Array {
  const own = bytes.slice();
  for (let at = 2; own[at + 1] !== 0xda; at += 2 + ((own[at + 2]! << 8) | own[at + 3]!)) {
    if (own[at + 1] !== 0xc4) continue;
    if (own[at + 4] !== 0x10) continue;
    const last = at + 4 + 16 + 162;
    [own[last - 1], own[last]] = [own[last]!, own[last - 1]!];
  }
  return own;
}

/** As arithmetic coding, which check passes after looking at the markers alone. */
function asUnsupported(bytes: Uint8Array): Uint8Array {
  const marked = bytes.slice();
  for (let at = 2; marked[at + 1] !== 0xda; at += 2 + ((marked[at + 2]! << 8) | marked[at + 3]!))
    if (marked[at + 1] === 0xc0) marked[at + 1] = 0xc9;
  return marked;
}

/** Other processes on the machine must not count. */
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

function megabytesPerSecond(pictures: readonly Uint8Array[]): number {
  const bytes = pictures.reduce((sum, { length }) => sum + length, 0);
  const once = () => {
    for (const picture of pictures) check({ stage: 'shot', bytes: picture, arrivedAt: 0 });
  };
  for (let i = 0; i < 20; i++) once();
  const rounds = 8;
  const speeds = Array.from({ length: 9 }, () => {
    const startedAt = cpuMs();
    for (let i = 0; i < rounds; i++) once();
    return (rounds * bytes) / 1000 / (cpuMs() - startedAt);
  });
  return speeds.toSorted((a, b) => a - b)[speeds.length >> 1]!;
}

export function benchCheck(): CheckFigures {
  const pictures = Array.from({ length: 12 }, (_, seed) => cameraPicture(seed));
  const walkMBps = megabytesPerSecond(pictures);
  const ownTablesMBps = megabytesPerSecond(pictures.map(withOwnTables));
  const markersMBps = megabytesPerSecond(pictures.map(asUnsupported));
  let worstMsPer100kB = 0;
  let worstCandidate = '';
  for (const [name, bytes] of Object.entries(hangCandidates(1_000_000))) {
    const startedAt = cpuMs();
    check({ stage: 'shot', bytes, arrivedAt: 0 });
    const ms = (cpuMs() - startedAt) / Math.max(1, bytes.length / 1e5);
    if (ms > worstMsPer100kB) [worstMsPer100kB, worstCandidate] = [ms, name];
  }
  const pictureBytes = Math.round(pictures.reduce((sum, { length }) => sum + length, 0) / pictures.length);
  return { walkMBps, ownTablesMBps, markersMBps, worstMsPer100kB, worstCandidate, pictureBytes };
}
