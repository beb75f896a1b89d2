/**
 * Opens a real Chromium on a profile folder, with a page and a worker that holds the deck; can be killed like a power
 * button would.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumFlags, needChromium } from '../../support/programs';
import type { Jobs } from './deck-worker';

export interface Acknowledged {
  readonly id: string;
  readonly sequence: number;
}

/** Runs in the page: starts a worker and answers its messages. */
const pageScript = `
  globalThis.waiting = new Map();
  let calls = 0;
  globalThis.startWorker = () => {
    globalThis.worker = new Worker('/worker.js' + location.search, { type: 'module' });
    worker.onmessage = ({ data }) => {
      if (data.acknowledged) return globalThis.told?.(data.acknowledged);
      const { resolve, reject } = waiting.get(data.call);
      'error' in data ? reject(new Error(data.error)) : resolve(data.value);
    };
  };
  globalThis.call = (name, args) => new Promise((resolve, reject) => {
    const call = ++calls;
    waiting.set(call, { resolve, reject });
    worker.postMessage({ call, name, args });
  });
  startWorker();
`;

/** Serves an empty page and the worker on a port that stays the same, so that the origin does. */
export async function serveWorker(): Promise<{ origin: string; close(): void }> {
  const built = await build({
    entryPoints: [join(import.meta.dirname, 'deck-worker.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
  });
  const server: Server = createServer(({ url }, response) => {
    const isWorker = url?.startsWith('/worker.js');
    response.setHeader('Content-Type', isWorker ? 'text/javascript' : 'text/html');
    response.end(
      isWorker ? built.outputFiles[0]!.text : `<!doctype html><title>deck</title><script>${pageScript}</script>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.close(),
  };
}

export class DeckBrowser {
  readonly context: BrowserContext;
  readonly acknowledged: Acknowledged[] = [];
  readonly #child: ChildProcess;
  readonly #origin: string;

  constructor(child: ChildProcess, context: BrowserContext, origin: string) {
    this.#child = child;
    this.context = context;
    this.#origin = origin;
  }

  async openPage(search = ''): Promise<DeckPage> {
    const page = await this.context.newPage();
    await page.exposeFunction('told', (one: Acknowledged) => this.acknowledged.push(one));
    await page.goto(`${this.#origin}/${search}`);
    return new DeckPage(page);
  }

  /** Waits until so many pictures were acknowledged; rejects when that takes longer than a busy machine needs. */
  async untilAcknowledged(count: number, limitMs = 60_000): Promise<void> {
    const givenUpAt = Date.now() + limitMs;
    while (this.acknowledged.length < count) {
      if (Date.now() > givenUpAt)
        throw new Error(`${this.acknowledged.length} of ${count} pictures acknowledged after ${limitMs} ms`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** SIGKILL to the browser and all its children at once. */
  async kill(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    process.kill(-this.#child.pid!, 'SIGKILL');
    await ended;
  }
}

export class DeckPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async call<Name extends keyof Jobs>(
    name: Name,
    ...args: Parameters<Jobs[Name]>
  ): Promise<Awaited<ReturnType<Jobs[Name]>>> {
    try {
      return (await this.page.evaluate(([job, given]) => globalThis.call(job!, given), [
        name,
        args,
      ] as const)) as Awaited<ReturnType<Jobs[Name]>>;
    } catch (error) {
      // The page's own stack holds addresses that the test runner would take for files.
      throw new Error(error instanceof Error ? error.message.split('\n')[0] : String(error));
    }
  }

  /** Starts a job that never ends. */
  start(name: keyof Jobs, ...args: unknown[]): void {
    this.page.evaluate(([job, given]) => globalThis.call(job!, given), [name, args] as const).catch(() => {});
  }
}

declare global {
  var call: (name: string, args: readonly unknown[]) => Promise<unknown>;
  var startWorker: () => void;
  var worker: Worker;
}

export async function startBrowser(profile: string, origin: string): Promise<DeckBrowser> {
  const flags = ['--headless=new', ...chromiumFlags, '--remote-debugging-port=0'];
  const portFile = join(profile, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  const child = spawn(needChromium(), [...flags, `--user-data-dir=${profile}`, 'about:blank'], {
    detached: true,
    stdio: 'ignore',
  });
  const givenUpAt = Date.now() + 30_000;
  while (!existsSync(portFile) || !readFileSync(portFile, 'utf8').includes('\n')) {
    if (Date.now() > givenUpAt) throw new Error('Chromium did not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const [port, path] = readFileSync(portFile, 'utf8').split('\n');
  const browser = await chromium.connectOverCDP(`ws://127.0.0.1:${port}${path}`);
  return new DeckBrowser(child, browser.contexts()[0]!, origin);
}
