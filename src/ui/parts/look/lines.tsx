/** The fields of what is written over the picture: up to four lines. */

import { useId } from 'preact/hooks';
import { type LineKind, mostLines, type OverlayLine, type Place, places, timeLine } from '../../../base/look/look';
import { lookWords } from '../../words/late/look';
import { ChoiceField, FieldGroup, SwitchField, TextField } from '../fields/fields';
import type { FieldsProps } from './fields-props';

const { lines: say } = lookWords;

export function LineFields({ look, onLook }: FieldsProps) {
  const { lines } = look;
  const setLines = (next: readonly OverlayLine[]) => onLook({ ...look, lines: next });
  const isFree = (place: Place) => !lines.some((line) => line.place === place);
  const add = (line: OverlayLine) => {
    const place = isFree(line.place) ? line.place : (places.find(isFree) ?? line.place);
    setLines([...lines, { ...line, place }]);
  };
  return (
    <>
      {lines.length === 0 && <p>{say.none}</p>}
      {lines.map((line, at) => (
        <OneLine
          // A line has no name but its place in the list.
          key={at}
          number={at + 1}
          line={line}
          onLine={(next) => setLines(next ? lines.with(at, next) : lines.toSpliced(at, 1))}
        />
      ))}
      <div class="over-buttons">
        {!lines.some(({ what }) => what === 'time') && (
          <button type="button" disabled={lines.length >= mostLines} onClick={() => add(timeLine)}>
            {say.clock}
          </button>
        )}
        <button
          type="button"
          disabled={lines.length >= mostLines}
          onClick={() => add({ ...timeLine, what: 'text', place: 'top-left' })}
        >
          {say.add}
        </button>
      </div>
    </>
  );
}

interface LineProps {
  readonly number: number;
  readonly line: OverlayLine;
  /** Undefined takes it away. */
  readonly onLine: (line: OverlayLine | undefined) => void;
}

function OneLine({ number, line, onLine }: LineProps) {
  const set = (change: Partial<OverlayLine>) => onLine({ ...line, ...change });
  const hasText = line.what === 'text' || line.what === 'motion';
  const setWhat = (what: LineKind) => set({ what, text: what === 'motion' ? say.motionText : line.text });
  return (
    <FieldGroup title={say.line(number)}>
      <ChoiceField<LineKind> label={say.what} value={line.what} choices={entries(say.whats)} onValue={setWhat} />
      {hasText && <TextField label={say.text} value={line.text} onValue={(text) => set({ text })} />}
      {line.what === 'time' && (
        <>
          <ChoiceField
            label={say.locale}
            value={line.locale}
            choices={localeChoices(line.locale)}
            onValue={(locale) => set({ locale })}
          />
          <SwitchField label={say.seconds} on={line.seconds} onChange={(seconds) => set({ seconds })} />
          <SwitchField label={say.utcOffset} on={line.utcOffset} onChange={(utcOffset) => set({ utcOffset })} />
        </>
      )}
      <PlaceField place={line.place} onPlace={(place) => set({ place })} />
      <ChoiceField<OverlayLine['size']>
        label={say.size}
        value={line.size}
        choices={entries(say.sizes)}
        onValue={(size) => set({ size })}
      />
      <ChoiceField<OverlayLine['back']>
        label={say.back}
        value={line.back}
        choices={entries(say.backs)}
        onValue={(back) => set({ back })}
      />
      <ColourField colour={line.colour} onColour={(colour) => set({ colour })} />
      <button type="button" onClick={() => onLine(undefined)}>
        {say.remove}
      </button>
    </FieldGroup>
  );
}

/** Nine places, laid out as they lie in the picture. */
function PlaceField({ place, onPlace }: { readonly place: Place; readonly onPlace: (place: Place) => void }) {
  const id = useId();
  return (
    <fieldset class="places">
      <legend>{say.place}</legend>
      <div>
        {places.map((one) => (
          <label key={one} title={say.places[one]}>
            <input type="radio" name={id} checked={one === place} onChange={() => onPlace(one)} />
            <span class="unseen">{say.places[one]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function ColourField({ colour, onColour }: { readonly colour: string; readonly onColour: (colour: string) => void }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{say.colour}</label>
      <input id={id} type="color" value={colour} onChange={(event) => onColour(event.currentTarget.value)} />
    </div>
  );
}

/** One that another version wrote is kept. */
function localeChoices(locale: string): readonly (readonly [string, string])[] {
  return say.locales.some(([one]) => one === locale) ? say.locales : [...say.locales, [locale, locale]];
}

function entries<K extends string>(texts: Readonly<Record<K, string>>): readonly (readonly [K, string])[] {
  return Object.entries(texts) as [K, string][];
}
