/** Many cameras of one page share one connection to the real proxy, and none waits for another. */
import { afterEach, describe, expect, test } from 'vitest';
import { bundleLimits, openBundle } from '../../../src/remote/bundle/bundle';
import { jpeg, pictureReply, rawCamera, until } from '../../support/proxy/stage';
import { handCamera, numbersIn, part } from '../proxy/stream-stage';
import { browser, closeStage, hands, never, pageOf, question, reading, started, worker } from './bundle-stage';

afterEach(closeStage);

test.each([7, 16])('%i cameras of one page: all pictures of all, and the page is still answered', async (count) => {
  const all = await hands(count);
  const proxy = await started(all.map((one) => one.camera));
  const page = browser();
  const bundle = openBundle(page.openUrl);
  const workers = all.map(() => worker(bundle, page.openUrl));
  const replies = await Promise.all(
    workers.map((one, n) => one.openUrl(question(proxy, all[n]!.camera.url('/v')), never())),
  );
  for (const reply of replies) {
    expect(reply.status).toBe(200);
    expect(reply.headers.get('x-source-content-type')).toBe('multipart/x-mixed-replace; boundary=frame');
  }
  const read = replies.map(reading);
  for (let picture = 1; picture <= 20; picture++)
    for (const [n, one] of all.entries()) one.send(part(picture, 3000 + n));
  for (const [n, one] of read.entries()) {
    await until(() => one.bytes().length >= 20 * part(1, 3000 + n).length);
    expect(numbersIn(one.bytes(), 3000 + n)).toEqual(Array.from({ length: 19 }, (_, index) => index + 1));
  }
  // The first camera by itself, all others in one bundle.
  expect(page.asked.filter((query) => query.startsWith('url='))).toHaveLength(1);
  expect(page.asked.filter((query) => /^bundle=\w+$/.test(query))).toHaveLength(1);
  const controls = await Promise.all(
    workers.map((one, n) => one.openUrl(question(proxy, all[n]!.camera.url('/reboot.cgi'), {}), never())),
  );
  expect(controls.map(({ headers }) => headers.get('x-snapreel-error'))).toEqual(
    workers.map(() => 'capture/proxy-command'),
  );
  expect(workers.map((one) => one.skipped())).toEqual(workers.map(() => 0));
  for (const one of workers) one.end();
  await until(() => proxy.stats().viewers === 0 && proxy.stats().upstreams === 0);
});

test('a slow worker misses whole pictures, the others none, and what waits for it is bounded', async () => {
  const [slow, fast] = await hands(2);
  const proxy = await started([slow!.camera, fast!.camera]);
  const { openUrl } = browser();
  const backlogBytes = 400_000;
  const bundle = pageOf(openUrl, { ...bundleLimits, backlogBytes });
  const [one, other] = [worker(bundle, openUrl), worker(bundle, openUrl)];
  const lazy = await one.openUrl(question(proxy, slow!.camera.url('/v')), never());
  const quick = reading(await other.openUrl(question(proxy, fast!.camera.url('/v')), never()));
  for (let picture = 1; picture <= 60; picture++) {
    slow!.send(part(picture, 100_000));
    fast!.send(part(picture, 3000));
    await until(() => quick.bytes().length >= picture * part(1, 3000).length);
  }
  expect(numbersIn(quick.bytes(), 3000)).toEqual(Array.from({ length: 59 }, (_, index) => index + 1));
  await until(() => one.skipped() > 40);
  expect(proxy.stats().skippedFrames).toBe(0);
  // Now it reads: what waited, and then pictures that are new.
  const late = reading(lazy);
  await until(() => late.bytes().length > backlogBytes);
  for (let picture = 61; picture <= 65; picture++) slow!.send(part(picture, 100_000));
  await until(() => late.bytes().includes(part(64, 100_000)));
  // numbersIn throws when a picture is torn.
  const numbers = numbersIn(late.bytes(), 100_000);
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  expect(numbers.length + one.skipped()).toBe(64);
  expect(numbers.filter((number) => number <= 60).length * 100_000).toBeLessThan(backlogBytes + 3 * 101_000);
  expect(other.skipped()).toBe(0);
});

