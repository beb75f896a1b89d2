/** A slider with its value beside it. */

import { useId } from 'preact/hooks';
import type { Keys } from '../../model/keys/keys';
import { KeysHere } from '../keys/keys';

const usualKeys: Keys = { Delete: 'usual' };

interface Props {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** A double click or Delete brings it back here. */
  readonly usual: number;
  readonly text: (value: number) => string;
  /** `isDone` is false while it is still being moved. */
  readonly onValue: (value: number, isDone: boolean) => void;
}

export function SliderField({ label, value, least, most, step, usual, text, onValue }: Props) {
  const id = useId();
  return (
    <div class="field slider">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={least}
        max={most}
        step={step}
        value={value}
        aria-valuetext={text(value)}
        onInput={(event) => onValue(event.currentTarget.valueAsNumber, false)}
        onChange={(event) => onValue(event.currentTarget.valueAsNumber, true)}
        onDblClick={() => onValue(usual, true)}
        onKeyDown={(event) => usualKeys[event.key] && onValue(usual, true)}
      />
      <KeysHere keys={usualKeys} />
      <output for={id}>{text(value)}</output>
    </div>
  );
}
