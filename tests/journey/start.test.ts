/** A newcomer's path: `npm start`, three clicks to a film that plays, and everything Films and Cameras can do with it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { basename } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { sizeText } from '../../src/ui/words/format';
import { type OpenBrowser, openBrowser, type Visit } from '../support/browser';
import { record } from '../support/journey/recorded';
import { expectPlaying, save, stop } from './steps';

let started: ChildProcess;
let said = '';
let app: string;
let browser: OpenBrowser;
let visit: Visit;
let sizeBytes = 0;

beforeAll(async () => {
  started = spawn('npm', ['start'], {
    env: { ...process.env, PORT: '0' },
    detached: process.platform !== 'win32',
    shell: process.platform === 'win32',
  });
  started.stdout!.on('data', (chunk) => {
    said += chunk;
  });
  await vi.waitUntil(() => said.includes('Snapreel is at'), { timeout: 120_000 });
  app = /http:\S+/.exec(said)?.[0] ?? '';
  browser = await openBrowser();
  visit = await browser.newPage();
  visit.page.setDefaultTimeout(30_000);
});

afterAll(async () => {
  await browser?.close();
  const ended = new Promise((resolve) => started.once('close', resolve));
  // npm does not hand a signal on to what it started: the group gets it.
  if (process.platform === 'win32') started.kill();
  else process.kill(-started.pid!, 'SIGTERM');
  await ended;
});

const films = () => visit.page.getByRole('list', { name: 'Films', exact: true });

test('npm start says one thing: where Snapreel is', () => {
  // npm itself repeats the script's name in lines that begin with ">".
  const lines = said.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('>'));
  expect(lines).toEqual([expect.stringMatching(/^Snapreel is at http:\/\/localhost:[1-9]\d*\/$/)]);
});

test('three clicks make a film that plays', async () => {
  await visit.goTo(app);
  await visit.press('Simulated camera');
  await record(visit, 30);
  await stop(visit);
  await expectPlaying(visit);
  expect(await visit.status()).toBe('The film is ready: Simulated EasyN.');
});

test('the shortcut of the installed app opens the camera that was recorded last', async () => {
  const other = await browser.newPage();
  await other.goTo(`${app}#/live/last`);
  await expect.poll(() => other.status()).toBe('Live: Simulated EasyN.');
  expect(other.page.url()).toMatch(/#\/live\/offered-0$/);
  await other.close();
});

test('a camera is added with its address alone; four taps later its film is there', async () => {
  const reply = await fetch(`${app}snapreel.json`);
  const { offers } = (await reply.json()) as { offers: { address: string; userName: string; password: string }[] };
  const { address, userName, password } = offers[0]!;
  const other = await browser.newPage();
  await other.goTo(`${app}#/cameras/new`);
  const fields = () => other.page.locator('form input:not([type=checkbox])').count();
  await other.fill('Address', new URL(address).host);
  expect(await fields()).toBe(1);
  await other.press('Find it for me');
  // The login is asked for when the camera asks for it.
  await other.see(/^The camera asks for its user name and password\./);
  expect(await other.status()).not.toMatch(/refuses/);
  await other.fill('User name', userName);
  await other.fill('Password', password);
  const taps = ['Find it for me', 'Save camera', 'Record', 'Stop'];
  await other.press(taps[0]!);
  await other.see(/^It works: /);
  await other.press(taps[1]!);
  await expect.poll(() => other.status()).toBe(`Live: ${new URL(address).host}.`);
  await other.press(taps[2]!);
  await other.see(/^\d\d? pictures$/);
  await other.press(taps[3]!);
  await other.see('Your film', 60_000);
  await other.press('Films');
  const row = other.page.locator('li.film', { hasText: new URL(address).host });
  await row.getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => row.count()).toBe(0);
  await other.close();
});

test('Save downloads it', async () => {
  const film = await save(visit);
  expect(basename(film.path)).toMatch(/^Simulated EasyN_\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d\.mp4$/);
  expect(film.pictures.length).toBeGreaterThanOrEqual(30);
  sizeBytes = film.bytes.length;
});

test('Films shows thumbnail, name, date, length and size', async () => {
  await visit.press('Films');
  const row = films().locator('li.film');
  await expect.poll(() => row.count()).toBe(1);
  await row.getByText('Simulated EasyN').first().waitFor();
  const facts = (await row.locator('small').first().textContent()) ?? '';
  const year = new Date().getFullYear();
  expect(facts).toMatch(new RegExp(`${year}.* · 0:0\\d · [\\d.,]+ [kM]B`));
  expect(facts).toContain(sizeText(sizeBytes));
  const thumbnail = row.locator('img');
  await thumbnail.waitFor();
  // A picture, and not a grey box: many different pixels.
  const colours = await thumbnail.evaluate(async (element) => {
    const image = element as HTMLImageElement;
    await image.decode();
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    return new Set(new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size;
  });
  expect(colours).toBeGreaterThan(100);
});

test('a film plays from the list', async () => {
  await visit.press('Play');
  await expectPlaying(visit);
  await visit.press('Films');
});

test('renaming, protecting and deleting with undo outlive a reload', async () => {
  await visit.press('Rename');
  await visit.fill('New name', 'Wind wheel');
  await visit.press('Done');
  await films().getByText('Wind wheel').waitFor();
  await visit.press('Protect');
  await films().getByText('Protected').waitFor();
  await visit.press('Delete');
  await expect.poll(() => films().locator('li.film').count()).toBe(0);
  await visit.press('Undo');
  await films().getByText('Wind wheel').waitFor();
  await visit.reload();
  await films().getByText('Wind wheel').waitFor();
  expect(await visit.page.getByRole('button', { name: 'Protect', exact: true }).getAttribute('aria-pressed')).toBe(
    'true',
  );
  await visit.press('Delete');
  await expect.poll(() => films().locator('li.film').count()).toBe(0);
  await visit.reload();
  await visit.see('No films yet');
});

/** Those of `texts` that are anywhere in what this origin keeps on the device. */
function storedOf(...texts: readonly string[]): Promise<readonly string[]> {
  return visit.run(async (wanted) => {
    const kept: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    const walk = async (folder: FileSystemDirectoryHandle) => {
      for await (const [name, handle] of folder as unknown as AsyncIterable<[string, FileSystemHandle]>) {
        if (handle.kind === 'directory') await walk(handle as FileSystemDirectoryHandle);
        else {
          // One that is written meanwhile is no longer what was asked for: it is asked for again.
          let bytes: ArrayBuffer | undefined;
          while (!bytes) {
            const file = await (handle as FileSystemFileHandle).getFile();
            bytes = await file.arrayBuffer().catch((error: DOMException) => {
              if (error.name !== 'NotReadableError') throw error;
              return undefined;
            });
          }
          kept.push(name, new TextDecoder('latin1').decode(bytes));
        }
      }
    };
    await walk(await navigator.storage.getDirectory());
    for (const { name } of await indexedDB.databases()) {
      const open = indexedDB.open(name!);
      const base = await new Promise<IDBDatabase>((resolve, reject) => {
        open.onsuccess = () => resolve(open.result);
        open.onerror = () => reject(open.error);
      });
      for (const store of base.objectStoreNames) {
        const rows = base.transaction(store).objectStore(store).getAll();
        await new Promise((resolve) => {
          rows.onsuccess = resolve;
        });
        kept.push(JSON.stringify(rows.result));
      }
      base.close();
    }
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys()) kept.push(request.url);
    }
    return wanted.filter((text) => kept.some((each) => each.includes(text)));
  }, texts);
}

