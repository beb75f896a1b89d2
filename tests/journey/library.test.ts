/** Two tabs, a full disk, films that follow one another and films that make room: what the library promises, in the built app. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RecordingOptions } from '../../src/base/options';
import type { Visit } from '../support/browser';
import {
  acknowledged,
  holdOf,
  openCamera,
  pause,
  pressInRow,
  record,
  rowText,
  save,
  seeRow,
} from '../support/journey/recorded';
import { openStage, type Stage } from '../support/journey/stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage({ sim: { widthPx: 320, heightPx: 240 } });
});

afterAll(() => stage?.close());

/** Alters what Record asks the worker for: lengths and caps that no button offers, because nobody would wait for them. */
async function askFor(visit: Visit, change: Partial<RecordingOptions>): Promise<void> {
  await visit.page.addInitScript((wanted) => {
    const post = MessagePort.prototype.postMessage;
    MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown, ...rest: never[]) {
      const { path = [], argumentList = [] } = (message ?? {}) as {
        path?: string[];
        argumentList?: { value: object }[];
      };
      if (path.at(-1) === 'record') Object.assign(argumentList[0]!.value, wanted);
      return post.call(this, message, ...rest);
    } as typeof post;
  }, change);
}

async function openFilms(): Promise<Visit> {
  const visit = await stage.browser.newPage();
  await visit.goTo(stage.app);
  await visit.press('Films');
  return visit;
}

/** Names of the buttons in a film's row. */
const buttonsOf = (visit: Visit, name: string) =>
  visit.page.locator('li.film', { hasText: name }).getByRole('button').allTextContents();

test('C16 a second tab sees the recording and its state, has no button to write to it, and can stop it', async () => {
  const first = await stage.browser.newPage();
  await openCamera(stage, first, { name: 'Shared' });
  await record(first, 8);
  const second = await openFilms();
  await second.see('Recording now');
  expect(await buttonsOf(second, 'Shared')).toEqual(['Stop']);
  const before = await rowText(second, 'Shared');
  for (let tries = 0; tries < 100 && (await rowText(second, 'Shared')) === before; tries++) await pause(100);
  expect(await rowText(second, 'Shared')).not.toBe(before);

  const told = await acknowledged(first);
  await pressInRow(second, 'Shared', 'Stop');
  await first.see('Your film', 60_000);
  const film = await holdOf(second, await save(second, 'Shared'));
  expect(film.pictures.length).toBeGreaterThanOrEqual(told);
  expect([...first.errors, ...second.errors]).toEqual([]);
  await first.close();
  await second.close();
});

/** All films of the day that are found: deleted and brought back together, then joined. */
async function handleSeveral(visit: Visit, count: number): Promise<void> {
  const rows = visit.page.locator('li.film');
  await visit.fill('Search films', 'split');
  await expect.poll(() => rows.count()).toBe(count);
  // Over midnight there are two days.
  const days = visit.page.getByRole('button', { name: /^Select all of / });
  for (const day of await days.all()) await day.click();
  for (const row of await rows.all()) await row.getByRole('checkbox').check();
  await visit.press(`Delete ${count} films`);
  await expect.poll(() => visit.status()).toBe(`${count} films were deleted.`);
  expect(await rows.count()).toBe(0);
  await visit.press('Undo');
  await expect.poll(() => rows.count()).toBe(count);
  await visit.page.getByLabel('Length', { exact: true }).selectOption('10 minutes and more');
  await visit.see('No film matches.');
  await visit.press('Show all films');
  await visit.fill('Search films', 'split');
  for (const row of await rows.all()) await row.getByRole('checkbox').check();
  await visit.press(`Join ${count} films`);
  // The film is shown to who is still here: nobody is taken away from what they look at since.
  await visit.press('Settings');
  await expect.poll(() => visit.status()).toContain(`${count} films are one now.`);
  expect(new URL(visit.page.url()).hash).toBe('#/settings');
}

/** What is in a zip, as Python reads it, which also tests every byte of it. */
function namesIn(path: string): readonly string[] {
  const zip =
    'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(*z.namelist(), sep="\\n")';
  return execFileSync('python3', ['-c', zip, path], { encoding: 'utf8' }).trim().split('\n');
}

