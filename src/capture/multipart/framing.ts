/** The state machine of the multipart reader: finds pictures and counts what is skipped. */
import { stillBytes, stillKindOf } from '../../base/still';
import { Trouble } from '../../base/trouble';
import { findSoi, textOf } from '../bytes';
import { looksLikeHtml, sniff, sniffBytes, troubleOfType } from '../sniff';
import { isPartEnd } from './boundary';
import { readLine } from './head';
import { openHeads } from './heads';
import { afterBytes, afterLine, firstPart, mayHoldPicture, type StreamPart, withoutHead } from './part';
import { beginPicture, endOfPicture, type OpenPicture, type Stream } from './pictures';
import { endOfStill, type PictureEnd } from './stills';

/**
 * Why bytes are in no picture. 'framing': boundaries, heads, blank lines. 'junk': anything that means nothing.
 * 'other-part': a part that is not a picture (sound, text). 'cut': a picture that stopped in the middle.
 * 'too-large': a picture over the limit.
 */
export type SkipReason = 'framing' | 'junk' | 'other-part' | 'cut' | 'too-large';

/** What is made of the bytes at the front. */
export type FramingAct =
  | { readonly kind: 'picture'; readonly bytes: number; readonly hasEnd: boolean }
  | { readonly kind: 'skip'; readonly bytes: number; readonly reason: SkipReason }
  | { readonly kind: 'say'; readonly trouble: Trouble };

interface Place {
  readonly part: StreamPart;
  /** Bytes of the stream before those that are held. */
  readonly taken: number;
  /** So many of those that are held were looked through already. */
  readonly searched: number;
  /** All promised bytes of a picture are here, and only what proves it is not. */
  readonly pending: boolean;
  readonly stream: Stream;
}

export type FramingState = Place &
  (
    | { readonly stage: 'first' | 'between' | 'body' | 'other' }
    | { readonly stage: 'picture' | 'still'; readonly picture: OpenPicture }
  );

export interface FramingStep {
  readonly state: FramingState;
  readonly acts: readonly FramingAct[];
  /** Nothing can be decided without more bytes. */
  readonly waits: boolean;
}

/** A line longer than this is not one. */
const lineBytes = 8192;
const LF = 0x0a;

export function beginFraming(contentType: string, mostBytes: number): FramingState {
  const stream: Stream = { heads: openHeads(), mostBytes, again: 0 };
  return { stage: 'first', part: firstPart(contentType), taken: 0, searched: 0, pending: false, stream };
}

/** `view`: all bytes that were not taken yet. `last`: no more will come. Pure, but for how far the picture was walked. */
export function nextFraming(state: FramingState, view: Uint8Array, last: boolean): FramingStep {
  switch (state.stage) {
    case 'first': {
      if (view.length < sniffBytes && !last) return wait(state);
      const trouble = sniff(view);
      return step({ ...state, stage: 'between' }, trouble && { kind: 'say', trouble });
    }
    case 'between':
      return between(state, view);
    case 'body':
      return body(state, view, last);
    case 'other':
      return other(state, view, last);
    case 'still': {
      const { searched, part, stream, picture } = state;
      const { promised } = picture;
      const { delimiter } = part;
      return ended(state, endOfStill(view, { promised, searched, delimiter, mostBytes: stream.mostBytes, last }));
    }
    case 'picture':
      return ended(state, endOfPicture(view, state.picture, last));
  }
}

function wait(state: FramingState): FramingStep {
  return { state, acts: [], waits: true };
}

function step(state: FramingState, ...acts: readonly (FramingAct | undefined)[]): FramingStep {
  return { state, acts: acts.filter((act) => act !== undefined), waits: false };
}

/** What of a part is to be counted as. */
function noiseOf({ isForeign }: StreamPart): SkipReason {
  return isForeign ? 'other-part' : 'junk';
}

/** Between pictures: line by line, until SOI turns up. */
function between(state: FramingState, view: Uint8Array): FramingStep {
  const { part, searched, taken } = state;
  if (view.length === 0) return wait(state);
  const isBlind = part.isForeign && part.delimiter !== undefined;
  // First: behind a picture of four bytes there may stand another one, and no line end for long.
  if (!isBlind && findSoi(view, 0, Math.min(3, view.length)) === 0) return begin(state, 'picture');
  const end = Math.min(view.length, lineBytes);
  const lineEnd = view.subarray(0, end).indexOf(LF, searched);
  const soi = isBlind ? -1 : findSoi(view, Math.max(0, searched - 2), lineEnd < 0 ? end : lineEnd);
  if (soi > 0 || lineEnd >= 0) return line(state, view.subarray(0, soi > 0 ? soi : lineEnd + 1));
  if (view.length < lineBytes) return wait({ ...state, searched: end });
  // Two bytes stay: SOI may begin with them.
  const bytes = lineBytes - 2;
  const behind = { part: afterBytes(part, bytes), taken: taken + bytes, searched: 0 };
  return step({ ...state, ...behind }, { kind: 'skip', bytes, reason: noiseOf(part) });
}

