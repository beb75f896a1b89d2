/** A bundle that breaks is opened again; where there is none, each camera is asked for by itself. */
import type { Socket } from 'node:net';
import { afterEach, describe, expect, it, test } from 'vitest';
import { startProxy } from '../../../proxy/proxy';
import type { OpenUrl, UrlRequest } from '../../../src/base/web/url';
import { bundleLimits } from '../../../src/remote/bundle/bundle';
import { calmLimits, jpeg, pictureReply, rawCamera, until } from '../../support/proxy/stage';
import { serve } from '../capture/servers';
import { part } from '../proxy/stream-stage';
import { browser, closeStage, closing, hands, never, pageOf, question, reading, started, worker } from './bundle-stage';

afterEach(closeStage);

describe('a bundle that breaks', () => {
  test('is seen by each camera as a cut, and is opened again by the first that asks', async () => {
    const all = await hands(3);
    const proxy = await started(all.map((one) => one.camera));
    const page = browser();
    const bundle = pageOf(page.openUrl);
    const workers = all.map(() => worker(bundle, page.openUrl));
    const openAll = (token = proxy.token) =>
      Promise.all(
        workers.map((one, n) =>
          one.openUrl(
            question(proxy, all[n]!.camera.url('/v'), { 'X-Snapreel-Token': token, 'X-Camera-Stream': '1' }),
            never(),
          ),
        ),
      );
    const before = (await openAll()).map(reading);
    for (const one of all) one.send(part(1, 500));
    for (const one of before) await until(() => one.bytes().length > 500);
    await proxy.close();
    for (const one of before) await until(() => one.end() === 'broken');
    await expect(openAll()).rejects.toBeInstanceOf(TypeError);
    const again = await startProxy({
      host: '127.0.0.1',
      port: proxy.port,
      token: 'another-token-of-the-proxy',
      allow: all.map((one) => one.camera.place),
      limits: calmLimits,
    });
    closing.unshift(again);
    // The worker reads the new token when it is told that it is a stranger, and asks again.
    const strange = await openAll();
    expect(strange.map(({ headers }) => headers.get('x-snapreel-error'))).toEqual(all.map(() => 'capture/proxy-token'));
    const after = (await openAll(again.token)).map(reading);
    for (const one of all) one.send(part(2, 500));
    for (const one of after) await until(() => one.bytes().length > 500);
    expect(page.asked.filter((query) => query.startsWith('url='))).toEqual([]);
  });

  it.each([
    ['closed', (stop: () => void) => stop()],
    ['silent', () => undefined],
  ])('its connection is %s while the proxy lives', async (_, harm) => {
    const [one] = await hands(1);
    const proxy = await started([one!.camera]);
    const { openUrl } = browser();
    // The page's connection of the bundle, as it can be harmed.
    let stop = () => {};
    let isHarmed = false;
    const harmed: OpenUrl = async (request, signal) => {
      const reply = await openUrl(request, signal);
      if (!/\?bundle=\w+$/.test(request.url) || isHarmed) return reply;
      isHarmed = true;
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          stop = () => controller.error(new TypeError('network'));
        },
      });
      return { ...reply, body };
    };
    const bundle = pageOf(harmed, { ...bundleLimits, tickMs: 50, mostSilentTicks: 3 });
    const mine = worker(bundle, openUrl);
    const opening = mine.openUrl(question(proxy, one!.camera.url('/v')), never());
    opening.catch(() => undefined);
    await until(() => one!.sockets.size === 1);
    harm(stop);
    await expect(opening).rejects.toBeInstanceOf(TypeError);
    await until(() => one!.sockets.size === 0);
    const calm = pageOf(harmed);
    const reply = reading(await worker(calm, openUrl).openUrl(question(proxy, one!.camera.url('/v')), never()));
    one!.send(part(1, 500));
    await until(() => reply.bytes().length > 500);
  });

  test('a name the proxy does not know is replaced at once', async () => {
    const [one] = await hands(1);
    const proxy = await started([one!.camera]);
    const page = browser();
    let wrong = 1;
    const forgetful: OpenUrl = (request, signal) => {
      const isAdd = request.url.includes('&add=') && wrong-- > 0;
      const url = isAdd ? request.url.replace(/bundle=\w+/, 'bundle=a-name-that-nobody-has') : request.url;
      return page.openUrl({ ...request, url }, signal);
    };
    const bundle = pageOf(forgetful);
    const reply = await worker(bundle, page.openUrl).openUrl(question(proxy, one!.camera.url('/v')), never());
    expect(reply.status).toBe(200);
    expect(page.asked.filter((query) => /^bundle=\w+$/.test(query))).toHaveLength(2);
    await reply.body.cancel();
  });
});

