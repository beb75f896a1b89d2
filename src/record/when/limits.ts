/** What limits a film, out of what was asked for. */
import { type RecordingOptions, speedOf } from '../../base/options';

/** What was asked for when Record was pressed. */
export interface FilmLimits {
  /** Counted from Record, or from the first picture when there was none; Infinity = until Stop. */
  readonly lengthMs: number;
  /** Another film is begun after so long; Infinity = never. */
  readonly splitMs: number;
  /** A film of more pictures could not be finished. */
  readonly mostFrames: number;
}

export function limitsOf(options: RecordingOptions, mostFrames: number): FilmLimits {
  const { seconds, splitMinutes } = options;
  const lengthMs = seconds > 0 ? seconds * 1000 : Number.POSITIVE_INFINITY;
  const splitMs = splitMinutes > 0 ? splitMinutes * 60_000 * speedOf(options) : Number.POSITIVE_INFINITY;
  return { lengthMs, splitMs, mostFrames };
}
