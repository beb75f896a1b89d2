/** Links and names that tools rely on (docs/links.md): every parameter does what it says, every name is there. */
import { basename } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Visit } from '../support/browser';
import { type Held, holdOf, record } from '../support/journey/recorded';
import { openStage, type Stage } from '../support/journey/stage';
import { openLink } from '../support/links';
import { download, engineSaid, expectAllSent, linkTo, save, stop } from './steps';

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

afterEach(async () => {
  const { errors } = visit;
  await visit.close();
  expect(errors.filter((line) => !/^Failed to load resource|blocked by CORS policy/.test(line))).toEqual([]);
});

const goTo = (parameters: Record<string, string>) => visit.goTo(linkTo(stage.app, parameters));
const open = (parameters: Record<string, string>) => openLink(visit, linkTo(stage.app, parameters));
const host = () => new URL(stage.camera.origin).host;
const expectStatus = (text: string | RegExp) =>
  expect.poll(() => visit.status()).toMatch(typeof text === 'string' ? exactly(text) : text);
const exactly = (text: string) => new RegExp(`^${text.replace(/[.?*+()[\]]/g, '\\$&')}$`);

/** Every frame at a multiple of the same time, and none of them missing. */
function expectGrid(film: Held, fps: number): void {
  const times = film.filmMs.map((ms) => Math.round(ms));
  expect(times).toEqual(times.map((_, at) => Math.round((at * 1000) / fps)));
}

/** How far the playing film's most colourful pixel is from grey, 0..255. */
async function colourfulness(): Promise<number> {
  const video = visit.page.locator('video');
  await expect.poll(() => video.evaluate((element) => (element as HTMLVideoElement).readyState)).toBeGreaterThan(1);
  return video.evaluate((element) => {
    const { videoWidth, videoHeight } = element as HTMLVideoElement;
    const context = new OffscreenCanvas(videoWidth, videoHeight).getContext('2d')!;
    context.drawImage(element as HTMLVideoElement, 0, 0);
    const { data } = context.getImageData(0, 0, videoWidth, videoHeight);
    let most = 0;
    for (let at = 0; at < data.length; at += 4) {
      const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!];
      most = Math.max(most, Math.max(r, g, b) - Math.min(r, g, b));
    }
    return most;
  });
}

describe('films', () => {
  test('family, ask, fps=half, engine=webcodecs, colour=0, name', async () => {
    const [family, ask, fps] = ['netwave', '10', 'half'];
    await open({
      camera: host(),
      family,
      kind: 'mjpeg',
      route: 'proxy',
      ask,
      fps,
      engine: 'webcodecs',
      colour: '0',
      name: 'Yard: back/door',
    });
    await record(visit, 25);
    await stop(visit);
    expect(await colourfulness()).toBeLessThanOrEqual(8);
    const { path, bytes } = await download(visit);
    expect(basename(path)).toMatch(/^Yard back door_\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d\.mp4$/);
    const film = await holdOf(visit, bytes);
    // Half of the camera's ten.
    expectGrid(film, 5);
    expect(film.pictures.length).toBeGreaterThanOrEqual(10);
    expect(await engineSaid(visit)).toMatch(/WebCodecs$/);
  });

  test('kind=snapshot, ask, fps=10, engine=ffmpeg, colour=1, seconds', async () => {
    const camera = `${stage.camera.origin}/snapshot.cgi`;
    await open({
      camera,
      kind: 'snapshot',
      route: 'proxy',
      ask: '5',
      fps: '10',
      engine: 'ffmpeg',
      colour: '1',
      seconds: '3',
    });
    // The set length counts from Record where there is a picture then, and from the first one where there is none.
    await expectStatus(`Live: ${host()}.`);
    const from = stage.camera.log.length;
    await visit.press('Record');
    // It stops by itself.
    await visit.see('Your film', 60_000);
    expect(await colourfulness()).toBeGreaterThan(60);
    const { bytes } = await download(visit);
    const film = await holdOf(visit, bytes);
    expectGrid(film, 10);
    expect(Math.abs(film.read.durationMs - 3000)).toBeLessThanOrEqual(100);
    // Five a second become ten by being shown twice.
    expect(new Set(film.pictures).size).toBeLessThanOrEqual(17);
    expect(film.pictures.length).toBe(30);
    const sent = new Set(stage.camera.log.slice(Math.max(0, from - 5)).map(({ frame }) => frame));
    expect(film.pictures.filter((picture) => !sent.has(picture))).toEqual([]);
    expect(await engineSaid(visit)).toMatch(/ffmpeg$/);
  });

  test('kind=mjpeg, fps=real, engine=ffmpeg: every picture at its own time', async () => {
    const camera = `${stage.camera.origin}/videostream.cgi?rate=6`;
    await open({ camera, kind: 'mjpeg', route: 'proxy', fps: 'real', engine: 'ffmpeg' });
    await record(visit, 20);
    await stop(visit);
    const film = await save(visit);
    expectAllSent(film, stage.camera.log);
    expect(await engineSaid(visit)).toMatch(/ffmpeg$/);
  });
});

test('nothing is recorded before Record is pressed', async () => {
  await open({
    camera: `${stage.camera.origin}/videostream.cgi?rate=3`,
    kind: 'mjpeg',
    route: 'proxy',
    seconds: '1',
    name: 'Never',
  });
  await expectStatus(`Live: ${host()}.`);
  const sent = stage.camera.log.length;
  await expect.poll(() => stage.camera.log.length).toBeGreaterThan(sent + 20);
  await expectStatus(`Live: ${host()}.`);
  expect(await visit.page.getByRole('timer').count()).toBe(0);
  await visit.press('Films');
  await visit.page.getByRole('heading', { name: 'Films' }).waitFor();
  expect(await visit.page.getByText('Never').count()).toBe(0);
});

