/** WebKitGTK by plain W3C WebDriver over HTTP: neither Playwright nor puppeteer knows the system's own WebKit. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../ports';
import { findMiniBrowser } from '../programs';
import type { Engine, Find } from './engine';
import { fileIn } from './file-in';

const startMs = 20_000;
/** How WebDriver names an element in JSON (W3C WebDriver, 11). */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

/**
 * The driver of WebKitGTK 2.50 may say that an element was clicked although the page heard nothing of it (seen on a busy machine):
 * what was not heard within a second was no press. A page that was left by the press has heard it.
 */
const listenForPress = `
  window.heardPress = false;
  arguments[0].addEventListener('click', () => { window.heardPress = true; }, { once: true, capture: true });`;
const tellWhetherPressed = `
  const done = arguments[arguments.length - 1];
  const look = (left) => window.heardPress === false && left > 0 ? setTimeout(look, 20, left - 1) : done(window.heardPress !== false);
  look(50);`;

/** The profile is a new one and ends with it. */
export async function openWebKit(): Promise<Engine> {
  const binary = findMiniBrowser();
  if (!binary) throw new Error('No WebKitGTK: install webkit2gtk-driver and xvfb.');
  const home = mkdtempSync(join(tmpdir(), 'snapreel-webkit-'));
  const downloads = join(home, 'downloads');
  mkdirSync(downloads);
  // Where GLib looks up the folder of downloads.
  writeFileSync(join(home, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
  const port = await freePort();
  const driver = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`], {
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, XDG_CONFIG_HOME: home },
  });
  const end = () => {
    endGroup(driver);
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  const call = async <T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> => {
    const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = (await reply.json()) as { value: T };
    if (!reply.ok) throw new Error(`WebDriver ${path}: ${JSON.stringify(value)}`);
    return value;
  };
  try {
    await untilReady(() => call('GET', '/status'));
    const { sessionId, capabilities } = await call<{ sessionId: string; capabilities: { browserVersion: string } }>(
      'POST',
      '/session',
      { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } } } },
    );
    const base = `/session/${sessionId}`;
    await call('POST', `${base}/timeouts`, { script: 60_000, pageLoad: 60_000 });
    const found = async ({ find, given }: Find): Promise<string | undefined> => {
      const script = `return (${find})(arguments[0]);`;
      const element = await call<Record<string, string> | null>('POST', `${base}/execute/sync`, {
        script,
        args: [given],
      });
      return element?.[elementKey];
    };
    const act = async (target: Find, what: string, body: unknown): Promise<boolean> => {
      const id = await found(target);
      if (id !== undefined) await call('POST', `${base}/element/${id}/${what}`, body);
      return id !== undefined;
    };
    return {
      name: 'WebKitGTK',
      version: capabilities.browserVersion,
      goTo: (url) => call('POST', `${base}/url`, { url }),
      async run<T, G>(work: (given: G) => T | Promise<T>, given: G): Promise<T> {
        const script = `const done = arguments[arguments.length - 1];
          Promise.resolve((${work})(arguments[0])).then((value) => done(JSON.stringify({ value })), (error) => done(JSON.stringify({ error: String(error) })));`;
        const text = await call<string | null>('POST', `${base}/execute/async`, { script, args: [given ?? null] });
        const answer = JSON.parse(text ?? '{"error":"the page is gone"}') as { value: T; error?: string };
        if (answer.error) throw new Error(answer.error);
        return answer.value;
      },
      async press(target) {
        const id = await found(target);
        if (id === undefined) return false;
        const element = { [elementKey]: id };
        await call('POST', `${base}/execute/sync`, { script: listenForPress, args: [element] });
        await call('POST', `${base}/element/${id}/click`, {});
        return call<boolean>('POST', `${base}/execute/async`, { script: tellWhetherPressed, args: [] });
      },
      type: (target, text) => act(target, 'value', { text }),
      // A file field takes paths as its text, one a line (W3C WebDriver, 12.5.3).
      upload: (target, paths) => act(target, 'value', { text: paths.join('\n') }),
      download: (press) => fileIn(downloads, press),
      async die() {
        throw new Error('the driver would end, too, and the profile with it');
      },
      async close() {
        await call('DELETE', base).catch(() => undefined);
        end();
      },
    };
  } catch (error) {
    end();
    throw error;
  }
}

async function untilReady(ask: () => Promise<unknown>): Promise<void> {
  for (const givenUpAt = Date.now() + startMs; ; ) {
    try {
      await ask();
      return;
    } catch (error) {
      if (Date.now() > givenUpAt) throw error;
      await sleep(100);
    }
  }
}

/** xvfb-run, its X server and the driver are one process group of our own. */
function endGroup(child: ChildProcess): void {
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
}
