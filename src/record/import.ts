/** Chosen files in, a film in the library out: the render loop over files instead of a tape. Runs in a worker of its own. */
import { emptyTally, type FilmSummary, type Gap, type Jpeg, type RecordingOptions, type Tally } from '../base/flow';
import type { Code } from '../base/trouble';
import { type ChosenFile, type FileTimes, openFiles, type PictureFiles } from '../capture/capture';
import { check, tally } from '../check/check';
import type { Deck, TapeRecord } from '../deck/deck';
import { thumbnail } from '../draw/draw';
import { loadEncodeHelp } from './engines';
import { tellChange } from './tabs';
import { firstRow, startRender } from './take';

export interface ImportWish {
  readonly files: readonly ChosenFile[];
  readonly times: FileTimes;
  /** Pictures a second of what has no times of its own. */
  readonly fps: number;
  readonly options: RecordingOptions;
}

export interface ImportProgress {
  /** Empty until the film has a place. */
  readonly filmId: string;
  /** Pictures in the film, and how many it will have; an estimate for saved streams. */
  readonly done: number;
  readonly all: number;
  /** Infinity while nobody knows. */
  readonly leftMs: number;
}

/** A file, or a picture in a file, that is not in the film as it should be. */
export interface ImportProblem {
  readonly name: string;
  readonly code: Code;
}

export interface ImportResult {
  /** Undefined when there was not one picture in the files. */
  readonly film: FilmSummary | undefined;
  readonly timesFrom: PictureFiles['timesFrom'];
  /** The first hundred of `problemCount`. */
  readonly problems: readonly ImportProblem[];
  readonly problemCount: number;
}

const tellEveryMs = 100;
const namedProblems = 100;
/** Until so much is done, the time left is anybody's guess. */
const guessAfterMs = 500;
const leastGapMs = 3000;

/** Rejects with the Trouble that prevents it; nothing is left behind then. */
export async function importFilm(
  deck: Deck,
  wish: ImportWish,
  onProgress: (progress: ImportProgress) => void,
): Promise<ImportResult> {
  const files = await openFiles(wish.files, wish);
  const reader = openReader(files);
  const result = (film: FilmSummary | undefined): ImportResult => ({
    film,
    timesFrom: files.timesFrom,
    ...reader.problems(),
  });
  const { options } = wish;
  const recording = await deck.create({
    camera: { id: 'files', name: options.name, family: 'files', askedFps: files.fps },
    options: { ...options, keepOriginals: false },
  });
  onProgress({ filmId: recording.id, done: 0, all: reader.all(), leftMs: Number.POSITIVE_INFINITY });
  const beganAt = performance.now();
  let toldAt = beganAt;
  let row: FilmSummary | undefined;
  const done = new AbortController();
  try {
    const facts = await startRender({
      recording,
      source: reader,
      startedAt: undefined,
      endAt: (lastAt, intervalMs) => lastAt + (intervalMs || 1000 / files.fps),
      expectedFps: files.fps,
      expectedFrames: files.count ?? 0,
      help: loadEncodeHelp(deck),
      backlog: true,
      signal: done.signal,
      async onStarted(startedAt) {
        const first = reader.first!;
        row = firstRow(recording, startedAt, first);
        await recording.describe(row);
        thumbnail(first, options.look).then(recording.saveThumbnail, () => undefined);
      },
      onProgress({ renderedFrames, sizeBytes, engine }) {
        row = { ...row!, frames: renderedFrames, sizeBytes, engine };
        const now = performance.now();
        if (now - toldAt < tellEveryMs) return;
        toldAt = now;
        const all = Math.max(renderedFrames, reader.all());
        const leftMs =
          now - beganAt < guessAfterMs || renderedFrames === 0
            ? Number.POSITIVE_INFINITY
            : ((now - beganAt) * (all - renderedFrames)) / renderedFrames;
        onProgress({ filmId: recording.id, done: renderedFrames, all, leftMs });
      },
      onTrouble: (code) => reader.note('', code),
    });
    const film: FilmSummary = { ...row!, ...facts, ...reader.seen(), state: 'finished' };
    await recording.describe(film);
    await recording.settle();
    await recording.close();
    tellChange();
    return result(film);
  } catch (error) {
    await recording.close().catch(() => undefined);
    await deck.forget(recording.id);
    if (!reader.first) return result(undefined);
    throw error;
  }
}

/** Shots in, checked pictures out, each counted once however often it is read. */
function openReader(files: PictureFiles) {
  let first: Jpeg | undefined;
  let counted: Tally = emptyTally;
  let lastFingerprint: number | undefined;
  let lastAt = 0;
  let intervalMs = 0;
  let next = 0;
  let readBytes = 0;
  const gaps: Gap[] = [];
  const named: ImportProblem[] = [];
  let problemCount = 0;

  function note(name: string, code: Code): void {
    problemCount++;
    if (named.length < namedProblems) named.push({ name, code });
  }
  for (const { name, trouble } of files.unread) note(name, trouble.name);

  function noteGap(arrivedAt: number): void {
    const sinceMs = arrivedAt - lastAt;
    if (first && lastAt && sinceMs > Math.max(leastGapMs, 5 * (intervalMs || sinceMs))) {
      const since = (at: number) => Math.round((at - first!.arrivedAt) * 1000);
      gaps.push({ startUs: since(lastAt), endUs: since(arrivedAt) });
    } else if (lastAt) intervalMs = sinceMs;
    lastAt = arrivedAt;
  }

  async function* read(from: number, signal: AbortSignal): AsyncGenerator<TapeRecord> {
    for await (const { sequence, name, shot, readBytes: bytes } of files.read(from, signal)) {
      const checked = check(shot);
      if (sequence === next) {
        next++;
        readBytes = bytes;
        counted = tally(counted, checked, lastFingerprint);
        if (checked.kind === 'refused') note(name, checked.trouble.name);
        else if (!checked.jpeg.whole) note(name, 'check/cut-short');
        if (checked.kind === 'jpeg') noteGap(shot.arrivedAt);
      }
      if (checked.kind === 'refused') continue;
      const { jpeg } = checked;
      lastFingerprint = jpeg.fingerprint;
      first ??= jpeg;
      yield { sequence, jpeg };
    }
  }

  return {
    read,
    note,
    get first() {
      return first;
    },
    /** How many pictures there are in all, as far as can be told by now. */
    all: () => files.count ?? (readBytes > 0 ? Math.round((next * files.sizeBytes) / readBytes) : 0),
    seen: () => ({ tally: counted, gaps }),
    problems: () => ({ problems: named, problemCount }),
  };
}
