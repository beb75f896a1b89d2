/** What the service worker answers in a small site, and what it leaves alone. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildServiceWorker } from '../../../scripts/build-sw';
import { type OpenBrowser, openBrowser, type Visit } from '../../support/browser';

const site = mkdtempSync(join(tmpdir(), 'snapreel-site-'));
const types: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript' };
/** Paths the site was asked for, and requests the camera got. */
let asked: string[] = [];
let cameraAsked = 0;
let app: Server;
let camera: Server;
let browser: OpenBrowser;
let visit: Visit;

function write(path: string, text: string): void {
  mkdirSync(join(site, path, '..'), { recursive: true });
  writeFileSync(join(site, path), text);
}

async function listen(answer: RequestListener): Promise<Server> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const textOf = (url: string) =>
  visit.run(async (url) => {
    try {
      return await (await fetch(url)).text();
    } catch {
      return 'failed';
    }
  }, url);

/** The app lives in a folder, as it does on a static host. */
const folder = '/cams/';

beforeAll(async () => {
  write(
    'index.html',
    '<!doctype html><title>Shell</title><link rel="icon" href="data:,"><script src="assets/app-abc.js"></script>',
  );
  write('assets/app-abc.js', 'document.title = "Shell runs"');
  write('assets/ffmpeg-core-abc.wasm', 'core');
  await buildServiceWorker(site);
  app = await listen((request, reply) => {
    const path = new URL(request.url ?? '', 'http://x').pathname;
    asked.push(path);
    if (path === '/proxy' || path.endsWith('snapreel.json')) return void reply.end(`answer ${asked.length}`);
    const file = path.slice(folder.length) || 'index.html';
    try {
      reply.setHeader('content-type', types[file.split('.').at(-1) ?? ''] ?? 'text/plain');
      reply.end(readFileSync(join(site, file)));
    } catch {
      reply.statusCode = 404;
      reply.end();
    }
  });
  camera = await listen((_, reply) => {
    cameraAsked++;
    reply.setHeader('access-control-allow-origin', '*').end('picture');
  });
  browser = await openBrowser();
  visit = await browser.newPage();
  await visit.goTo(addressOf(app) + folder);
  await visit.run(async () => {
    await navigator.serviceWorker.register('./sw.js');
    await navigator.serviceWorker.ready;
  }, undefined);
  // The first visit stays as it was: nothing is taken over while something may be recording.
  expect(await visit.run(() => navigator.serviceWorker.controller === null, undefined)).toBe(true);
  await visit.reload();
  expect(await visit.run(() => navigator.serviceWorker.controller !== null, undefined)).toBe(true);
});

beforeEach(() => {
  asked = [];
  cameraAsked = 0;
});

afterAll(async () => {
  await browser?.close();
  for (const server of [app, camera]) {
    server?.closeAllConnections();
    server?.close();
  }
  rmSync(site, { recursive: true });
});

test('the app opens from this device, with any query', async () => {
  for (const address of ['', 'index.html', '?camera=http%3A%2F%2F192.168.1.2%2F&seconds=10', '?source=pwa#/films']) {
    await visit.goTo(addressOf(app) + folder + address);
    expect(await visit.page.title()).toBe('Shell runs');
  }
  expect(asked.filter((path) => !path.endsWith('sw.js'))).toEqual([]);
});

test('a camera of another origin is asked by the page itself, every time', async () => {
  const replies: boolean[] = [];
  visit.page.on('response', (response) => {
    if (response.url().startsWith(addressOf(camera))) replies.push(response.fromServiceWorker());
  });
  for (let i = 0; i < 3; i++) expect(await textOf(`${addressOf(camera)}/snapshot.cgi`)).toBe('picture');
  expect(cameraAsked).toBe(3);
  expect(replies).toEqual([false, false, false]);
});

test('the relay and its greeting are never answered from a cache', async () => {
  for (const path of ['/proxy', '/snapreel.json', `${folder}snapreel.json`]) {
    expect(await textOf(addressOf(app) + path)).not.toBe(await textOf(addressOf(app) + path));
  }
  expect(asked).toHaveLength(6);
});

test('the core is not fetched beforehand: encode keeps it from its first use on', () => {
  expect(readFileSync(join(site, 'sw.js'), 'utf8')).not.toContain('ffmpeg-core-abc');
});

test('without a network the app opens and what is not kept fails', async () => {
  await visit.setOffline(true);
  try {
    await visit.reload();
    expect(await visit.page.title()).toBe('Shell runs');
    expect(await textOf(`${addressOf(app)}/proxy`)).toBe('failed');
  } finally {
    await visit.setOffline(false);
  }
});

test('a newer version waits until it is told to take over', async () => {
  write('assets/app-abc.js', 'document.title = "Newer shell runs"');
  write('index.html', `${readFileSync(join(site, 'index.html'), 'utf8').replace('app-abc', 'app-def')}`);
  write('assets/app-def.js', 'document.title = "Newer shell runs"');
  await buildServiceWorker(site);
  await visit.run(async () => {
    const registration = (await navigator.serviceWorker.getRegistration())!;
    await registration.update();
    while (!registration.waiting) await new Promise((resolve) => setTimeout(resolve, 50));
  }, undefined);
  await visit.reload();
  expect(await visit.page.title()).toBe('Shell runs');
  await visit.run(async () => {
    const registration = (await navigator.serviceWorker.getRegistration())!;
    const taken = new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    );
    registration.waiting!.postMessage({ type: 'SKIP_WAITING' });
    await taken;
  }, undefined);
  await visit.reload();
  expect(await visit.page.title()).toBe('Newer shell runs');
});
