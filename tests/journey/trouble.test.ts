/** Everything a camera can do wrong: one sentence, the recording kept, a quiet console, and pictures again by themselves. */
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Fault, parseFault } from '../../sim/faults';
import { type Sim, startSim } from '../../sim/sim';
import type { Visit } from '../support/browser';
import { acknowledged, holdOf, record, seePictures } from '../support/journey/recorded';
import { openStage, type Stage } from '../support/journey/stage';
import { openLink } from '../support/links';
import { download, expectAllSent, linkTo, save, stop } from './steps';

/** What a login is called here: nobody would find these words anywhere by accident. */
const user = 'watchman';
const password = 'kestrel-4711';
const newPassword = `${password}-0815`;

let stage: Stage;
/** Where the camera is after its login was changed; its pictures are numbered from 0 again. */
let changed: Sim;
let visit: Visit;
/** Everything the console was told, whatever its level. */
let console: string[];
/** Where nothing listens. */
let deadHost: string;

beforeAll(async () => {
  deadHost = `127.0.0.1:${await freePort()}`;
  changed = await startSim({ user, password: newPassword });
  const port = await freePort();
  const allow = [`127.0.0.1:${port}`, new URL(changed.origin).host];
  stage = await openStage({ sim: { user, password, port }, proxy: { offers: [], allow } });
});

afterAll(async () => {
  await changed?.close();
  await stage?.close();
});

beforeEach(async () => {
  visit = await stage.browser.newPage();
  visit.page.setDefaultTimeout(30_000);
  console = [];
  visit.page.on('console', (message) => {
    // What Chromium says about every page that offers its own install button.
    if (!message.text().startsWith('Banner not shown')) console.push(`${message.text()} ${message.location().url}`);
  });
});

