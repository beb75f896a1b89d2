/** A take: a single recording from its first picture to the finished row in the library. */

import type { Camera } from '../../base/camera';
import type { Jpeg, SizePx } from '../../base/flow';
import type { FilmSummary, Gap, Tally } from '../../base/library';
import { median } from '../../base/median';
import { defaultRecordingOptions, type Engine, type RecordingOptions } from '../../base/options';
import type { Cause } from '../../base/trouble';
import type { Deck, Recording, RecordingHead } from '../../deck/deck';
import { type SharedDecoding, shownSize, thumbnail } from '../../draw/draw';
import type { FilmFacts } from '../../film/film';
import type { CoreLoad } from '../contract';
import { textOfMark } from '../journal/journal';
import {
  completeFilm,
  filmTimeUs,
  firstRow,
  knownStart,
  loadEncodeHelp,
  recordAt,
  rowOf,
  startOf,
  startRender,
} from '../render/render';

const describeEveryMs = 5000;
const leastGapMs = 3000;
/** Arrival intervals the usual one is judged by. */
const remembered = 30;

export interface TakeProgress {
  readonly filmId: string;
  readonly startedAt: number;
  readonly frames: number;
  readonly renderedFrames: number;
  /** Of the film. */
  readonly sizeBytes: number;
  /** Of the tape: pictures that are not in the film yet, or originals that are kept. */
  readonly tapeBytes: number;
  readonly engine: Engine | 'none';
  /** While ffmpeg's core is on its way. */
  readonly coreLoad: CoreLoad | undefined;
}

export const nothingTaken: TakeProgress = {
  filmId: '',
  startedAt: 0,
  frames: 0,
  renderedFrames: 0,
  sizeBytes: 0,
  tapeBytes: 0,
  engine: 'none',
  coreLoad: undefined,
};

export interface Take {
  readonly progress: TakeProgress;
  /** What the pictures are shown in that a film has from the start: it is resumed, or begins with those of a ring. */
  readonly shownBefore: SizePx | undefined;
  /** Resolves when the picture is on the tape. Rejects with Trouble 'deck/full' or 'deck/failed'. */
  accept(jpeg: Jpeg, tally: Tally): Promise<void>;
  /** Resolves with the mark's place in the film, ms, when it is written. */
  mark(at: number): Promise<number>;
  /** No more pictures; the last one is held until `endAt`. Resolves when the film is finished, with what went wrong if anything. */
  end(endAt: number): Promise<Cause | undefined>;
}