async function addCamera(name: string, password: string, keep: boolean): Promise<void> {
  await visit.press('Cameras');
  await visit.press('Add camera');
  await visit.press('Set it up by hand');
  await visit.fill('Name', name);
  await visit.fill('Address', '127.0.0.1:9');
  await visit.fill('User name', 'visitor');
  await visit.fill('Password', password);
  await visit.tick('Keep password on this device', keep);
  await visit.choose('Pictures a second', '5');
  await visit.choose('Route', 'Through the proxy');
  await visit.press('Save camera');
}

test('cameras survive a reload, passwords only when asked to', async () => {
  await visit.goTo(app);
  await addCamera('Forgetful', 'blackbird-17', false);
  await addCamera('Mindful', 'nightingale-23', true);
  expect(await storedOf('Forgetful', 'blackbird-17', 'nightingale-23')).toEqual(['Forgetful', 'nightingale-23']);

  await visit.goTo(`${app}#/cameras`);
  await visit.reload();
  const list = visit.page.getByRole('list', { name: 'Saved cameras' });
  for (const [name, password] of [
    ['Forgetful', ''],
    ['Mindful', 'nightingale-23'],
  ] as const) {
    await visit.press('Cameras');
    await list.getByRole('listitem').filter({ hasText: name }).getByRole('link', { name: 'Edit' }).click();
    await visit.see(`Edit ${name}`);
    const field = (label: string) => visit.page.getByLabel(label, { exact: true });
    const chosen = (label: string) => field(label).locator('option:checked').textContent();
    expect(await field('Address').inputValue()).toBe('http://127.0.0.1:9');
    expect(await field('User name').inputValue()).toBe('visitor');
    expect(await field('Password').inputValue()).toBe(password);
    expect(await chosen('Pictures a second')).toBe('5');
    expect(await chosen('Route')).toBe('Through the proxy');
  }
});

test('a password that is not kept is in no recording either', async () => {
  await visit.goTo(app);
  // The simulated camera's login is known to the page only.
  await visit.press('Simulated camera');
  await record(visit, 10);
  expect(await storedOf('Simulated EasyN', '"snapreel"')).toEqual(['Simulated EasyN']);
  await stop(visit);
  expect(await storedOf('Simulated EasyN', '"snapreel"')).toEqual(['Simulated EasyN']);
});

test('the console says nothing', () => {
  // The camera at port 9 does not answer, and the browser itself says so.
  expect(visit.errors.filter((line) => !line.startsWith('Failed to load resource'))).toEqual([]);
});
