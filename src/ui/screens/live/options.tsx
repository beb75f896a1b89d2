/** The sheet of recording options. */

import type { EngineChoice, Quality, RecordingOptions } from '../../../base/options';
import { useModel } from '../../model/model';
import { ChoiceField, FieldGroup, NumberField, Sheet, SwitchField, TextField } from '../../parts/fields/fields';
import { DayFields } from '../../parts/pace/day';
import { PaceFields } from '../../parts/pace/pace';
import { formWords } from '../../words/late/cameras';
import { lapseWords, optionWords as say } from '../../words/late/live';
import { lookWords } from '../../words/late/look';
import { words } from '../../words/words';
import { useShownSize } from './shown-size';

/** Length a person starts from when switching to a number. */
const usualSeconds = 10;

interface Props {
  readonly onClose: () => void;
  /** To the editor over the picture, which this sheet would hide; where several cameras are shown there is none. */
  readonly onLook?: () => void;
}

export function OptionsSheet({ onClose, onLook }: Props) {
  const { options, camera, act } = useModel();
  const { name, seconds, lapse, engine, quality, partial, keepOriginals, splitMinutes, loopBytes, burst } =
    options.value;
  const size = useShownSize();
  const set = act.live.setOptions;
  return (
    <Sheet title={say.title} done={say.done} onClose={onClose}>
      <ChoiceField
        label={say.length}
        value={seconds > 0 ? 'seconds' : 'stop'}
        choices={[
          ['stop', say.untilStop],
          ['seconds', say.forSeconds],
        ]}
        onValue={(value) => set({ seconds: value === 'stop' ? 0 : usualSeconds })}
      />
      {seconds > 0 && (
        <NumberField label={say.seconds} value={seconds} max={86_400} onNumber={(value) => set({ seconds: value })} />
      )}
      <PaceFields
        pace={options.value}
        askedFps={camera.value?.askedFps ?? 0}
        size={size}
        onPace={({ rate, lapse }) => set({ rate, lapse })}
      />
      {lapse && <DayFields lapse={lapse} onLapse={(next) => set({ lapse: next })} />}
      {lapse && <small>{lapseWords.hint}</small>}
      {onLook && (
        <button type="button" onClick={onLook}>
          {lookWords.title}
        </button>
      )}
      <TextField label={say.name} about={say.nameAbout} value={name} onValue={(value) => set({ name: value })} />
      <FieldGroup title={formWords.more}>
        <ChoiceField<EngineChoice>
          label={say.engine}
          value={engine}
          choices={entries(say.engines)}
          onValue={(value) => set({ engine: value })}
        />
        <ChoiceField<Quality>
          label={say.quality}
          {...(quality === 'original' && { about: say.originalAbout })}
          value={quality}
          choices={entries(say.qualities)}
          onValue={(value) => set({ quality: value })}
        />
        <ChoiceField<RecordingOptions['partial']>
          label={say.partial}
          value={partial}
          choices={entries(say.partials)}
          onValue={(value) => set({ partial: value })}
        />
        <ChoiceField
          label={say.split}
          value={splitMinutes}
          choices={[0, 5, 15, 30, 60].map((minutes) => [minutes, say.splitMinutes(minutes)])}
          onValue={(value) => set({ splitMinutes: value })}
        />
        <ChoiceField
          label={say.loop}
          about={say.loopAbout}
          value={loopBytes}
          choices={[0, 1e9, 5e9, 20e9, 50e9].map((bytes) => [bytes, say.loopBytes(bytes)])}
          onValue={(value) => set({ loopBytes: value })}
        />
        <ChoiceField
          label={say.burst}
          value={burst}
          choices={[1, 3, 5, 10].map((count) => [count, say.burstPictures(count)])}
          onValue={(value) => set({ burst: value })}
        />
        <SwitchField label={say.keepOriginals} on={keepOriginals} onChange={(on) => set({ keepOriginals: on })} />
      </FieldGroup>
      <small>{words.live.awake}</small>
    </Sheet>
  );
}

function entries<K extends string>(texts: Readonly<Record<K, string>>): readonly (readonly [K, string])[] {
  return Object.entries(texts) as [K, string][];
}
