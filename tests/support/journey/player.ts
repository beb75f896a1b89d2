/** What a person does with a film's player, and reads of it. */
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { Visit } from '../browser';

/** The place of the player, ms. */
export const placeOf = (visit: Visit) =>
  visit.page.locator('video').evaluate((video) => Math.round((video as HTMLVideoElement).currentTime * 1000));

/** When the picture on the screen was taken, ms of its day: what the player says. */
async function saidMs(visit: Visit): Promise<number> {
  const text = (await visit.page.getByTitle('When the picture was taken').textContent())!;
  const [, hours, minutes, seconds, half] = /^(\d+):(\d\d):(\d\d\.\d)\s?([AP]M)?$/.exec(text)!;
  const hour = half ? (Number(hours) % 12) + (half === 'PM' ? 12 : 0) : Number(hours);
  return (hour * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}

/** The film on the screen, picture by picture at their true times; its speed, and the whole screen for it. */
export async function goesByPictures(visit: Visit, filmMs: readonly number[], beganAt: number): Promise<void> {
  const { page } = visit;
  const dayMs = 86_400_000;
  const beganMs = beganAt - new Date(beganAt).setHours(0, 0, 0, 0);
  const isAt = async (picture: number) => {
    const shown = (atMs: number) => filmMs.findLastIndex((ms) => ms <= atMs + 0.5);
    await expect.poll(async () => shown(await placeOf(visit))).toBe(picture);
    const aheadMs = async () => ((await saidMs(visit)) - beganMs - filmMs[picture]! + 1.5 * dayMs) % dayMs;
    await expect.poll(async () => Math.abs((await aheadMs()) - dayMs / 2)).toBeLessThan(150);
  };
  // The strip is full of small pictures of the film.
  const strip = page.locator('.filmstrip span');
  const filled = () => strip.evaluateAll((places) => places.every((place) => place.querySelector('img')?.naturalWidth));
  await expect.poll(async () => (await strip.count()) > 4 && (await filled())).toBe(true);
  await page.getByRole('slider', { name: 'Place in the film' }).press('Home');
  await isAt(0);
  for (const picture of [1, 2, 3]) {
    await page.keyboard.press('.');
    await isAt(picture);
  }
  await visit.press('Picture before');
  await isAt(2);
  await page.keyboard.press(',');
  await isAt(1);
  await page.getByRole('slider', { name: 'Place in the film' }).press('End');
  await page.keyboard.press(',');
  await isAt(filmMs.length - 2);
  await visit.choose('Speed', '0.25×');
  const read = () => page.locator('video').evaluate((video) => (video as HTMLVideoElement).playbackRate);
  expect(await read()).toBe(0.25);
  await page.keyboard.press('f');
  await page.waitForFunction(() => document.fullscreenElement?.classList.contains('player') === true);
  await visit.press('Leave full screen');
  await page.waitForFunction(() => document.fullscreenElement === null);
  await page.getByRole('slider', { name: 'Place in the film' }).press('Home');
  await visit.press('Play');
  await expect.poll(() => placeOf(visit)).toBeGreaterThan(filmMs[1]!);
  await page.keyboard.press('k');
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
}

/** Goes to a picture of the film on the screen by key, from its beginning. */
async function goTo(visit: Visit, picture: number): Promise<void> {
  await visit.page.locator('video').evaluate((video) => (video as HTMLVideoElement).pause());
  await visit.page.getByRole('slider', { name: 'Place in the film' }).press('Home');
  for (let step = 0; step < picture; step++) await visit.page.keyboard.press('.');
}

/** Marks a part of the film on the screen by its keys. */
export async function choosePart(visit: Visit, first: number, last: number): Promise<void> {
  await visit.page.getByRole('button', { name: 'Picture after' }).waitFor();
  await goTo(visit, first);
  await visit.page.keyboard.press('i');
  await goTo(visit, last);
  await visit.page.keyboard.press('o');
  await visit.see(new RegExp(`, ${last - first + 1} pictures?$`));
}

/** Which of the film's pictures its row shows. */
const shownIn = (row: Locator) => row.locator('.thumbnail img').getAttribute('src');

async function moves(row: Locator, still: string | null): Promise<void> {
  const seen = new Set<string | null>([still]);
  // Two of its key frames at least.
  await expect.poll(async () => seen.add(await shownIn(row)).size).toBeGreaterThan(2);
}

/** The keyboard's focus, on what is behind the row's checkbox. */
async function focusIn(visit: Visit, row: Locator): Promise<void> {
  await row.getByRole('checkbox').focus();
  await visit.page.keyboard.press('Tab');
}

/** A film's small picture in the list moves while pointer, focus or finger rest on it, and is the one before then. */
export async function movesAtRest(visit: Visit, row: Locator, other: Locator): Promise<void> {
  const { page } = visit;
  const still = await shownIn(row);
  const leave = () => page.getByRole('heading', { level: 1 }).hover();
  const isStill = () => expect.poll(() => shownIn(row)).toBe(still);
  await row.locator('.thumbnail').hover();
  await moves(row, still);
  await leave();
  await isStill();
  await focusIn(visit, row);
  await moves(row, still);
  await page.getByLabel('Search films').focus();
  await isStill();
  const finger = await page.context().newCDPSession(page);
  const { x, y, width, height } = (await row.locator('.thumbnail').boundingBox())!;
  const touchPoints = [{ x: x + width / 2, y: y + height / 2 }];
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
  await moves(row, still);
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await isStill();
  await finger.detach();
  await staysStill(visit, row, other);
  await leave();
}

/** Where the system asks for less motion. By the time that another film moves, on which somebody rests later, it would have moved. */
async function staysStill(visit: Visit, row: Locator, other: Locator): Promise<void> {
  const stillOther = await shownIn(other);
  await visit.page.emulateMedia({ reducedMotion: 'reduce' });
  const handle = await row.locator('.thumbnail img').evaluateHandle((picture) => {
    const seen = { asked: 0, moved: 0 };
    const ask = matchMedia;
    globalThis.matchMedia = (query) => {
      if (query.includes('reduced-motion')) seen.asked++;
      return ask(query);
    };
    new MutationObserver(() => seen.moved++).observe(picture, { attributes: true });
    return seen;
  });
  const seen = () => handle.jsonValue();
  await row.locator('.thumbnail').hover();
  await expect.poll(async () => (await seen()).asked).toBe(1);
  await visit.page.emulateMedia({ reducedMotion: 'no-preference' });
  await focusIn(visit, other);
  await moves(other, stillOther);
  expect(await seen()).toMatchObject({ moved: 0 });
}
