/** Cameras are found on the own network: what is found among real servers, what is never asked, and who may ask for it. */
import type { NetworkInterfaceInfo } from 'node:os';
import { afterEach, describe, expect, test } from 'vitest';
import { cameraPorts, questionsAt } from '../../../proxy/search/device';
import { networkAddresses } from '../../../proxy/search/network';
import { readAddress } from '../../../proxy/target/address';
import {
  jpeg,
  latin1,
  pictureReply,
  proxyFor,
  type RawCamera,
  rawCamera,
  send,
  until,
} from '../../support/proxy/stage';
import { ask, protocols, type Transport } from '../../support/proxy/transport';

const closing: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});

const picture = pictureReply(jpeg(900));
const reply = (status: string, head = '', body = '') =>
  latin1(`HTTP/1.1 ${status}\r\n${head}Content-Length: ${body.length}\r\n\r\n${body}`);
const notFound = reply('404 Not Found');
const login = (realm: string, server = '') =>
  reply('401 Unauthorized', `${server && `Server: ${server}\r\n`}WWW-Authenticate: Basic realm="${realm}"\r\n`);

type Answer = Buffer | undefined;
/** What a server says to a path; undefined is silence. */
type Says = (path: string) => Answer;
const only = (wanted: string, answer: Answer, other: Answer = notFound): Says => {
  return (path) => (path.startsWith(wanted) ? answer : other);
};

async function server(says: Says, host: string): Promise<RawCamera> {
  const camera = await rawCamera((socket, head) => {
    const answer = says(head.split(' ')[1] ?? '');
    if (answer) socket.end(answer);
  }, host);
  closing.push(camera);
  return camera;
}

/** All that a search says, with these servers allowed and in its range. */
async function searched(servers: readonly RawCamera[], allowed = servers, transport: Transport = 'HTTP/1.1') {
  const addresses = () => servers.map(({ place }) => place.split(':')[0]!);
  const ports = servers.map(({ port }) => port);
  const limits = { firstMs: 400, idleMs: 400 };
  const proxy = await proxyFor(allowed, { searchPlace: { addresses, ports }, limits }, transport);
  closing.unshift(proxy);
  const { body, status, headers } = await send(proxy, '/proxy?search=cameras', { 'X-Snapreel-Token': proxy.token });
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('application/x-ndjson');
  const lines = body.toString().trim().split('\n');
  return lines.map((line) => JSON.parse(line) as { camera?: object; asked?: number; of?: number; isDone?: boolean });
}

