/** Inputs that make a careless parser take quadratic time or worse. */
import { flatParts } from './flat';
import { join, partOf, plain, scribe, splice, zeros } from './scribe';

function repeat(unit: readonly number[], sizeBytes: number): Uint8Array {
  const bytes = new Uint8Array(sizeBytes);
  for (let i = 0; i < sizeBytes; i++) bytes[i] = unit[i % unit.length]!;
  return bytes;
}

const soi = [0xff, 0xd8];

export function hangCandidates(sizeBytes: number): Record<string, Uint8Array> {
  const whole = scribe(plain);
  const scan = partOf(whole, 'scan');
  const scanOf = (filling: Uint8Array) => join(whole.bytes.subarray(0, scan.at), filling, [0xff, 0xd9]);
  const head = (filling: Uint8Array) => join(soi, filling, whole.bytes.subarray(2));
  const restarts = scribe({ ...plain, restartInterval: 1 });
  const restartScan = partOf(restarts, 'scan');
  const progressive = scribe({ ...plain, scans: 'progressive' });
  const bombSize = progressive.bytes.slice();
  bombSize.set([0x36, 0xb0, 0x36, 0xb0], partOf(progressive, 'SOF').at + 5);
  const refinement = refinementBomb(sizeBytes);
  const announced = splice(whole.bytes, 2, 0, [0xff, 0xe2, 0, 6, 0x4d, 0x50, 0x46, 0]);
  const behind = (trailer: Uint8Array) => join(announced, trailer);
  return {
    'SOI after SOI': repeat(soi, sizeBytes),
    'SOI and EOI in turn': repeat([...soi, 0xff, 0xd9], sizeBytes),
    'comments that point into a run of FF': head(
      join(repeat([0xff, 0xfe, 0x80, 0x00], sizeBytes / 2), repeat([0xff], sizeBytes / 2)),
    ),
    'broken segments, no marker sound': head(repeat([0xff, 0xe1, 0xff, 0xf0], sizeBytes)),
    'segments of length 0': head(repeat([0xff, 0xe1, 0, 0], sizeBytes)),
    'pictures without frame': repeat([...soi, 0xff, 0xe1, 0, 9], sizeBytes),
    'frames of impossible size': repeat(
      [...soi, 0xff, 0xc0, 0, 11, 8, 0xff, 0xff, 0xff, 0xff, 1, 1, 0x11, 0],
      sizeBytes,
    ),
    'stuffed FF only': scanOf(repeat([0xff, 0], sizeBytes)),
    'fill only': scanOf(repeat([0xff], sizeBytes)),
    'illegal markers only': scanOf(repeat([0xff, 0x02, 0x55], sizeBytes)),
    'EOI after EOI in the scan': scanOf(repeat([0xff, 0xd9, 0x12, 0x34], sizeBytes)),
    'restart markers only': splice(restarts.bytes, restartScan.at, 0, repeat([0xff, 0xd3], sizeBytes)),
    'restart intervals of one byte': splice(restarts.bytes, restartScan.at, 0, repeat([0xff, 0xd0, 0x77], sizeBytes)),
    'scan after scan': splice(whole.bytes, scan.end, 0, repeat([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x12], sizeBytes)),
    '196 megapixels in 4 kB, progressive': bombSize,
    '196 megapixels, refined again and again': refinement,
    'pictures glued, each cut': repeat([...whole.bytes.subarray(0, scan.at + 300)], sizeBytes),
    'every interval numbered wrong, with surplus': manyIntervals(sizeBytes, (i) => [(i + 1) & 7, 0, 0]),
    'every interval numbered right, with surplus': manyIntervals(sizeBytes, (i) => [i & 7, 0, 0]),
    'every interval numbered the same': manyIntervals(sizeBytes, () => [0]),
    'every second scan empty, after many surpluses': emptyScans(sizeBytes),
    'trailer of nothing but padding': behind(zeros(sizeBytes)),
    'trailer of pictures without end': behind(repeat([...soi, 0xff, 0xe1, 0, 9], sizeBytes)),
    'trailer of fill up to the end': behind(join(soi, repeat([0xff], sizeBytes))),
    'trailer of fill that is stuffed': behind(join(soi, repeat([0xff], sizeBytes), [0, 0x55])),
    'trailer of fill behind a segment': behind(join(soi, [0xff, 0xe1, 0, 2, 0x55], repeat([0xff], sizeBytes), [0])),
    'trailer of empty pictures': behind(repeat([...soi, 0xff, 0xd9], sizeBytes)),
    'trailer of the smallest boxes': behind(repeat([0, 0, 0, 8, 0x66, 0x74, 0x79, 0x70], sizeBytes)),
    'zeros in the scan': scanOf(new Uint8Array(sizeBytes)),
  };
}

