/** What both ways to add a camera ask for: its address and its login. */

import { useRef } from 'preact/hooks';
import type { Camera } from '../../../base/camera';
import { addressTrouble } from '../../model/address';
import { useModel } from '../../model/model';
import { SwitchField, TextField } from '../../parts/fields/fields';
import { formWords as say } from '../../words/late/cameras';
import { words } from '../../words/words';

interface AddressProps {
  readonly camera: Camera;
  readonly about: string;
  readonly onChange?: () => void;
}

/** A login in the address moves to its own fields. */
export function AddressField({ camera, about, onChange }: AddressProps) {
  const { act } = useModel();
  const field = useRef<HTMLDivElement>(null);
  const setAddress = (text: string) => {
    act.cameras.setAddress(text);
    field.current?.querySelector('input')?.setCustomValidity(wrongness(text));
    onChange?.();
  };
  return (
    <div ref={field}>
      <TextField
        label={say.address}
        about={about}
        value={camera.address}
        onValue={setAddress}
        onBlur={act.cameras.takeLogin}
        required
      />
    </div>
  );
}

/** What the browser's bubble says about an address; '' for one that can be asked. */
function wrongness(text: string): string {
  const code = text.trim() === '' ? undefined : addressTrouble(text);
  if (code === undefined) return '';
  if (code === 'capture/bad-address') return say.addressMissing;
  const { what, todo } = words.trouble[code];
  return words.status.trouble(what, todo);
}

export function LoginFields({ camera }: { readonly camera: Camera }) {
  const { act } = useModel();
  const set = act.cameras.setDraft;
  return (
    <>
      <TextField
        label={say.userName}
        autocomplete="off"
        value={camera.userName}
        onValue={(userName) => set({ userName })}
      />
      <TextField
        label={say.password}
        type="password"
        autocomplete="off"
        value={camera.password}
        onValue={(password) => set({ password })}
      />
      <SwitchField
        label={say.keepPassword}
        about={say.keepPasswordAbout}
        on={camera.keepPassword}
        onChange={(keepPassword) => set({ keepPassword })}
      />
    </>
  );
}