export interface TakeOrder {
  readonly deck: Deck;
  readonly camera: Camera;
  readonly decoding?: SharedDecoding | undefined;
  readonly options: RecordingOptions;
  readonly expectedFps: number;
  /** Go on with this unfinished recording instead of beginning one. */
  readonly continueId: string | undefined;
  /** When Record was pressed, if there was a picture on the screen: it will come first. */
  readonly beganAt?: number | undefined;
  /** Something that moved begins it. */
  readonly byMotion?: boolean;
  /** The film begins with pictures that are on the tape already. */
  readonly kept?: Kept | undefined;
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

function headOf({ camera, options, expectedFps, beganAt, byMotion, kept }: TakeOrder): RecordingHead {
  return {
    camera: named(camera),
    options: { ...options, name: options.name || camera.name },
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

export async function openTake(order: TakeOrder): Promise<Take> {
  const { deck, options, expectedFps, continueId, kept } = order;
  const recording = kept?.recording ?? (await (continueId ? deck.open(continueId) : deck.create(headOf(order))));
  if (kept) await recording.begin(headOf({ ...order, beganAt: kept.beganAt }));
  const { firstSequence = 0 } = recording.head;
  let row = await rowOf(recording);
  let describedAt = 0;
  const lastBefore = continueId ? await recordAt(recording, recording.tape.nextSequence - 1) : undefined;
  let shownBefore = lastBefore && shownSize(lastBefore);
  let lastAt = lastBefore?.arrivedAt ?? 0;
  let gaps: readonly Gap[] = row?.gaps ?? [];
  const intervalsMs: number[] = [];
  let progress: TakeProgress = {
    ...nothingTaken,
    filmId: recording.id,
    startedAt: row?.startedAt ?? 0,
    frames: recording.tape.nextSequence - firstSequence,
  };
  /** Undefined for one that was gone on with and got no picture: it ends where it was cut off. */
  let endAt: number | undefined;
  let filming: Promise<FilmFacts> | undefined;

  function beginFilm(startedAt: number | undefined): Promise<FilmFacts> {
    const help = loadEncodeHelp(deck, (coreLoad) => {
      progress = { ...progress, coreLoad };
    });
    // Awaited with the first picture; until then a failure is nobody's surprise.
    help.catch(() => undefined);
    const begun = startRender({
      recording,
      decoding: order.decoding,
      startedAt,
      expectedFrames: options.seconds * expectedFps,
      help,
      onStarted: async (at) => {
        if (!row) return;
        row = { ...row, startedAt: at };
        progress = { ...progress, startedAt: at };
        await recording.describe(row);
      },
      endAt: (lastArrivedAt, lastIntervalMs) => endAt ?? lastArrivedAt + lastIntervalMs,
      backlog: false,
      signal: new AbortController().signal,
      onProgress: (rendered) => {
        progress = { ...progress, ...rendered, coreLoad: undefined };
      },
      onTrouble: () => undefined,
    });
    begun.catch(() => undefined);
    return begun;
  }

  /** A gap is five usual intervals long, and three seconds at least. */
  function noteGap(until: number, startedAt: number) {
    const intervalMs = until - lastAt;
    // One that is gone on with begins with a gap; a new one cannot know yet what is usual.
    const firstMs = continueId ? 0 : intervalMs;
    const usualMs = median(intervalsMs) ?? firstMs;
    if (!lastAt || intervalMs <= Math.max(leastGapMs, 5 * usualMs)) return;
    gaps = [...gaps, { startUs: Math.max(0, filmTimeUs(lastAt, startedAt)), endUs: filmTimeUs(until, startedAt) }];
  }

  function noteInterval(arrivedAt: number, startedAt: number) {
    noteGap(arrivedAt, startedAt);
    if (lastAt) intervalsMs.push(arrivedAt - lastAt);
    if (intervalsMs.length > remembered) intervalsMs.shift();
    lastAt = arrivedAt;
  }

  function describeFirst(jpeg: Jpeg): FilmSummary {
    thumbnail(jpeg, options.look).then(recording.saveThumbnail, () => undefined);
    return firstRow(recording, startOf(recording.head, jpeg.arrivedAt), jpeg);
  }

  /** The row with what is known now; `lastAt` is that of the last picture. */
  function rowNow(first: FilmSummary, tally: Tally): FilmSummary {
    const { engine, frames, sizeBytes } = progress;
    const durationMs = Math.max(0, lastAt - first.startedAt);
    return { ...first, tally, gaps, engine, frames, sizeBytes, durationMs };
  }

  /** The pictures of the ring are the film's first. */
  async function takeOver({ arrivals, tally, recording: { tape } }: Kept): Promise<void> {
    const first = await recordAt(recording, firstSequence);
    if (!first) return;
    row = describeFirst(first);
    shownBefore = shownSize(first);
    progress = { ...progress, startedAt: row.startedAt, tapeBytes: tape.sizeBytes };
    for (const at of arrivals) noteInterval(at, row.startedAt);
    filming = beginFilm(undefined);
    row = rowNow(row, tally);
    await recording.describe(row);
    await tape.dropBefore(firstSequence).catch(() => undefined);
  }

  if (kept) await takeOver(kept);
  return {
    shownBefore,
    get progress() {
      return progress;
    },
    async accept(jpeg, tally) {
      if (!row) {
        row = describeFirst(jpeg);
        progress = { ...progress, startedAt: row.startedAt };
      }
      const sequence = await recording.tape.append(jpeg);
      progress = { ...progress, frames: sequence + 1 - firstSequence, tapeBytes: recording.tape.sizeBytes };
      noteInterval(jpeg.arrivedAt, row.startedAt);
      filming ??= beginFilm(knownStart(recording));
      row = rowNow(row, tally);
      if (jpeg.arrivedAt - describedAt < describeEveryMs) return;
      describedAt = jpeg.arrivedAt;
      await recording.describe(row);
    },
    async mark(at) {
      await recording.appendJournal(textOfMark(at), true);
      return Math.max(0, at - (row?.startedAt ?? at));
    },
    async end(at) {
      if (filming && row) {
        endAt = Math.max(at, lastAt);
        noteGap(endAt, row.startedAt);
      }
      await recording.tape.end();
      if (!row) {
        await recording.close();
        await deck.forget(recording.id);
        return { code: 'record/empty', detail: '' };
      }
      filming ??= beginFilm(knownStart(recording));
      const lastRow = () => ({ ...row!, gaps, engine: progress.engine });
      return completeFilm(recording, filming, lastRow);
    },
  };
}
