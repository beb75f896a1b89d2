/** Starts the render loop of a recording, and ends it: the row in the library is made, filled and finished here. */
import type { Jpeg } from '../../base/flow';
import { emptyTally, type FilmSummary } from '../../base/library';
import { speedOf } from '../../base/options';
import { type Cause, causeOf } from '../../base/trouble';
import type { Recording } from '../../deck/deck';
import { filmSize, shownSize } from '../../draw/draw';
import type { FilmFacts } from '../../film/film';
import { movementsIn } from '../journal/journal';
import type { RenderJob } from './contract';
import { startOf } from './frame-times';

export { coalesce } from './coalesce';
export type { PictureSource, TimedRecord } from './contract';
export { dejitter } from './dejitter';
export { drawnFacts } from './drawn-facts';
export { expectedFps, loadEncodeTools } from './engines';
export { startOf } from './frame-times';
export { openTrials } from './trials';

export function firstRow(recording: Recording, startedAt: number, jpeg: Jpeg, shown = shownSize(jpeg)): FilmSummary {
  const { camera, options } = recording.head;
  const isCopy = options.quality === 'original';
  const { widthPx, heightPx } = isCopy ? jpeg : filmSize(shown, options.look);
  return {
    id: recording.id,
    name: options.name,
    cameraId: camera.id,
    cameraName: camera.name,
    state: 'unfinished',
    startedAt,
    durationMs: 0,
    sizeBytes: 0,
    widthPx,
    heightPx,
    frames: 0,
    protected: false,
    mimeType: options.quality === 'original' ? 'video/quicktime' : 'video/mp4',
    engine: 'none',
    tally: emptyTally,
    gaps: [],
    ...(options.lapse && { speed: speedOf(options) }),
    ...(options.groupId && { groupId: options.groupId }),
    ...(options.partOf && { partOf: options.partOf }),
  };
}

/** The first picture of the tape from `sequence` on, of those that are on it already. */
export async function recordAt({ tape }: Recording, sequence: number): Promise<Jpeg | undefined> {
  if (sequence < 0 || sequence >= tape.nextSequence) return undefined;
  for await (const { jpeg } of tape.read(sequence, new AbortController().signal)) return jpeg;
  return undefined;
}

/** The row as written last; made from the first picture where a crash came before it was written. Undefined without a picture. */
export async function rowOf(recording: Recording): Promise<FilmSummary | undefined> {
  if (recording.row) return recording.row;
  const first = await recordAt(recording, recording.head.firstSequence ?? 0);
  return first && firstRow(recording, startOf(recording.head, first.arrivedAt), first);
}

/** Encoders and muxer are loaded with the first film, so that the live picture comes sooner. */
export async function startRender(job: RenderJob): Promise<FilmFacts> {
  const { render } = await import('../render/loop');
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
    const moved = await movementsIn(recording.journal());
    await recording.describe({ ...row(), ...facts, ...moved, state: 'finished' });
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
