/** Whoever sends a link chooses what is asked of which machine: a camera that is not saved is asked about first. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Visit } from '../support/browser';
import { openStage, type Stage } from '../support/journey/stage';
import { openLink } from '../support/links';
import { linkTo } from './steps';

let stage: Stage;
let visit: Visit;

beforeAll(async () => {
  stage = await openStage();
});

afterAll(() => stage?.close());

beforeEach(async () => {
  visit = await stage.browser.newPage();
  visit.page.setDefaultTimeout(30_000);
});

afterEach(() => visit.close());

const goTo = (parameters: Record<string, string>) => visit.goTo(linkTo(stage.app, parameters));
const open = (parameters: Record<string, string>) => openLink(visit, linkTo(stage.app, parameters));
const host = () => new URL(stage.camera.origin).host;
const expectStatus = (text: string) => expect.poll(() => visit.status()).toBe(text);

const login = 'watchman:kestrel-4711@';
const asked = () => expectStatus('A link asks for a camera.');
/** Nothing may have come from this page in the time in which another one opens and shows a camera. */
async function expectUntouched(before: number): Promise<void> {
  const other = await stage.browser.newPage();
  await other.goTo(linkTo(stage.app, { demo: '1' }));
  await expect.poll(() => other.status(), { timeout: 30_000 }).toBe('Live: Demo camera.');
  await other.close();
  expect(stage.camera.counts.connections).toBe(before);
  expect(stage.proxy.stats().upstreams).toBe(0);
}

const links: readonly (readonly [string, () => Record<string, string>])[] = [
  ['a picture through the proxy', () => ({ camera: `${stage.camera.origin}/snapshot.cgi`, route: 'proxy' })],
  ['with a login', () => ({ camera: `http://${login}${host()}/snapshot.cgi`, route: 'proxy' })],
  ['a login in its query', () => ({ camera: `${host()}/snapshot.cgi?user=watchman&pwd=kestrel-4711`, route: 'proxy' })],
  ['a stream, directly', () => ({ camera: `${stage.camera.origin}/videostream.cgi`, kind: 'mjpeg', route: 'direct' })],
  ['any way', () => ({ camera: `${stage.camera.origin}/videostream.cgi`, kind: 'mjpeg' })],
  ['a host alone, which is offered on the first screen', () => ({ camera: host(), seconds: '5', fps: 'half' })],
  ['a command of the camera', () => ({ camera: `${host()}/decoder_control.cgi?command=0`, route: 'proxy' })],
  ['another family', () => ({ camera: host(), family: 'axis', route: 'proxy' })],
];
test.each(links)('%s: is shown and asked about, and nothing is sent', async (_, link) => {
  const before = stage.camera.counts.connections;
  await goTo(link());
  await asked();
  await visit.page.locator('main').getByText(host(), { exact: true }).waitFor();
  expect(await visit.page.getByRole('button', { name: 'Record', exact: true }).count()).toBe(0);
  await visit.page.keyboard.press('r');
  await expectUntouched(before);
  const said = `${visit.page.url()} ${await visit.page.locator('body').textContent()}`;
  expect(said).not.toContain('kestrel-4711');
});

test('Not now forgets it', async () => {
  const before = stage.camera.counts.connections;
  await goTo({ camera: `http://${login}${host()}/snapshot.cgi`, route: 'proxy' });
  await visit.press('Not now');
  await visit.see('What do you want to record?');
  expect(visit.page.url()).not.toContain(host());
  await visit.reload();
  await visit.see('What do you want to record?');
  await expectUntouched(before);
});

test('a yes outlives a reload, and is for this camera only', async () => {
  await open({ camera: `${stage.camera.origin}/snapshot.cgi`, route: 'proxy' });
  await expectStatus(`Live: ${host()}.`);
  await visit.reload();
  await expectStatus(`Live: ${host()}.`);
  await goTo({ camera: `${stage.camera.origin}/videostream.cgi`, kind: 'mjpeg', route: 'proxy' });
  await asked();
  await visit.press('Films');
  await visit.press('Live');
  await visit.see('Open this camera?');
});

test('saved, it opens at once; with another login it is asked about again', async () => {
  const camera = `${stage.camera.origin}/snapshot.cgi?saved`;
  await goTo({ camera, route: 'proxy' });
  await visit.press('Save and open');
  await expectStatus(`Live: ${host()}.`);
  await goTo({ camera, route: 'proxy' });
  await expectStatus(`Live: ${host()}.`);
  await visit.goTo('about:blank');
  // A request of the page that was left may have been on its way to the proxy.
  let quiet = -1;
  await expect
    .poll(
      () => {
        const last = quiet;
        quiet = stage.camera.counts.connections;
        return quiet === last && stage.proxy.stats().upstreams === 0;
      },
      { interval: 500 },
    )
    .toBe(true);
  await goTo({ camera: camera.replace('//', `//${login}`), route: 'proxy' });
  await asked();
  await visit.see(/password for “watchman”/);
  await expectUntouched(quiet);
  expect(await visit.page.getByRole('button', { name: 'Save and open' }).count()).toBe(0);
});
