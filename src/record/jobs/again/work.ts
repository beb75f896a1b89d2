/** A film that is to be made once more: what it is made of, and what its head says. */
import type { SizePx } from '../../../base/flow';
import type { FilmSummary } from '../../../base/library';
import { filmSize } from '../../../base/look/geometry';
import { type Look, plainLook } from '../../../base/look/look';
import { lookFrom } from '../../../base/look/read';
import { type FilmPace, hiddenOnTape, type RecordingOptions } from '../../../base/options';
import type { Deck, RecordingHead } from '../../../deck/deck';
import { shownSize } from '../../../draw/draw';
import { jpegCodec } from '../../../film/film';
import { readJournal } from '../../journal/journal';
import { usualSize } from '../../sizes';
import type { OnJobProgress, RemakeFrom, RemakeWish } from '../contract';
import { evenSize } from '../decoded';
import { encodedBytes } from '../encoding';
import { originalBytes } from '../original';
import { bytesInFilm, type FilmPart, type OldFilm } from '../remake';
import { type AgainPlan, mostMsOf, planFilm, planOriginals } from './plan';
import type { Quiet } from './quiet';
import { type AgainSource, openFilmSource, openTapeSource } from './source';

/** Of which the size is told. */
const sampledPictures = 8;

export interface AgainWork {
  readonly deck: Deck;
  readonly wish: RemakeWish;
  readonly old: OldFilm;
  readonly part: FilmPart;
  readonly from: RemakeFrom;
  readonly pace: FilmPace;
  readonly quiet: Quiet;
  readonly onProgress: OnJobProgress;
}

export async function planOf({ deck, old, part, pace, from, wish }: AgainWork): Promise<AgainPlan> {
  const journal = await deck.journal(old.row.id);
  const lines = journal ? readJournal(await journal.text()).pictures : [];
  const options = { old, part, pace, lines, mostMs: mostMsOf(wish) };
  return from === 'originals' ? planOriginals(options) : planFilm(options);
}

/** Its pictures come out of H.264. */
export const isDecoded = ({ from, old }: AgainWork): boolean => from === 'film' && old.film.track.codec !== jpegCodec;

export const isWhole = ({ part, old }: AgainWork): boolean =>
  part.first === 0 && part.last === old.film.timesUs.length - 1;

/** Not all pictures that were counted are in it. */
export const isPart = (work: AgainWork): boolean =>
  !isWhole(work) || work.pace.lapse !== undefined || work.wish.becomes === 'preview';

/** Of one that is only made smaller the tape goes along, with how its pictures look: the film that has it goes to the bin. */
export function headOf(work: AgainWork, { fromAt }: AgainPlan, series: string | undefined): RecordingHead {
  const { wish, old, pace } = work;
  const { partOf: _, ...options } = old.head.options;
  const isSmaller = wish.becomes === 'smaller';
  return {
    ...old.head,
    beganAt: fromAt,
    firstSequence: undefined,
    options: {
      ...options,
      ...(isSmaller ? {} : pace),
      look: isSmaller ? options.look : lookOf(work),
      engine: wish.engine,
      quality: qualityOf(work),
      keepOriginals: isSmaller && options.keepOriginals,
      ...(series !== undefined && { partOf: series }),
    },
  };
}

export function lookOf({ wish, old, from }: AgainWork): RecordingOptions['look'] {
  const usual = from === 'originals' ? old.head.options.look : plainLook;
  return knownLook(lookFrom(wish.look ?? usual), old.row);
}

/** A clock shows what is known, never what was counted. */
export function knownLook(look: Look, { areTimesCounted }: FilmSummary): Look {
  return areTimesCounted ? { ...look, lines: look.lines.filter(({ what }) => what !== 'time') } : look;
}

/** Pictures that hide something go into no film as they came. */
function qualityOf(work: AgainWork): RecordingOptions['quality'] {
  const { options } = work.old.head;
  if (work.wish.quality !== 'original') return work.wish.quality;
  const isHidden = JSON.stringify(lookOf(work).masks) === JSON.stringify(hiddenOnTape(options));
  return isDecoded(work) || !isHidden ? 'auto' : 'original';
}

export function openSource({ deck, old, from }: AgainWork, { pictures }: AgainPlan): AgainSource {
  return from === 'originals' ? openTapeSource(deck, old.row.id, pictures) : openFilmSource(old.film, pictures);
}

/** Of pictures from everywhere in it, as an import has it: a part may begin with an odd one. */
export async function shownSizeOf(
  { deck, old, from }: AgainWork,
  { pictures }: AgainPlan,
): Promise<SizePx | undefined> {
  if (old.film.track.codec === jpegCodec) return undefined;
  if (from === 'film') return evenSize(old.film.track);
  const sizes: SizePx[] = [];
  for (let sample = 0; sample < sampledPictures; sample++) {
    const { number } = pictures[Math.floor((sample * pictures.length) / sampledPictures)]!;
    for await (const { jpeg } of deck.originals(old.row.id, number)) {
      sizes.push(shownSize(jpeg));
      break;
    }
  }
  return usualSize(sizes);
}

/** What it takes, about, with the tape that goes along. */
export async function neededBytes(work: AgainWork, plan: AgainPlan): Promise<number> {
  const { deck, wish, old } = work;
  const filmBytes = await neededForFilm(work, plan);
  if (wish.becomes !== 'smaller') return filmBytes;
  const tapeBytes = old.head.options.keepOriginals ? await originalBytes(deck, old, old.row.tally.frames) : 0;
  return Math.min(filmBytes, old.row.sizeBytes) + tapeBytes;
}

async function neededForFilm(work: AgainWork, plan: AgainPlan): Promise<number> {
  const { deck, old, from } = work;
  const quality = qualityOf(work);
  const count = plan.pictures.length;
  if (quality !== 'original') {
    const size = filmSize((await shownSizeOf(work, plan)) ?? old.film.track, lookOf(work));
    return encodedBytes({ ...size, quality }, count);
  }
  return from === 'originals' ? originalBytes(deck, old, count) : bytesInFilm(old, count);
}

/** Its pictures are shown at the same times. */
export function isSamePace({ wish, old, from }: AgainWork): boolean {
  if (wish.becomes === 'preview') return false;
  const { rate, lapse } = old.head.options;
  const { pace = { rate, lapse } } = wish;
  const isSame = pace.rate === rate && JSON.stringify(pace.lapse) === JSON.stringify(lapse);
  return wish.pace === undefined || (isSame && (from === 'originals' || rate === 'real' || lapse !== undefined));
}
