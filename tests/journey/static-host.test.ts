/** The built app on a host that sends no headers of ours: its own policy holds, and it does not run inside another page. */

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { packCore } from '../../scripts/pack-core';
import { type OpenBrowser, openBrowser, type Visit } from '../support/browser';
import { openStage, type Stage } from '../support/journey/stage';
import { engineSaid, linkTo } from './steps';

const dist = process.env.SNAPREEL_DIST ?? 'dist';
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
};

/** The same build with its core packed, as `npm run build:packed` leaves it. */
let packed: string;
/** Paths of the files that were found. */
let sent: string[];
let server: Server;
let app: string;
let browser: OpenBrowser;
let visit: Visit;

beforeAll(async () => {
  packed = mkdtempSync(join(tmpdir(), 'snapreel-packed-'));
  cpSync(dist, packed, { recursive: true });
  packCore(packed);
  server = createServer((request, reply) => {
    const { pathname } = new URL(request.url ?? '', 'http://x');
    const path = normalize(pathname.replace(/^\/(cams|packed)/, '').replace(/\/$/, '/index.html'));
    readFile(join(pathname.startsWith('/packed/') ? packed : dist, path)).then(
      (bytes) => {
        sent.push(path);
        reply.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream').end(bytes);
      },
      () => reply.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  app = `http://127.0.0.1:${(server.address() as AddressInfo).port}/cams/`;
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
  rmSync(packed, { recursive: true, force: true });
});

beforeEach(async () => {
  sent = [];
  visit = await browser.newPage();
  visit.page.setDefaultTimeout(30_000);
});

afterEach(() => visit.close());

test('the app records there, and its own policy lets in no script and out no form', async () => {
  await visit.goTo(linkTo(app, { demo: '1', engine: 'ffmpeg', seconds: '2' }));
  await expect.poll(() => visit.status()).toBe('Live: Demo camera.');
  await visit.press('Record');
  await visit.see('Your film', 90_000);
  // The host has no proxy: that its greeting is missing is all the browser may complain of.
  expect(visit.errors.filter((line) => !line.startsWith('Failed to load resource'))).toEqual([]);
  const refused = await visit.run(async () => {
    const seen: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'document.title = "run"';
    document.body.append(script);
    const form = document.createElement('form');
    form.action = 'https://somewhere.example/';
    document.body.append(form);
    form.submit();
    const base = document.createElement('base');
    base.href = 'https://somewhere.example/';
    document.head.append(base);
    const object = document.createElement('object');
    object.data = 'https://somewhere.example/x.swf';
    document.body.append(object);
    await new Promise((resolve) => setTimeout(resolve, 500));
    return { seen: seen.map((name) => name.replace(/-elem$/, '')).sort(), title: document.title };
  }, undefined);
  expect(refused.seen).toEqual(['base-uri', 'form-action', 'object-src', 'script-src']);
  expect(refused.title).not.toBe('run');
});

test('a build whose core is packed records with ffmpeg', async () => {
  await visit.goTo(linkTo(app.replace('/cams/', '/packed/'), { demo: '1', engine: 'ffmpeg', seconds: '2' }));
  await expect.poll(() => visit.status()).toBe('Live: Demo camera.');
  await visit.press('Record');
  await visit.see('Your film', 90_000);
  expect(sent.filter((path) => path.includes('.wasm'))).toEqual([expect.stringMatching(/\.wasm\.gz$/)]);
  expect(await engineSaid(visit)).toMatch(/ffmpeg$/);
});

test('inside a page of somebody else it shows a way out and nothing else', async () => {
  const around = createServer((_, reply) =>
    reply
      .setHeader('content-type', 'text/html')
      .end(
        `<!doctype html><title>Around</title><iframe width="800" height="600" src="${linkTo(app, { demo: '1' })}"></iframe>`,
      ),
  );
  await new Promise<void>((resolve) => around.listen(0, '127.0.0.1', resolve));
  try {
    await visit.goTo(`http://localhost:${(around.address() as AddressInfo).port}/`);
    const frame = visit.page.frameLocator('iframe');
    await frame.getByText('Snapreel does not run inside another page.').waitFor();
    const way = frame.getByRole('link', { name: 'Open it in a window of its own' });
    expect([await way.getAttribute('target'), await way.getAttribute('rel')]).toEqual(['_blank', 'noopener']);
    expect(await frame.getByRole('button').count()).toBe(0);
    expect(visit.page.workers()).toEqual([]);
  } finally {
    around.close();
  }
});

test('our proxy lets nobody frame it or keep a hold of its window', async () => {
  const stage: Stage = await openStage();
  const stranger = createServer((_, reply) =>
    reply
      .setHeader('content-type', 'text/html')
      .end(`<!doctype html><title>Around</title><iframe src="${stage.app}"></iframe>`),
  );
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  try {
    const { page } = visit;
    await visit.goTo(`http://127.0.0.1:${(stranger.address() as AddressInfo).port}/`);
    await expect.poll(() => page.frames().at(-1)?.url()).toMatch(/^chrome-error:/);
    const link = linkTo(stage.app, { camera: `${stage.camera.origin}/snapshot.cgi`, route: 'proxy' });
    const [opened] = await Promise.all([
      page.waitForEvent('popup'),
      page.evaluate((href) => {
        Object.assign(globalThis, { hold: window.open(href) });
      }, link),
    ]);
    await opened.getByText('Open this camera?').waitFor();
    expect(await opened.evaluate(() => window.opener)).toBeNull();
    const hold = () => page.evaluate(() => (globalThis as unknown as { hold: Window }).hold.closed);
    await expect.poll(hold).toBe(true);
    await opened.close();
  } finally {
    stranger.close();
    await stage.close();
  }
});
