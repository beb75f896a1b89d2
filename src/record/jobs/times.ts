/** When the pictures of a finished film are shown, for who goes through them one by one. */
import type { Deck } from '../../deck/deck';
import { readFilm } from '../../film/film';
import type { FilmTimes } from './contract';

/** Rejects with Trouble 'film/failed' for what is no film of ours, 'deck/missing' where there is none. */
export async function filmTimes(deck: Deck, id: string): Promise<FilmTimes> {
  const { timesUs, endUs, keys, timeUs } = await readFilm(await deck.filmBytes(id));
  return { timesUs, endUs, keysUs: Float64Array.from(keys, timeUs) };
}
