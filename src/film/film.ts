/** Writes films: a plain MP4, written as packets come, with an index beside it from which it can be finished after a crash. */
import type { ByteFile } from '../base/file/byte-file';
import type { SizePx } from '../base/flow';
import type { FilmBytes, FilmHead, FilmReader, FilmWriter } from './contract';
import { recover } from './recover';
import type { WebmWriter } from './webm/webm';
import { Mp4Writer } from './writer';

export { jpegCodec } from './container';
export type { Chapter, FilmBytes, FilmFacts, FilmHead, FilmReader, FilmWriter } from './contract';

/** Begins a film; what was in the two files is gone. */
export async function createFilm(film: ByteFile, index: ByteFile, head: FilmHead): Promise<FilmWriter> {
  await film.truncate(0);
  await index.truncate(0);
  return new Mp4Writer(film, index, head);
}

/**
 * Opens a film that was not finished: cut back to the last whole group of pictures that index and file agree on. Only
 * packets written after the last flush are read again. Throws Trouble 'deck/newer' for an index of a later version.
 */
export async function resumeFilm(film: ByteFile, index: ByteFile, head: FilmHead): Promise<FilmWriter> {
  const writer = new Mp4Writer(film, index, head, await recover(film, index));
  await writer.ready();
  return writer;
}

/** Throws Trouble 'film/failed' for what is no film of ours. The reading part of the library comes with the first call. */
export async function readFilm(film: FilmBytes): Promise<FilmReader> {
  const { openReader } = await import('./read');
  return openReader(film);
}

/** Begins a WebM of VP9 or AV1; `codec` as WebCodecs spells it. What was in the file is gone. */
export async function createWebm(file: ByteFile, codec: string, size: SizePx): Promise<WebmWriter> {
  const { openWebm } = await import('./webm/webm');
  return openWebm(file, codec, size);
}
