/** How far back the ring goes: the pictures before the film, of which the oldest are dropped. */

/** A picture in the ring, as much of it as must be known to drop it. */
export interface InRing {
  readonly arrivedAt: number;
  readonly sizeBytes: number;
}

/** At most half of the room goes to pictures that nobody has asked to keep. */
export function mostRingBytes(freeBytes: number, ringBytes: number, floorBytes: number): number {
  return Math.max(0, (freeBytes + ringBytes - floorBytes) / 2);
}

/**
 * Index of the first picture to keep, of pictures in the order they came: the one that was on the screen at `from`, or a later
 * one where they would take more than `mostBytes`. Pictures from after `now` are from before the clock was set back: what is
 * kept begins behind the last of them.
 */
export function keptFrom(pictures: readonly InRing[], from: number, now: number, mostBytes: number): number {
  let sizeBytes = 0;
  for (let index = pictures.length - 1; index >= 0; index--) {
    const { arrivedAt, sizeBytes: one } = pictures[index]!;
    sizeBytes += one;
    if (arrivedAt > now || sizeBytes > mostBytes) return index + 1;
    if (arrivedAt <= from) return index;
  }
  return 0;
}
