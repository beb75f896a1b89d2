/** Which picture goes into the film at which time. */

import type { Lapse } from '../../base/options';
import type { RecordingHead, TapeRecord } from '../../deck/deck';
import type { Timed } from './dejitter';

export interface FrameTime {
  readonly record: TapeRecord;
  /** Since the first picture of the film. */
  readonly timestampUs: number;
}

/** When a film begins whose first picture was taken at `takenAt`: no sooner than Record was pressed. */
export function startOf({ beganAt }: Pick<RecordingHead, 'beganAt'>, takenAt: number): number {
  return Math.max(takenAt, beganAt ?? takenAt);
}

/** Time of a picture in the film, in whole microseconds. */
function filmTimeUs(takenAt: number, firstAt: number): number {
  return Math.round((takenAt - firstAt) * 1000);
}

/**
 * A picture that stands longer is coded again: one duration of 41 days still fits into the film with every other time
 * right to 2 ms (film/tables.ts), one of ten years would leave whole seconds.
 */
const longestUs = 40 * 86_400e6;

/**
 * Every picture at its own time. Two pictures in one microsecond would be one frame, so the later moves on by one; so
 * does a picture that comes again after a film was cut back to `lastUs` and is now guessed to be earlier than that.
 * `endUs` is asked when the records are through.
 */
export async function* realFrameTimes(
  records: AsyncIterable<Timed>,
  firstAt: number,
  lastUs = -1,
  endUs: () => number = () => 0,
): AsyncGenerator<FrameTime> {
  let held: TapeRecord | undefined;
  function* heldUntil(untilUs: number): Generator<FrameTime> {
    while (held && untilUs - lastUs > longestUs) {
      lastUs += longestUs;
      yield { record: held, timestampUs: lastUs };
    }
  }
  for await (const { record, takenAt } of records) {
    const takenUs = filmTimeUs(takenAt, firstAt);
    yield* heldUntil(takenUs);
    lastUs = Math.max(takenUs, lastUs + 1);
    yield { record, timestampUs: lastUs };
    held = record;
  }
  yield* heldUntil(endUs());
}

/**
 * A constant frame rate by resampling: each point of the grid shows the newest picture taken until then. `endUs` is
 * asked when the records are through; `fromUs` is where a resumed film already ends.
 */
export async function* constantFrameTimes(
  records: AsyncIterable<Timed>,
  firstAt: number,
  fps: number,
  fromUs: number,
  endUs: () => number,
): AsyncGenerator<FrameTime> {
  const gridUs = (step: number) => Math.round((step * 1e6) / fps);
  let step = Math.max(0, Math.ceil((fromUs * fps) / 1e6 - 1e-6));
  let held: TapeRecord | undefined;
  for await (const { record, takenAt } of records) {
    const takenUs = filmTimeUs(takenAt, firstAt);
    for (; held && gridUs(step) < takenUs; step += 1) yield { record: held, timestampUs: gridUs(step) };
    held = record;
  }
  for (; held && gridUs(step) < endUs(); step += 1) yield { record: held, timestampUs: gridUs(step) };
}

/**
 * Of a time-lapse: each picture at its moment, and so many moments a second. Where the camera sent nothing the picture before stands as
 * long as that was, so a place in the film tells the time. `lastUs`: of the last picture in a resumed film.
 */
export async function* lapseFrameTimes(
  records: AsyncIterable<Timed>,
  firstAt: number,
  { everySeconds, fps }: Lapse,
  lastUs = -1,
): AsyncGenerator<FrameTime> {
  let last = lastUs < 0 ? -1 : Math.round((lastUs * fps) / 1e6);
  for await (const { record, takenAt } of records) {
    last = Math.max(Math.round((takenAt - firstAt) / (everySeconds * 1000)), last + 1);
    yield { record, timestampUs: Math.round((last * 1e6) / fps) };
  }
}
