/** Chance that can be played again: numbers from a seed, and a seed that is printed. */

/** Numbers from 0 up to 1 (Mulberry32): small, and the same everywhere. */
export function makeRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Another one each time, so that many runs try many moments; SNAPREEL_SEED plays a run again. */
export function printedSeed(of: string): number {
  const seed = Number(process.env.SNAPREEL_SEED) || Date.now() % 2 ** 31;
  console.log(`${of}: SNAPREEL_SEED=${seed}`);
  return seed;
}
