/**
 * Joins films of one camera, in order of time, into one: every packet is copied, none is encoded again. Runs in a worker of its own.
 *
 * The new film is in the bin until it has proven to hold every picture at its time; the single ones stay as they are.
 */
import { emptyTally, type FilmSummary, momentOf, type Tally } from '../../../base/library';
import { codeOf, Trouble } from '../../../base/trouble';
import type { Deck, Recording } from '../../../deck/deck';
import { createFilm, type FilmFacts, type FilmWriter } from '../../../film/film';
import { tellChange } from '../../broadcast';
import {
  chaptersOf,
  journalHead,
  movementsIn,
  piecesOf,
  readRow,
  rowsOf,
  textOf,
  textOfMark,
} from '../../journal/journal';
import { coalesce } from '../../render/render';
import type { JobProgress, JoinWish } from '../contract';
import { discard, expectTimes, type OldFilm, openOld } from '../remake';
import { isReordered, type JoinPlan, planJoin } from './plan';

const tellEveryMs = 100;

interface Work {
  readonly sources: readonly OldFilm[];
  readonly plan: JoinPlan;
  readonly recording: Recording;
  readonly deck: Deck;
  onPicture(): void;
}

/**
 * Resolves with the new film. Rejects with the Trouble that prevents it, 'film/unlike' and 'film/overlap' among them; nothing of the
 * new film is left then.
 */
export async function joinFilms(
  deck: Deck,
  { filmIds, gaps }: JoinWish,
  onProgress: (progress: JobProgress) => void,
): Promise<string> {
  const sources: OldFilm[] = [];
  for (const id of new Set(filmIds)) sources.push(await openOld(deck, id));
  if (sources.length < 2) throw new Trouble('record/empty', 'fewer than two films to join');
  sources.sort((one, other) => one.row.startedAt - other.row.startedAt);
  const plan = planJoin(sources, gaps);
  await expectRoom(deck, sources);
  const { head } = sources[0]!;
  const { partOf: _, ...options } = head.options;
  const recording = await deck.create({
    ...head,
    beganAt: undefined,
    firstSequence: undefined,
    byMotion: sources.some((source) => source.head.byMotion === true),
    options: { ...options, keepOriginals: false },
  });
  try {
    await deck.remove(recording.id);
    const onPicture = openProgress(recording.id, plan.timesUs.length, onProgress);
    const facts = await makeFilm({ deck, sources, plan, recording, onPicture });
    await expectTimes(recording, plan);
    const thumbnail = await deck.thumbnail(sources[0]!.row.id);
    if (thumbnail) await recording.saveThumbnail(new Uint8Array(await thumbnail.arrayBuffer()));
    const moved = await movementsIn(recording.journal());
    await recording.describe({ ...rowOfJoined(sources, plan), ...facts, ...moved, id: recording.id });
    await recording.settle();
    await recording.close();
    await deck.restore(recording.id);
  } catch (error) {
    await discard(deck, recording);
    throw error;
  }
  tellChange();
  return recording.id;
}

/** Writing until the disk is full would take the reserve from whatever records meanwhile. */
async function expectRoom(deck: Deck, sources: readonly OldFilm[]): Promise<void> {
  const { freeBytes } = await deck.room();
  const neededBytes = sources.reduce((sum, { row }) => sum + row.sizeBytes, 0);
  if (freeBytes < neededBytes) throw new Trouble('deck/full', `${freeBytes} bytes are free`);
}

function openProgress(filmId: string, all: number, onProgress: (progress: JobProgress) => void): () => void {
  let pictures = 0;
  let toldAt = performance.now();
  onProgress({ filmId, done: 0, waiting: false });
  return () => {
    pictures++;
    if (performance.now() - toldAt < tellEveryMs) return;
    toldAt = performance.now();
    onProgress({ filmId, done: Math.min(1, pictures / all), waiting: false });
  };
}

