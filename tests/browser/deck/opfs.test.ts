/** The deck on Chromium's real OPFS: killed in every way there is, filled up, and with a thousand films. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { makeRandom, printedSeed } from '../../support/random';
import { type DeckBrowser, type DeckPage, serveWorker, startBrowser } from './browser';
import type { Unanswered } from './deck-worker';

let site: { origin: string; close(): void };
beforeAll(async () => {
  site = await serveWorker();
});
afterAll(() => site.close());

function newProfile(): string {
  const profile = mkdtempSync(join(tmpdir(), 'deck-profile-'));
  onTestFinished(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));
  return profile;
}

async function freshPage(): Promise<{ browser: DeckBrowser; page: DeckPage }> {
  const browser = await startBrowser(newProfile(), site.origin);
  onTestFinished(() => browser.kill());
  return { browser, page: await browser.openPage() };
}

test('C01 every acknowledged picture is there after SIGKILL of the browser at random moments', async () => {
  const profile = newProfile();
  const random = makeRandom(printedSeed('kills on OPFS'));
  // journey/crash kills the whole app fourteen times more.
  for (let round = 0; round < 3; round++) {
    const browser = await startBrowser(profile, site.origin);
    const page = await browser.openPage();
    page.start('recordForEver', 2);
    await browser.untilAcknowledged(1);
    await new Promise((resolve) => setTimeout(resolve, random() * 1500));
    await browser.kill();
    const { id, sequence } = browser.acknowledged.at(-1)!;

    const next = await startBrowser(profile, site.origin);
    const recovered = await (await next.openPage()).call('recover', id);
    await next.kill();
    console.log(
      `killed after ${sequence + 1} acknowledged pictures, ${recovered.sound} there, opened in ${recovered.openedMs.toFixed(1)} ms`,
    );
    expect(recovered.row).toMatchObject({ state: 'unfinished', frames: recovered.sound });
    expect(recovered.sound).toBeGreaterThan(sequence);
    expect(recovered.found).toBe(recovered.sound);
  }
});

test('C02 every acknowledged picture is there after a crash of the renderer', async () => {
  const { browser, page } = await freshPage();
  page.start('recordForEver', 2);
  await browser.untilAcknowledged(100);
  const session = await browser.context.newCDPSession(page.page);
  session.send('Page.crash').catch(() => {});
  await page.page.waitForEvent('crash');
  await check(browser, await browser.openPage());
});

test('C03 every acknowledged picture is there after the worker is terminated', async () => {
  const { browser, page } = await freshPage();
  page.start('recordForEver', 2);
  await browser.untilAcknowledged(100);
  await page.page.evaluate(() => {
    globalThis.worker.terminate();
    globalThis.startWorker();
  });
  await check(browser, page);
});

test('C04 every acknowledged picture is there after a reload and after closing the tab', async () => {
  const { browser, page } = await freshPage();
  page.start('recordForEver', 2);
  await browser.untilAcknowledged(100);
  await page.page.reload();
  await check(browser, page);
  page.start('recordForEver', 2);
  await browser.untilAcknowledged(browser.acknowledged.length + 100);
  await page.page.close({ runBeforeUnload: false });
  await check(browser, await browser.openPage());
});

test('C08 a full quota stops the tape, and film and row can still be finished', async () => {
  const { browser, page } = await freshPage();
  const session = await browser.context.newCDPSession(page.page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: site.origin, quotaSize: 20_000_000 });
  const { code, acknowledged, originals, filmBytes, rows, id } = await page.call('fillUp');
  console.log(`quota of 20 MB: ${acknowledged} pictures of 20 kB`);
  expect(code).toBe('deck/full');
  expect(acknowledged).toBeGreaterThan(300);
  expect(originals).toBe(acknowledged);
  expect(filmBytes).toBe(700_000);
  expect(rows).toMatchObject([{ id, state: 'finished' }]);
  await page.call('remove', id);
  await page.call('emptyBin');
  expect(await page.call('list')).toEqual([]);
  expect((await page.call('fillUp')).acknowledged).toBeGreaterThan(300);
});

test('C08 what is removed after the browser was started again does not make it believe that 4 GiB are used', async () => {
  const profile = newProfile();
  const live = async <T>(work: (page: DeckPage) => Promise<T>): Promise<T> => {
    const browser = await startBrowser(profile, site.origin);
    try {
      return await work(await browser.openPage());
    } finally {
      await browser.kill();
    }
  };
  await live((page) => page.call('makeOneForEachRemoval'));
  // The one that lost its oldest chunks, and one that nothing was done to.
  expect(await live((page) => page.call('removeOneEachWay'))).toEqual({ left: 2, pictures: 0 });
  expect(await live((page) => page.call('usedBytes'))).toBeLessThan(100_000_000);
});

test('C13 storage that is cleared in mid-recording is told as trouble, not as success for ever', async () => {
  const { browser, page } = await freshPage();
  const refused = page.call('recordUntilRefused');
  await browser.untilAcknowledged(20);
  const session = await browser.context.newCDPSession(page.page);
  await session.send('Storage.clearDataForOrigin', { origin: site.origin, storageTypes: 'all' });
  expect((await refused).code).toBe('deck/cleared');
});

test('C13 storage that is gone when the next recording begins is called so', async () => {
  const { page } = await freshPage();
  expect(await page.call('createBeforeAndAfterClearing')).toEqual(['', 'deck/cleared']);
  await page.page.reload();
  expect(await page.call('createBeforeAndAfterClearing')).toEqual(['', 'deck/cleared']);
});

test('C38 a call that the browser leaves unanswered, or answers late, is made again and loses nothing', async () => {
  const { page } = await freshPage();
  const never = { lateMs: Infinity, times: 1 };
  const cases: readonly Unanswered[] = [
    { kind: 'FileSystemDirectoryHandle', method: 'getDirectoryHandle', ...never },
    { kind: 'FileSystemDirectoryHandle', method: 'getFileHandle', ...never },
    { kind: 'FileSystemDirectoryHandle', method: 'removeEntry', ...never },
    { kind: 'FileSystemFileHandle', method: 'getFile', ...never },
    { kind: 'FileSystemFileHandle', method: 'createSyncAccessHandle', lateMs: Infinity, times: 3 },
    // Asked again, it finds the file shut by the first.
    { kind: 'FileSystemFileHandle', method: 'createSyncAccessHandle', lateMs: 3000, times: 2 },
  ];
  for (const unanswered of cases) {
    const { sound, left, seen } = await page.call('liveUnanswered', unanswered);
    expect(seen, `calls of ${unanswered.method}`).toBeGreaterThan(1);
    expect({ sound, left }, unanswered.method).toEqual({ sound: 40, left: 0 });
    await page.page.reload();
  }
});

test('C14 persistence and room are answered in a worker, without a question to the person', async () => {
  const { browser, page } = await freshPage();
  expect(await page.call('isPersistent')).toBe(false);
  const session = await browser.context.newCDPSession(page.page);
  await session.send('Browser.grantPermissions', { origin: site.origin, permissions: ['durableStorage'] });
  expect(await page.page.evaluate(() => navigator.storage.persist())).toBe(true);
  expect(await page.call('isPersistent')).toBe(true);
  const { freeBytes } = await page.call('room');
  expect(freeBytes).toBeGreaterThan(10_000_000);
});

test('C16 a second tab sees who records, and opening waits until the first is gone', async () => {
  const { browser, page } = await freshPage();
  const second = await browser.openPage();
  const id = await page.call('hold', 30);
  expect(await second.call('list')).toMatchObject([{ id, state: 'recording', frames: 30 }]);
  const opening = second.call('recover', id);
  await page.call('letGo');
  expect(await opening).toMatchObject({ sound: 30 });
});

test('settings written by two workers at once are one of the two', async () => {
  const { browser, page } = await freshPage();
  const second = await browser.openPage();
  for (let round = 0; round < 5; round++) {
    await Promise.all([page.call('write', 'cameras', ['one', round]), second.call('write', 'cameras', ['two', round])]);
    expect([
      ['one', round],
      ['two', round],
    ]).toContainEqual(await page.call('read', 'cameras'));
  }
});

async function check(browser: DeckBrowser, page: DeckPage): Promise<void> {
  const { id, sequence } = browser.acknowledged.at(-1)!;
  const { sound, openedMs } = await page.call('recover', id);
  console.log(`${sequence + 1} acknowledged, ${sound} there, opened in ${openedMs.toFixed(1)} ms`);
  expect(sound).toBeGreaterThan(sequence);
}

test('hundreds of films are listed without a wait', async () => {
  const { page } = await freshPage();
  const { makingMs, listingsMs } = await page.call('manyFilms', 300);
  console.log(
    `300 films made in ${makingMs.toFixed(0)} ms, listed in ${listingsMs.map((ms) => ms.toFixed(0)).join(' ')} ms`,
  );
  // Some 20 ms on two cores; a listing that opened every film would take seconds.
  expect(Math.min(...listingsMs)).toBeLessThan(500);
});

test('the tape takes the pictures of nine cameras, with room to spare, and gives back every byte', async () => {
  const { page } = await freshPage();
  const { appendMs, flushMs, readMs, openMs, read } = await page.call('speed', 2000, 40_000);
  expect(read).toBe(2000 * 40_000);
  // Nine times fifteen pictures of 40 kB a second are 5.4 MB/s.
  expect(read / 1000 / appendMs).toBeGreaterThan(11);
  expect(openMs).toBeLessThan(10_000);
  const perSecond = (ms: number) => `${(read / 1000 / ms).toFixed(0)} MB/s`;
  console.log(
    `append ${perSecond(appendMs)}, flush ${flushMs.toFixed(1)} ms, read ${perSecond(readMs)}, open 80 MB in ${openMs.toFixed(0)} ms`,
  );
});
