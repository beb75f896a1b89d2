/** Every screen in the usual sizes, and those of a camera as all kinds of people see them (support/journey/views); the editors by hand. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visit } from '../support/browser';
import { record } from '../support/journey/recorded';
import { openStage, type Stage } from '../support/journey/stage';
import { fewViews, lookAt, unjudgedViews, usualViews } from '../support/journey/views';
import { openLink } from '../support/links';
import { expectNowhere } from './covered';
import { enlarge, enlargeFilm, scaleOf } from './enlarge';
import { linkTo, stop, stroke } from './steps';

let stage: Stage;
let visit: Visit;

beforeAll(async () => {
  stage = await openStage({ browser: { touch: true } });
  visit = await stage.browser.newPage();
  visit.page.setDefaultTimeout(30_000);
  await visit.page.context().grantPermissions(['notifications'], { origin: new URL(stage.app).origin });
});

afterAll(() => stage?.close());

const look = (screen: string) => lookAt(visit, screen);
const lookAsUsual = (screen: string) => lookAt(visit, screen, usualViews);

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
  await expect.poll(() => visit.status()).toBe('Live: Simulated EasyN.');
  await look('live');
  await visit.page.keyboard.press('?');
  await visit.see('Start and stop a recording');
  await look('keys');
  await visit.press('Done');
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
  await visit.choose('Only in daylight', 'From sunrise to sunset');
  await visit.fill('Where the camera is', '52.52, 13.41');
  await visit.see('The sun is up from');
  await look('options');
  await visit.choose('Frame rate of the film', 'As it comes');
  await visit.press('Done');
  await visit.press('When pictures are kept');
  await visit.page.getByLabel('Also keep what was before').selectOption({ label: 'The last 5 seconds' });
  await visit.page.getByLabel('Record what moves', { exact: true }).check();
  await visit.see('What counts as movement');
  await visit.page.getByLabel('By the clock').selectOption({ label: 'What moves, at these hours only' });
  await visit.page.getByLabel('Until').fill('08:00');
  await visit.tick('Notify me', true);
  await visit.see('Quiet from');
  await visit.press('Done');
  await visit.see('The beginning and the end are the same: choose another end.');
  await look('when');
  await visit.tick('Notify me', false);
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
  await look('look-frame');
  await visit.page.getByRole('tab', { name: 'Colours' }).click();
  await visit.see('Brightness');
  await look('look-tone');
  await visit.page.getByRole('tab', { name: 'Hide' }).click();
  const { x: fromX, y: fromY, width: across, height: down } = (await picture.boundingBox())!;
  await stroke(visit, [fromX + across * 0.2, fromY + down * 0.2], [fromX + across * 0.5, fromY + down * 0.4]);
  await visit.see('Cover 1 of 1');
  await look('look-hide');
  // What was uncovered and is covered again stays so, whatever is covered next.
  for (const [press, said] of [
    ['Cover a rectangle', 'Cover 2 of 2'],
    ['Uncover it', 'Cover 1 of 1'],
    ['Undo', 'Cover 2 of 2'],
    ['Cover a rectangle', 'Cover 3 of 3'],
  ] as const) {
    await visit.press(press);
    await visit.see(said);
  }
  await visit.page.getByRole('tab', { name: 'Text' }).click();
  await visit.press('Show date and time');
  await visit.see('Line 1');
  // Dragged to another place, which its field says, and back by a key.
  const handle = visit.page.getByRole('button', { name: /^Line 1: Bottom left\./ });
  const { x: left, y: top, width, height } = (await handle.boundingBox())!;
  await stroke(visit, [left + width / 2, top + height / 2], [left + across * 0.4, top + height / 2]);
  const isAt = (place: string) => visit.page.getByRole('radio', { name: place, exact: true }).isChecked();
  await expect.poll(() => isAt('Bottom')).toBe(true);
  await visit.page.getByRole('button', { name: /^Line 1: Bottom\./ }).press('ArrowRight');
  await expect.poll(() => isAt('Bottom right')).toBe(true);
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
  await lookAsUsual('film');
  await enlargeFilm(visit, () => lookAsUsual('film-enlarged'));
  await visit.press('Cut');
  await visit.page.getByText('Save as…', { exact: true }).click();
  await visit.see('Saves the part that is chosen.');
  await lookAt(visit, 'film-cut-save-as', fewViews);
  await visit.press('Close the cut');
  await visit.page.getByText('Make again', { exact: true }).click();
  await visit.page.getByText('How the picture looks').click();
  await visit.see('Crop, cover or write on the picture');
  await lookAt(visit, 'film-again', fewViews);
  await visit.page.getByText('Health report').click();
  await visit.see('Save report (CSV)');
  await lookAt(visit, 'film-health', unjudgedViews);
  await visit.press('Films');
  await visit.page.locator('li.film').getByRole('checkbox').first().click();
  await visit.page.locator('.kept img').first().waitFor();
  await lookAsUsual('films');
});

test('cameras, the form and settings', async () => {
  await visit.press('Cameras');
  await visit.see('No camera is saved yet.');
  await lookAsUsual('cameras');
  await visit.press('Add camera');
  await visit.press('Find cameras on my network');
  await visit.see('1 camera was found.');
  await lookAsUsual('camera-add');
  await visit.press('Set it up by hand');
  await visit.page.getByLabel('Family', { exact: true }).waitFor();
  await lookAsUsual('camera-form');
  await visit.press('Settings');
  await visit.see('Keep the ffmpeg engine for offline');
  await lookAsUsual('settings');
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
  await lookAsUsual('wall');
});

test('what is covered before anything is stored is nowhere on this device', async () => {
  await visit.goTo('about:blank');
  await expect.poll(() => stage.camera.counts.viewers).toBe(0);
  await expectNowhere(stage);
});