async function makeFilm(work: Work): Promise<FilmFacts> {
  const { sources, plan, recording } = work;
  const { row, head } = sources[0]!;
  const film = await createFilm(coalesce(recording.film), coalesce(recording.filmIndex), {
    title: head.camera.name,
    startedAt: row.startedAt,
    expectedFrames: plan.timesUs.length,
  });
  await recording.appendJournal(`${journalHead}\n`);
  let sequence = 0;
  for (const [at, source] of sources.entries()) {
    if (at > 0) expectFollows(sources[0]!, source);
    await copyPackets(work, film, at);
    sequence = await copyJournal(work, at, sequence);
  }
  const withMovements = recording.head.byMotion === true;
  const order = { ...row, endUs: plan.endUs, withMovements };
  return film.finish(plan.endUs, await chaptersOf(order, recording.journal()));
}

/** Chromium shows nothing more where pictures that are decoded early come after an encoder that made none (docs/architecture.md). */
function expectFollows({ film: first }: OldFilm, { film }: OldFilm): void {
  const isSame = String(first.track.description) === String(film.track.description);
  if (!isSame && isReordered(film) && !isReordered(first))
    throw new Trouble('film/unlike', 'another order of pictures');
}

/** One after another: no more of them is in memory than is being written. */
async function copyPackets({ sources, plan, onPicture }: Work, film: FilmWriter, at: number): Promise<void> {
  const source = sources[at]!.film;
  const before = film.frames;
  try {
    for await (const packet of source.packets()) {
      const timestampUs = packet.timestampUs + plan.laterUs[at]!;
      await film.add({ ...packet, timestampUs, sequence: before + packet.sequence }, source.track);
      onPicture();
    }
  } catch (cause) {
    const isRefused = codeOf(cause) === 'film/failed' && film.frames === before;
    // Parameter sets of the same number with other contents.
    throw isRefused ? new Trouble('film/unlike', 'encoded in another way', { cause }) : cause;
  }
}

/** Its lines at their times in the joined film, and numbered on. Resolves with the next free number. */
async function copyJournal(
  { deck, sources, plan, recording }: Work,
  at: number,
  firstSequence: number,
): Promise<number> {
  const { row } = sources[at]!;
  const journal = await deck.journal(row.id);
  let next = firstSequence;
  if (!journal) return next;
  const laterMs = plan.laterUs[at]! / 1000;
  const toMark = momentOf(sources[0]!.row, laterMs) - row.startedAt;
  for await (const rows of rowsOf(piecesOf(journal))) {
    let text = '';
    for (const one of rows) {
      const line = readRow(one);
      if (!line) continue;
      if ('markedAt' in line) text += textOfMark(line.markedAt + toMark);
      else {
        const sequence = firstSequence + line.sequence;
        next = Math.max(next, sequence + 1);
        text += textOf({ ...line, sequence, filmMs: line.filmMs === undefined ? undefined : line.filmMs + laterMs });
      }
    }
    await recording.appendJournal(text);
  }
  return next;
}

/** Of a recording's first part, without what made it one part of several. */
function rowOfJoined(sources: readonly OldFilm[], { gaps, isClockLost }: JoinPlan): FilmSummary {
  const rows = sources.map(({ row }) => row);
  const { partOf: _, groupId, areTimesCounted: __, ...first } = rows[0]!;
  const isOneGroup = groupId !== undefined && rows.every((row) => row.groupId === groupId);
  return {
    ...first,
    state: 'finished',
    protected: false,
    engine: rows.every(({ engine }) => engine === first.engine) ? first.engine : 'webcodecs',
    tally: rows.map(({ tally }) => tally).reduce(sumOf, emptyTally),
    gaps,
    ...(isOneGroup && { groupId }),
    ...(isClockLost && { areTimesCounted: true }),
  };
}

function sumOf(one: Tally, other: Tally): Tally {
  const defects: Record<string, number> = { ...one.defects };
  for (const [kind, count] of Object.entries(other.defects)) defects[kind] = (defects[kind] ?? 0) + count;
  return {
    shots: one.shots + other.shots,
    frames: one.frames + other.frames,
    mended: one.mended + other.mended,
    damaged: one.damaged + other.damaged,
    repeats: one.repeats + other.repeats,
    defects,
  };
}
