/** Enlarges the live picture in every way there is, and makes a part of it what is recorded. */
import { expect } from 'vitest';
import type { Visit } from '../support/browser';

/** How wide the live picture is, px of the camera's. */
const liveWidth = ({ page }: Visit) =>
  page.locator('canvas.picture').evaluate((canvas) => (canvas as HTMLCanvasElement).width);

/** What the live picture, or a film, is moved and enlarged by. */
const zoomOf = ({ page }: Visit, picture = 'canvas.picture') =>
  page.locator(picture).evaluate((shown) => {
    const { a: scale, e: x, f: y } = new DOMMatrix(getComputedStyle(shown).transform);
    return { scale, x, y };
  });
export const scaleOf = async (visit: Visit, picture?: string): Promise<number> => (await zoomOf(visit, picture)).scale;

/** Two fingers that are moved apart until something has come of it. */
async function pinch(visit: Visit, hasCome: () => Promise<boolean>): Promise<void> {
  const session = await visit.page.context().newCDPSession(visit.page);
  let apart = 40;
  const touch = async (type: 'touchStart' | 'touchMove' | 'touchEnd') => {
    const touchPoints =
      type === 'touchEnd' ? [] : [-1, 1].map((side) => ({ x: 700 + (side * apart) / 2, y: 400, id: side + 1 }));
    await session.send('Input.dispatchTouchEvent', { type, touchPoints });
  };
  await touch('touchStart');
  await expect
    .poll(async () => {
      apart += 4;
      await touch('touchMove');
      return hasCome();
    })
    .toBe(true);
  await touch('touchEnd');
  await session.detach();
}

/** `look`: at the screen while something is enlarged. */
export async function enlarge(visit: Visit, look: () => Promise<void>): Promise<void> {
  const { mouse, keyboard } = visit.page;
  const all = visit.page.getByRole('button', { name: 'Show all', exact: true });
  // What hears of gestures is loaded with the first one, which it must not miss.
  await pinch(visit, async () => (await all.count()) === 1);
  await mouse.dblclick(700, 400);
  await expect.poll(() => scaleOf(visit)).toBe(1);
  expect(await all.count()).toBe(0);
  await mouse.dblclick(700, 400);
  await expect.poll(() => scaleOf(visit)).toBe(2.5);
  const { x } = await zoomOf(visit);
  await mouse.down();
  await mouse.move(760, 400, { steps: 3 });
  await mouse.up();
  await expect.poll(async () => Math.round((await zoomOf(visit)).x - x)).toBe(60);
  await mouse.wheel(0, 120);
  await expect.poll(() => scaleOf(visit)).toBeLessThan(2);
  await keyboard.press('0');
  await expect.poll(() => scaleOf(visit)).toBe(1);
  await visit.press('Look closer');
  await visit.press('Larger');
  await keyboard.press('+');
  await expect.poll(() => scaleOf(visit)).toBeCloseTo(1.25 ** 2);
  await keyboard.press('ArrowRight');
  await expect.poll(async () => (await zoomOf(visit)).x).toBeLessThan(-10);
  await look();
  const before = await scaleOf(visit);
  await visit.reload();
  await all.waitFor();
  await expect.poll(() => scaleOf(visit)).toBe(before);
  expect(await liveWidth(visit)).toBe(640);
  await visit.press('Record this part');
  await expect.poll(() => liveWidth(visit)).toBeLessThan(600);
  expect([await all.count(), await scaleOf(visit)]).toEqual([0, 1]);
}

/** Enlarges the film on the screen, which stands still. `look`: at the screen while it is enlarged. */
export async function enlargeFilm(visit: Visit, look: () => Promise<void>): Promise<void> {
  const { mouse, keyboard } = visit.page;
  const video = visit.page.locator('video');
  const isPaused = () => video.evaluate((player) => (player as HTMLVideoElement).paused);
  const scale = () => scaleOf(visit, 'video');
  await video.evaluate((player) => (player as HTMLVideoElement).pause());
  const { x: left, y: top, width, height } = (await video.boundingBox())!;
  const [middle, half] = [left + width / 2, top + height / 2];
  // Its two taps are one on "play" and one on "pause".
  await mouse.dblclick(middle, half);
  await expect.poll(scale).toBe(2.5);
  await expect.poll(isPaused).toBe(true);
  await mouse.down();
  await mouse.move(middle + 60, half, { steps: 3 });
  await mouse.up();
  await expect.poll(async () => Math.round((await zoomOf(visit, 'video')).x)).toBe(60);
  // A hand that moves the film presses nothing.
  expect(await isPaused()).toBe(true);
  await mouse.wheel(0, -120);
  await expect.poll(scale).toBeGreaterThan(3);
  await keyboard.press('0');
  await expect.poll(scale).toBe(1);
  await visit.press('Look closer');
  await visit.press('Larger');
  await keyboard.press('+');
  await expect.poll(scale).toBeCloseTo(1.25 ** 2);
  await keyboard.press('ArrowRight');
  await expect.poll(async () => (await zoomOf(visit, 'video')).x).toBeLessThan(-10);
  // Nothing of it lies over what stands beside it.
  const view = (await visit.page.locator('.film-view').boundingBox())!;
  expect(view.width).toBeCloseTo(width, 0);
  await look();
  await visit.reload();
  await expect.poll(scale).toBeCloseTo(1.25 ** 2);
  await visit.press('Show all');
  await expect.poll(scale).toBe(1);
}
