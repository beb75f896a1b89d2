/** WebKitGTK as it is installed: a camera is opened, recorded, stopped, and the film is listed and plays. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ProxyServer, startProxy } from '../../proxy/proxy';
import { describeWith } from '../support/tools';
import { openWebKit, type WebKit } from '../support/webkit';

/** Presses what is called so, as soon as it is there. */
const press = `async (name) => {
  const named = (one) => (one.getAttribute('aria-label') ?? one.textContent ?? '').trim();
  for (let tries = 0; tries < 300; tries++) {
    const found = [...document.querySelectorAll('button, a')].find((one) => named(one).startsWith(name) && !one.disabled);
    if (found) return found.click();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(name + ' is not on: ' + document.body.innerText);
}`;

const see = `async (text) => {
  for (let tries = 0; tries < 500; tries++) {
    if (document.body.innerText.includes(text)) return document.body.innerText;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(text + ' is not on: ' + document.body.innerText);
}`;

/** Of the film on the page, as the browser's own player reads it. */
const filmSeconds = `async () => {
  const video = () => document.querySelector('video');
  for (let tries = 0; tries < 200 && !(video()?.duration > 0); tries++) {
    if (video()?.error) throw new Error(video().error.message);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return video()?.duration;
}`;

describeWith(['webkit'], 'WebKitGTK', () => {
  let proxy: ProxyServer;
  let webkit: WebKit;
  let app: string;

  beforeAll(async () => {
    proxy = await startProxy({
      host: '127.0.0.1',
      port: 0,
      distFolder: process.env.SNAPREEL_DIST ?? 'dist',
      allow: [],
      offers: [],
    });
    app = `http://localhost:${proxy.port}/`;
    webkit = await openWebKit();
    console.log(`WebKitGTK ${webkit.version}`);
  });

  afterAll(async () => {
    await webkit?.close();
    await proxy?.close();
  });

  test('five seconds of the demo camera: recorded, stopped, listed, as long as they took', async () => {
    await webkit.goTo(app);
    await webkit.run(press, 'Demo camera');
    await webkit.run(see, 'Live: Demo camera.');
    await webkit.run(press, 'Record');
    await webkit.run(see, '0:05');
    await webkit.run(press, 'Stop');
    await webkit.run(see, 'Your film');
    const seconds = await webkit.run<number>(filmSeconds);
    await webkit.run(press, 'Films');
    // The row: name, then date, length and size.
    const list = await webkit.run<string>(see, '· 0:0');
    const [minutes, rest] = /· (\d+):(\d\d) ·/.exec(list)!.slice(1).map(Number);
    console.log(`${seconds} s, listed as ${minutes}:${rest}`);
    expect(seconds).toBeGreaterThanOrEqual(5);
    expect(Math.abs(seconds - (minutes! * 60 + rest!))).toBeLessThanOrEqual(1);
  });
});
