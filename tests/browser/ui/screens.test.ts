/** The built app in a real browser: every screen by axe-core in both themes, targets, names, and what is said. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenBrowser, openBrowser, type Visit } from '../../support/browser';
import { expectGood, openRig, password, poll, type Rig, user } from './rig';

let rig: Rig;

beforeAll(async () => {
  rig = await openRig();
});

afterAll(() => rig?.close());

/** What stands under a field and is read out with it. */
function underField({ page }: Visit, label: string): Promise<string> {
  return page.getByLabel(label, { exact: true }).evaluate((field) => {
    const ids = field.getAttribute('aria-describedby')?.split(' ') ?? [];
    return ids.map((id) => document.getElementById(id)?.textContent).join(' ');
  });
}

describe.each([
  ['light', 390, 844],
  ['dark', 1180, 820],
] as const)('%s, %i x %i', (colourScheme, widthPx, heightPx) => {
  let browser: OpenBrowser;
  let visit: Visit;

  beforeAll(async () => {
    browser = await openBrowser({ colourScheme, widthPx, heightPx });
    visit = await browser.newPage();
    visit.page.setDefaultTimeout(30_000);
    // Breathing lamps never come to rest.
    await visit.page.emulateMedia({ reducedMotion: 'reduce' });
  });

  afterAll(() => browser?.close());

  test('first screen', async () => {
    await visit.goTo(rig.app);
    await visit.see('Demo camera');
    await expectGood(visit);
  });

  test('live', async () => {
    await visit.press('Simulated camera');
    await poll(() => visit.status()).toBe('Live: Simulated EasyN.');
    await expectGood(visit);
  });

  test('options', async () => {
    await visit.press('Options');
    await visit.choose('Length', 'A number of seconds');
    await visit.choose('Frame rate of the film', 'Constant');
    await expectGood(visit);
    await visit.choose('Length', 'Until I press Stop');
    await visit.choose('Frame rate of the film', 'As it comes');
    await visit.press('Done');
  });

  test('when pictures are kept: hours that make no sense are told at their field, and so is a browser that notifies nobody', async () => {
    await visit.press('When pictures are kept');
    await visit.choose('By the clock', 'Record at these hours');
    await visit.see('This page must stay open on this camera, in front and awake: it keeps the screen on.');
    await visit.page.getByLabel('Notify me', { exact: true }).click();
    await visit.see(/^This browser shows no notifications of this page\. Allow them in the browser’s settings/);
    await visit.fill('From', '09:00');
    await visit.fill('Until', '09:00');
    await visit.press('Done');
    await poll(() => underField(visit, 'Until')).toBe('The beginning and the end are the same: choose another end.');
    await visit.fill('Until', '');
    await poll(() => underField(visit, 'Until')).toContain('Type a time for the beginning and the end.');
    await visit.fill('Until', '08:00');
    await poll(() => underField(visit, 'Until')).toBe('On the next day.');
    await visit.choose('How often', 'Once');
    await visit.fill('Day', '2020-02-29');
    await poll(() => underField(visit, 'Day')).toBe('That is over already: choose a later day or a later end.');
    await visit.choose('How often', 'Every week');
    const days = visit.page.getByRole('group', { name: 'Days it begins on' });
    for (const day of await days.getByRole('checkbox').all()) await day.uncheck();
    await poll(() => days.getByRole('alert').textContent()).toBe('Choose at least one day.');
    await visit.press('Done');
    await expectGood(visit);
    await visit.choose('By the clock', 'No');
    await visit.press('Done');
    expect(await visit.page.getByRole('dialog').count()).toBe(0);
  });

  test('rate doctor', async () => {
    await visit.page.getByText('Rate doctor').click();
    await visit.see('Answered');
    await expectGood(visit);
  });

  test('moving the camera', async () => {
    await visit.page.getByText('Move camera').click();
    await visit.see('Brightness');
    await expectGood(visit);
    await visit.page.getByText('Move camera').click();
  });

  test('recording and its film', async () => {
    await visit.press('Record');
    await visit.see(/^\d+ pictures$/);
    expect(await visit.status()).toBe('Recording Simulated EasyN.');
    expect(await visit.page.title()).toMatch(/^● 0:0\d Snapreel$/);
    await expectGood(visit);
    await visit.press('Stop');
    await visit.see('Your film', 60_000);
    expect(await visit.status()).toMatch(/^The film is ready: /);
    await expectGood(visit);
    await expectFilmFirst(visit);
    expect(await visit.page.title()).toBe('Snapreel');
  });

  test('health report', async () => {
    await visit.page.getByText('Health report').click();
    await visit.see('Save report (CSV)');
    await expectGood(visit);
  });

  test('films', async () => {
    await visit.press('Films');
    const list = visit.page.getByRole('list', { name: 'Films', exact: true });
    await list.waitFor();
    expect(await list.locator('li.film').count()).toBe(1);
    for (const name of ['Play', 'Save', 'Rename', 'Protect', 'Delete']) {
      expect(await list.getByRole('button', { name, exact: true }).count(), name).toBe(1);
    }
    await visit.page.getByRole('checkbox').click();
    await expectGood(visit);
    await visit.press('Rename');
    await visit.fill('New name', 'Wind wheel');
    await expectGood(visit);
    await visit.press('Done');
    await visit.see('Wind wheel');
  });

  test('deleting and bringing back', async () => {
    await visit.press('Delete');
    await poll(() => visit.status()).toBe('“Wind wheel” was deleted.');
    await visit.see('No films yet');
    await expectGood(visit);
    await visit.press('Undo');
    await visit.see('Play');
    expect(await visit.page.getByRole('list', { name: 'Films', exact: true }).getByText('Wind wheel').count()).toBe(1);
  });

  test('cameras', async () => {
    await visit.press('Cameras');
    await visit.see('No camera is saved yet.');
    await expectGood(visit);
  });

  test('camera form', async () => {
    await visit.press('Add camera');
    await visit.see('Find it for me');
    await expectGood(visit);
    const { host } = new URL(rig.camera.origin);
    await visit.fill('Address', `${user}:${password}@${host}`);
    expect(await visit.page.getByLabel('User name', { exact: true }).inputValue()).toBe(user);
    expect(await visit.page.getByLabel('Password', { exact: true }).inputValue()).toBe(password);
    expect(await visit.page.getByLabel('Address', { exact: true }).inputValue()).toBe(`http://${host}`);
    await visit.press('Find it for me');
    await visit.see(/^Found: EasyN \/ Foscam \(Netwave\), 640 × 480/);
    await visit.see('It works: 640 × 480.');
    await expectGood(visit);
    await visit.press('Set it up by hand');
    await visit.choose('Route', 'Through the proxy');
    await visit.press('Test');
    await visit.see('It works: 640 × 480.');
    await expectGood(visit);
  });

  test('a wrong password is said in one sentence with one button', async () => {
    await visit.fill('Password', 'wrong');
    await visit.fill('Name', 'Gate');
    await visit.press('Save camera');
    await poll(() => visit.status()).toContain('The camera refuses the user name or the password.');
    await expectGood(visit);
    await visit.press('Enter password');
    await visit.fill('Password', password);
    await visit.press('Save camera');
    await poll(() => visit.status()).toBe('Live: Gate.');
  });

  test('making a film from pictures', async () => {
    await visit.goTo(`${rig.app}#/import`);
    await visit.see('Pictures or MJPEG files');
    await expectGood(visit);
  });

  test('which cameras are seen together', async () => {
    await visit.goTo(`${rig.app}#/wall`);
    await visit.page.getByRole('button', { name: 'Show them' }).waitFor();
    await expectGood(visit);
  });

  test('a film that is gone is said to be, and leads to the others', async () => {
    await visit.goTo(`${rig.app}#/films/nothing`);
    await visit.page.getByRole('heading', { name: 'This film is no longer on this device.' }).waitFor();
    await expectGood(visit);
    await visit.page.locator('main').getByRole('link', { name: 'Films' }).click();
    await visit.page.getByRole('heading', { name: 'Films', exact: true }).waitFor();
  });

  test('settings', async () => {
    await visit.press('Settings');
    await visit.see('Privacy');
    await expectGood(visit);
  });

  test('says nothing to the console', () => {
    expect(visit.errors).toEqual([]);
  });
});

