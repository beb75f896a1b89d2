/**
 * What is kept besides Record and Stop, in the built app: the seconds before, also when the plug is pulled, what moves, and marks; and
 * how the film's timeline leads to them.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visit } from '../support/browser';
import { choosesHours, setWorkersAhead, wallIn } from '../support/journey/hours';
import { goesByPictures, placeOf } from '../support/journey/player';
import {
  acknowledged,
  holdOf,
  openCamera,
  pressInRow,
  record,
  rowText,
  save,
  seePictures,
  seeRow,
  sentBetween,
} from '../support/journey/recorded';
import { openStage, type Stage } from '../support/journey/stage';
import { expectTold } from '../support/journey/told';
import { readFilm } from '../support/mp4';
import { judgeFilm } from '../support/probe';

const profile = mkdtempSync(join(tmpdir(), 'snapreel-before-'));
let stage: Stage;

beforeAll(async () => {
  mkdirSync('.cache/screens', { recursive: true });
  stage = await openStage({ sim: { widthPx: 320, heightPx: 240 }, browser: { profile } });
});

afterAll(async () => {
  await stage?.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

/** Opens the camera and has the last five seconds kept. */
async function openKeeping(name: string): Promise<Visit> {
  const visit = await stage.browser.newPage();
  await openCamera(stage, visit, { name });
  await visit.see(/^Live: /);
  await visit.press('When pictures are kept');
  await visit.page.getByLabel('Also keep what was before').selectOption({ label: 'The last 5 seconds' });
  await visit.press('Done');
  await visit.see(/^Keeps the last 5 seconds/);
  return visit;
}

async function openFilms(): Promise<Visit> {
  const visit = await stage.browser.newPage();
  await visit.goTo(stage.app);
  await visit.press('Films');
  return visit;
}

test('a film begins five seconds before Record, with every picture since', async () => {
  const visit = await openKeeping('Earlier');
  const pressedAt = Date.now();
  await record(visit);
  await seePictures(visit, 90);
  await visit.press('Stop');
  await visit.see('Your film', 60_000);
  await visit.press('Films');
  const film = await holdOf(visit, await save(visit, 'Earlier'));
  expect(film.pictures).toEqual(sentBetween(stage.camera.log, film));
  const beganAt = film.takenAt[0]!;
  expect(pressedAt - beganAt).toBeGreaterThan(4500);
  expect(pressedAt - beganAt).toBeLessThan(6500);
  await visit.close();
});

test('the plug pulled before Record leaves no film', async () => {
  await openKeeping('Never');
  await stage.cutPower();
  const before = await openFilms();
  await seeRow(before, 'Earlier');
  expect(await rowText(before, 'Never')).toBe('');
  await before.close();
});

async function arm(visit: Visit): Promise<void> {
  await visit.press('When pictures are kept');
  await visit.tick('Record what moves', true);
  await visit.press('Done');
  await seePictures(visit, 1);
}

test.each([
  ['after Record', record],
  ['after something moved', arm],
])('the plug pulled %s leaves a film with every picture the page told of', async (name, begin) => {
  const visit = await openKeeping(name);
  await begin(visit);
  const told = await acknowledged(visit);
  expect(told).toBeGreaterThan(50);
  await stage.cutPower();
  const again = await openFilms();
  await seeRow(again, name);
  if ((await rowText(again, name)).includes('Not finished')) await pressInRow(again, name, 'Finish');
  const film = await holdOf(again, await save(again, name));
  expect(film.pictures).toEqual(sentBetween(stage.camera.log, film));
  expect(film.pictures.length).toBeGreaterThanOrEqual(told);
  await again.close();
});

