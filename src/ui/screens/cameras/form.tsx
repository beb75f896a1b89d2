/** The form a camera is added and changed with, and a test that shows its picture. */

import { useRef, useState } from 'preact/hooks';
import type { Camera, CameraKind, Route } from '../../../base/camera';
import { familyOf, usualRates } from '../../model/families';
import { useModel } from '../../model/model';
import { hashOf } from '../../model/routes';
import { ChoiceField, FieldGroup, SwitchField, TextField } from '../../parts/fields/fields';
import { formWords as say } from '../../words/late/cameras';
import { words } from '../../words/words';
import { AddCamera } from './add';
import { AddressField, LoginFields } from './fields';
import { useFind } from './find';
import { CameraTest } from './test';

export function CameraScreen() {
  const { draft, cameras, sessions, act } = useModel();
  const camera = draft.value;
  const [testing, setTesting] = useState(0);
  const [byHand, setByHand] = useState(false);
  const newId = useRef('');
  if (!camera) return null;
  const known = cameras.value.some(({ id }) => id === camera.id);
  const save = async () => {
    const from = location.hash;
    if (!(await act.cameras.saveDraft())) return;
    const saved = draft.peek();
    // Whoever has gone to another screen meanwhile is not taken away from it.
    if (saved && location.hash === from) act.live.open(saved);
  };
  // A camera of a link has been described already. One that is just being saved is known before its picture is opened.
  if (!known && !sessions.value.has(camera.id)) newId.current = camera.id;
  if (newId.current === camera.id && !byHand)
    return <AddCamera camera={camera} onSave={save} onByHand={() => setByHand(true)} />;
  const submit = (event: Event) => {
    event.preventDefault();
    void save();
  };
  return (
    <section class="page form">
      <h1>{known ? words.cameras.editTitle(camera.name) : words.cameras.addTitle}</h1>
      <form onSubmit={submit}>
        <MainFields camera={camera} />
        <MoreFields camera={camera} />
        {testing > 0 && <CameraTest key={testing} camera={camera} />}
        <footer>
          <button type="submit" class="main">
            {say.save}
          </button>
          <button type="button" onClick={(event) => filledIn(event.currentTarget) && setTesting(testing + 1)}>
            {say.test}
          </button>
          <FindButton />
          {known && (
            <button type="button" class="quiet" onClick={() => act.cameras.remove(camera)}>
              {words.cameras.remove}
            </button>
          )}
          <a class="button quiet" href={hashOf({ kind: 'cameras' })}>
            {words.cancel}
          </a>
        </footer>
      </form>
    </section>
  );
}

/** The browser's own bubbles say what is missing. */
function filledIn(button: HTMLButtonElement): boolean {
  return button.form?.reportValidity() ?? false;
}

function MainFields({ camera }: { readonly camera: Camera }) {
  const { families, act } = useModel();
  const set = act.cameras.setDraft;
  const family = familyOf(families.value, camera.family);
  return (
    <>
      <TextField
        label={say.name}
        placeholder={say.namePlaceholder}
        value={camera.name}
        onValue={(name) => set({ name })}
      />
      <ChoiceField
        label={say.family}
        value={camera.family}
        choices={families.value.map(({ key, name }) => [key, name])}
        onValue={(key) => set({ family: key })}
      />
      <AddressField camera={camera} about={family?.address === 'whole' ? say.addressWhole : say.addressHost} />
      {family?.login !== false && <LoginFields camera={camera} />}
    </>
  );
}

function MoreFields({ camera }: { readonly camera: Camera }) {
  const { families, act } = useModel();
  const set = act.cameras.setDraft;
  const family = familyOf(families.value, camera.family);
  const kinds: readonly CameraKind[] = family?.kinds ?? ['snapshot', 'mjpeg'];
  const rates = family && family.rates.length > 0 ? family.rates : usualRates;
  const widths = family?.widthsPx ?? [];
  return (
    <FieldGroup title={say.more}>
      {kinds.length > 1 && (
        <ChoiceField
          label={say.kind}
          value={camera.kind}
          choices={kinds.map((kind) => [kind, say.kinds[kind]])}
          onValue={(kind) => set({ kind })}
        />
      )}
      <ChoiceField
        label={say.askedFps}
        value={camera.askedFps}
        choices={rates.map((rate) => [rate, say.rate(rate)])}
        onValue={(askedFps) => set({ askedFps })}
      />
      {widths.length > 0 && (
        <ChoiceField
          label={say.askedWidthPx}
          value={camera.askedWidthPx}
          choices={widths.map((width) => [width, say.width(width)])}
          onValue={(askedWidthPx) => set({ askedWidthPx })}
        />
      )}
      <ChoiceField
        label={say.route}
        value={camera.route}
        choices={(['auto', 'direct', 'proxy'] satisfies Route[]).map((route) => [route, say.routes[route]])}
        onValue={(route) => set({ route })}
      />
      {family?.moves && (
        <>
          <SwitchField label={say.invertPan} on={camera.invertPan} onChange={(invertPan) => set({ invertPan })} />
          <SwitchField label={say.invertTilt} on={camera.invertTilt} onChange={(invertTilt) => set({ invertTilt })} />
        </>
      )}
    </FieldGroup>
  );
}

function FindButton() {
  const { said, look } = useFind();
  return (
    <>
      <button type="button" onClick={(event) => filledIn(event.currentTarget) && void look()}>
        {say.find}
      </button>
      {said !== '' && <small>{said}</small>}
    </>
  );
}
