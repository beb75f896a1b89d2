/** Which bit rate makes a film of a wanted size: first a guess, then what the last try teaches. */

/** How a film is encoded to come out at a size. */
export interface Rate {
  /** At the pace every encoder is told (encode/bit-rate.ts). */
  readonly bitsPerSecond: number;
  /** Every so many pictures one is kept: 1 keeps all. */
  readonly every: number;
}

export interface RateLimits {
  readonly wantedBytes: number;
  /** Of the whole film. */
  readonly pictures: number;
  /** More makes no better picture. */
  readonly mostBitsPerSecond: number;
  /** Pictures a second every encoder is told. */
  readonly pace: number;
}

/** So much of the wanted size is aimed at: a little above it is as bad as far above it. */
const aim = 0.95;
/** What is as large as this need not be tried again. */
const leastShare = 0.9;
/** Below a seventh of the usual rate a picture falls to blocks: fewer of them are better. */
const leastOfUsual = 1 / 7;
/** What an MP4 takes besides its packets (film/writer.ts). */
const bytesBesides = 4096;
const bytesPerPicture = 21;

/** Encoders that never come near are given up: a size is met within the third try as a rule. */
const mostTries = 8;

/**
 * Tries rates until what `make` resolves with, the size of what it made, is the wanted one. Resolves with how many pictures one was
 * kept of; undefined where none of them made a film that fits.
 */
export async function meetSize(
  limits: RateLimits,
  make: (rate: Rate, tries: number) => Promise<number>,
): Promise<number | undefined> {
  let rate = firstRate(limits);
  for (let tries = 0; rate; tries++) {
    const madeBytes = await make(rate, tries);
    const next = nextRate(limits, rate, madeBytes);
    // The last one stays: it may still be too large, where not even a few pictures fit.
    if (!next || tries + 1 === mostTries) return madeBytes <= limits.wantedBytes ? rate.every : undefined;
    rate = next;
  }
  return undefined;
}

/** Undefined where not even a few pictures fit. */
export function firstRate(limits: RateLimits): Rate | undefined {
  return rateFor(limits, roomFor(limits, limits.pictures) * 8 * (limits.pace / limits.pictures));
}

/** What to try after `tried` made `madeBytes`; undefined when that is as good as it gets. */
function nextRate(limits: RateLimits, tried: Rate, madeBytes: number): Rate | undefined {
  const { wantedBytes, mostBitsPerSecond } = limits;
  const isAtMost = tried.bitsPerSecond >= mostBitsPerSecond && tried.every === 1;
  if (madeBytes <= wantedBytes && (isAtMost || madeBytes >= wantedBytes * leastShare)) return undefined;
  const kept = Math.ceil(limits.pictures / tried.every);
  const made = Math.max(1, madeBytes - bytesBesides - bytesPerPicture * kept);
  // Of all pictures at this rate, had they been kept.
  const rate = (tried.bitsPerSecond / tried.every) * (roomFor(limits, kept) / made);
  return rateFor(limits, rate, madeBytes > wantedBytes ? tried.every : 1);
}

const roomFor = ({ wantedBytes }: RateLimits, kept: number): number =>
  wantedBytes * aim - bytesBesides - bytesPerPicture * kept;

/** `perAll`: bits a second if every picture were kept. */
function rateFor({ mostBitsPerSecond, pictures }: RateLimits, perAll: number, leastEvery = 1): Rate | undefined {
  if (!(perAll > 0)) return undefined;
  const least = mostBitsPerSecond * leastOfUsual;
  const every = Math.max(leastEvery, Math.ceil(least / perAll));
  if (every > Math.max(1, pictures / 2)) return undefined;
  return { every, bitsPerSecond: Math.round(Math.min(mostBitsPerSecond, perAll * every)) };
}
