/** Several cameras in one page: recorded together and apart, looked away from, lost, reloaded; nothing ends but by Stop. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sim, startSim } from '../../sim/sim';
import { openPainters } from '../../sim/source';
import type { Visit } from '../support/browser';
import { expectSideBySide } from '../support/journey/beside';
import {
  acknowledged,
  deleteFilms,
  type Held,
  holdOf,
  pause,
  record,
  save,
  seePictures,
  sentBetween,
} from '../support/journey/recorded';
import { openStage, type Stage } from '../support/journey/stage';

const size = { widthPx: 320, heightPx: 240 };
/** Of the simulated camera's 13 codes: 5 pictures a second. */
const stream = '/videostream.cgi?rate=11';
const names = ['Yard', 'Gate', 'Barn', 'Roof'] as const;
const demo = 'Demo camera';

let stage: Stage;
let visit: Visit;
let cameras: readonly Sim[];

const cameraOf = (name: string) => cameras[names.indexOf(name as (typeof names)[number])]!;

beforeAll(async () => {
  const painters = openPainters({ title: 'Garden', quality: 70, restart: false });
  cameras = await Promise.all(names.map(() => startSim({ ...size, painters })));
  const allow = cameras.map(({ origin }) => new URL(origin).host);
  stage = await openStage({ sim: size, proxy: { offers: [], allow } });
  visit = await stage.browser.newPage();
  for (const name of names) await addCamera(name);
  await visit.close();
});

afterAll(async () => {
  await stage?.close();
  for (const camera of cameras ?? []) await camera.close();
});

beforeEach(async () => {
  visit = await stage.browser.newPage();
  visit.page.setDefaultTimeout(30_000);
});

afterEach(async () => {
  const { errors } = visit;
  await visit.close();
  // Nothing but what the browser itself says about a request that failed.
  expect(errors.filter((line) => !line.startsWith('Failed to load resource'))).toEqual([]);
});

async function addCamera(name: string): Promise<void> {
  await visit.goTo(`${stage.app}#/cameras/new`);
  await visit.press('Set it up by hand');
  await visit.choose('Family', 'Any MJPEG address');
  await visit.fill('Name', name);
  await visit.fill('Address', cameraOf(name).origin + stream);
  await visit.choose('Route', 'Through the proxy');
  await visit.press('Save camera');
  await visit.see(`Live: ${name}.`, 30_000);
}

const expectStatus = (text: string | RegExp) =>
  expect.poll(() => visit.status(), { timeout: 30_000 }).toMatch(typeof text === 'string' ? exactly(text) : text);

const exactly = (text: string) => new RegExp(`^${text.replace(/[.?]/g, '\\$&')}$`);

/** What the tiles say, by name. */
function tiles(): Promise<Readonly<Record<string, string>>> {
  return visit.run(() => {
    const shown = [...document.querySelectorAll('.tile')].filter((tile) => tile.checkVisibility());
    const text = (tile: Element, part: string) => tile.querySelector(part)?.textContent ?? '';
    return Object.fromEntries(shown.map((tile) => [text(tile, '.tile-name'), text(tile, '.tile-facts small')]));
  }, undefined);
}

const expectTiles = (said: Readonly<Record<string, string>>) => expect.poll(tiles, { timeout: 30_000 }).toEqual(said);

const each = (shown: readonly string[], said: string) => Object.fromEntries(shown.map((name) => [name, said]));

const everything = [...names, demo];

/** The demo camera numbers its pictures, too. */
async function openWall(): Promise<void> {
  await visit.goTo(`${stage.app}?strip=1`);
  await visit.press('Camera wall');
  const choice = visit.page.getByRole('button', { name: 'Choose cameras' });
  await visit.page.getByRole('button', { name: 'Show them' }).or(choice).waitFor();
  if (await choice.isVisible()) await choice.click();
  await visit.press('All');
  await visit.press(/^(Show them|Done)$/);
  await expectTiles(each(everything, 'Live.'));
}

/** The film of a camera; every picture of it, none twice, and of no other camera. */
async function filmOf(name: string): Promise<Held> {
  const film = await holdOf(visit, await save(visit, name));
  if (name === demo) {
    expect(film.pictures).toEqual(film.pictures.map((_, at) => film.pictures[0]! + at));
    return film;
  }
  const { log } = cameraOf(name);
  expect(film.pictures).toEqual(sentBetween(log, film));
  const takenAt = new Map(log.map((sent) => [sent.frame, sent.takenAt]));
  expect(film.takenAt).toEqual(film.pictures.map((picture) => takenAt.get(picture)));
  return film;
}