test.each<[string, (socket: Socket) => void]>([
  ['closes without an answer', (socket) => socket.end()],
  ['resets its connection', (socket) => socket.resetAndDestroy()],
  ['closes within its head', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-')],
  [
    'cuts its picture in a chunk that is none',
    (socket) =>
      socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n\xff\xd8\xff\xe0cut\r\n', 'latin1'),
  ],
])('a camera that %s breaks no bundle, and is asked once', async (_, answer) => {
  const all = await hands(2);
  const bad = await rawCamera(answer);
  const proxy = await started([...all.map((one) => one.camera), bad]);
  const page = browser();
  const bundle = pageOf(page.openUrl);
  const others = await Promise.all(
    all.map(async (one) =>
      reading(await worker(bundle, page.openUrl).openUrl(question(proxy, one.camera.url('/v')), never())),
    ),
  );
  const mine = worker(bundle, page.openUrl);
  for (let retry = 1; retry <= 3; retry++) {
    const reply = await mine.openUrl(question(proxy, bad.url('/s'), {}), never());
    expect([reply.status, reply.headers.get('x-snapreel-error')]).toEqual([502, 'capture/interrupted']);
    await reply.body.cancel();
    expect(bad.asked).toHaveLength(retry);
    for (const one of all) one.send(part(retry, 500));
  }
  for (const one of others) {
    await until(() => one.bytes().length >= 3 * part(1, 500).length);
    expect(one.end()).toBeUndefined();
  }
  expect(page.asked.filter((query) => /^bundle=\w+$/.test(query))).toHaveLength(1);
});

test.each([
  ['nothing', ''],
  ['half a head', 'HTTP/1.1 200 OK\r\nX-Snapreel-'],
])('a bundle of which %s comes is given up for all who wait, and the next camera opens another', async (_, begin) => {
  const gone = await rawCamera((socket) => socket.write(begin));
  const all = await hands(3);
  const proxy = await started([gone, ...all.map((one) => one.camera)]);
  const page = browser();
  let isGone = true;
  const opening: OpenUrl = (request, signal) =>
    page.openUrl(isGone && /\?bundle=\w+$/.test(request.url) ? { ...request, url: gone.url('/') } : request, signal);
  const limits = { ...bundleLimits, tickMs: 50, mostSilentTicks: 3 };
  const bundle = pageOf(opening, limits);
  const workers = all.map(() => worker(bundle, page.openUrl));
  const askAll = () =>
    workers.map((one, n) => one.openUrl(question(proxy, all[n]!.camera.url('/v')), AbortSignal.timeout(2000)));
  const failed = await Promise.allSettled(askAll());
  for (const one of failed) expect(one).toMatchObject({ status: 'rejected', reason: { name: 'TypeError' } });
  expect(gone.asked).toHaveLength(1);
  await until(() => gone.openSockets() === 0);
  isGone = false;
  // However busy this machine is.
  limits.tickMs = bundleLimits.tickMs;
  for (const reply of await Promise.all(askAll())) {
    expect(reply.status).toBe(200);
    await reply.body.cancel();
  }
  expect(page.asked.filter((query) => /^bundle=\w+$/.test(query))).toHaveLength(1);
});

describe('where there is no bundle', () => {
  test('an old proxy is asked for each camera by itself, and once for a bundle', async () => {
    const asked: string[] = [];
    const origin = await serve((request, response) => {
      asked.push(request.url!);
      const isOld = request.url!.includes('bundle=');
      response.writeHead(isOld ? 400 : 200, isOld ? { 'X-Snapreel-Error': 'capture/bad-address' } : {});
      response.end(isOld ? '' : jpeg(300));
    });
    const { openUrl } = browser();
    const bundle = pageOf(openUrl);
    const request: UrlRequest = { url: `${origin}/proxy?url=x`, headers: {} };
    for (let round = 0; round < 3; round++) {
      const reply = reading(await worker(bundle, openUrl).openUrl(request, never()));
      await until(() => reply.end() === 'end');
      expect(reply.bytes().equals(jpeg(300))).toBe(true);
    }
    expect(asked.filter((url) => url.includes('bundle='))).toHaveLength(1);
  });

  test.each([502, 503, 504])(
    'a refusal with %i is for now: the next camera asks for a bundle again',
    async (status) => {
      const asked: string[] = [];
      const origin = await serve((request, response) => {
        asked.push(request.url!);
        if (request.url!.includes('bundle=')) response.statusCode = status;
        response.end(jpeg(300));
      });
      const { openUrl } = browser();
      const bundle = pageOf(openUrl);
      for (let round = 0; round < 2; round++) {
        const answer = await worker(bundle, openUrl).openUrl({ url: `${origin}/proxy?url=x`, headers: {} }, never());
        const reply = reading(answer);
        await until(() => reply.end() === 'end');
        expect(reply.bytes().equals(jpeg(300))).toBe(true);
      }
      expect(asked.filter((url) => url.includes('bundle='))).toHaveLength(2);
    },
  );

  test('other tabs hold all connections: a stream is refused at once, a picture is not, and later there is room', async () => {
    const all = await hands(6);
    const still = await rawCamera((socket) => socket.end(pictureReply(jpeg(900))));
    const proxy = await started([...all.map((one) => one.camera), still]);
    const { openUrl } = browser();
    const tabs = await Promise.all(
      all.slice(0, 5).map((one) => openUrl(question(proxy, one.camera.url('/v')), never())),
    );
    const mine = worker(pageOf(openUrl), openUrl);
    const refused = await mine.openUrl(question(proxy, all[5]!.camera.url('/v')), never());
    expect([refused.status, refused.headers.get('x-snapreel-error')]).toEqual([503, 'capture/connections']);
    const picture = await mine.openUrl(question(proxy, still.url('/s'), {}), never());
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    await picture.body.cancel();
    await tabs[0]!.body.cancel();
    await until(() => all[0]!.sockets.size === 0);
    const reply = await mine.openUrl(question(proxy, all[5]!.camera.url('/v')), never());
    expect(reply.status).toBe(200);
    await reply.body.cancel();
    for (const one of tabs.slice(1)) await one.body.cancel();
  });
});
