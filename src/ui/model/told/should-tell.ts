/** What happens to a camera that somebody who looks elsewhere wants to know, and whether to tell it now. Pure. */

import type { When } from '../../../base/options';
import { defaultSchedule, isOn, type Zone } from '../../../base/schedule';
import type { LiveState } from '../../../remote/remote';

export type Alert = 'lost' | 'back' | 'covered' | 'frozen' | 'nearly-full' | 'finished' | 'moved';

/** Remembered for the page. */
export interface TellSettings {
  readonly on: boolean;
  readonly sound: boolean;
  /** Hours without a word, HH:MM; the same twice = none. */
  readonly quietFrom: string;
  readonly quietUntil: string;
}

export const defaultTell: TellSettings = { on: false, sound: false, quietFrom: '22:00', quietUntil: '22:00' };

/** What was remembered, by whatever version. */
export function tellFrom(stored: Partial<TellSettings> | undefined): TellSettings {
  const { on, sound, quietFrom, quietUntil } = { ...defaultTell, ...stored };
  const timely = [quietFrom, quietUntil].every((text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text));
  const { quietFrom: from, quietUntil: until } = timely ? { quietFrom, quietUntil } : defaultTell;
  return { on: on === true, sound: sound === true, quietFrom: from, quietUntil: until };
}

/** Less than this is left. */
const nearlyFullMs = 600_000;

/** What has happened between two states of a camera. */
export function alertsOf(before: LiveState | undefined, next: LiveState, when: When): readonly Alert[] {
  if (!before) return [];
  const { phase } = next;
  // Of a camera that is only looked at nobody wants to be told.
  const isWatched = phase !== 'idle' || next.movement !== undefined || next.schedule !== undefined;
  const begins = before.phase === 'idle' && phase === 'recording';
  const code = next.trouble?.code === before.trouble?.code ? undefined : next.trouble?.code;
  const isFull = (live: LiveState) => live.phase === 'recording' && live.roomMs < nearlyFullMs;
  const happened: Readonly<Record<Alert, boolean>> = {
    lost: isWatched && before.connection !== 'lost' && before.isSeen && next.connection === 'lost',
    back: isWatched && before.connection === 'lost' && next.connection === 'live',
    covered: isWatched && code === 'notice/covered',
    frozen: isWatched && code === 'notice/frozen',
    'nearly-full': isFull(next) && !isFull(before),
    finished: before.phase === 'finishing' && phase === 'idle' && next.frames > 0,
    moved: begins && next.byItself && when.motion && next.movement !== undefined && !isScheduled(next, when),
  };
  return (Object.keys(happened) as Alert[]).filter((alert) => happened[alert]);
}

/** A film that began by the clock and not because something moved. */
function isScheduled({ schedule }: LiveState, { schedule: { use } }: When): boolean {
  return use === 'film' && schedule?.untilAt !== undefined;
}

export interface TellState {
  readonly settings: TellSettings;
  readonly permission: NotificationPermission;
  /** Somebody can see the page: there it is said anyway. */
  readonly isSeen: boolean;
  /** When the same was told of the same camera, ms since epoch. */
  readonly lastAt: number | undefined;
  readonly now: number;
  readonly zone: Zone;
}

/** A camera that comes and goes, and leaves that move, are told of once a minute. */
const leastBetweenMs = 60_000;

export function shouldTell({ settings, permission, isSeen, lastAt, now, zone }: TellState): boolean {
  const { on, quietFrom: from, quietUntil: until } = settings;
  if (!on || permission !== 'granted' || isSeen) return false;
  if (isOn({ ...defaultSchedule, use: 'film', from, until }, now, zone)) return false;
  // A clock that was set back silences nothing for long.
  return lastAt === undefined || now < lastAt || now - lastAt >= leastBetweenMs;
}
