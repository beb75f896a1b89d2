/** The page: opens everything behind it and shows the app. */

import { openSnapreel } from './remote/remote';
import { showApp } from './ui/ui';

const root = document.getElementById('app');
if (root) showApp(root, await openSnapreel());
