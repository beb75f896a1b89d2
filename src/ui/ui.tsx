/** The room's door: puts the app on the page. */

import { render } from 'preact';
import { App } from './app';
import { guard, listenToKeys } from './guard';
import { offerInstall } from './install';
import { ModelContext, openModel } from './model/model';
import { watchForUpdates } from './update';
import './look/tokens.css';
import './look/parts.css';
import './look/shell.css';
import './look/panels.css';
import './look/live.css';
import './look/player.css';
import './look/screens.css';
import './look/lists.css';
import type { Snapreel } from '../remote/remote';

export function showApp(root: Element, door: Snapreel): void {
  const model = openModel(door);
  guard(model);
  listenToKeys(model);
  offerInstall(model);
  void watchForUpdates(model);
  render(
    <ModelContext.Provider value={model}>
      <App />
    </ModelContext.Provider>,
    root,
  );
}
