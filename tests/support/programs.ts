/** Where the browsers and programs are that tests and scripts start; nowhere else is a path of one written down. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { startedEngines } from './engines/engine';

/** Where Chrome, Chromium and Edge are by default. */
const usualChromiums: readonly string[] = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/usr/bin/microsoft-edge-stable',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ...inProgramFiles(
    'Google\\Chrome\\Application\\chrome.exe',
    'Chromium\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ),
];

const usualFirefoxes: readonly string[] = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  ...inProgramFiles('Mozilla Firefox\\firefox.exe'),
];

function inProgramFiles(...paths: readonly string[]): readonly string[] {
  return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = process.env[name];
    return folder ? paths.map((path) => `${folder}\\${path}`) : [];
  });
}

/** Full path of a command, as the shell would find it. */
export function onPath(command: string): string | undefined {
  const names = process.platform === 'win32' ? [`${command}.exe`, `${command}.cmd`] : [command];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
}

/** Whether the command starts at all; what it answers does not matter. */
export function runs(command: string, question = '--version'): boolean {
  return spawnSync(command, [question], { stdio: 'ignore' }).error === undefined;
}

const firstThere = (...paths: readonly (string | undefined)[]): string | undefined =>
  paths.find((path) => path !== undefined && existsSync(path));

/** Path of a Chromium-like browser: CHROMIUM_PATH, the usual places, or Playwright's own download. Undefined when there is none. */
export function findChromium(): string | undefined {
  return firstThere(
    process.env.CHROMIUM_PATH,
    ...usualChromiums,
    onPath('chromium'),
    onPath('google-chrome'),
    playwrightOwn(),
  );
}

function playwrightOwn(): string | undefined {
  try {
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}

/** The same, to start it; throws what to do when there is none: no test passes by leaving the browser out. */
export function needChromium(): string {
  const path = findChromium();
  startedEngines.add('chromium');
  if (path) return path;
  throw new Error('No Chrome, Chromium or Edge: install one or set CHROMIUM_PATH.');
}

/** FIREFOX_PATH, or what the system calls firefox-esr or firefox. */
export function findFirefox(): string | undefined {
  return firstThere(process.env.FIREFOX_PATH, onPath('firefox-esr'), onPath('firefox'), ...usualFirefoxes);
}

export function needFirefox(): string {
  const path = findFirefox();
  startedEngines.add('firefox');
  if (path) return path;
  throw new Error('No Firefox: install firefox-esr or set FIREFOX_PATH.');
}

/** Debian's OpenCV and WebKitGTK are in the system's Python, which need not be the first one found. */
export const pythons: readonly string[] = ['/usr/bin/python3', 'python3'];

/** The Python that knows WebKitGTK: our own browser for drivers is written in it (engines/webkit-browser.py). */
export function findWebKit(): string | undefined {
  const ask = "import gi; gi.require_version('WebKit2', '4.1')";
  return pythons.find((python) => spawnSync(python, ['-c', ask]).status === 0);
}

export function needWebKit(): string {
  const path = findWebKit();
  startedEngines.add('webkit');
  if (path) return path;
  throw new Error('No WebKitGTK: install webkit2gtk-driver, gir1.2-webkit2-4.1, python3-gi and xvfb.');
}

/** How every Chromium here is started: no sandbox in containers, no graphics card, and silent towards the internet. */
export const chromiumFlags: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
