/** A film that is read piece by piece, as by whoever joins films, beside all that others do with it meanwhile. Chromium's OPFS, and IndexedDB. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type DeckPage, serveWorker, startBrowser } from './browser';

let site: { origin: string; close(): void };
beforeAll(async () => {
  site = await serveWorker();
});
afterAll(() => site.close());

async function twoPages(search = ''): Promise<readonly [DeckPage, DeckPage]> {
  const profile = mkdtempSync(join(tmpdir(), 'deck-profile-'));
  onTestFinished(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));
  const browser = await startBrowser(profile, site.origin);
  onTestFinished(() => browser.kill());
  return [await browser.openPage(search), await browser.openPage(search)];
}

const sizeBytes = 3_000_001;
const whole = (times: number) => ({ right: times * sizeBytes, wrong: 0, code: '', sizeBytes, beyond: 0 });

test.each(['', '?indexeddb'])('every byte, in pieces of any size, also beside another reader (%s)', async (search) => {
  const [page, other] = await twoPages(search);
  const id = await page.call('makeFilm', sizeBytes);
  for (const pieceBytes of [sizeBytes, 1 << 20, 99_991]) {
    const both = [page.call('readFilm', id, pieceBytes, 3), other.call('readFilm', id, pieceBytes, 3)];
    expect(await Promise.all(both)).toEqual([whole(3), whole(3)]);
  }
});

test('one that is open for writing in another tab is read as well', async () => {
  const [page, other] = await twoPages();
  const id = await other.call('holdFilm', sizeBytes);
  expect(await page.call('readFilm', id, 1 << 20, 1)).toEqual(whole(1));
});

test.each(['forget', 'makeRoom'] as const)('it goes while it is read (%s), and no reader stops that', async (how) => {
  const [page, other] = await twoPages();
  for (let round = 0; round < 5; round++) {
    const id = await page.call('makeFilm', sizeBytes);
    const reading = page.call('readFilm', id, 10_007, 100);
    await new Promise((resolve) => setTimeout(resolve, 40 * round));
    expect(await other.call('removeFilm', id, how)).toEqual({ code: '', left: 0 });
    const { wrong, right } = await reading;
    expect(wrong).toBe(0);
    expect(right).toBeLessThan(100 * sizeBytes);
  }
});

test.each(['getDirectoryHandle', 'getFileHandle', 'getFile', 'createSyncAccessHandle'] as const)(
  'every byte where the browser leaves every other %s unanswered',
  async (silent) => {
    const [page] = await twoPages();
    const id = await page.call('makeFilm', sizeBytes);
    expect(await page.call('readFilm', id, sizeBytes, 1, silent)).toEqual(whole(1));
  },
);

test('one that is not there is called missing', async () => {
  const [page] = await twoPages();
  expect(await page.call('readFilm', 'nothing', 1 << 20, 1)).toMatchObject({ code: 'deck/missing', right: 0 });
});
