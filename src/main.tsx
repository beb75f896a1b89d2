/** The page: opens everything behind it and shows the app. */

import { openSnapreel } from './record/record';
import { showApp } from './ui/ui';

const root = document.getElementById('app');
if (root) showApp(root, await openSnapreel());
