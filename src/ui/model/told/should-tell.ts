/** What happens to a camera that somebody who looks elsewhere wants to know, and whether to tell it now. Pure. */

import type { When } from '../../../base/options';
import { defaultSchedule, isOn, type Zone } from '../../../base/schedule';
import type { LiveState } from '../../../remote/remote';
import type { TellSettings } from './settings';

export type Alert = 'lost' | 'back' | 'covered' | 'frozen' | 'nearly-full' | 'finished' | 'moved';

/** Less than this is left. */
const nearlyFullMs = 600_000;

/**
 * What is remembered of a camera as its last state: one that is lost stays so until a picture comes, however often it is asked
 * again and whatever it answers meanwhile. Else its return is told of never, and its loss with every try.
 */
export function settled(before: LiveState | undefined, next: LiveState): LiveState {
  if (before?.connection !== 'lost' || next.connection === 'live') return next;
  return { ...next, connection: 'lost' };
}

/** What has happened between two states of a camera; `before`: as it was settled. */
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
