/** Opens a browser that journeys can drive: one profile is one device, one visit is one tab. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumFlags, needChromium } from './programs';

export interface BrowserOptions {
  /** Folder of the profile, kept when the browser closes: what is stored outlives it, as on a real device. */
  readonly profile?: string;
  readonly widthPx?: number;
  readonly heightPx?: number;
  readonly colourScheme?: 'light' | 'dark';
  readonly touch?: boolean;
  /** BCP 47: what the browser asks pages to speak; en-US if not said. */
  readonly locale?: string;
  /** More command line flags. */
  readonly flags?: readonly string[];
}

/** What a person does in a tab, by the names they read on it. A journey uses nothing else, so that any engine can run it. */
export interface Visit {
  /** Everything the console called an error, and every exception nobody caught. */
  readonly errors: readonly string[];
  goTo(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Presses the button, link, tab or menu entry of that name. */
  press(name: string | RegExp): Promise<void>;
  fill(field: string, text: string): Promise<void>;
  /** Picks an entry of a list. */
  choose(field: string, entry: string): Promise<void>;
  /** Ticks or clears a box or switch. */
  tick(field: string, on: boolean): Promise<void>;
  /** Resolves as soon as the text is to be seen; rejects after the time limit. */
  see(text: string | RegExp, limitMs?: number): Promise<void>;
  /** What the one live region says now. */
  status(): Promise<string>;
  /** Presses a button that downloads, and returns the path of the file. */
  download(name: string | RegExp): Promise<string>;
  /** Cuts the whole browser off the network, or connects it again. */
  setOffline(offline: boolean): Promise<void>;
  /** Runs a function in the page; it and `given` must be cloneable. */
  run<T, G>(work: (given: G) => T | Promise<T>, given: G): Promise<T>;
  screenshot(path: string): Promise<void>;
  close(): Promise<void>;
  /** Chromium only: for what no other engine has, such as crashing a renderer. */
  readonly page: Page;
}

export interface OpenBrowser {
  newPage(): Promise<Visit>;
  close(): Promise<void>;
  /** SIGKILL to all of its processes, as a dead battery would end them. The profile stays. */
  kill(): Promise<void>;
  /** Stops all of its processes for `ms`, as a lid that is closed does; clocks go on. */
  doze(ms: number): Promise<void>;
}

/** Throws when there is no browser: tests never pass by skipping it. */
export async function openBrowser(options: BrowserOptions = {}): Promise<OpenBrowser> {
  const executablePath = needChromium();
  // A profile on disk always: OPFS of an incognito context is kept in memory, and no crash test would mean anything.
  const temporary = options.profile ? undefined : mkdtempSync(join(tmpdir(), 'snapreel-profile-'));
  const downloads = mkdtempSync(join(tmpdir(), 'snapreel-downloads-'));
  const context = await chromium.launchPersistentContext(options.profile ?? temporary!, {
    executablePath,
    args: [...chromiumFlags, ...(options.flags ?? [])],
    headless: true,
    viewport: { width: options.widthPx ?? 1024, height: options.heightPx ?? 768 },
    hasTouch: options.touch ?? false,
    locale: options.locale ?? 'en-US',
    colorScheme: options.colourScheme ?? 'light',
    downloadsPath: downloads,
  });
  const tidy = () => {
    for (const folder of [downloads, temporary]) {
      if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  };
  return {
    newPage: async () => visit(await context.newPage(), context, downloads),
    close: async () => {
      await context.close();
      tidy();
    },
    kill: async () => {
      const pids = await processIds(context);
      const closed = new Promise((resolve) => context.once('close', resolve));
      signalAll(pids, 'SIGKILL');
      await closed;
      tidy();
    },
    doze: async (ms) => {
      const pids = await processIds(context);
      signalAll(pids, 'SIGSTOP');
      await new Promise((resolve) => setTimeout(resolve, ms));
      signalAll(pids, 'SIGCONT');
    },
  };
}

function signalAll(pids: readonly number[], signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // Children may be gone with their parent already.
    }
  }
}

/** The browser's own process first: what it starts dies with it. */
async function processIds(context: BrowserContext): Promise<readonly number[]> {
  const session = await context.browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const rank = (type: string) => (type === 'browser' ? 0 : 1);
  return processInfo.toSorted((a, b) => rank(a.type) - rank(b.type)).map((info) => info.id);
}

function visit(page: Page, context: BrowserContext, downloads: string): Visit {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  const pressable = (name: string | RegExp) => {
    const exact = { name, exact: typeof name === 'string' };
    return page
      .getByRole('button', exact)
      .or(page.getByRole('link', exact))
      .or(page.getByRole('tab', exact))
      .or(page.getByRole('menuitem', exact))
      .first();
  };
  return {
    errors,
    page,
    goTo: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    press: (name) => pressable(name).click(),
    fill: (field, text) => page.getByLabel(field, { exact: true }).fill(text),
    choose: async (field, entry) => void (await page.getByLabel(field, { exact: true }).selectOption({ label: entry })),
    tick: (field, on) => page.getByLabel(field, { exact: true }).setChecked(on),
    see: (text, limitMs = 30_000) => page.getByText(text).first().waitFor({ timeout: limitMs }),
    status: async () => (await page.getByRole('status').textContent()) ?? '',
    download: async (name) => {
      const [download] = await Promise.all([page.waitForEvent('download'), pressable(name).click()]);
      const path = join(downloads, download.suggestedFilename());
      await download.saveAs(path);
      return path;
    },
    setOffline: (offline) => context.setOffline(offline),
    run: (work, given) => page.evaluate(work as (given: unknown) => never, given),
    screenshot: async (path) => void (await page.screenshot({ path })),
    close: () => page.close(),
  };
}
