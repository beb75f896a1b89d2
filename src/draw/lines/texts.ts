/** What each line says of a picture. */
import type { OverlayLine } from '../../base/look/look';

/** Of one picture. */
export interface PictureFacts {
  readonly cameraName: string;
  /** When it arrived, ms since epoch: the picture's own time and not that of the drawing. */
  readonly at: number;
  /** Since the recording began: of a time-lapse more than of its film. */
  readonly elapsedMs: number;
  /** In the film, from 1; 0 while there is none. */
  readonly number: number;
  /** Something moves in it. */
  readonly moves: boolean;
}

/** Made once for a film: a formatter takes longer to make than a picture to draw. */
export function writerOf(line: OverlayLine): (facts: PictureFacts) => string {
  switch (line.what) {
    case 'text':
      return () => line.text;
    case 'camera':
      return ({ cameraName }) => cameraName;
    case 'elapsed':
      return ({ elapsedMs }) => durationText(elapsedMs);
    case 'number':
      return (facts) => (facts.number > 0 ? String(facts.number) : '');
    case 'motion':
      return ({ moves }) => (moves ? `● ${line.text}`.trim() : '');
    case 'time': {
      const write = line.locale === '' ? (at: number) => plainTime(at, line.seconds) : localTime(line);
      return ({ at }) => (line.utcOffset ? `${write(at)} ${offsetText(at)}` : write(at));
    }
  }
}

/** 'YYYY-MM-DD hh:mm:ss', local time: every digit keeps its place, and no country reads it wrongly (ISO 8601). */
function plainTime(at: number, seconds: boolean): string {
  const date = new Date(at);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const minute = `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
  return seconds ? `${minute}:${two(date.getSeconds())}` : minute;
}

function localTime({ locale, seconds }: OverlayLine): (at: number) => string {
  const [year, two] = ['numeric', '2-digit'] as const;
  const format = new Intl.DateTimeFormat(locale === 'device' ? undefined : locale, {
    ...{ year, month: two, day: two, hour: two, minute: two },
    ...(seconds && { second: two }),
  });
  // Spaces no font of a worker needs to have.
  return (at) => format.format(at).replace(/\s/g, ' ');
}

/** 'UTC+02:00', of this device at that time. */
function offsetText(at: number): string {
  const minutes = -new Date(at).getTimezoneOffset();
  const size = Math.abs(minutes);
  return `UTC${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** 'h:mm:ss' */
function durationText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
