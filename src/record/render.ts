/** Tape in, finished film out: the render loop. The same for a live recording, one that a crash left, and an import. */
import type { Engine, FilmRate, Jpeg, Look, Packet, Picture, RecordingOptions, Track } from '../base/flow';
import { type Code, codeOf, Trouble } from '../base/trouble';
import type { Recording, TapeRecord } from '../deck/deck';
import { type Draw, filmSize, openDraw } from '../draw/draw';
import { type Encoder, openEncoder } from '../encode/encode';
import { createFilm, type FilmFacts, type FilmWriter, resumeFilm } from '../film/film';
import { openLane } from './lane';
import { policy } from './policy';
import { constantSlots, realSlots } from './slots';

/** Decoding of the next pictures overlaps with encoding of this one; more than this only costs memory. */
const picturesAhead = 4;
const flushEveryMs = 1000;
/** The same engine may fail so often without a new key frame before the other one is tried. */
const mostReopenings = 2;

export interface RenderProgress {
  readonly renderedFrames: number;
  readonly sizeBytes: number;
  readonly engine: Engine;
}

export interface RenderJob {
  readonly recording: Recording;
  /** Arrival of the first picture, ms since epoch. */
  readonly startedAt: number;
  /**
   * When the film ends, ms since epoch; asked only after the tape has ended. A recording that a crash cut off has no
   * better answer than one more interval after its last picture.
   */
  readonly endAt: (lastArrivedAt: number, lastIntervalMs: number) => number;
  /** Pictures a second that are expected, for rate control. */
  readonly expectedFps: number;
  /** The tape is complete already: work may be shared between several encoders. */
  readonly backlog: boolean;
  readonly signal: AbortSignal;
  onProgress(progress: RenderProgress): void;
  /** A picture that had to be left out, or an engine that was changed. */
  onTrouble(code: Code): void;
}

/** Film rate in pictures a second; 0 = every picture at its own time. */
export function constantFps(rate: FilmRate, askedFps: number): number {
  if (rate === 'real') return 0;
  // The article's rule: half of what the camera promises; a camera asked for full speed promises 25.
  if (rate === 'half') return (askedFps || 25) / 2;
  return rate;
}

/** The last picture seen on the tape, from which a cut-off recording's end is guessed. */
interface LastSeen {
  arrivedAt: number;
  intervalMs: number;
}

async function* usable(records: AsyncIterable<TapeRecord>, partial: RecordingOptions['partial'], last: LastSeen) {
  for await (const record of records) {
    const { arrivedAt, whole } = record.jpeg;
    if (arrivedAt > last.arrivedAt) {
      last.intervalMs = arrivedAt - last.arrivedAt;
      last.arrivedAt = arrivedAt;
    }
    if (whole || partial !== 'hold') yield record;
  }
}

/** Rejects with the Trouble that ended it; film and tape are then as safe as they were, to be rendered on later. */
export async function render(job: RenderJob): Promise<FilmFacts> {
  const { recording } = job;
  const { options, camera } = recording.head;
  const head = { title: camera.name, startedAt: job.startedAt };
  const film = await (recording.filmIndex.sizeBytes > 0
    ? resumeFilm(recording.film, recording.filmIndex, head)
    : createFilm(recording.film, recording.filmIndex, head));
  let { engine } = options;
  let { partial } = options;
  let failures = 0;
  let safe = film.safeSequence;
  const last: LastSeen = { arrivedAt: job.startedAt, intervalMs: 0 };
  const endUs = () => Math.round((job.endAt(last.arrivedAt, last.intervalMs) - job.startedAt) * 1000);
  for (;;) {
    try {
      await renderPass(job, film, engine, partial, last, endUs);
      if (film.frames > 0) return await film.finish(endUs());
      // Nothing but partial pictures: better a film of those than none.
      if (partial !== 'hold' || recording.tape.nextSequence === 0) throw new Trouble('record/empty');
      partial = 'fill';
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
}

/** One run with one encoder, from where the film stands to the end of the tape. */
async function renderPass(
  job: RenderJob,
  film: FilmWriter,
  engine: RecordingOptions['engine'],
  partial: RecordingOptions['partial'],
  last: LastSeen,
  endUs: () => number,
): Promise<void> {
  const { recording, startedAt } = job;
  const { options, camera } = recording.head;
  const fps = constantFps(options.rate, camera.askedFps);
  const records = usable(recording.tape.read(film.safeSequence, job.signal), partial, last);
  const lastUs = film.lastTimestampUs;
  const slots = fps ? constantSlots(records, startedAt, fps, lastUs + 1, endUs) : realSlots(records, startedAt);
  const lane = openLane(picturesAhead);
  const keeper = openKeeper(job, film);
  let tools: { readonly draw: Draw; readonly encoder: Encoder } | undefined;
  try {
    for await (const { record, timestampUs } of slots) {
      if (timestampUs <= lastUs) continue;
      tools ??= await openTools(job, record.jpeg, options, engine, fps, partial, keeper.onPacket);
      const { draw, encoder } = tools;
      const drawn = draw.draw(record.jpeg, { timestampUs, sequence: record.sequence });
      drawn.catch(() => undefined);
      await lane.add(async () => {
        const picture = await pictureOrSkip(drawn, job);
        if (picture) await encoder.encode(picture);
        await keeper.keep(encoder.engine);
      });
    }
    await lane.drain();
    await tools?.encoder.flush();
    await keeper.keep(tools?.encoder.engine ?? 'webcodecs', true);
  } finally {
    tools?.encoder.close();
    tools?.draw.close();
  }
}

async function openTools(
  job: RenderJob,
  first: Jpeg,
  options: { readonly look: Look; readonly quality: RecordingOptions['quality'] },
  engine: RecordingOptions['engine'],
  fps: number,
  partial: RecordingOptions['partial'],
  onPacket: (packet: Packet, track: Track) => void,
) {
  const size = filmSize(first, options.look);
  const encoder = await openEncoder(
    { ...size, fps: fps || job.expectedFps, engine, quality: options.quality, backlog: job.backlog },
    onPacket,
  );
  return { draw: openDraw(options.look, size, partial === 'keep' ? 'keep' : 'fill'), encoder };
}

/** A picture the browser cannot decode although check passed it is left out and told; anything else ends the pass. */
async function pictureOrSkip(drawn: Promise<Picture>, job: RenderJob): Promise<Picture | undefined> {
  try {
    return await drawn;
  } catch (error) {
    const code = codeOf(error);
    if (policy[code] !== 'skip') throw error;
    job.onTrouble(code);
    return undefined;
  }
}

/** Packets in, film on disk: writes them in order, flushes once a second and lets go of tape that is safely in the film. */
function openKeeper(job: RenderJob, film: FilmWriter) {
  let writing = Promise.resolve();
  let flushedAt = performance.now();
  return {
    onPacket(packet: Packet, track: Track): void {
      writing = writing.then(() => film.add(packet, track));
      writing.catch(() => undefined);
    },
    async keep(engine: Engine, now = false): Promise<void> {
      await writing;
      job.onProgress({ renderedFrames: film.frames, sizeBytes: film.sizeBytes, engine });
      if (!now && performance.now() - flushedAt < flushEveryMs) return;
      flushedAt = performance.now();
      await film.flush();
      if (!job.recording.head.options.keepOriginals) await job.recording.tape.dropBefore(film.safeSequence);
    },
  };
}