test('one without marks that nobody reads is given up, and the proxy leaves it', async () => {
  const blob = await handCamera('HTTP/1.0 200 OK\r\nContent-Type: video/x-unknown\r\n\r\n');
  const [steady] = await hands(1);
  const proxy = await started([blob.camera, steady!.camera]);
  const { openUrl } = browser();
  const bundle = pageOf(openUrl, { ...bundleLimits, backlogBytes: 100_000, pictureBytes: 200_000 });
  const [one, other] = [worker(bundle, openUrl), worker(bundle, openUrl)];
  const lost = await one.openUrl(question(proxy, blob.camera.url('/v')), never());
  const quick = reading(await other.openUrl(question(proxy, steady!.camera.url('/v')), never()));
  blob.send(Buffer.alloc(500_000, 0x41));
  await until(() => blob.sockets.size === 0);
  steady!.send(part(1, 3000));
  await until(() => quick.bytes().length > 3000);
  const late = reading(lost);
  await until(() => late.end() === 'broken');
  expect(late.bytes().length).toBeLessThanOrEqual(300_000 + 32 * 1024);
});

describe('each camera by itself', () => {
  test('ends, breaks, refuses, single pictures and logins are told as without a bundle', async () => {
    const [steady, ending] = await hands(2);
    const refusing = await rawCamera((socket) =>
      socket.end('HTTP/1.1 503 Busy\r\nRetry-After: 3\r\nContent-Length: 4\r\n\r\nbusy'),
    );
    const still = await rawCamera((socket) => socket.end(pictureReply(jpeg(900))));
    const asking = await rawCamera((socket) =>
      socket.end('HTTP/1.1 401 No\r\nWWW-Authenticate: Digest realm="x", nonce="1"\r\nContent-Length: 0\r\n\r\n'),
    );
    const proxy = await started([steady!.camera, ending!.camera, refusing, still, asking]);
    const { openUrl } = browser();
    const bundle = pageOf(openUrl);
    const open = (url: string, headers?: Record<string, string>) =>
      worker(bundle, openUrl).openUrl(question(proxy, url, headers), never());
    const first = reading(await open(steady!.camera.url('/v')));
    const second = reading(await open(ending!.camera.url('/v')));
    ending!.send(part(1, 500));
    await until(() => second.bytes().length > 500);
    for (const socket of ending!.sockets) socket.end();
    await until(() => second.end() === 'end');
    const busy = await open(refusing.url('/v'));
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '3']);
    const picture = reading(await open(still.url('/s'), {}));
    await until(() => picture.end() === 'end');
    expect(picture.bytes().equals(jpeg(900))).toBe(true);
    const unknown = await open(asking.url('/v'));
    expect([unknown.status, unknown.headers.get('x-camera-challenge')]).toEqual([401, 'digest']);
    const forbidden = await open('http://127.0.0.1:1/v');
    expect(forbidden.headers.get('x-snapreel-error')).toBe('capture/proxy-allow');
    const bad = await open('ftp://127.0.0.1/v');
    expect([bad.status, bad.headers.get('x-snapreel-error')]).toEqual([400, 'capture/bad-address']);
    steady!.send(part(1, 700));
    await until(() => first.bytes().length > 700);
    expect(first.end()).toBeUndefined();
  });

  test('one that is left, before its answer or after, is left at the camera, and its number is not used again', async () => {
    const silent = await rawCamera(() => undefined);
    const [watched, steady] = await hands(2);
    const proxy = await started([silent, watched!.camera, steady!.camera]);
    const page = browser();
    const bundle = pageOf(page.openUrl);
    const stays = reading(
      await worker(bundle, page.openUrl).openUrl(question(proxy, steady!.camera.url('/v')), never()),
    );
    const one = worker(bundle, page.openUrl);
    for (let round = 0; round < 3; round++) {
      const early = new AbortController();
      const opening = one.openUrl(question(proxy, silent.url('/v')), early.signal);
      await until(() => silent.openSockets() === 1);
      early.abort();
      await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
      await until(() => silent.openSockets() === 0);
      const later = new AbortController();
      const reply = await one.openUrl(question(proxy, watched!.camera.url('/v')), later.signal);
      await until(() => watched!.sockets.size === 1);
      if (round === 0) later.abort();
      else await reply.body.cancel();
      await until(() => watched!.sockets.size === 0);
    }
    // At once: the two requests may overtake one another.
    const hasty = new AbortController();
    const opening = one.openUrl(question(proxy, watched!.camera.url('/v')), hasty.signal);
    hasty.abort();
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
    await until(() => proxy.stats().viewers === 1);
    const numbers = page.asked.flatMap((query) => /&add=(\d+)/.exec(query)?.[1] ?? []);
    expect(new Set(numbers).size).toBe(numbers.length);
    steady!.send(part(1, 700));
    await until(() => stays.bytes().length > 700);
  });
});

