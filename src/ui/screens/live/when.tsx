/** The sheet of what is kept besides Record and Stop. */

import { useState } from 'preact/hooks';
import type { Sensitivity } from '../../../base/options';
import { faultOf, localZone } from '../../../base/schedule';
import { useModel } from '../../model/model';
import { ChoiceField, Sheet, SwitchField } from '../../parts/fields/fields';
import { words } from '../../words/words';
import { ScheduleFields } from './schedule';

const { when: say } = words;

const choices = (numbers: readonly number[], text: (number: number) => string) =>
  numbers.map((number) => [number, text(number)] as const);

export function WhenSheet({ onClose }: { readonly onClose: () => void }) {
  const { when, act } = useModel();
  const { beforeSeconds, motion, schedule } = when.value;
  const [before] = useState(schedule);
  const [draft, setDraft] = useState(before);
  const [isTried, setTried] = useState(false);
  const set = act.live.setWhen;
  // One that has begun and ended meanwhile is no fault of whoever changes something else.
  const fault = () => (draft === before ? undefined : faultOf(draft, Date.now(), localZone));
  const onDone = () => {
    setTried(true);
    if (fault()) return false;
    if (draft !== before) set({ schedule: draft });
    return true;
  };
  return (
    <Sheet title={say.title} done={say.done} onClose={onClose} onDone={onDone}>
      <ChoiceField
        label={say.before}
        about={say.beforeAbout}
        value={beforeSeconds}
        choices={choices([0, 5, 10, 30, 60, 120], say.beforeSeconds)}
        onValue={(seconds) => set({ beforeSeconds: seconds })}
      />
      <SwitchField label={say.motion} about={say.motionAbout} on={motion} onChange={(on) => set({ motion: on })} />
      {motion && <Motion />}
      <ScheduleFields
        draft={draft}
        fault={isTried ? fault() : undefined}
        today={new Date(localZone(Date.now())).toISOString().slice(0, 10)}
        onDraft={setDraft}
      />
    </Sheet>
  );
}

function Motion() {
  const { when, act } = useModel();
  const { afterSeconds, leastSeconds, mostAnHour, sensitivity } = when.value;
  const set = act.live.setWhen;
  return (
    <>
      <Meter />
      <ChoiceField<Sensitivity>
        label={say.sensitivity}
        value={sensitivity}
        choices={(['low', 'usual', 'high'] as const).map((one) => [one, say.sensitivities[one]])}
        onValue={(value) => set({ sensitivity: value })}
      />
      <ChoiceField
        label={say.after}
        value={afterSeconds}
        choices={choices([1, 5, 10, 30, 60, 300], say.afterSeconds)}
        onValue={(seconds) => set({ afterSeconds: seconds })}
      />
      <ChoiceField
        label={say.least}
        value={leastSeconds}
        choices={choices([1, 5, 10, 30, 60], say.leastSeconds)}
        onValue={(seconds) => set({ leastSeconds: seconds })}
      />
      <ChoiceField
        label={say.most}
        value={mostAnHour}
        choices={choices([0, 5, 10, 20, 60], say.mostAnHour)}
        onValue={(count) => set({ mostAnHour: count })}
      />
    </>
  );
}

/** Full at ten times what counts; the lower end is stretched, for there most happens. */
function Meter() {
  const movement = useModel().live.value?.movement;
  const { score, threshold } = movement ?? { score: 0, threshold: 1 };
  return (
    <label class="field">
      {say.meter}
      <meter min={0} max={Math.sqrt(10)} low={1} value={Math.sqrt(Math.min(10, score / threshold))} />
      <small>{score > threshold ? say.moves : say.still}</small>
    </label>
  );
}
