/** Finds the end of a picture: follows JPEG markers only as far as framing needs. */
import { DHT, DNL, DQT, DRI, EOI, SOI, SOS } from '../../base/jpeg/markers';

/**
 * Where the walk stands, in bytes from the first byte of SOI. Segments are skipped by their length, so a thumbnail in
 * APP1 or a boundary string in a comment never splits a picture (ITU-T T.81, B.1.1).
 */
export interface MarkerWalk {
  at: number;
  /** In entropy-coded data, or in bytes that are no segment although one was due: there only FF xx is looked at. */
  loose: boolean;
  /** Where the first scan's entropy-coded data begins; 0 before SOS. */
  scanAt: number;
  /** Thumbnails that became visible because a segment's length was wrong. */
  nested: number;
}

/** 'end': an EOI is just before `at`. 'soi': another picture begins at `at`. 'more': nothing before the stop. */
export type Step = 'more' | 'end' | 'soi';

export function beginWalk(): MarkerWalk {
  return { at: 2, loose: false, scanAt: 0, nested: 0 };
}

/** Walks on through `picture`, which begins with SOI, without looking at or past `stop`. Costs O(bytes), however often called. */
export function walkTo(picture: Uint8Array, walk: MarkerWalk, stop: number): Step {
  const bytes = stop < picture.length ? picture.subarray(0, stop) : picture;
  for (;;) {
    const step = walk.loose ? loose(bytes, walk) : segment(bytes, walk);
    if (step !== undefined) return step;
  }
}

/** Nothing more will come: a segment that was waited for is none. False when that was not what the walk waits for. */
export function giveUpSegment(picture: Uint8Array, walk: MarkerWalk): boolean {
  if (walk.at + 1 >= picture.length) return false;
  walk.at += 2;
  walk.loose = true;
  return true;
}

/** One segment; undefined to go on. */
function segment(bytes: Uint8Array, walk: MarkerWalk): Step | undefined {
  const { at } = walk;
  if (at + 1 >= bytes.length) return 'more';
  const marker = bytes[at + 1]!;
  // 02 to BF are reserved (T.81, table B.1): no camera writes them, but text behind a cut picture looks so.
  if (bytes[at] !== 0xff || marker === 0 || (marker > 1 && marker < 0xc0) || (marker === SOI && at > 2)) {
    walk.loose = true;
    return undefined;
  }
  if (marker === 0xff) {
    walk.at = at + 1;
    return undefined;
  }
  if (marker === EOI) return end(walk, at + 2);
  // SOI said twice (ZoneMinder #758), TEM, RSTn: no length follows.
  if (marker === SOI || marker === 1 || (marker >= 0xd0 && marker <= 0xd7)) {
    walk.at = at + 2;
    return undefined;
  }
  return skip(bytes, walk, at, marker);
}

function loose(bytes: Uint8Array, walk: MarkerWalk): Step | undefined {
  let at = walk.at;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0 || at + 1 >= bytes.length) {
      walk.at = at < 0 ? bytes.length : at;
      return 'more';
    }
    const marker = bytes[at + 1]!;
    if (marker === 0) at += 2;
    else if (marker === 0xff) at += 1;
    else if (marker === EOI) return end(walk, at + 2);
    else if (marker === SOI) {
      walk.at = at;
      if (at + 2 >= bytes.length) return 'more';
      if (bytes[at + 2] === 0xff) return 'soi';
      at += 2;
    } else if (isSegment(marker, walk)) {
      walk.at = at;
      return skip(bytes, walk, at, marker);
    } else at += 2;
  }
}

/** Segments that may stand between scans; before the first scan any (ITU-T T.81, figure B.2). */
function isSegment(marker: number, walk: MarkerWalk): boolean {
  if (walk.scanAt > 0) return marker === DHT || (marker >= SOS && marker <= DRI);
  return marker === DHT || (marker >= SOS && marker <= DRI) || (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
}

/** In damaged data a marker may be chance: its length must be one that such a segment can have (T.81, B.2.3 to B.2.5). */
function isPlausible(marker: number, length: number, first: number): boolean {
  if (marker === SOS) return length === 6 + 2 * first;
  if (marker === DHT) return length >= 19 && length <= 1094 && (first & 0xec) === 0;
  if (marker === DQT) return length >= 67 && length <= 518 && (first & 0xec) === 0;
  return marker === DNL || marker === DRI ? length === 4 : length >= 2;
}

/** Past a segment by its length; believed only if a marker follows (a COM was seen 608 bytes short: rroller/dahua #681). */
function skip(bytes: Uint8Array, walk: MarkerWalk, at: number, marker: number): Step | undefined {
  if (at + 4 >= bytes.length) return 'more';
  const length = (bytes[at + 2]! << 8) | bytes[at + 3]!;
  const next = at + 2 + length;
  const isScan = marker === SOS;
  const plausible = walk.loose || isScan ? isPlausible(marker, length, bytes[at + 4]!) : length >= 2;
  if (plausible && next >= bytes.length) return 'more';
  if (plausible && (isScan || bytes[next] === 0xff)) {
    walk.at = next;
    walk.loose = isScan;
    if (isScan && walk.nested === 0 && walk.scanAt === 0) walk.scanAt = next;
  } else {
    walk.at = at + 2;
    walk.loose = true;
  }
  return undefined;
}

function end(walk: MarkerWalk, at: number): Step {
  walk.at = at;
  return 'end';
}

/** That EOI, or the SOI the walk stands at, belongs to a thumbnail of a segment with a wrong length: goes on behind it. */
export function passNested(walk: MarkerWalk, step: 'end' | 'soi'): void {
  if (step === 'soi') walk.at += 2;
  walk.nested += step === 'soi' ? 1 : -1;
  walk.loose = true;
}
