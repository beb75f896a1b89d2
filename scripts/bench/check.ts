/** Measures how fast check is: pictures like a camera's, on one core, in processor time. */
import { readFileSync } from 'node:fs';
import { check, DcPicture } from '../../src/check/check';
import { hangCandidates } from '../../tests/support/pictures/hang-candidates';
import { makeFrames } from './frames';

export interface CheckFigures {
  /** Full entropy walk, MB of JPEG a second: the median of the runs. At least 110 is wanted. */
  readonly walkMBps: number;
  /** The same for pictures with Huffman tables of their own (built for each picture). */
  readonly ownTablesMBps: number;
  /** What the picture of DC coefficients costs over the plain check, ms a picture of 640x480. At most 0.15 is wanted. */
  readonly dcPictureMs: number;
  /** Markers only, MB a second. At least 1000 is wanted. */
  readonly markersMBps: number;
  /** The slowest of the hang candidates, ms for 100 kB. At most 50 is wanted. */
  readonly worstMsPer100kB: number;
  readonly worstCandidate: string;
  /** Mean size of the pictures. */
  readonly pictureBytes: number;
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

/** The median of what the picture of DC coefficients adds, ms a picture, both ways in turn: a machine is not as fast all the time. */
function dcCostMs(pictures: readonly Uint8Array[]): number {
  const dcPicture = new DcPicture();
  const rounds = 4;
  const msOf = (into?: DcPicture): number => {
    const startedAt = cpuMs();
    for (let i = 0; i < rounds; i++)
      for (const picture of pictures) check({ stage: 'shot', bytes: picture, arrivedAt: 0 }, into);
    return (cpuMs() - startedAt) / rounds / pictures.length;
  };
  for (let i = 0; i < 10; i++) msOf(i % 2 ? dcPicture : undefined);
  const costs = Array.from({ length: 41 }, () => -msOf() + msOf(dcPicture));
  return costs.toSorted((a, b) => a - b)[costs.length >> 1]!;
}

export function benchCheck(): CheckFigures {
  const pictures = makeFrames(640, 480, 300)
    .paths.filter((_, at) => at % 25 === 0)
    .map((path) => Uint8Array.from(readFileSync(path)));
  const walkMBps = megabytesPerSecond(pictures);
  const dcPictureMs = dcCostMs(pictures);
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
  return { walkMBps, dcPictureMs, ownTablesMBps, markersMBps, worstMsPer100kB, worstCandidate, pictureBytes };
}
