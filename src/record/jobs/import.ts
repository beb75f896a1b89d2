/** Makes a film of chosen files: the render loop over files instead of a tape. Runs in a worker of its own. */
import type { FilmSummary } from '../../base/library';
import { lookFrom } from '../../base/look/read';
import { openFiles } from '../../capture/capture';
import type { Deck } from '../../deck/deck';
import { factsOf, thumbnail } from '../../draw/draw';
import { tellChange } from '../broadcast';
import type { ImportProgress, ImportResult, ImportSurvey, ImportWish } from '../contract';
import { movementsIn } from '../journal/journal';
import { drawnFacts, firstRow, loadEncodeTools, startRender } from '../render/render';
import { openReader, sampleSize } from './import-reader';

const tellEveryMs = 250;
/** Until so much is done, the time left is anybody's guess. */
const guessAfterMs = 500;

export async function surveyFiles(wish: Omit<ImportWish, 'options'>): Promise<ImportSurvey> {
  const { timesFrom, offers, notes } = await openFiles(wish.files, wish);
  return { timesFrom, offers, notes: notes() };
}

/** Rejects with the Trouble that prevents it; nothing is left behind then. */
export async function importFilm(
  deck: Deck,
  wish: ImportWish,
  onProgress: (progress: ImportProgress) => void,
): Promise<ImportResult> {
  const files = await openFiles(wish.files, wish);
  const shown = await sampleSize(files);
  const reader = openReader(files, shown);
  const result = (film: FilmSummary | undefined): ImportResult => ({
    film,
    timesFrom: files.timesFrom,
    ...reader.problems(),
    notes: [...reader.notes(), ...(isClockLeftOut ? [{ kind: 'no-clock' } as const] : [])],
  });
  const look = lookFrom(wish.options.look);
  // A clock shows what is known, never what was counted.
  const lines = files.timesKnown ? look.lines : look.lines.filter(({ what }) => what !== 'time');
  const isClockLeftOut = lines.length < look.lines.length;
  const options = { ...wish.options, look: { ...look, lines } };
  const recording = await deck.create({
    camera: { id: 'files', name: options.name, family: 'files', askedFps: files.fps },
    options: { ...options, keepOriginals: false },
    expectedFps: files.fps,
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
      shown,
      startedAt: undefined,
      endAt: (lastAt, intervalMs) => lastAt + (intervalMs || 1000 / files.fps),
      expectedFrames: files.count ?? 0,
      encodeTools: loadEncodeTools(deck),
      backlog: true,
      signal: done.signal,
      async onStarted(startedAt) {
        const first = reader.first!;
        row = {
          ...firstRow(recording, startedAt, first, shown),
          ...(!files.timesKnown && { areTimesCounted: true }),
        };
        await recording.describe(row);
        const facts = factsOf(drawnFacts(recording.head), first, { timestampUs: 0, sequence: 0 });
        thumbnail(first, options.look, facts).then(recording.saveThumbnail, () => undefined);
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
    const moved = await movementsIn(recording.journal());
    const film: FilmSummary = { ...row!, ...facts, ...reader.seen(), ...moved, state: 'finished' };
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
