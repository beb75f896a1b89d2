/** A page whose garbage is collected all the time: nothing it waits for may be taken for garbage. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { holdOf, openCamera, record, save, sentBetween } from '../support/journey/recorded';
import { openStage, type Stage } from '../support/journey/stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage({
    sim: { widthPx: 320, heightPx: 240 },
    browser: { flags: ['--js-flags=--expose-gc'] },
  });
});

afterAll(() => stage?.close());

test('the app opens whenever the browser collects garbage', async () => {
  const visit = await stage.browser.newPage();
  await visit.page.addInitScript(() => setInterval(() => (globalThis as unknown as { gc(): void }).gc(), 1));
  for (let opening = 0; opening < 5; opening++) {
    await visit.goTo(`${stage.app}?opening=${opening}`);
    await visit.see('What do you want to record?', 60_000);
  }
  expect(visit.errors).toEqual([]);
  await visit.close();
});

test('a recording is made and saved whenever the browser collects garbage', async () => {
  const visit = await stage.browser.newPage();
  await visit.page.addInitScript(() => setInterval(() => (globalThis as unknown as { gc(): void }).gc(), 20));
  await openCamera(stage, visit, { name: 'Collected', seconds: 2 });
  await record(visit);
  await visit.see('Your film', 60_000);
  await visit.press('Films');
  const film = await holdOf(visit, await save(visit, 'Collected'));
  expect(film.pictures).toEqual(sentBetween(stage.camera.log, film));
  expect(visit.errors).toEqual([]);
  await visit.close();
});
