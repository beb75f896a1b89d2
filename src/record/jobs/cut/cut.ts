/**
 * Cuts parts out of a finished film, exact to the picture, each a film of its own. Runs in a worker of its own.
 *
 * Until all of them have proven to hold the right pictures at the right times the new films are in the bin, and the old one is as it
 * was; what is left of a crash goes with the bin.
 */
import type { EngineChoice } from '../../../base/options';
import { codeOf, Trouble } from '../../../base/trouble';
import type { Deck, Recording, RecordingHead } from '../../../deck/deck';
import { createFilm, type FilmFacts } from '../../../film/film';
import { tellChange } from '../../broadcast';
import { chaptersOf, journalHead, movementsIn, piecesOf } from '../../journal/journal';
import { policy } from '../../policy';
import { coalesce, expectedFps, loadEncodeTools, openTrials } from '../../render/render';
import type { CutWish, JobProgress, PictureRange } from '../contract';
import { discard, expectTimes, type OldFilm, openOld } from '../remake';
import { guarded, jpegOf } from '../stills';
import {
  gapsOfPart,
  journalOfPart,
  type PartOfJournal,
  type PartSpan,
  rowOfPart,
  startOfPart,
  tallyOfPart,
  textOfPart,
} from './besides';
import { writePiece } from './pieces';
import { type CutPiece, pathOf, planCut, planWhole } from './plan';

const tellEveryMs = 100;
const thumbnailWidthPx = 320;

interface Work extends OldFilm {
  readonly deck: Deck;
  readonly wish: CutWish;
  /** The id that parts of one recording share; undefined where the new films are none. */
  readonly series: string | undefined;
  onPicture(): void;
}

/** Rejects with the Trouble that prevents it; nothing of the new films is left then. */
export async function cutFilm(
  deck: Deck,
  wish: CutWish,
  onProgress: (progress: JobProgress) => void,
): Promise<readonly string[]> {
  const old = await openOld(deck, wish.filmId);
  const plans = wish.parts.map((part) => planCut(old.film, part));
  if (!plans.every((pieces) => pieces !== undefined) || plans.length === 0)
    throw new Trouble('record/empty', 'a part without a picture');
  await expectRoom(deck, old, wish.parts);
  const progress = openProgress(wish.parts, onProgress);
  const work: Work = { ...old, deck, wish, series: await seriesOf(deck, wish, old), onPicture: progress.onPicture };
  const made: Recording[] = [];
  try {
    for (const [at, part] of wish.parts.entries()) {
      const recording = await deck.create(headOfPart(work));
      made.push(recording);
      await deck.remove(recording.id);
      progress.begin(recording.id);
      await makePart(work, recording, part, plans[at]!);
    }
    await takePlace(work, made);
  } catch (error) {
    for (const recording of made) await discard(deck, recording);
    throw error;
  }
  tellChange();
  return made.map(({ id }) => id);
}

/** Writing a large part until the disk is full would take the reserve from whatever records meanwhile. */
async function expectRoom(deck: Deck, { row, film }: OldFilm, parts: readonly PictureRange[]): Promise<void> {
  const share = parts.reduce((sum, { first, last }) => sum + last - first + 1, 0) / film.timesUs.length;
  const { freeBytes } = await deck.room();
  if (freeBytes < row.sizeBytes * share) throw new Trouble('deck/full', `${freeBytes} bytes are free`);
}

/** A film that was the first part of a recording is known by its id to the others, also when it is gone. */
async function seriesOf(deck: Deck, { instead, parts }: CutWish, { row }: OldFilm): Promise<string | undefined> {
  if (!instead) return undefined;
  if (row.partOf !== undefined || parts.length > 1) return row.partOf ?? row.id;
  const isFirst = (await deck.list()).some(({ partOf }) => partOf === row.id);
  return isFirst ? row.id : undefined;
}

/** The originals go along where the film that has them goes to the bin. */
function headOfPart({ head, wish, series }: Work): RecordingHead {
  const { partOf: _, ...options } = head.options;
  return {
    ...head,
    beganAt: undefined,
    firstSequence: undefined,
    options: {
      ...options,
      keepOriginals: options.keepOriginals && wish.instead,
      ...(series !== undefined && { partOf: series }),
    },
  };
}

