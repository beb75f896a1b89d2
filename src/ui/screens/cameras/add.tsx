/** Adds a camera with one field: its address. What stands behind it is found out, shown and saved. */

import type { Camera } from '../../../base/camera';
import { useModel } from '../../model/model';
import { hashOf } from '../../model/routes';
import { TextField } from '../../parts/fields/fields';
import { formWords as say } from '../../words/late/cameras';
import { words } from '../../words/words';
import { AddressField, LoginFields } from './fields';
import { useFind } from './find';
import { NetworkSearch } from './network';
import { CameraTest } from './test';

interface AddProps {
  readonly camera: Camera;
  readonly onSave: () => void;
  /** Every field is wanted. */
  readonly onByHand: () => void;
}

export function AddCamera({ camera, onSave, onByHand }: AddProps) {
  const { act, trouble } = useModel();
  const { found, said, isLooking, wantsLogin, look, forget } = useFind();
  const isRefused = trouble.value?.code === 'capture/login';
  const hasLogin = wantsLogin || isRefused || camera.userName !== '' || camera.password !== '';
  const submit = (event: Event) => {
    event.preventDefault();
    if (found) onSave();
    else void look();
  };
  const add = (address: string) => {
    act.cameras.setAddress(address);
    void look();
  };
  return (
    <section class="page form">
      <h1>{words.cameras.addTitle}</h1>
      <form onSubmit={submit}>
        <AddressField camera={camera} about={say.addressAny} onChange={forget} />
        {hasLogin && <LoginFields camera={camera} />}
        {found && (
          <TextField
            label={say.name}
            placeholder={say.namePlaceholder}
            value={camera.name}
            onValue={(name) => act.cameras.setDraft({ name })}
          />
        )}
        {/* Another camera is found with other words. */}
        {found && <CameraTest key={said} camera={camera} />}
        {said !== '' && (
          <p class="note" aria-live="polite">
            {said}
          </p>
        )}
        {!found && <NetworkSearch onAdd={add} />}
        <footer>
          <button type="submit" class="main" disabled={isLooking}>
            {found ? say.save : say.find}
          </button>
          <button type="button" onClick={onByHand}>
            {say.byHand}
          </button>
          <a class="button quiet" href={hashOf({ kind: 'cameras' })}>
            {words.cancel}
          </a>
        </footer>
      </form>
    </section>
  );
}
