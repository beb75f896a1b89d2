/** A take: a single recording from its first picture to the finished row in the library. */

import type { Camera } from '../../../base/camera';
import type { Jpeg, SizePx } from '../../../base/flow';
import { type FilmSummary, filmMsOf, type Tally } from '../../../base/library';
import { defaultRecordingOptions, type RecordingOptions } from '../../../base/options';
import type { Cause } from '../../../base/trouble';
import type { Deck, Recording, RecordingHead } from '../../../deck/deck';
import { factsOf, type SharedDecoding, shownSize, thumbnail } from '../../../draw/draw';
import type { FilmFacts } from '../../../film/film';
import { textOfMark } from '../../journal/journal';
import {
  completeFilm,
  drawnFacts,
  firstRow,
  knownStart,
  loadEncodeTools,
  recordAt,
  rowOf,
  startOf,
  startRender,
} from '../../render/render';
import { type Thinning, thinningFrom } from '../../when/when';
import { type FilmProgress, noFilm } from '../state';
import { type Arrivals, firstArrivals, heldUntil, type ReasonFor, withArrival } from './arrivals';

const describeEveryMs = 5000;

export interface Take {
  /** How it began, also where it is resumed. */
  readonly options: RecordingOptions;
  readonly progress: FilmProgress;
  /** The first film of the recording that this one is a part of: itself, unless one was split. */
  readonly firstPartId: string;
  /** What the pictures are shown in that a film has from the start: it is resumed, or begins with those of a ring. */
  readonly shownBefore: SizePx | undefined;
  /** Of a time-lapse: it stays one when it is resumed. */
  readonly thinning: Thinning | undefined;
  /** Resolves when the picture is on the tape. Rejects with Trouble 'deck/full' or 'deck/failed'. */
  accept(jpeg: Jpeg, tally: Tally): Promise<void>;
  /** Resolves with the mark's place in the film, ms, when it is written. */
  mark(at: number): Promise<number>;
  /** No more pictures; the last one is held until `endAt`. Resolves when the film is finished, with what went wrong if anything. */
  end(endAt: number): Promise<Cause | undefined>;
  /** It could not be begun: a new one leaves nothing behind, a resumed one is as it was. */
  abandon(): Promise<void>;
}

export interface TakeOptions {
  readonly deck: Deck;
  readonly camera: Camera;
  readonly decoding?: SharedDecoding | undefined;
  readonly options: RecordingOptions;
  readonly expectedFps: number;
  /** Go on with this unfinished recording instead of beginning one. */
  readonly continueId?: string | undefined;
  /** When Record was pressed, if there was a picture on the screen: it will come first. */
  readonly beganAt?: number | undefined;
  /** Something that moved begins it. */
  readonly byMotion?: boolean;
  /** The recording was split: the id of its first film. */
  readonly partOf?: string | undefined;
  /** The film begins with pictures that are on the tape already. */
  readonly kept?: Kept | undefined;
  readonly reasonFor: ReasonFor;
  onProgress?(progress: FilmProgress): void;
}

/** What a ring hands over: its tape, and which of its pictures are the film's. */
export interface Kept {
  readonly recording: Recording;
  readonly firstSequence: number;
  /** When the film begins: its first picture was on the screen then. */
  readonly beganAt: number;
  readonly arrivals: readonly number[];
  /** Of the pictures that are kept. */
  readonly tally: Tally;
}

/** What a recording needs to know of its camera. The rest stays out of the deck: a password there would outlive the page. */
function named({ id, name, family, askedFps }: Camera): RecordingHead['camera'] {
  return { id, name, family, askedFps };
}

function headOf({ camera, options, expectedFps, beganAt, byMotion, partOf, kept }: TakeOptions): RecordingHead {
  return {
    camera: named(camera),
    options: { ...options, name: options.name || camera.name, ...(partOf && { partOf }) },
    expectedFps,
    beganAt,
    firstSequence: kept?.firstSequence,
    byMotion,
  };
}

/** A recording that nobody has asked for yet: its newest pictures are kept in case somebody does. */
export function createRing(deck: Deck, camera: Camera): Promise<Recording> {
  const options = { ...defaultRecordingOptions, name: camera.name };
  return deck.create({ camera: named(camera), options, isRing: true });
}

interface TakeRender {
  note(change: Partial<FilmProgress>): void;
  /** When the recording was ended; undefined until then. */
  endAt(): number | undefined;
  onStarted(at: number): Promise<void>;
}

/** Begins the film of a take; what goes wrong with it is said when it ends. */
function renderTake(
  { deck, decoding, options, expectedFps }: TakeOptions,
  recording: Recording,
  startedAt: number | undefined,
  { note, endAt, onStarted }: TakeRender,
): Promise<FilmFacts> {
  const encodeTools = loadEncodeTools(deck, (coreLoad) => note({ coreLoad }));
  // Awaited with the first picture; until then a failure is nobody's surprise.
  encodeTools.catch(() => undefined);
  const begun = startRender({
    recording,
    decoding,
    startedAt,
    expectedFrames: options.seconds * (options.lapse ? 1 / options.lapse.everySeconds : expectedFps),
    encodeTools,
    onStarted,
    endAt: (lastArrivedAt, lastIntervalMs) => endAt() ?? lastArrivedAt + lastIntervalMs,
    backlog: false,
    signal: new AbortController().signal,
    onProgress: (rendered) => note({ ...rendered, coreLoad: undefined }),
    onTrouble: () => undefined,
  });
  begun.catch(() => undefined);
  return begun;
}

