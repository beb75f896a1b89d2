/** The page's one status region, and beside it the button that helps with what it says. */

import { useModel } from '../model/model';
import { hashOf } from '../model/routes';
import { canReload } from '../update';
import { type Remedy, remedies } from '../words/remedies';
import { words } from '../words/words';
import { Icon } from './icons';

export function Messages() {
  const model = useModel();
  const toast = model.toast.value;
  const cause = model.trouble.value ?? model.live.value?.trouble;
  const tone = toast ? 'toast' : cause ? 'trouble' : 'calm';
  return (
    <div class={`messages ${tone}`}>
      <p role="status">{model.status}</p>
      {toast?.undo && (
        <button type="button" onClick={model.act.undo}>
          {words.undo}
        </button>
      )}
      {!toast && cause && <RemedyButton remedy={remedies[cause.code]} />}
      {(toast || model.trouble.value) && <DismissButton onPress={model.act.dismiss} />}
      {!toast && <Countdown />}
      <HiddenNote />
      <StorageNote />
      <UpdateNote />
    </div>
  );
}

function DismissButton({ onPress }: { readonly onPress: () => void }) {
  return (
    <button type="button" class="quiet" aria-label={words.dismiss} onClick={onPress}>
      <Icon name="close" />
    </button>
  );
}

/** A picture that takes so long is waited for by the person, too. */
const worthSayingMs = 3_000;

/** Counts down beside the status region, not in it: nobody wants every second read aloud. And nobody has to wait. */
function Countdown() {
  const { live, act } = useModel();
  const waitedMs = live.value?.waitedMs ?? 0;
  if (waitedMs >= worthSayingMs) return <small class="aside">{words.live.waiting(waitedMs)}</small>;
  const seconds = Math.ceil((live.value?.retryInMs ?? 0) / 1000);
  if (seconds <= 0) return null;
  const trouble = live.value?.trouble;
  // A button that comes and goes within a moment is none.
  const soon = seconds <= 3;
  const offered = trouble && remedies[trouble.code] === 'retry';
  return (
    <>
      <small class="aside">{words.live.retryIn(seconds * 1000)}</small>
      {!offered && !soon && (
        <button type="button" onClick={() => act.live.reopen()}>
          {words.remedies.retry}
        </button>
      )}
    </>
  );
}

function RemedyButton({ remedy }: { readonly remedy: Remedy }) {
  const { act, camera } = useModel();
  const current = camera.value;
  if (remedy === 'films')
    return (
      <a class="link" href={hashOf({ kind: 'films' })}>
        {words.remedies.films}
      </a>
    );
  if (!current || remedy === 'none') return null;
  switch (remedy) {
    case 'page':
      return current.address === '' ? null : (
        <a class="link" href={new URL('/', current.address).href} target="_blank" rel="noreferrer noopener">
          {words.remedies.page}
        </a>
      );
    case 'edit':
    case 'login':
      return (
        <a class="link" href={hashOf({ kind: 'camera', cameraId: current.id })}>
          {words.remedies[remedy]}
        </a>
      );
    case 'proxy':
      return (
        <button type="button" onClick={() => act.live.reopen({ route: 'proxy' })}>
          {words.remedies.proxy}
        </button>
      );
    default:
      return (
        <button type="button" onClick={() => act.live.reopen()}>
          {words.remedies[remedy]}
        </button>
      );
  }
}

function HiddenNote() {
  const model = useModel();
  const ms = model.hiddenMs.value;
  if (ms === 0) return null;
  return (
    <>
      <small class="aside">{words.live.hidden(ms)}</small>
      <DismissButton onPress={() => model.patch({ hiddenMs: 0 })} />
    </>
  );
}

/** Said while the first picture is looked at, and no more once there is a film. */
function StorageNote() {
  const { storage, films, live, phase, loaded } = useModel();
  // Not beside a trouble, which is what matters then.
  const seen = live.value?.connection === 'live' && live.value.trouble === undefined;
  const first = loaded.value && seen && phase.value === 'idle' && films.value.length === 0;
  if (!first || storage.value?.persistent !== false) return null;
  const { what, todo } = words.trouble['deck/unavailable'];
  const nowhere = storage.value.kind === 'none';
  return <small class="aside">{nowhere ? words.status.trouble(what, todo) : words.live.notPersistent}</small>;
}

function UpdateNote() {
  const model = useModel();
  const update = model.update.value;
  if (!update) return null;
  const free = canReload(model);
  return (
    <>
      <small class="aside">{free ? words.settings.update : words.settings.updateLater}</small>
      {free && (
        <button type="button" onClick={update}>
          {words.settings.updateButton}
        </button>
      )}
    </>
  );
}
