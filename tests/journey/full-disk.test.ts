/** The built app on a disk that fills up, slowly and suddenly, in Chromium and in Firefox: nothing acknowledged is lost. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { type FileSystem, type FullDisk, mountDisk } from '../support/full-disk';
import { holdOf, pause, sentBetween } from '../support/journey/recorded';
import { openStage, type Stage } from '../support/journey/stage';
import { chromiumFlags, needChromium, needFirefox } from '../support/programs';
import { testWith } from '../support/tools';
import { linkTo } from './steps';

const diskMib = 160;
const patienceMs = 60_000;

/** Reads the films; it has a disk with room. */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ sim: { widthPx: 640, heightPx: 480, quality: 90 } });
});

afterAll(() => stage?.close());

interface Device {
  readonly engine: string;
  readonly disk: FullDisk;
  browser: Browser;
}

function startBrowser(engine: string, disk: FullDisk): Promise<Browser> {
  if (engine === 'firefox') {
    return puppeteer.launch({
      browser: 'firefox',
      executablePath: needFirefox(),
      headless: true,
      userDataDir: disk.folder,
      protocolTimeout: patienceMs,
      // A tenth of the disk is what Firefox gives one site; here the disk is to be the limit. In kB.
      extraPrefsFirefox: {
        'dom.quotaManager.temporaryStorage.fixedLimit': 8_000_000,
        'browser.cache.disk.enable': false,
      },
    });
  }
  keepStorage(disk);
  return puppeteer.launch({
    executablePath: needChromium(),
    headless: true,
    userDataDir: disk.folder,
    protocolTimeout: patienceMs,
    args: [...chromiumFlags, '--disk-cache-size=1'],
  });
}

/**
 * What Chromium notes of itself for an installed page: that its storage is not deleted for others when the disk is nearly full
 * (docs/tape.md). Here the room that is left when it first looks, some seconds after its start, is a matter of chance.
 */
function keepStorage({ folder }: FullDisk): void {
  const preferences = join(folder, 'Default', 'Preferences');
  if (existsSync(preferences)) return;
  const exceptions = { durable_storage: { [`${new URL(stage.app).origin},*`]: { setting: 1 } } };
  mkdirSync(dirname(preferences), { recursive: true });
  writeFileSync(preferences, JSON.stringify({ profile: { content_settings: { exceptions } } }));
}

