/** The sheet of what is kept besides Record and Stop. */

import { useState } from 'preact/hooks';
import type { Sensitivity } from '../../../base/options';
import { faultOf, localZone } from '../../../base/schedule';
import { useModel } from '../../model/model';
import { ChoiceField, Sheet, SwitchField } from '../../parts/fields/fields';
import { whenSheetWords as say, zoneWords } from '../../words/late/when';
import { words } from '../../words/words';
import { Meter, sensitivityChoices } from './meter';
import { ScheduleFields } from './schedule';
import { TellFields } from './tell';

const choices = (numbers: readonly number[], text: (number: number) => string) =>
  numbers.map((number) => [number, text(number)] as const);

interface Props {
  readonly onClose: () => void;
  /** To the editor over the picture, which this sheet would hide. */
  readonly onZones: () => void;
}

export function WhenSheet({ onClose, onZones }: Props) {
  const { when, tell, act } = useModel();
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
    <Sheet title={words.when.title} done={say.done} onClose={onClose} onDone={onDone}>
      <ChoiceField
        label={say.before}
        about={say.beforeAbout}
        value={beforeSeconds}
        choices={choices([0, 5, 10, 30, 60, 120], say.beforeSeconds)}
        onValue={(seconds) => set({ beforeSeconds: seconds })}
      />
      <SwitchField label={say.motion} about={say.motionAbout} on={motion} onChange={(on) => set({ motion: on })} />
      {motion && <Motion onZones={() => onDone() && onZones()} />}
      <ScheduleFields
        draft={draft}
        fault={isTried ? fault() : undefined}
        today={new Date(localZone(Date.now())).toISOString().slice(0, 10)}
        onDraft={setDraft}
      />
      {(motion || draft.use !== 'off' || tell.value.on) && <TellFields />}
    </Sheet>
  );
}

function Motion({ onZones }: { readonly onZones: () => void }) {
  const { when, live, act } = useModel();
  const { afterSeconds, leastSeconds, mostAnHour, sensitivity } = when.value;
  const set = act.live.setWhen;
  return (
    <>
      <Meter {...(live.value?.movement ?? { score: 0, threshold: 1 })} />
      <button type="button" onClick={onZones}>
        {zoneWords.title}
      </button>
      <ChoiceField<Sensitivity>
        label={say.sensitivity}
        value={sensitivity}
        choices={sensitivityChoices}
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
