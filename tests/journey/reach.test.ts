/** An https page from the open internet and an http camera on the local network, in Chromium: what gets through, and what is said when nothing does. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { selfMadeCertificate } from '../../proxy/page/certificate';
import { type Sim, startSim } from '../../sim/sim';
import type { Visit } from '../support/browser';
import { record } from '../support/journey/recorded';
import { openStage, type Stage } from '../support/journey/stage';
import { openLink } from '../support/links';
import { freePorts } from '../support/ports';
import { expectAllSent, linkTo, save, stop } from './steps';

const folder = mkdtempSync(join(tmpdir(), 'snapreel-reach-'));
let stage: Stage;
/** Without CORS; the stage's own camera has it. */
let mute: Sim;
let visit: Visit;
let app: string;
let debug: CDPSession;
let console: string[];

beforeAll(async () => {
  const [appPort, cameraPort, mutePort] = (await freePorts(3)) as [number, number, number];
  const names = ['snapreel.test', 'localhost'];
  const spaces = [`127.0.0.1:${appPort}=public`, `127.0.0.1:${cameraPort}=local`, `127.0.0.1:${mutePort}=local`];
  stage = await openStage({
    sim: { cors: true, port: cameraPort },
    proxy: {
      port: appPort,
      names,
      https: await selfMadeCertificate(names, folder),
      allow: [`127.0.0.1:${cameraPort}`, `127.0.0.1:${mutePort}`],
      offers: [],
    },
    browser: {
      flags: [
        '--ignore-certificate-errors',
        `--ip-address-space-overrides=${spaces.join(',')}`,
        // .example stands for a camera on the open internet: no name server knows it.
        '--host-resolver-rules=MAP snapreel.test 127.0.0.1, MAP camera.local 127.0.0.1, MAP camera 127.0.0.1, MAP *.example 127.0.0.1',
      ],
    },
  });
  mute = await startSim({ port: mutePort });
  app = `https://snapreel.test:${appPort}/`;
});

afterAll(async () => {
  await mute?.close();
  await stage?.close();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  visit = await stage.browser.newPage();
  visit.page.setDefaultTimeout(30_000);
  debug = await visit.page.context().newCDPSession(visit.page);
  console = [];
  visit.page.on('console', (message) => console.push(message.text()));
});

afterEach(async () => {
  await visit.close();
  // Nothing but what Chromium itself says about requests.
  const own = /^Failed to load resource|blocked by CORS policy|^Mixed Content|^Banner not shown/;
  expect(console.filter((line) => !own.test(line))).toEqual([]);
});

async function permit(setting: 'granted' | 'denied' | 'prompt'): Promise<void> {
  for (const name of ['local-network', 'local-network-access', 'loopback-network']) {
    await debug.send('Browser.setPermission', { permission: { name }, setting, origin: new URL(app).origin });
  }
}

/** The stream of a camera, straight from this page. */
function open(host: string, { origin }: Sim, more: Record<string, string> = {}): Promise<void> {
  const camera = `http://${host}:${new URL(origin).port}/videostream.cgi?rate=3`;
  return openLink(visit, linkTo(app, { camera, kind: 'mjpeg', route: 'direct', ...more }));
}

const expectStatus = (text: RegExp) => expect.poll(() => visit.status(), { timeout: 20_000 }).toMatch(text);

test.each(['127.0.0.1', 'camera.local', 'camera'])(
  'permitted, %s is recorded straight from the camera',
  async (host) => {
    await permit('granted');
    await open(host, stage.camera);
    await expectStatus(/^Live: /);
    const viewers = stage.camera.counts.viewers;
    expect(viewers).toBe(1);
    await record(visit, 15);
    await stop(visit);
    expectAllSent(await save(visit), stage.camera.log);
  },
);

test('before Chromium asks, the page explains; nothing is asked for until Allow is pressed', async () => {
  await permit('prompt');
  const before = stage.camera.counts.connections;
  await open('camera.local', stage.camera);
  await expectStatus(/^The camera is on your own network, and the browser asks you .* Press “Allow” here/);
  // Its own retries do not ask either: the countdown to the next one has come and changed, and leaves a person the time to press.
  await visit.page.waitForFunction(() => {
    const seen = ((globalThis as { seen?: Set<unknown> }).seen ??= new Set());
    const text = document.querySelector('small.aside')?.textContent ?? '';
    seen.add(text);
    return seen.size >= 3 && Number(/\d+/.exec(text)) >= 5;
  });
  expect(console.filter((line) => line.includes('Permission was denied'))).toEqual([]);
  expect(stage.camera.counts.connections).toBe(before);
  // A person's answer to the browser's own question, which a browser without a screen cannot put.
  await permit('granted');
  await visit.press('Allow');
  await expectStatus(/^Live: /);
});

test('denied: says where to allow it, and goes on once it is', async () => {
  await permit('denied');
  await open('camera.local', stage.camera);
  await expectStatus(
    /^This browser was told not to let Snapreel reach devices on your network\. Allow “Local network”/,
  );
  await permit('granted');
  await visit.press('Try again');
  await expectStatus(/^Live: /);
});

test('denied, and the way through the proxy is free: it is taken without a word', async () => {
  await permit('denied');
  await open('camera.local', stage.camera, { camera: `${stage.camera.origin}/videostream.cgi?rate=3`, route: 'auto' });
  await expectStatus(/^Live: /);
});

test('a camera without CORS is told from a dead one, and goes through the proxy at a press', async () => {
  await permit('granted');
  await open('127.0.0.1', mute);
  await expectStatus(/^The camera answers, but does not allow web pages to read its pictures\. Go through the proxy/);
  await visit.press('Go through the proxy');
  await expectStatus(/^Live: /);
});

test('a dead camera', async () => {
  await permit('granted');
  const [dead] = (await freePorts(1)) as [number];
  await openLink(visit, linkTo(app, { camera: `http://camera.local:${dead}/`, kind: 'mjpeg', route: 'direct' }));
  await expectStatus(/^The camera does not answer\. Check that it is switched on/);
});

test('mixed content: an http camera that is not on the local network', async () => {
  await permit('granted');
  const camera = `http://webcam.example:${stage.proxy.port}/shot.jpg`;
  await openLink(visit, linkTo(app, { camera, kind: 'snapshot', route: 'direct' }));
  await expectStatus(
    /^This browser does not let a secure page \(https\) talk to a camera that only speaks http\. Go through/,
  );
});

test.each(['direct', 'proxy'])('no network, %s', async (route) => {
  await permit('granted');
  const camera = `http://127.0.0.1:${new URL(mute.origin).port}/videostream.cgi?rate=3`;
  await (route === 'direct' ? open('camera.local', stage.camera) : open('', mute, { camera, route }));
  await expectStatus(/^Live: /);
  await visit.setOffline(true);
  // The connection that is open may live on; this one cannot.
  await (route === 'direct' ? stage.camera : mute).down(0);
  await expectStatus(/^This device is not connected to a network\. Turn on Wi-Fi/);
  await visit.setOffline(false);
  await expectStatus(/^Live: /);
});
