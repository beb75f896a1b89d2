/** The state machine of the multipart reader: finds pictures and counts what is skipped. */
import { stillBytes, stillKindOf } from '../../base/still';
import { Trouble } from '../../base/trouble';
import { bytesOf, findBytes, findSoi, textOf } from '../bytes';
import { looksLikeHtml, sniff, sniffBytes, troubleOfType } from '../sniff';
import { isPartEnd, trimmed } from './boundary';
import { boundaryOf, lengthOf, mimeOf, readLine } from './head';
import { openHeads } from './heads';
import { endOfStill } from './stills';
import { beginWalk, giveUpSegment, passNested, walkTo } from './walk';

export interface Sink {
  picture(bytes: Uint8Array, hasEnd: boolean): void;
  skip(bytes: number, reason: SkipReason): void;
  say(trouble: Trouble): void;
}

export interface Framing {
  /** Takes what it can decide; returns how many bytes that were. Called again with the rest and more behind it. */
  read(bytes: Uint8Array): number;
  /** The last call: takes everything. */
  end(bytes: Uint8Array): void;
  readonly pending: boolean;
}

/** A state could not decide: more bytes are needed. */
const more = -1;
/** A line longer than this is not one. */
const lineBytes = 8192;
const LF = 0x0a;
/** So much is read twice before a stream is believed to be made for it: then an EOI ends its picture. */
const patienceBytes = 1 << 20;

