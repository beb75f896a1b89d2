/** A film that is made again, by its screen, and what is then in it. */
import { readFileSync } from 'node:fs';
import { decode } from 'jpeg-js';
import { expect } from 'vitest';
import type { Visit } from '../support/browser';
import { choosePart } from '../support/journey/player';
import { greyFrames } from '../support/journey/stored';
import { readFilm } from '../support/mp4';
import { lumaOfRgba, readStrip } from '../support/strip';
import { readStrips, type StripFrame } from '../support/strips';
import { stroke } from './steps';

/** Chooses one of a field's choices by its words. */
const choose = (visit: Visit, field: string, label: string) =>
  visit.page.getByLabel(field, { exact: true }).selectOption({ label });

const back = (visit: Visit, address: string) => visit.run((url) => location.assign(url), address);

/** Until the new film is there, with its folds closed: what was said of the one before may still stand there. */
async function make(visit: Visit): Promise<void> {
  await visit.press('Make this film');
  await visit.page.getByRole('button', { name: 'Make this film' }).waitFor({ state: 'detached', timeout: 90_000 });
  await visit.see('was made again');
}

/** Of its tape: a part of it mirrored, five pictures a second, seen before it is made. Ends where it began. */
export async function makeMirrored(visit: Visit, old: readonly StripFrame[]): Promise<void> {
  const address = visit.page.url();
  await choosePart(visit, 7, 35);
  await visit.page.getByText('Make again', { exact: true }).click();
  await choose(visit, 'Frame rate of the film', 'Constant');
  await visit.page.getByLabel('Frames a second').fill('5');
  await visit.page.getByText('How the picture looks').click();
  await visit.press('Mirror');
  await visit.press('Preview ten seconds');
  const preview = visit.page.getByLabel('Made again', { exact: true });
  await preview.waitFor({ timeout: 60_000 });
  const seconds = () => preview.evaluate((video) => (video as HTMLVideoElement).duration);
  const fromMs = old[7]!.filmMs;
  const wantedMs = old[36]!.filmMs - fromMs;
  await expect.poll(async () => Math.abs((await seconds()) * 1000 - wantedMs)).toBeLessThan(1);
  await make(visit);
  const path = await visit.download('Save');
  const times = (await readFilm(new Uint8Array(readFileSync(path)))).timesMs;
  expect(times).toEqual(times.map((_, at) => expect.closeTo(at * 200, 0)));
  expect(times.length).toBe(Math.ceil((wantedMs - 0.1) / 200));
  const shown = greyFrames(path, 640, 480, 'hflip').map((luma) => readStrip(luma, 640, 480, 640)?.frame);
  for (const [at, frame] of shown.entries()) {
    // A picture taken within a hair of that moment may be the one or the next.
    const newest = (ms: number) => old.findLast(({ filmMs }) => filmMs - fromMs <= ms)!.mark!.frame;
    expect([newest(at * 200 - 1), newest(at * 200 + 1)]).toContain(frame ?? `none at ${at}`);
  }
  await back(visit, address);
}

/**
 * Drawn over, with the editor that the live picture has: something is covered, and a part is kept. Its picture is the one that the player
 * shows. Ends where it began.
 */
