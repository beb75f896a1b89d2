/** WebKitGTK by plain W3C WebDriver over HTTP: neither Playwright nor puppeteer knows the system's own WebKit. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../ports';
import { needWebKit } from '../programs';
import type { Engine, Find } from './engine';
import { fileIn } from './file-in';

const startMs = 20_000;
/** How WebDriver names an element in JSON (W3C WebDriver, 11). */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

/**
 * The driver of WebKitGTK 2.50 may say that an element was clicked although the page heard nothing of it (seen on a busy machine):
 * what was not heard within six seconds was no press. A page that was left by the press has heard it.
 */
const listenForPress = `
  window.heardPress = false;
  arguments[0].addEventListener('click', () => { window.heardPress = true; }, { once: true, capture: true });`;
const tellWhetherPressed = `
  const done = arguments[arguments.length - 1];
  const look = (left) => window.heardPress === false && left > 0 ? setTimeout(look, 20, left - 1) : done(window.heardPress !== false);
  look(300);`;

interface Session {
  readonly version: string;
  /** A command of this session; the path begins behind its id. */
  ask<T>(path: string, body: unknown): Promise<T>;
  /** SIGKILL to the browser; its profile stays as it is at that moment. */
  kill(): void;
  close(): Promise<void>;
}

/** Driver and browser on a screen of their own; what the browser keeps is in `home`. */
async function openSession(home: string): Promise<Session> {
  const binary = needWebKit();
  const port = await freePort();
  const driver = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`], {
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, XDG_CONFIG_HOME: home },
  });
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
    const browserOptions = { binary, args: [join(import.meta.dirname, 'webkit-browser.py'), home] };
    const { sessionId, capabilities } = await call<{ sessionId: string; capabilities: { browserVersion: string } }>(
      'POST',
      '/session',
      { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': browserOptions } } },
    );
    const base = `/session/${sessionId}`;
    await call('POST', `${base}/timeouts`, { script: 60_000, pageLoad: 60_000 });
    return {
      version: capabilities.browserVersion,
      ask: (path, body) => call('POST', `${base}${path}`, body),
      kill() {
        process.kill(-Number(readFileSync(join(home, 'group'), 'utf8')), 'SIGKILL');
        endGroup(driver);
      },
      async close() {
        await call('DELETE', base).catch(() => undefined);
        endGroup(driver);
      },
    };
  } catch (error) {
    endGroup(driver);
    throw error;
  }
}

export async function openWebKit(): Promise<Engine> {
  const home = mkdtempSync(join(tmpdir(), 'snapreel-webkit-'));
  const [downloads, taken] = [join(home, 'downloads'), join(home, 'taken')];
  for (const one of [downloads, taken]) mkdirSync(one);
  // Where GLib looks up the folder of downloads.
  writeFileSync(join(home, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
  let session = await openSession(home);
  let takenCount = 0;
  const found = async ({ find, given }: Find): Promise<string | undefined> => {
    const script = `return (${find})(arguments[0]);`;
    const element = await session.ask<Record<string, string> | null>('/execute/sync', { script, args: [given] });
    return element?.[elementKey];
  };
  const act = async (target: Find, what: string, body: unknown): Promise<boolean> => {
    const id = await found(target);
    if (id !== undefined) await session.ask(`/element/${id}/${what}`, body);
    return id !== undefined;
  };
  return {
    name: 'WebKitGTK',
    version: session.version,
    goTo: (url) => session.ask('/url', { url }),
    async run<T, G>(work: (given: G) => T | Promise<T>, given: G): Promise<T> {
      const script = `const done = arguments[arguments.length - 1];
        Promise.resolve((${work})(arguments[0])).then((value) => done(JSON.stringify({ value })), (error) => done(JSON.stringify({ error: String(error) })));`;
      const text = await session.ask<string | null>('/execute/async', { script, args: [given ?? null] });
      const answer = JSON.parse(text ?? '{"error":"the page is gone"}') as { value: T; error?: string };
      if (answer.error) throw new Error(answer.error);
      return answer.value;
    },
    async press(target) {
      const id = await found(target);
      if (id === undefined) return false;
      await session.ask('/execute/sync', { script: listenForPress, args: [{ [elementKey]: id }] });
      await session.ask(`/element/${id}/click`, {});
      return session.ask<boolean>('/execute/async', { script: tellWhetherPressed, args: [] });
    },
    type: (target, text) => act(target, 'value', { text }),
    // A file field takes paths as its text, one a line (W3C WebDriver, 12.5.3).
    upload: (target, paths) => act(target, 'value', { text: paths.join('\n') }),
    async download(press) {
      const path = await fileIn(downloads, press);
      // WebKitGTK writes nothing where there is a file of that name.
      takenCount += 1;
      const place = join(taken, `${takenCount}-${basename(path)}`);
      renameSync(path, place);
      return place;
    },
    async die() {
      session.kill();
      session = await openSession(home);
    },
    async close() {
      await session.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
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

/** xvfb-run, its X server and the driver are one process group of our own; the browser ends with its screen. */
function endGroup(child: ChildProcess): void {
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
}
