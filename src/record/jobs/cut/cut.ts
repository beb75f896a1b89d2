/**
 * Cuts parts out of a finished film, exact to the picture, each a film of its own. Runs in a worker of its own.
 *
 * Until all of them have proven to hold the right pictures at the right times the new films are in the bin, and the old one is as it
 * was; what is left of a crash goes with the bin.
 */
import { Trouble } from '../../../base/trouble';
import type { Deck, Recording, RecordingHead } from '../../../deck/deck';
import { tellChange } from '../../broadcast';
import { chaptersOf, journalHead, movementsIn, piecesOf } from '../../journal/journal';
import {
  gapsOfPart,
  journalOfPart,
  type PartOfJournal,
  type PartSpan,
  rowOfPart,
  startOfPart,
  tallyOfPart,
  textOfPart,
} from '../besides';
import type { CutWish, OnJobProgress, PictureRange } from '../contract';
import { originalBytes } from '../original';
import { openProgress } from '../progress';
import {
  bytesInFilm,
  expectRoom,
  expectTimes,
  headOfAnother,
  makeOrDiscard,
  type OldFilm,
  openOld,
  seriesOf,
  show,
} from '../remake';
import { saveThumbnail } from '../stills';
import { type CutPiece, planCut } from './plan';
import { writePart } from './write';

export { planCut } from './plan';
export { writePart } from './write';

interface Work extends OldFilm {
  readonly deck: Deck;
  readonly wish: CutWish;
  /** The id that parts of one recording share; undefined where the new films are none. */
  readonly series: string | undefined;
  onPicture(): void;
}

/** Rejects with the Trouble that prevents it; nothing of the new films is left then. */
export async function cutFilm(deck: Deck, wish: CutWish, onProgress: OnJobProgress): Promise<readonly string[]> {
  const old = await openOld(deck, wish.filmId);
  const plans = wish.parts.map((part) => planCut(old.film, part));
  if (!plans.every((pieces) => pieces !== undefined) || plans.length === 0)
    throw new Trouble('record/empty', 'a part without a picture');
  const pictures = wish.parts.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  const tapeBytes = takesOriginals(old, wish) ? await originalBytes(deck, old, pictures) : 0;
  await expectRoom(deck, bytesInFilm(old, pictures) + tapeBytes);
  const { onFilm, onPicture } = openProgress(pictures, onProgress);
  const work: Work = { ...old, deck, wish, series: await seriesOfParts(deck, wish, old), onPicture };
  const ids = await makeOrDiscard(deck, onFilm, async (begin) => {
    const made: Recording[] = [];
    for (const [at, part] of wish.parts.entries()) {
      const recording = await begin(headOfPart(work));
      made.push(recording);
      await makePart(work, recording, part, plans[at]!);
    }
    await takePlace(work, made);
    return made.map(({ id }) => id);
  });
  tellChange();
  return ids;
}

async function seriesOfParts(deck: Deck, { instead, parts }: CutWish, { row }: OldFilm): Promise<string | undefined> {
  if (!instead) return undefined;
  return (await seriesOf(deck, row)) ?? (parts.length > 1 ? row.id : undefined);
}

/** The originals go along where the film that has them goes to the bin. */
const takesOriginals = ({ head }: Pick<Work, 'head'>, { instead }: CutWish): boolean =>
  head.options.keepOriginals && instead;

function headOfPart({ head, wish, series }: Work): RecordingHead {
  const { options, ...fresh } = headOfAnother(head);
  return {
    ...fresh,
    options: {
      ...options,
      keepOriginals: takesOriginals({ head }, wish),
      ...(series !== undefined && { partOf: series }),
    },
  };
}

async function makePart(
  work: Work,
  recording: Recording,
  part: PictureRange,
  pieces: readonly CutPiece[],
): Promise<void> {
  const { deck, row, film: source, head } = work;
  const last = Math.min(source.timesUs.length - 1, part.last);
  const fromUs = source.timesUs[part.first]!;
  const span: PartSpan = { fromUs, untilUs: source.timesUs[last + 1] ?? source.endUs, tickUs: source.tickUs };
  const startedAt = startOfPart(row, span);
  const journal = await deck.journal(row.id);
  const kept = journal && (await journalOfPart(piecesOf(journal), row, span));
  const numbers = kept && (await copyOriginals(work, recording, kept));
  if (kept) await recording.appendJournal(`${journalHead}\n${textOfPart(kept, numbers)}`);
  const endUs = span.untilUs - fromUs;
  const order = { ...row, startedAt, endUs, withMovements: head.byMotion === true };
  const chapters = await chaptersOf(order, recording.journal());
  const facts = await writePart({
    deck,
    old: work,
    recording,
    part: { first: part.first, last },
    pieces,
    span,
    chapters,
    onPicture: work.onPicture,
  });
  const timesUs = source.timesUs.slice(part.first, last + 1).map((us) => us - fromUs);
  await expectTimes(recording, { timesUs, endUs, tickUs: source.tickUs });
  await saveThumbnail(deck, { row, film: source }, recording, part.first);
  await recording.describe({
    ...rowOfPart(row, startedAt, work.series),
    ...facts,
    ...(await movementsIn(recording.journal())),
    id: recording.id,
    state: 'finished',
    tally: tallyOfPart(kept, facts.frames),
    gaps: gapsOfPart(row.gaps, span),
  });
}

/** Those of the part, in a tape of its own; their new numbers by their old ones. */
async function copyOriginals(
  { deck, row, wish, head }: Work,
  { tape }: Recording,
  { lines }: PartOfJournal,
): Promise<ReadonlyMap<number, number> | undefined> {
  if (!takesOriginals({ head }, wish)) return undefined;
  const wanted = new Set(lines.map(({ sequence }) => sequence));
  const numbers = new Map<number, number>();
  for await (const { sequence, jpeg } of deck.originals(row.id)) {
    if (wanted.has(sequence)) numbers.set(sequence, await tape.append(jpeg));
  }
  return numbers;
}

/** First the new ones into the list, then the old one out: a crash in between leaves all of them. */
async function takePlace({ deck, row, wish }: Work, made: readonly Recording[]): Promise<void> {
  await show(deck, made, row.protected && wish.instead);
  if (wish.instead) await deck.remove(row.id);
}
