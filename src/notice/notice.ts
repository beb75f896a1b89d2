/**
 * Says of each picture what a person at the window would: does something move, how bright is it, is the lens covered. Works on the
 * small grey picture that check hands out, so nothing is decoded for it.
 *
 * A cell moves when it differs from what was there by more than it usually does. Light is no movement: cells are compared as
 * logarithms, where a lamp, a cloud or the camera's own exposure add nearly the same to all that lie near each other, and that is
 * taken off first.
 */

/** A grey picture of few cells, row after row; both sides 0 when there is none. */
export interface GreyCells {
  readonly widthCells: number;
  readonly heightCells: number;
  readonly luma: Uint8Array;
}

type Observation =
  | 'clear'
  /** Nothing to be seen any more where there was something. */
  | 'covered'
  /** Nothing to be seen, and never was: night without a lamp, or straight into the sun. */
  | 'blind'
  /** The very same picture again and again: the camera hangs. */
  | 'frozen';

export interface Noticed {
  /** Share of the cells that count which moved, 0 to 1; 0 while the scene is being learnt. */
  readonly score: number;
  /** Mean of all cells, 0 to 255. */
  readonly brightness: number;
  readonly sight: Observation;
  /** 1 for each cell that moved; written anew with the next picture. */
  readonly moved: Uint8Array;
}

/** At the default sensitivity a score above this is movement: a person 60 pixels high in 640x480. */
export const movementScore = 0.003;

/** How quickly the background follows, ms: what is still, and what moved there and stayed (a parked car). */
const stillMs = 8_000;
const movedMs = 60_000;
/** How quickly a cell's own unrest is learnt and forgotten, ms. */
const unrestMs = 10_000;
/** Pictures until the first verdict. */
const learning = 16;
/** A cell moves when it differs by so many times its own unrest, and by this much at least (in 64ths of a doubling of light). */
const mostUnrests = 4;
const leastChange = 7;
/** When more of the picture than this differs at once, light and all, it is light or the camera that moved: it is learnt anew. */
const upheaval = 0.6;
/** The same picture for so long is no picture of a scene, ms. */
const frozenMs = 10_000;
/** Spread of levels under which nothing is to be seen, and over which something was. */
const blankSpread = 5;
const livelySpread = 12;
/** What a camera writes over its picture is sharp whatever is before the lens: so much at either end is left out of account. */
const writtenShare = 0.1;
/** Standard deviations of a normal distribution between what is left out at its ends. */
const normalRange = 2.56;

/** In 64ths of a doubling; 24 levels are added so that the noise of darkness does not count for more than that of light. */
const logLevels = Float32Array.from({ length: 256 }, (_, level) => 64 * Math.log2(level + 24));

export interface Watcher {
  /** `at`: ms. `counts`: 0 for cells to leave out of account, as many as the picture has; without it all count. */
  notice(cells: GreyCells, at: number, counts?: Uint8Array): Noticed;
}

/** What is known of each cell. */
interface Cells {
  readonly wide: number;
  readonly high: number;
  readonly background: Float32Array;
  readonly unrest: Float32Array;
  /** Of this picture: how it differs from the background, and how the light around it does. */
  readonly change: Float32Array;
  readonly light: Float32Array;
  readonly rough: Uint8Array;
  readonly moved: Uint8Array;
  readonly last: Uint8Array;
}

function beginCells(wide: number, high: number): Cells {
  const count = wide * high;
  return {
    wide,
    high,
    background: new Float32Array(count),
    unrest: new Float32Array(count).fill(leastChange / mostUnrests),
    change: new Float32Array(count),
    light: new Float32Array(count),
    rough: new Uint8Array(count),
    moved: new Uint8Array(count),
    last: new Uint8Array(count),
  };
}

/** Where something moved just now, what is behind it only got lighter or darker. */
function learnAnew({ background, moved, light }: Cells, luma: Uint8Array): void {
  for (let i = 0; i < background.length; i++)
    background[i] = moved[i] ? background[i]! + light[i]! : logLevels[luma[i]!]!;
}

/**
 * Marks what differs beyond the light; returns the share of what differs, light and all. As all that goes over cells it gets them as
 * arguments: out of a closure V8 fetches each array anew for each cell, which took twice as long.
 */
function compare({ background, unrest, change, light, rough, wide, high }: Cells, luma: Uint8Array): number {
  const count = change.length;
  const levels = logLevels;
  let differ = 0;
  for (let i = 0; i < count; i++) {
    const by = Math.fround(levels[luma[i]!]! - background[i]!);
    change[i] = by;
    if (Math.abs(by) > Math.max(leastChange, mostUnrests * unrest[i]!)) differ++;
  }
  smooth(change, light, wide, high);
  for (let i = 0; i < count; i++) {
    const by = Math.fround(change[i]! - light[i]!);
    change[i] = by;
    rough[i] = Math.abs(by) > Math.max(leastChange, mostUnrests * unrest[i]!) ? 1 : 0;
  }
  return differ / count;
}

/** `seen`: pictures until now; `ms` since the last one. */
function learn({ background, unrest, change, moved }: Cells, luma: Uint8Array, seen: number, ms: number): void {
  const levels = logLevels;
  const still = 1 - Math.exp(-ms / stillMs);
  const slow = 1 - Math.exp(-ms / movedMs);
  const pace = Math.max(1 - Math.exp(-ms / unrestMs), seen < learning ? 1 / (seen + 1) : 0);
  for (let i = 0; i < background.length; i++) {
    background[i]! += (levels[luma[i]!]! - background[i]!) * (moved[i] ? slow : still);
    // What moves once is no unrest yet: it counts at most twice the threshold.
    const by = Math.min(Math.abs(change[i]!), 2 * Math.max(leastChange, mostUnrests * unrest[i]!));
    unrest[i]! += (by - unrest[i]!) * pace;
  }
}

