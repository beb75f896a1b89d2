/** An encoder that fails, a tab that is frozen, a download that is cancelled: what happens beside the camera and the disk. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  acknowledged,
  holdOf,
  openCamera,
  pause,
  record,
  save,
  seePictures,
  sentBetween,
} from '../support/journey/recorded';
import { openStage, type Stage } from '../support/journey/stage';

const size = { widthPx: 320, heightPx: 240 };

/** In every worker: an encoder that the browser takes away after 100 pictures, as it does with codecs it wants for others. */
const taken = `(() => {
  if (globalThis.encoders !== undefined || typeof VideoEncoder === 'undefined') return;
  globalThis.encoders = 0;
  let coded = 0;
  globalThis.VideoEncoder = class extends VideoEncoder {
    #error;
    constructor(callbacks) { super(callbacks); this.#error = callbacks.error; globalThis.encoders++; }
    encode(frame, options) {
      if (++coded === 100) {
        super.close();
        this.#error(new DOMException('Codec reclaimed due to inactivity.', 'QuotaExceededError'));
        return;
      }
      super.encode(frame, options);
    }
  };
})();`;

let folder: string;
let stage: Stage;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'snapreel-taken-'));
  cpSync(process.env.SNAPREEL_DIST ?? 'dist', folder, { recursive: true });
  const assets = join(folder, 'assets');
  for (const name of readdirSync(assets).filter((name) => name.endsWith('.js'))) {
    writeFileSync(join(assets, name), `${taken}\n${readFileSync(join(assets, name), 'utf8')}`);
  }
  stage = await openStage({ sim: size, dist: folder });
});

afterAll(async () => {
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('C17 an encoder that the browser takes away in mid-film costs no picture', async () => {
  const visit = await stage.browser.newPage();
  await openCamera(stage, visit, { name: 'Taken away' });
  await record(visit, 120);
  const told = await acknowledged(visit);
  await visit.press('Stop');
  await visit.see('Your film', 60_000);
  await visit.press('Films');
  const film = await holdOf(visit, await save(visit, 'Taken away'));
  expect(film.pictures).toEqual(sentBetween(stage.camera.log, film));
  expect(film.pictures.length).toBeGreaterThanOrEqual(told);
  await visit.close();
});

test('C21 a download that is cancelled leaves the film, and saving it again works', async () => {
  const visit = await stage.browser.newPage();
  await openCamera(stage, visit, { name: 'Cancelled', seconds: 1 });
  await record(visit);
  await visit.see('Your film', 60_000);
  await visit.press('Films');
  const row = visit.page.locator('li.film', { hasText: 'Cancelled' });
  const [download] = await Promise.all([
    visit.page.waitForEvent('download'),
    row.getByRole('button', { name: 'Save' }).click(),
  ]);
  await download.cancel();
  const film = await holdOf(visit, await save(visit, 'Cancelled'));
  expect(film.pictures.length).toBeGreaterThan(5);
  await visit.close();
});

test('C25 a tab that is frozen for four seconds: the film is as long as the clock says', async () => {
  const visit = await stage.browser.newPage();
  await openCamera(stage, visit, { name: 'Frozen' });
  await record(visit, 8);
  const session = await visit.page.context().newCDPSession(visit.page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await pause(4000);
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  const told = await acknowledged(visit);
  await seePictures(visit, told + 16, 60_000);
  await visit.press('Stop');
  await visit.see('Your film', 60_000);
  await visit.press('Films');
  const film = await holdOf(visit, await save(visit, 'Frozen'));
  expect(film.pictures.length).toBeGreaterThanOrEqual(told + 16);
  const inFilm = film.filmMs.at(-1)! - film.filmMs[0]!;
  const inTruth = film.takenAt.at(-1)! - film.takenAt[0]!;
  expect(Math.abs(inFilm - inTruth)).toBeLessThan(250);
  await visit.close();
});
