/** Being told of what happens while one looks elsewhere. The browser's question comes with the switch, when there is a reason for it. */

import { useState } from 'preact/hooks';
import { useModel } from '../../model/model';
import { SwitchField, TextField } from '../../parts/fields/fields';
import { tellSheetWords as say } from '../../words/late/when';

export function TellFields() {
  const { tell, act } = useModel();
  const [isRefused, setRefused] = useState(false);
  const { on, sound, quietFrom, quietUntil } = tell.value;
  const isPossible = 'Notification' in globalThis && 'serviceWorker' in navigator;
  const onChange = async (wanted: boolean) => {
    const permission = wanted ? await Notification.requestPermission() : 'granted';
    setRefused(permission !== 'granted');
    act.setTell({ on: wanted && permission === 'granted' });
  };
  return (
    <>
      <SwitchField
        label={say.title}
        about={isPossible ? say.about : say.impossible}
        on={on}
        disabled={!isPossible}
        onChange={onChange}
      />
      {isRefused && (
        <small class="fault" role="alert">
          {say.refused}
        </small>
      )}
      {on && (
        <>
          <SwitchField label={say.sound} on={sound} onChange={(wanted) => act.setTell({ sound: wanted })} />
          <TextField
            label={say.quietFrom}
            type="time"
            value={quietFrom}
            onValue={(value) => value && act.setTell({ quietFrom: value })}
          />
          <TextField
            label={say.quietUntil}
            type="time"
            value={quietUntil}
            about={quietFrom === quietUntil ? say.neverQuiet : ''}
            onValue={(value) => value && act.setTell({ quietUntil: value })}
          />
        </>
      )}
    </>
  );
}
