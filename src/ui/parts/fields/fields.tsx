/** The form parts every screen shares: native controls with a label, and nothing besides. */

import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { optionWords } from '../../words/late/live';

export { Sheet } from './sheet';

interface FieldProps {
  readonly label: string;
  readonly about?: string;
}

/** The ids of what is written under a field. */
const under = (id: string, about: string | undefined, fault?: string) =>
  [about && `${id}-about`, fault && `${id}-fault`].filter(Boolean).join(' ') || undefined;

interface TextProps extends FieldProps {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly type?: 'text' | 'url' | 'password' | 'search' | 'number' | 'time' | 'date';
  readonly placeholder?: string;
  readonly autocomplete?: string;
  readonly required?: boolean;
  readonly onBlur?: () => void;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number | 'any';
  /** Why this value makes no sense. */
  readonly fault?: string;
}

export function TextField({ label, about, fault, value, onValue, type = 'text', ...rest }: TextProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        // Preact types an input by its literal type; here it is chosen at run time.
        type={type as 'text'}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
        aria-describedby={under(id, about, fault)}
        aria-invalid={fault ? true : undefined}
        autocapitalize="none"
        spellcheck={false}
        {...rest}
      />
      {about && <small id={`${id}-about`}>{about}</small>}
      {fault && (
        <small class="fault" id={`${id}-fault`} role="alert">
          {fault}
        </small>
      )}
    </div>
  );
}

interface NumberProps {
  readonly label: string;
  readonly value: number;
  readonly min?: number;
  readonly max: number;
  readonly onNumber: (value: number) => void;
}

/** Half-typed numbers change nothing: only a number that makes sense gets through. */
export function NumberField({ label, value, min = 0.1, max, onNumber }: NumberProps) {
  const [typed, setTyped] = useState(String(value));
  const isFine = (text: string) => Number(text) >= min && Number(text) <= max;
  const onValue = (text: string) => {
    setTyped(text);
    if (isFine(text)) onNumber(Number(text));
  };
  const shown = isFine(typed) && Number(typed) !== value ? String(value) : typed;
  const fault = isFine(shown) ? '' : optionWords.range(min, max, value);
  return (
    <TextField
      label={label}
      type="number"
      min={min}
      max={max}
      step="any"
      value={shown}
      fault={fault}
      onValue={onValue}
    />
  );
}

interface ChoiceProps<T extends string | number> extends FieldProps {
  readonly value: T;
  readonly choices: readonly (readonly [value: T, text: string])[];
  readonly onValue: (value: T) => void;
}

export function ChoiceField<T extends string | number>({ label, about, value, choices, onValue }: ChoiceProps<T>) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={choices.findIndex(([choice]) => choice === value)}
        onChange={(event) => {
          const chosen = choices[Number(event.currentTarget.value)];
          if (chosen) onValue(chosen[0]);
        }}
        aria-describedby={under(id, about)}
      >
        {choices.map(([choice, text], at) => (
          <option key={choice} value={at}>
            {text}
          </option>
        ))}
      </select>
      {about && <small id={`${id}-about`}>{about}</small>}
    </div>
  );
}

interface SwitchProps extends FieldProps {
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly onChange: (on: boolean) => void;
}

export function SwitchField({ label, about, on, disabled = false, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div class="field switch">
      <input
        id={id}
        type="checkbox"
        checked={on}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
        aria-describedby={under(id, about)}
      />
      <label for={id}>{label}</label>
      {about && <small id={`${id}-about`}>{about}</small>}
    </div>
  );
}

export function FieldGroup({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <fieldset>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}