afterEach(async () => {
  stage.camera.setFaults([]);
  const url = visit.page.url();
  const title = await visit.page.title();
  const shown = await visit.page.locator('body').textContent();
  await visit.close();
  // Nothing but what the browser itself says about a request that failed, and no login in it.
  expect(console.filter((line) => !line.startsWith('Failed to load resource'))).toEqual([]);
  expect(visit.errors.filter((line) => !line.startsWith('Failed to load resource'))).toEqual([]);
  expect([...console, url, title, shown].join('\n')).not.toContain(password);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function open(path: string, more: Record<string, string> = {}): Promise<void> {
  const address = new URL(path, stage.camera.origin);
  address.username = user;
  address.password = password;
  return openLink(
    visit,
    linkTo(stage.app, { camera: address.href, kind: 'mjpeg', route: 'proxy', name: 'Kept', ...more }),
  );
}

const stream = '/videostream.cgi?rate=3';
const live = () => `Live: ${new URL(stage.camera.origin).host}.`;

async function expectStatus(text: string | RegExp, limitMs = 30_000): Promise<void> {
  const expected =
    typeof text === 'string'
      ? expect.poll(() => visit.status(), { timeout: limitMs }).toBe(text)
      : expect.poll(() => visit.status(), { timeout: limitMs }).toMatch(text);
  await expected;
}

/** Two sentences: what happened, and what to do. */
const twoSentences = /^[^.?!]+[^.]*\. [^.]+/;

/** Faults of a camera that answers, and the first of the two sentences about them. */
const faults: readonly (readonly [fault: string, what: string])[] = [
  ['401', 'The camera refuses the user name or the password.'],
  ['403', 'The camera does not let this user see pictures.'],
  ['404', 'The camera answers, but has no picture at this address.'],
  ['503', 'The camera is busy: too many viewers, or asked too often.'],
  ['html', 'This address shows a web page, not a picture.'],
  // To a place of its own that is not there.
  ['redirect', 'The camera answers, but has no picture at this address.'],
  ['cut-short', 'A picture came only in part.'],
  ['reset', 'The camera closed the connection before a whole picture had come.'],
];

test('one recording goes through every trouble: each is said, and what was recorded before and after is kept', async () => {
  await open(stream);
  await expectStatus(live());
  await record(visit, 5);
  for (const [fault, what] of faults) {
    await strike([parseFault(fault)]);
    await expectStatus(`Still recording. ${what}`, 20_000);
    stage.camera.setFaults([]);
    await expectStatus(/^Recording /, 30_000);
    await seePictures(visit, (await acknowledged(visit)) + 5);
  }
  // One that keeps the connection and sends nothing,
  stage.camera.setFaults([parseFault('stall:every=1,ms=60000')]);
  await expectStatus('Still recording. Waiting for the next picture.');
  await strike([]);
  await expectStatus(/^Recording /, 30_000);
  // and one that is gone altogether for a while.
  const back = stage.camera.down(2500);
  await expectStatus('Still recording. The camera does not answer.');
  await back;
  await expectStatus(/^Recording /, 30_000);
  await seePictures(visit, (await acknowledged(visit)) + 5);
  await stop(visit);
  const film = await save(visit);
  expect(film.pictures.length).toBeGreaterThanOrEqual(5 * (faults.length + 2));
  expectAllSent(film, stage.camera.log);
});

test('a login that was changed on the camera, and in the form while it records: the same film goes on', async () => {
  await open(stream);
  await expectStatus(live());
  await record(visit, 5);
  await strike([parseFault('401')]);
  await expectStatus('Still recording. The camera refuses the user name or the password.', 20_000);
  await visit.press('Enter password');
  await visit.fill('Address', new URL(stream, changed.origin).href);
  await visit.fill('Password', newPassword);
  await visit.press('Save camera');
  await expectStatus(/^Recording /);
  const kept = (await acknowledged(visit)) + 5;
  await seePictures(visit, kept);
  await stop(visit);
  const { pictures } = await holdOf(visit, (await download(visit)).bytes);
  expect(pictures.length).toBeGreaterThanOrEqual(kept);
  const seam = pictures.findIndex((picture, at) => picture < (pictures[at - 1] ?? 0));
  expect(seam).toBeGreaterThanOrEqual(5);
  for (const [part, { log }] of [
    [pictures.slice(0, seam), stage.camera],
    [pictures.slice(seam), changed],
  ] as const) {
    const sent = log.map(({ frame }) => frame);
    expect(part).toEqual(sent.slice(sent.indexOf(part[0]!), sent.indexOf(part.at(-1)!) + 1));
  }
});

/** From the next request on; the stream that runs is broken off. */
async function strike(list: readonly Fault[]): Promise<void> {
  stage.camera.setFaults(list);
  await stage.camera.down(0);
}

describe('from the first request on', () => {
  test.each(faults)('%s', async (fault, what) => {
    stage.camera.setFaults([parseFault(fault)]);
    await open(stream);
    await expectStatus(new RegExp(`^${what}`));
    expect(await visit.status()).toMatch(twoSentences);
  });

  test('nothing listens', async () => {
    await openLink(
      visit,
      linkTo(stage.app, { camera: `http://${user}:${password}@${deadHost}/`, kind: 'mjpeg', route: 'direct' }),
    );
    await expectStatus(/^The camera does not answer\. Check that it is switched on/);
  });

  test('a password that is wrong', async () => {
    const camera = `http://${user}:${password}x@${new URL(stage.camera.origin).host}${stream}`;
    await openLink(visit, linkTo(stage.app, { camera, kind: 'mjpeg', route: 'proxy' }));
    await expectStatus(/^The camera refuses the user name or the password\. Enter them again/);
    await visit.press('Enter password');
    await visit.fill('Password', password);
    await visit.press('Save camera');
    await expectStatus(live());
  });

  test('ASF instead of MJPEG', async () => {
    await open('/videostream.asf');
    await expectStatus(/^The camera sends H\.264 or another video coding here, which is not made of pictures\. Choose/);
  });

  test('a redirect to another machine', async () => {
    await open('/case/H35-host');
    await expectStatus(/^The camera sends Snapreel to another address\. Enter/);
  });

  const refused: readonly (readonly [string, () => string, RegExp])[] = [
    ['on its own machine', () => 'http://127.0.0.1:9/', /^This address is on the proxy’s own computer, .* Start/],
    ['itself', () => stage.app, /^This is the address of Snapreel’s proxy, not of a camera\. Enter/],
    [
      'on the internet',
      () => 'http://8.8.8.8/shot.jpg',
      /^The proxy fetches pictures from your own network only, .* Use/,
    ],
    [
      'at the port of something else',
      () => 'http://192.168.7.7:22/',
      /^Something other than a camera usually .* Check/,
    ],
    ['a command', () => `${stage.camera.origin}/reboot.cgi`, /^This address is a command that changes the .* Enter/],
  ];
  test.each(refused)('an address the proxy does not serve: %s', async (_, camera, said) => {
    await openLink(visit, linkTo(stage.app, { camera: camera(), kind: 'mjpeg', route: 'proxy' }));
    await expectStatus(said);
  });
});
