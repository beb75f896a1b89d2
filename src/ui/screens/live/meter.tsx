/** How much moves, beside what counts. */

import { whenSheetWords as say } from '../../words/late/when';

export const sensitivityChoices = (['low', 'usual', 'high'] as const).map(
  (one) => [one, say.sensitivities[one]] as const,
);

/** Full at ten times what counts; the lower end is stretched, for there most happens. */
export function Meter({ score, threshold }: { readonly score: number; readonly threshold: number }) {
  return (
    <label class="field">
      {say.meter}
      <meter min={0} max={Math.sqrt(10)} low={1} value={Math.sqrt(Math.min(10, score / threshold))} />
      <small>{score > threshold ? say.moves : say.still}</small>
    </label>
  );
}
