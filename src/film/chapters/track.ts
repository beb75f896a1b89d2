/**
 * Chapters as QuickTime, AVFoundation and what is built on it read them: a text track that is not shown, to which the film's
 * track refers (QuickTime File Format, "Chapter Lists", "Text Media"). It fills the whole film, a sample a chapter.
 */
import { ascii, ByteWriter } from '../bytes';
import type { LaidChapter } from './lay';

const trackId = 2;
/** Units a second: ms, or whole seconds where a chapter's duration in ms would not fit (24 days). */
const fine = 1000;
const coarse = 1;
const mostTicks = 2 ** 31 - 1;
/** `encd`, the encoding of a sample's text: Unicode. Without it QuickTime takes UTF-8 for Mac OS Roman. */
const encoding = [0, 0, 0, 12, ...ascii('encd'), 0, 0, 1, 0];
/** In the movie (a player may offer it), but not enabled: it is never drawn over the picture. */
const inMovie = 2;
const english = 0x15c7;
/** Unity, in fixed point (ISO/IEC 14496-12, 8.2.2). */
const matrix = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x4000_0000];

export interface ChapterTrackOptions {
  /** When the film ends. */
  readonly endUs: number;
  /** Where in the file the samples lie, one after another. */
  readonly textAt: number;
  /** Of the film's track, with the times of creation set. */
  readonly trackHeader: Uint8Array;
  readonly dataInformation: Uint8Array;
  /** Sets the times of creation in an mdhd. */
  dated(header: Uint8Array): Uint8Array;
}

/** The samples: each the length of a title, the title, and its encoding. */
export function textSamples(chapters: readonly LaidChapter[]): readonly Uint8Array[] {
  return chapters.map(({ title }) => Uint8Array.from([title.length >> 8, title.length & 255, ...title, ...encoding]));
}

/** In the film's track: which one its chapters are in. */
export function writeReference(out: ByteWriter): void {
  out.box('tref', () => out.box('chap', () => out.u32(trackId)));
}

/** The movie's header, with an id that is free for a further track: its last field. */
export function withFreeId(header: Uint8Array): Uint8Array {
  const bytes = header.slice();
  new DataView(bytes.buffer).setUint32(bytes.length - 4, trackId + 1);
  return bytes;
}

export function writeTrack(out: ByteWriter, chapters: readonly LaidChapter[], options: ChapterTrackOptions): void {
  const timescale = options.endUs / 1e6 <= mostTicks / fine ? fine : coarse;
  const starts = chapters.map(({ startUs }) => Math.round((startUs * timescale) / 1e6));
  const endTick = Math.max(Math.round((options.endUs * timescale) / 1e6), starts.at(-1)! + 1);
  out.box('trak', () => {
    out.raw(hiddenHeader(options.trackHeader));
    out.box('mdia', () => {
      out.raw(options.dated(mediaHeader(timescale, endTick)));
      writeHandler(out);
      out.box('minf', () => {
        writeTextHeader(out);
        out.raw(options.dataInformation);
        out.box('stbl', () => {
          writeDescription(out);
          writeSamples(out, starts, endTick, chapters, options.textAt);
        });
      });
    });
  });
}

/** As long as the film's own, with another id, without a size and not enabled. */
function hiddenHeader(filmHeader: Uint8Array): Uint8Array {
  const bytes = filmHeader.slice();
  const view = new DataView(bytes.buffer);
  const isWide = bytes[8] === 1;
  view.setUint32(8, (isWide ? 2 ** 24 : 0) + inMovie);
  view.setUint32(isWide ? 28 : 20, trackId);
  view.setUint32(bytes.length - 8, 0);
  view.setUint32(bytes.length - 4, 0);
  return bytes;
}

function mediaHeader(timescale: number, durationTicks: number): Uint8Array {
  const out = new ByteWriter();
  out.fullBox('mdhd', 0, () => {
    for (const value of [0, 0, timescale, durationTicks]) out.u32(value);
    out.u32(english << 16);
  });
  return out.bytes();
}

function writeHandler(out: ByteWriter): void {
  out.fullBox('hdlr', 0, () => {
    out.raw(ascii('mhlrtext'));
    for (let reserved = 0; reserved < 3; reserved++) out.u32(0);
    out.raw(ascii('\0'));
  });
}

/** gmhd: graphics mode "copy", grey, balanced; and how the text would lie in the picture. */
function writeTextHeader(out: ByteWriter): void {
  out.box('gmhd', () => {
    out.fullBox('gmin', 0, () => {
      for (const value of [0x0040_8000, 0x8000_8000, 0]) out.u32(value);
    });
    out.box('text', () => {
      for (const value of matrix) out.u32(value);
    });
  });
}

/** Text Sample Description: no flags, to the left, white on black, no box, no font. */
function writeDescription(out: ByteWriter): void {
  out.fullBox('stsd', 0, () => {
    out.u32(1);
    out.box('text', () => {
      out.raw(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 1));
      out.raw(new Uint8Array(8 + 6 + 8 + 8 + 4 + 3));
      out.raw(new Uint8Array(6).fill(0xff));
      out.raw(ascii('\0'));
    });
  });
}

/** One chunk, in which all lie. */
function writeSamples(
  out: ByteWriter,
  starts: readonly number[],
  endTick: number,
  chapters: readonly LaidChapter[],
  textAt: number,
): void {
  const sizes = textSamples(chapters).map(({ length }) => length);
  out.fullBox('stts', 0, () => {
    out.u32(starts.length);
    for (const [at, start] of starts.entries()) {
      out.u32(1);
      out.u32((starts[at + 1] ?? endTick) - start);
    }
  });
  out.fullBox('stsc', 0, () => {
    for (const value of [1, 1, sizes.length, 1]) out.u32(value);
  });
  out.fullBox('stsz', 0, () => {
    for (const value of [0, sizes.length, ...sizes]) out.u32(value);
  });
  const isLong = textAt >= 2 ** 32;
  out.fullBox(isLong ? 'co64' : 'stco', 0, () => {
    out.u32(1);
    isLong ? out.u64(textAt) : out.u32(textAt);
  });
}
