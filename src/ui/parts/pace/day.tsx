/** The fields of a time-lapse that say of which part of the day it has pictures. */

import { useState } from 'preact/hooks';
import type { Lapse } from '../../../base/options';
import { type Coordinates, placeFrom, sunlightAround } from '../../../base/sun/sun';
import { lapseWords } from '../../words/late/live';
import { ChoiceField, SwitchField, TextField } from '../fields/fields';

const say = lapseWords.day;

interface Props {
  readonly lapse: Lapse;
  readonly onLapse: (lapse: Lapse) => void;
}

export function DayFields({ lapse, onLapse }: Props) {
  const { daylight, eachDay = false } = lapse;
  return (
    <>
      <ChoiceField<'' | NonNullable<Lapse['daylight']>>
        label={say.only}
        about={say.about[daylight ?? '']}
        value={daylight ?? ''}
        choices={[
          ['', say.kinds['']],
          ['bright', say.kinds.bright],
          ['sun', say.kinds.sun],
        ]}
        onValue={(value) => onLapse({ ...lapse, daylight: value || undefined })}
      />
      {daylight === 'sun' && <PlaceField lapse={lapse} onLapse={onLapse} />}
      {!daylight && <SwitchField label={say.each} on={eachDay} onChange={(on) => onLapse({ ...lapse, eachDay: on })} />}
    </>
  );
}

function PlaceField({ lapse, onLapse }: Props) {
  const { place } = lapse;
  const [typed, setTyped] = useState(() => (place ? `${place.latitude}, ${place.longitude}` : ''));
  const onValue = (text: string) => {
    setTyped(text);
    onLapse({ ...lapse, place: placeFrom(text) });
  };
  return (
    <TextField
      label={say.place}
      about={place ? sunText(place) : say.placeAbout}
      {...(!place && typed !== '' && { fault: say.placeFault })}
      value={typed}
      placeholder="52.52, 13.41"
      onValue={onValue}
    />
  );
}

/** So that one sees whether the place was meant. */
function sunText(place: Coordinates): string {
  const sun = sunlightAround(place, Date.now());
  return sun ? say.sun(sun.riseAt, sun.setAt) : say.noSun;
}
