/** The room's door: puts the app on the page. */

import { render } from 'preact';
import { App } from './app';
import { guard, listenToKeys } from './guard';
import { offerInstall } from './install';
import type { Link } from './model/link/links';
import { ModelContext, openModel } from './model/model';
import { notify } from './notify';
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

export function showApp(root: Element, door: Snapreel, link: Link): void {
  const model = openModel(door, link);
  guard(model);
  listenToKeys(model);
  notify(model);
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
