/** Where a still that is no JPEG ends in a stream: its format has no end that framing knows, so the parts' frame decides. */
import { findBoundary, isPartEnd } from './boundary';

interface StillFrame {
  /** Its Content-Length, in bytes; Infinity when that is unknown. */
  readonly promised: number;
  /** So many bytes hold no boundary. */
  readonly searched: number;
  /** As the camera writes its boundary; undefined until one was seen. */
  readonly delimiter: Uint8Array | undefined;
  readonly mostBytes: number;
  /** No more bytes will come. */
  readonly last: boolean;
}

export type PictureEnd =
  /** `isSure`: something proves that it is whole. */
  | { readonly kind: 'picture'; readonly bytes: number; readonly isSure: boolean }
  | { readonly kind: 'drop'; readonly bytes: number; readonly reason: 'cut' | 'too-large' }
  /** `pending`: all that was promised is here, and only what proves it is not. */
  | { readonly kind: 'more'; readonly searched: number; readonly pending: boolean };

const [LF, CR, DASH] = [0x0a, 0x0d, 0x2d];

/** One line end and no more: the picture's own last byte may look like one. */
function lineEndBefore(view: Uint8Array, boundaryAt: number, delimiter: Uint8Array | undefined): number {
  let at = boundaryAt;
  // One that is known only from the reply's head has no dashes yet.
  if (delimiter?.[0] !== DASH) for (let dashes = 0; dashes < 2 && view[at - 1] === DASH; dashes++) at--;
  if (view[at - 1] === LF) at--;
  if (view[at - 1] === CR) at--;
  return at;
}

/** At its length where a boundary proves it, else at the next boundary. */
export function endOfStill(view: Uint8Array, frame: StillFrame): PictureEnd {
  const { promised, searched, delimiter, mostBytes, last } = frame;
  if (promised < Number.POSITIVE_INFINITY) {
    const ends = isPartEnd(view, promised, delimiter, last);
    if (ends === 'yes') return { kind: 'picture', bytes: promised, isSure: true };
    if (ends === 'more') return { kind: 'more', searched, pending: view.length >= promised };
  }
  const next = delimiter && findBoundary(view, searched, delimiter, last);
  if (next && next.at > 0 && next.at <= mostBytes)
    return next.isSure
      ? { kind: 'picture', bytes: lineEndBefore(view, next.at, delimiter), isSure: true }
      : { kind: 'more', searched: next.at, pending: false };
  // A boundary may begin just before the limit.
  const reach = delimiter?.length ?? 0;
  if (view.length >= mostBytes + reach || (last && view.length > mostBytes))
    return { kind: 'drop', bytes: mostBytes, reason: 'too-large' };
  if (!last) return { kind: 'more', searched: Math.max(searched, view.length - reach), pending: false };
  return promised < Number.POSITIVE_INFINITY && view.length < promised
    ? { kind: 'drop', bytes: view.length, reason: 'cut' }
    : { kind: 'picture', bytes: view.length, isSure: false };
}
