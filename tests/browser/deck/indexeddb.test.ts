/** The deck on Chromium's IndexedDB, for pages that have no OPFS: the same promises, by the same tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { makeRandom, printedSeed } from '../../support/random';
import { serveWorker, startBrowser } from './browser';

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

async function freshPage() {
  const browser = await startBrowser(newProfile(), site.origin);
  onTestFinished(() => browser.kill());
  return { browser, page: await browser.openPage('?indexeddb') };
}

test('a film, its pictures and its row come back', async () => {
  const { page } = await freshPage();
  expect(await page.call('kind')).toBe('indexeddb');
  expect(await page.call('wholeLife')).toEqual({
    originals: 40,
    filmBytes: 300_000,
    filmSound: true,
    states: ['finished'],
  });
  await page.call('write', 'cameras', [1, 2]);
  await page.page.reload();
  expect(await page.call('read', 'cameras')).toEqual([1, 2]);
  expect(await page.call('list')).toMatchObject([{ state: 'finished' }]);
});

test('C01 every acknowledged picture is there after SIGKILL of the browser', async () => {
  const profile = newProfile();
  const random = makeRandom(printedSeed('kills on IndexedDB'));
  for (let round = 0; round < 3; round++) {
    const browser = await startBrowser(profile, site.origin);
    const page = await browser.openPage('?indexeddb');
    page.start('recordForEver', 2);
    await browser.untilAcknowledged(1);
    await new Promise((resolve) => setTimeout(resolve, random() * 1500));
    await browser.kill();
    const { id, sequence } = browser.acknowledged.at(-1)!;

    const next = await startBrowser(profile, site.origin);
    const recovered = await (await next.openPage('?indexeddb')).call('recover', id);
    await next.kill();
    console.log(
      `killed after ${sequence + 1} acknowledged, ${recovered.sound} there, opened in ${recovered.openedMs.toFixed(0)} ms`,
    );
    expect(recovered.sound).toBeGreaterThan(sequence);
    expect(recovered.found).toBe(recovered.sound);
  }
});

test('C03 the lease of a terminated worker is waited for', async () => {
  const { browser, page } = await freshPage();
  page.start('recordForEver', 2);
  await browser.untilAcknowledged(50);
  await page.page.evaluate(() => {
    globalThis.worker.terminate();
    globalThis.startWorker();
  });
  const { id, sequence } = browser.acknowledged.at(-1)!;
  const { sound, openedMs } = await page.call('recover', id);
  expect(sound).toBeGreaterThan(sequence);
  expect(openedMs).toBeLessThan(10_000);
});

test('C08 a full quota stops the tape, and film and row can still be finished', async () => {
  const { browser, page } = await freshPage();
  const session = await browser.context.newCDPSession(page.page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: site.origin, quotaSize: 30_000_000 });
  const { code, acknowledged, originals, filmBytes, rows, id } = await page.call('fillUp');
  console.log(`IndexedDB, quota of 30 MB: ${acknowledged} pictures of 20 kB`);
  expect(code).toBe('deck/full');
  expect(acknowledged).toBeGreaterThan(300);
  expect(originals).toBe(acknowledged);
  expect(filmBytes).toBe(700_000);
  expect(rows).toMatchObject([{ id, state: 'finished' }]);
});

test('C16 two tabs: the second sees who records and waits', async () => {
  const { browser, page } = await freshPage();
  const second = await browser.openPage('?indexeddb');
  const id = await page.call('hold', 30);
  expect(await second.call('list')).toMatchObject([{ id, state: 'recording', frames: 30 }]);
  const opening = second.call('recover', id);
  await page.call('letGo');
  expect(await opening).toMatchObject({ sound: 30 });
});

test('the tape takes the pictures of a camera, with room to spare, and gives back every byte', async () => {
  const { page } = await freshPage();
  const { appendMs, flushMs, readMs, openMs, read } = await page.call('speed', 500, 40_000);
  expect(read).toBe(500 * 40_000);
  // Fifteen pictures of 40 kB a second are 0.6 MB/s.
  expect(read / 1000 / appendMs).toBeGreaterThan(1.2);
  expect(openMs).toBeLessThan(10_000);
  const perSecond = (ms: number) => `${(read / 1000 / ms).toFixed(0)} MB/s`;
  console.log(
    `IndexedDB: append ${perSecond(appendMs)}, flush ${flushMs.toFixed(1)} ms, read ${perSecond(readMs)}, open 20 MB in ${openMs.toFixed(0)} ms`,
  );
});
