/** Three measured rates in; what the rate doctor makes of them out (ui/words.ts says it). */

import type { LiveState } from '../record/record';

export type Advice =
  | { readonly kind: 'waiting' | 'fine' | 'uneven' }
  /** The camera hands out each picture more than once: asking for `fps` loses nothing. */
  | { readonly kind: 'repeats'; readonly fps: number }
  /** Fewer pictures come than were asked for: `fps` is what the camera can do. */
  | { readonly kind: 'slow'; readonly fps: number };

type Rates = Pick<LiveState, 'askedFps' | 'answeredFps' | 'uniqueFps' | 'intervalsMs'>;

/** A fifth fewer is still "as asked": rates are measured over a few seconds and breathe. */
const asAsked = 0.8;
/** A longest gap of three usual ones is what an eye sees as a stutter. */
const stutter = 3;

export function adviseRate({ askedFps, answeredFps, uniqueFps, intervalsMs }: Rates): Advice {
  if (!(answeredFps > 0) || intervalsMs.length < 4) return { kind: 'waiting' };
  if (uniqueFps > 0 && uniqueFps < answeredFps * asAsked) return { kind: 'repeats', fps: tidyFps(uniqueFps) };
  if (askedFps > 0 && answeredFps < askedFps * asAsked) return { kind: 'slow', fps: tidyFps(answeredFps) };
  const sorted = [...intervalsMs].sort((a, b) => a - b);
  const usual = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const late = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
  return { kind: late > usual * stutter ? 'uneven' : 'fine' };
}

/** A rate a person would type: whole above 1, else one over a whole number (the camera's slow rates are 1/2 .. 1/5). */
export function tidyFps(fps: number): number {
  return fps >= 0.95 ? Math.round(fps) : 1 / Math.round(1 / fps);
}