test('the shutter keeps the camera’s own picture, also while it records, to be saved, deleted and brought back', async () => {
  const visit = await stage.browser.newPage();
  await openCamera(stage, visit, { name: 'Shutter' });
  await visit.see(/^Live: /);
  await visit.press('Keep this picture');
  // Named by its camera, not as the film is.
  const { host, hostname } = new URL(stage.camera.origin);
  await visit.see(`The picture of ${host} is in Films`);
  await record(visit, 5);
  await visit.page.keyboard.press('s');
  await visit.press('Stop');
  await visit.see('Your film', 60_000);
  await visit.press('Films');
  // Under the day they were taken on, with its films.
  const kept = visit.page.locator('.day .pictures li');
  await expect.poll(() => kept.count()).toBe(2);
  const [download] = await Promise.all([
    visit.page.waitForEvent('download'),
    kept.first().getByRole('button', { name: 'Save', exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/_\d{4}-\d\d-\d\d_.*\.jpg$/);
  expect(download.suggestedFilename()).toContain(hostname);
  const bytes = readFileSync(await download.path());
  expect([bytes.subarray(0, 2).toString('hex'), bytes.subarray(-2).toString('hex')]).toEqual(['ffd8', 'ffd9']);
  await kept.first().getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => kept.count()).toBe(1);
  await visit.press('Undo');
  await expect.poll(() => kept.count()).toBe(2);
  await visit.page.setViewportSize({ width: 390, height: 844 });
  await visit.screenshot('.cache/screens/pictures-phone.png');
  await visit.close();
});

test('a schedule that was slept through is told, and it begins and ends a film by the clock', async () => {
  const visit = await stage.browser.newPage();
  await openCamera(stage, visit, { name: 'Clock' });
  await visit.see(/^Live: /);
  await choosesHours(visit, await wallIn(visit, 3600), await wallIn(visit, 7200));
  await visit.see(/^Next start in (59|60|1) /);
  await setWorkersAhead(visit, 3);
  await visit.see(/^Was due at .*, but the page slept until it was over: nothing was recorded$/);
  await setWorkersAhead(visit, 0);
  // However late either of them is chosen: what has begun is recorded, and what is over ends.
  const from = await wallIn(visit, 2);
  await choosesHours(visit, from, await wallIn(visit, 3600));
  await seePictures(visit, 15);
  await choosesHours(visit, from, await wallIn(visit, 3));
  await visit.page.locator('.record[data-phase=idle]').waitFor({ timeout: 60_000 });
  await visit.press('Films');
  const film = await holdOf(visit, await save(visit, 'Clock'));
  expect(film.pictures).toEqual(sentBetween(stage.camera.log, film));
  expect(film.pictures.length).toBeGreaterThanOrEqual(15);
  await visit.close();
});

test('a film begins by itself when something moves where it counts, and the live picture stays', async () => {
  const visit = await openKeeping('Mover');
  await visit.press('When pictures are kept');
  const isRecording = () => visit.page.locator('.record[data-phase=recording]').count();
  await visit.page.getByLabel('Record what moves', { exact: true }).check();
  // What begins at once ends soon.
  await visit.page.getByLabel('Goes on after the last movement').selectOption({ label: '1 second' });
  await visit.page.getByLabel('A film is at least').selectOption({ label: '1 second' });
  await visit.press('Where movement counts');
  await visit.press('Count none');
  await visit.see('Movement counts nowhere: nothing begins by itself.');
  const answer = async () => {
    await visit.press('Would this have started a recording?');
    return visit.page.locator('.over-tools output').textContent();
  };
  // Until the worker has heard of it: then nothing begins any more, and what has begun ends.
  await expect
    .poll(answer, { timeout: 30_000 })
    .toMatch(/^No: in the last .* at most 0\s?% of the movement it takes\.$/);
  await visit.page.locator('.record[data-phase=idle]').waitFor({ timeout: 60_000 });
  await expect.poll(() => visit.page.locator('.cells-lit').getAttribute('d'), { timeout: 30_000 }).not.toBe('');
  expect(await isRecording()).toBe(0);
  // A stroke counts the first row again, a key takes its first cell out.
  const grid = visit.page.getByRole('application');
  const { x, y, width, height } = (await grid.boundingBox())!;
  await visit.page.mouse.move(x + width / 64, y + height / 24);
  await visit.page.mouse.down();
  await visit.page.mouse.move(x + width * (31 / 32), y + height / 24, { steps: 40 });
  await visit.page.mouse.up();
  await visit.see('Draw over the picture: movement counts in the bright cells only.');
  await grid.press('ArrowRight');
  await grid.press('Space');
  await visit.see(/^Row 1, column [12]: does not count$/);
  await visit.press('Count all');
  await visit.press('Done');
  await visit.press('When pictures are kept');
  await visit.page.getByLabel('Goes on after the last movement').selectOption({ label: '10 seconds' });
  await visit.press('Done');
  await seePictures(visit, 60);
  await visit.press('Stop');
  await visit.page.locator('.record[data-phase=idle]').waitFor({ timeout: 60_000 });
  expect(await visit.run(() => location.hash, undefined)).toMatch(/live/);
  await visit.press('Films');
  await visit.see('Mover');
  await visit.close();
});

/** When the film on the screen began, and where its mark is, ms: by its side-car. */
async function readSideCar(visit: Visit): Promise<{ readonly beganAt: number; readonly markedMs: number }> {
  await visit.page.getByText('Health report').click();
  const csv = readFileSync(await visit.download('Save report (CSV)'), 'utf8');
  const rows = csv.split('\n').map((row) => row.split(','));
  const last = rows.findLast(([number, film]) => Number(number) > 0 && film)!;
  const beganAt = Number(last[2]) - Number(last[1]);
  return { beganAt, markedMs: Number(rows.find(([number]) => number === 'mark')![2]) - beganAt };
}

test('a film’s timeline leads to somebody who walked by and to a mark, which players know as a chapter', async () => {
  stage.camera.play.set({ isStill: true, isBare: true });
  const visit = await stage.browser.newPage();
  await openCamera(stage, visit, { name: 'Walker' });
  await visit.see(/^Live: /);
  await record(visit, 30);
  const walkedAt = Date.now();
  stage.camera.play.walk(2500);
  await seePictures(visit, (await acknowledged(visit)) + 25);
  await visit.page.keyboard.press('m');
  await visit.see(/^Marked 0:\d\d$/);
  await seePictures(visit, (await acknowledged(visit)) + 15);
  // A tap on the clock does the same.
  await visit.page.locator('.pill time').click();
  await seePictures(visit, (await acknowledged(visit)) + 30);
  await visit.press('Stop');
  await visit.see('Your film', 60_000);
  stage.camera.play.set({ isStill: false, isBare: false });

  const { beganAt, markedMs } = await readSideCar(visit);
  // However late a busy machine's camera was: the first picture that may show him.
  const walkedMs = stage.camera.log.find(({ takenAt }) => takenAt >= walkedAt)!.sentAt - beganAt;
  expect(markedMs).toBeGreaterThan(walkedMs + 500);
  const subtitles = readFileSync(await visit.download('Save the time as subtitles (SRT)'), 'utf8');
  expect(subtitles).toMatch(/^1\n00:00:00,000 --> 00:00:0[01],\d{3}\n\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\n/);
  const path = await visit.download('Save');
  const filmMs = (await readFilm(path)).timesMs;
  await judgeFilm(path, ({ chapters }) => {
    expect(chapters.map(({ title }) => title)).toEqual(['Start', 'Mark 1', 'Mark 2']);
    expect(Math.abs(chapters[1]!.startMs - markedMs)).toBeLessThan(200);
  });

  await visit.page.locator('video').evaluate((video) => (video as HTMLVideoElement).pause());
  const place = visit.page.getByRole('slider', { name: 'Place in the film' });
  await place.press('End');
  await visit.press('Previous movement or mark');
  await expect.poll(async () => (await placeOf(visit)) - markedMs).toBeGreaterThan(200);
  await visit.press('Previous movement or mark');
  await expect.poll(async () => Math.abs((await placeOf(visit)) - markedMs)).toBeLessThan(200);
  await visit.press('Previous movement or mark');
  await expect.poll(async () => Math.abs((await placeOf(visit)) - walkedMs)).toBeLessThan(1000);
  expect(await place.getAttribute('aria-valuetext')).toMatch(/, something moves$/);
  await visit.page.getByRole('button', { name: /^Mark 1: 0:\d\d$/ }).click();
  await expect.poll(async () => Math.abs((await placeOf(visit)) - markedMs)).toBeLessThan(200);
  expect(await place.getAttribute('aria-valuetext')).toContain('a mark');
  await goesByPictures(visit, filmMs, beganAt);
  const curve = await visit.page.locator('svg.strip .curve').getAttribute('d');
  expect(curve?.length).toBeGreaterThan(100);
  await visit.page.setViewportSize({ width: 320, height: 640 });
  expect(await visit.run(() => document.documentElement.scrollWidth - innerWidth, undefined)).toBe(0);
  await visit.close();
});

test('somebody who looks elsewhere is told what happens to the camera, with its picture, and nothing in quiet hours', () =>
  expectTold(stage));
