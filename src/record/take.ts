/** Jpegs in, one film out: a single recording from its first picture to the finished row in the library. */
import type { Camera, Engine, FilmSummary, Gap, Jpeg, RecordingOptions, Tally } from '../base/flow';
import { emptyTally } from '../base/flow';
import { codeOf } from '../base/trouble';
import type { Deck, Recording, RecordingHead } from '../deck/deck';
import { thumbnail } from '../draw/draw';
import type { FilmFacts } from '../film/film';
import { loadEncodeHelp } from './engines';
import type { CoreLoad } from './record';
import type { RenderJob } from './render';
import { filmTimeUs } from './slots';
import type { Cause } from './state';

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
  /** Resolves when the picture is on the tape. Rejects with Trouble 'deck/full' or 'deck/failed'. */
  accept(jpeg: Jpeg, tally: Tally): Promise<void>;
  /** No more pictures; the last one is held until `endAt`. Resolves when the film is finished, with what went wrong if anything. */
  end(endAt: number): Promise<Cause | undefined>;
}

export interface TakeOrder {
  readonly deck: Deck;
  readonly camera: Camera;
  readonly options: RecordingOptions;
  readonly expectedFps: number;
  /** Go on with this unfinished recording instead of beginning one. */
  readonly continueId: string | undefined;
}

export function causeOf(error: unknown): Cause {
  return { code: codeOf(error), detail: error instanceof Error ? error.message : String(error) };
}

export function firstRow(recording: Recording, startedAt: number, jpeg: Jpeg): FilmSummary {
  const { camera, options } = recording.head;
  return {
    id: recording.id,
    name: options.name,
    cameraId: camera.id,
    cameraName: camera.name,
    state: 'unfinished',
    startedAt,
    durationMs: 0,
    sizeBytes: 0,
    widthPx: jpeg.widthPx,
    heightPx: jpeg.heightPx,
    frames: 0,
    protected: false,
    mimeType: options.quality === 'original' ? 'video/quicktime' : 'video/mp4',
    engine: 'none',
    tally: emptyTally,
    gaps: [],
  };
}

/** The row as written last; made from the first picture where a crash came before it was written. Undefined without a picture. */
export async function rowOf(recording: Recording): Promise<FilmSummary | undefined> {
  if (recording.row) return recording.row;
  const first = await recordAt(recording, 0);
  return first && firstRow(recording, first.arrivedAt, first);
}

/** The first picture of the tape from `sequence` on, of those that are on it already. */
async function recordAt({ tape }: Recording, sequence: number): Promise<Jpeg | undefined> {
  if (sequence < 0 || sequence >= tape.nextSequence) return undefined;
  for await (const { jpeg } of tape.read(sequence, new AbortController().signal)) return jpeg;
  return undefined;
}

/** Encoders and muxer are loaded with the first film, so that the live picture comes sooner. */
export async function startRender(job: RenderJob): Promise<FilmFacts> {
  const { render } = await import('./render');
  return render(job);
}

/** What happens to a recording once its film is done or could not be: the row says so, the leftovers go, the lock is freed. */
export async function completeFilm(
  recording: Recording,
  filming: Promise<FilmFacts>,
  row: () => FilmSummary,
): Promise<Cause | undefined> {
  try {
    const facts = await filming;
    await recording.describe({ ...row(), ...facts, state: 'finished' });
    await recording.settle();
    return undefined;
  } catch (error) {
    return causeOf(error);
  } finally {
    await recording.close();
  }
}

/** A film with packets in it counts from the start its row says; a new one finds its start in its first pictures. */
export function knownStart({ filmIndex, row }: Recording): number | undefined {
  return filmIndex.sizeBytes > 0 ? row?.startedAt : undefined;
}

/** What a recording needs to know of its camera. The rest stays out of the deck: a password there would outlive the page. */
function named({ id, name, family, askedFps }: Camera): RecordingHead['camera'] {
  return { id, name, family, askedFps };
}

export async function openTake(order: TakeOrder): Promise<Take> {
  const { deck, camera, options, expectedFps, continueId } = order;
  const recording = continueId
    ? await deck.open(continueId)
    : await deck.create({
        camera: named(camera),
        options: { ...options, name: options.name || camera.name },
        expectedFps,
      });
  let row = await rowOf(recording);
  let describedAt = 0;
  const lastBefore = continueId ? await recordAt(recording, recording.tape.nextSequence - 1) : undefined;
  let lastAt = lastBefore?.arrivedAt ?? 0;
  let gaps: readonly Gap[] = row?.gaps ?? [];
  const intervalsMs: number[] = [];
  let progress: TakeProgress = {
    ...nothingTaken,
    filmId: recording.id,
    startedAt: row?.startedAt ?? 0,
    frames: recording.tape.nextSequence,
  };
  /** Undefined for one that was gone on with and got no picture: it ends where it was cut off. */
  let endAt: number | undefined;
  let filming: Promise<FilmFacts> | undefined;

  function beginFilm(startedAt: number | undefined): Promise<FilmFacts> {
    const begun = startRender({
      recording,
      startedAt,
      expectedFrames: options.seconds * expectedFps,
      help: loadEncodeHelp(deck, (coreLoad) => {
        progress = { ...progress, coreLoad };
      }),
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
    const usualMs = [...intervalsMs].sort((a, b) => a - b)[intervalsMs.length >> 1] ?? firstMs;
    if (!lastAt || intervalMs <= Math.max(leastGapMs, 5 * usualMs)) return;
    gaps = [...gaps, { startUs: filmTimeUs(lastAt, startedAt), endUs: filmTimeUs(until, startedAt) }];
  }

  function noteInterval(jpeg: Jpeg, startedAt: number) {
    noteGap(jpeg.arrivedAt, startedAt);
    if (lastAt) intervalsMs.push(jpeg.arrivedAt - lastAt);
    if (intervalsMs.length > remembered) intervalsMs.shift();
    lastAt = jpeg.arrivedAt;
  }

  return {
    get progress() {
      return progress;
    },
    async accept(jpeg, tally) {
      if (!row) {
        row = firstRow(recording, jpeg.arrivedAt, jpeg);
        progress = { ...progress, startedAt: row.startedAt };
        thumbnail(jpeg, options.look).then(recording.saveThumbnail, () => undefined);
      }
      const sequence = await recording.tape.append(jpeg);
      progress = { ...progress, frames: sequence + 1, tapeBytes: recording.tape.sizeBytes };
      noteInterval(jpeg, row.startedAt);
      filming ??= beginFilm(knownStart(recording));
      row = {
        ...row,
        tally,
        gaps,
        engine: progress.engine,
        frames: progress.frames,
        sizeBytes: progress.sizeBytes,
        durationMs: jpeg.arrivedAt - row.startedAt,
      };
      if (jpeg.arrivedAt - describedAt < describeEveryMs) return;
      describedAt = jpeg.arrivedAt;
      await recording.describe(row);
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
