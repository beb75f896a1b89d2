/** A tablet on the LAN: the proxy's link is opened once, and nobody's link can take that away. */
import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ProxyServer, startProxy } from '../../proxy/proxy';
import { type Sim, startSim } from '../../sim/sim';
import { type OpenBrowser, openBrowser, type Visit } from '../support/browser';
import { acknowledged, record } from '../support/journey/recorded';
import { openLink } from '../support/links';
import { linkTo } from './steps';

/** To a machine's own address the proxy is as strange as a tablet. */
function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const own = all.find((one) => !one.internal && one.family === 'IPv4');
  if (!own) throw new Error('This machine has no address but loopback: there is no LAN to test.');
  return own.address;
}

let camera: Sim;
let proxy: ProxyServer;
let browser: OpenBrowser;
let visit: Visit;
let app: string;

const start = (port: number, token: string) =>
  startProxy({
    host: '0.0.0.0',
    port,
    token,
    distFolder: process.env.SNAPREEL_DIST ?? 'dist',
    allow: [new URL(camera.origin).host],
    searchPlace: { addresses: () => [new URL(camera.origin).hostname], ports: [Number(new URL(camera.origin).port)] },
  });

beforeEach(async () => {
  camera = await startSim();
  proxy = await start(0, 'first-token-of-this-proxy');
  app = `http://${ownAddress()}:${proxy.port}/`;
  browser = await openBrowser();
  visit = await browser.newPage();
  visit.page.setDefaultTimeout(30_000);
});

afterEach(async () => {
  await browser?.close();
  await proxy?.close();
  await camera?.close();
});

const cameraLink = () =>
  linkTo(app, { camera: `${camera.origin}/videostream.cgi?rate=6`, kind: 'mjpeg', route: 'proxy' });
const opened = async (on: Visit) => {
  await openLink(on, cameraLink());
  await expect.poll(() => on.status(), { timeout: 30_000 }).toMatch(/^(Live: |The proxy)/);
  return on.status();
};
const live = () => `Live: ${new URL(camera.origin).host}.`;

test('the link is opened once: the token leaves the address, and a reload, another tab and another day know it', async () => {
  await visit.goTo(`${app}#token=${proxy.token}`);
  await visit.see('What do you want to record?');
  expect(visit.page.url()).toBe(app);
  const kept = await visit.run(() => `${location.href} ${JSON.stringify(history.state)}`, undefined);
  expect(kept).not.toContain(proxy.token);
  expect(await opened(visit)).toBe(live());
  await visit.reload();
  await expect.poll(() => visit.status(), { timeout: 30_000 }).toBe(live());
  await visit.close();
  const another = await browser.newPage();
  expect(await opened(another)).toBe(live());
  expect(another.errors.filter((line) => !/^Failed to load resource/.test(line))).toEqual([]);
});

test('a camera is found on the network with a tap, and never without one', async () => {
  await visit.goTo(`${app}#token=${proxy.token}`);
  await visit.see('What do you want to record?');
  const searches: string[] = [];
  visit.page.on('request', (request) => request.url().includes('search=') && searches.push(request.url()));
  await visit.goTo(`${app}#/cameras/new`);
  await visit.see('Find cameras on my network');
  expect(searches).toEqual([]);
  await visit.press('Find cameras on my network');
  await visit.see('1 camera was found.');
  expect(searches.length).toBe(1);
  const { host } = new URL(camera.origin);
  const found = visit.page.getByRole('list', { name: 'Cameras on the network' }).getByRole('listitem');
  expect(await found.textContent()).toContain(`${host}EasyN / Foscam (Netwave)`);
  await visit.press('Add');
  await visit.see('It works: 640 × 480.');
  await visit.press('Save camera');
  await expect.poll(() => visit.status(), { timeout: 30_000 }).toBe(`Live: ${host}.`);
});

test('without it the proxy is closed, and a broken link ends nothing', async () => {
  expect(await opened(visit)).toMatch(/^The proxy/);
  for (const hash of ['#token=%E0%A4%A', '#token=', '#token=nonsense']) {
    await visit.goTo('about:blank');
    await visit.goTo(app + hash);
    await visit.see('What do you want to record?');
    expect(visit.page.url()).toBe(app);
  }
});

test('a link with a wrong token does not take the right one away', async () => {
  await visit.goTo(`${app}#token=${proxy.token}`);
  await visit.see('What do you want to record?');
  for (const wrong of ['somebody-elses-token', '%E0%A4%A', encodeURIComponent(`${proxy.token} `)]) {
    await visit.goTo('about:blank');
    await visit.goTo(`${app}#token=${wrong}`);
    await visit.see('What do you want to record?');
    expect(await opened(visit)).toBe(live());
  }
});

test('the proxy has another token: its new link, opened in any tab, lets a running recording go on', async () => {
  await visit.goTo(`${app}#token=${proxy.token}`);
  await visit.see('What do you want to record?');
  expect(await opened(visit)).toBe(live());
  await record(visit, 5);
  const { port } = proxy;
  await proxy.close();
  proxy = await start(port, 'second-token-of-this-proxy');
  await expect
    .poll(() => visit.status(), { timeout: 30_000 })
    .toMatch(/^Still recording\. The proxy has been started again and does not know this device/);
  const before = await acknowledged(visit);
  const other = await browser.newPage();
  await other.goTo(`${app}#/films`);
  await other.page.getByRole('heading', { name: 'Films', exact: true }).waitFor();
  // The page is open: only the hash changes. A wrong one leaves what is there.
  await other.goTo(`${app}#token=not-of-this-proxy`);
  await other.see('The proxy does not take this link: open the one that it printed last.');
  await other.goTo(`${app}#token=${proxy.token}`);
  await other.see('This device may use the proxy now.');
  expect(other.page.url()).toBe(app);
  expect(await opened(other)).toBe(live());
  await expect.poll(() => acknowledged(visit), { timeout: 60_000 }).toBeGreaterThan(before + 3);
});
