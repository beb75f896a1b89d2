/** Single pictures of a film, as JPEG: of whichever is asked for no more is decoded than its group up to it. */
import { Trouble } from '../../base/trouble';
import type { Deck } from '../../deck/deck';
import { smallJpeg } from '../../draw/draw';
import { type FilmReader, jpegCodec } from '../../film/film';
import { openTrials } from '../render/render';
import { picturesOf } from './shrink-pictures';

/** Of a picture that is made only to see whether it can be. */
const leastWidthPx = 16;

/**
 * Decodes for the first time in this browser version only under guard: undefined where WebCodecs has ended the page. What a
 * film of JPEGs needs has been tried before.
 */
export async function guarded<T>(deck: Deck, { track }: FilmReader, work: () => Promise<T>): Promise<T | undefined> {
  const trials = openTrials(deck);
  const isKnown = track.codec === jpegCodec || (await trials.hasPassed('webcodecs'));
  return isKnown ? work() : trials.attempt('webcodecs', work);
}

/** Throws Trouble 'encode/unavailable' where WebCodecs has ended the page, or cannot decode the film: before much is made of it. */
export async function expectDecodable(deck: Deck, film: FilmReader): Promise<void> {
  if (film.track.codec === jpegCodec) return;
  const tried = await guarded(deck, film, () => jpegOf(film, 0, leastWidthPx));
  if (!tried) throw new Trouble('encode/unavailable', 'WebCodecs has ended the page');
}

/** No wider than `mostWidthPx`. Rejects with Trouble 'encode/unavailable' where this browser cannot decode the film. */
export async function jpegOf(film: FilmReader, picture: number, mostWidthPx: number): Promise<Uint8Array> {
  const from = film.keys.findLast((key) => key <= picture) ?? 0;
  // A key frame is shown before all others of its group, and needs none of them.
  const until = from === picture ? from + 1 : film.keys.find((key) => key > picture);
  let number = from;
  for await (const decoded of picturesOf(film, { from, until })) {
    if (number === picture) return await smallJpeg(decoded, mostWidthPx);
    decoded.close();
    number++;
  }
  throw new Trouble('film/failed', `no picture ${picture} of ${film.timesUs.length}`);
}
