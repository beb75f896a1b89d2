/** Whether a time-lapse is to have pictures just now: of the day only, and each day in a film of its own. Pure. */
import type { Lapse } from '../../base/options';
import { localZone } from '../../base/schedule';
import { isSunUp, nextSunAt } from '../../base/sun/sun';

/** Means of all shades, 0 to 255. Between the two it stays as it was: dusk is no flicker. */
const brightFrom = 50;
const darkUntil = 35;
/** A shorter darkness is a storm, or a hand before the lens, and no night. */
const nightMs = 3_600_000;
const dayMs = 86_400_000;

export interface Daylight {
  readonly isLight: boolean;
  /** Of the last picture that was kept; undefined before the first one. */
  readonly keptAt: number | undefined;
}

export interface DayVerdict {
  readonly keeps: boolean;
  /** Another day has begun: the film of the one before ends then. */
  readonly dayEndedAt?: number | undefined;
}

/** Of a picture of `at` that a moment would have; `brightness` undefined: nobody knows. */
export function lookAtDay(
  before: Daylight,
  { lapse, at, brightness }: { readonly lapse: Lapse; readonly at: number; readonly brightness: number | undefined },
): { readonly daylight: Daylight } & DayVerdict {
  const isLight = isLightAt(before, lapse, at, brightness);
  const { keptAt } = before;
  if (!isLight) return { daylight: { isLight, keptAt }, keeps: false };
  const isOther = keptAt !== undefined && isOtherDay(lapse, keptAt, at);
  return { daylight: { isLight, keptAt: at }, keeps: true, dayEndedAt: isOther ? endOfDay(lapse, keptAt) : undefined };
}

function isLightAt({ isLight }: Daylight, lapse: Lapse, at: number, brightness: number | undefined): boolean {
  if (lapse.daylight === 'sun') return lapse.place === undefined || isSunUp(lapse.place, at);
  if (lapse.daylight !== 'bright') return true;
  if (brightness === undefined) return isLight;
  return isLight ? brightness > darkUntil : brightness >= brightFrom;
}

/** By daylight a day is what lies between two nights, wherever the camera is; else it is one of the clock on the wall. */
function isOtherDay({ daylight, eachDay, everySeconds }: Lapse, before: number, at: number): boolean {
  if (daylight) return at - before >= Math.max(nightMs, 1.5 * everySeconds * 1000);
  const dayOf = (ms: number) => Math.floor(localZone(ms) / dayMs);
  return eachDay === true && dayOf(before) !== dayOf(at);
}

/** Its last picture stands as long as any other, and not all night. */
export function endOfDay({ everySeconds }: Lapse, keptAt: number): number {
  return keptAt + everySeconds * 1000;
}

/** When a picture is due that is to be one of the day: where the sun says it, nobody needs to ask at night. */
export function dueByDay({ daylight, place }: Lapse, dueAt: number): number {
  return daylight === 'sun' && place ? nextSunAt(place, dueAt) : dueAt;
}
