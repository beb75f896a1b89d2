/** A tab that crashes, reloads, goes elsewhere or is closed while it records, and what a person can do with what it left. */
import { afterAll, beforeAll, expect, test } from 'vitest';
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
  seePictures,
  seeRow,
  sentBetween,
} from '../support/journey/recorded';
import { openStage, type Stage } from '../support/journey/stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage({ sim: { widthPx: 320, heightPx: 240 } });
});

afterAll(() => stage?.close());

/** Records for a moment, lets the harm happen, and tells how many pictures the page had told of before. */
async function harmed(name: string, harm: (visit: Visit) => Promise<unknown>): Promise<number> {
  const visit = await stage.browser.newPage();
  await openCamera(stage, visit, { name });
  await record(visit, 8);
  const told = await acknowledged(visit);
  await harm(visit);
  return told;
}

/** Another tab, as a person opens the app again. */
async function openAgain(name: string): Promise<Visit> {
  const visit = await stage.browser.newPage();
  await visit.goTo(stage.app);
  await visit.press('Films');
  await visit.see(name);
  // The lock of a tab that has just died is given back a moment later.
  for (let tries = 0; tries < 100 && !(await rowText(visit, name)).includes('Not finished'); tries++) {
    await pause(100);
    await visit.reload();
    await visit.see(name);
  }
  return visit;
}

async function expectAllThere(visit: Visit, name: string, told: number): Promise<void> {
  const film = await holdOf(visit, await save(visit, name));
  expect(film.pictures).toEqual(sentBetween(stage.camera.log, film));
  expect(film.pictures.length).toBeGreaterThanOrEqual(told);
  expect(visit.errors).toEqual([]);
}

const harms: readonly (readonly [string, string, (visit: Visit) => Promise<unknown>])[] = [
  [
    'C02 a crash of the renderer',
    'Crashed',
    async ({ page }) => {
      const session = await page.context().newCDPSession(page);
      const crashed = new Promise((resolve) => page.once('crash', resolve));
      session.send('Page.crash').catch(() => undefined);
      await crashed;
      await page.close();
    },
  ],
  [
    'C04 going to another page',
    'Navigated',
    (visit) => visit.goTo('data:text/html,elsewhere').then(() => visit.close()),
  ],
  ['C04 closing the tab without stopping', 'Closed', ({ page }) => page.close({ runBeforeUnload: false })],
];

test.each(harms)('%s loses nothing', async (_, name, harm) => {
  const told = await harmed(name, harm);
  const visit = await openAgain(name);
  await pressInRow(visit, name, 'Finish');
  await expectAllThere(visit, name, told);
  await visit.close();
});

test('C04 a reload loses nothing, and the same tab offers what there was', async () => {
  const visit = await stage.browser.newPage();
  await openCamera(stage, visit, { name: 'Reloaded' });
  await record(visit, 8);
  const told = await acknowledged(visit);
  await visit.reload();
  await visit.press('Films');
  await visit.see('Reloaded');
  await visit.see('Not finished');
  await pressInRow(visit, 'Reloaded', 'Finish');
  await expectAllThere(visit, 'Reloaded', told);
  await visit.close();
});

test('C03 a worker that ends in mid-write loses nothing', async () => {
  const visit = await stage.browser.newPage();
  // The page has no button that ends its worker: so every one that it starts is remembered.
  await visit.page.addInitScript(() => {
    const started: Worker[] = [];
    globalThis.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        started.push(this);
      }
    };
    Object.assign(globalThis, { endWorkers: () => started.map((worker) => worker.terminate()) });
  });
  await openCamera(stage, visit, { name: 'Terminated' });
  await record(visit, 8);
  const told = await acknowledged(visit);
  await visit.run(() => (globalThis as unknown as { endWorkers(): void }).endWorkers(), undefined);
  await visit.see('stopped this camera', 60_000);
  await visit.close();
  const again = await openAgain('Terminated');
  await pressInRow(again, 'Terminated', 'Finish');
  await expectAllThere(again, 'Terminated', told);
  await again.close();
});

test('C04 "Go on recording" goes on in the same film, with the pause as a marked gap', async () => {
  const told = await harmed('Gone on', ({ page }) => page.close({ runBeforeUnload: false }));
  const pauseMs = 4000;
  await pause(pauseMs);
  const visit = await stage.browser.newPage();
  await openCamera(stage, visit, { name: 'Gone on' });
  await visit.see('Live: 127.0.0.1');
  await visit.press('Films');
  await visit.see('Not finished');
  await pressInRow(visit, 'Gone on', 'Go on recording');
  await seePictures(visit, told + 8);
  const toldAgain = await acknowledged(visit);
  await visit.press('Stop');
  await visit.see('Your film');
  await visit.press('Films');
  await visit.see('1 gap');

  const film = await holdOf(visit, await save(visit, 'Gone on'));
  expect(film.pictures.length).toBeGreaterThanOrEqual(toldAgain);
  // A camera that a busy machine holds up leaves numbers out by itself: only what was sent can be missed.
  const isMissed = (number: number, before: number) =>
    stage.camera.log.some(({ frame, whole }) => whole && frame > before && frame < number);
  const jumps = film.pictures.flatMap((number, at) => (at > 0 && isMissed(number, film.pictures[at - 1]!) ? [at] : []));
  expect(jumps.length).toBe(1);
  const [at] = jumps;
  expect(at).toBeGreaterThanOrEqual(told);
  // The gap in the film is as long as the gap in the camera's time.
  const inFilm = film.filmMs[at!]! - film.filmMs[at! - 1]!;
  const inTruth = film.takenAt[at!]! - film.takenAt[at! - 1]!;
  expect(inTruth).toBeGreaterThan(pauseMs);
  expect(Math.abs(inFilm - inTruth)).toBeLessThan(250);
  await visit.close();
});

test('C04 "Discard" takes the recording away, and "Undo" brings it back', async () => {
  await harmed('Unwanted', ({ page }) => page.close({ runBeforeUnload: false }));
  const visit = await openAgain('Unwanted');
  await pressInRow(visit, 'Unwanted', 'Discard');
  await visit.see('was deleted');
  await visit.press('Undo');
  await visit.see('is back');
  await visit.see('Not finished');
  await pressInRow(visit, 'Unwanted', 'Discard');
  await visit.see('was deleted');
  await visit.goTo('about:blank');
  await visit.goTo(stage.app);
  await visit.press('Films');
  await seeRow(visit, 'Crashed');
  expect(await rowText(visit, 'Unwanted')).toBe('');
  await visit.close();
});
