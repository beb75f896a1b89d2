/** What somebody who looks elsewhere is shown of a camera: what the page asks the service worker's registration to show. */
import assert from 'node:assert/strict';
import { decode } from 'jpeg-js';
import { expect } from 'vitest';
import type { Visit } from '../browser';
import { openCamera } from './recorded';
import type { Stage } from './stage';

interface Shown {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  readonly silent: boolean;
  /** Where a tap on it leads. */
  readonly hash: string;
  readonly icon: string;
  readonly image: string;
}

interface Told {
  /** How often the person was asked for permission. */
  asked: number;
  readonly shown: Shown[];
  readonly badges: number[];
  /** Of the screen. */
  readonly locks: WakeLockSentinel[];
}

type Scope = typeof globalThis & { told: Told };

/** Before the page is opened: the person will say yes, and what the page asks of the browser is written down. */
async function listen({ page }: Visit, origin: string): Promise<void> {
  await page.context().grantPermissions(['notifications', 'screen-wake-lock'], { origin });
  await page.addInitScript(() => {
    const told: Told = { asked: 0, shown: [], badges: [], locks: [] };
    Object.assign(globalThis, { told });
    const ask = Notification.requestPermission.bind(Notification);
    Notification.requestPermission = () => {
      told.asked += 1;
      return ask();
    };
    const { prototype } = ServiceWorkerRegistration;
    const show = prototype.showNotification;
    prototype.showNotification = async function (title, options = {}) {
      await show.call(this, title, options);
      const {
        body = '',
        tag = '',
        silent,
        data,
        icon = '',
        image = '',
      } = options as NotificationOptions & { image?: string };
      told.shown.push({ title, body, tag, silent: silent === true, hash: data.hash, icon, image });
    };
    navigator.setAppBadge = async (count = 0) => void told.badges.push(count);
    const lock = navigator.wakeLock.request.bind(navigator.wakeLock);
    navigator.wakeLock.request = async (type) => {
      if (document.hidden) throw new DOMException('The page is not visible', 'NotAllowedError');
      const sentinel = await lock(type);
      told.locks.push(sentinel);
      return sentinel;
    };
  });
}

function toldIn(visit: Visit): Promise<Pick<Told, 'asked' | 'shown' | 'badges'>> {
  return visit.run(() => {
    const { asked, shown, badges } = (globalThis as Scope).told;
    return { asked, shown, badges };
  }, undefined);
}

/** How many locks keep the screen on: of two, one would be let go by nobody. */
function locksHeld(visit: Visit): Promise<number> {
  return visit.run(() => (globalThis as Scope).told.locks.filter(({ released }) => !released).length, undefined);
}

/** As when another tab comes to the front, or this one again: the browser then lets go of the screen by itself. */
async function hide(visit: Visit, isHidden: boolean): Promise<void> {
  await visit.run(async (hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: hidden ? 'hidden' : 'visible' });
    if (hidden) await Promise.all((globalThis as Scope).told.locks.map((lock) => lock.release()));
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);
}

/** What the clock on the page's wall shows, so many hours from now. */
function hourText(visit: Visit, hours: number): Promise<string> {
  return visit.run((ahead) => new Date(Date.now() + ahead * 3_600_000).toTimeString().slice(0, 5), hours);
}

async function quietBetween(visit: Visit, from: string, until: string): Promise<void> {
  await visit.fill('Quiet from', from);
  await visit.fill('Quiet until', until);
  await visit.press('Done');
}

/** The camera goes, and the page notices; it comes back, and the page notices that. */
async function goesAndComes({ camera }: Stage, visit: Visit): Promise<void> {
  const back = camera.down(2500);
  const status = expect.poll(() => visit.status(), { timeout: 30_000 });
  await status.toMatch(/does not answer/);
  await back;
  await expect.poll(() => visit.status(), { timeout: 30_000 }).toMatch(/^(Live|Recording)/);
}

/** Of a camera that waits for movement and looks at a garden where nothing moves. */
export async function expectTold(stage: Stage): Promise<void> {
  const { camera, app } = stage;
  const { origin } = new URL(app);
  const { host } = new URL(camera.origin);
  camera.play.set({ isStill: true, isBare: true });
  const visit = await stage.browser.newPage();
  await listen(visit, origin);
  await openCamera(stage, visit, { name: 'Watch' });
  await visit.see(/^Live: /);
  await visit.run(async () => void (await navigator.serviceWorker.ready), undefined);
  await visit.press('When pictures are kept');
  await visit.tick('Record what moves', true);
  await visit.choose('Goes on after the last movement', '1 second');
  await visit.choose('A film is at least', '1 second');
  // Nobody is asked before they want it.
  expect((await toldIn(visit)).asked).toBe(0);
  await visit.tick('Notify me', true);
  await quietBetween(visit, await hourText(visit, -1), await hourText(visit, 1));
  await expect.poll(() => locksHeld(visit)).toBe(1);
  await hide(visit, true);
  expect(await locksHeld(visit)).toBe(0);
  await goesAndComes(stage, visit);
  expect(await toldIn(visit)).toEqual({ asked: 1, shown: [], badges: [] });

  await hide(visit, false);
  await expect.poll(() => locksHeld(visit)).toBe(1);
  await visit.press('When pictures are kept');
  await quietBetween(visit, '12:00', '12:00');
  await hide(visit, true);
  await goesAndComes(stage, visit);
  camera.play.walk(1500);
  const expectSaid = (said: RegExp) =>
    expect
      .poll(async () => (await toldIn(visit)).shown.map(({ body }) => body), { timeout: 60_000 })
      .toContainEqual(expect.stringMatching(said));
  await expectSaid(/^The camera is lost/);
  await expectSaid(/^The camera is back/);
  await expectSaid(/^Something moves/);
  await expectSaid(/^A film is ready/);
  camera.play.set({ isCovered: true });
  await expectSaid(/^The lens is covered/);
  camera.play.set({ isStill: false, isBare: false, isCovered: false });

  const { asked, shown, badges } = await toldIn(visit);
  expect([asked, badges]).toEqual([1, badges.map((_, at) => at + 1)]);
  // One takes the place of the same one before it, and of no other.
  expect(new Set(shown.map(({ tag }) => tag)).size).toBe(new Set(shown.map(({ body }) => body)).size);
  for (const { title, body, silent, hash, icon, image } of shown) {
    expect([body, title, silent]).toEqual([body, host, true]);
    expect(hash).toMatch(body === 'A film is ready.' ? /^#\/films$/ : /^#\/live\//);
    expect((await bytesOf(new URL(icon, app))).toString('latin1', 1, 4)).toBe('PNG');
    const [type, jpeg] = image.split(',');
    expect(type).toBe('data:image/jpeg;base64');
    const { width, height } = decode(Buffer.from(jpeg!, 'base64'));
    expect(width / height).toBeCloseTo(320 / 240, 1);
  }
  await visit.close();
}

async function bytesOf(address: URL): Promise<Buffer> {
  const response = await fetch(address);
  assert.equal(response.status, 200, address.href);
  return Buffer.from(await response.arrayBuffer());
}
