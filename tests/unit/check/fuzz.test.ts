/** A short, fixed stretch of the fuzz loop; `npm run fuzz` goes on from other seeds. */
import { expect, test } from 'vitest';
import { fuzzCheck } from '../../support/pictures/fuzz';

test('2000 damaged pictures keep every law of check', () => {
  const { verdicts } = fuzzCheck(2000, 1);
  // Were all of one kind, the damage would be too weak or too strong to find anything.
  for (const verdict of ['mended', 'partial', 'refused']) expect(verdicts[verdict]).toBeGreaterThan(100);
});
