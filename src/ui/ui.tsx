/** The room's door: puts the app on the page. */

import { effect } from '@preact/signals';
import { render } from 'preact';
import { App } from './app';
import { guard, listenToKeys } from './guard';
import { offerInstall } from './install';
import type { Link } from './model/link/links';
import { type Model, ModelContext, openModel } from './model/model';
import { watchForUpdates } from './update';
import { words } from './words/words';
import './look/tokens.css';
import './look/parts.css';
import './look/shell.css';
import './look/panels.css';
import './look/live.css';
import './look/over.css';
import './look/wall.css';
import './look/player.css';
import './look/screens.css';
import './look/lists.css';
import type { Snapreel } from '../remote/remote';

export function showFramed(root: Element): void {
  render(
    <main class="page text">
      <h1>{words.app}</h1>
      <p>{words.link.framed}</p>
      <p>
        <a href={location.href} target="_blank" rel="noopener">
          {words.link.framedOpen}
        </a>
      </p>
    </main>,
    root,
  );
}

/** From when somebody wants it on: most never do, and nothing that happened before is told. */
function tellElsewhere(model: Model): void {
  const end = effect(() => {
    if (!model.tell.value.on) return;
    queueMicrotask(() => end());
    void import('./notify').then(({ notify }) => notify(model));
  });
}

export function showApp(root: Element, door: Snapreel, link: Link): void {
  const model = openModel(door, link);
  guard(model);
  listenToKeys(model);
  tellElsewhere(model);
  offerInstall(model);
  void watchForUpdates(model);
  void import('./launch').then(({ listenToLaunches }) => listenToLaunches(model));
  render(
    <ModelContext.Provider value={model}>
      <App />
    </ModelContext.Provider>,
    root,
  );
}
