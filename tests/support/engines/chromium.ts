/** Chromium by Playwright. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'playwright-core';
import { openBrowser } from '../browser';
import type { Engine, Find } from './engine';

export async function openChromium(): Promise<Engine> {
  const profile = mkdtempSync(join(tmpdir(), 'snapreel-chromium-'));
  let browser = await openBrowser({ profile });
  let visit = await browser.newPage();
  const page = (): Page => visit.page;
  const found = async ({ find, given }: Find): Promise<ElementHandle | null> =>
    (await page().evaluateHandle(find as (given: unknown) => Element | null, given)).asElement();
  return {
    name: 'Chromium',
    version: page().context().browser()!.version(),
    goTo: (url) => visit.goTo(url),
    run: (work, given) => visit.run(work, given),
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
      await element?.setInputFiles([...paths]);
      return element !== null;
    },
    async download(act) {
      const [download] = await Promise.all([page().waitForEvent('download'), act()]);
      return download.path();
    },
    async die() {
      await browser.kill();
      browser = await openBrowser({ profile });
      visit = await browser.newPage();
    },
    async close() {
      await browser.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
