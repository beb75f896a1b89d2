/** Held bytes and a boundary in, where parts begin and end out: tells a real boundary from one that is only a string. */
import { bytesOf, findBytes, findSoi, startsWith, textOf } from '../bytes';
import { beginWalk, type Walk, walkTo } from './walk';

const LF = 0x0a;
const CR = 0x0d;
const DASH = 0x2d;
const dashes = bytesOf('--');
const soiBytes = bytesOf('\xff\xd8\xff');

/** So much of what follows a boundary is looked at to tell whether it is a part's head. */
const headBytes = 256;

/** What stands behind a boundary: its closing dashes, perhaps the boundary once more, then a header or a picture. */
function isHead(behind: string): boolean {
  return /^(?:--)?\s*(?:--\S*\s+)*(?:[a-z][\w-]{3,}\s*:|\xff\xd8\xff)/i.test(behind);
}

function behindAt(view: Uint8Array, from: number, to: number): string {
  return textOf(view, from, Math.min(to, from + headBytes));
}

/**
 * Does a part end at `at`? Line ends, then a boundary with a head behind it, or at once the next picture. 'more' when
 * the bytes do not reach far enough to tell; `last` when no more will come.
 */
export function isPartEnd(
  view: Uint8Array,
  at: number,
  delimiter: Uint8Array | undefined,
  last: boolean,
): 'yes' | 'no' | 'more' {
  if (view.length < at) return last ? 'no' : 'more';
  let next = at;
  while (next < at + 4 && (view[next] === CR || view[next] === LF)) next++;
  const patterns = [soiBytes];
  if (delimiter !== undefined) patterns.push(delimiter);
  // The boundary may change on the way, but two dashes mean one only where a line begins.
  if (next > at || delimiter === undefined) patterns.push(dashes);
  const answers = patterns.map((pattern) => startsWith(view, next, pattern));
  const found = patterns[answers.indexOf('yes')];
  if (found === soiBytes) return 'yes';
  if (found !== undefined) {
    const behind = behindAt(view, next + found.length, view.length);
    if (isHead(found === dashes ? `--${behind}` : behind)) return 'yes';
    if (last) return /^(?:--)?\s*$/.test(behind) ? 'yes' : 'no';
    return behind.length >= headBytes ? 'no' : 'more';
  }
  if (!answers.includes('more')) return 'no';
  return last ? (next === view.length ? 'yes' : 'no') : 'more';
}

/** Where the bytes before the first or last boundary with a head inside [from, to) end, without their line break; -1 if none. */
export function headIn(
  view: Uint8Array,
  delimiter: Uint8Array,
  from: number,
  to: number,
  which: 'first' | 'last',
): number {
  let found = -1;
  for (let at = from; ; at++) {
    at = findBytes(view, delimiter, at, to);
    if (at < 0) return found;
    if (!isHead(behindAt(view, at + delimiter.length, Math.min(to + 3, view.length)))) continue;
    found = trimmed(view, from, at, delimiter);
    if (which === 'first') return found;
  }
}

/**
 * A picture cut inside a segment, whose length then leads into the next part: where that part begins, -1 if it is not
 * so. A comment may hold a whole part's head (M24), but not a picture that ends with the same EOI as the one around it.
 */
export function partIn(view: Uint8Array, delimiter: Uint8Array, walk: Walk): number {
  const end = walk.at;
  const headEnd = walk.scanAt > 0 ? walk.scanAt : end;
  for (let from = 2; ; ) {
    const at = headIn(view, delimiter, from, headEnd, 'first');
    if (at < 0) return -1;
    const soi = findSoi(view, at, end);
    if (soi < 0) return -1;
    const inner = beginWalk();
    const step = walkTo(view.subarray(soi, end), inner, end - soi);
    if (step === 'end' && inner.scanAt > 0 && inner.at === end - soi) return at;
    from = soi;
  }
}

/** `to` moved back over line ends, but not before `from`. */
export function trimmed(view: Uint8Array, from: number, to: number, delimiter: Uint8Array | undefined): number {
  let at = to;
  // A delimiter known only from the reply's head has no dashes yet.
  if (delimiter?.[0] !== DASH) while (at > from && view[at - 1] === DASH) at--;
  while (at > from && (view[at - 1] === LF || view[at - 1] === CR)) at--;
  return at;
}
