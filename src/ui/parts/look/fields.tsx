/** The fields of a Look, in four tabs: for the editor over a picture, and for where there is no picture yet. */

import { useState } from 'preact/hooks';
import { flipped, mirrored, turnedLeft, turnedRight } from '../../../base/look/edit';
import { isPlainTone, type Look, plainTone, type Tone } from '../../../base/look/look';
import { lookWords as say } from '../../words/late/look';
import { ChoiceField } from '../fields/fields';
import type { FieldsProps } from './fields-props';
import { LineFields } from './lines';
import { SliderField } from './slider';
import '../../look/look.css';

interface TabsProps<T extends string> {
  readonly tabs: readonly T[];
  readonly tab: T;
  readonly onTab: (tab: T) => void;
}

export type LookTab = keyof typeof say.tabs;

export function Tabs({ tabs, tab, onTab }: TabsProps<LookTab>) {
  return (
    <div class="tabs" role="tablist" aria-label={say.title}>
      {tabs.map((one) => (
        <button key={one} type="button" role="tab" aria-selected={one === tab} onClick={() => onTab(one)}>
          {say.tabs[one]}
        </button>
      ))}
    </div>
  );
}

/** What needs no picture to be set. */
export function LookFields(props: FieldsProps) {
  const [tab, setTab] = useState<LookTab>('frame');
  return (
    <div class="look-fields">
      <Tabs tabs={['frame', 'tone', 'lines']} tab={tab} onTab={setTab} />
      {tab === 'frame' && <FrameFields {...props} />}
      {tab === 'tone' && <ToneFields {...props} />}
      {tab === 'lines' && <LineFields {...props} />}
    </div>
  );
}

export function FrameFields({ look, onLook }: FieldsProps) {
  return (
    <>
      <div class="over-buttons">
        <button type="button" onClick={() => onLook(turnedLeft(look))}>
          {say.frame.turnLeft}
        </button>
        <button type="button" onClick={() => onLook(turnedRight(look))}>
          {say.frame.turnRight}
        </button>
        <button type="button" aria-pressed={look.mirror} onClick={() => onLook(mirrored(look))}>
          {say.frame.mirror}
        </button>
        <button type="button" aria-pressed={look.flip} onClick={() => onLook(flipped(look))}>
          {say.frame.flip}
        </button>
      </div>
      <SliderField
        label={say.frame.tilt}
        value={look.tiltDegrees}
        least={-10}
        most={10}
        step={0.1}
        usual={0}
        text={say.frame.tiltText}
        onValue={(tiltDegrees, isDone) => onLook({ ...look, tiltDegrees }, isDone)}
      />
      <ChoiceField<Look['fitPx']>
        label={say.frame.size}
        value={look.fitPx}
        choices={([0, 480, 720, 1080] as const).map((px) => [px, say.frame.sizes(px)])}
        onValue={(fitPx) => onLook({ ...look, fitPx })}
      />
    </>
  );
}

const sliders = [
  ['brightness', -100, 100, 1],
  ['contrast', -100, 100, 1],
  ['gamma', 0.25, 4, 0.05],
  ['saturation', -100, 100, 1],
] as const satisfies readonly (readonly [keyof Tone, number, number, number])[];

export function ToneFields({ look, onLook }: FieldsProps) {
  const { tone } = look;
  return (
    <>
      <ChoiceField
        label={say.tone.colour}
        value={look.colour ? 'colour' : 'grey'}
        choices={[
          ['colour', say.tone.inColour],
          ['grey', say.tone.blackAndWhite],
        ]}
        onValue={(value) => onLook({ ...look, colour: value === 'colour' })}
      />
      {sliders.map(([key, least, most, step]) => (
        <SliderField
          key={key}
          label={say.tone[key]}
          value={tone[key]}
          least={least}
          most={most}
          step={step}
          usual={plainTone[key]}
          text={key === 'gamma' ? String : say.tone.value}
          onValue={(value, isDone) => onLook({ ...look, tone: { ...tone, [key]: value } }, isDone)}
        />
      ))}
      <button type="button" disabled={isPlainTone(tone)} onClick={() => onLook({ ...look, tone: plainTone })}>
        {say.tone.reset}
      </button>
    </>
  );
}
