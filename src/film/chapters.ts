/**
 * Chapters of a film, as Nero's players wrote them and ffmpeg, VLC and mpv read them: a `chpl` box with a time and a title each.
 * No standard has it; the layout is that of ffmpeg's libavformat/mov.c (mov_read_chpl).
 */
import type { ByteWriter } from './bytes';
import type { Chapter } from './contract';

/** Their number is one byte, and so is the length of a title. */
const most = 255;
/** Times are in 100 ns. */
const ticksPerUs = 10;

export function writeChapters(out: ByteWriter, chapters: readonly Chapter[]): void {
  const kept = chapters.slice(0, most);
  out.fullBox('chpl', 1, () => {
    out.u32(0);
    out.raw(Uint8Array.of(kept.length));
    for (const { startUs, title } of kept) {
      const text = titleBytes(title);
      out.u64(Math.max(0, Math.round(startUs * ticksPerUs)));
      out.raw(Uint8Array.of(text.length));
      out.raw(text);
    }
  });
}

/** Never cut inside a character. */
function titleBytes(title: string): Uint8Array {
  const bytes = new Uint8Array(most);
  const { written } = new TextEncoder().encodeInto(title, bytes);
  return bytes.subarray(0, written);
}
