/** What of a recording may be written over its film's pictures. */
import type { RecordingHead } from '../../deck/deck';
import type { DrawFacts } from '../../draw/draw';
import { movementScore } from '../../notice/notice';

export function drawnFacts({ camera, firstSequence = 0 }: RecordingHead): DrawFacts {
  return { cameraName: camera.name, firstSequence, stillScore: movementScore };
}