describe('route', () => {
  const camera = () => `${stage.camera.origin}/videostream.cgi?rate=3`;

  test('direct goes nowhere else', async () => {
    const before = stage.camera.counts.requests.get('/videostream.cgi') ?? 0;
    await open({ camera: camera(), kind: 'mjpeg', route: 'direct' });
    await expectStatus(/^The camera answers, but does not allow web pages to read its pictures\. Go through the proxy/);
    expect(stage.camera.counts.requests.get('/videostream.cgi')).toBeGreaterThan(before);
    await visit.press('Go through the proxy');
    await expectStatus(`Live: ${host()}.`);
  });

  test('auto finds the way through the proxy', async () => {
    await open({ camera: camera(), kind: 'mjpeg', route: 'auto' });
    await expectStatus(`Live: ${host()}.`);
  });

  test('a bare host is an EasyN camera', async () => {
    await open({ camera: host() });
    await expectStatus(`Live: ${host()}.`);
    await visit.page.getByText('Move camera').waitFor();
  });
});

test('a link to a saved camera opens that one, with its name', async () => {
  await visit.goTo(`${stage.app}#/cameras/new`);
  await visit.press('Set it up by hand');
  await visit.fill('Name', 'Back yard');
  await visit.choose('Family', 'Any picture address');
  await visit.fill('Address', `${stage.camera.origin}/snapshot.cgi`);
  await visit.choose('Route', 'Through the proxy');
  await visit.press('Save camera');
  await expectStatus('Live: Back yard.');
  await goTo({ camera: `${stage.camera.origin}/snapshot.cgi` });
  await expectStatus('Live: Back yard.');
});

test('user name and password leave the address bar and the history at once', async () => {
  await open({ camera: `http://watchman:kestrel-4711@${host()}/snapshot.cgi?x`, kind: 'snapshot', route: 'proxy' });
  await expectStatus(`Live: ${host()}.`);
  expect(visit.page.url()).toContain('snapshot.cgi');
  const kept = await visit.run(() => `${location.href} ${document.title} ${JSON.stringify(history.state)}`, undefined);
  expect(kept).not.toMatch(/watchman|kestrel/);
});

describe('names', () => {
  /** Those of `names` that this screen does not have. */
  async function missing(role: 'button' | 'link' | 'list', ...names: readonly string[]): Promise<readonly string[]> {
    const counts = await Promise.all(names.map((name) => visit.page.getByRole(role, { name, exact: true }).count()));
    return names.filter((_, at) => counts[at] === 0);
  }

  async function missingFields(...labels: readonly string[]): Promise<readonly string[]> {
    const counts = await Promise.all(labels.map((label) => visit.page.getByLabel(label, { exact: true }).count()));
    return labels.filter((_, at) => counts[at] !== 1);
  }

  const oneStatus = async () => expect(await visit.page.getByRole('status').count()).toBe(1);

  test('the first screen', async () => {
    await visit.goTo(stage.app);
    await visit.see('What do you want to record?');
    expect(await missing('button', 'Simulated camera', 'Demo camera', 'Add camera')).toEqual([]);
    await oneStatus();
  });

  test('the form of a camera', async () => {
    await visit.goTo(`${stage.app}#/cameras/new`);
    await visit.see('Find it for me');
    expect(await missingFields('Address')).toEqual([]);
    await visit.press('Set it up by hand');
    await visit.see('Save camera');
    const fields = ['Name', 'Family', 'Address', 'User name', 'Password', 'Keep password on this device'];
    const more = ['How pictures come', 'Pictures a second', 'Picture size', 'Route'];
    expect(await missingFields(...fields, ...more)).toEqual([]);
    expect(await missing('button', 'Save camera', 'Test', 'Find it for me')).toEqual([]);
    await oneStatus();
  });

  test('live, recording, the film and the list of films', async () => {
    await goTo({ demo: '1', name: 'Named' });
    await expectStatus('Live: Demo camera.');
    expect(await missing('button', 'Record', 'Options', 'Close camera')).toEqual([]);
    await visit.press('Options');
    await visit.see('Recording options');
    const fields = ['Length', 'Frame rate of the film', 'File name', 'Engine', 'Quality'];
    expect(await missingFields(...fields)).toEqual([]);
    await visit.choose('Length', 'A number of seconds');
    await visit.choose('Frame rate of the film', 'Constant');
    expect(await missingFields('Seconds', 'Frames a second')).toEqual([]);
    expect(await missing('button', 'How the picture looks')).toEqual([]);
    await visit.choose('Length', 'Until I press Stop');
    await visit.choose('Frame rate of the film', 'As it comes');
    await visit.press('Done');
    await record(visit, 5);
    expect(await missing('button', 'Stop')).toEqual([]);
    expect(await visit.page.getByRole('button', { name: 'Record', exact: true }).count()).toBe(0);
    await expectStatus('Recording Demo camera.');
    await oneStatus();
    await stop(visit);
    await expectStatus('The film is ready: Named.');
    expect(await visit.page.getByRole('heading', { name: 'Your film', exact: true }).count()).toBe(1);
    expect(await missing('button', 'Save', 'Rename', 'Delete', 'Record again')).toEqual([]);
    await oneStatus();
    await visit.press('Films');
    await visit.page.getByRole('list', { name: 'Films', exact: true }).getByText('Named').waitFor();
    expect(await missing('button', 'Play', 'Save', 'Rename', 'Protect', 'Delete')).toEqual([]);
    await oneStatus();
  });
});
