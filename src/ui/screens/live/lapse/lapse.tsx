/** The fields of a time-lapse, and what it will come to. */

import { useState } from 'preact/hooks';
import type { Lapse } from '../../../../base/options';
import { forecastOf, type LapseUnit, unitOf, unitSeconds } from '../../../model/live/forecast';
import { ChoiceField, NumberField } from '../../../parts/fields/fields';
import { lapseWords as say } from '../../../words/late/live';
import { useShownSize } from '../shown-size';

/** One day. */
const mostEverySeconds = 86_400;
const mostFps = 60;

interface Props {
  readonly lapse: Lapse;
  readonly onLapse: (lapse: Lapse) => void;
}

export function LapseFields({ lapse, onLapse }: Props) {
  const [unit, setUnit] = useState<LapseUnit>(() => unitOf(lapse.everySeconds));
  const size = useShownSize();
  const { everySeconds, fps } = lapse;
  const { of, pictures, filmSeconds, bytes } = forecastOf(lapse, size);
  const count = everySeconds / unitSeconds[unit];
  const every = (number: number, next: LapseUnit) => {
    setUnit(next);
    const seconds = Math.min(mostEverySeconds, number * unitSeconds[next]);
    onLapse({ fps, everySeconds: Math.max(1, seconds) });
  };
  return (
    <>
      <NumberField
        label={say.every}
        value={count}
        min={1}
        max={mostEverySeconds / unitSeconds[unit]}
        onNumber={(number) => every(number, unit)}
      />
      <ChoiceField<LapseUnit>
        label={say.unit}
        value={unit}
        choices={[
          ['seconds', say.units.seconds],
          ['minutes', say.units.minutes],
          ['hours', say.units.hours],
        ]}
        onValue={(next) => every(count, next)}
      />
      <NumberField
        label={say.fps}
        value={fps}
        min={1}
        max={mostFps}
        onNumber={(number) => onLapse({ ...lapse, fps: number })}
      />
      <p role="status">{say.forecast(of, pictures, filmSeconds, bytes)}</p>
      <small>{say.hint}</small>
    </>
  );
}
