/** Tape records of given arrival times, without bytes: for tests of what is done with time. */
import type { TapeRecord } from '../../../src/deck/deck';

export function taped(arrivalsMs: readonly number[], firstAt: number): TapeRecord[] {
  return arrivalsMs.map((ms, sequence) => ({
    sequence,
    jpeg: {
      stage: 'jpeg',
      bytes: new Uint8Array(),
      arrivedAt: firstAt + ms,
      widthPx: 2,
      heightPx: 2,
      whole: true,
      paintedHeightPx: 2,
      defects: [],
      fingerprint: sequence,
    },
  }));
}

export async function* played(records: readonly TapeRecord[]): AsyncGenerator<TapeRecord> {
  yield* records;
}
