/** Rows of films, of a few fields. */
import { emptyTally, type FilmSummary } from '../../../src/base/library';

export function film(id: string, change: Partial<FilmSummary>): FilmSummary {
  return {
    id,
    name: '',
    cameraId: '',
    cameraName: '',
    state: 'finished',
    startedAt: 0,
    durationMs: 0,
    sizeBytes: 0,
    widthPx: 640,
    heightPx: 480,
    frames: 0,
    protected: false,
    mimeType: 'video/mp4',
    engine: 'none',
    tally: emptyTally,
    gaps: [],
    ...change,
  };
}