function line(state: FramingState, view: Uint8Array): FramingStep {
  const bytes = view.length;
  const text = textOf(view);
  const read = readLine(text, state.part.boundary);
  const isNoise = read.kind === 'noise' || (state.part.isForeign && read.kind === 'header');
  const part = afterLine(state.part, read, bytes);
  const isBody = read.kind === 'blank' && part.isHeadOpen;
  return step(
    { ...state, stage: isBody ? 'body' : 'between', part, taken: state.taken + bytes, searched: 0 },
    { kind: 'skip', bytes, reason: isNoise ? noiseOf(state.part) : 'framing' },
    read.kind === 'noise' && looksLikeHtml(text) ? { kind: 'say', trouble: new Trouble('capture/html') } : undefined,
  );
}

/** Just after a head: a picture, whatever the head calls it; or a part to skip. */
function body(state: FramingState, view: Uint8Array, last: boolean): FramingStep {
  if (view.length < 3 && !last) return wait(state);
  const isJpeg = findSoi(view, 0, Math.min(3, view.length)) === 0;
  const mayBePicture = mayHoldPicture(state.part);
  if (!isJpeg && mayBePicture && view.length < stillBytes && !last) return wait(state);
  if (isJpeg) return begin(state, 'picture');
  if (mayBePicture && stillKindOf(view) !== undefined) return begin(state, 'still');
  const { type } = state.part;
  // HTTP within HTTP (sim-use #131): the inner reply's length is not that of a picture.
  const length = type.startsWith('multipart/') ? undefined : state.part.length;
  const part = { ...state.part, isHeadOpen: false, length };
  if (mayBePicture) return step({ ...state, stage: 'between', part });
  const trouble = troubleOfType(type);
  const isCounted = length !== undefined && length <= state.stream.mostBytes;
  return step(
    { ...state, stage: isCounted ? 'other' : 'between', part: { ...part, isForeign: true } },
    trouble && { kind: 'say', trouble },
  );
}

/** A part with a length that is no picture. */
function other(state: FramingState, view: Uint8Array, last: boolean): FramingStep {
  const { part, taken } = state;
  const bytes = part.length!;
  const ends = isPartEnd(view, bytes, part.delimiter, last);
  if (ends === 'more') return wait(state);
  const behind: FramingState = { ...state, stage: 'between', part: { ...part, length: undefined } };
  if (ends === 'no') return step(behind);
  return step(
    { ...behind, part: { ...behind.part, isForeign: false }, taken: taken + bytes },
    { kind: 'skip', bytes, reason: 'other-part' },
  );
}

function begin({ part, taken, stream, pending }: FramingState, stage: 'picture' | 'still'): FramingStep {
  const picture = beginPicture(stream, taken, part.delimiter, part.length);
  return step({ stage, picture, part: withoutHead(part), taken, searched: 0, pending, stream });
}

function ended(state: FramingState, end: PictureEnd): FramingStep {
  const { part, taken, stream, searched, pending } = state;
  if (end.kind === 'more') {
    const isSame = end.searched === searched && end.pending === pending;
    return wait(isSame ? state : { ...state, searched: end.searched, pending: end.pending });
  }
  const { bytes } = end;
  return step(
    { stage: 'between', part, taken: taken + bytes, searched: 0, pending: false, stream },
    end.kind === 'picture'
      ? { kind: 'picture', bytes, hasEnd: end.isSure }
      : { kind: 'skip', bytes, reason: end.reason },
  );
}

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

export function openFraming(contentType: string, mostBytes: number, sink: Sink): Framing {
  let state = beginFraming(contentType, mostBytes);

  function run(bytes: Uint8Array, last: boolean): number {
    const from = state.taken;
    for (;;) {
      const at = state.taken - from;
      const view = at === 0 ? bytes : bytes.subarray(at);
      const { state: behind, acts, waits } = nextFraming(state, view, last);
      state = behind;
      for (const act of acts) {
        if (act.kind === 'picture') sink.picture(view.subarray(0, act.bytes), act.hasEnd);
        else if (act.kind === 'skip') sink.skip(act.bytes, act.reason);
        else sink.say(act.trouble);
      }
      if (waits) return state.taken - from;
    }
  }

  return {
    read: (bytes) => run(bytes, false),
    end(bytes) {
      const rest = bytes.length - run(bytes, true);
      if (rest > 0) sink.skip(rest, noiseOf(state.part));
    },
    get pending() {
      return state.pending;
    },
  };
}
