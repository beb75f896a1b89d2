/** The built app in a real browser: every screen by axe-core in both themes, targets, names, and what is said. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenBrowser, openBrowser, type Visit } from '../../support/browser';
import { expectGood, openRig, password, poll, type Rig, user } from './rig';

let rig: Rig;

beforeAll(async () => {
  rig = await openRig();
});

afterAll(() => rig?.close());

describe.each([
  ['light', 390, 844],
  ['dark', 1180, 820],
] as const)('%s, %i x %i', (colourScheme, widthPx, heightPx) => {
  let browser: OpenBrowser;
  let visit: Visit;

  beforeAll(async () => {
    browser = await openBrowser({ colourScheme, widthPx, heightPx });
    visit = await browser.newPage();
    visit.page.setDefaultTimeout(10_000);
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

  test('settings', async () => {
    await visit.press('Settings');
    await visit.see('Privacy');
    await expectGood(visit);
  });

  test('says nothing to the console', () => {
    expect(visit.errors).toEqual([]);
  });
});
