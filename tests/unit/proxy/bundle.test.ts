/** Several cameras over one connection: frames of each, in turn, and none that waits for another. */
import type { IncomingHttpHeaders } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import type { ProxyOptions, ProxyServer } from '../../../proxy/proxy';
import { frameTypes } from '../../../proxy/relay/bundle';
import {
  jpeg,
  pictureReply,
  proxyFor,
  type RawCamera,
  rawCamera,
  send,
  transportOf,
  until,
} from '../../support/proxy/stage';
import { ask, protocols } from '../../support/proxy/transport';
import { handCamera, numbersIn, part } from './stream-stage';

const closing: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});

const name = 'a-bundle-of-the-test';

interface Share {
  head: { status: number; headers: Record<string, string> } | undefined;
  body: Buffer[];
  /** Of all its frames, in the order they came. */
  types: number[];
  end: 'end' | 'broken' | undefined;
}

/** The page's half, as small as it can be. */
interface Client {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly order: number[];
  readonly idles: () => number;
  readonly ended: () => boolean;
  share(camera: number): Share;
  bodyOf(camera: number): Buffer;
  pause(): void;
  resume(): void;
  close(): void;
}

async function openBundle(proxy: ProxyServer, bundle = name): Promise<Client> {
  const headers = { 'X-Snapreel-Token': proxy.token, 'User-Agent': 'Mozilla/5.0 test' };
  const path = `/proxy?bundle=${bundle}`;
  const transport = transportOf(proxy);
  const heard = await ask({ proxy, path, headers, method: 'GET', host: '127.0.0.1', transport });
  const shares = new Map<number, Share>();
  const order: number[] = [];
  let idles = 0;
  let ended = false;
  let rest: Buffer = Buffer.alloc(0);
  const share = (camera: number) => {
    const known = shares.get(camera) ?? { head: undefined, body: [], types: [], end: undefined };
    shares.set(camera, known);
    return known;
  };
  heard.body.on('end', () => (ended = true)).on('error', () => undefined);
  heard.body.on('data', (piece: Buffer) => {
    rest = Buffer.concat([rest, piece]);
    while (rest.length >= 9 && rest.length >= 9 + rest.readUInt32BE(5)) {
      const [type, camera, length] = [rest.readUInt8(0), rest.readUInt32BE(1), rest.readUInt32BE(5)];
      const bytes = rest.subarray(9, 9 + length);
      rest = rest.subarray(9 + length);
      if (type === frameTypes.idle) {
        idles += 1;
        continue;
      }
      const mine = share(camera);
      mine.types.push(type);
      order.push(camera);
      if (type === frameTypes.head) mine.head = JSON.parse(bytes.toString());
      else if (type === frameTypes.body) mine.body.push(bytes);
      else mine.end = type === frameTypes.end ? 'end' : 'broken';
    }
  });
  const client: Client = {
    status: heard.status,
    headers: heard.headers,
    order,
    idles: () => idles,
    ended: () => ended,
    share,
    bodyOf: (camera) => Buffer.concat(share(camera).body),
    pause: () => heard.body.pause(),
    resume: () => heard.body.resume(),
    close: heard.leave,
  };
  closing.unshift(client);
  return client;
}

const steer = (proxy: ProxyServer, query: string, headers: Record<string, string> = {}, bundle = name) =>
  send(proxy, `/proxy?bundle=${bundle}&${query}`, { 'X-Snapreel-Token': proxy.token, ...headers });
const add = (
  proxy: ProxyServer,
  camera: number,
  url: string,
  headers: Record<string, string> = { 'X-Camera-Stream': '1' },
) => steer(proxy, `add=${camera}&url=${encodeURIComponent(url)}`, headers);

