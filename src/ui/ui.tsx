/** The room's door: puts the app on the page. */

import { render } from 'preact';
import type { Snapreel } from '../record/record';
import { App } from './app';
import { guard, listenToKeys } from './guard';
import { offerInstall } from './install';
import { ModelContext, openModel } from './model';
import { watchForUpdates } from './update';
import './tokens.css';
import './parts.css';
import './shell.css';
import './panels.css';
import './live.css';
import './player.css';
import './screens.css';
import './lists.css';

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
