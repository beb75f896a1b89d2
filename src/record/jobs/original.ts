/** A film's picture as the camera sent it, where it is kept: for who saves a single one. */
import { hiddenOnTape, type RecordingOptions } from '../../base/options';
import type { Deck } from '../../deck/deck';
import { type FilmReader, jpegCodec } from '../../film/film';
import { readJournal } from '../journal/journal';
import type { PictureRange } from './contract';
import { bytesInFilm, type OldFilm, openOld } from './remake';

/** Of which their sizes are told. */
const sampledPictures = 8;

/** The JPEG that is shown as this picture of the film; undefined where it is not kept. */
export async function originalOf(deck: Deck, id: string, picture: number): Promise<Uint8Array | undefined> {
  const { row, head, film } = await openOld(deck, id);
  const timeUs = film.timesUs[picture];
  if (timeUs === undefined) return undefined;
  const originals = await originalsOf(deck, { row, head, film }, { first: picture, last: picture });
  // One that cannot be read is not kept.
  const first = await originals?.next().catch(() => undefined);
  return first?.done === false ? first.value.jpeg : undefined;
}

export interface PartOriginal {
  /** Its number in the film. */
  readonly picture: number;
  /** Undefined where it is gone from the tape. */
  readonly jpeg: Uint8Array | undefined;
}

/** Of all pictures of a part, in order; undefined where nobody knows of one of them, or they may not be handed on. */
export async function originalsOf(
  deck: Deck,
  { row, head, film }: OldFilm,
  { first, last }: PictureRange,
): Promise<AsyncGenerator<PartOriginal> | undefined> {
  if (film.track.codec === jpegCodec) return copied(film, first, last);
  const journal = mayHandOn(head.options) ? await deck.journal(row.id) : undefined;
  if (!journal) return undefined;
  const { pictures } = readJournal(await journal.text());
  const sequences: number[] = [];
  let picture = first;
  for (const { filmMs, sequence } of pictures) {
    if (filmMs === undefined) continue;
    // The journal has for each the last time it was shown at.
    for (; picture <= last && film.timesUs[picture]! <= filmMs * 1000 + film.tickUs + 1; picture++)
      sequences.push(sequence);
  }
  if (picture <= last) return undefined;
  return kept(deck, row.id, first, sequences);
}

/** What so many originals take, about: a few from everywhere on the tape tell. */
export async function originalBytes(deck: Deck, { row, head, film }: OldFilm, pictures: number): Promise<number> {
  if (film.track.codec === jpegCodec && !head.options.keepOriginals) return bytesInFilm({ row, film }, pictures);
  const sizes: number[] = [];
  for (let sample = 0; sample < sampledPictures; sample++) {
    const from = (head.firstSequence ?? 0) + Math.floor((sample * row.tally.frames) / sampledPictures);
    for await (const { jpeg } of deck.originals(row.id, from)) {
      sizes.push(jpeg.bytes.length);
      break;
    }
  }
  return (sizes.reduce((sum, sizeBytes) => sum + sizeBytes, 0) / Math.max(1, sizes.length)) * pictures;
}

async function* copied(film: FilmReader, first: number, last: number): AsyncGenerator<PartOriginal> {
  for await (const { bytes, sequence } of film.packets(first, last + 1))
    yield { picture: sequence, jpeg: bytes.slice() };
}

async function* kept(
  deck: Deck,
  id: string,
  first: number,
  sequences: readonly number[],
): AsyncGenerator<PartOriginal> {
  let at = 0;
  for await (const { sequence, jpeg } of deck.originals(id, sequences[0])) {
    for (; sequences[at]! <= sequence; at++)
      yield { picture: first + at, jpeg: sequences[at] === sequence ? jpeg.bytes : undefined };
    if (at === sequences.length) return;
  }
  for (; at < sequences.length; at++) yield { picture: first + at, jpeg: undefined };
}

/** What the film hides must not come out with its originals. */
function mayHandOn(options: RecordingOptions): boolean {
  const { keepOriginals, look } = options;
  return keepOriginals && (look.masks.length === 0 || hiddenOnTape(options).length > 0);
}
