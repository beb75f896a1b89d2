/** Runs the built app in a browser as a person would: chooses files, makes the film and saves it. */
import { mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { startProxy } from '../../proxy/proxy';
import { chromiumFlags, needChromium, needFirefox } from '../../tests/support/programs';

export type BrowserName = 'chromium' | 'firefox';

interface MadeFilm {
  readonly path: string;
  /** From pressing "Make film" to the film in the library. */
  readonly madeMs: number;
  /** The same to the last byte of the saved MP4. */
  readonly savedMs: number;
}

export interface BenchApp {
  readonly version: string;
  /** Of the browser. */
  readonly pid: number;
  makeFilm(paths: readonly string[], quality: 'Fast' | 'Small files'): Promise<MadeFilm>;
  close(): Promise<void>;
}

const patienceMs = 60_000;

export async function openApp(name: BrowserName, distFolder: string): Promise<BenchApp> {
  const downloads = mkdtempSync(join(tmpdir(), 'snapreel-bench-'));
  const proxy = await startProxy({ host: '127.0.0.1', port: 0, distFolder, allow: [], offers: [] });
  const browser = await launch(name, downloads);
  const page = await browser.newPage();
  await page.goto(`http://localhost:${proxy.port}/#/import`);
  return {
    version: await browser.version(),
    pid: browser.process()!.pid!,
    makeFilm: (paths, quality) => makeFilm(page, downloads, paths, quality),
    async close() {
      await browser.close();
      await proxy.close();
      rmSync(downloads, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

function launch(name: BrowserName, downloads: string): Promise<Browser> {
  if (name === 'firefox') {
    return puppeteer.launch({
      browser: 'firefox',
      executablePath: needFirefox(),
      headless: true,
      protocolTimeout: patienceMs,
      extraPrefsFirefox: {
        'browser.download.folderList': 2,
        'browser.download.dir': downloads,
        'browser.download.useDownloadDir': true,
        'browser.helperApps.neverAsk.saveToDisk': 'video/mp4',
      },
    });
  }
  return puppeteer.launch({
    executablePath: needChromium(),
    headless: true,
    protocolTimeout: patienceMs,
    downloadBehavior: { policy: 'allow', downloadPath: downloads },
    args: [...chromiumFlags],
  });
}

async function makeFilm(
  page: Page,
  downloads: string,
  paths: readonly string[],
  quality: 'Fast' | 'Small files',
): Promise<MadeFilm> {
  const input = await page.waitForSelector('#import-files');
  await (input as unknown as { uploadFile(...paths: string[]): Promise<void> }).uploadFile(...paths);
  await page.evaluate(chooseQuality, quality);
  const before = new Set(readdirSync(downloads));
  const begunAt = performance.now();
  await page.evaluate(press, 'Make film');
  await page.waitForFunction(() => document.querySelector('.imported') !== null, { timeout: patienceMs, polling: 10 });
  const madeAt = performance.now();
  await page.evaluate(press, 'Save');
  const path = await downloaded(downloads, before);
  const savedAt = performance.now();
  await page.evaluate(press, 'Make another film');
  return { path, madeMs: madeAt - begunAt, savedMs: savedAt - begunAt };
}

/** Runs in the page. */
function chooseQuality(quality: string): void {
  const select = [...document.querySelectorAll('select')].find((one) => one.textContent?.includes('Small files'));
  if (!select) throw new Error('no list of qualities');
  select.selectedIndex = [...select.options].findIndex(({ text }) => text === quality);
  select.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Runs in the page. */
function press(text: string): void {
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === text);
  if (!button) throw new Error(`no button ${text}`);
  button.click();
}

/** Both browsers write under another name until the file is whole. */
async function downloaded(folder: string, before: ReadonlySet<string>): Promise<string> {
  const end = performance.now() + 60_000;
  while (performance.now() < end) {
    const names = readdirSync(folder).filter((name) => !before.has(name));
    const partial = names.some((name) => /\.(?:crdownload|part)$|^\./.test(name));
    const whole = names.find((name) => name.endsWith('.mp4') && statSync(join(folder, name)).size > 0);
    if (whole && !partial) {
      // Under a name of its own: Chromium would write the next film over it.
      const path = join(folder, `saved-${before.size}.mp4`);
      renameSync(join(folder, whole), path);
      return path;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`nothing whole was downloaded: ${readdirSync(folder).join(', ')}`);
}
