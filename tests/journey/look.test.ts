/**
 * Every screen in every usual size and both themes: nothing cut off, axe-core content, and pictures to look at in
 * .cache/screens.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type Visit } from '../support/browser';
import { openCamera, record } from '../support/journey/recorded';
import { openStage, type Stage } from '../support/journey/stage';
import { mirroredFrames, storedJpegs } from '../support/journey/stored';
import { openLink } from '../support/links';
import { readStrip } from '../support/strip';
import { judgeWith } from '../support/tools';
import { enlarge, scaleOf } from './enlarge';
import { linkTo, stop } from './steps';

const sizes = [
  ['phone', 390, 844],
  ['tablet', 1180, 820],
  ['tablet-upright', 820, 1180],
  ['desk', 1440, 900],
] as const;
const schemes = ['light', 'dark'] as const;
const folder = '.cache/screens';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let stage: Stage;
let visit: Visit;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  stage = await openStage({ browser: { touch: true } });
  visit = await stage.browser.newPage();
  visit.page.setDefaultTimeout(15_000);
});

afterAll(() => stage?.close());

/** Loaded through the debugger: the app's own policy lets no other script in. */
async function violations(): Promise<readonly string[]> {
  const session = await visit.page.context().newCDPSession(visit.page);
  await session.send('Runtime.evaluate', { expression: axe });
  await session.detach();
  const results = await visit.page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

/** Things to press that are cut off at the side, or covered by something else even after scrolling to them. */
function hiddenTargets(): Promise<readonly string[]> {
  return visit.page.evaluate(() => {
    const dialog = document.querySelector('dialog[open]');
    const hidden = [...(dialog ?? document).querySelectorAll('button, a, select, input, summary')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter((element) => {
        element.scrollIntoView({ block: 'center' });
        const { left, right, top, width, height } = element.getBoundingClientRect();
        if (width <= 1) return false;
        const hit = document.elementFromPoint(left + width / 2, top + height / 2);
        const isHit = hit && (element.contains(hit) || hit.closest('label')?.contains(element));
        return left < -1 || right > innerWidth + 1 || !isHit;
      })
      .map((element) => element.outerHTML.slice(0, 100));
    for (const box of document.querySelectorAll('*')) box.scrollTop = 0;
    return hidden;
  });
}

async function look(screen: string): Promise<void> {
  const found: string[] = [];
  for (const [size, width, height] of sizes) {
    await visit.page.setViewportSize({ width, height });
    for (const colorScheme of schemes) {
      await visit.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await visit.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await visit.screenshot(`${folder}/${screen}-${size}-${colorScheme}.png`);
      const wide = await visit.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      // Colours and names do not change with the size any further.
      const judged = size === 'phone' || size === 'tablet' ? await violations() : [];
      const wrong = [...judged, ...(await hiddenTargets()), ...(wide > 0 ? [`${wide} px too wide`] : [])];
      found.push(...wrong.map((each) => `${size} ${colorScheme}: ${each}`));
    }
  }
  expect(found).toEqual([]);
}

test('the first screen', async () => {
  await visit.goTo(stage.app);
  await visit.see('Demo camera');
  await look('start');
});

test('live, trouble, options and the panels', async () => {
  await openLink(
    visit,
    linkTo(stage.app, { camera: 'http://127.0.0.1:9/', kind: 'mjpeg', route: 'proxy', name: 'Yard' }),
  );
  await expect.poll(() => visit.status()).toContain('on the proxy’s own computer');
  await look('trouble');
  await visit.goTo(stage.app);
  await visit.press('Simulated camera');
  await expect.poll(() => visit.status(), { timeout: 15_000 }).toBe('Live: Simulated EasyN.');
  await look('live');
  await visit.press('Dim the screen');
  await visit.see('Wake: tap, or press a key.');
  await look('dim');
  // The key that wakes it records nothing.
  await visit.page.keyboard.press('r');
  await visit.page.locator('.dim').waitFor({ state: 'detached' });
  expect(await visit.page.locator('.record[data-phase=idle]').count()).toBe(1);
  await visit.press('Options');
  await visit.see('Recording options');
  await visit.choose('Frame rate of the film', 'Time-lapse');
  await visit.see('One hour becomes 24 sec: 600 pictures, about 7.5 MB.');
  await visit.choose('Of what', 'minutes');
  await visit.see('One day becomes');
  await look('options');
  await visit.choose('Frame rate of the film', 'As it comes');
  await visit.press('Done');
  await visit.press('When pictures are kept');
  await visit.page.getByLabel('Also keep what was before').selectOption({ label: 'The last 5 seconds' });
  await visit.page.getByLabel('Record what moves', { exact: true }).check();
  await visit.see('What counts as movement');
  await visit.page.getByLabel('By the clock').selectOption({ label: 'What moves, at these hours only' });
  await visit.page.getByLabel('Until').fill('08:00');
  await visit.press('Done');
  await visit.see('The beginning and the end are the same: choose another end.');
  await look('when');
  await visit.page.getByLabel('By the clock').selectOption({ label: 'No' });
  await visit.press('Where movement counts');
  await visit.press('Would this have started a recording?');
  await look('zones');
  await visit.press('Done');
  await visit.press('When pictures are kept');
  await visit.page.getByLabel('Record what moves', { exact: true }).uncheck();
  await visit.press('Done');
  // What moves there has begun a film by itself, which ends so.
  await visit.page.locator('.record[data-phase=idle]').waitFor({ timeout: 60_000 });
  await visit.page.getByText('Rate doctor').click();
  await visit.see('Answered');
  await look('doctor');
  await visit.page.getByText('Move camera').click();
  await visit.see('Brightness');
  await look('move');
  await visit.page.getByText('Move camera').click();
});

test('a part of the live picture is enlarged, stays so, and becomes what is recorded', () =>
  enlarge(visit, () => look('zoom')));

test('the editor of how the picture looks', async () => {
  await visit.press('Options');
  await visit.press('How the picture looks');
  await visit.press('Mirror');
  const picture = visit.page.locator('.over-layer');
  await picture.waitFor();
  await visit.page.getByRole('tab', { name: 'Hide' }).click();
  const box = await picture.boundingBox();
  await visit.page.mouse.move(box!.x + box!.width * 0.2, box!.y + box!.height * 0.2);
  await visit.page.mouse.down();
  await visit.page.mouse.move(box!.x + box!.width * 0.5, box!.y + box!.height * 0.4, { steps: 4 });
  await visit.page.mouse.up();
  await visit.see('Cover 1 of 1');
  await look('look-hide');
  await visit.page.getByRole('tab', { name: 'Text' }).click();
  await visit.press('Show date and time');
  await visit.see('Line 1');
  await look('look-text');
  await visit.press('As it came');
  await visit.press('Done');
});

test('recording, the film and the list', async () => {
  await visit.press('Keep this picture');
  await record(visit, 20);
  await look('recording');
  // A film that runs keeps the part it began with.
  await visit.press('Look closer');
  await visit.press('Larger');
  await expect.poll(() => scaleOf(visit)).toBe(1.25);
  expect(await visit.page.getByRole('button', { name: 'Record this part' }).count()).toBe(0);
  await stop(visit);
  await look('film');
  await visit.press('Films');
  await visit.page.getByRole('checkbox').first().click();
  await visit.page.locator('.kept img').first().waitFor();
  await look('films');
});

test('cameras, the form and settings', async () => {
  await visit.press('Cameras');
  await visit.see('No camera is saved yet.');
  await look('cameras');
  await visit.press('Add camera');
  await visit.see('Find it for me');
  await look('camera-add');
  await visit.press('Set it up by hand');
  await visit.see('Save camera');
  await look('camera-form');
  await visit.press('Settings');
  await visit.see('Privacy');
  await look('settings');
});

test('the wall: one camera records, one is live, one is lost', async () => {
  await visit.goTo(`${stage.app}#/cameras/new`);
  await visit.press('Set it up by hand');
  await visit.choose('Family', 'Any MJPEG address');
  await visit.fill('Name', 'The yard behind the house');
  await visit.fill('Address', 'http://127.0.0.1:9/');
  await visit.choose('Route', 'Through the proxy');
  await visit.press('Save camera');
  await expect.poll(() => visit.status()).toContain('on the proxy’s own computer');
  await visit.goTo(`${stage.app}#/wall`);
  await visit.press('All');
  await visit.press('Show them');
  await visit.press('Record Demo camera');
  const said = () => visit.page.locator('.tile-facts small').allTextContents();
  await expect
    .poll(async () => (await said()).toSorted(), { timeout: 30_000 })
    .toEqual(['Live.', 'Recording.', expect.stringContaining('on the proxy’s own computer')]);
  await visit.page.locator('.tile-again').waitFor();
  await look('wall');
});

test('what is covered before anything is stored is nowhere on this device', async () => {
  // The camera counts its pictures for all who look at it together.
  await visit.goTo('about:blank');
  await expect.poll(() => stage.camera.counts.viewers).toBe(0);
  const browser = await openBrowser();
  const own = await browser.newPage();
  await openCamera(stage, own, { name: 'Covered' });
  await own.see(/^Live: /);
  await own.press('Options');
  await own.tick('Keep the original pictures too', true);
  await own.press('How the picture looks');
  await own.press('Mirror');
  await own.press('Hide');
  const picture = own.page.locator('.over-layer');
  await picture.waitFor();
  const { x, y, width, height } = (await picture.boundingBox())!;
  await own.page.mouse.move(x + width * 0.35, y + height * 0.1);
  await own.page.mouse.down();
  await own.page.mouse.move(x + width * 0.65, y + height * 0.4, { steps: 4 });
  await own.page.mouse.up();
  await own.tick('Cover it before anything is stored', true);
  await own.press('Done');
  await own.press('When pictures are kept');
  await own.choose('Also keep what was before', 'The last 5 seconds');
  await own.press('Done');
  await own.press('Keep this picture');
  await own.see('is under Films');
  await record(own, 20);
  await own.press('Stop');
  await own.see('Your film', 60_000);
  const path = await own.download('Save');

  // Within the stroke, by a few pixels for the edges that JPEGs blur; the same in mirrored pictures.
  const hidden = [0.38, 0.13, 0.24, 0.24] as const;
  // The tape that is kept, what was kept before it, single pictures and the thumbnail. Covered they are black; the sky there is not.
  // Read where nothing of the app runs: what is being written cannot be read.
  await own.goTo(`${stage.app}licenses/third-party.txt`);
  const stored = await storedJpegs(own, hidden);
  expect(stored.count).toBeGreaterThan(20);
  expect(stored.brightest).toBeLessThan(60);
  await judgeWith('ffmpeg', () => {
    const frames = mirroredFrames(path, 640, 480);
    const numbers = frames.map((frame) => readStrip(frame, 640, 480, 640)?.frame);
    const sent = stage.camera.log.filter(({ frame }) => frame >= numbers[0]! && frame <= numbers.at(-1)!);
    expect(numbers).toEqual(sent.map(({ frame }) => frame));
    const lit = frames.map((frame) => {
      let most = 0;
      for (let row = 0.13; row < 0.37; row += 0.02) {
        const at = Math.round(row * 480) * 640;
        for (let column = 244; column < 396; column++) most = Math.max(most, frame[at + column]!);
      }
      return most;
    });
    expect(Math.max(...lit)).toBeLessThan(40);
  });
  await own.close();
  await browser.close();
});