describe('who is found, and who is not', () => {
  const cases: readonly (readonly [string, Says, { family: string; wantsLogin: boolean } | undefined])[] = [
    ['a Netwave camera that is open', only('/snapshot.cgi', picture), { family: 'netwave', wantsLogin: false }],
    [
      'one that asks for a login everywhere',
      () => login('ipcamera', 'Netwave IP Camera'),
      { family: 'netwave', wantsLogin: true },
    ],
    ['one whose server has no name, but its login', () => login('DCS-932L'), { family: '', wantsLogin: true }],
    [
      'a login at the picture alone',
      only('/ISAPI/Streaming/channels/101/picture', login('x')),
      { family: 'hikvision', wantsLogin: true },
    ],
    [
      'a picture that calls itself text',
      only('/tmpfs/auto.jpg', reply('200 OK', 'Content-Type: text/plain\r\n', '\xff\xd8\xff\xe0')),
      { family: 'easyn-hisilicon', wantsLogin: false },
    ],
    [
      'a stream that never ends',
      only('/video', latin1('HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=b\r\n\r\n--b\r\n')),
      { family: 'droidcam', wantsLogin: false },
    ],
    ['mjpg-streamer', only('/?action=snapshot', picture), { family: 'mjpg-streamer', wantsLogin: false }],
    ['a router that asks for a login everywhere', () => login('Router'), undefined],
    ['a page for every path', () => reply('200 OK', 'Content-Type: text/html\r\n', '<html>'), undefined],
    [
      'a picture that is none',
      only('/snapshot.cgi', reply('200 OK', 'Content-Type: image/jpeg\r\n', 'GIF89a')),
      undefined,
    ],
    ['a redirect to another place', () => reply('302 Found', 'Location: http://192.0.2.1/\r\n'), undefined],
    ['no HTTP at all', () => latin1('220 mail.home ESMTP\r\n'), undefined],
    ['a server that takes the question and says nothing', () => undefined, undefined],
  ];
  test.each(cases)('%s', async (_what, says, found) => {
    const camera = await server(says, '127.0.0.2');
    const news = await searched([camera]);
    const cameras = news.flatMap((line) => (line.camera ? [line.camera] : []));
    expect(cameras).toEqual(found ? [{ address: `http://${camera.place}`, ...found }] : []);
    expect(news.at(-1)).toEqual({ isDone: true });
    expect(camera.asked.join()).not.toMatch(/authorization|cookie|user=|pwd=|password=/i);
  });

  test('a router is asked once, a server that is silent once, one that is no camera each picture once', async () => {
    const router = await server(() => login('Router'), '127.0.0.2');
    const silent = await server(() => undefined, '127.0.0.3');
    const page = await server(() => notFound, '127.0.0.4');
    await searched([router, silent, page]);
    expect([router.asked.length, silent.asked.length]).toEqual([1, 1]);
    const paths = page.asked.map((head) => head.split(' ')[1]?.replace(/rs=\w+/, ''));
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths.length).toBeLessThan(50);
  });

  test.each(protocols)('several at once, and where it is, over %s', async (transport) => {
    const cameras = await Promise.all(
      ['127.0.0.2', '127.0.0.3', '127.0.0.4'].map((host) => server(only('/snapshot.cgi', picture), host)),
    );
    const news = await searched(cameras, cameras, transport);
    expect(news.filter((line) => line.camera).length).toBe(3);
    const asked = news.flatMap((line) => (line.asked === undefined ? [] : [[line.asked, line.of]]));
    expect(asked).toEqual([0, 1, 2, 3].map((done) => [done, 3]));
  });

  test('a place that the proxy may not ask is not asked by a search either', async () => {
    const named = await server(only('/snapshot.cgi', picture), '127.0.0.2');
    const other = await server(only('/snapshot.cgi', picture), '127.0.0.3');
    const news = await searched([named, other], [named]);
    expect(news.flatMap((line) => (line.camera ? [line.camera] : []))).toEqual([
      { address: `http://${named.place}`, family: 'netwave', wantsLogin: false },
    ]);
    expect(other.connects()).toBe(0);
  });
});

describe('who may ask for it', () => {
  const refused: readonly (readonly [string, Record<string, string>, string, number, string])[] = [
    ['nobody without the token', {}, 'GET', 403, 'capture/proxy-token'],
    ['nobody with a wrong one', { 'X-Snapreel-Token': 'guessed' }, 'GET', 403, 'capture/proxy-token'],
    ['no page of another origin', { Origin: 'http://evil.example' }, 'GET', 403, 'capture/proxy'],
    ['no page of another site', { 'Sec-Fetch-Site': 'cross-site' }, 'GET', 403, 'capture/proxy'],
    ['no name that was made to point here', { Host: 'evil.example' }, 'GET', 421, 'capture/proxy'],
    ['no HEAD', {}, 'HEAD', 403, ''],
    ['no POST', {}, 'POST', 405, 'capture/proxy'],
  ];
  test.each(refused)('%s', async (_who, headers, method, status, code) => {
    const camera = await server(only('/snapshot.cgi', picture), '127.0.0.2');
    const searchPlace = { addresses: () => ['127.0.0.2'], ports: [camera.port] };
    const proxy = await proxyFor([camera], { searchPlace });
    closing.unshift(proxy);
    const isAboutToken = code === 'capture/proxy-token';
    const token: Record<string, string> = isAboutToken ? {} : { 'X-Snapreel-Token': proxy.token };
    const answer = await send(proxy, '/proxy?search=cameras', { ...token, ...headers }, method);
    expect(answer.status).toBe(status);
    if (code !== '') expect(answer.code).toBe(code);
    expect(camera.connects()).toBe(0);
  });

  /** One server behind all addresses of 127.0.0.0/8 that says nothing, and a search that goes through sixty of them. */
  async function longSearch() {
    const camera = await server(() => undefined, '0.0.0.0');
    const hosts = Array.from({ length: 60 }, (_, index) => `127.0.0.${index + 2}`);
    const allow = hosts.map((host) => `${host}:${camera.port}`);
    const searchPlace = { addresses: () => hosts, ports: [camera.port] };
    const proxy = await proxyFor([], { allow, searchPlace });
    closing.unshift(proxy);
    const path = '/proxy?search=cameras';
    const headers = { 'X-Snapreel-Token': proxy.token };
    const { body } = await ask({ proxy, path, headers, method: 'GET', host: '127.0.0.1', transport: 'HTTP/1.1' });
    return { camera, proxy, body, path, headers };
  }

  test('at most sixteen machines at once; it ends with the page, and the next may begin', async () => {
    const { camera, proxy, body, path, headers } = await longSearch();
    await until(() => camera.asked.length >= 16);
    expect(camera.openSockets()).toBe(16);
    expect((await send(proxy, path, headers)).code).toBe('capture/busy');
    body.destroy();
    await until(() => camera.openSockets() === 0 && proxy.stats().upstreams === 0);
    expect(camera.connects()).toBe(16);
  });

  test('it ends with the proxy', async () => {
    const { camera, proxy, body } = await longSearch();
    body.on('error', () => undefined);
    await until(() => camera.asked.length >= 16);
    await proxy.close();
    await until(() => camera.openSockets() === 0);
    expect(camera.connects()).toBe(16);
  });
});

