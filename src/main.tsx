/** The page: opens everything behind it and shows the app in the reader's language. */

import { openSnapreel, readLanguage, takeToken } from './remote/remote';
import { isFramed, speak, takeLink } from './ui/first';

// First of all: nothing secret stays in the address bar.
const link = takeLink();
const token = takeToken();
const root = document.getElementById('app');
// The screens take their words when they are loaded.
const screens = speak(readLanguage()).then(() => import('./ui/ui'));
if (root && isFramed()) (await screens).showFramed(root);
else if (root) {
  const door = openSnapreel(token);
  (await screens).showApp(root, await door, link);
}
