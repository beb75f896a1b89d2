/** Makes JPEGs right in every marker, random in their entropy-coded data, cheap enough for thousands. */

/** mulberry32: the same bytes on every machine. */
export function openRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface JpegLook {
  /** Segments between SOI and SOF, whole with marker and length. */
  readonly segments?: readonly Uint8Array[];
  /** Stands in the middle of the entropy-coded data as it is. */
  readonly inScan?: string;
  readonly scanBytes?: number;
  readonly widthPx?: number;
  readonly heightPx?: number;
}

export function makeJpeg(seed: number, look: JpegLook = {}): Uint8Array {
  const { segments = [], inScan = '', scanBytes = 300, widthPx = 32, heightPx = 16 } = look;
  const random = openRandom(seed);
  const scan: number[] = [];
  while (scan.length < scanBytes) {
    const byte = Math.floor(random() * 256);
    scan.push(byte);
    if (byte === 0xff) scan.push(0);
    if (inScan !== '' && scan.length === scanBytes >> 1) scan.push(...latin1(inScan));
  }
  const size = [heightPx >> 8, heightPx & 255, widthPx >> 8, widthPx & 255];
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...[0xff, 0xe0, 0, 16, ...latin1('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0],
    ...segments.flatMap((segment) => [...segment]),
    ...[0xff, 0xdb, 0, 67, 0, ...Array.from({ length: 64 }, () => 16)],
    ...[0xff, 0xc0, 0, 11, 8, ...size, 1, 1, 0x11, 0],
    ...[0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0],
    ...scan,
    ...[0xff, 0xd9],
  ]);
}

export function segmentOf(marker: number, content: Uint8Array | string): Uint8Array {
  const bytes = typeof content === 'string' ? latin1(content) : content;
  const length = bytes.length + 2;
  return Uint8Array.from([0xff, marker, length >> 8, length & 255, ...bytes]);
}

export function latin1(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}

export function join(...pieces: readonly (string | Uint8Array)[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? latin1(piece) : piece))));
}
