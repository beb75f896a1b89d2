/**
 * Where parts begin inside the bytes of what may be one picture: the boundaries with a head behind them, each looked for
 * once however often it is asked for, so that bytes made to confuse take no longer than others.
 */

import { findBytes, findSoi, sameBytes } from '../bytes';
import { isHead, trimmed } from './boundary';
import { beginWalk, type MarkerWalk, walkTo } from './walk';

/** Of the parts that may hide in one picture so many are followed. A comment of a camera holds one, if any. */
const mostInner = 8;

interface Found {
  readonly at: number;
  /** Where the bytes before it end, without their line break; -1 = not asked yet. */
  end: number;
}

/** A picture that begins inside the one that is read, behind a head: is it the one that the EOI belongs to? */
interface Inner {
  readonly headEnd: number;
  readonly soi: number;
  readonly walk: MarkerWalk;
  isOver: boolean;
}

export interface Heads {
  /** A picture begins `base` bytes into the stream. */
  begin(base: number, delimiter: Uint8Array | undefined): void;
  /** Where the bytes before the first head inside [from, to) end; -1 if there is none. Positions are those of the picture. */
  first(view: Uint8Array, from: number, to: number): number;
  last(view: Uint8Array, to: number): number;
  /**
   * A picture cut inside a segment, whose length then leads into the next part: where that part begins, -1 if it is not
   * so. A comment may hold a whole part's head (M24), but not a picture that ends with the same EOI as the one around it.
   */
  partIn(view: Uint8Array, walk: MarkerWalk): number;
}

function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one === other || (one !== undefined && other !== undefined && sameBytes(one, other));
}

/** Number of the first one at or behind this place of the stream. */
function indexFrom(found: readonly Found[], from: number): number {
  let [low, high] = [0, found.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (found[middle]!.at < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function openHeads(): Heads {
  let delimiter: Uint8Array | undefined;
  let base = 0;
  /** Positions in the stream: what was found outlasts the picture that was given up. */
  let found: Found[] = [];
  let undecided: number[] = [];
  let searchedTo = 0;
  let inner: Inner[] = [];
  /** The next inner picture stands behind the first head from here on; its SOI is not before the second. */
  let innerFrom = 2;
  let soiFrom = 2;

  function decide(view: Uint8Array, at: number, to: number): void {
    const answer = isHead(view, at - base + delimiter!.length, Math.min(to + 3, view.length));
    if (answer === 'more') undecided.push(at);
    if (answer !== 'yes') return;
    let place = found.length;
    while (place > 0 && found[place - 1]!.at > at) place--;
    found.splice(place, 0, { at, end: -1 });
  }

  function search(view: Uint8Array, to: number): void {
    const again = undecided;
    undecided = [];
    for (const at of again) if (at >= base) decide(view, at, to);
    for (let at = Math.max(0, searchedTo - base); ; at++) {
      at = findBytes(view, delimiter!, at, to);
      if (at < 0) break;
      decide(view, base + at, to);
    }
    searchedTo = Math.max(searchedTo, base + to - delimiter!.length + 1);
  }

  function endOf(view: Uint8Array, head: Found, from: number): number {
    if (head.end < 0) head.end = base + trimmed(view, 0, head.at - base, delimiter);
    return Math.max(from, head.end - base);
  }

  function first(view: Uint8Array, from: number, to: number): number {
    if (delimiter === undefined) return -1;
    search(view, to);
    const head = found[indexFrom(found, base + from)];
    return head !== undefined && head.at - base + delimiter.length <= to ? endOf(view, head, from) : -1;
  }

  /** Follows one more inner picture where there is one by now. */
  function addInner(view: Uint8Array, headEnd: number, end: number): boolean {
    if (inner.length === mostInner) return false;
    const at = first(view, innerFrom, headEnd);
    if (at < 0) return false;
    const soi = findSoi(view, Math.max(at, soiFrom), end);
    if (soi < 0) {
      soiFrom = Math.max(soiFrom, end - 2);
      return false;
    }
    inner.push({ headEnd: at, soi, walk: beginWalk(), isOver: false });
    innerFrom = soiFrom = soi;
    return true;
  }

  return {
    begin(newBase, newDelimiter) {
      if (!isSame(delimiter, newDelimiter)) {
        found = [];
        undecided = [];
        searchedTo = newBase;
      }
      base = newBase;
      delimiter = newDelimiter;
      found.splice(0, indexFrom(found, base));
      inner = [];
      innerFrom = soiFrom = 2;
    },
    first,
    last(view, to) {
      if (delimiter === undefined) return -1;
      search(view, to);
      let index = found.length - 1;
      while (index >= 0 && found[index]!.at - base + delimiter.length > to) index--;
      const head = found[index];
      return head === undefined || head.at - base < 2 ? -1 : endOf(view, head, 2);
    },
    partIn(view, outer) {
      if (delimiter === undefined) return -1;
      const end = outer.at;
      const headEnd = outer.scanAt > 0 ? outer.scanAt : end;
      for (let index = 0; index < inner.length || addInner(view, headEnd, end); index++) {
        const { soi, walk, headEnd: partAt } = inner[index]!;
        if (inner[index]!.isOver) continue;
        const step = walkTo(view.subarray(soi, end), walk, end - soi);
        if (step === 'end' && walk.scanAt > 0 && walk.at === end - soi) return partAt;
        inner[index]!.isOver = step !== 'more';
      }
      return -1;
    },
  };
}