/** Opens the camera's live screen, which notes the highest number of pictures it ever told of. */
async function openCamera({ browser }: Device, name: string): Promise<Page> {
  const page = await browser.newPage();
  const camera = `${stage.camera.origin}/videostream.cgi?rate=0`;
  await page.goto(linkTo(stage.app, { camera, kind: 'mjpeg', route: 'proxy', name, engine: 'webcodecs' }));
  await page.locator('::-p-aria(Open camera)').click();
  await page.evaluate(() => {
    const scope = globalThis as unknown as { told: number };
    scope.told = 0;
    const look = () => {
      for (const fact of document.querySelectorAll('[role=timer] > *')) {
        const count = /^([\d,]+) pictures?$/.exec(fact.textContent ?? '')?.[1];
        if (count) scope.told = Math.max(scope.told, Number(count.replaceAll(',', '')));
      }
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return page;
}

const told = (page: Page) => page.evaluate(() => (globalThis as unknown as { told: number }).told);
const textOf = (page: Page) => page.evaluate(() => document.body.textContent ?? '');

/** Presses the button of that name as soon as it is there, within `within` if told. */
async function press(page: Page, name: string, within = 'body'): Promise<void> {
  await until(page, `no button ${name}`, () =>
    page.evaluate(
      (wanted, text) => {
        const places = [...document.querySelectorAll(wanted.place)];
        const place = places.find((one) => (one.textContent ?? '').includes(wanted.text));
        const buttons = [...(place?.querySelectorAll<HTMLElement>('button, a, [role=tab]') ?? [])];
        const button = buttons.find(
          (one) => [one.textContent?.trim(), one.ariaLabel].includes(text) && !(one as HTMLButtonElement).disabled,
        );
        button?.click();
        return button !== undefined;
      },
      within === 'body' ? { place: 'body', text: '' } : { place: 'li.film', text: within },
      name,
    ),
  );
}

async function until(page: Page, what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const givenUpAt = Date.now() + patienceMs; !(await isSo()); await pause(50)) {
    if (Date.now() > givenUpAt) throw new Error(`${what}: ${await textOf(page)}`);
  }
}

const see = (page: Page, text: string) =>
  until(page, `“${text}” is not there`, async () => (await textOf(page)).includes(text));

const fullText = 'The storage of this device is full';

interface Scene {
  readonly name: string;
  /** Room on the disk when the recording begins, the reserve's 8 MiB included. */
  readonly roomMib: number;
  /** What happens once pictures come; the recording has ended afterwards. */
  play(page: Page, device: Device): Promise<void>;
}

const seePictures = (page: Page, count: number) =>
  until(page, `not ${count} pictures`, async () => (await told(page)) >= count);

const scenes: readonly Scene[] = [
  {
    name: 'Slowly',
    roomMib: 12,
    async play(page) {
      await see(page, fullText);
    },
  },
  {
    name: 'Suddenly',
    roomMib: 40,
    async play(page, { disk }) {
      await seePictures(page, 40);
      disk.fill(0);
      await see(page, fullText);
    },
  },
  {
    name: 'At the first picture',
    roomMib: 40,
    async play(page, { disk }) {
      await seePictures(page, 1);
      disk.fill(0);
      await see(page, fullText);
    },
  },
  {
    name: 'At Stop',
    roomMib: 40,
    async play(page, { disk }) {
      await seePictures(page, 40);
      await Promise.all([press(page, 'Stop'), pause(5).then(() => disk.fill(0))]);
    },
  },
  {
    name: 'At Finish',
    roomMib: 40,
    async play(page, device) {
      await seePictures(page, 40);
      const count = await told(page);
      await restart(device);
      throw new Reopened(count);
    },
  },
];

async function restart(device: Device): Promise<void> {
  device.browser.process()!.kill('SIGKILL');
  await pause(500);
  device.browser = await startBrowser(device.engine, device.disk);
}

/** The browser was killed and started again. */
class Reopened extends Error {
  readonly told: number;
  constructor(count: number) {
    super('reopened');
    this.told = count;
  }
}

async function filmBytes(page: Page, name: string): Promise<Uint8Array> {
  const text = await page.evaluate(async (wanted) => {
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('snapreel');
    const [rows, films] = await Promise.all([root.getDirectoryHandle('rows'), root.getDirectoryHandle('films')]);
    for await (const id of rows.keys()) {
      const row = await (await (await rows.getFileHandle(id)).getFile()).text();
      if (!row.includes(`"name":"${wanted}"`)) continue;
      const film = await (await films.getFileHandle(id)).getFile();
      const bytes = new Uint8Array(await film.arrayBuffer());
      let binary = '';
      for (let at = 0; at < bytes.length; at += 32_768)
        binary += String.fromCharCode(...bytes.subarray(at, at + 32_768));
      return btoa(binary);
    }
    return '';
  }, name);
  return new Uint8Array(Buffer.from(text, 'base64'));
}

async function live(device: Device, scene: Scene): Promise<void> {
  const { disk } = device;
  disk.empty();
  let page = await openCamera(device, scene.name);
  await see(page, 'Live: ');
  disk.fill(scene.roomMib << 20);
  await press(page, 'Record');
  let count: number;
  /** Said by the app; what it asks for then is done: room, and the browser started again. */
  let mayWait = false;
  try {
    await scene.play(page, device);
    await pause(300);
    count = await told(page);
  } catch (error) {
    if (!(error instanceof Reopened)) throw error;
    count = error.told;
    // Whether a Firefox that was started on a full disk can free the reserve is up to its database (docs/tape.md).
    mayWait = device.engine === 'firefox';
    page = await device.browser.newPage();
    await page.goto(stage.app);
    await press(page, 'Films');
    await see(page, scene.name);
    disk.fill(0);
    await press(page, 'Finish', scene.name);
  }
  // With the reserve, while the disk is still full.
  await until(page, `${scene.name} is not finished on the full disk`, async () => {
    const text = await textOf(page);
    return /Your film|is finished/.test(text) || (mayWait && text.includes(fullText));
  });
  const waits = !/Your film|is finished/.test(await textOf(page));
  await page.close();
  disk.empty();
  if (waits) await restart(device);
  await judge(device, scene, count, mayWait);
}

/** With room again: the film is finished, or says that it is not and can be, and has every picture the page told of. */
async function judge(device: Device, scene: Scene, count: number, mayWait: boolean): Promise<void> {
  const page = await device.browser.newPage();
  await page.goto(stage.app);
  await press(page, 'Films');
  await see(page, scene.name);
  await pause(500);
  const isWaiting = (await rowOf(page, scene.name)).includes('Not finished');
  expect(isWaiting && !mayWait).toBe(false);
  if (isWaiting) await press(page, 'Finish', scene.name);
  await until(page, `${scene.name} is not finished`, async () => /Save/.test(await rowOf(page, scene.name)));
  const visit = await stage.browser.newPage();
  await visit.goTo(stage.app);
  const film = await holdOf(visit, await filmBytes(page, scene.name));
  await visit.close();
  await page.close();
  console.log(`${device.engine}, ${scene.name}: ${count} told, ${film.pictures.length} in the film`);
  expect(film.pictures).toEqual(sentBetween(stage.camera.log, film));
  expect(film.pictures.length).toBeGreaterThanOrEqual(count);
  expect(count).toBeGreaterThan(0);
}

const rowOf = (page: Page, name: string) =>
  page.evaluate((wanted) => {
    const rows = [...document.querySelectorAll('li.film')].map((row) => row.textContent ?? '');
    return rows.find((text) => text.includes(wanted)) ?? '';
  }, name);

const devices: readonly { readonly engine: 'chromium' | 'firefox'; readonly fileSystem: FileSystem }[] = [
  { engine: 'firefox', fileSystem: 'tmpfs' },
  { engine: 'chromium', fileSystem: 'ext4' },
];

for (const { engine, fileSystem } of devices) {
  testWith(
    ['disk', engine],
    `C08 C09 ${engine} on a full ${fileSystem}: nothing acknowledged is lost, and every film is finished`,
    async () => {
      const disk = mountDisk(fileSystem, diskMib);
      const device: Device = { engine, disk, browser: await startBrowser(engine, disk) };
      try {
        for (const scene of scenes) await live(device, scene);
      } finally {
        device.browser.process()?.kill('SIGKILL');
        await pause(500);
        disk.unmount();
      }
    },
    400_000,
  );
}
