/** Drives WebKitGTK by plain W3C WebDriver over HTTP: neither Playwright nor puppeteer knows the system's own WebKit. */
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './ports';
import { findMiniBrowser } from './programs';

export interface WebKit {
  readonly version: string;
  goTo(url: string): Promise<void>;
  /**
   * Runs the text of a function in the page and resolves with what its promise gives; `given` and the answer are JSON. Rejects
   * when the page's process has ended.
   */
  run<T>(work: string, ...given: readonly unknown[]): Promise<T>;
  /** Another window of the same profile; commands go there from now on. The one before may be dead. */
  newWindow(): Promise<void>;
  close(): Promise<void>;
}

const startMs = 20_000;

/** The profile is a new one and ends with it. */
export async function openWebKit(): Promise<WebKit> {
  const binary = findMiniBrowser();
  if (!binary) throw new Error('No WebKitGTK: install webkit2gtk-driver and xvfb.');
  const port = await freePort();
  const driver = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`], { stdio: 'ignore', detached: true });
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
    return {
      version: capabilities.browserVersion,
      goTo: (url) => call('POST', `${base}/url`, { url }),
      async run<T>(work: string, ...given: readonly unknown[]): Promise<T> {
        const script = `const done = arguments[arguments.length - 1];
          Promise.resolve((${work})(...[...arguments].slice(0, -1))).then((value) => done(JSON.stringify({ value })), (error) => done(JSON.stringify({ error: String(error) })));`;
        const text = await call<string | null>('POST', `${base}/execute/async`, {
          script,
          args: given,
        });
        const answer = JSON.parse(text ?? '{"error":"the page is gone"}') as { value: T; error?: string };
        if (answer.error) throw new Error(answer.error);
        return answer.value;
      },
      async newWindow() {
        const { handle } = await call<{ handle: string }>('POST', `${base}/window/new`, { type: 'tab' });
        await call('POST', `${base}/window`, { handle });
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
