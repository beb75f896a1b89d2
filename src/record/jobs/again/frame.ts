/** One picture of a film, shown as it would look in another one: for whoever draws over it before that is made. */
import type { Jpeg } from '../../../base/flow';
import { momentOf } from '../../../base/library';
import { Trouble } from '../../../base/trouble';
import type { Deck } from '../../../deck/deck';
import type { PictureFacts } from '../../../draw/draw';
import { jpegCodec } from '../../../film/film';
import { readJournal } from '../../journal/journal';
import type { FrameWish, PaintedFrame } from '../contract';
import { jpegsOf } from '../decoded';
import { openPainted, type Still } from '../painted';
import { type OldFilm, openOld } from '../remake';
import { expectDecodable, pictureOf } from '../stills';
import { lineShown } from './plan';
import { standIn } from './source';
import { knownLook } from './work';

/** Rejects with Trouble 'deck/originals' where the picture is not on the tape, and with what prevents decoding the film. */
export async function openFrame(
  deck: Deck,
  { filmId, from, picture }: FrameWish,
  canvas: OffscreenCanvas,
): Promise<PaintedFrame> {
  const old = await openOld(deck, filmId);
  const number = Math.max(0, Math.min(picture, old.film.timesUs.length - 1));
  const { jpeg, decoder } = from === 'originals' ? await onTape(deck, old, number) : await inFilm(deck, old, number);
  const facts = factsOf(old, jpeg, number);
  return openPainted(canvas, { jpeg, decoder, facts, known: (look) => knownLook(look, old.row) });
}

type Found = Pick<Still, 'jpeg' | 'decoder'>;

async function onTape(deck: Deck, old: OldFilm, picture: number): Promise<Found> {
  const journal = await deck.journal(old.row.id);
  const lines = journal ? readJournal(await journal.text()).pictures : [];
  const line = lines[lineShown(old, lines, picture)];
  if (!line) throw new Trouble('deck/originals', 'the journal ends before the film');
  for await (const { sequence, jpeg } of deck.originals(old.row.id, line.sequence)) {
    if (sequence === line.sequence) return { jpeg, decoder: undefined };
    break;
  }
  throw new Trouble('deck/originals', `picture ${line.sequence}`);
}

async function inFilm(deck: Deck, { film }: OldFilm, picture: number): Promise<Found> {
  if (film.track.codec === jpegCodec) {
    for await (const { jpeg } of jpegsOf(film, { from: picture, until: picture + 1 }))
      return { jpeg, decoder: undefined };
    throw new Trouble('film/failed', `no picture ${picture} of ${film.timesUs.length}`);
  }
  await expectDecodable(deck, film);
  const decoded = await pictureOf(film, picture);
  const frame = decoded.frame();
  decoded.close();
  return { jpeg: standIn(film), decoder: { decode: async () => frame.clone() } };
}

function factsOf({ row, head, film }: OldFilm, { movement = 0 }: Jpeg, picture: number): PictureFacts {
  const filmMs = film.timesUs[picture]! / 1000;
  return {
    cameraName: head.camera.name,
    at: momentOf(row, filmMs),
    elapsedMs: filmMs * (row.speed ?? 1),
    number: picture + 1,
    moves: movement > 0,
  };
}
