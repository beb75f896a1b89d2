/** What must hold for any input: the ledger, idempotence, untouched pixels, no strict prefix whole; and every mutant as declared. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectSamePixels, judge } from '../../support/pictures/judge';
import { operators } from '../../support/pictures/mutator';
import { plain, type Recipe, scribe } from '../../support/pictures/scribe';
import { makeRandom } from '../../support/random';

const seed = 20120617;

const recipes: fc.Arbitrary<Recipe> = fc.record({
  widthPx: fc.integer({ min: 33, max: 150 }),
  heightPx: fc.integer({ min: 33, max: 120 }),
  sampling: fc.constantFrom<Recipe['sampling'][]>(
    [[1, 1]],
    [
      [1, 1],
      [1, 1],
      [1, 1],
    ],
    [
      [2, 1],
      [1, 1],
      [1, 1],
    ],
    [
      [2, 2],
      [1, 1],
      [1, 1],
    ],
  ),
  restartInterval: fc.constantFrom(0, 0, 1, 4, 7),
  scans: fc.constantFrom('one', 'one', 'each', 'progressive'),
  seed: fc.integer(),
});

/** What the decoder that compares pixels decodes without fault of its own. */
const isPlain = (recipe: Recipe): boolean => recipe.scans === 'one';

describe('P4, P5, P6: ledger exact, mending twice is mending once, a whole picture keeps its pixels', () => {
  for (const [name, operator] of Object.entries(operators))
    test(`mutant: ${name}`, () => {
      let tried = 0;
      fc.assert(
        fc.property(recipes, fc.integer(), (recipe, chance) => {
          const whole = scribe(recipe);
          const mutant = operator(whole, makeRandom(chance));
          if (!mutant) return;
          tried++;
          const { verdict, jpeg, defects } = judge(mutant.bytes);
          expect(mutant.verdicts).toContain(verdict);
          if (mutant.defects && verdict !== 'refused') expect(defects).toEqual(expect.objectContaining(mutant.defects));
          if (mutant.restored) expect(Buffer.compare(jpeg.bytes, whole.bytes), 'restored').toBe(0);
          if (mutant.samePixels && isPlain(recipe)) expectSamePixels(jpeg.bytes, whole.bytes);
        }),
        { seed, numRuns: 40 },
      );
      expect(tried, 'the operator applied at all').toBeGreaterThan(5);
    });

  test('whole pictures are returned as they are', () => {
    fc.assert(
      fc.property(recipes, (recipe) => {
        const { bytes } = scribe(recipe);
        expect(judge(bytes).verdict).toBe('whole');
      }),
      { seed, numRuns: 200 },
    );
  });

  test('any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        judge(bytes);
      }),
      { seed, numRuns: 2000 },
    );
  });

  test('any header bytes, in the grammar of markers', () => {
    const byte = fc.oneof(
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom(0xff, 0x00, 0xd8, 0xd9, 0xda, 0xc0, 0xc2, 0xc4, 0xdb, 0xdd, 0xd0, 0xe0, 0xfe),
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 400 }), (bytes) => {
        judge(Uint8Array.from([0xff, 0xd8, ...bytes]));
      }),
      { seed, numRuns: 3000 },
    );
  });
});

test('P7: no strict prefix of a scan is whole', () => {
  for (const recipe of [
    plain,
    { ...plain, restartInterval: 3 },
    { ...plain, scans: 'each' as const },
    { ...plain, scans: 'progressive' as const },
  ]) {
    const whole = scribe({ ...recipe, widthPx: 40, heightPx: 24 });
    const lastNeeded = whole.bytes.length - 3;
    for (let length = 0; length <= lastNeeded; length++) {
      const { verdict } = judge(whole.bytes.subarray(0, length));
      expect(['refused', 'partial'], `${recipe.scans}, ${length} bytes`).toContain(verdict);
    }
  }
});