/** The row of a film with its first picture. */
function describeFirst(recording: Recording, { look }: RecordingOptions, jpeg: Jpeg): FilmSummary {
  const { firstSequence = 0 } = recording.head;
  const facts = factsOf(drawnFacts(recording.head), jpeg, { timestampUs: 0, sequence: firstSequence });
  thumbnail(jpeg, look, facts).then(recording.saveThumbnail, () => undefined);
  return firstRow(recording, startOf(recording.head, jpeg.arrivedAt), jpeg);
}

/** The row with what is known now. */
function rowNow(first: FilmSummary, tally: Tally, progress: FilmProgress, { lastAt, gaps }: Arrivals): FilmSummary {
  const { engine, frames, sizeBytes } = progress;
  const durationMs = Math.max(0, filmMsOf(first, lastAt));
  return { ...first, tally, gaps, engine, frames, sizeBytes, durationMs };
}

/** It could not be begun. Pictures that were on the tape before stay there, but for those of a ring that no film was made of. */
async function leave({ deck, continueId, kept }: TakeOptions, recording: Recording): Promise<void> {
  await recording.tape.end();
  await recording.close();
  if (kept ? recording.head.isRing : !continueId) await deck.forget(recording.id);
}

export async function openTake(takeOptions: TakeOptions): Promise<Take> {
  const { deck, continueId, kept } = takeOptions;
  const recording = kept?.recording ?? (await (continueId ? deck.open(continueId) : deck.create(headOf(takeOptions))));
  try {
    if (kept) await recording.begin(headOf({ ...takeOptions, beganAt: kept.beganAt }));
    return await takeOn(takeOptions, recording);
  } catch (error) {
    // Nobody else could close it: it would be held until this worker ends.
    await leave(takeOptions, recording).catch(() => undefined);
    throw error;
  }
}

async function takeOn(takeOptions: TakeOptions, recording: Recording): Promise<Take> {
  const { deck, options, continueId, kept, reasonFor } = takeOptions;
  const { firstSequence = 0 } = recording.head;
  let row = await rowOf(recording);
  let describedAt = 0;
  const lastBefore = continueId ? await recordAt(recording, recording.tape.nextSequence - 1) : undefined;
  let shownBefore = lastBefore && shownSize(lastBefore);
  let arrivals = firstArrivals(lastBefore?.arrivedAt, row?.gaps ?? [], continueId !== undefined);
  let progress: FilmProgress = {
    ...noFilm,
    filmId: recording.id,
    startedAt: row?.startedAt ?? 0,
    frames: recording.tape.nextSequence - firstSequence,
  };
  /** Undefined for a resumed recording that got no new picture: it ends where it was cut off. */
  let endAt: number | undefined;
  let filming: Promise<FilmFacts> | undefined;

  function note(change: Partial<FilmProgress>): void {
    progress = { ...progress, ...change };
    takeOptions.onProgress?.(progress);
  }

  function beginFilm(startedAt: number | undefined): Promise<FilmFacts> {
    return renderTake(takeOptions, recording, startedAt, {
      note,
      endAt: () => endAt,
      async onStarted(at) {
        if (!row) return;
        row = { ...row, startedAt: at };
        note({ startedAt: at });
        await recording.describe(row);
      },
    });
  }

  /** The pictures of the ring are the film's first. */
  async function takeOver({ arrivals: kept, tally, recording: { tape } }: Kept): Promise<void> {
    const first = await recordAt(recording, firstSequence);
    if (!first) return;
    row = describeFirst(recording, options, first);
    shownBefore = shownSize(first);
    note({ startedAt: row.startedAt, tapeBytes: tape.sizeBytes });
    for (const at of kept) arrivals = withArrival(arrivals, at, row, reasonFor);
    filming = beginFilm(undefined);
    row = rowNow(row, tally, progress, arrivals);
    await recording.describe(row);
    await tape.dropBefore(firstSequence).catch(() => undefined);
  }

  if (kept) await takeOver(kept);
  return {
    options: recording.head.options,
    shownBefore,
    thinning: thinningFrom(recording.head.options.lapse, row?.startedAt ?? 0, lastBefore?.arrivedAt ?? 0),
    firstPartId: recording.head.options.partOf ?? recording.id,
    get progress() {
      return progress;
    },
    async accept(jpeg, tally) {
      if (!row) {
        row = describeFirst(recording, options, jpeg);
        note({ startedAt: row.startedAt });
      }
      const sequence = await recording.tape.append(jpeg);
      note({ frames: sequence + 1 - firstSequence, tapeBytes: recording.tape.sizeBytes });
      const known = arrivals.gaps.length;
      arrivals = withArrival(arrivals, jpeg.arrivedAt, row, reasonFor);
      filming ??= beginFilm(knownStart(recording));
      row = rowNow(row, tally, progress, arrivals);
      if (arrivals.gaps.length === known && jpeg.arrivedAt - describedAt < describeEveryMs) return;
      describedAt = jpeg.arrivedAt;
      await recording.describe(row);
    },
    async mark(at) {
      await recording.appendJournal(textOfMark(at), true);
      return row ? Math.max(0, filmMsOf(row, at)) : 0;
    },
    abandon: () => leave(takeOptions, recording),
    async end(at) {
      if (filming && row) {
        endAt = Math.max(at, arrivals.lastAt);
        arrivals = heldUntil(arrivals, endAt, row, reasonFor);
      }
      await recording.tape.end();
      if (!row) {
        await recording.close();
        await deck.forget(recording.id);
        return { code: 'record/empty', detail: '' };
      }
      filming ??= beginFilm(knownStart(recording));
      return completeFilm(recording, filming, () => ({ ...row!, gaps: arrivals.gaps, engine: progress.engine }));
    },
  };
}
