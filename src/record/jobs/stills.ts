/** Single pictures of a film, as JPEG: of whichever is asked for no more is decoded than its group up to it. */
import type { Picture } from '../../base/flow';
import { Trouble } from '../../base/trouble';
import type { Deck, Recording } from '../../deck/deck';
import { smallJpeg } from '../../draw/draw';
import { type FilmReader, jpegCodec } from '../../film/film';
import { openTrials } from '../render/render';
import { picturesOf } from './decoded';
import type { OldFilm } from './remake';

/** Of a picture that is made only to see whether it can be. */
const leastWidthPx = 16;
const thumbnailWidthPx = 320;

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
  return smallJpeg(await pictureOf(film, picture), mostWidthPx);
}

/** Whoever gets it closes it. Rejects as `jpegOf` does. */
export async function pictureOf(film: FilmReader, picture: number): Promise<Picture> {
  const from = film.keys.findLast((key) => key <= picture) ?? 0;
  // A key frame is shown before all others of its group, and needs none of them.
  const until = from === picture ? from + 1 : film.keys.find((key) => key > picture);
  let number = from;
  for await (const decoded of picturesOf(film, { from, until })) {
    if (number === picture) return decoded;
    decoded.close();
    number++;
  }
  throw new Trouble('film/failed', `no picture ${picture} of ${film.timesUs.length}`);
}

/** Of this picture of `film`; where that cannot be made, the one the film of `row` has. */
export async function saveThumbnail(
  deck: Deck,
  { row, film }: Pick<OldFilm, 'row' | 'film'>,
  recording: Recording,
  picture: number,
): Promise<void> {
  const draw = () => jpegOf(film, picture, thumbnailWidthPx);
  const made = await guarded(deck, film, draw).catch(() => undefined);
  const kept = made ?? (await (await deck.thumbnail(row.id))?.arrayBuffer());
  if (kept) await recording.saveThumbnail(new Uint8Array(kept));
}