export function openWatcher(): Watcher {
  let cells = beginCells(0, 0);
  let lastAt = 0;
  let changedAt = 0;
  let seen = 0;
  let usualSpread = 0;

  const begin = ({ widthCells, heightCells }: GreyCells, at: number): void => {
    cells = beginCells(widthCells, heightCells);
    [seen, usualSpread, lastAt, changedAt] = [0, 0, at, at];
  };

  const seeing = (spread: number, brightness: number, at: number): Observation => {
    const unchanged = seen > 2 && at - changedAt >= frozenMs ? 'frozen' : 'clear';
    if (spread >= blankSpread) return unchanged;
    // Darkness may be the very same in every picture.
    if (usualSpread >= livelySpread) return 'covered';
    return brightness < 16 || brightness > 240 ? 'blind' : unchanged;
  };

  return {
    notice(grey, at, counts) {
      const { widthCells, heightCells, luma } = grey;
      if (widthCells !== cells.wide || heightCells !== cells.high) begin(grey, at);
      const { moved, last } = cells;
      if (moved.length === 0) return { score: 0, brightness: 0, sight: 'blind', moved };
      const { brightness, spread } = levelsOf(luma, moved.length);
      if (seen === 0 || !isSame(luma, last)) changedAt = at;
      last.set(luma.subarray(0, last.length));
      const sight = seeing(spread, brightness, at);
      if (sight === 'clear' && spread >= blankSpread)
        usualSpread += (spread - usualSpread) * (seen < learning ? 0.5 : 0.02);
      // After a long pause or a clock set back each picture still counts as one.
      const ms = Math.max(1, Math.min(5_000, at - lastAt));
      lastAt = at;
      if (seen === 0) learnAnew(cells, luma);
      const share = compare(cells, luma);
      const isUpheaval = share > upheaval;
      const count = isUpheaval ? 0 : keepNeighbours(cells.rough, moved, cells.wide, counts);
      if (isUpheaval) learnAnew(cells, luma);
      else learn(cells, luma, seen, ms);
      if (seen < learning) seen++;
      const counting = counts ? counts.reduce((sum, one) => sum + (one ? 1 : 0), 0) : moved.length;
      const score = seen < learning || sight !== 'clear' || counting === 0 ? 0 : count / counting;
      return { score, brightness, sight, moved };
    },
  };
}

/** Mean of all cells, and how far levels spread: as a standard deviation, but of the middle of them. */
function levelsOf(luma: Uint8Array, count: number): { readonly brightness: number; readonly spread: number } {
  const cells = new Uint32Array(256);
  let sum = 0;
  for (let i = 0; i < count; i++) {
    sum += luma[i]!;
    cells[luma[i]!]!++;
  }
  const levelAt = (share: number) => {
    let [level, below] = [0, cells[0]!];
    while (below <= share * count && level < 255) below += cells[++level]!;
    return level;
  };
  return { brightness: sum / count, spread: (levelAt(1 - writtenShare) - levelAt(writtenShare)) / normalRange };
}

function isSame(luma: Uint8Array, last: Uint8Array): boolean {
  for (let i = 0; i < last.length; i++) if (luma[i] !== last[i]) return false;
  return true;
}

/** Means over a third of the picture around each cell, by running sums: rows, then columns. */
function smooth(from: Float32Array, into: Float32Array, wide: number, high: number): void {
  const line = new Float64Array(Math.max(wide, high) + 1);
  for (let y = 0; y < high; y++) smoothLine(from, into, line, y * wide, 1, wide);
  for (let x = 0; x < wide; x++) smoothLine(into, into, line, x, wide, high);
}

function smoothLine(
  from: Float32Array,
  into: Float32Array,
  line: Float64Array,
  first: number,
  step: number,
  length: number,
): void {
  const reach = Math.max(1, Math.floor(length / 6));
  let sum = 0;
  for (let i = 0, at = first; i < length; i++, at += step) {
    sum += from[at]!;
    line[i + 1] = sum;
  }
  for (let i = 0, at = first; i < length; i++, at += step) {
    const low = i > reach ? i - reach : 0;
    const end = i + reach < length ? i + reach + 1 : length;
    into[at] = (line[end]! - line[low]!) / (end - low);
  }
}

/** Cells that moved and have two neighbours that did, too: noise, rain and snow are single. Returns how many of them count. */
function keepNeighbours(rough: Uint8Array, moved: Uint8Array, wide: number, counts: Uint8Array | undefined): number {
  let count = 0;
  for (let i = 0; i < rough.length; i++) {
    moved[i] = 0;
    if (!rough[i]) continue;
    const x = i % wide;
    let near = 0;
    for (let row = i - wide; row <= i + wide; row += wide) {
      if (x > 0) near += rough[row - 1] ?? 0;
      if (row !== i) near += rough[row] ?? 0;
      if (x < wide - 1) near += rough[row + 1] ?? 0;
    }
    if (near < 2) continue;
    moved[i] = 1;
    if (!counts || counts[i]) count++;
  }
  return count;
}
