/**
 * Makes a finished film once more, by the render loop that made it: with another Look, pace, engine or quality, of all of it or a part, or
 * just smaller. Runs in a worker of its own.
 *
 * The new film is in the bin until it has proven to be what it should; what is left of a crash goes with the bin. Then it takes the
 * old one's place, stands beside it, or stays in the bin as a preview.
 */
import type { FilmSummary } from '../../../base/library';
import { plainLook } from '../../../base/look/look';
import { lookFrom } from '../../../base/look/read';
import { speedOf } from '../../../base/options';
import { codeOf, Trouble } from '../../../base/trouble';
import type { Deck, Recording } from '../../../deck/deck';
import { jpegCodec, readFilm } from '../../../film/film';
import { tellChange } from '../../broadcast';
import { journalHead, movementsIn, piecesOf, readJournal, textOf, textOfMark } from '../../journal/journal';
import { loadEncodeTools, startRender } from '../../render/render';
import { gapsOfPart, journalOfPart, rowOfPart, tallyOfPart, textOfPart } from '../besides';
import type { OnJobProgress, Remade, RemakeSource, RemakeWish } from '../contract';
import { openProgress, type Progress } from '../progress';
import { discard, expectRoom, expectTimes, makeOrDiscard, openOld, partOf, rowOf, seriesOf, show } from '../remake';
import { expectDecodable, saveThumbnail } from '../stills';
import { type AgainPlan, partTimes, sourcesOf } from './plan';
import { listenForQuiet, type Quiet } from './quiet';
import {
  type AgainWork,
  headOf,
  isDecoded,
  isPart,
  isSamePace,
  isWhole,
  lookOf,
  neededBytes,
  openSource,
  planOf,
  shownSizeOf,
} from './work';

/** Rejects with the Trouble that prevents it; nothing of the new film is left then, and the old one is as it was. */
export async function remakeFilm(
  deck: Deck,
  wish: RemakeWish,
  onProgress: OnJobProgress,
  quiet: Quiet = listenForQuiet(),
): Promise<Remade> {
  try {
    const old = await openOld(deck, wish.filmId);
    const part = partOf(old.film, wish.part);
    const { rate, lapse } = old.head.options;
    const sources = sourcesOf(old, wish.from);
    for (const [at, from] of sources.entries()) {
      const pace = wish.pace ?? (from === 'film' && !lapse ? { rate: 'real' } : { rate, lapse });
      try {
        return await make({ deck, wish, old, part, from, pace, quiet, onProgress });
      } catch (error) {
        const code = codeOf(error);
        if (at === sources.length - 1 || (code !== 'deck/originals' && code !== 'film/failed')) throw error;
      }
    }
    throw new Trouble('record/bug', 'nothing to make it of');
  } finally {
    quiet.close();
  }
}

/** What the screen for it begins with. Rejects with Trouble 'deck/missing' where there is no such finished film. */
export async function remakeSource(deck: Deck, id: string): Promise<RemakeSource> {
  const { head, film } = await openOld(deck, id);
  const { rate, lapse, engine, quality, look } = head.options;
  const [from] = sourcesOf({ head, film });
  return {
    from: from!,
    look: from === 'originals' || film.track.codec === jpegCodec ? lookFrom(look) : plainLook,
    rate,
    lapse,
    engine,
    quality,
    askedFps: head.camera.askedFps,
  };
}

async function make(work: AgainWork): Promise<Remade> {
  const { deck, wish, old } = work;
  const plan = await planOf(work);
  await expectRoom(deck, await neededBytes(work, plan));
  if (isDecoded(work)) await expectDecodable(deck, old.film);
  const series = isWhole(work) ? await seriesOf(deck, old.row) : undefined;
  const progress = openProgress(plan.pictures.length, work.onProgress);
  return makeOrDiscard(deck, progress.onFilm, async (begin) => {
    const recording = await begin(headOf(work, plan, series));
    const bytesBefore = old.row.sizeBytes;
    const row = await render(work, plan, recording, progress);
    if (wish.becomes === 'smaller' && row.sizeBytes >= bytesBefore) {
      await discard(deck, recording);
      return { id: old.row.id, bytesBefore, bytesAfter: row.sizeBytes };
    }
    await finish(work, recording, row);
    return { id: recording.id, bytesBefore, bytesAfter: row.sizeBytes };
  });
}

