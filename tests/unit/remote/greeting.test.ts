/** Where the page runs, as a real proxy tells it, or does not yet: it is closed, and started again later. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ProxyServer, startProxy } from '../../../proxy/proxy';
import type { ProxyLink } from '../../../src/base/web/url';
import { type Deck, openDeck } from '../../../src/deck/deck';
import { isStranger, tokenAgain, tokenDocument } from '../../../src/record/token';
import { findPlace } from '../../../src/remote/greeting';
import type { RemoteDeck } from '../../../src/remote/run-in-worker';
import { FolderDisk } from '../../support/folder-disk';
import { cameraSending, jpeg, pictureReply } from '../../support/proxy/stage';
import { tempFolder } from '../deck/scenes';

let deck: Deck;
const closing: (() => unknown)[] = [];

beforeEach(async () => {
  deck = await openDeck(new FolderDisk(tempFolder()), { chunkBytes: 65_536, reserveBytes: 0 });
  vi.stubGlobal('addEventListener', () => undefined);
});
afterEach(async () => {
  vi.unstubAllGlobals();
  for (const close of closing.splice(0)) await close();
});

async function proxyAt(port: number, allow: readonly string[] = []): Promise<ProxyServer> {
  const proxy = await startProxy({ host: '127.0.0.1', port, allow });
  closing.push(() => proxy.close());
  return proxy;
}

/** As the page does when it is opened. */
function find(port: number, linkedToken = '') {
  vi.stubGlobal('location', new URL(`http://127.0.0.1:${port}/?demo=1#/live`));
  return findPlace(linkedToken, Promise.resolve(deck) as unknown as RemoteDeck, () => undefined);
}

/** The page was open once while the proxy was there, and it is gone now. */
async function seenOnce(): Promise<number> {
  const proxy = await proxyAt(0);
  expect((await find(proxy.port)).proxy?.token).toBe(proxy.token);
  // Written down beside the opening of the page.
  await vi.waitUntil(() => deck.read('proxy-seen'));
  await proxy.close();
  return proxy.port;
}

/** As a worker asks: a stranger reads the new token, and asks again. */
async function askFor(url: string, { origin, token }: ProxyLink): Promise<number> {
  const ask = (own: string) =>
    fetch(`${origin}/proxy?url=${encodeURIComponent(url)}`, { headers: { 'X-Snapreel-Token': own } });
  const reply = await ask(token);
  const again = isStranger(reply) ? await ask(await tokenAgain(origin, token, Promise.resolve(deck))) : reply;
  return (await again.arrayBuffer()).byteLength;
}

test('opened before the network: the proxy that starts later is asked, with the token it has then', async () => {
  const camera = await cameraSending(pictureReply(jpeg(900)));
  closing.push(() => camera.close());
  const port = await seenOnce();
  const { proxy, offered } = await find(port);
  expect([proxy?.origin, offered]).toEqual([`http://127.0.0.1:${port}`, []]);
  await expect(askFor(camera.url('/shot.jpg'), proxy!)).rejects.toBeInstanceOf(TypeError);
  await proxyAt(port, [camera.place]);
  expect(await askFor(camera.url('/shot.jpg'), proxy!)).toBe(900);
});

test.each([
  ['of a link that was opened now', 'of-the-link', 'kept-before'],
  ['of a link before', '', 'kept-before'],
])('without the network it has the token %s', async (_, linked, kept) => {
  const port = await seenOnce();
  await deck.write(tokenDocument, kept);
  expect((await find(port, linked)).proxy?.token).toBe(linked || kept);
});

test('nobody answers, and no proxy was ever seen here: there is none', async () => {
  const port = await seenOnce();
  const other = await proxyAt(0);
  await other.close();
  expect(await find(other.port)).toEqual({ proxy: undefined, offered: [] });
  // Nor where this device keeps nothing.
  deck.read = async () => Promise.reject(new Error('no storage'));
  expect(await find(port)).toEqual({ proxy: undefined, offered: [] });
  // Nor where storage never answers.
  deck.read = () => new Promise(() => undefined);
  expect(await find(port)).toEqual({ proxy: undefined, offered: [] });
});

test.each([
  ['404 and a sentence', 404, 'Not found'],
  ['a page', 200, '<!doctype html>'],
  ['no proxy', 200, '{"proxy":false}'],
])('a host that answers with %s has no proxy, whatever was seen before', async (_, status, body) => {
  const host = createServer((_, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    host.close();
    host.closeAllConnections();
  });
  const { port } = host.address() as AddressInfo;
  await deck.write('proxy-seen', `http://127.0.0.1:${port}`);
  expect(await find(port)).toEqual({ proxy: undefined, offered: [] });
});
