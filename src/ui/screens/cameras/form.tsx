/** The form a camera is added and changed with, and a test that shows its picture. */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Camera, CameraKind, Route } from '../../../base/camera';
import { addressTrouble } from '../../model/address';
import { familyOf, usualRates } from '../../model/families';
import { useModel } from '../../model/model';
import { hashOf } from '../../model/routes';
import { ChoiceField, FieldGroup, SwitchField, TextField } from '../../parts/fields/fields';
import { cameraTestWords, formWords as say } from '../../words/late/cameras';
import { words } from '../../words/words';
import { CameraTest } from './test';

export function CameraScreen() {
  const { draft, cameras, act } = useModel();
  const camera = draft.value;
  const [testing, setTesting] = useState(0);
  if (!camera) return null;
  const known = cameras.value.some(({ id }) => id === camera.id);
  const save = async (event: Event) => {
    event.preventDefault();
    if (await act.cameras.saveDraft()) openDraft();
  };
  const openDraft = () => {
    const saved = draft.peek();
    if (saved) act.live.open(saved);
  };
  return (
    <section class="page form">
      <h1>{known ? words.cameras.editTitle(camera.name) : words.cameras.addTitle}</h1>
      <form onSubmit={save}>
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

/** What the browser's bubble says about an address; '' for one that can be asked. */
function wrongness(text: string): string {
  const code = text.trim() === '' ? undefined : addressTrouble(text);
  if (code === undefined) return '';
  if (code === 'capture/bad-address') return say.addressMissing;
  const { what, todo } = words.trouble[code];
  return words.status.trouble(what, todo);
}

function MainFields({ camera }: { readonly camera: Camera }) {
  const { families, act } = useModel();
  const set = act.cameras.setDraft;
  const family = familyOf(families.value, camera.family);
  const address = useRef<HTMLDivElement>(null);
  const setAddress = (text: string) => {
    act.cameras.setAddress(text);
    address.current?.querySelector('input')?.setCustomValidity(wrongness(text));
  };
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
      <div ref={address}>
        <TextField
          label={say.address}
          about={family?.address === 'whole' ? say.addressWhole : say.addressHost}
          value={camera.address}
          onValue={setAddress}
          onBlur={act.cameras.takeLogin}
          required
        />
      </div>
      {family?.login !== false && (
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
      )}
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
  const { act, families, trouble } = useModel();
  const search = useRef<AbortController | undefined>(undefined);
  const [said, setSaid] = useState('');
  useEffect(() => () => search.current?.abort(), []);
  const look = async () => {
    search.current?.abort();
    const mine = new AbortController();
    search.current = mine;
    setSaid(cameraTestWords.finding);
    const found = await act.cameras.find(mine.signal);
    if (mine.signal.aborted) return;
    // Why there is none stands in the messages; here only that there is none.
    if (!found) return setSaid(trouble.peek() ? cameraTestWords.notFound : '');
    const family = familyOf(families.peek(), found.camera.family)?.name ?? found.camera.family;
    setSaid(cameraTestWords.found(family, found));
  };
  return (
    <>
      <button type="button" onClick={(event) => filledIn(event.currentTarget) && void look()}>
        {say.find}
      </button>
      {said !== '' && <small>{said}</small>}
    </>
  );
}
