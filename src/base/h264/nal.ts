/** NAL units and access units of an H.264 byte stream (ITU-T H.264, annex B), and packets with length prefixes. */

export const nalType = { slice: 1, idr: 5, sps: 7, pps: 8 } as const;

export function typeOf(nal: Uint8Array): number {
  return nal[0]! & 0x1f;
}

/** The NAL units between start codes (00 00 01), without trailing zeros. */
export function splitNals(stream: Uint8Array): readonly Uint8Array[] {
  const nals: Uint8Array[] = [];
  let start = -1;
  // A start code ends in 01; indexOf is much faster than a loop over every byte.
  for (let one = stream.indexOf(1, 2); one !== -1; one = stream.indexOf(1, one + 1)) {
    if (stream[one - 1] !== 0 || stream[one - 2] !== 0) continue;
    if (start >= 0) nals.push(trimmed(stream, start, one - 2));
    start = one + 1;
  }
  if (start >= 0) nals.push(trimmed(stream, start, stream.length));
  return nals.filter((nal) => nal.length > 0);
}

function trimmed(stream: Uint8Array, start: number, end: number): Uint8Array {
  let last = end;
  while (last > start && stream[last - 1] === 0) last--;
  return stream.subarray(start, last);
}

/** One coded picture: its slices, whether it opens a group, and its parameter sets, taken out of the stream. */
export interface AccessUnit {
  readonly slices: readonly Uint8Array[];
  readonly key: boolean;
}

export interface CodedStream {
  readonly sps: Uint8Array | undefined;
  readonly pps: Uint8Array | undefined;
  readonly units: readonly AccessUnit[];
}

/**
 * Sorts NAL units into access units. A slice with first_mb_in_slice = 0 (its first bit after the NAL header is 1) begins
 * a picture (7.4.1.2.4); SEI and delimiters are left out: they say nothing a player needs.
 */
export function readStream(stream: Uint8Array): CodedStream {
  let sps: Uint8Array | undefined;
  let pps: Uint8Array | undefined;
  const units: { slices: Uint8Array[]; key: boolean }[] = [];
  for (const nal of splitNals(stream)) {
    const type = typeOf(nal);
    if (type === nalType.sps) sps ??= nal;
    else if (type === nalType.pps) pps ??= nal;
    else if (type === nalType.slice || type === nalType.idr) {
      const begins = ((nal[1] ?? 0) & 0x80) !== 0;
      if (begins || units.length === 0) units.push({ slices: [nal], key: type === nalType.idr });
      else units.at(-1)!.slices.push(nal);
    }
  }
  return { sps, pps, units };
}

/** The slices of one picture, each after its length in four bytes (ISO/IEC 14496-15, 5.3.4.2). */
export function lengthPrefixed(nals: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(nals.reduce((sum, nal) => sum + 4 + nal.length, 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const nal of nals) {
    view.setUint32(at, nal.length);
    out.set(nal, at + 4);
    at += 4 + nal.length;
  }
  return out;
}

/** Whether these bytes begin with a start code, not with a length. */
export function isAnnexB(bytes: Uint8Array): boolean {
  return bytes[0] === 0 && bytes[1] === 0 && (bytes[2] === 1 || (bytes[2] === 0 && bytes[3] === 1));
}
