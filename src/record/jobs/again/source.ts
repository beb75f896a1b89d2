/** The planned pictures for the render loop: from a tape, or out of a film, decoded there. */
import type { Jpeg, Picture } from '../../../base/flow';
import { Trouble } from '../../../base/trouble';
import type { Deck } from '../../../deck/deck';
import type { Decoder, SharedDecoding } from '../../../draw/draw';
import { type FilmReader, jpegCodec } from '../../../film/film';
import type { PictureSource, TimedRecord } from '../../render/render';
import { evenSize, jpegsOf, picturesOf } from '../decoded';
import type { PlannedPicture } from './plan';

type Pictures = readonly PlannedPicture[];

export interface AgainSource extends PictureSource {
  /** Where the pictures are decoded already. */
  readonly decoding?: Pick<SharedDecoding, 'openBehind'>;
}

/** Its records are numbered by their place in the plan. Throws Trouble 'deck/originals' where one is gone. */
export function openTapeSource(deck: Deck, id: string, pictures: Pictures): AgainSource {
  return {
    async *read(from) {
      let at = from;
      for await (const { sequence, jpeg } of deck.originals(id, pictures[from]?.number)) {
        const picture = pictures[at];
        if (!picture) return;
        if (sequence < picture.number) continue;
        if (sequence > picture.number) break;
        yield recordOf(at++, picture, jpeg);
      }
      if (at < pictures.length) throw new Trouble('deck/originals', `${pictures.length - at} pictures`);
    },
  };
}

export function openFilmSource(film: FilmReader, pictures: Pictures): AgainSource {
  return film.track.codec === jpegCodec ? openJpegSource(film, pictures) : openDecodedSource(film, pictures);
}

function openJpegSource(film: FilmReader, pictures: Pictures): AgainSource {
  return {
    async *read(from) {
      const first = pictures[from]?.number;
      if (first === undefined) return;
      let at = from;
      for await (const { sequence, jpeg } of jpegsOf(film, { from: first })) {
        const picture = pictures[at];
        if (!picture) return;
        if (first + sequence === picture.number) yield recordOf(at++, picture, jpeg);
      }
    },
  };
}

/** A picture may be shown until the one after the next is asked for: a constant rate repeats it. */
const mostHeld = 2;

function openDecodedSource(film: FilmReader, pictures: Pictures): AgainSource {
  const held = new Map<Jpeg, Picture>();
  const drop = (most: number) => {
    for (const [jpeg, picture] of held) {
      if (held.size <= most) return;
      held.delete(jpeg);
      picture.close();
    }
  };
  const decoder: Decoder = {
    async decode(jpeg) {
      const picture = held.get(jpeg);
      if (!picture) throw new Trouble('record/bug', 'a picture of the film is no longer there');
      return picture.frame();
    },
    close: () => drop(0),
  };
  return {
    decoding: { openBehind: () => decoder },
    async *read(from) {
      drop(0);
      const first = pictures[from]?.number;
      if (first === undefined) return;
      const key = film.keys.findLast((one) => one <= first) ?? 0;
      const last = pictures.at(-1)!.number;
      const until = film.keys.find((one) => one > last);
      let [at, number] = [from, key];
      for await (const decoded of picturesOf(film, { from: key, until })) {
        const picture = pictures[at];
        if (number++ !== picture?.number) {
          decoded.close();
          continue;
        }
        const record = recordOf(at++, picture, standIn(film));
        held.set(record.jpeg, decoded);
        drop(mostHeld);
        yield record;
      }
    },
  };
}

/** A picture that is decoded already. */
export function standIn({ track }: FilmReader): Jpeg {
  const size = evenSize(track);
  return {
    stage: 'jpeg',
    bytes: new Uint8Array(),
    arrivedAt: 0,
    ...size,
    whole: true,
    paintedHeightPx: size.heightPx,
    defects: [],
    fingerprint: 0,
  };
}

/** What was noted of it then counts: a film's picture does not know it any more. */
function recordOf(sequence: number, { takenAt, line }: PlannedPicture, jpeg: Jpeg): TimedRecord {
  const { arrivedAt = takenAt, whole = jpeg.whole, defects = jpeg.defects, movement = jpeg.movement } = line ?? {};
  return { sequence, takenAt, jpeg: { ...jpeg, arrivedAt, whole, defects, movement } };
}
