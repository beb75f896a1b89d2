/** Films by hand and by movement, told in steps: a second and what happened then. */
import { defaultWhen, type When } from '../../../src/base/options';
import {
  type Act,
  type Deciding,
  decide,
  type FilmLimits,
  firstDeciding,
  type WhenEvent,
} from '../../../src/record/when/when';

export const dayStart = 1_700_000_000_000;
export const never = Number.POSITIVE_INFINITY;
const endless: FilmLimits = { lengthMs: never, splitMs: never, mostFrames: 1000 };

/**
 * A second and what happened then. 'record 10/60': a set length of 10 s, a split every 60 s; 'early': before there is a picture.
 * 'moved' and 'partial': a picture in which something moved, and one that came in part.
 */
export function eventOf(text: string): WhenEvent {
  const [second, kind, detail = ''] = text.split(' ');
  const at = dayStart + Number(second) * 1000;
  const picture = { kind: 'picture', at, whole: true, moved: false, frames: 5, limits: endless } as const;
  switch (kind) {
    case 'record':
    case 'early': {
      const [length, split] = detail
        .split('/')
        .map((seconds) => (Number(seconds) > 0 ? Number(seconds) * 1000 : never));
      const limits = { ...endless, lengthMs: length ?? never, splitMs: split ?? never };
      return { kind: 'record', at, limits, hasPicture: kind === 'record' };
    }
    case 'picture':
      return { ...picture, frames: detail ? Number(detail) : 5 };
    case 'moved':
      return { ...picture, moved: true };
    case 'partial':
      return { ...picture, moved: true, whole: false };
    case 'disarmed':
      return { kind: 'when', at, when: { ...defaultWhen, afterSeconds: 10, leastSeconds: 5 } };
    case 'full':
      return { kind: 'room', at, freeBytes: 1000, reserved: true };
    case 'spent':
      return { kind: 'room', at, freeBytes: 1e9, reserved: false };
    case 'room':
      return { kind: 'room', at, freeBytes: 1e9, reserved: true };
    case 'failed':
      return { kind: 'failed', at, cause: { code: 'deck/failed', detail: '' } };
    case 'clock':
      // 'clock 3600': the clock on the wall is so many seconds ahead.
      return { kind, at, wallAt: at + Number(detail) * 1000, limits: endless };
    default:
      return { kind: kind as 'stop' | 'finished' | 'parted', at };
  }
}

function actText(act: Act): string {
  const second = ((act.kind === 'begin' ? act.from : act.at) - dayStart) / 1000;
  const cause = act.kind === 'end' && act.cause ? ` ${act.cause.code}` : '';
  return `${act.kind} ${second}${cause}`;
}

export function play(steps: string, when: Partial<When> = {}): { acts: string[]; state: Deciding } {
  let state: Deciding = {
    ...firstDeciding,
    hours: { ...firstDeciding.hours, zone: (at) => at },
    when: { ...defaultWhen, ...when },
  };
  const acts: string[] = [];
  for (const step of steps.split(', ').filter(Boolean)) {
    const decision = decide(state, eventOf(step));
    state = decision.state;
    acts.push(...decision.acts.map(actText));
  }
  return { acts, state };
}