test('films of three seconds each: together they hold every picture once', async () => {
  const visit = await stage.browser.newPage();
  await askFor(visit, { splitMinutes: 0.05 });
  await openCamera(stage, visit, { name: 'Split' });
  await record(visit);
  await pause(8000);
  await visit.press('Stop');
  await visit.see('Your film', 60_000);
  await visit.press('Films');
  const rows = visit.page.locator('li.film', { hasText: 'Split' });
  // All are finished, the earlier ones while the recording went on.
  await expect.poll(() => rows.getByRole('button', { name: 'Save' }).count(), { timeout: 30_000 }).toBeGreaterThan(2);
  expect(await rows.count()).toBe(await rows.getByRole('button', { name: 'Save' }).count());

  const numbers: number[] = [];
  const lengthsMs: number[] = [];
  for (let at = (await rows.count()) - 1; at >= 0; at--) {
    const save = rows.nth(at).getByRole('button', { name: 'Save' });
    const [download] = await Promise.all([visit.page.waitForEvent('download'), save.click()]);
    const film = await holdOf(visit, new Uint8Array(readFileSync(await download.path())));
    numbers.push(...film.pictures);
    lengthsMs.push(film.read.durationMs);
  }
  const [first, last] = [numbers[0]!, numbers.at(-1)!];
  const sent = stage.camera.log.filter(({ frame }) => frame >= first && frame <= last);
  expect(numbers).toEqual(sent.map(({ frame }) => frame));
  expect(lengthsMs.length).toBeGreaterThan(2);
  for (const lengthMs of lengthsMs.slice(0, -1)) expect(Math.abs(lengthMs - 3000)).toBeLessThan(500);
  // As in a browser that asks for no place: nobody answers Chromium's dialog here.
  await visit.run(() => Object.assign(globalThis, { showSaveFilePicker: undefined }) && undefined, undefined);
  const [all] = await Promise.all([
    visit.page.waitForEvent('download'),
    visit.page.getByRole('button', { name: 'Save all of Today', exact: true }).click(),
  ]);
  const films = await visit.page.locator('li.film').getByRole('button', { name: 'Save', exact: true }).count();
  expect(namesIn(await all.path()).filter((name) => name.endsWith('.mp4'))).toHaveLength(films);
  await handleSeveral(visit, lengthsMs.length);
  await visit.close();
});

test('loop recording: the oldest film goes, a protected one stays', async () => {
  const visit = await stage.browser.newPage();
  await askFor(visit, { loopBytes: 1 });
  for (const name of ['Loop A', 'Loop B', 'Loop C']) {
    await openCamera(stage, visit, { name, seconds: 1 });
    await visit.see('Live: 127.0.0.1');
    if (name === 'Loop C') {
      await visit.press('Films');
      await seeRow(visit, 'Loop B');
      // The cap of one byte let A go already when B began.
      expect(await rowText(visit, 'Loop A')).toBe('');
      await pressInRow(visit, 'Loop B', 'Protect');
      await visit.see('Protected');
      await visit.press('Live');
    }
    await visit.press('Record');
    await visit.see('Your film', 60_000);
  }
  await visit.press('Films');
  await seeRow(visit, 'Loop C');
  expect(await rowText(visit, 'Loop B')).toContain('Protected');
  await visit.close();
});

test('C08 a full quota ends the recording with one clear sentence; the film so far is kept and plays', async () => {
  const visit = await stage.browser.newPage();
  await openCamera(stage, visit, { name: 'Brimful' });
  await record(visit, 8);
  const session = await visit.page.context().newCDPSession(visit.page);
  const { origin } = new URL(stage.app);
  const usage = await visit.run(async () => (await navigator.storage.estimate()).usage ?? 0, undefined);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 300_000 });
  const told = await acknowledged(visit);
  await visit.see('The storage of this device is full; the recording so far is kept.', 60_000);
  await visit.see('Your film', 60_000);
  // The player comes a moment after its screen, and the film a moment after the player: a new source ends what plays.
  await visit.page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) > 0);
  const played = await visit.run(async () => {
    const video = document.querySelector('video')!;
    await video.play();
    video.currentTime = Math.max(0, video.duration - 0.1);
    await new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
    return video.error?.message ?? 'plays';
  }, undefined);
  expect(played).toBe('plays');
  await visit.press('Films');
  const film = await holdOf(visit, await save(visit, 'Brimful'));
  expect(film.pictures.length).toBeGreaterThanOrEqual(told);
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await seeNothingUnfinished(visit);
  await visit.close();
});

async function seeNothingUnfinished(visit: Visit): Promise<void> {
  await visit.reload();
  await visit.see('Brimful');
  expect(await visit.page.getByText('Not finished').count()).toBe(0);
}
