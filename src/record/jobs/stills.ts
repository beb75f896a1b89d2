/** Single pictures of a film, as JPEG: of whichever is asked for no more is decoded than its group up to it. */
import { Trouble } from '../../base/trouble';
import { smallJpeg } from '../../draw/draw';
import type { FilmReader } from '../../film/film';
import { picturesOf } from './shrink-pictures';

/** No wider than `mostWidthPx`. Rejects with Trouble 'encode/unavailable' where this browser cannot decode the film. */
export async function jpegOf(film: FilmReader, picture: number, mostWidthPx: number): Promise<Uint8Array> {
  const from = film.keys.findLast((key) => key <= picture) ?? 0;
  const until = film.keys.find((key) => key > picture);
  let number = from;
  for await (const decoded of picturesOf(film, { from, until })) {
    if (number === picture) return smallJpeg(decoded, mostWidthPx);
    decoded.close();
    number++;
  }
  throw new Trouble('film/failed', `no picture ${picture} of ${film.timesUs.length}`);
}
