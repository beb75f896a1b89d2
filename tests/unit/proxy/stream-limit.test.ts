/** J: a browser has six connections to a host; its sixth stream is answered at once, and the page is never shut out. */
import { Agent, request as httpRequest } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import type { ProxyServer } from '../../../proxy/proxy';
import { jpeg, pictureReply, proxyFor, rawCamera, relayed, send, until } from '../../support/proxy/stage';
import { handCamera, type Watching, watch } from './stream-stage';

const closing: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});

const chromium = { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36' };
const firefox = { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0' };

async function staged() {
  const { camera } = await handCamera();
  const proxy = await proxyFor([camera], { limits: { upstreamsPerCamera: 40 } });
  closing.push(proxy, camera);
  const open = (number: number, headers: Record<string, string>) =>
    watch(proxy, camera.url(`/v${number}`), headers).then((one) => {
      closing.unshift(one);
      return one;
    });
  return { camera, proxy, open };
}

const codeOf = (one: Watching) => [one.status, one.headers['x-snapreel-error']];

describe('J the streams of one browser', () => {
  test.each([
    ['of different cameras', (number: number) => number],
    ['of the same camera', () => 0],
    ['of two cameras in turn', (number: number) => number % 2],
  ])('%s: five run, the sixth to the ninth are told at once, a closed one makes room', async (_what, numberOf) => {
    const { proxy, camera, open } = await staged();
    const five: Watching[] = [];
    for (let number = 0; number < 5; number++) five.push(await open(numberOf(number), chromium));
    expect(five.map(codeOf)).toEqual(Array(5).fill([200, undefined]));
    for (let number = 5; number < 9; number++) {
      const before = performance.now();
      expect(codeOf(await open(numberOf(number), chromium))).toEqual([503, 'capture/connections']);
      expect(performance.now() - before).toBeLessThan(1000);
    }
    // What is refused opens no connection to the camera.
    expect(proxy.stats()).toMatchObject({ viewers: 5, upstreams: camera.openSockets() });
    five[0]?.close();
    await until(() => proxy.stats().viewers === 4);
    expect(codeOf(await open(numberOf(0), chromium))).toEqual([200, undefined]);
  });

  test('another browser, another name of the proxy and programs have connections of their own', async () => {
    const { open } = await staged();
    for (let number = 0; number < 5; number++) await open(number, chromium);
    expect(codeOf(await open(0, firefox))[0]).toBe(200);
    expect(codeOf(await open(0, { ...chromium, Host: 'localhost' }))[0]).toBe(200);
    for (let number = 0; number < 12; number++) expect(codeOf(await open(number, {}))[0]).toBe(200);
    expect(codeOf(await open(0, chromium))[0]).toBe(503);
  });

  test('single pictures are no streams', async () => {
    const still = await rawCamera((socket) => socket.end(pictureReply(jpeg(500))));
    closing.push(still);
    const proxy = await proxyFor([still]);
    closing.push(proxy);
    const codes = await Promise.all(Array.from({ length: 4 }, () => relayed(proxy, still.url('/s'), chromium)));
    for (let round = 0; round < 8; round++) codes.push(await relayed(proxy, still.url('/s'), chromium));
    expect(new Set(codes.map((answer) => answer.code))).toEqual(new Set(['']));
  });

  test('with the six connections of a browser and nine streams wanted, the page still gets its answers', async () => {
    const { proxy, camera } = await staged();
    const agent = new Agent({ keepAlive: true, maxSockets: 6 });
    closing.unshift({ close: () => agent.destroy() });
    for (let number = 0; number < 9; number++)
      ask(proxy, agent, `/proxy?url=${encodeURIComponent(camera.url(`/v${number}`))}`);
    expect(await ask(proxy, agent, '/snapreel.json')).toBe(200);
    expect((await send(proxy, '/snapreel.json')).status).toBe(200);
  });
});

/** Resolves with the status when the reply has ended, which that of a stream never does. */
function ask(proxy: ProxyServer, agent: Agent, path: string): Promise<number> {
  return new Promise((resolve) => {
    const headers = { ...chromium, 'X-Snapreel-Token': proxy.token, 'X-Camera-Stream': '1' };
    const request = httpRequest({ host: '127.0.0.1', port: proxy.port, path, headers, agent }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    request.on('error', () => undefined).end();
  });
}