describe.each(protocols)('%s', (transport) => {
  async function started(cameras: readonly RawCamera[], options: Partial<ProxyOptions> = {}): Promise<ProxyServer> {
    const proxy = await proxyFor(cameras, options, transport);
    closing.push(proxy, ...cameras);
    return proxy;
  }

  async function hands(count: number) {
    return Promise.all(Array.from({ length: count }, () => handCamera()));
  }

  test('sixteen cameras over one connection of a browser: all pictures of all, and the page is still answered', async () => {
    const all = await hands(16);
    const proxy = await started(all.map((one) => one.camera));
    const client = await openBundle(proxy);
    expect([client.status, client.headers['x-snapreel-bundle']]).toEqual([200, '1']);
    for (const [number, one] of all.entries())
      expect((await add(proxy, number, one.camera.url('/v'))).status).toBe(204);
    await until(() => all.every((one) => one.sockets.size === 1));
    for (let picture = 1; picture <= 20; picture++)
      for (const [number, one] of all.entries()) one.send(part(picture, 3000 + number));
    const expected = Array.from({ length: 19 }, (_, index) => index + 1);
    for (const number of all.keys()) {
      const size = part(1, 3000 + number).length;
      await until(() => client.bodyOf(number).length >= 20 * size);
      expect(numbersIn(client.bodyOf(number), 3000 + number)).toEqual(expected);
      expect(client.share(number).head).toMatchObject({
        status: 200,
        headers: { 'x-source-content-type': 'multipart/x-mixed-replace; boundary=frame' },
      });
    }
    expect((await send(proxy, '/snapreel.json')).status).toBe(200);
    expect(proxy.stats()).toMatchObject({ streams: 16, viewers: 16 });
    client.close();
    await until(() => proxy.stats().viewers === 0 && proxy.stats().upstreams === 0);
  });

  describe('a slow page', () => {
    test('misses whole pictures of the fast camera, none of the slow one, and memory stays bounded', async () => {
      const [fast, slow] = await hands(2);
      const backlogBytes = 400_000;
      const proxy = await started([fast!.camera, slow!.camera], { limits: { backlogBytes } });
      const client = await openBundle(proxy);
      await add(proxy, 1, fast!.camera.url('/v'));
      await add(proxy, 2, slow!.camera.url('/v'));
      await until(() => fast!.sockets.size === 1 && slow!.sockets.size === 1);
      client.pause();
      let most = 0;
      for (let picture = 1; picture <= 200; picture++) {
        fast!.send(part(picture, 100_000));
        if (picture % 50 === 0) slow!.send(part(picture / 50, 2000));
        await new Promise((resolve) => setTimeout(resolve, 2));
        most = Math.max(most, proxy.stats().backlogBytes);
      }
      await until(() => proxy.stats().skippedFrames > 20);
      expect(most).toBeLessThan(backlogBytes + 3 * 101_000);
      client.resume();
      await until(() => client.bodyOf(2).length >= 4 * part(1, 2000).length);
      expect(numbersIn(client.bodyOf(2), 2000)).toEqual([1, 2, 3]);
      await until(() => proxy.stats().backlogBytes === 0);
      for (let picture = 201; picture <= 203; picture++) fast!.send(part(picture, 100_000));
      await until(() => client.bodyOf(1).includes(part(202, 100_000)));
      // numbersIn throws when a picture is torn.
      const numbers = numbersIn(client.bodyOf(1), 100_000);
      expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
      expect(numbers.length).toBeLessThan(200);
    });

    test('a camera of large pictures does not keep the turn of the others', async () => {
      const [large, small] = await hands(2);
      const proxy = await started([large!.camera, small!.camera], { limits: { backlogBytes: 100_000_000 } });
      const client = await openBundle(proxy);
      await add(proxy, 1, large!.camera.url('/v'));
      await add(proxy, 2, small!.camera.url('/v'));
      await until(() => large!.sockets.size === 1 && small!.sockets.size === 1);
      client.pause();
      for (let picture = 1; picture <= 10; picture++) large!.send(part(picture, 4_000_000));
      await until(() => proxy.stats().backlogBytes > 20_000_000);
      for (let picture = 1; picture <= 10; picture++) small!.send(part(picture, 1000));
      await new Promise((resolve) => setTimeout(resolve, 100));
      client.resume();
      await until(() => client.bodyOf(2).length >= 10 * part(1, 1000).length);
      // What the kernel held, and a turn: not the megabytes that wait for the other camera.
      expect(client.bodyOf(1).length).toBeLessThan(20_000_000);
      expect(proxy.stats().backlogBytes).toBeGreaterThan(10_000_000);
    });
  });

  describe('each camera by itself', () => {
    test('one that ends, breaks, refuses or is taken out leaves the others running', async () => {
      const [steady, ending, removed] = await hands(3);
      const refusing = await rawCamera((socket) =>
        socket.end('HTTP/1.1 503 Busy\r\nRetry-After: 3\r\nContent-Length: 4\r\n\r\nbusy'),
      );
      const still = await rawCamera((socket) => socket.end(pictureReply(jpeg(900))));
      const asking = await rawCamera((socket) =>
        socket.end('HTTP/1.1 401 No\r\nWWW-Authenticate: Digest realm="x", nonce="1"\r\nContent-Length: 0\r\n\r\n'),
      );
      const proxy = await started([steady!.camera, ending!.camera, removed!.camera, refusing, still, asking]);
      const client = await openBundle(proxy);
      await add(proxy, 1, steady!.camera.url('/v'));
      await add(proxy, 2, ending!.camera.url('/v'));
      await add(proxy, 3, removed!.camera.url('/v'));
      await add(proxy, 4, refusing.url('/v'));
      await add(proxy, 5, still.url('/s'), {});
      await add(proxy, 6, asking.url('/v'));
      await add(proxy, 7, 'http://127.0.0.1:1/v');
      await until(() => [steady, ending, removed].every((one) => one!.sockets.size === 1));
      ending!.send(part(1, 500));
      await until(() => client.bodyOf(2).length > 500);
      for (const socket of ending!.sockets) socket.end();
      await until(() => [2, 4, 5, 6, 7].every((camera) => client.share(camera).end !== undefined));
      expect([2, 4, 5, 6, 7].map((camera) => client.share(camera).end)).toEqual(['end', 'end', 'end', 'end', 'end']);
      expect(client.share(4).head).toMatchObject({ status: 503, headers: { 'retry-after': '3' } });
      expect(client.bodyOf(5).equals(jpeg(900))).toBe(true);
      expect(client.share(5).head).toMatchObject({ status: 200, headers: { 'content-type': 'image/jpeg' } });
      expect(client.share(6).head).toMatchObject({ status: 401, headers: { 'x-camera-challenge': 'digest' } });
      expect(client.share(7).head).toMatchObject({
        status: 403,
        headers: { 'x-snapreel-error': 'capture/proxy-allow' },
      });
      // A head comes first, and nothing after the end.
      for (const camera of [2, 4, 5, 6, 7]) {
        const { types } = client.share(camera);
        expect([types[0], types.indexOf(frameTypes.end)]).toEqual([frameTypes.head, types.length - 1]);
      }
      expect((await steer(proxy, 'remove=3')).status).toBe(204);
      await until(() => removed!.sockets.size === 0);
      steady!.send(part(1, 700));
      await until(() => client.bodyOf(1).length > 700);
      expect(client.ended()).toBe(false);
      // A number that is free again can be taken again.
      expect((await add(proxy, 2, ending!.camera.url('/v'))).status).toBe(204);
    });

    test('what is refused at once is told by the question, with its code', async () => {
      const [one] = await hands(1);
      const proxy = await started([one!.camera]);
      const refused = async (query: string, headers?: Record<string, string>, bundle?: string) => {
        const answer = await steer(proxy, query, headers, bundle);
        return [answer.status, answer.code];
      };
      const url = encodeURIComponent(one!.camera.url('/v'));
      expect(await refused(`add=1&url=${url}`)).toEqual([502, 'capture/interrupted']);
      const client = await openBundle(proxy);
      expect(await refused(`add=1&url=${encodeURIComponent(one!.camera.url('/reboot.cgi'))}`)).toEqual([
        403,
        'capture/proxy-command',
      ]);
      expect(await refused(`add=1&url=${url}`, { 'X-Snapreel-Token': 'wrong' })).toEqual([403, 'capture/proxy-token']);
      expect(await refused(`add=1&url=${url}`, { Origin: 'https://evil.example' })).toEqual([403, 'capture/proxy']);
      for (const number of ['-1', 'x', '', '1e3', '9999999999'])
        expect(await refused(`add=${number}&url=${url}`)).toEqual([400, 'capture/bad-address']);
      expect((await steer(proxy, `add=1&url=${url}`, { 'X-Camera-Stream': '1' })).status).toBe(204);
      expect(await refused(`add=1&url=${url}`)).toEqual([400, 'capture/bad-address']);
      expect((await steer(proxy, 'remove=77')).status).toBe(204);
      // A name is one page's, and long enough that no other guesses it.
      expect((await openBundle(proxy)).headers['x-snapreel-error']).toBe('capture/bad-address');
      expect((await openBundle(proxy, 'short')).headers['x-snapreel-error']).toBe('capture/bad-address');
      client.close();
      await until(() => proxy.stats().viewers === 0);
      expect(await refused(`add=1&url=${url}`)).toEqual([502, 'capture/interrupted']);
    });

    test('65 cameras are one too many', async () => {
      const [one] = await hands(1);
      const proxy = await started([one!.camera]);
      await openBundle(proxy);
      for (let camera = 0; camera < 64; camera++)
        expect((await add(proxy, camera, one!.camera.url('/v'))).status).toBe(204);
      expect((await add(proxy, 64, one!.camera.url('/v'))).code).toBe('capture/connections');
      expect(one!.camera.connects()).toBe(1);
    });
  });

  test('an idle frame comes first of all', async () => {
    const proxy = await started([]);
    const client = await openBundle(proxy);
    await until(() => client.idles() === 1);
  });
});
