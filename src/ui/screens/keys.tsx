/** "?": the keys of the screen or dialog one sees, gathered from where they are listened to. */

import { render } from 'preact';
import type { KeyAction, Keys } from '../model/keys/keys';
import { Sheet } from '../parts/fields/sheet';
import { keyWords as say } from '../words/late/keys';
import '../look/keys.css';

/** Once; another press changes nothing. */
export function showKeys(): void {
  if (document.querySelector('.keys')) return;
  const rows = keysOnScreen();
  const place = document.createElement('div');
  document.body.append(place);
  const close = () => {
    render(null, place);
    place.remove();
  };
  render(<KeysSheet rows={rows} onClose={close} />, place);
}

type Rows = ReadonlyMap<KeyAction, readonly string[]>;

/** Of the dialog on top where one is open, else of the page. */
function keysOnScreen(): Rows {
  const scope = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;
  const rows = new Map<KeyAction, readonly string[]>();
  for (const place of scope.querySelectorAll<HTMLElement>('[data-keys]')) {
    // Safari has it since 17.4: before, keys of what is hidden are shown, too.
    if (place.parentElement?.checkVisibility?.() === false) continue;
    const keys: Keys = JSON.parse(place.dataset.keys ?? '{}');
    for (const [key, action] of Object.entries(keys))
      rows.set(action, [...new Set([...(rows.get(action) ?? []), key])]);
  }
  return rows;
}

function KeysSheet({ rows, onClose }: { readonly rows: Rows; readonly onClose: () => void }) {
  return (
    <Sheet title={say.title} done={say.done} onClose={onClose}>
      <div class="keys">
        <h3>{say.here}</h3>
        {rows.size === 0 ? (
          <p>{say.none}</p>
        ) : (
          <KeyTable rows={[...rows].map(([what, keys]) => [say.actions[what], keys])} />
        )}
        <h3>{say.everywhere}</h3>
        <KeyTable rows={say.general} />
      </div>
    </Sheet>
  );
}

function KeyTable({ rows }: { readonly rows: readonly (readonly [string, readonly string[]])[] }) {
  return (
    <dl>
      {rows.map(([what, keys]) => (
        <div key={what}>
          <dt>
            {keys.map((key) => (
              <kbd key={key}>{say.names[key] ?? key.toUpperCase()}</kbd>
            ))}
          </dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  );
}
