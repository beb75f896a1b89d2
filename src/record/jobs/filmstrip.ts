/** Small pictures of a film, evenly spread over it, for the strip under its player: only pictures that need no other one to be decoded. */
import type { Deck } from '../../deck/deck';
import { type FilmReader, readFilm } from '../../film/film';
import { guarded, jpegOf } from './stills';

/** Sharp on a dense screen at the height of the strip. */
const widthPx = 128;

/**
 * Tells each of `count` places from the film's beginning to its end, the JPEG of the last key frame before its middle; one after
 * another, so that no more than one is held. None come where WebCodecs has ended the page. Rejects with Trouble 'encode/unavailable' where this browser cannot decode the film.
 */
export async function filmstrip(
  deck: Deck,
  id: string,
  count: number,
  onPicture: (places: readonly number[], jpeg: Uint8Array) => void,
): Promise<void> {
  const film = await readFilm(await deck.filmBytes(id));
  for (const [key, places] of keysOfPlaces(film, count)) {
    const jpeg = await guarded(deck, film, () => jpegOf(film, key, widthPx));
    if (!jpeg) return;
    onPicture(places, jpeg);
  }
}

/** Which places show which key frame. */
export function keysOfPlaces(
  { keys, timeUs, endUs }: Pick<FilmReader, 'keys' | 'timeUs' | 'endUs'>,
  count: number,
): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  for (let place = 0, at = 0; place < count; place++) {
    const middleUs = ((place + 0.5) / count) * endUs;
    while (at + 1 < keys.length && timeUs(keys[at + 1]!) <= middleUs) at++;
    const key = keys[at]!;
    found.set(key, [...(found.get(key) ?? []), place]);
  }
  return found;
}
