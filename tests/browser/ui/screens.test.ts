/** The built app in a real browser: every screen by axe-core in both themes, targets, names, keyboard, and what a link does. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ProxyServer, startProxy } from '../../../proxy/proxy';
import { type Sim, startSim } from '../../../sim/sim';
import { type OpenBrowser, openBrowser, type Visit } from '../../support/browser';

/** Another build than the one people get can be looked at while working on it. */
const distFolder = process.env.SNAPREEL_DIST ?? 'dist';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const user = 'admin';
const password = 'snapreel';

let camera: Sim;
let proxy: ProxyServer;
let app: string;

beforeAll(async () => {
  if (!existsSync(`${distFolder}/index.html`)) throw new Error('Build first: npm run build');
  camera = await startSim({ user, password });
  const offer = {
    name: 'Simulated EasyN',
    family: 'netwave',
    address: camera.origin,
    userName: user,
    password,
  } as const;
  const allow = [new URL(camera.origin).host];
  proxy = await startProxy({ host: '127.0.0.1', port: 0, distFolder, allow, offers: [offer] });
  app = `http://localhost:${proxy.port}/`;
});

afterAll(async () => {
  await proxy?.close();
  await camera?.close();
});

/** Not a time that is tested: only how long a busy machine is waited for. */
const poll = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: 15_000 });

/** axe-core comes in through the debugger: the app's own policy lets no other script in. */
async function violations({ page }: Visit): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axe });
  await session.detach();
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

/** Names of everything to press that is smaller than 44 x 44 CSS pixels. A tick's label is its target. */
function smallTargets({ page }: Visit): Promise<readonly string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'button, .button, nav a, summary, select, label.tick, .switch label, input:not([type=checkbox])',
      ),
    ]
      .filter((element) => element.checkVisibility())
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width < 43.9 || box.height < 43.9)
      .map(({ element, box }) => `${element.outerHTML.slice(0, 80)} ${box.width} x ${box.height}`),
  );
}

