/** The built app on a desk: with nothing but the keyboard, by a link, after a reload, and how much of it is loaded. */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sim } from '../../../sim/sim';
import { type OpenBrowser, openBrowser, type Visit } from '../../support/browser';
import { openLink } from '../../support/links';
import { openRig, password, poll, type Rig, user } from './rig';

let rig: Rig;

beforeAll(async () => {
  rig = await openRig();
});

afterAll(() => rig?.close());

describe('on a desk', () => {
  let browser: OpenBrowser;

  beforeAll(async () => {
    browser = await openBrowser({ widthPx: 1440, heightPx: 900 });
  });

  afterAll(() => browser?.close());

  test('a film is recorded, saved and deleted with nothing but the keyboard', async () => {
    const visit = await browser.newPage();
    await visit.goTo(rig.app);
    await visit.see('Demo camera');
    await tabTo(visit, 'Demo camera');
    await visit.page.keyboard.press('Enter');
    await poll(() => visit.status()).toBe('Live: Demo camera.');
    await visit.page.keyboard.press('r');
    await visit.see(/^\d+ pictures$/);
    await visit.page.keyboard.press('Space');
    await visit.see('Your film', 60_000);
    await visit.page.getByRole('toolbar').first().waitFor();
    expect(await shownKeys(visit)).toMatchObject({
      'Play and pause': 'Space K',
      'Go along the film, with the timeline chosen': '← ↓ → ↑ Page down Page up Home End',
    });
    await tabTo(visit, 'Save');
    const [download] = await Promise.all([visit.page.waitForEvent('download'), visit.page.keyboard.press('Enter')]);
    expect(download.suggestedFilename()).toMatch(/\.mp4$/);
    await tabTo(visit, 'Delete');
    await visit.page.keyboard.press('Enter');
    await poll(() => visit.status()).toContain('was deleted.');
    await visit.close();
  });

  test('a film is played, stopped and moved by the controls of the system, and stands beside other windows where it may', async () => {
    const visit = await browser.newPage();
    // What a lock screen and headphones press.
    await visit.page.addInitScript(() => {
      const controls = new Map<string, MediaSessionActionHandler | null>();
      Object.assign(globalThis, { controls });
      const set = navigator.mediaSession.setActionHandler.bind(navigator.mediaSession);
      navigator.mediaSession.setActionHandler = (action, handler) => {
        set(action, handler);
        controls.set(action, handler);
      };
    });
    const press = (action: MediaSessionAction, seekTime?: number) =>
      visit.run(
        ([name, at]) => {
          const { controls } = globalThis as unknown as { controls: Map<string, MediaSessionActionHandler> };
          controls.get(name)!({ action: name, ...(at !== undefined && { seekTime: at }) });
        },
        [action, seekTime] as const,
      );
    const title = () => visit.run(() => navigator.mediaSession.metadata?.title ?? '', undefined);
    const player = () =>
      visit.page.locator('video').evaluate((video) => {
        const { paused, currentTime } = video as HTMLVideoElement;
        return { paused, seconds: Math.round(currentTime) };
      });
    await visit.goTo(`${rig.app}?demo=1`);
    await visit.press('Record');
    await visit.see(/^[4-9]\d pictures$/);
    await visit.press('Stop');
    await visit.see('Your film', 60_000);
    await poll(title).toBe('Demo camera');
    await poll(async () => (await player()).paused).toBe(false);
    await press('pause');
    await poll(async () => (await player()).paused).toBe(true);
    await press('seekto', 1);
    await poll(async () => (await player()).seconds).toBe(1);
    await press('seekbackward');
    await poll(async () => (await player()).seconds).toBe(0);
    await press('play');
    await poll(async () => (await player()).paused).toBe(false);
    const mayBeSmall = await visit.run(() => document.pictureInPictureEnabled, undefined);
    const small = visit.page.getByRole('button', { name: 'Small window', exact: true });
    expect(await small.count()).toBe(mayBeSmall ? 1 : 0);
    await visit.press('Films');
    await poll(title).toBe('');
    await visit.close();
  });

  test('the question mark shows the keys of the screen, dialog or page one sees, and is a letter in a text', async () => {
    const visit = await browser.newPage();
    await visit.goTo(rig.app);
    await visit.see('Demo camera');
    const general = Object.keys(await shownKeys(visit));
    expect(general).toContain('Show the keys');
    await visit.goTo(`${rig.app}?demo=1`);
    await poll(() => visit.status()).toBe('Live: Demo camera.');
    const live = await shownKeys(visit);
    expect(Object.keys(live).filter((what) => !general.includes(what))).toEqual([
      'Start and stop a recording',
      'Keep the picture',
      'Set a mark',
    ]);
    expect(live['Start and stop a recording']).toBe('Space R');
    await visit.press('Options');
    const field = visit.page.getByLabel('File name', { exact: true });
    await field.press('?');
    expect(await field.inputValue()).toBe('?');
    expect(await visit.page.locator('.keys').count()).toBe(0);
    await visit.press('How the picture looks');
    await visit.page.getByRole('tab', { name: 'Colours' }).click();
    const look = await shownKeys(visit);
    expect(Object.keys(look).filter((what) => !general.includes(what))).toEqual([
      'Undo the last change',
      'Make it again',
      'Bring the slider that is chosen back to its usual value',
    ]);
    await visit.goTo(`${rig.app}#/settings`);
    await visit.press('Show the keys');
    await visit.see('This screen has no keys of its own.');
    await visit.close();
  });

  test('a link fills everything in, hides the password and records nothing', async () => {
    const visit = await browser.newPage();
    const address = new URL('/videostream.cgi?rate=3', rig.camera.origin);
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
    await openLink(visit, `${rig.app}?${new URLSearchParams(query)}`);
    await poll(() => visit.status()).toBe(`Live: ${new URL(rig.camera.origin).host}.`);
    expect(visit.page.url()).not.toContain(password);
    expect(await visit.page.getByRole('button', { name: 'Record', exact: true }).count()).toBe(1);
    await visit.press('Options');
    expect(await visit.page.getByLabel('Seconds', { exact: true }).inputValue()).toBe('7');
    expect(await visit.page.getByLabel('Frames a second', { exact: true }).inputValue()).toBe('0.5');
    expect(await visit.page.getByLabel('File name', { exact: true }).inputValue()).toBe('Yard');
    await visit.press('How the picture looks');
    await visit.page.getByRole('tab', { name: 'Colours' }).click();
    const colours = visit.page.getByRole('combobox', { name: 'Colours' });
    expect(await colours.locator('option:checked').textContent()).toBe('Black and white');
    await visit.close();
  });

  test('a link that makes no sense says so and still opens', async () => {
    const visit = await browser.newPage();
    await visit.goTo(`${rig.app}?demo=1&seconds=ten`);
    await poll(() => visit.status()).toBe('The link’s seconds “ten” makes no sense here and was left out.');
    await visit.press('Dismiss');
    await poll(() => visit.status()).toBe('Live: Demo camera.');
    await visit.close();
  });

  test('a reload comes back to the same camera', async () => {
    const visit = await browser.newPage();
    await visit.goTo(rig.app);
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
    await visit.goTo(`${rig.app}?demo=1`);
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
    await visit.goTo(rig.app);
    await visit.press('Simulated camera');
    await visit.page.getByText('Move camera').click();
    // There and back: at the end of its way a camera stands still by itself.
    for (const [name, letGo] of [
      ['Right', 'release'],
      ['Left', 'lost focus'],
    ] as const) {
      const arrow = visit.page.getByRole('button', { name, exact: true });
      const from = JSON.stringify(rig.camera.view());
      await arrow.hover();
      await visit.page.mouse.down();
      await poll(() => JSON.stringify(rig.camera.view())).not.toBe(from);
      if (letGo === 'release') await visit.page.mouse.up();
      else await visit.page.evaluate(() => dispatchEvent(new Event('blur')));
      await expect.poll(standsStill(rig.camera), { interval: 300 }).toBe(true);
      await visit.page.mouse.up();
    }
    await visit.close();
  });

  test('at most 60 kB of page code come before the first live picture', async () => {
    const visit = await browser.newPage();
    const sizes = new Map<string, Promise<number>>();
    visit.page.on('response', (response) => {
      // The page's own scripts; a worker's say so in their name.
      if (response.request().resourceType() !== 'script' || /worker|sw\.js/.test(response.url())) return;
      sizes.set(
        response.url(),
        response.body().then((body) => gzipSync(body).byteLength),
      );
    });
    await visit.goTo(`${rig.app}?demo=1`);
    await poll(() => visit.status()).toBe('Live: Demo camera.');
    const bytes = (await Promise.all(sizes.values())).reduce((sum, size) => sum + size, 0);
    expect(sizes.size).toBeGreaterThan(1);
    expect(bytes).toBeLessThanOrEqual(60_000);
    await visit.close();
  });
});

/** What the question mark shows: keys by what they do. */
async function shownKeys({ page }: Visit): Promise<Readonly<Record<string, string>>> {
  await page.keyboard.press('?');
  const rows = page.locator('.keys dl > div');
  await rows.first().waitFor();
  const shown = await rows.evaluateAll((all) =>
    all.map((row) => {
      const keys = [...row.querySelectorAll('kbd')].map((key) => key.textContent);
      return [row.querySelector('dd')?.textContent ?? '', keys.join(' ')];
    }),
  );
  await page.keyboard.press('Escape');
  await page.locator('.keys').waitFor({ state: 'detached' });
  return Object.fromEntries(shown);
}

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

/** True once the camera looks where it looked at the question before. */
function standsStill({ view }: Sim): () => boolean {
  let before = '';
  return () => {
    const now = JSON.stringify(view());
    const isStill = now === before;
    before = now;
    return isStill;
  };
}
