/** The render loop: makes the film of a tape. The same for a live recording, one that a crash left, and an import. */
import { type FilmClock, filmMsOf, momentOf } from '../../base/library';
import { type RecordingOptions, speedOf } from '../../base/options';
import { codeOf, Trouble } from '../../base/trouble';
import type { Recording, RecordingHead, TapeRecord } from '../../deck/deck';
import { type Chapter, createFilm, type FilmFacts, type FilmWriter, resumeFilm } from '../../film/film';
import { chaptersOf, type Journal, openJournal } from '../journal/journal';
import { policy } from '../policy';
import { openBoundedQueue } from './bounded-queue';
import { coalesce } from './coalesce';
import type { RenderJob, TimedRecord } from './contract';
import { dejitter, type Timed } from './dejitter';
import { drawnFacts } from './drawn-facts';
import { constantFps, expectedFps } from './engines';
import { constantFrameTimes, lapseFrameTimes, realFrameTimes, startOf } from './frame-times';
import { openKeeper } from './keeper';
import { openStages, type Stages } from './stages';

/** Decoding of the next pictures overlaps with encoding of this one; more than this only costs memory. */
const picturesAhead = 4;
/** The same engine may fail so often without a new key frame before the other one is tried. */
const mostReopenings = 2;

/** The last picture seen on the tape, from which a cut-off recording's end is guessed. */
interface LastSeen {
  arrivedAt: number;
  intervalMs: number;
}

/** Told of every picture that is left out. */
type OnLeftOut = (record: TapeRecord) => void;

async function* usable<T extends TapeRecord>(
  records: AsyncIterable<T>,
  partial: RecordingOptions['partial'],
  last: LastSeen,
  onLeftOut: OnLeftOut,
) {
  for await (const record of records) {
    const { arrivedAt, whole } = record.jpeg;
    if (arrivedAt > last.arrivedAt) {
      last.intervalMs = arrivedAt - last.arrivedAt;
      last.arrivedAt = arrivedAt;
    }
    if (whole || partial !== 'hold') yield record;
    else onLeftOut(record);
  }
}

function headOf({ recording: { head }, options }: RenderJob): RecordingHead {
  return options ? { ...head, options: { ...head.options, ...options } } : head;
}

const noJournal: Journal = { note: () => undefined, flush: async () => undefined };

/** Rejects with the Trouble that ended it; film and tape are then as safe as they were, to be rendered on later. */
export async function render(job: RenderJob): Promise<FilmFacts> {
  const { recording } = job;
  const { options, camera } = headOf(job);
  let { partial } = options;
  let engine = job.engine ?? options.engine;
  let startedAt = job.startedAt ?? (await firstTakenAt(job, partial));
  if (startedAt === undefined) {
    // Nothing but partial pictures: better a film of those than none.
    partial = 'fill';
    startedAt = await firstTakenAt(job, partial);
    if (startedAt === undefined) throw new Trouble('record/empty');
  }
  await job.onStarted(startedAt);
  const head = { title: camera.name, startedAt, expectedFrames: Math.ceil(job.expectedFrames) };
  const [filmFile, indexFile] = [coalesce(recording.film), coalesce(recording.filmIndex)];
  const film = await (indexFile.sizeBytes > 0 ? resumeFilm : createFilm)(filmFile, indexFile, head);
  let failures = 0;
  let safe = film.safeSequence;
  // Of a film whose tape is gone, the pictures in it are all there is to tell when it ends.
  const clock = { startedAt, speed: speedOf(options) };
  const last: LastSeen = { arrivedAt: momentOf(clock, Math.max(0, film.lastTimestampUs) / 1000), intervalMs: 0 };
  const endUs = () =>
    Math.max(
      0,
      Math.round(filmMsOf(clock, job.endAt(last.arrivedAt, last.intervalMs)) * 1000),
      lapseEndUs(film, options),
    );
  for (;;) {
    try {
      await renderPass(job, { film, engine, partial, startedAt, last, endUs });
      break;
    } catch (error) {
      const code = codeOf(error);
      const decision = policy[code];
      if (decision !== 'reopen' && decision !== 'other-engine') throw error;
      job.onTrouble(code);
      failures = film.safeSequence > safe ? 1 : failures + 1;
      safe = film.safeSequence;
      if (decision === 'other-engine' || failures > mostReopenings) {
        if (failures > 2 * mostReopenings) throw error;
        engine = engine === 'ffmpeg' ? 'webcodecs' : 'ffmpeg';
      }
      await film.rewind();
    }
  }
  if (film.frames === 0) throw new Trouble('record/empty');
  // No other engine would give other times: what cannot be finished stays as it is.
  return film.finish(endUs(), await chaptersOfFilm(recording, clock, endUs()));
}

