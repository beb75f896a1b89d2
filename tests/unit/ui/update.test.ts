/** An update never interrupts a recording or the making of a film. */
import { expect, test } from 'vitest';
import { canReload } from '../../../src/ui/update';

test.each([
  ['idle', 0, true],
  ['idle', 1, false],
  ['recording', 0, false],
  ['finishing', 0, false],
  ['recording', 2, false],
] as const)('%s with %s films being finished: %s', (phase, finishing, free) => {
  expect(canReload({ phase, finishing })).toBe(free);
});
