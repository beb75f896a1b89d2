/** Several cameras at once: which ones, and recording all of them. Their pictures are in the stage below. */

import { useComputed } from '@preact/signals';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useModel } from '../../model/model';
import { isBusy, phaseOf, tilesOf } from '../../model/sessions';
import { knownCameras } from '../../model/store';
import { mostTiles } from '../../model/wall/wall';
import { SwitchField } from '../../parts/fields/fields';
import { Icon } from '../../parts/icons';
import { words } from '../../words/words';
import { OptionsSheet } from '../live/live';

const { wall: say } = words;

export function WallScreen() {
  const { sessions, wall, loaded, phaseOfAll, act } = useModel();
  const [sheet, setSheet] = useState<'choice' | 'options' | undefined>(undefined);
  const close = () => setSheet(undefined);
  const count = useComputed(() => tilesOf({ sessions: sessions.value, wall: wall.value }).length);
  const canRecord = useComputed(() => [...sessions.value.values()].some((session) => !isBusy(session)));
  const canStop = useComputed(() => [...sessions.value.values()].some((session) => phaseOf(session) === 'recording'));
  if (!loaded.value) return null;
  if (count.value === 0) {
    return (
      <section class="page form">
        <h1>{say.title}</h1>
        <p class="lead">{say.cardAbout}</p>
        <Picker done={say.show} onDone={() => undefined} />
      </section>
    );
  }
  return (
    <section class="wall-head">
      <h1 class="unseen">{say.title}</h1>
      <button type="button" class="main" disabled={!canRecord.value} onClick={act.wall.recordAll}>
        {say.recordAll}
      </button>
      <button type="button" disabled={!canStop.value} onClick={act.wall.stopAll}>
        {say.stopAll}
      </button>
      <button type="button" class="quiet" onClick={() => setSheet('choice')}>
        <Icon name="cameras" />
        {say.choose}
      </button>
      <button type="button" class="quiet" disabled={phaseOfAll.value !== 'idle'} onClick={() => setSheet('options')}>
        <Icon name="options" />
        {words.live.options}
      </button>
      {sheet === 'choice' && <PickerSheet onClose={close} />}
      {sheet === 'options' && <OptionsSheet onClose={close} />}
    </section>
  );
}

function PickerSheet({ onClose }: { readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="sheet" aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{say.chooseTitle}</h2>
      <Picker done={say.done} onDone={() => dialog.current?.close()} />
    </dialog>
  );
}

/** Nothing is opened or closed before the person is done. */
function Picker({ done, onDone }: { readonly done: string; readonly onDone: () => void }) {
  const { cameras, offers, wall, act } = useModel();
  const known = knownCameras({ cameras: cameras.value, offers: offers.value });
  const [picked, setPicked] = useState<readonly string[]>(() => wall.peek());
  const chosen = known.map(({ id }) => id).filter((id) => picked.includes(id));
  const submit = (event: Event) => {
    event.preventDefault();
    act.wall.choose(chosen);
    onDone();
  };
  return (
    <form class="picker" onSubmit={submit}>
      <small>{say.chooseAbout(mostTiles)}</small>
      <fieldset>
        <legend class="unseen">{say.chooseTitle}</legend>
        {known.map(({ id, name }) => (
          <SwitchField
            key={id}
            label={name}
            on={chosen.includes(id)}
            disabled={chosen.length >= mostTiles && !chosen.includes(id)}
            onChange={(on) => setPicked(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
          />
        ))}
      </fieldset>
      <footer>
        <button type="submit" class="main" disabled={chosen.length === 0}>
          {done}
        </button>
        <button type="button" onClick={() => setPicked(known.slice(0, mostTiles).map(({ id }) => id))}>
          {say.all}
        </button>
        <button type="button" onClick={() => setPicked([])}>
          {say.none}
        </button>
      </footer>
    </form>
  );
}
