/** The fields of a time-lapse, and what it will come to. */

import { useState } from 'preact/hooks';
import type { SizePx } from '../../../base/flow';
import type { Lapse } from '../../../base/options';
import { forecastOf, type LapseUnit, unitOf, unitSeconds } from '../../model/live/forecast';
import { lapseWords as say } from '../../words/late/live';
import { ChoiceField, NumberField } from '../fields/fields';

/** One day. */
const mostEverySeconds = 86_400;
const mostFps = 60;

interface Props {
  readonly lapse: Lapse;
  /** Of its pictures, as far as that is known. */
  readonly size: SizePx;
  readonly onLapse: (lapse: Lapse) => void;
}

export function LapseFields({ lapse, size, onLapse }: Props) {
  const [unit, setUnit] = useState<LapseUnit>(() => unitOf(lapse.everySeconds));
  const { everySeconds, fps } = lapse;
  const { of, pictures, filmSeconds, bytes } = forecastOf(lapse, size);
  const count = everySeconds / unitSeconds[unit];
  const every = (number: number, next: LapseUnit) => {
    setUnit(next);
    const seconds = Math.min(mostEverySeconds, number * unitSeconds[next]);
    onLapse({ ...lapse, everySeconds: Math.max(1, seconds) });
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
      <p aria-live="polite">{say.forecast(of, pictures, filmSeconds, bytes)}</p>
    </>
  );
}
