/** What the app says in rarer cases: a camera without CORS, a slow encoder, storage that may be cleared, an install to offer. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sim, startSim } from '../../../sim/sim';
import { type OpenBrowser, openBrowser, type Visit } from '../../support/browser';
import { expectGood, openRig, poll, type Rig } from './rig';

let rig: Rig;
let browser: OpenBrowser;
let visit: Visit;

beforeAll(async () => {
  rig = await openRig();
  browser = await openBrowser({ widthPx: 390, heightPx: 844 });
});

afterAll(async () => {
  await browser?.close();
  await rig?.close();
});

async function open(query: Readonly<Record<string, string>>): Promise<void> {
  visit = await browser.newPage();
  await visit.page.emulateMedia({ reducedMotion: 'reduce' });
  await visit.goTo(`${rig.app}?${new URLSearchParams(query)}`);
}

describe('a camera that lets no page read its pictures', () => {
  let camera: Sim;

  beforeAll(async () => {
    // It wants no login and is no camera the proxy may ask: only the direct way is left.
    camera = await startSim();
  });

  afterAll(() => camera?.close());

  test.each([
    ['mjpeg', '/videostream.cgi?rate=6'],
    ['snapshot', '/snapshot.cgi'],
  ])('%s: is shown all the same, and said to be for looking only', async (kind, path) => {
    await open({ camera: camera.origin + path, kind, route: 'direct' });
    await visit.press('Open camera');
    await poll(() => visit.status()).toMatch(
      /^The camera answers, but does not allow web pages to read its pictures\./,
    );
    await visit.see('Only to look at: recording needs the proxy.');
    const image = visit.page.locator('img.picture');
    expect(await image.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBe(640);
    // The second picture, and not the first one for ever.
    const shown = camera.log.length;
    await poll(() => camera.log.length).toBeGreaterThan(shown + 1);
    await expectGood(visit);
    await visit.close();
  });
});

test('the way through the proxy is remembered with a saved camera', async () => {
  await open({});
  await visit.press('Add camera');
  await visit.press('Set it up by hand');
  await visit.fill('Name', 'Shed');
  await visit.fill('Address', `http://admin:snapreel@${new URL(rig.camera.origin).host}/`);
  await visit.choose('Route', 'Direct');
  await visit.press('Save camera');
  await visit.press('Go through the proxy');
  await poll(() => visit.status()).toBe('Live: Shed.');
  await visit.press('Cameras');
  await visit.press('Edit');
  await poll(() => visit.page.getByLabel('Route', { exact: true }).locator('option:checked').textContent()).toBe(
    'Through the proxy',
  );
  await visit.close();
});

test('a login in the query of an address moves to its fields when the field is left', async () => {
  await open({});
  await visit.press('Add camera');
  const address = visit.page.getByLabel('Address', { exact: true });
  await address.pressSequentially('cam.local/s.cgi?usr=me&size=3&pwd=secret');
  await address.blur();
  expect(await address.inputValue()).toBe('http://cam.local/s.cgi?usr={user}&size=3&pwd={password}');
  expect(await visit.page.getByLabel('User name', { exact: true }).inputValue()).toBe('me');
  expect(await visit.page.getByLabel('Password', { exact: true }).inputValue()).toBe('secret');
  await visit.close();
});

test('storage that may be cleared is said before the first recording, the encoder’s way while it comes, the install after', async () => {
  const again = await openBrowser({ widthPx: 390, heightPx: 844 });
  visit = await again.newPage();
  await visit.page.emulateMedia({ reducedMotion: 'reduce' });
  await visit.page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    new MutationObserver(() => {
      const text = [...document.querySelectorAll('.pill')].map((pill) => pill.textContent).join(' ');
      const found = /Loading the encoder: \d+ of \d+ MB/.exec(text)?.[0];
      if (found && seen.at(-1) !== found) seen.push(found);
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await visit.goTo(`${rig.app}?demo=1&engine=ffmpeg&seconds=3`);
  await visit.see('Films stay in this browser');
  await expectGood(visit);
  await visit.page.evaluate(() => dispatchEvent(Object.assign(new Event('beforeinstallprompt'), { prompt: () => 0 })));
  await visit.press('Record');
  await visit.see('Your film', 90_000);
  const seen = await visit.run(() => (globalThis as unknown as { seen: string[] }).seen, undefined);
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.at(-1)).toMatch(/: (\d+) of \1 MB$/);

  await visit.press('Films');
  await visit.see('Install Snapreel');
  await expectGood(visit);
  await visit.press('Do not offer this again');
  expect(await visit.page.getByText('Install Snapreel').count()).toBe(0);
  await visit.reload();
  await visit.see(/^1 film/);
  await visit.page.evaluate(() => dispatchEvent(Object.assign(new Event('beforeinstallprompt'), { prompt: () => 0 })));
  expect(await visit.page.getByText('Install Snapreel').count()).toBe(0);
  await visit.press('Settings');
  await visit.see('Install Snapreel');
  await again.close();
});