export async function makeDrawnOver(visit: Visit, old: readonly StripFrame[], from: string): Promise<void> {
  const address = visit.page.url();
  const [first, last] = [8, 15];
  await choosePart(visit, first, last);
  const camera = decode(readFileSync(await visit.download('Save this picture')));
  await visit.page.getByText('Make again', { exact: true }).click();
  await choose(visit, 'Made of', from);
  await visit.page.getByText('How the picture looks').click();
  await visit.press('Crop, cover or write on the picture');
  const layer = visit.page.locator('.over-layer');
  await layer.waitFor();
  await expect.poll(async () => readStrip(lumaOfRgba(await pixelsOver(visit)), 640, 480, 640)).toEqual(old[last]!.mark);
  const shown = await pixelsOver(visit);
  // The camera's own pixels, or those of the film, which lost something.
  const off = meanDifference(shown, camera.data);
  console.log(`${from}: ${off} from the camera's picture`);
  if (from === 'The original pictures') expect(off).toBeLessThan(0.7);
  else expect(off).toBeGreaterThan(0.9);

  const { x, y, width, height } = (await layer.boundingBox())!;
  const at = (across: number, down: number) => [x + width * across, y + height * down] as const;
  const editor = visit.page.getByRole('dialog');
  await editor.getByRole('tab', { name: 'Hide' }).click();
  await stroke(visit, at(0.3, 0.1), at(0.6, 0.4));
  await visit.see('Cover 1 of 1');
  await editor.getByRole('tab', { name: 'Frame' }).click();
  const corner = (await editor.getByRole('button', { name: 'Bottom right corner' }).boundingBox())!;
  await stroke(visit, [corner.x + corner.width / 2, corner.y + corner.height / 2], at(0.75, 0.75));
  const said = await editor.getByText(/ px are kept/).textContent();
  const [across, down] = said!.match(/\d+/g)!.map((px) => Number(px) & ~1) as [number, number];
  expect(Math.abs(across - 480) + Math.abs(down - 360)).toBeLessThan(12);
  await visit.press('Done');
  await make(visit);

  const frames = greyFrames(await visit.download('Save'), across, down);
  expect(frames).toHaveLength(last - first + 1);
  for (const frame of frames) {
    // 0.3 to 0.6 of 640 px less a few for the edge; beside it is the scene's sky.
    expect(Math.max(...lightsOf(frame, across, [200, 376]))).toBeLessThan(32);
    const seen = lightsOf(frame, across, [8, 184]);
    expect(seen.reduce((sum, light) => sum + light, 0) / seen.length).toBeGreaterThan(48);
  }
  await back(visit, address);
}

/** In the rows that are covered. */
function lightsOf(frame: Uint8Array, stride: number, [left, right]: readonly [number, number]): readonly number[] {
  return Array.from({ length: 32 }, (_, at) => (56 + 4 * at) * stride).flatMap((row) => [
    ...frame.subarray(row + left, row + right),
  ]);
}

/** What the editor lies over. */
async function pixelsOver(visit: Visit): Promise<readonly number[]> {
  const picture = visit.page.locator('canvas.over-frame');
  return picture.evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement;
    const context = new OffscreenCanvas(width, height).getContext('2d')!;
    context.drawImage(canvas as HTMLCanvasElement, 0, 0);
    return [...context.getImageData(0, 0, width, height).data];
  });
}

function meanDifference(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += Math.abs(one[at]! - (other[at] ?? 0));
  return sum / one.length;
}

/** Of the film itself: a picture a second, five of them in one. */
export async function makeLapse(visit: Visit, old: readonly StripFrame[]): Promise<void> {
  const address = visit.page.url();
  await visit.page.getByText('Make again', { exact: true }).click();
  await choose(visit, 'Made of', 'The film itself');
  await visit.see('Some quality is lost');
  await choose(visit, 'Frame rate of the film', 'Time-lapse');
  await visit.page.getByLabel('One picture every').fill('1');
  await visit.page.getByLabel('Pictures a second in the film').fill('5');
  await make(visit);
  const fast = await readStrips(visit.page, new Uint8Array(readFileSync(await visit.download('Save'))));
  // Of a film of four seconds its end may be the nearest to a fifth moment.
  expect([4, 5]).toContain(fast.length);
  expect(fast.map(({ filmMs }) => filmMs)).toEqual(fast.map((_, at) => expect.closeTo(at * 200, 0)));
  for (const [at, { mark }] of fast.entries()) {
    const nearMs = old.find((one) => one.mark!.frame === mark?.frame)!.filmMs - at * 1000;
    // A busy machine may have no picture of that moment at all.
    const nearestMs = Math.min(...old.map(({ filmMs }) => Math.abs(filmMs - at * 1000)));
    expect(Math.abs(nearMs)).toBeLessThan(nearestMs + 120);
  }
  await back(visit, address);
}