/** What the bar of recordings out of sight says: names alone, for the clocks go on. */
const running = () => visit.page.locator('.running .running-name').allTextContents();

test('all are recorded; one is lost and comes back, one is looked at, and every camera gets its own film', async () => {
  await openWall();
  await visit.press('Record all');
  await expectTiles(each(everything, 'Recording.'));
  await expectStatus('5 cameras, 5 are recorded.');

  // A tap opens one in full, and the others go on.
  await visit.press('Barn');
  await expectStatus('Recording Barn.');
  await seePictures(visit, 10);
  expect(await running()).toEqual(['4 recordings']);
  await visit.press('Back to the wall');
  await expectTiles(each(everything, 'Recording.'));

  // Long enough to be a gap.
  const gone = cameraOf('Gate').down(3500);
  await expect.poll(async () => (await tiles()).Gate, { timeout: 30_000 }).toMatch(/^Still recording\. /);
  expect(await tiles()).toMatchObject(each(['Yard', 'Barn', 'Roof', demo], 'Recording.'));
  await gone;
  await expectTiles(each(everything, 'Recording.'));

  // Also while other screens are looked at: each says what records, and leads back.
  for (const screen of ['Films', 'Cameras', 'Settings']) {
    await visit.press(screen);
    await expect.poll(running).toEqual(['5 recordings']);
  }
  expect(await visit.page.title()).toMatch(/^● 0:\d\d Snapreel$/);
  await visit.page.locator('.running a').click();
  await expectTiles(each(everything, 'Recording.'));
  expect(await running()).toEqual([]);

  await visit.press('Stop all');
  await expectStatus('5 films are ready. All are under Films.');
  await expectTiles(each(everything, 'Live.'));
  await visit.press('Films');
  await expect.poll(() => visit.page.locator('li.film').count()).toBe(5);
  const held: Held[] = [];
  for (const name of everything) held.push(await filmOf(name));
  expect(held.map(({ pictures }) => pictures.length >= 10)).toEqual([true, true, true, true, true]);

  // Begun together: each leads to the others.
  await visit.page.locator('li.film', { hasText: 'Roof' }).getByRole('button', { name: 'Play', exact: true }).click();
  await visit.see('The same moment:');
  expect((await visit.page.locator('.same-moment a').allTextContents()).sort()).toEqual(
    everything.filter((name) => name !== 'Roof').sort(),
  );
  const video = visit.page.locator('video');
  const at = () => video.evaluate((element) => (element as HTMLVideoElement).currentTime);
  await expect.poll(at).toBeGreaterThan(1);
  const before = await at();
  await visit.page.locator('.same-moment').getByRole('link', { name: 'Yard' }).click();
  await expect.poll(() => visit.page.locator('.film-screen .name').textContent()).toBe('Yard');
  await expect.poll(at).toBeGreaterThan(before - 0.5);
  // The one that was lost says where and why.
  await visit.page.locator('.same-moment').getByRole('link', { name: 'Gate' }).click();
  await visit.see(/Nothing for .*: the camera could not be reached$/);
  await visit.page.locator('.same-moment').getByRole('link', { name: 'Yard' }).click();
  await expect.poll(() => visit.page.locator('.film-screen .name').textContent()).toBe('Yard');
  await expectSideBySide(visit, new Map(everything.map((name, at) => [name, held[at]!])), {
    order: ['Yard', 'Barn', demo, 'Gate', 'Roof'],
    lost: 'Gate',
  });
  await visit.press('Films');
  await deleteFilms(visit);
});

test('one tile is recorded and stopped by itself', async () => {
  await openWall();
  await visit.press('Record Roof');
  await expectTiles({ ...each(everything, 'Live.'), Roof: 'Recording.' });
  await visit.press('Stop Roof');
  await expectStatus('The film is ready: Roof.');
  await expectTiles(each(everything, 'Live.'));
  await visit.press('Films');
  await filmOf('Roof');
  await deleteFilms(visit);
});

