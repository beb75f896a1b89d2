/** Tape records in, slots out: which picture goes into the film at which time. */
import type { TapeRecord } from '../deck/deck';

export interface Slot {
  readonly record: TapeRecord;
  /** Since the first picture of the film. */
  readonly timestampUs: number;
}

/** Time of a picture in the film, in whole microseconds. */
export function filmTimeUs(arrivedAt: number, firstAt: number): number {
  return Math.round((arrivedAt - firstAt) * 1000);
}

/** Every picture at its own time; two pictures in one microsecond would be one frame, so the later moves on by one. */
export async function* realSlots(records: AsyncIterable<TapeRecord>, firstAt: number): AsyncGenerator<Slot> {
  let lastUs = -1;
  for await (const record of records) {
    const timestampUs = Math.max(filmTimeUs(record.jpeg.arrivedAt, firstAt), lastUs + 1);
    lastUs = timestampUs;
    yield { record, timestampUs };
  }
}

/**
 * A constant frame rate by resampling: each point of the grid shows the newest picture taken until then. `endUs` is
 * asked when the records are through; `fromUs` is where a film that is gone on with already ends.
 */
export async function* constantSlots(
  records: AsyncIterable<TapeRecord>,
  firstAt: number,
  fps: number,
  fromUs: number,
  endUs: () => number,
): AsyncGenerator<Slot> {
  const gridUs = (step: number) => Math.round((step * 1e6) / fps);
  let step = Math.max(0, Math.ceil((fromUs * fps) / 1e6 - 1e-6));
  let held: TapeRecord | undefined;
  for await (const record of records) {
    const takenUs = filmTimeUs(record.jpeg.arrivedAt, firstAt);
    for (; held && gridUs(step) < takenUs; step += 1) yield { record: held, timestampUs: gridUs(step) };
    held = record;
  }
  for (; held && gridUs(step) < endUs(); step += 1) yield { record: held, timestampUs: gridUs(step) };
}