function openProgress(parts: readonly PictureRange[], onProgress: (progress: JobProgress) => void) {
  const all = parts.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  let filmId = '';
  let pictures = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  const tell = () => {
    toldAt = performance.now();
    onProgress({ filmId, done: Math.min(1, pictures / all), waiting: false });
  };
  return {
    begin(id: string) {
      filmId = id;
      tell();
    },
    onPicture() {
      pictures++;
      if (performance.now() - toldAt >= tellEveryMs) tell();
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
  if (pathOf(pieces) !== 'copy' && (await openTrials(deck).isOut('webcodecs')))
    throw new Trouble('encode/unavailable', 'WebCodecs has ended the page');
  const facts = await writeFilm(work, { recording, part: { first: part.first, last }, pieces, span, chapters });
  const timesUs = source.timesUs.slice(part.first, last + 1).map((us) => us - fromUs);
  await expectTimes(recording, { timesUs, endUs, tickUs: source.tickUs });
  await saveThumbnail(work, recording, part.first);
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

interface FilmOptions {
  readonly recording: Recording;
  readonly part: PictureRange;
  readonly pieces: readonly CutPiece[];
  readonly span: PartSpan;
  readonly chapters: Parameters<Awaited<ReturnType<typeof createFilm>>['finish']>[1];
}

/**
 * By the engine that most likely goes on with the film's parameter sets, by the one that numbers its own, and else all pictures
 * are encoded again.
 */
async function writeFilm(work: Work, options: FilmOptions): Promise<FilmFacts> {
  const whole = planWhole(work.film, options.part)!;
  const ways: readonly (readonly [readonly CutPiece[], EngineChoice])[] =
    pathOf(options.pieces) === 'copy'
      ? [[options.pieces, 'auto']]
      : [
          [options.pieces, 'webcodecs'],
          [options.pieces, 'ffmpeg'],
          [whole, 'auto'],
        ];
  let trouble: unknown;
  for (const [pieces, engine] of ways) {
    try {
      return await writePieces(work, options, pieces, engine);
    } catch (error) {
      trouble ??= error;
      if (!mayGoAnotherWay(error)) throw error;
    }
  }
  throw trouble;
}

function mayGoAnotherWay(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'encode/unavailable' || policy[code] === 'reopen' || policy[code] === 'other-engine';
}

async function writePieces(
  work: Work,
  { recording, part, pieces: cheapest, span, chapters }: FilmOptions,
  pieces: readonly CutPiece[],
  engine: EngineChoice,
): Promise<FilmFacts> {
  const { deck, head, film: source } = work;
  const isWhole = pieces !== cheapest;
  const film = await createFilm(coalesce(recording.film), coalesce(recording.filmIndex), {
    title: head.camera.name,
    startedAt: startOfPart(work.row, span),
    expectedFrames: part.last - part.first + 1,
    ...(!isWhole && { track: source.track }),
  });
  for (const piece of pieces) {
    await writePiece(piece, {
      source,
      film,
      earlierUs: span.fromUs,
      engine,
      order: { fps: expectedFps(head), quality: head.options.quality },
      encodeTools: () => loadEncodeTools(deck),
      onPicture: work.onPicture,
    });
  }
  return film.finish(span.untilUs - span.fromUs, chapters);
}

/** Those of the part, in a tape of its own; their new numbers by their old ones. */
async function copyOriginals(
  { deck, row, wish, head }: Work,
  { tape }: Recording,
  { lines }: PartOfJournal,
): Promise<ReadonlyMap<number, number> | undefined> {
  if (!head.options.keepOriginals || !wish.instead) return undefined;
  const wanted = new Set(lines.map(({ sequence }) => sequence));
  const numbers = new Map<number, number>();
  for await (const { sequence, jpeg } of deck.originals(row.id)) {
    if (wanted.has(sequence)) numbers.set(sequence, await tape.append(jpeg));
  }
  return numbers;
}

/** Of its first picture; where that cannot be made, the whole film's. */
async function saveThumbnail({ deck, row, film }: Work, recording: Recording, picture: number): Promise<void> {
  const kept = async () => (await deck.thumbnail(row.id))?.arrayBuffer();
  const draw = () => jpegOf(film, picture, thumbnailWidthPx);
  const made = (await guarded(deck, film, draw).catch(() => undefined)) ?? (await kept());
  if (made) await recording.saveThumbnail(new Uint8Array(made));
}

/** First the new ones into the list, then the old one out: a crash in between leaves all of them. */
async function takePlace({ deck, row, wish }: Work, made: readonly Recording[]): Promise<void> {
  for (const recording of made) {
    await recording.settle();
    await recording.close();
  }
  for (const { id } of made) {
    if (row.protected && wish.instead) await deck.protect(id, true);
    await deck.restore(id);
  }
  if (wish.instead) await deck.remove(row.id);
}
