/** Where the sun stands, for recording in daylight only. Pure; good to a minute or two between 1950 and 2050. */

/** Degrees; north and east are positive. */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/** The upper edge of the sun is at the horizon: refraction and half its disc (Astronomical Almanac). */
const horizonDegrees = -0.833;
const stepMs = 5 * 60_000;
const dayMs = 86_400_000;
/** Noon of the first of January 2000, UTC. */
const epochAt = Date.UTC(2000, 0, 1, 12);
const radians = Math.PI / 180;

/** The Astronomical Almanac's low-precision formulas for the Sun (section C). `at`: ms since epoch. */
export function isSunUp({ latitude, longitude }: Coordinates, at: number): boolean {
  const days = (at - epochAt) / dayMs;
  const anomaly = (357.528 + 0.9856003 * days) * radians;
  const mean = 280.46 + 0.9856474 * days;
  const ecliptic = (mean + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * radians;
  const obliquity = (23.439 - 0.0000004 * days) * radians;
  const ascension = Math.atan2(Math.cos(obliquity) * Math.sin(ecliptic), Math.cos(ecliptic));
  const declination = Math.asin(Math.sin(obliquity) * Math.sin(ecliptic));
  const sidereal = (280.46061837 + 360.98564736629 * days + longitude) * radians;
  const north = latitude * radians;
  const height =
    Math.sin(north) * Math.sin(declination) + Math.cos(north) * Math.cos(declination) * Math.cos(sidereal - ascension);
  return height > Math.sin(horizonDegrees * radians);
}

/** When the sun is up next, `from` itself if it is then; a day and a half later where it is not by then: a polar night is looked at again. */
export function nextSunAt(place: Coordinates, from: number): number {
  return changeAfter(place, from, false) ?? from + 1.5 * dayMs;
}

/** The first stretch with the sun up that ends after `at`; undefined where it stays up, or down, for days. */
export function sunlightAround(
  place: Coordinates,
  at: number,
): { readonly riseAt: number; readonly setAt: number } | undefined {
  // From a moment of night before it, so that the whole stretch is seen.
  let night = at;
  while (isSunUp(place, night) && night > at - 1.5 * dayMs) night -= stepMs;
  const riseAt = isSunUp(place, night) ? undefined : changeAfter(place, night, false);
  const setAt = riseAt && changeAfter(place, riseAt, true);
  return riseAt !== undefined && setAt !== undefined ? { riseAt, setAt } : undefined;
}

/** When the sun is no longer as it `isUp` from `from` on, to the second. */
function changeAfter(place: Coordinates, from: number, isUp: boolean): number | undefined {
  if (isSunUp(place, from) !== isUp) return from;
  for (let at = from + stepMs; at < from + 1.5 * dayMs; at += stepMs) {
    if (isSunUp(place, at) === isUp) continue;
    let [before, after] = [at - stepMs, at];
    while (after - before > 1000) {
      const middle = (before + after) / 2;
      if (isSunUp(place, middle) === isUp) before = middle;
      else after = middle;
    }
    return Math.round(after);
  }
  return undefined;
}

const number = String.raw`([+-]?\d{1,3}(?:\.\d+)?)\s*°?`;
const typed = new RegExp(String.raw`^\s*${number}\s*([NS])?[\s,;]+${number}\s*([EWO])?\s*$`, 'i');

/** As maps show it: "52.52, 13.41", also with the letters of the directions. Undefined for anything else. */
export function placeFrom(text: string): Coordinates | undefined {
  // In many languages decimals have a comma: then what parts the two is something else.
  const pointed = /^[^.]*\d,\d[^.]*[\s;][^.]*\d,\d[^.]*$/.test(text) ? text.replace(/(\d),(\d)/g, '$1.$2') : text;
  const parts = typed.exec(pointed);
  if (!parts) return undefined;
  const latitude = Number(parts[1]) * (parts[2]?.toUpperCase() === 'S' ? -1 : 1);
  // O is west in Spanish (oeste) and east in German (Ost): nobody can tell.
  if (parts[4]?.toUpperCase() === 'O') return undefined;
  const longitude = Number(parts[3]) * (parts[4]?.toUpperCase() === 'W' ? -1 : 1);
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined;
}
