/** Makes a film of chosen files, or one of each day: the render loop over files instead of a tape. Runs in a worker of its own. */
import type { SizePx } from '../../../base/flow';
import type { FilmSummary } from '../../../base/library';
import { lookFrom } from '../../../base/look/read';
import type { RecordingOptions } from '../../../base/options';
import { codeOf } from '../../../base/trouble';
import { openFiles, type PictureFiles } from '../../../capture/capture';
import type { Deck, RecordingHead } from '../../../deck/deck';
import { factsOf, thumbnail } from '../../../draw/draw';
import { tellChange } from '../../broadcast';
import { movementsIn } from '../../journal/journal';
import { drawnFacts, firstRow, loadEncodeTools, startRender } from '../../render/render';
import type { ImportProgress, ImportResult, ImportSurvey, ImportWish } from '../contract';
import { type Begin, discard, makeOrDiscard } from '../remake';
import { knownLook } from './look';
import { type ImportPart, openReader, type Reader, sampleSize } from './reader';

const tellEveryMs = 250;
/** Until so much is done, the time left is anybody's guess. */
const guessAfterMs = 500;

export async function surveyFiles(wish: Omit<ImportWish, 'options'>): Promise<ImportSurvey> {
  const { timesFrom, offers, notes } = await openFiles(wish.files, wish);
  return { timesFrom, offers, notes: notes() };
}

/** Rejects with the Trouble that prevents it; nothing is left behind then. */
export async function importFilms(
  deck: Deck,
  wish: ImportWish,
  onProgress: (progress: ImportProgress) => unknown,
): Promise<ImportResult> {
  const files = await openFiles(wish.files, wish);
  const shown = await sampleSize(files);
  const reader = openReader(files, shown, wish.options.lapse);
  const asked = lookFrom(wish.options.look);
  const look = knownLook(asked, files);
  const isClockLeftOut = look.lines.length < asked.lines.length;
  const work: ImportWork = {
    ...{ deck, files, shown, reader },
    options: { ...wish.options, look },
    tell: progressTeller(reader, wish.options, onProgress),
  };
  const films = await makeOrDiscard(
    deck,
    (id) => work.tell(id),
    async (begin) => {
      const made: FilmSummary[] = [];
      // One more may be found while a film is made.
      for (let at = 0; at < reader.parts.length; at++)
        made.push(...(await makePart(work, begin, reader.parts[at]!, made[0])));
      return made;
    },
  );
  tellChange();
  return {
    films,
    timesFrom: files.timesFrom,
    ...reader.problems(),
    notes: [...reader.notes(), ...(isClockLeftOut ? [{ kind: 'no-clock' } as const] : [])],
  };
}

interface ImportWork {
  readonly deck: Deck;
  readonly files: PictureFiles;
  readonly shown: SizePx | undefined;
  readonly reader: Reader;
  readonly options: RecordingOptions;
  tell(filmId: string, renderedFrames?: number): unknown;
}

/** The time left is that of all films. */
function progressTeller(
  reader: Reader,
  { lapse }: RecordingOptions,
  onProgress: (progress: ImportProgress) => unknown,
): ImportWork['tell'] {
  const beganAt = performance.now();
  let toldAt = beganAt;
  return (filmId, renderedFrames) => {
    const now = performance.now();
    if (renderedFrames !== undefined && now - toldAt < tellEveryMs) return undefined;
    toldAt = now;
    // Most pictures of a time-lapse are only read.
    const seen = lapse || renderedFrames === undefined ? reader.done() : renderedFrames;
    const all = Math.max(seen, reader.all());
    const isEarly = now - beganAt < guessAfterMs || seen === 0;
    const leftMs = isEarly ? Number.POSITIVE_INFINITY : ((now - beganAt) * (all - seen)) / seen;
    return onProgress({ filmId, done: seen, all, leftMs });
  };
}

/** Nothing where not one picture goes into it. */
async function makePart(
  { deck, files, shown, reader, options, tell }: ImportWork,
  begin: Begin,
  part: ImportPart,
  before: FilmSummary | undefined,
): Promise<readonly FilmSummary[]> {
  const head: RecordingHead = {
    camera: { id: 'files', name: options.name, family: 'files', askedFps: files.fps },
    options: { ...options, keepOriginals: false, ...(before && { partOf: before.id }) },
    expectedFps: files.fps,
    ...(before && { firstSequence: part.firstSequence }),
  };
  const recording = await begin(head, 'list');
  let row: FilmSummary | undefined;
  try {
    const facts = await startRender({
      recording,
      source: part,
      shown,
      startedAt: undefined,
      endAt: (lastAt, intervalMs) => lastAt + (intervalMs || 1000 / files.fps),
      expectedFrames: options.lapse ? 0 : (files.count ?? 0),
      encodeTools: loadEncodeTools(deck),
      backlog: true,
      signal: new AbortController().signal,
      async onStarted(startedAt) {
        const first = part.first!;
        row = {
          ...firstRow(recording, startedAt, first, shown),
          ...(!files.timesKnown && { areTimesCounted: true }),
        };
        await recording.describe(row);
        const facts = factsOf(drawnFacts(recording.head), first, {
          timestampUs: 0,
          sequence: part.firstSequence,
        });
        thumbnail(first, options.look, facts).then(recording.saveThumbnail, () => undefined);
      },
      onProgress({ renderedFrames, sizeBytes, engine }) {
        row = { ...row!, frames: renderedFrames, sizeBytes, engine };
        tell(recording.id, renderedFrames);
      },
      onTrouble: (code) => reader.note('', code),
    });
    const moved = await movementsIn(recording.journal());
    const film: FilmSummary = { ...row!, ...facts, ...seenIn(part, facts.durationMs), ...moved, state: 'finished' };
    await recording.describe(film);
    await recording.settle();
    await recording.close();
    return [film];
  } catch (error) {
    // Of a day whose pictures no browser can decode there is no film, but of the others.
    if (!part.isEmpty && !(before && codeOf(error) === 'record/empty')) throw error;
    await discard(deck, recording);
    return [];
  }
}

/** What was read after a day's last picture lies in no film. */
function seenIn(part: ImportPart, durationMs: number): Pick<FilmSummary, 'tally' | 'gaps'> {
  const { tally, gaps } = part.seen();
  const endUs = durationMs * 1000;
  const within = gaps.filter(({ startUs }) => startUs < endUs);
  return { tally, gaps: within.map((gap) => ({ ...gap, endUs: Math.min(gap.endUs, endUs) })) };
}
