/** What is worth a sentence when a camera's state has changed. Pure. */

import { allZones } from '../../../base/zones';
import type { LiveState } from '../../../remote/remote';
import { words } from '../../words/words';

export function newsOf(before: LiveState | undefined, next: LiveState, zones: string): readonly string[] {
  const slept = next.schedule?.slept;
  return [
    next.madeFrom && !before?.madeFrom ? words.live.madeFrom(next.madeFrom) : '',
    // Said once: a camera that goes to and fro would else never be silent.
    next.sizeChanges > 0 && before?.sizeChanges === 0 ? words.live.sizeChanged : '',
    isScaled(before, next, zones) ? words.when.scaled : '',
    slept && slept.dueAt !== before?.schedule?.slept?.dueAt
      ? words.when.schedule.slept(slept.dueAt, slept.begunAt)
      : '',
  ].filter(Boolean);
}

/** The zones lie over pictures of another size now. */
export function isScaled(before: LiveState | undefined, next: LiveState, zones: string): boolean {
  return zones !== allZones && sizeText(before) !== '' && sizeText(before) !== sizeText(next);
}

/** Empty while no picture has come. */
function sizeText(live: Pick<LiveState, 'widthPx' | 'heightPx'> | undefined): string {
  return live && live.widthPx > 0 ? `${live.widthPx}x${live.heightPx}` : '';
}