describe('the choice', () => {
  async function choose(...wanted: readonly string[]): Promise<void> {
    await openWall();
    await visit.press('Choose cameras');
    for (const name of everything) await visit.tick(name, wanted.includes(name));
    await visit.press('Done');
  }

  test('survives a reload, and opens nothing that was not chosen', async () => {
    await choose('Yard', demo);
    await expectTiles(each(['Yard', demo], 'Live.'));
    await expect.poll(() => cameraOf('Roof').counts.viewers).toBe(0);
    await visit.reload();
    await expectTiles(each(['Yard', demo], 'Live.'));
    expect(cameraOf('Roof').counts.viewers).toBe(0);
    await visit.press('Close the wall');
    await expectStatus('Choose a camera.');
    await expect.poll(() => cameraOf('Yard').counts.viewers).toBe(0);
  });

  test('comes from a link, which names what is known here', async () => {
    await choose('Gate', 'Barn');
    await expectTiles(each(['Gate', 'Barn'], 'Live.'));
    const hrefs = await visit.page
      .locator('.tile-name')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
    const gate = hrefs[0]!.split('/').at(-1)!;
    await visit.goTo(`${stage.app}?wall=demo,${gate},nobody`);
    await expectStatus('The link names 1 camera that this device does not know, left out here: nobody.');
    await expectTiles(each([demo, 'Gate'], 'Live.'));
    // Only for as long as the link is there.
    await visit.goTo(`${stage.app}#/wall`);
    await visit.reload();
    await expectTiles(each(['Gate', 'Barn'], 'Live.'));
  });

  test('a link whose ids are none is left out in one sentence', async () => {
    await visit.goTo(`${stage.app}?wall=http://admin:secret@192.168.1.20/`);
    await expectStatus(/^The link’s wall .* makes no sense here and was left out\.$/);
    expect(visit.page.url()).not.toContain('secret');
  });
});

test('opening another camera ends no recording', async () => {
  await visit.goTo(stage.app);
  await visit.press('Yard');
  await expectStatus('Live: Yard.');
  await record(visit, 5);
  await visit.press('Other cameras');
  await expectStatus('Choose a camera.');
  expect(await running()).toEqual(['Yard']);
  await visit.press('Gate');
  await expectStatus('Live: Gate.');
  await record(visit, 5);
  await expect.poll(running).toEqual(['Yard']);
  await visit.page.locator('.running a').click();
  await expectStatus('Recording Yard.');
  expect(await running()).toEqual(['Gate']);
  const before = await acknowledged(visit);
  await seePictures(visit, before + 3);
  await visit.press('Stop');
  await visit.see('Your film', 60_000);
  expect(await running()).toEqual(['Gate']);
  await visit.page.locator('.running a').click();
  await expectStatus('Recording Gate.');
  await visit.press('Stop');
  await visit.see('Your film', 60_000);
  await visit.press('Films');
  await filmOf('Yard');
  await filmOf('Gate');
  await deleteFilms(visit);
  // Nobody looks at it any more, and it records nothing.
  await expect.poll(() => cameraOf('Yard').counts.viewers).toBe(0);
});

test('nothing of a tile is painted that nobody sees', async () => {
  await openWall();
  await visit.page.setViewportSize({ width: 390, height: 300 });
  /** What is on a camera's canvas, so far as it tells pictures apart. */
  const painted = (name: string) =>
    visit.run((label) => {
      const canvas = [...document.querySelectorAll('canvas')].find((one) => one.ariaLabel === label)!;
      const copy = new OffscreenCanvas(64, 48).getContext('2d')!;
      copy.drawImage(canvas, 0, 0, 64, 48);
      return copy.getImageData(0, 0, 64, 48).data.join();
    }, `Live picture of ${name}`);
  /** Which canvases stay as they are while the cameras send five pictures more. */
  const still = async () => {
    const [first, last] = [await painted('Yard'), await painted('Roof')];
    for (const sent = cameraOf('Roof').log.length; cameraOf('Roof').log.length < sent + 5; ) await pause(50);
    return [(await painted('Yard')) === first, (await painted('Roof')) === last];
  };
  await expect.poll(still, { timeout: 30_000 }).toEqual([false, true]);
  const last = await painted('Roof');
  await visit.page.getByRole('link', { name: 'Roof' }).scrollIntoViewIfNeeded();
  await expect.poll(async () => (await painted('Roof')) === last).toBe(false);
});
