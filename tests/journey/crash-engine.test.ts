/** A part of the browser that ends the page's process: it does so once, costs no picture, and the person is told once. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visit } from '../support/browser';
import {
  acknowledged,
  holdOf,
  openCamera,
  pause,
  pressInRow,
  record,
  save,
  seePictures,
  sentBetween,
} from '../support/journey/recorded';
import { openStage, type Stage } from '../support/journey/stage';
import { inWorkers } from '../support/journey/workers';
import { engineSaid, expectPlaying, stop } from './steps';

/**
 * In every worker: calls that never come back. The test then ends the page's process, as the browser's own fault would. The browser's
 * caches do not answer either, as Chromium's (156) now and then after such an end, and no film may wait for them.
 */
const faulty = `(() => {
  if (typeof document !== 'undefined' || globalThis.faulty) return;
  globalThis.faulty = { calls: 0 };
  const never = () => { globalThis.faulty.calls++; return new Promise(() => {}); };
  ImageDecoder.prototype.decode = never;
  VideoEncoder.isConfigSupported = never;
  CacheStorage.prototype.open = () => new Promise(() => {});
})();`;

let folder: string;
let stage: Stage;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'snapreel-faulty-'));
  cpSync(process.env.SNAPREEL_DIST ?? 'dist', folder, { recursive: true });
  const assets = join(folder, 'assets');
  for (const name of readdirSync(assets).filter((name) => name.endsWith('.js'))) {
    writeFileSync(join(assets, name), `${faulty}\n${readFileSync(join(assets, name), 'utf8')}`);
  }
  stage = await openStage({ sim: { widthPx: 320, heightPx: 240 }, dist: folder });
});

afterAll(async () => {
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Waits until it is written down that the part is being tried. */
async function seeTrying(visit: Visit, part: string): Promise<void> {
  const kept = () =>
    visit.run(async (name) => {
      const root = await navigator.storage.getDirectory();
      const app = await root.getDirectoryHandle('snapreel');
      const settings = await app.getDirectoryHandle('settings');
      // While it is being written it cannot be read.
      return (await (await settings.getFileHandle(name)).getFile()).text();
    }, `trial-${part}`);
  for (let tries = 0; !(await kept().catch(() => '')).includes('"trying"'); tries++) {
    if (tries > 300) throw new Error(`${part} is not tried: ${await kept()}; ${visit.errors}`);
    await pause(100);
  }
}

async function endProcess({ page }: Visit): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = new Promise((resolve) => page.once('crash', resolve));
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  await page.close();
}

const calls = (visit: Visit): Promise<readonly number[]> =>
  inWorkers(visit, () => (globalThis as { faulty?: { calls: number } }).faulty!.calls, undefined);

const decoderOut = /fast picture decoder closed the page/;
const engineOut = /film engine closed the page/;

test('ImageDecoder, then VideoEncoder: each ends the page once, told once; ffmpeg finishes the film and makes the next one', async () => {
  let visit = await stage.browser.newPage();
  await openCamera(stage, visit, { name: 'Ended', engine: 'webcodecs' });
  await seeTrying(visit, 'image-decoder');
  await endProcess(visit);

  visit = await stage.browser.newPage();
  await visit.goTo(stage.app);
  await visit.see(decoderOut);
  await openCamera(stage, visit, { name: 'Ended', engine: 'webcodecs' });
  await record(visit, 10);
  await seeTrying(visit, 'webcodecs');
  await seePictures(visit, 20);
  const told = await acknowledged(visit);
  await endProcess(visit);

  visit = await stage.browser.newPage();
  await visit.goTo(stage.app);
  await visit.see(engineOut);
  await visit.press('Films');
  await pressInRow(visit, 'Ended', 'Finish');
  const film = await holdOf(visit, await save(visit, 'Ended'));
  expect(film.pictures).toEqual(sentBetween(stage.camera.log, film));
  expect(film.pictures.length).toBeGreaterThanOrEqual(told);

  // Asked for by name, it is left alone all the same.
  await openCamera(stage, visit, { name: 'Next', engine: 'webcodecs' });
  await record(visit, 15);
  expect(await visit.run(() => document.body.textContent, undefined)).not.toMatch(/closed the page/);
  await stop(visit);
  await expectPlaying(visit);
  const asked = await calls(visit);
  expect(asked.length).toBeGreaterThan(0);
  expect(asked).toEqual(asked.map(() => 0));
  expect(await engineSaid(visit)).toMatch(/ffmpeg/i);
  expect(visit.errors).toEqual([]);
  await visit.close();
});

test('a page that is loaded again while the engine is tried was not ended by it', async () => {
  const own = await openStage({ sim: { widthPx: 320, heightPx: 240 } });
  try {
    const visit = await own.browser.newPage();
    await openCamera(own, visit, { name: 'Left' });
    await expect.poll(() => visit.status()).toMatch(/^Live/);
    await visit.page
      .workers()
      .at(-1)!
      .evaluate(() => {
        VideoEncoder.isConfigSupported = () => new Promise(() => undefined);
      });
    await record(visit, 5);
    await seeTrying(visit, 'webcodecs');
    await visit.reload();
    await openCamera(own, visit, { name: 'Again', engine: 'webcodecs' });
    await record(visit, 5);
    await stop(visit);
    expect(await visit.run(() => document.body.textContent, undefined)).not.toMatch(/closed the page/);
    expect(await engineSaid(visit)).toMatch(/WebCodecs/);
    await visit.close();
  } finally {
    await own.close();
  }
});