describe('where is searched', () => {
  const one = (address: string, netmask = '255.255.255.0', family = 'IPv4', internal = false) =>
    ({ address, netmask, family, internal }) as NetworkInterfaceInfo;
  const count = (name: string, ...list: NetworkInterfaceInfo[]) => networkAddresses({ [name]: list }).length;
  test.each([
    ['a home network', 'eth0', one('192.168.1.20'), 254],
    ['the /24 of a large one', 'wlan0', one('10.20.30.40', '255.0.0.0'), 254],
    ['a smaller one', 'eth0', one('172.16.0.5', '255.255.255.240'), 14],
    ['a public address', 'eth0', one('203.0.113.7'), 0],
    ['a link-local one', 'eth0', one('169.254.10.1', '255.255.0.0'), 0],
    ['one of a provider, or of Tailscale', 'eth0', one('100.64.0.9'), 0],
    ['this machine alone', 'lo', one('127.0.0.1', '255.0.0.0', 'IPv4', true), 0],
    ['IPv6', 'eth0', one('fd12::1', 'ffff:ffff::', 'IPv6'), 0],
    ['containers', 'docker0', one('172.17.0.1', '255.255.0.0'), 0],
    ['a tunnel to somebody else', 'wg0', one('10.8.0.2'), 0],
    ['a tunnel of Windows’ virtual machines', 'vEthernet (WSL)', one('172.20.0.1'), 0],
  ])('%s', (_what, name, address, expected) => {
    expect(count(name, address)).toBe(expected);
  });

  test('each address once, no network’s own, three networks at most', () => {
    const home = networkAddresses({ eth0: [one('192.168.1.20')], wlan0: [one('192.168.1.21')] });
    expect([home.length, home[0], home.at(-1)]).toEqual([254, '192.168.1.1', '192.168.1.254']);
    const many = Object.fromEntries([1, 2, 3, 4, 5].map((net) => [`eth${net}`, [one(`10.0.${net}.2`)]]));
    expect(networkAddresses(many).length).toBe(3 * 254);
  });

  test('every family is asked for at its own port, and nothing that the proxy would refuse', () => {
    expect(cameraPorts()[0]).toBe(80);
    const asked = cameraPorts().flatMap((port) => questionsAt('192.168.1.20', port));
    for (const { address } of asked) expect(() => readAddress(address.url), address.url).not.toThrow();
    expect(questionsAt('192.168.1.20', 4747).map(({ address }) => address.url)).toEqual([
      'http://192.168.1.20:4747/video',
    ]);
    expect(questionsAt('192.168.1.20', 8080).length).toBeGreaterThan(20);
    expect(questionsAt('192.168.1.20', 8080)[0]?.families[0]).toBe('mjpg-streamer');
  });
});
