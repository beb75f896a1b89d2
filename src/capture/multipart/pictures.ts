/**
 * Where a JPEG ends in a stream: at the promised length when a boundary proves it, else at EOI, else at the next boundary or
 * picture. Its walk never goes back: each byte is looked at once, however the stream was cut.
 */
import { findBytes, findSoi } from '../bytes';
import { isPartEnd, trimmed } from './boundary';
import type { Heads } from './heads';
import type { PictureEnd } from './stills';
import { beginWalk, giveUpSegment, type MarkerWalk, passNested, walkTo } from './walk';

/** What the pictures of one stream share. */
export interface Stream {
  readonly heads: Heads;
  readonly mostBytes: number;
  /** Bytes that had to be read again because a picture ended before where its walk was. */
  again: number;
}

export interface OpenPicture {
  readonly stream: Stream;
  /** Bytes of the stream before it. */
  readonly base: number;
  /** As the camera writes its boundary; undefined until one was seen. */
  readonly delimiter: Uint8Array | undefined;
  readonly walk: MarkerWalk;
  /** Its Content-Length, from its SOI; Infinity when that is unknown or was wrong. */
  promised: number;
  /** Where EOI was found before the promised end; 0 = not yet. */
  eoiAt: number;
  /** So many bytes hold no end behind that EOI. */
  searched: number;
}

/** So much is read twice before a stream is believed to be made for it: then an EOI ends its picture. */
const patienceBytes = 1 << 20;

/** `length`: its Content-Length, if it has one. */
export function beginPicture(
  stream: Stream,
  base: number,
  delimiter: Uint8Array | undefined,
  length: number | undefined,
): OpenPicture {
  stream.heads.begin(base, delimiter);
  const promised = length !== undefined && length <= stream.mostBytes ? length : Number.POSITIVE_INFINITY;
  return { stream, base, delimiter, walk: beginWalk(), promised, eoiAt: 0, searched: 0 };
}

/** `view` begins with SOI; `last`: no more bytes will come. */
export function endOfPicture(view: Uint8Array, picture: OpenPicture, last: boolean): PictureEnd {
  const { walk, delimiter } = picture;
  const { mostBytes } = picture.stream;
  if (picture.eoiAt > 0) return tail(view, picture, last);
  for (;;) {
    const stop = Math.min(picture.promised, mostBytes);
    const step = walkTo(view, walk, stop);
    if (step !== 'more') {
      const end = step === 'end' ? atEoi(view, picture, last) : atSoi(view, picture);
      if (end) return end;
      passNested(walk, step);
    } else if (view.length < stop) {
      if (!last) return more(picture);
      if (!giveUpSegment(view, walk)) return drop(view.length, 'cut');
    } else if (stop === mostBytes) return drop(stop, 'too-large');
    else {
      // The camera promised that the picture ends here, but there is no EOI.
      const ends = isPartEnd(view, picture.promised, delimiter, last);
      if (ends === 'yes') return give(picture.promised, false);
      if (ends === 'more') return more(picture, true);
      picture.promised = Number.POSITIVE_INFINITY;
    }
  }
}

/** The walk is behind an EOI; undefined when it is a thumbnail's. */
function atEoi(view: Uint8Array, picture: OpenPicture, last: boolean): PictureEnd | undefined {
  const { walk, promised, delimiter, stream, base } = picture;
  if (walk.nested === 0 && walk.at === promised) return give(promised, true);
  if (delimiter !== undefined && stream.again <= patienceBytes + 4 * base) {
    // Without the proof by length, this may be the EOI of the next part after a cut one, or of the rest of this picture.
    const next = stream.heads.partIn(view, walk);
    const rest = next > 0 || walk.nested > 0 ? -1 : stream.heads.first(view, Math.max(2, walk.scanAt), walk.at);
    if (next > 0 || rest > 0) stream.again += walk.at - Math.max(next, rest);
    if (next > 0) return drop(next, 'cut');
    if (rest > 0) return give(rest, false);
  }
  if (walk.nested > 0) return undefined;
  if (promised === Number.POSITIVE_INFINITY) return give(walk.at, true);
  picture.eoiAt = picture.searched = walk.at;
  return tail(view, picture, last);
}

/** Another picture begins where the walk is, before this one had its EOI; undefined when it is a thumbnail. */
function atSoi(view: Uint8Array, { walk, delimiter, stream }: OpenPicture): PictureEnd | undefined {
  const at = stream.heads.last(view, walk.at);
  if (at < 0 && walk.scanAt === 0 && delimiter !== undefined) return undefined;
  const end = at < 0 ? walk.at : at;
  return walk.scanAt === 0 || end < walk.scanAt ? drop(end, 'cut') : give(end, false);
}

/** EOI came before the promised end: what is between may be junk of this picture, another picture, or the next part. */
function tail(view: Uint8Array, picture: OpenPicture, last: boolean): PictureEnd {
  const { eoiAt, promised, delimiter } = picture;
  const end = Math.min(view.length, promised);
  const since = Math.max(eoiAt, picture.searched - (delimiter?.length ?? 3));
  picture.searched = end;
  const soi = findSoi(view, since, end);
  const boundaryAt = delimiter === undefined ? -1 : findBytes(view, delimiter, since, end);
  if (boundaryAt >= 0 && (soi < 0 || boundaryAt < soi)) return give(trimmed(view, eoiAt, boundaryAt, delimiter), true);
  if (soi >= 0) return give(eoiAt, true);
  if (view.length < promised) return last ? give(eoiAt, true) : more(picture);
  if (trimmed(view, eoiAt, promised, delimiter) === eoiAt) return give(eoiAt, true);
  const ends = isPartEnd(view, promised, delimiter, last);
  return ends === 'more' ? more(picture, true) : give(ends === 'yes' ? promised : eoiAt, true);
}

function give(bytes: number, isSure: boolean): PictureEnd {
  return { kind: 'picture', bytes, isSure };
}

function drop(bytes: number, reason: 'cut' | 'too-large'): PictureEnd {
  return { kind: 'drop', bytes, reason };
}

function more({ searched }: OpenPicture, pending = false): PictureEnd {
  return { kind: 'more', searched, pending };
}