export function openFraming(contentType: string, pictureLimit: number, sink: Sink): Framing {
  type State = (view: Uint8Array, last: boolean) => number;

  let boundary = boundaryOf(contentType);
  /** As the camera really writes it; undefined until a boundary was seen. */
  let delimiter = boundary === '' ? undefined : bytesOf(boundary);
  let state: State = first;
  let headOpen = false;
  /** A part that is no picture is being read line by line: what looks like SOI in it is chance. */
  let foreign = false;
  let partType = '';
  let partLength: number | undefined;
  /** Bytes of the line being waited for that hold neither LF nor SOI. */
  let searched = 0;
  let walk = beginWalk();
  /** Where this picture ends according to its Content-Length, from its SOI. */
  let promised = Number.POSITIVE_INFINITY;
  /** Where EOI was found before the promised end; 0 = not yet. */
  let eoiAt = 0;
  let pending = false;
  const heads = openHeads();
  /** Bytes of the stream that were taken before what is held. */
  let taken = 0;
  /** Bytes that had to be read again because a picture ended before where its walk was. */
  let again = 0;

  function first(view: Uint8Array, last: boolean): number {
    if (view.length < sniffBytes && !last) return more;
    const trouble = sniff(view);
    if (trouble !== undefined) sink.say(trouble);
    state = between;
    return 0;
  }

  /** Between pictures: line by line, until SOI turns up. */
  function between(view: Uint8Array): number {
    if (view.length === 0) return more;
    const isBlind = foreign && delimiter !== undefined;
    // First: behind a picture of four bytes there may stand another one, and no line end for long.
    if (!isBlind && findSoi(view, 0, Math.min(3, view.length)) === 0) return begin();
    const end = Math.min(view.length, lineBytes);
    const lineEnd = view.subarray(0, end).indexOf(LF, searched);
    const soi = isBlind ? -1 : findSoi(view, Math.max(0, searched - 2), lineEnd < 0 ? end : lineEnd);
    if (soi > 0 || lineEnd >= 0) return line(view.subarray(0, soi > 0 ? soi : lineEnd + 1));
    if (view.length >= lineBytes) {
      // Two bytes stay: SOI may begin with them.
      return passed(lineBytes - 2, foreign ? 'other-part' : 'junk');
    }
    searched = end;
    return more;
  }

  function line(bytes: Uint8Array): number {
    const text = textOf(bytes);
    const read = readLine(text, boundary);
    const noise = foreign ? 'other-part' : 'junk';
    passed(bytes.length, read.kind === 'noise' || (foreign && read.kind === 'header') ? noise : 'framing');
    if (read.kind === 'boundary' || read.kind === 'status') {
      beginHead();
      if (read.kind === 'boundary') {
        delimiter = bytesOf(read.delimiter);
        const glued = readLine(read.rest, '');
        if (glued.kind === 'header') header(glued.name, glued.value);
      }
    } else if (read.kind === 'header') {
      if (!foreign) header(read.name, read.value);
    } else if (read.kind === 'blank') {
      if (headOpen) state = body;
    } else if (looksLikeHtml(text)) sink.say(new Trouble('capture/html'));
    return bytes.length;
  }

  /** Skips bytes before a picture; inside a part they count towards its length. */
  function passed(bytes: number, reason: SkipReason): number {
    searched = 0;
    if (!headOpen && partLength !== undefined) partLength = partLength > bytes ? partLength - bytes : undefined;
    sink.skip(bytes, reason);
    return bytes;
  }

  function beginHead(): void {
    headOpen = false;
    foreign = false;
    partType = '';
    partLength = undefined;
  }

  function header(name: string, value: string): void {
    headOpen = true;
    if (name === 'content-length') partLength = lengthOf(value);
    if (name !== 'content-type') return;
    partType = mimeOf(value);
    const changed = boundaryOf(value);
    if (partType.startsWith('multipart/') && changed !== '') boundary = changed;
  }

  /** Just after a head: a picture, whatever the head calls it; or a part to skip. */
  function body(view: Uint8Array, last: boolean): number {
    if (view.length < 3 && !last) return more;
    const isJpeg = findSoi(view, 0, Math.min(3, view.length)) === 0;
    const mayBePicture = /^$|^image\/|^multipart\/|^application\/octet-stream$/.test(partType);
    if (!isJpeg && mayBePicture && view.length < stillBytes && !last) return more;
    headOpen = false;
    state = between;
    if (isJpeg) return begin();
    if (mayBePicture && stillKindOf(view) !== undefined) return begin(still);
    // HTTP within HTTP (sim-use #131): the inner reply's length is not that of a picture.
    if (partType.startsWith('multipart/')) partLength = undefined;
    if (mayBePicture) return 0;
    const trouble = troubleOfType(partType);
    if (trouble !== undefined) sink.say(trouble);
    foreign = true;
    if (partLength !== undefined && partLength <= pictureLimit) state = other;
    return 0;
  }

  /** A part with a length that is no picture. */
  function other(view: Uint8Array, last: boolean): number {
    const length = partLength!;
    const ends = isPartEnd(view, length, delimiter, last);
    if (ends === 'more') return more;
    state = between;
    partLength = undefined;
    if (ends === 'no') return 0;
    foreign = false;
    sink.skip(length, 'other-part');
    return length;
  }

  function begin(kind: State = picture): number {
    walk = beginWalk();
    heads.begin(taken, delimiter);
    promised = partLength !== undefined && partLength <= pictureLimit ? partLength : Number.POSITIVE_INFINITY;
    eoiAt = 0;
    beginHead();
    searched = 0;
    state = kind;
    return 0;
  }

  function still(view: Uint8Array, last: boolean): number {
    const end = endOfStill(view, { promised, searched, delimiter, mostBytes: pictureLimit, last });
    pending = end.kind === 'more' && end.pending;
    if (end.kind === 'picture') return give(view, end.bytes, end.isSure);
    if (end.kind === 'drop') return drop(end.bytes, end.reason);
    searched = end.searched;
    return more;
  }

  /** From SOI to the picture's end: the promised length when a boundary proves it, else EOI, else the next boundary or picture. */
  function picture(view: Uint8Array, last: boolean): number {
    pending = false;
    if (eoiAt > 0) return tail(view, last);
    for (;;) {
      const stop = Math.min(promised, pictureLimit);
      const step = walkTo(view, walk, stop);
      if (step === 'end') {
        const used = ended(view, last);
        if (used !== undefined) return used;
        passNested(walk, step);
        continue;
      }
      if (step === 'soi') {
        const used = cut(view, walk.at);
        if (used > 0) return used;
        passNested(walk, step);
      } else if (view.length < stop) {
        if (!last) return more;
        if (!giveUpSegment(view, walk)) return drop(view.length, 'cut');
      } else if (stop === pictureLimit) return drop(stop, 'too-large');
      else {
        // The camera promised that the picture ends here, but there is no EOI.
        const ends = isPartEnd(view, promised, delimiter, last);
        if (ends === 'yes') return give(view, promised, false);
        pending = ends === 'more';
        if (pending) return more;
        promised = Number.POSITIVE_INFINITY;
      }
    }
  }

  /** An EOI was found; undefined when it is a thumbnail's. */
  function ended(view: Uint8Array, last: boolean): number | undefined {
    if (walk.nested === 0 && walk.at === promised) return give(view, promised, true);
    if (delimiter !== undefined && again <= patienceBytes + 4 * taken) {
      // Without the proof by length, this may be the EOI of the next part after a cut one, or of the rest of this picture.
      const next = heads.partIn(view, walk);
      const rest = next > 0 || walk.nested > 0 ? -1 : heads.first(view, Math.max(2, walk.scanAt), walk.at);
      if (next > 0 || rest > 0) again += walk.at - Math.max(next, rest);
      if (next > 0) return drop(next, 'cut');
      if (rest > 0) return give(view, rest, false);
    }
    if (walk.nested > 0) return undefined;
    if (promised === Number.POSITIVE_INFINITY) return give(view, walk.at, true);
    eoiAt = searched = walk.at;
    return tail(view, last);
  }

  /** EOI came before the promised end: what is between may be junk of this picture, another picture, or the next part. */
  function tail(view: Uint8Array, last: boolean): number {
    const end = Math.min(view.length, promised);
    const since = Math.max(eoiAt, searched - (delimiter?.length ?? 3));
    searched = end;
    const soi = findSoi(view, since, end);
    const boundaryAt = delimiter === undefined ? -1 : findBytes(view, delimiter, since, end);
    if (boundaryAt >= 0 && (soi < 0 || boundaryAt < soi))
      return give(view, trimmed(view, eoiAt, boundaryAt, delimiter), true);
    if (soi >= 0) return give(view, eoiAt, true);
    if (view.length < promised) return last ? give(view, eoiAt, true) : more;
    if (trimmed(view, eoiAt, promised, delimiter) === eoiAt) return give(view, eoiAt, true);
    const ends = isPartEnd(view, promised, delimiter, last);
    pending = ends === 'more';
    return pending ? more : give(view, ends === 'yes' ? promised : eoiAt, true);
  }

  /** Another picture begins at `soi` before this one had its EOI. 0: it is a thumbnail, go on. */
  function cut(view: Uint8Array, soi: number): number {
    const at = heads.last(view, soi);
    if (at < 0 && walk.scanAt === 0 && delimiter !== undefined) return 0;
    const end = at < 0 ? soi : at;
    return walk.scanAt === 0 || end < walk.scanAt ? drop(end, 'cut') : give(view, end, false);
  }

  function give(view: Uint8Array, end: number, hasEnd: boolean): number {
    state = between;
    searched = 0;
    sink.picture(view.subarray(0, end), hasEnd);
    return end;
  }

  function drop(bytes: number, reason: SkipReason): number {
    state = between;
    searched = 0;
    sink.skip(bytes, reason);
    return bytes;
  }

  function run(bytes: Uint8Array, last: boolean): number {
    let at = 0;
    for (;;) {
      const used = state(at === 0 ? bytes : bytes.subarray(at), last);
      if (used === more) return at;
      at += used;
      taken += used;
    }
  }

  return {
    read: (bytes) => run(bytes, false),
    end(bytes) {
      const rest = bytes.length - run(bytes, true);
      if (rest > 0) sink.skip(rest, foreign ? 'other-part' : 'junk');
    },
    get pending() {
      return pending;
    },
  };
}

/**
 * Why bytes are in no picture. 'framing': boundaries, heads, blank lines. 'junk': anything that means nothing.
 * 'other-part': a part that is not a picture (sound, text). 'cut': a picture that stopped in the middle.
 * 'too-large': a picture over the limit.
 */
export type SkipReason = 'framing' | 'junk' | 'other-part' | 'cut' | 'too-large';
