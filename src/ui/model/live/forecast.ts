/** What a time-lapse will come to: how long a film of what time, and about how large. Pure. */
import type { SizePx } from '../../../base/flow';
import type { Lapse } from '../../../base/options';

const hourSeconds = 3600;
const daySeconds = 24 * hourSeconds;
/** Of slower ones an hour is next to nothing. */
const slowSeconds = 300;

/** What a picture of this size takes in a film, as the encoders are told (encode/bit-rate.ts). */
const usual = { areaPx: 640 * 480, bytes: 12_500, areaPower: 0.85 };

export interface Forecast {
  readonly of: 'hour' | 'day';
  readonly pictures: number;
  readonly filmSeconds: number;
  /** Undefined while nobody knows how large the pictures are. */
  readonly bytes: number | undefined;
}

export function forecastOf({ everySeconds, fps }: Lapse, { widthPx, heightPx }: SizePx): Forecast {
  const isSlow = everySeconds > slowSeconds;
  const pictures = Math.ceil((isSlow ? daySeconds : hourSeconds) / everySeconds);
  const area = ((widthPx * heightPx) / usual.areaPx) ** usual.areaPower;
  const bytes = area > 0 ? Math.round(pictures * usual.bytes * area) : undefined;
  return { of: isSlow ? 'day' : 'hour', pictures, filmSeconds: pictures / fps, bytes };
}

export const unitSeconds = { seconds: 1, minutes: 60, hours: hourSeconds } as const;
export type LapseUnit = keyof typeof unitSeconds;

/** The largest unit a time is whole in. */
export function unitOf(everySeconds: number): LapseUnit {
  if (everySeconds % unitSeconds.hours === 0) return 'hours';
  return everySeconds % unitSeconds.minutes === 0 ? 'minutes' : 'seconds';
}
