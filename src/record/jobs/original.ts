/** A film's picture as the camera sent it, where it is kept: for who saves a single one. */
import { hiddenOnTape, type RecordingOptions } from '../../base/options';
import type { Deck } from '../../deck/deck';
import { jpegCodec } from '../../film/film';
import { readJournal } from '../journal/journal';
import { openOld } from './remake';

/** The JPEG that is shown as this picture of the film; undefined where it is not kept. */
export async function originalOf(deck: Deck, id: string, picture: number): Promise<Uint8Array | undefined> {
  const { head, film } = await openOld(deck, id);
  const timeUs = film.timesUs[picture];
  if (timeUs === undefined) return undefined;
  if (film.track.codec === jpegCodec) {
    for await (const { bytes } of film.packets(picture, picture + 1)) return bytes;
  }
  if (!mayHandOn(head.options)) return undefined;
  const journal = await deck.journal(id);
  if (!journal) return undefined;
  const { pictures } = readJournal(await journal.text());
  // The journal has for each the last time it was shown at.
  const line = pictures.find(({ filmMs }) => filmMs !== undefined && filmMs * 1000 + film.tickUs + 1 >= timeUs);
  if (!line) return undefined;
  for await (const { sequence, jpeg } of deck.originals(id, line.sequence))
    return sequence === line.sequence ? jpeg.bytes : undefined;
  return undefined;
}

/** What the film hides must not come out with its originals. */
function mayHandOn(options: RecordingOptions): boolean {
  const { keepOriginals, look } = options;
  return keepOriginals && (look.masks.length === 0 || hiddenOnTape(options).length > 0);
}