test('twelve cameras that do not answer leave room for a control, another picture and the page', async () => {
  const silent = await Promise.all(Array.from({ length: 12 }, () => rawCamera(() => undefined)));
  const still = await rawCamera((socket) => socket.end(pictureReply(jpeg(900))));
  const proxy = await started([...silent, still]);
  const page = browser();
  const bundle = openBundle(page.openUrl);
  const stop = new AbortController();
  const asked = silent.map((camera) =>
    worker(bundle, page.openUrl).openUrl(question(proxy, camera.url('/s'), {}), stop.signal),
  );
  for (const one of asked) one.catch(() => undefined);
  await until(() => silent.every((camera) => camera.openSockets() === 1));
  const picture = reading(await worker(bundle, page.openUrl).openUrl(question(proxy, still.url('/s'), {}), never()));
  await until(() => picture.end() === 'end');
  expect(picture.bytes().equals(jpeg(900))).toBe(true);
  const greeting = await page.openUrl({ url: `http://127.0.0.1:${proxy.port}/snapreel.json`, headers: {} }, never());
  expect(greeting.status).toBe(200);
  await greeting.body.cancel();
  stop.abort();
  await until(() => silent.every((camera) => camera.openSockets() === 0));
});

test('the only camera of a page asks by itself; when it is gone, the next one does', () => {
  const bundle = openBundle(() => new Promise(() => undefined));
  const first = bundle.join();
  const second = bundle.join();
  expect([first.openUrl, typeof second.openUrl]).toEqual([undefined, 'function']);
  second.leave();
  expect(bundle.join().openUrl).toBeDefined();
  first.leave();
  expect(bundle.join().openUrl).toBeUndefined();
});

test('without a camera the connection is given back', async () => {
  const still = await rawCamera((socket) => socket.end(pictureReply(jpeg(900))));
  const proxy = await started([still]);
  const page = browser();
  // Longer than a busy machine waits between two questions.
  const bundle = pageOf(page.openUrl, { ...bundleLimits, lingerMs: 2000 });
  const one = worker(bundle, page.openUrl);
  const opened = () => page.asked.filter((query) => /^bundle=\w+$/.test(query)).length;
  for (let picture = 0; picture < 3; picture++) {
    const reply = reading(await one.openUrl(question(proxy, still.url('/s'), {}), never()));
    await until(() => reply.end() === 'end');
  }
  expect(opened()).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 2500));
  const reply = reading(await one.openUrl(question(proxy, still.url('/s'), {}), never()));
  await until(() => reply.end() === 'end');
  expect(opened()).toBe(2);
});
