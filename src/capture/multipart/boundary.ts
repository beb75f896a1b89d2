/** Tells a real boundary from one that is only a string: what stands behind it decides. */
import { bytesOf, findBytes, startsWith } from '../bytes';

const LF = 0x0a;
const CR = 0x0d;
const DASH = 0x2d;
const COLON = 0x3a;
const dashes = bytesOf('--');
const soiBytes = bytesOf('\xff\xd8\xff');

/** So much of what follows a boundary is looked at to tell whether it is a part's head. */
const headBytes = 256;
/** The shortest name of a header. */
const leastName = 4;

export type Match = 'yes' | 'no' | 'more';

/**
 * Do these bytes stand behind a boundary: its closing dashes, perhaps the boundary once more, then a header or a picture?
 * Looks no further than `to`; 'more' when that is not far enough to tell.
 */
export function isHead(view: Uint8Array, at: number, to: number): Match {
  const isClosed = startsWith(view, at, dashes) === 'yes';
  const answer = isHeadBehind(view, isClosed ? at + 2 : at, to, at);
  // The two dashes may also be those of the boundary that is said once more.
  return isClosed && answer === 'no' ? isHeadBehind(view, at, to, at) : answer;
}

function isHeadBehind(view: Uint8Array, from: number, to: number, start: number): Match {
  const end = Math.min(to, start + headBytes);
  const undecided: Match = end === start + headBytes ? 'no' : 'more';
  let at = pastSpace(view, from, end);
  while (at + 1 < end && view[at] === DASH && view[at + 1] === DASH) {
    while (at < end && !isSpace(view[at]!)) at++;
    if (at === end) return undecided;
    at = pastSpace(view, at, end);
  }
  if (at === end) return undecided;
  if (view[at] === soiBytes[0]) return at + 3 > end ? undecided : startsWith(view, at, soiBytes);
  if (!isLetter(view[at]!)) return view[at] === DASH && at + 1 === end ? undecided : 'no';
  const name = at;
  while (at < end && isName(view[at]!)) at++;
  if (at < end && at - name < leastName) return 'no';
  at = pastSpace(view, at, end);
  if (at === end) return undecided;
  return view[at] === COLON ? 'yes' : 'no';
}

function pastSpace(view: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && isSpace(view[at]!)) at++;
  return at;
}

const isSpace = (byte: number) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0xa0;
const isLetter = (byte: number) => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
const isName = (byte: number) => isLetter(byte) || (byte >= 0x30 && byte <= 0x39) || byte === DASH || byte === 0x5f;

/**
 * Does a part end at `at`? Line ends, then a boundary with a head behind it, or at once the next picture. 'more' when
 * the bytes do not reach far enough to tell; `last` when no more will come.
 */
export function isPartEnd(view: Uint8Array, at: number, delimiter: Uint8Array | undefined, last: boolean): Match {
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
    const behind = next + found.length;
    const answer = isHead(view, found === dashes ? next : behind, view.length);
    if (answer !== 'more' || !last) return answer;
    const closing = startsWith(view, behind, dashes) === 'yes' ? behind + 2 : behind;
    return pastSpace(view, closing, view.length) === view.length ? 'yes' : 'no';
  }
  if (!answers.includes('more')) return 'no';
  return last ? (next === view.length ? 'yes' : 'no') : 'more';
}

/**
 * Where the next boundary with a head behind it begins, from `from` on; -1 when there is none. `isSure` is false where more bytes
 * must tell whether one is behind it.
 */
export function findBoundary(
  view: Uint8Array,
  from: number,
  delimiter: Uint8Array,
  last: boolean,
): { readonly at: number; readonly isSure: boolean } {
  for (let at = from; ; at++) {
    at = findBytes(view, delimiter, at, view.length);
    if (at < 0) return { at, isSure: true };
    const answer = isHead(view, at + delimiter.length, view.length);
    if (answer !== 'no') return { at, isSure: answer === 'yes' || last };
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
