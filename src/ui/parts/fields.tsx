/** The form parts every screen shares: native controls with a label, and nothing besides. */

import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  readonly label: string;
  readonly about?: string;
}

interface TextProps extends FieldProps {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly type?: 'text' | 'url' | 'password' | 'search' | 'number';
  readonly placeholder?: string;
  readonly autocomplete?: string;
  readonly required?: boolean;
  readonly onBlur?: () => void;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number | 'any';
}

export function TextField({ label, about, value, onValue, type = 'text', ...rest }: TextProps) {
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
        aria-describedby={about ? `${id}-about` : undefined}
        autocapitalize="none"
        spellcheck={false}
        {...rest}
      />
      {about && <small id={`${id}-about`}>{about}</small>}
    </div>
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
        aria-describedby={about ? `${id}-about` : undefined}
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
        aria-describedby={about ? `${id}-about` : undefined}
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