/** Resolves with the new film's row as it will be. */
async function render(
  work: AgainWork,
  plan: AgainPlan,
  recording: Recording,
  progress: Progress,
): Promise<FilmSummary> {
  const { deck, wish, old, from, pace, quiet } = work;
  const { options } = recording.head;
  const { pictures, fromAt, untilAt } = plan;
  await noteBesides(work, plan, recording);
  const source = openSource(work, plan);
  let isTooLarge = false;
  let engine: FilmSummary['engine'] = 'none';
  async function* watched(from: number, signal: AbortSignal) {
    progress.goBack(from);
    for await (const record of source.read(from, signal)) {
      if (wish.becomes !== 'preview') await quiet.wait(progress.onWaiting);
      isTooLarge = wish.becomes === 'smaller' && recording.film.sizeBytes >= old.row.sizeBytes;
      if (isTooLarge) throw new Trouble('film/too-long', 'not smaller');
      yield record;
      progress.onPicture();
    }
  }
  const rendering = startRender({
    recording,
    source: { read: watched },
    decoding: source.decoding,
    options: { lapse: undefined, ...pace, look: lookOf(work), partial: from === 'film' ? 'keep' : options.partial },
    hasJournal: wish.becomes === 'smaller',
    shown: await shownSizeOf(work, plan),
    startedAt: fromAt,
    endAt: () => untilAt,
    expectedFrames: wish.becomes === 'preview' ? 0 : pictures.length,
    encodeTools: loadEncodeTools(deck),
    backlog: true,
    signal: new AbortController().signal,
    onStarted: async () => undefined,
    onProgress: (done) => {
      engine = done.engine;
    },
    onTrouble: () => undefined,
  });
  const facts = await rendering.catch((error: unknown) => {
    if (!isTooLarge) throw error;
    return { frames: 0, durationMs: 0, sizeBytes: recording.film.sizeBytes };
  });
  if (isTooLarge) return { ...old.row, ...facts };
  const { track } = await readFilm(recording.film);
  const { speed: _, ...row } = rowOfPart(old.row, fromAt, options.partOf);
  return {
    ...row,
    ...facts,
    ...(await movementsIn(recording.journal())),
    id: recording.id,
    state: 'finished',
    widthPx: track.widthPx,
    heightPx: track.heightPx,
    mimeType: options.quality === 'original' ? 'video/quicktime' : 'video/mp4',
    engine,
    gaps: gapsOf(work, old.film.tickUs),
    ...(pace.lapse && { speed: speedOf(pace) }),
    ...(isPart(work) && { tally: await tallyOf(recording, facts.frames) }),
  };
}

/**
 * Marks, before the film's chapters are made of them; and what was left out of a film, which no longer knows it. A film that is only made
 * smaller has the journal of the old one.
 */
async function noteBesides(work: AgainWork, plan: AgainPlan, recording: Recording): Promise<void> {
  const { deck, wish, old, part, from } = work;
  const journal = await deck.journal(old.row.id);
  if (!journal) return;
  if (wish.becomes === 'smaller') {
    const contents = readJournal(await journal.text());
    const kept = { lines: contents.pictures, marks: contents.marks };
    const first = old.head.firstSequence ?? 0;
    const numbers = from === 'film' ? await copyOriginals(work, recording) : undefined;
    const lines = numbers ? kept.lines : kept.lines.map((line) => ({ ...line, sequence: line.sequence - first }));
    return recording.appendJournal(`${journalHead}\n${textOfPart({ ...kept, lines }, numbers)}`);
  }
  const span = { ...part, tickUs: old.film.tickUs };
  const { lines, marks } = await journalOfPart(piecesOf(journal), old.row, span);
  const leftOut = from === 'originals' ? [] : lines.filter(({ filmMs }) => filmMs === undefined);
  const behind = plan.pictures.length;
  const text = leftOut.map((line, at) => textOf({ ...line, sequence: behind + at })).join('');
  await recording.appendJournal(`${journalHead}\n${text}${marks.map(textOfMark).join('')}`);
}

/** Their new numbers by their old ones; undefined where the tape does not go along. */
async function copyOriginals(
  { deck, old }: AgainWork,
  { head, tape }: Recording,
): Promise<ReadonlyMap<number, number> | undefined> {
  if (!head.options.keepOriginals) return undefined;
  const numbers = new Map<number, number>();
  for await (const { sequence, jpeg } of deck.originals(old.row.id)) numbers.set(sequence, await tape.append(jpeg));
  return numbers;
}

function gapsOf({ old: { row }, part, pace }: AgainWork, tickUs: number): FilmSummary['gaps'] {
  const slower = (row.speed ?? 1) / speedOf(pace);
  return gapsOfPart(row.gaps, { ...part, tickUs }).map(({ startUs, endUs }) => ({
    startUs: startUs * slower,
    endUs: endUs * slower,
  }));
}

async function tallyOf(recording: Recording, frames: number): Promise<FilmSummary['tally']> {
  let text = '';
  for await (const piece of recording.journal()) text += piece;
  const { pictures: lines, marks } = readJournal(text);
  return tallyOfPart(lines.length > 0 ? { lines, marks } : undefined, frames);
}

async function finish(work: AgainWork, recording: Recording, made: FilmSummary): Promise<void> {
  const { deck, wish, old } = work;
  // Other times than it had would be other pictures.
  if (isSamePace(work)) await expectTimes(recording, partTimes(old, work.part));
  await saveThumbnail(deck, { row: old.row, film: await readFilm(recording.film) }, recording, 0);
  if (wish.becomes === 'preview') return recording.close();
  if (work.from === 'originals') await copyOriginals(work, recording);
  // Asked again: it may have been renamed or protected meanwhile; one that was deleted needs no other film.
  const { name, protected: isProtected } = await rowOf(deck, old.row.id);
  await recording.describe({ ...made, name });
  // First the new one into the list, then the old one out: a crash in between leaves both.
  await show(deck, [recording], isProtected && wish.becomes === 'smaller');
  if (wish.becomes === 'smaller') await deck.remove(old.row.id);
  tellChange();
}
