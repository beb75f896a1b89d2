/**
 * A film's chapters, twice, as ffmpeg and iTunes write them: a list (list.ts) and a track (track.ts). Readers that know both
 * take one of them, or the second for what the first has told: their numbers and times are the same.
 */
import { type ByteWriter, mdatHeader } from '../bytes';
import type { Chapter } from '../contract';
import { type LaidChapter, layChapters } from './lay';
import { writeList } from './list';
import { type ChapterTrackOptions, textSamples, withFreeId, writeReference, writeTrack } from './track';

export interface FilmChapters {
  /** A box of what the track's samples say. It must lie in the file at the place that was given. */
  readonly text: Uint8Array;
  writeList(out: ByteWriter): void;
  writeReference(out: ByteWriter): void;
  writeTrack(out: ByteWriter, options: Omit<ChapterTrackOptions, 'endUs' | 'textAt'>): void;
  withFreeId(header: Uint8Array): Uint8Array;
}

/** Undefined where there are none. `textBoxAt`: where in the file `text` will lie. */
export function makeChapters(chapters: readonly Chapter[], endUs: number, textBoxAt: number): FilmChapters | undefined {
  const laid = layChapters(chapters);
  if (laid.length === 0) return undefined;
  const { text, headerBytes } = textBox(laid);
  const textAt = textBoxAt + headerBytes;
  return {
    text,
    writeList: (out) => writeList(out, laid),
    writeReference,
    writeTrack: (out, options) => writeTrack(out, laid, { ...options, endUs, textAt }),
    withFreeId,
  };
}

function textBox(laid: readonly LaidChapter[]) {
  const samples = textSamples(laid);
  const header = mdatHeader(samples.reduce((sum, { length }) => sum + length, 0));
  const text = Uint8Array.from([...header, ...samples.flatMap((sample) => [...sample])]);
  return { text, headerBytes: header.length };
}
