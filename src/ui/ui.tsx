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
import './live.css';
import './screens.css';

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
