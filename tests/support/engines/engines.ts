/** The three browser engines, each behind the same few ways to act in a page. */
import { openChromium } from './chromium';
import type { Engine, EngineName } from './engine';
import { openFirefox } from './firefox';
import { openWebKit } from './webkit';

export { type Engine, type EngineName, engineNames } from './engine';
export { type Person, personAt } from './person';

export const openEngine: Readonly<Record<EngineName, () => Promise<Engine>>> = {
  chromium: openChromium,
  firefox: openFirefox,
  webkit: openWebKit,
};
