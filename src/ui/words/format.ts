/** Numbers as people read them: lengths, sizes, rates, counts and dates in the reader's own language. */

import { spokenLocale } from '../language';

/** Of the language the page speaks; until one is chosen, the browser's. */
export const locale = spokenLocale();

/** What is made when it is first asked for: the first form of all takes 30 ms, and the first screen has no use for any. */
export function once<Form>(make: () => Form): () => Form {
  let made: Form | undefined;
  return () => (made ??= make());
}

const decimals = (digits: number) => once(() => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }));
const whole = decimals(0);
const oneDigit = decimals(1);
const dateTime = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }));
const time = once(() => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }));
const plural = once(() => new Intl.PluralRules(locale));

const units = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** "3.2 MB": powers of 1000, as storage is sold and as systems show it. */
export function sizeText(bytes: number): string {
  let value = Math.max(0, bytes) / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = value < 10 && unit > 0 ? 1 : 0;
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit: units[unit], maximumFractionDigits: digits });
  return format.format(value);
}

/** "0:07", "12:34", "1:02:03": a clock face, for what is still running and for a film's length. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, at) => (at === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** "0:07.4": a clock face with tenths, for a place in a film. */
export function counterText(ms: number): string {
  const tenths = Math.floor(Math.max(0, ms) / 100);
  return `${clockText(tenths * 100)}${oneDigit().format(0.5).slice(1, -1)}${tenths % 10}`;
}

/** "40 min", "3 h", "5 days": only as exact as a guess about the future can be. Empty when nobody knows. */
export function roughText(ms: number): string {
  if (!Number.isFinite(ms)) return '';
  const minutes = ms / 60_000;
  if (minutes < 1) return unitText(Math.max(0, Math.round(ms / 1000)), 'second');
  if (minutes < 90) return unitText(Math.round(minutes), 'minute');
  if (minutes < 48 * 60) return unitText(Math.round(minutes / 60), 'hour');
  return unitText(Math.round(minutes / 60 / 24), 'day');
}

/** "2 h 10 min", "40 s", "3 days": until something that is due. */
export function waitText(ms: number): string {
  const minutes = Math.floor(Math.max(0, ms) / 60_000);
  if (minutes < 1) return unitText(Math.max(0, Math.ceil(ms / 1000)), 'second');
  if (minutes >= 48 * 60) return unitText(Math.round(minutes / 60 / 24), 'day');
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? unitText(hours, 'hour') : '', rest > 0 ? unitText(rest, 'minute') : ''].filter(Boolean).join(' ');
}

/** "1.3 s": for differences, where tenths count. */
export function secondsText(ms: number): string {
  const format = { style: 'unit', unit: 'second', unitDisplay: 'short', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale, format).format(ms / 1000);
}

function unitText(count: number, unit: 'second' | 'minute' | 'hour' | 'day'): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count);
}

/** "14.8", "5", "1/3": pictures a second. */
export function rateText(fps: number): string {
  if (!(fps > 0)) return '0';
  const slow = Math.round(1 / fps);
  if (fps < 0.95 && Math.abs(1 / slow - fps) < 0.01) return `1/${slow}`;
  return fps < 10 ? oneDigit().format(fps) : oneDigit().format(Math.round(fps * 10) / 10);
}

export function countText(count: number): string {
  return whole().format(count);
}

/** Chooses the form a language has for a count ("1 picture", "2 pictures"). */
export function counted(count: number, one: string, other: string): string {
  return `${countText(count)} ${plural().select(count) === 'one' ? one : other}`;
}

/** "06:12", on another day than today with the day. */
export function timeText(at: number): string {
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  return isToday ? time().format(at) : dateText(at);
}

/** 0 = Sunday. */
export function weekdayText(day: number): string {
  // The 4th of January 1970 was a Sunday.
  return new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format((3 + day) * 86_400_000);
}

/** "40 %" of a whole. */
export function shareText(share: number): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

export function dateText(at: number): string {
  return dateTime().format(at);
}
