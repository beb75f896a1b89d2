/**
 * Fuzzes check: throws for the first input that breaks one of its laws; and a target for Jazzer.js.
 *
 * Jazzer.js 4 needs glibc 2.38 (Debian 12 has 2.36), and the versions before it fetch their native part from GitHub while they are
 * installed; so `npm test` and `npm run fuzz` use the loop below, without coverage feedback. Where Jazzer.js runs:
 * `npx esbuild tests/support/pictures/fuzz.ts --bundle --platform=node --format=cjs --outfile=fuzz.cjs && npx jazzer fuzz.cjs --sync`.
 */
import { makeRandom } from '../random';
import { judge } from './judge';
import { operators } from './mutator';
import { join, plain, type Recipe, scribe, splice } from './scribe';

/**
 * Jazzer.js calls this. The laws are in judge().
 * @public
 */
export function fuzz(data: Uint8Array): void {
  judge(new Uint8Array(data));
}

export interface FuzzFigures {
  readonly rounds: number;
  readonly verdicts: Readonly<Record<string, number>>;
  readonly slowestMsPer100kB: number;
}

const recipes: readonly Partial<Recipe>[] = [
  {},
  { restartInterval: 2 },
  { scans: 'each' },
  { restartInterval: 1 },
  { scans: 'each', restartInterval: 3 },
  { scans: 'progressive' },
  { scans: 'progressive', restartInterval: 3 },
  { sampling: [[1, 1]], widthPx: 40, heightPx: 40 },
];

/** Half of them are markers. */
const interesting = [
  0x00, 0xff, 0xd8, 0xd9, 0xda, 0xc0, 0xc2, 0xc4, 0xdb, 0xdd, 0xdc, 0xd0, 0xd7, 0xe0, 0xe1, 0xfe, 0x01, 0x3f,
];

/** An operator of the mutator or none, then raw damage, sometimes heavy: bytes set, cut, doubled, moved, markers put in. */
export function makeInput(random: () => number): Uint8Array {
  const below = (limit: number) => Math.floor(random() * limit);
  const whole = scribe({ ...plain, ...recipes[below(recipes.length)], seed: below(1e9) });
  const names = Object.keys(operators);
  const operator = random() < 0.5 ? operators[names[below(names.length)]!] : undefined;
  let bytes = operator?.(whole, random)?.bytes ?? whole.bytes;
  for (let i = below(random() < 0.5 ? 6 : 30); i > 0 && bytes.length > 4; i--) {
    const at = random() < 0.6 ? below(Math.min(700, bytes.length)) : below(bytes.length);
    const count = 1 + below(random() < 0.8 ? 4 : 400);
    const action = below(7);
    if (action === 0) bytes = splice(bytes, at, Math.min(count, bytes.length - at));
    else if (action === 1) bytes = splice(bytes, at, 0, bytes.slice(at, at + count));
    else if (action === 2)
      bytes = splice(
        bytes,
        at,
        0,
        Uint8Array.from({ length: count }, () => below(256)),
      );
    else if (action === 3 && random() < 0.3) bytes = join(bytes.subarray(at), bytes.subarray(0, at));
    else if (action === 6) bytes = splice(bytes, at, 0, [0xff, interesting[below(interesting.length)]!]);
    else bytes = splice(bytes, at, 1, [action === 4 ? interesting[below(interesting.length)]! : below(256)]);
  }
  return bytes;
}

export function fuzzCheck(rounds: number, seed: number): FuzzFigures {
  const verdicts: Record<string, number> = {};
  let slowestMsPer100kB = 0;
  for (let round = 0; round < rounds; round++) {
    const bytes = makeInput(makeRandom(seed + round));
    const startedAt = performance.now();
    try {
      const { verdict } = judge(bytes);
      verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
    } catch (error) {
      throw new Error(`fuzzCheck(1, ${seed + round}) breaks a law of check`, { cause: error });
    }
    const ms = performance.now() - startedAt;
    slowestMsPer100kB = Math.max(slowestMsPer100kB, ms / Math.max(1, bytes.length / 1e5));
  }
  return { rounds, verdicts, slowestMsPer100kB };
}