/** A progressive picture, 14000 pixels square, whose scans take few bytes and cost a decoder a visit to every block. */
function refinementBomb(sizeBytes: number): Uint8Array {
  const source = scribe({ ...plain, sampling: [[1, 1]], scans: 'progressive' });
  const header = source.bytes.slice(0, partOf(source, 'SOS').at);
  header.set([0x36, 0xb0, 0x36, 0xb0], partOf(source, 'SOF').at + 5);
  // Two codes of two bits: 00 = EOB14 (and 14 bits more: up to 32767 blocks), 01 = one new coefficient.
  const table = [0xff, 0xc4, 0, 21, 0x10, 0, 2, ...new Array(14).fill(0), 0xe0, 0x01];
  const scan = (start: number, end: number, approximation: number, data: readonly number[]) => [
    ...[0xff, 0xda, 0, 8, 1, 1, 0x00, start, end, approximation],
    ...data,
  ];
  const longRuns = new Array(94).fill([0x3f, 0xfe]).flat();
  const scans: number[] = scan(0, 0, 0x0d, new Array(60_000).fill(0));
  for (let k = 1; k < 64 && scans.length < sizeBytes; k++) {
    scans.push(...scan(k, k, 0x0d, longRuns));
    for (let low = 12; low >= 0; low--) scans.push(...scan(k, k, ((low + 1) << 4) | low, longRuns));
  }
  return join(header, table, scans, [0xff, 0xd9]);
}

/** A grey picture of one block an interval; `after` gives each one's restart number and the surplus bytes before it. */
function manyIntervals(sizeBytes: number, after: (interval: number) => readonly number[]): Uint8Array {
  const intervalBytes = 3 + after(0).length - 1;
  const blocks = Math.max(2, Math.floor(sizeBytes / intervalBytes));
  const [wide, high] = [Math.min(blocks, 4000), Math.ceil(blocks / 4000)];
  const [head, tail] = flatParts(wide * 8, high * 8);
  const scan: number[] = [];
  for (let i = 0; i < wide * high; i++) {
    const [number = 0, ...surplus] = after(i);
    // 00 1010 and two bits of fill: one whole block.
    scan.push(0b00101011, ...(i + 1 < wide * high ? [...surplus, 0xff, 0xd0 | number] : []));
  }
  return join(head, [0xff, 0xdd, 0, 4, 0, 1], tail, scan, [0xff, 0xd9]);
}

/** A progressive picture whose first scan leaves a surplus behind every interval, then scan headers in pairs. */
function emptyScans(sizeBytes: number): Uint8Array {
  const picture = manyIntervals(sizeBytes / 2, (i) => [i & 7, 0, 0]);
  const at = picture.findIndex((byte, i) => byte === 0xff && picture[i + 1] === 0xc0);
  const progressive = picture.slice(0, -2);
  progressive[at + 1] = 0xc2;
  // Ss..Se of the only scan: DC alone.
  const sos = picture.findIndex((byte, i) => byte === 0xff && picture[i + 1] === 0xda);
  progressive[sos + 8] = 0;
  return join(progressive, repeat([0xff, 0xda, 0, 8, 1, 1, 0, 1, 1, 0], sizeBytes / 2), [0xff, 0xd9]);
}
