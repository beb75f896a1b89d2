/** Puts records together for one write. */
import type { Jpeg } from '../../base/flow';
import { sizeOfRecord, writeRecord } from './format';

/** More than that is put together in a buffer of its own. */
const mostReusedBytes = 1 << 20;

export interface Packed {
  /** Good until the next call. */
  readonly bytes: Uint8Array;
  /** In the chunk: where each of them ends. */
  readonly ends: readonly number[];
}

/** Returns a function that packs the first one, and as many more as the chunk has room for. `from`: where in the chunk they begin. */
export function openPacker(
  seed: number,
): (jpegs: readonly Jpeg[], firstSequence: number, from: number, chunkBytes: number) => Packed {
  // Used again: a picture of 40 kB in a buffer of its own is 40 kB of new pages, and then of garbage.
  let buffer = new Uint8Array(0);

  function room(sizeBytes: number): Uint8Array {
    if (sizeBytes > mostReusedBytes) return new Uint8Array(sizeBytes);
    if (buffer.length < sizeBytes) buffer = new Uint8Array(Math.min(mostReusedBytes, 2 * sizeBytes));
    return buffer.subarray(0, sizeBytes);
  }

  return (jpegs, firstSequence, from, chunkBytes) => {
    const ends: number[] = [];
    let end = from;
    for (const jpeg of jpegs) {
      const next = end + sizeOfRecord(jpeg);
      if (ends.length > 0 && next > chunkBytes) break;
      ends.push(next);
      end = next;
    }
    const bytes = room(end - from);
    let at = 0;
    for (const [index, next] of ends.entries()) {
      writeRecord(bytes.subarray(at, next - from), jpegs[index]!, firstSequence + index, seed);
      at = next - from;
    }
    return { bytes, ends };
  };
}
