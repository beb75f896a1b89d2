/** A page over plain http, as a tablet gets it from a computer in the LAN: no secure context, so IndexedDB and ffmpeg, and nothing lost. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  acknowledged,
  holdOf,
  openCamera,
  pause,
  pressInRow,
  record,
  rowText,
  save,
  sentBetween,
} from '../support/journey/recorded';
import { openStage, type Stage } from '../support/journey/stage';
import { stop } from './steps';

/** No browser trusts this name, although it leads to this machine. */
const name = 'snapreel.test';

let stage: Stage;
/** The same stage, by that name. */
let byName: Stage;

beforeAll(async () => {
  stage = await openStage({
    sim: { widthPx: 320, heightPx: 240 },
    proxy: { names: [name] },
    browser: { flags: [`--host-resolver-rules=MAP ${name} 127.0.0.1`] },
  });
  byName = Object.create(stage, { app: { value: `http://${name}:${stage.proxy.port}/` } });
});

afterAll(() => stage?.close());

test('says what is missing and how to get it; records, saves, crashes and recovers with every picture', async () => {
  let visit = await stage.browser.newPage();
  await visit.goTo(`${byName.app}#token=${stage.proxy.token}`);
  await visit.see(/plain http.*--https/);
  const has = () => [isSecureContext, 'locks' in navigator, 'getDirectory' in (navigator.storage ?? {})];
  expect(await visit.run(has, undefined)).toEqual([false, false, false]);

  await openCamera(byName, visit, { name: 'Plain', engine: 'auto' });
  await record(visit, 20);
  await stop(visit);
  await visit.press('Films');
  const first = await holdOf(visit, await save(visit, 'Plain'));
  expect(first.pictures).toEqual(sentBetween(stage.camera.log, first));

  await openCamera(byName, visit, { name: 'Ended', engine: 'auto' });
  await record(visit, 30);
  const told = await acknowledged(visit);
  const session = await visit.page.context().newCDPSession(visit.page);
  const crashed = new Promise((resolve) => visit.page.once('crash', resolve));
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  await visit.close();

  visit = await stage.browser.newPage();
  await visit.goTo(byName.app);
  await visit.press('Films');
  await visit.see('Ended');
  // The lease of a page that has died is free after five seconds.
  for (let tries = 0; tries < 100 && !(await rowText(visit, 'Ended')).includes('Not finished'); tries++) {
    await pause(200);
    await visit.reload();
    await visit.see('Ended');
  }
  await pressInRow(visit, 'Ended', 'Finish');
  const film = await holdOf(visit, await save(visit, 'Ended'));
  expect(film.pictures).toEqual(sentBetween(stage.camera.log, film));
  expect(film.pictures.length).toBeGreaterThanOrEqual(told);
  expect(visit.errors).toEqual([]);
  await visit.close();
});
