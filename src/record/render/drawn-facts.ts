/** What of a recording may be written over its film's pictures. */
import { speedOf } from '../../base/options';
import type { RecordingHead } from '../../deck/deck';
import type { DrawFacts } from '../../draw/draw';
import { movementScore } from '../../notice/notice';

export function drawnFacts({ camera, options, firstSequence = 0 }: RecordingHead): DrawFacts {
  return { cameraName: camera.name, firstSequence, stillScore: movementScore, speed: speedOf(options) };
}
