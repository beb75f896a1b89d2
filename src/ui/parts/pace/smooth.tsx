/** The fields of a time-lapse that say how its pictures become one another. */

import { type Lapse, mostBlend } from '../../../base/options';
import { lapseWords } from '../../words/late/live';
import { ChoiceField, SwitchField } from '../fields/fields';

const say = lapseWords.smooth;

interface Props {
  readonly lapse: Lapse;
  readonly onLapse: (lapse: Lapse) => void;
}

export function SmoothFields({ lapse, onLapse }: Props) {
  const { level = false, blend = 1 } = lapse;
  const counts = Array.from({ length: mostBlend }, (_, at) => at + 1);
  return (
    <>
      <SwitchField
        label={say.level}
        about={say.levelAbout}
        on={level}
        onChange={(on) => onLapse({ ...lapse, level: on })}
      />
      <ChoiceField
        label={say.blend}
        value={blend}
        choices={counts.map((count) => [count, say.pictures(count)])}
        onValue={(count) => onLapse({ ...lapse, blend: count })}
      />
    </>
  );
}
