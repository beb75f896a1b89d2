/**
 * Chapters as Nero's players wrote them and ffmpeg, VLC and mpv read them: a `chpl` box with a time and a title each.
 * No standard has it; the layout is that of ffmpeg's libavformat/mov.c (mov_read_chpl).
 */
import type { ByteWriter } from '../bytes';
import type { LaidChapter } from './lay';

/** Their number is one byte. */
const most = 255;
/** Times are in 100 ns. */
const ticksPerUs = 10;

export function writeList(out: ByteWriter, chapters: readonly LaidChapter[]): void {
  const kept = chapters.slice(0, most);
  out.fullBox('chpl', 1, () => {
    out.u32(0);
    out.raw(Uint8Array.of(kept.length));
    for (const { startUs, title } of kept) {
      out.u64(startUs * ticksPerUs);
      out.raw(Uint8Array.of(title.length));
      out.raw(title);
    }
  });
}