async function expectGood(visit: Visit): Promise<void> {
  // A half-shown screen would be judged for colours nobody sees.
  await visit.page.evaluate(() =>
    Promise.all(document.getAnimations().map((motion) => motion.finished.catch(() => 0))),
  );
  expect(await violations(visit)).toEqual([]);
  expect(await smallTargets(visit)).toEqual([]);
  expect(await visit.page.getByRole('status').count()).toBe(1);
  const overflow = await visit.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
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
    visit.page.setDefaultTimeout(10_000);
    // Breathing lamps never come to rest.
    await visit.page.emulateMedia({ reducedMotion: 'reduce' });
  });

  afterAll(() => browser?.close());

  test('first screen', async () => {
    await visit.goTo(app);
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

  test('films', async () => {
    await visit.press('Films');
    const list = visit.page.getByRole('list', { name: 'Films', exact: true });
    await list.waitFor();
    expect(await list.getByRole('listitem').count()).toBe(1);
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
    const { host } = new URL(camera.origin);
    await visit.fill('Address', `${user}:${password}@${host}`);
    expect(await visit.page.getByLabel('User name', { exact: true }).inputValue()).toBe(user);
    expect(await visit.page.getByLabel('Password', { exact: true }).inputValue()).toBe(password);
    expect(await visit.page.getByLabel('Address', { exact: true }).inputValue()).toBe(`http://${host}/`);
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

  test('settings', async () => {
    await visit.press('Settings');
    await visit.see('Privacy');
    await expectGood(visit);
  });

  test('says nothing to the console', () => {
    expect(visit.errors).toEqual([]);
  });
});

describe('on a desk', () => {
  let browser: OpenBrowser;

  beforeAll(async () => {
    browser = await openBrowser({ widthPx: 1440, heightPx: 900 });
  });

  afterAll(() => browser?.close());

  test('a film is recorded, saved and deleted with nothing but the keyboard', async () => {
    const visit = await browser.newPage();
    await visit.goTo(app);
    await visit.see('Demo camera');
    await tabTo(visit, 'Demo camera');
    await visit.page.keyboard.press('Enter');
    await poll(() => visit.status()).toBe('Live: Demo camera.');
    await visit.page.keyboard.press('r');
    await visit.see(/^\d+ pictures$/);
    await visit.page.keyboard.press('Space');
    await visit.see('Your film', 60_000);
    await tabTo(visit, 'Save');
    const [download] = await Promise.all([visit.page.waitForEvent('download'), visit.page.keyboard.press('Enter')]);
    expect(download.suggestedFilename()).toMatch(/\.mp4$/);
    await tabTo(visit, 'Delete');
    await visit.page.keyboard.press('Enter');
    await poll(() => visit.status()).toContain('was deleted.');
    await visit.close();
  });

  test('a link fills everything in, hides the password and records nothing', async () => {
    const visit = await browser.newPage();
    const address = new URL('/videostream.cgi?rate=3', camera.origin);
    address.username = user;
    address.password = password;
    const query = {
      camera: address.href,
      kind: 'mjpeg',
      route: 'proxy',
      seconds: '7',
      fps: '1/2',
      colour: '0',
      name: 'Yard',
    };
    await visit.goTo(`${app}?${new URLSearchParams(query)}`);
    await poll(() => visit.status()).toBe(`Live: ${new URL(camera.origin).host}.`);
    expect(visit.page.url()).not.toContain(password);
    expect(await visit.page.getByRole('button', { name: 'Record', exact: true }).count()).toBe(1);
    await visit.press('Options');
    expect(await visit.page.getByLabel('Seconds', { exact: true }).inputValue()).toBe('7');
    expect(await visit.page.getByLabel('Frames a second', { exact: true }).inputValue()).toBe('0.5');
    expect(await visit.page.getByLabel('File name', { exact: true }).inputValue()).toBe('Yard');
    expect(await visit.page.getByLabel('Colours', { exact: true }).locator('option:checked').textContent()).toBe(
      'Black and white',
    );
    await visit.close();
  });

  test('a link that makes no sense says so and still opens', async () => {
    const visit = await browser.newPage();
    await visit.goTo(`${app}?demo=1&seconds=ten`);
    await poll(() => visit.status()).toBe('The link’s seconds “ten” makes no sense here and was left out.');
    await visit.press('Dismiss');
    await poll(() => visit.status()).toBe('Live: Demo camera.');
    await visit.close();
  });

  test('a reload comes back to the same camera', async () => {
    const visit = await browser.newPage();
    await visit.goTo(app);
    await visit.press('Simulated camera');
    await poll(() => visit.status()).toBe('Live: Simulated EasyN.');
    await visit.reload();
    await poll(() => visit.status()).toBe('Live: Simulated EasyN.');
    await visit.press('Close camera');
    await visit.see('What do you want to record?');
    await visit.close();
  });

  test('a page that records asks before it is left', async () => {
    const visit = await browser.newPage();
    await visit.goTo(`${app}?demo=1`);
    await visit.press('Record');
    await visit.see(/^\d+ pictures$/);
    const asked = visit.page.waitForEvent('dialog');
    await visit.page.close({ runBeforeUnload: true });
    const question = await asked;
    expect(question.type()).toBe('beforeunload');
    await question.dismiss();
    await visit.press('Stop');
    await visit.see('Your film', 60_000);
    await visit.close();
  });

  test('an arrow moves the camera while it is held, and stops on release and on lost focus', async () => {
    const visit = await browser.newPage();
    await visit.goTo(app);
    await visit.press('Simulated camera');
    await visit.page.getByText('Move camera').click();
    // There and back: at the end of its way a camera stands still by itself.
    for (const [name, letGo] of [
      ['Right', 'release'],
      ['Left', 'lost focus'],
    ] as const) {
      const arrow = visit.page.getByRole('button', { name, exact: true });
      const from = JSON.stringify(camera.view());
      await arrow.hover();
      await visit.page.mouse.down();
      await poll(() => JSON.stringify(camera.view())).not.toBe(from);
      if (letGo === 'release') await visit.page.mouse.up();
      else await visit.page.evaluate(() => dispatchEvent(new Event('blur')));
      await poll(() => isStill(camera)).toBe(true);
      await visit.page.mouse.up();
    }
    await visit.close();
  });

  test('at most 60 kB of page code come before the first live picture', async () => {
    const visit = await browser.newPage();
    const sizes = new Map<string, Promise<number>>();
    visit.page.on('response', (response) => {
      // The page's own scripts; a worker's are asked for by the worker.
      if (response.request().resourceType() !== 'script' || /worker|sw\.js/.test(response.url())) return;
      sizes.set(
        response.url(),
        response.body().then((body) => gzipSync(body).byteLength),
      );
    });
    await visit.goTo(`${app}?demo=1`);
    await poll(() => visit.status()).toBe('Live: Demo camera.');
    const bytes = (await Promise.all(sizes.values())).reduce((sum, size) => sum + size, 0);
    expect(sizes.size).toBeGreaterThan(1);
    expect(bytes).toBeLessThanOrEqual(60_000);
    await visit.close();
  });
});

/** Presses Tab until the button of that name has the focus. */
async function tabTo({ page }: Visit, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true }).first();
  await button.waitFor();
  for (let presses = 0; presses < 60; presses++) {
    if (await button.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches "${name}".`);
}

async function isStill({ view }: Sim): Promise<boolean> {
  const before = JSON.stringify(view());
  await new Promise((resolve) => setTimeout(resolve, 300));
  return JSON.stringify(view()) === before;
}
