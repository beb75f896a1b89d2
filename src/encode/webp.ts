/**
 * Makes an animated WebP of single ones, which every browser that writes WebP makes by itself: each file's picture goes into a frame of
 * the animation as it is (https://developers.google.com/speed/webp/docs/riff_container).
 */
import type { SizePx } from '../base/flow';
import { Trouble } from '../base/trouble';

export interface WebpWriter {
  /** The first bytes of the file. */
  readonly head: Uint8Array;
  /**
   * A whole WebP of one picture; it is shown until that time. Returns the bytes that follow. Throws Trouble 'encode/failed' for anything
   * else, and 'film/too-long' for one more than a file can hold.
   */
  add(still: Uint8Array, untilUs: number): Uint8Array;
  /** What stands at the beginning of the file instead, once its size is known. */
  finish(): Uint8Array;
}

const chunkHeadBytes = 8;
const formHeadBytes = 12;
const isAnimation = 0x02;
const hasAlpha = 0x10;
/** The frame replaces what was seen before. */
const doNotBlend = 0x02;
const frameHeadBytes = 16;
/** VP8X and ANIM. */
const headBytes = formHeadBytes + chunkHeadBytes + 10 + chunkHeadBytes + 6;
/** Of the picture; all else a still may have is not for a frame. */
const pictureChunks: ReadonlySet<string> = new Set(['ALPH', 'VP8 ', 'VP8L']);
/** Sides and times are written in three bytes. */
const most = 0xffffff;

/** RIFF has four bytes for what follows its first eight, and an even number must fit. */
const mostRiffBytes = 2 ** 32 - 10;

/**
 * It plays without end. `aboutBytes`: what it will take; throws Trouble 'film/too-long' at once where that is more than `mostBytes`, what
 * a file can hold behind its first eight.
 */
export function openWebp(size: SizePx, aboutBytes = 0, mostBytes = mostRiffBytes): WebpWriter {
  const expectToFit = (bytes: number) => {
    if (bytes > mostBytes) throw new Trouble('film/too-long', `a WebP of ${Math.round(bytes)} bytes`);
  };
  expectToFit(aboutBytes);
  let sizeBytes = 0;
  let atMs = 0;
  let isSeenThrough = false;
  const headOf = () => {
    const bytes = new Uint8Array(headBytes);
    const view = new DataView(bytes.buffer);
    writeName(bytes, 0, 'RIFF');
    view.setUint32(4, bytes.length - chunkHeadBytes + sizeBytes, true);
    writeName(bytes, 8, 'WEBP');
    writeName(bytes, 12, 'VP8X');
    view.setUint32(16, 10, true);
    bytes[20] = isAnimation | (isSeenThrough ? hasAlpha : 0);
    writeThree(bytes, 24, size.widthPx - 1);
    writeThree(bytes, 27, size.heightPx - 1);
    writeName(bytes, 30, 'ANIM');
    view.setUint32(34, 6, true);
    return bytes;
  };
  return {
    head: headOf(),
    add(still, untilUs) {
      const chunks = chunksOf(still).filter(({ name }) => pictureChunks.has(name));
      if (!chunks.some(({ name }) => name !== 'ALPH')) throw new Trouble('encode/failed', 'no WebP of a picture');
      isSeenThrough ||= chunks.some(({ name }) => name === 'ALPH');
      const pictureBytes = chunks.reduce((sum, { bytes }) => sum + bytes.length, 0);
      const frame = new Uint8Array(chunkHeadBytes + frameHeadBytes + pictureBytes);
      expectToFit(headBytes - chunkHeadBytes + sizeBytes + frame.length);
      writeName(frame, 0, 'ANMF');
      new DataView(frame.buffer).setUint32(4, frameHeadBytes + pictureBytes, true);
      writeThree(frame, 14, size.widthPx - 1);
      writeThree(frame, 17, size.heightPx - 1);
      // From the beginning, so that what is rounded does not add up.
      const lastsMs = Math.min(most, Math.max(1, Math.round(untilUs / 1000) - atMs));
      atMs += lastsMs;
      writeThree(frame, 20, lastsMs);
      frame[23] = doNotBlend;
      let at = chunkHeadBytes + frameHeadBytes;
      for (const { bytes } of chunks) {
        frame.set(bytes, at);
        at += bytes.length;
      }
      sizeBytes += frame.length;
      return frame;
    },
    finish: headOf,
  };
}

interface Chunk {
  readonly name: string;
  /** With its header, and the byte that makes it even. */
  readonly bytes: Uint8Array;
}

function chunksOf(file: Uint8Array): readonly Chunk[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < formHeadBytes || nameAt(file, 0) !== 'RIFF' || nameAt(file, 8) !== 'WEBP')
    throw new Trouble('encode/failed', 'no WebP');
  const chunks: Chunk[] = [];
  for (let at = formHeadBytes; at + chunkHeadBytes <= file.length; ) {
    const bodyBytes = view.getUint32(at + 4, true);
    const wholeBytes = chunkHeadBytes + bodyBytes + (bodyBytes % 2);
    if (at + chunkHeadBytes + bodyBytes > file.length) throw new Trouble('encode/failed', 'a WebP that was cut short');
    const bytes = new Uint8Array(wholeBytes);
    bytes.set(file.subarray(at, at + chunkHeadBytes + bodyBytes));
    chunks.push({ name: nameAt(file, at), bytes });
    at += wholeBytes;
  }
  return chunks;
}

const nameAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

function writeName(bytes: Uint8Array, at: number, name: string): void {
  for (let letter = 0; letter < 4; letter++) bytes[at + letter] = name.charCodeAt(letter);
}

function writeThree(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value & 0xff;
  bytes[at + 1] = (value >> 8) & 0xff;
  bytes[at + 2] = (value >> 16) & 0xff;
}
