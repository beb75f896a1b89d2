/** check(check(x)) = check(x) for damage that, once mended, lays bare other damage: judge() holds the law. */
import { describe, expect, test } from 'vitest';
import { makeInput } from '../../support/pictures/fuzz';
import { judge } from '../../support/pictures/judge';
import { join, partOf, plain, type Recipe, scribe, splice } from '../../support/pictures/scribe';
import { makeRandom } from '../../support/random';

const scanHeader = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0];
const odd = [0xff, 0xf3, 0xff, 0x02];
const table = [0xff, 0xdb, 0, 67, 0, ...new Array<number>(64).fill(9)];

/** Bytes put before the SOS of a scan. */
const before: Record<string, readonly number[]> = {
  'a scan header, then markers nobody knows': [...scanHeader, ...odd],
  'two scan headers with junk between': [...scanHeader, 0x12, 0x34, ...scanHeader],
  'a scan header, then a second frame': [...scanHeader, 0xff, 0xc0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0],
  'a scan header, a table, junk, a scan header': [...scanHeader, ...table, 0x99, ...scanHeader],
  'a comment too long, over a scan header': [0xff, 0xfe, 0x7f, 0xff, ...scanHeader, ...odd],
  'a table cut off by a scan header': [...table.slice(0, 20), ...scanHeader],
};

const recipes: Record<string, Recipe> = {
  sequential: plain,
  'with restarts': { ...plain, restartInterval: 2 },
  'a scan each': { ...plain, scans: 'each' },
  progressive: { ...plain, scans: 'progressive' },
};

for (const [kind, recipe] of Object.entries(recipes))
  describe(kind, () => {
    for (const [name, junk] of Object.entries(before))
      test(name, () => {
        const whole = scribe(recipe);
        for (const which of [0, -1]) {
          const { at } = partOf(whole, 'SOS', which);
          judge(splice(whole.bytes, at, 0, junk));
          judge(join(splice(whole.bytes, at, 0, junk).subarray(0, -40), odd));
        }
      });
  });

/** Found by the loop of npm run fuzz: each was refused, or changed again, at its second look. */
for (const seed of [21928, 23304, 54169])
  test(`fuzz seed ${seed}`, () => {
    expect(judge(makeInput(makeRandom(seed))).verdict).toBeTypeOf('string');
  });
