/** The page: opens everything behind it and shows the app. */

import { openSnapreel, takeToken } from './remote/remote';
import { isFramed, showApp, showFramed, takeLink } from './ui/ui';

// First of all: nothing secret stays in the address bar.
const link = takeLink();
const token = takeToken();
const root = document.getElementById('app');
if (root && isFramed()) showFramed(root);
else if (root) showApp(root, await openSnapreel(token), link);
