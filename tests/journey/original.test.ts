/** Quality "the camera's own pictures": a MOV that holds the camera's JPEGs byte for byte, and a page that says what plays it. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from '../support/journey/stage';
import { openLink } from '../support/links';
import { judgeFilm } from '../support/probe';
import { linkTo } from './steps';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage({ sim: { keepPictures: true } });
});

afterAll(() => stage?.close());

test('three seconds become a .mov of the pictures as the camera sent them', async () => {
  const visit = await stage.browser.newPage();
  const camera = `${stage.camera.origin}/videostream.cgi?rate=6`;
  await openLink(
    visit,
    linkTo(stage.app, { camera, kind: 'mjpeg', route: 'proxy', seconds: '3', name: 'Own pictures' }),
  );
  await visit.press('Options');
  await visit.choose('Quality', 'The camera’s own pictures');
  await visit.see('browsers do not');
  await visit.press('Done');
  await visit.press('Record');
  await visit.see('browsers cannot play: save it', 60_000);
  await expect
    .poll(() => visit.page.locator('.originals img').evaluate((image) => (image as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(0);
  expect(await visit.page.locator('video').count()).toBe(0);

  const path = await visit.download('Save');
  expect(path).toMatch(/\.mov$/);
  const film = readFileSync(path);
  const sent = stage.camera.log.map(({ jpeg }) => Buffer.from(jpeg!));
  const first = sent.findIndex((jpeg) => film.includes(jpeg));
  const held = sent.slice(first).filter((jpeg) => film.includes(jpeg));
  // One after the other, none left out, and nothing else of the camera's after them.
  expect(held).toEqual(sent.slice(first, first + held.length));
  expect(held.length).toBeGreaterThan(10);
  await judgeFilm(path, ({ codec, frames, decodedFrames, complaints, durationMs }) => {
    expect([codec, frames, decodedFrames, complaints]).toEqual(['mjpeg', held.length, held.length, '']);
    expect(Math.abs(durationMs - 3000)).toBeLessThanOrEqual(1);
  });
  expect(visit.errors).toEqual([]);
  await visit.close();
});