/** The last picture of a time-lapse is shown as long as any other. */
function lapseEndUs({ lastTimestampUs }: FilmWriter, { lapse }: RecordingOptions): number {
  return lapse ? lastTimestampUs + Math.round(1e6 / lapse.fps) : 0;
}

/** A journal that cannot be read must not keep a film from being finished. */
async function chaptersOfFilm(recording: Recording, clock: FilmClock, endUs: number): Promise<readonly Chapter[]> {
  const withMovements = recording.head.byMotion === true;
  return chaptersOf({ ...clock, endUs, withMovements }, recording.journal()).catch(() => []);
}

/** When the film's first picture was taken; undefined when the tape ends without one. */
async function firstTakenAt(job: RenderJob, partial: RecordingOptions['partial']): Promise<number | undefined> {
  const unseen = { arrivedAt: 0, intervalMs: 0 };
  for await (const { takenAt } of readTimed(job, 0, partial, unseen, () => undefined)) return takenAt;
  return undefined;
}

function readTimed(
  { recording, source, signal }: RenderJob,
  from: number,
  partial: RecordingOptions['partial'],
  last: LastSeen,
  onLeftOut: OnLeftOut,
) {
  const { beganAt, firstSequence = 0 } = recording.head;
  if (source) return notBefore(exact(usable(source.read(from, signal), partial, last, onLeftOut)), recording.head);
  const records = recording.tape.read(Math.max(from, firstSequence), signal);
  return dejitter(usable(records, partial, last, onLeftOut), beganAt);
}

/** The picture that stood on the screen when Record was pressed is shown from then on. */
async function* notBefore(timed: AsyncIterable<Timed>, head: RecordingHead): AsyncGenerator<Timed> {
  for await (const { record, takenAt } of timed) yield { record, takenAt: startOf(head, takenAt) };
}

async function* exact(records: AsyncIterable<TimedRecord>): AsyncGenerator<Timed> {
  for await (const record of records) yield { record, takenAt: record.takenAt ?? record.jpeg.arrivedAt };
}

/** What changes from one run to the next. */
interface Pass {
  readonly film: FilmWriter;
  readonly engine: RecordingOptions['engine'];
  readonly partial: RecordingOptions['partial'];
  readonly startedAt: number;
  readonly last: LastSeen;
  readonly endUs: () => number;
}

/** One run with one encoder, from where the film stands to the end of the tape. */
async function renderPass(job: RenderJob, pass: Pass): Promise<void> {
  const { recording } = job;
  const { film, startedAt } = pass;
  const head = headOf(job);
  const { rate, lapse } = head.options;
  const fps = constantFps(rate, head.camera.askedFps);
  const journal = job.hasJournal ? noJournal : openJournal(recording, film.frames === 0);
  const records = readTimed(job, film.safeSequence, pass.partial, pass.last, (record) =>
    journal.note(record, undefined),
  );
  const slots = lapse
    ? lapseFrameTimes(records, startedAt, lapse, film.lastTimestampUs)
    : fps
      ? constantFrameTimes(records, startedAt, fps, film.lastTimestampUs + 1, pass.endUs)
      : realFrameTimes(records, startedAt, film.lastTimestampUs, pass.endUs);
  const queue = openBoundedQueue(picturesAhead);
  const keeper = openKeeper(job, film, journal);
  let stages: Stages | undefined;
  try {
    for await (const slot of slots) {
      stages ??= await openStages({
        first: slot.record.jpeg,
        shown: job.shown,
        track: film.track,
        setId: film.freeSetId,
        options: head.options,
        facts: drawnFacts(head),
        partial: pass.partial,
        engine: pass.engine,
        fps: expectedFps(head),
        backlog: job.backlog,
        encodeTools: await job.encodeTools,
        decoding: job.decoding,
        onPacket: keeper.onPacket,
        onSkip: job.onTrouble,
      });
      const { engine, put } = stages;
      const rest = put(slot);
      journal.note(slot.record, slot.timestampUs);
      await queue.add(async () => {
        await rest();
        await keeper.keep(engine);
      });
    }
    await queue.drain();
    await stages?.flush();
    await keeper.keep(stages?.engine ?? 'none', true);
  } finally {
    stages?.close();
  }
}
