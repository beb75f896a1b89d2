/** Which pictures are kept, in all films of a recording: of a time-lapse those that are due, by day. */
import type { Jpeg } from '../../base/flow';
import { type Daylight, type DayVerdict, dueByDay, endOfDay, lookAtDay } from './daylight';
import { dueAtOf, type Thinning, thin } from './lapse';

export interface Thinner {
  begin(first: Thinning | undefined): void;
  /** How bright it is matters only where it is due. */
  judge(jpeg: Pick<Jpeg, 'arrivedAt' | 'brightness'>): DayVerdict;
  /** When the next picture is due; undefined while every one is wanted, and before the first one. */
  dueAt(): number | undefined;
  /** It is night: nothing is kept. */
  readonly isDark: boolean;
  /** When a film ends that is ended at `at`: its last picture does not stand all night. */
  endOf(at: number): number;
}

export function openThinner(): Thinner {
  let thinning: Thinning | undefined;
  let daylight: Daylight = { isLight: true, keptAt: undefined };
  return {
    begin(first) {
      thinning = first;
      // A recording that goes on the next morning begins another film.
      const keptAt = first && first.moment >= 0 ? first.seenAt : undefined;
      daylight = { isLight: first?.lapse.daylight !== 'bright', keptAt };
    },
    judge(jpeg) {
      if (!thinning) return { keeps: true };
      const { arrivedAt: at } = jpeg;
      const thinned = thin(thinning, at);
      thinning = thinned.thinning;
      if (!thinned.keeps) return { keeps: false };
      const looked = lookAtDay(daylight, { lapse: thinning.lapse, at, brightness: jpeg.brightness });
      daylight = looked.daylight;
      return looked;
    },
    dueAt: () => (thinning && thinning.moment >= 0 ? dueByDay(thinning.lapse, dueAtOf(thinning)) : undefined),
    get isDark() {
      return thinning !== undefined && !daylight.isLight;
    },
    endOf(at) {
      const { keptAt } = daylight;
      return thinning && keptAt !== undefined && !daylight.isLight
        ? Math.min(at, endOfDay(thinning.lapse, keptAt))
        : at;
    },
  };
}
