/** Decides what becomes of a picture of another size than the film's. */
import type { SizePx } from '../base/flow';

/**
 * 'take': into the film, fitted if need be. 'hold': it may be an odd one or the first of many; the next one tells.
 * 'part': the size has changed; a new film begins, with the picture that was held if there is one.
 */
type SizeDecision = 'take' | 'hold' | 'part';

export interface SizeWatch {
  decide(size: SizePx): SizeDecision;
  /** A new film begins for another reason, and its size is that of its first picture. */
  renew(): void;
}

/** Two pictures of a new size on end are no accident. */
const leastRun = 2;
/** A camera that goes to and fro for ever would give a film a minute: after so many changes each needs a run twice as long. */
const freeChanges = 3;

const isSame = (one: SizePx | undefined, other: SizePx) =>
  one?.widthPx === other.widthPx && one.heightPx === other.heightPx;

/** `film`: the size of a resumed film. */
export function openSizeWatch(film?: SizePx): SizeWatch {
  let other: SizePx | undefined;
  let run = 0;
  let changes = 0;
  return {
    decide(size) {
      film ??= size;
      if (isSame(film, size)) {
        other = undefined;
        return 'take';
      }
      run = isSame(other, size) ? run + 1 : 1;
      other = size;
      const needed = leastRun * 2 ** Math.max(0, changes - freeChanges + 1);
      if (run < needed) return needed === leastRun ? 'hold' : 'take';
      film = size;
      other = undefined;
      changes++;
      return 'part';
    },
    renew() {
      film = undefined;
      other = undefined;
    },
  };
}

/** The largest size that at least every fourth picture has: no detail is lost, and a single odd one decides nothing. */
export function usualSize(sizes: readonly SizePx[]): SizePx | undefined {
  const counts = new Map<string, { size: SizePx; count: number }>();
  for (const size of sizes) {
    const key = `${size.widthPx}x${size.heightPx}`;
    const before = counts.get(key) ?? { size, count: 0 };
    counts.set(key, { size, count: before.count + 1 });
  }
  const area = ({ widthPx, heightPx }: SizePx) => widthPx * heightPx;
  // Equally large ones differ in their turn: the more frequent way up.
  const ranked = [...counts.values()].sort((a, b) => area(b.size) - area(a.size) || b.count - a.count);
  const frequent = ranked.find(({ count }) => count * 4 >= sizes.length);
  return (frequent ?? ranked.sort((a, b) => b.count - a.count)[0])?.size;
}
