/** Finds a Chromium-like browser; installs one by the ordinary way of the system when there is none. */
import { execFileSync } from 'node:child_process';
import { findChromium, runs } from '../tests/support/programs';

/** Throws one sentence that says what to install when nothing helps. */
export function installChromium(): string {
  const found = findChromium();
  if (found) return found;
  console.log('No Chrome, Chromium or Edge found: installing Chromium.');
  try {
    if (process.getuid?.() === 0 && runs('apt-get')) {
      execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
      execFileSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: 'inherit' });
    } else {
      execFileSync('npx', ['playwright-core', 'install', 'chromium'], {
        stdio: 'inherit',
        shell: process.platform === 'win32',
      });
    }
  } catch {
    // The sentence below says what a person can do about it.
  }
  const installed = findChromium();
  if (installed) return installed;
  throw new Error('The tests need a browser: install Chrome, Chromium or Edge, or set CHROMIUM_PATH to one.');
}
