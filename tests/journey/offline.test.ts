/** After one visit, with no network and no server: the app opens, records the demo camera and saves the film. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Visit } from '../support/browser';
import { record } from '../support/journey/recorded';
import { openStage, type Stage } from '../support/journey/stage';
import { openLink } from '../support/links';
import { engineSaid, expectPlaying, linkTo, save, stop } from './steps';

let stage: Stage;
let visit: Visit;

beforeEach(async () => {
  stage = await openStage();
  visit = await stage.browser.newPage();
  visit.page.setDefaultTimeout(15_000);
});

afterEach(() => stage?.close());

/** Resolves when everything for offline use is on the device. */
function settled(): Promise<void> {
  return visit.run(async () => void (await navigator.serviceWorker.ready), undefined);
}

/** No network for the browser, and nobody at the other end either. */
async function loseEverything(): Promise<void> {
  await visit.setOffline(true);
  await stage.proxy.close();
  await stage.camera.close();
}

/** The film holds what the demo camera drew: every picture, in its order. */
async function recordDemo(pictures: number): Promise<void> {
  await record(visit, pictures);
  await stop(visit);
  await expectPlaying(visit);
  const film = await save(visit);
  const [first] = film.pictures;
  expect(film.pictures.length).toBeGreaterThanOrEqual(pictures);
  expect(film.pictures).toEqual(film.pictures.map((_, at) => first! + at));
}

test('after one visit without any recording, everything is there for the first one', async () => {
  await visit.goTo(`${stage.app}?strip=1`);
  await settled();
  await loseEverything();
  await visit.reload();
  await visit.press('Demo camera');
  await recordDemo(20);
  for (const [screen, text] of [
    ['Films', /1 film/],
    ['Cameras', 'No camera is saved yet.'],
    ['Settings', 'Privacy'],
  ] as const) {
    await visit.press(screen);
    await visit.see(text);
  }
  await visit.page
    .getByRole('link', { name: /GNU GPL/ })
    .first()
    .waitFor();
});

test('the ffmpeg engine works offline after its first use on the very first visit', async () => {
  const link = linkTo(stage.app, { demo: '1', strip: '1', engine: 'ffmpeg', name: 'By ffmpeg' });
  await visit.goTo(link);
  await record(visit, 5);
  await stop(visit);
  await settled();
  await loseEverything();
  await visit.goTo(link);
  await recordDemo(20);
  expect(await engineSaid(visit)).toMatch(/ffmpeg$/);
});

test('offline, an engine that was never loaded is replaced by the one that is there', async () => {
  await visit.goTo(stage.app);
  await settled();
  await loseEverything();
  await visit.goTo(linkTo(stage.app, { demo: '1', strip: '1', engine: 'ffmpeg' }));
  await recordDemo(10);
  expect(await engineSaid(visit)).toMatch(/WebCodecs$/);
});

test('a link to a camera says that there is no network', async () => {
  await visit.goTo(stage.app);
  await settled();
  await loseEverything();
  await openLink(visit, linkTo(stage.app, { camera: 'http://192.168.1.20/shot.jpg' }));
  await expect
    .poll(() => visit.status(), { timeout: 15_000 })
    .toBe('This device is not connected to a network. Turn on Wi-Fi; Snapreel goes on by itself.');
});
