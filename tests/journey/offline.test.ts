/** After one visit, with no network and no server: the app opens, records the demo camera and saves the film. */
import type { Route } from 'playwright-core';
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
  visit.page.setDefaultTimeout(30_000);
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

test('after one visit without any recording, everything is there for the first one; another engine than asked for, and no camera', async () => {
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

  // An engine that was never loaded is replaced by the one that is there.
  await visit.goTo(linkTo(stage.app, { demo: '1', strip: '1', engine: 'ffmpeg' }));
  await recordDemo(10);
  expect(await engineSaid(visit)).toMatch(/WebCodecs$/);

  await openLink(visit, linkTo(stage.app, { camera: 'http://192.168.1.20/shot.jpg' }));
  await expect
    .poll(() => visit.status())
    .toBe('This device is not connected to a network. Turn on Wi-Fi; Snapreel goes on by itself.');
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

test('the ffmpeg engine that was fetched in the settings is there after a reload, and records offline', async () => {
  await visit.goTo(`${stage.app}#/settings`);
  const kept = visit.page.getByLabel('Keep the ffmpeg engine for offline');
  const takes = /It takes 3\d MB on this device/;
  await kept.waitFor();
  // Who looks elsewhere while it is on its way sees that it goes on.
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const hold = (route: Route) => held.then(() => route.continue());
  await visit.page.context().route('**/*.wasm', hold, { times: 1 });
  await kept.click();
  await visit.see('Fetching it: ');
  await visit.press('Cameras');
  await visit.see('No camera is saved yet.');
  await visit.press('Settings');
  await visit.see('Fetching it: ');
  expect(await kept.isChecked()).toBe(true);
  letGo();
  await visit.see(takes, 60_000);
  await kept.click();
  await visit.see('about 10 MB on the way');
  // Fetched, dropped and fetched again: the last word counts.
  for (const on of [true, false, true]) {
    expect(await kept.isChecked()).toBe(!on);
    await kept.click();
    await visit.see(on ? takes : 'about 10 MB on the way', 60_000);
    const count = await visit.run(async () => (await (await caches.open('ffmpeg-core')).keys()).length, undefined);
    expect(count).toBe(on ? 1 : 0);
  }
  await settled();
  await loseEverything();
  await visit.reload();
  await visit.see(takes);
  expect(await kept.isChecked()).toBe(true);
  await visit.goTo(linkTo(stage.app, { demo: '1', strip: '1', engine: 'ffmpeg', name: 'By ffmpeg' }));
  await recordDemo(10);
  expect(await engineSaid(visit)).toMatch(/ffmpeg$/);
});
