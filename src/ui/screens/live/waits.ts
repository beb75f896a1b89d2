/** What a camera that records nothing waits for, and when what it records ends: in words, for its live screen. */

import type { When } from '../../../base/options';
import type { LiveState } from '../../../remote/remote';
import { words } from '../../words/words';

type Waiting = Pick<LiveState, 'phase' | 'movement' | 'schedule' | 'ringMs' | 'isRingShort' | 'byItself' | 'isDark'>;

/** `now`: ms since epoch, by the clock on the wall. */
export function waitsFor(live: Waiting, when: When, now: number): readonly string[] {
  const { phase, schedule, ringMs, isRingShort, byItself } = live;
  const { use } = when.schedule;
  const say = words.when;
  const { untilAt, nextAt, slept } = schedule ?? {};
  const isIdle = phase === 'idle';
  const isOff = use === 'motion' && untilAt === undefined;
  return [
    isIdle && live.movement && !isOff ? say.armed : '',
    isIdle && use === 'motion' && live.movement && isOff && nextAt !== undefined
      ? say.schedule.armedIn(nextAt - now)
      : '',
    isIdle && use === 'film' && nextAt !== undefined ? say.schedule.startsIn(nextAt - now) : '',
    !isIdle && use === 'film' && byItself && untilAt !== undefined ? say.schedule.endsAt(untilAt) : '',
    !isIdle && live.isDark ? say.dark : '',
    slept ? say.schedule.slept(slept.dueAt, slept.begunAt) : '',
    isIdle && when.beforeSeconds > 0 ? say.keeps(ringMs, when.beforeSeconds, isRingShort) : '',
  ].filter(Boolean);
}
