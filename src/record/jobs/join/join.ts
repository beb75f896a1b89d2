/**
 * Joins films of one camera, in order of time, into one: every packet is copied where they go together, else all pictures are encoded
 * again. Runs in a worker of its own.
 *
 * The new film is in the bin until it has proven to hold every picture at its time; the single ones stay as they are.
 */
import type { Picture, SizePx } from '../../../base/flow';
import { emptyTally, type FilmSummary, momentOf, type Tally } from '../../../base/library';
import { Trouble } from '../../../base/trouble';
import type { Deck, Recording } from '../../../deck/deck';
import { openScaler } from '../../../draw/draw';
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
import { coalesce, loadEncodeTools } from '../../render/render';
import type { JoinWish, OnJobProgress } from '../contract';
import { evenSize, picturesOf } from '../decoded';
import { encodeAll } from '../encoding';
import { openProgress } from '../progress';
import { expectRoom, expectTimes, headOfAnother, makeOrDiscard, type OldFilm, openOld, show } from '../remake';
import { expectDecodable } from '../stills';
import { type JoinPlan, planJoin } from './plan';

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
export async function joinFilms(deck: Deck, { filmIds, gaps }: JoinWish, onProgress: OnJobProgress): Promise<string> {
  const sources: OldFilm[] = [];
  for (const id of new Set(filmIds)) sources.push(await openOld(deck, id));
  if (sources.length < 2) throw new Trouble('record/empty', 'fewer than two films to join');
  sources.sort((one, other) => one.row.startedAt - other.row.startedAt);
  const plan = planJoin(sources, gaps);
  await expectRoom(
    deck,
    sources.reduce((sum, { row }) => sum + row.sizeBytes, 0),
  );
  for (const { film } of plan.copies ? [] : sources) await expectDecodable(deck, film);
  const { options, ...head } = headOfAnother(sources[0]!.head);
  const quality = plan.copies || options.quality !== 'original' ? options.quality : 'auto';
  const byMotion = sources.some((source) => source.head.byMotion === true);
  const { onFilm, onPicture } = openProgress(plan.timesUs.length, onProgress);
  const id = await makeOrDiscard(deck, onFilm, async (begin) => {
    const recording = await begin({ ...head, byMotion, options: { ...options, quality, keepOriginals: false } });
    const facts = await makeFilm({ deck, sources, plan, recording, onPicture });
    await expectTimes(recording, plan);
    const thumbnail = await deck.thumbnail(sources[0]!.row.id);
    if (thumbnail) await recording.saveThumbnail(new Uint8Array(await thumbnail.arrayBuffer()));
    const moved = await movementsIn(recording.journal());
    await recording.describe({ ...rowOfJoined(sources, plan), ...facts, ...moved, id: recording.id });
    await show(deck, [recording]);
    return recording.id;
  });
  tellChange();
  return id;
}

type Made = FilmFacts & Partial<Pick<FilmSummary, 'widthPx' | 'heightPx' | 'engine' | 'mimeType'>>;

async function makeFilm(work: Work): Promise<Made> {
  const { sources, plan, recording } = work;
  const { row, head } = sources[0]!;
  const film = await createFilm(coalesce(recording.film), coalesce(recording.filmIndex), {
    title: head.camera.name,
    startedAt: row.startedAt,
    expectedFrames: plan.timesUs.length,
  });
  await recording.appendJournal(`${journalHead}\n`);
  const encoded = plan.copies ? undefined : await encode(work, film);
  let sequence = 0;
  for (const at of sources.keys()) {
    if (plan.copies) await copyPackets(work, film, at);
    // What is written is read back film by film, and not all of it at the end, when all else is done.
    await film.flush();
    sequence = await copyJournal(work, at, sequence);
  }
  const withMovements = recording.head.byMotion === true;
  const order = { ...row, endUs: plan.endUs, withMovements };
  return { ...(await film.finish(plan.endUs, await chaptersOf(order, recording.journal()))), ...encoded };
}

/** In the size of the first film. */
async function encode(work: Work, film: FilmWriter) {
  const { deck, sources, plan } = work;
  const size = evenSize(sources[0]!.film.track);
  const fps = (plan.timesUs.length * 1e6) / Math.max(1, plan.endUs);
  const engine = await encodeAll(
    picturesOfAll(work, size),
    { ...size, fps, engine: 'auto', quality: 'auto', backlog: true },
    (packet, track) => film.add(packet, track),
    await loadEncodeTools(deck),
  );
  return { ...size, engine, mimeType: 'video/mp4' };
}

/** At their times in the joined film. */
async function* picturesOfAll({ sources, plan, onPicture }: Work, size: SizePx): AsyncGenerator<Picture> {
  const scale = openScaler(size, true);
  let sequence = 0;
  for (const { film } of sources) {
    for await (const picture of picturesOf(film)) {
      const timestampUs = plan.timesUs[sequence]!;
      yield scale({ ...picture, timestampUs, sequence: sequence++ });
      onPicture();
    }
  }
}

/** One after another: no more of them is in memory than is being written. */
async function copyPackets({ sources, plan, onPicture }: Work, film: FilmWriter, at: number): Promise<void> {
  const source = sources[at]!.film;
  const before = film.frames;
  for await (const packet of source.packets()) {
    const timestampUs = packet.timestampUs + plan.laterUs[at]!;
    await film.add({ ...packet, timestampUs, sequence: before + packet.sequence }, source.track);
    onPicture();
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
