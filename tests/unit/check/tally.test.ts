/** The counts of a recording: what is a frame, what is mended, what is damaged, what is a repeat. */
import { expect, test } from 'vitest';
import { emptyTally, type Tally } from '../../../src/base/library';
import { tally } from '../../../src/check/check';
import { checkBytes } from '../../support/pictures/judge';
import { join, partOf, plain, scribe, splice, zeros } from '../../support/pictures/scribe';

test('a recording is counted shot by shot', () => {
  const first = scribe(plain);
  const second = scribe({ ...plain, seed: 2 });
  const nulls = splice(second.bytes, partOf(second, 'EOI').at, 0, zeros(5));
  const cut = first.bytes.subarray(0, first.mcuEnds[8]!);
  const avi1 = splice(first.bytes, 6, 4, [0x41, 0x56, 0x49, 0x31]);
  const shots = [first.bytes, first.bytes, nulls, join(nulls, [13, 10]), cut, Uint8Array.of(60, 33), avi1];
  let counted: Tally = emptyTally;
  let last: number | undefined;
  for (const bytes of shots) {
    const checked = checkBytes(bytes);
    counted = tally(counted, checked, last);
    if (checked.kind === 'jpeg') last = checked.jpeg.fingerprint;
  }
  expect(counted).toEqual({
    shots: 7,
    frames: 6,
    mended: 2,
    damaged: 2,
    repeats: 2,
    defects: {
      'surplus-before-eoi': 2,
      'junk-after-eoi': 1,
      'missing-eoi': 1,
      'mcus-missing': 1,
      'odd-app0': 1,
    },
  });
  expect(emptyTally.shots, 'pure').toBe(0);
});
