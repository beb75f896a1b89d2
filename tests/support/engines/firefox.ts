/** Firefox by WebDriver BiDi. */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import puppeteer, { type Browser, type ElementHandle } from 'puppeteer-core';
import { needFirefox } from '../programs';
import type { Engine, Find } from './engine';
import { fileIn } from './file-in';

const launch = (profile: string, downloads: string): Promise<Browser> =>
  puppeteer.launch({
    browser: 'firefox',
    executablePath: needFirefox(),
    headless: true,
    userDataDir: profile,
    defaultViewport: { width: 1024, height: 768 },
    extraPrefsFirefox: {
      // Into a folder of its own, without a question.
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'browser.download.always_ask_before_handling_new_types': false,
      'media.autoplay.default': 0,
    },
  });

export async function openFirefox(): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'snapreel-firefox-'));
  const [profile, downloads] = [join(folder, 'profile'), join(folder, 'downloads')];
  for (const one of [profile, downloads]) mkdirSync(one);
  let browser = await launch(profile, downloads);
  let page = await browser.newPage();
  const found = async ({ find, given }: Find): Promise<ElementHandle<Element> | null> =>
    (
      await page.evaluateHandle(find as (given: unknown) => Element | null, given)
    ).asElement() as ElementHandle<Element> | null;
  return {
    name: 'Firefox',
    version: (await browser.version()).replace(/^\D*/, ''),
    goTo: async (url) => void (await page.goto(url)),
    run: (work, given) => page.evaluate(work as (given: unknown) => never, given),
    async press(target) {
      const element = await found(target);
      await element?.click();
      return element !== null;
    },
    async type(target, text) {
      const element = await found(target);
      await element?.type(text);
      return element !== null;
    },
    async upload(target, paths) {
      const element = await found(target);
      await (element as ElementHandle<HTMLInputElement> | null)?.uploadFile(...paths);
      return element !== null;
    },
    download: (act) => fileIn(downloads, act),
    async die() {
      const child = browser.process()!;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
      // Puppeteer puts the profile's own preferences back then, and another launch in the midst of that finds no file.
      const kept = ['prefs.js', 'user.js'].map((file) => join(profile, `${file}.puppeteer`));
      while (kept.some((path) => existsSync(path))) await sleep(20);
      browser = await launch(profile, downloads);
      page = await browser.newPage();
    },
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