/** The film is large, its player has one row of buttons with what is rare in a menu, and what saves it is in sight at once. */
async function expectFilmFirst(visit: Visit): Promise<void> {
  const { page } = visit;
  const { width, height } = page.viewportSize()!;
  await page.getByRole('button', { name: 'Cut', exact: true }).waitFor();
  const film = (await page.locator('video').boundingBox())!;
  const shown = Math.min(film.width, (film.height * 4) / 3);
  expect(shown).toBeGreaterThan(Math.min(width - 1, 600));
  // The film plays by itself, and may come to its end between any two of these lines.
  for (const name of [/^Save$/, /^Cut$/, /^(Play|Pause)$/, /^Full screen$/]) {
    const box = (await page.getByRole('button', { name }).boundingBox())!;
    expect([name, box.y + box.height <= height]).toEqual([name, true]);
  }
  const rows = await page
    .locator('.playback button')
    .evaluateAll((all) =>
      all.filter((one) => one.checkVisibility()).map((one) => Math.round(one.getBoundingClientRect().top)),
    );
  expect(rows.length).toBeGreaterThan(5);
  expect(new Set(rows).size).toBe(1);
  const [more, speed] = [page.getByRole('button', { name: 'More', exact: true }), page.getByLabel('Speed')];
  if (await speed.isVisible()) {
    expect(await more.isVisible()).toBe(false);
    return;
  }
  await more.press('Enter');
  await speed.waitFor();
  await expectGood(visit);
  await page.keyboard.press('Escape');
  await speed.waitFor({ state: 'hidden' });
  expect(await more.evaluate((button) => button === document.activeElement)).toBe(true);
  await more.click();
  await speed.selectOption({ label: '2×' });
  await speed.waitFor({ state: 'hidden' });
  expect(await page.locator('video').evaluate((video) => (video as HTMLVideoElement).playbackRate)).toBe(2);
}
