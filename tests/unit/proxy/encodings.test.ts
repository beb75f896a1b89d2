/** Replies that a camera packed unasked, and cameras that give pictures to a session only: read as a browser reads them. */
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { jpeg, latin1, proxyFor, rawCamera, relayed, until } from '../../support/proxy/stage';
import { part, watch } from './stream-stage';

const closing: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});

const body = jpeg(8000);
const reply = (encoding: string, content: Buffer, more = '') =>
  Buffer.concat([
    latin1(`HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Encoding: ${encoding}\r\n${more}\r\n`),
    content,
  ]);
const withLength = (encoding: string, content: Buffer) =>
  reply(encoding, content, `Content-Length: ${content.length}\r\n`);

async function asked(bytes: Buffer, options: { keepOpen?: boolean; limits?: object } = {}) {
  const camera = await rawCamera((socket) => (options.keepOpen ? socket.write(bytes) : socket.end(bytes)));
  const proxy = await proxyFor([camera], { limits: options.limits ?? {} });
  closing.push(proxy, camera);
  return relayed(proxy, camera.url('/s.jpg'));
}

describe('I a packed picture arrives as it was', () => {
  const packed: readonly (readonly [string, Buffer])[] = [
    ['gzip', withLength('gzip', gzipSync(body))],
    ['x-gzip', withLength('X-GZIP', gzipSync(body))],
    ['deflate', withLength('deflate', deflateSync(body))],
    ['deflate without its zlib head', withLength('deflate', deflateRawSync(body))],
    ['br', withLength('br', brotliCompressSync(body))],
    ['gzip without a length', reply('gzip', gzipSync(body))],
    ['gzip with the length of the picture', reply('gzip', gzipSync(body), 'Content-Length: 8000\r\n')],
    ['gzip twice', withLength('gzip, gzip', gzipSync(gzipSync(body)))],
    ['identity', withLength('identity', body)],
    ['what is not packed though it says gzip', withLength('gzip', body)],
    ['what is not packed though it says deflate', withLength('deflate', body)],
    ['what is not packed though it says br', withLength('br', body)],
    ['a name nobody knows', withLength('lzw', body)],
    ['gzip with padding behind it', reply('gzip', Buffer.concat([gzipSync(body), Buffer.alloc(40)]))],
  ];
  test.each(packed)('%s', async (_what, bytes) => {
    const answer = await asked(bytes);
    expect([answer.status, answer.code, answer.headers['content-type']]).toEqual([200, '', 'image/jpeg']);
    expect(answer.body.equals(body)).toBe(true);
    expect(answer.headers['content-encoding']).toBeUndefined();
  });

  test('a camera that keeps its promised length need not close', async () => {
    const answer = await asked(withLength('gzip', gzipSync(body)), { keepOpen: true, limits: { idleMs: 500 } });
    expect(answer.body.equals(body)).toBe(true);
  });

  test('a broken one is named', async () => {
    const broken = gzipSync(body);
    broken.fill(0xff, 20);
    expect((await asked(withLength('gzip', broken))).code).toBe('capture/interrupted');
  });

  test('a packed stream comes part by part', async () => {
    const bytes = gzipSync(Buffer.concat([1, 2, 3].map((number) => part(number, 3000))));
    const camera = await rawCamera((socket) => {
      socket.write(
        'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Type: multipart/x-mixed-replace;boundary=frame\r\n\r\n',
      );
      for (let at = 0; at < bytes.length; at += 50) socket.write(bytes.subarray(at, at + 50));
    });
    const proxy = await proxyFor([camera]);
    closing.push(proxy, camera);
    const viewer = await watch(proxy, camera.url('/v'));
    await until(() => viewer.received().length >= 3 * part(1, 3000).length);
    expect(viewer.received().equals(Buffer.concat([1, 2, 3].map((number) => part(number, 3000))))).toBe(true);
  });
});

describe('T17 a bomb is cut off where a picture would be', () => {
  const zeros = Buffer.alloc(300_000_000);
  const bombs: readonly (readonly [string, () => Buffer])[] = [
    ['gzip', () => gzipSync(zeros)],
    ['deflate', () => deflateSync(zeros)],
    ['deflate-raw', () => deflateRawSync(zeros)],
    ['br', () => brotliCompressSync(zeros, { params: { 1: 4 } })],
    ['gzip, gzip', () => gzipSync(gzipSync(zeros))],
  ];
  test.each(bombs)('%s', async (name, make) => {
    const bomb = withLength(name.replace('-raw', ''), make());
    expect(bomb.length).toBeLessThan(1_000_000);
    const before = process.memoryUsage().rss;
    const answer = await asked(bomb, { limits: { pictureBytes: 2_000_000 } });
    expect(answer.code).toBe('capture/too-large');
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
  });
});

describe('I a session', () => {
  const picture = withLength('identity', body);
  const cookieOf = (head: string) => /^cookie: (.*)$/im.exec(head)?.[1] ?? '';
  const redirect = (to: string, ...cookies: readonly string[]) =>
    `HTTP/1.1 302 Found\r\nLocation: ${to}\r\n${cookies.map((one) => `Set-Cookie: ${one}\r\n`).join('')}Content-Length: 0\r\n\r\n`;

  const sessions: readonly (readonly [string, string, string])[] = [
    ['to itself with a cookie', redirect('/s.jpg', 'sid=1'), 'sid=1'],
    ['with two cookies', redirect('/s.jpg', 'sid=1; Path=/', 'lang=de; HttpOnly'), 'sid=1; lang=de'],
    ['with attributes', redirect('/s.jpg', 'sid=a=b; Path=/; Secure; SameSite=Lax; Max-Age=60'), 'sid=a=b'],
    ['of a camera whose clock stands', redirect('/s.jpg', 'sid=1; Expires=Fri, 02 Jan 1970 00:00:00 GMT'), 'sid=1'],
    ['to its whole address', redirect('http://HOST/s.jpg', 'sid=1'), 'sid=1'],
    ['with one cookie taken back', redirect('/s.jpg', 'old=1', 'old=; Max-Age=0', 'sid=1'), 'sid=1'],
  ];
  test.each(sessions)('a redirect %s', async (_what, answer, cookie) => {
    const camera = await rawCamera((socket, head) =>
      cookieOf(head) === cookie ? socket.end(picture) : socket.end(answer.replace('HOST', camera.place)),
    );
    const proxy = await proxyFor([camera]);
    closing.push(proxy, camera);
    for (let round = 0; round < 2; round++) {
      const got = await relayed(proxy, camera.url('/s.jpg'));
      expect([got.code, got.body.equals(body)]).toEqual(['', true]);
      expect(got.headers['set-cookie']).toBeUndefined();
    }
    // The second picture is asked for within the session.
    expect(camera.connects()).toBe(3);
  });

  test('a cookie of another path, login or camera is not sent', async () => {
    const camera = await rawCamera((socket, head) => {
      if (head.startsWith('GET /in/')) socket.end(withLength('identity\r\nSet-Cookie: sid=1', body));
      else socket.end(picture);
    });
    const other = await rawCamera((socket) => socket.end(picture));
    const proxy = await proxyFor([camera, other]);
    closing.push(proxy, camera, other);
    await relayed(proxy, camera.url('/in/s.jpg'));
    await relayed(proxy, camera.url('/in/again.jpg'));
    await relayed(proxy, camera.url('/inner.jpg'));
    await relayed(proxy, camera.url('/in/s.jpg'), { 'X-Camera-User': 'eve', 'X-Camera-Password': 'x' });
    await relayed(proxy, other.url('/in/s.jpg'));
    expect([...camera.asked, ...other.asked].map(cookieOf)).toEqual(['', 'sid=1', '', '', '']);
  });

  test.each([
    ['without a cookie', redirect('/s.jpg')],
    ['with the same cookie again and again', redirect('/s.jpg', 'sid=1')],
    ['with a cookie that cannot be sent', redirect('/s.jpg', 'sid=\x01\x7f')],
  ])('a loop %s is named', async (_what, answer) => {
    const camera = await rawCamera((socket) => socket.end(answer));
    const proxy = await proxyFor([camera]);
    closing.push(proxy, camera);
    expect((await relayed(proxy, camera.url('/s.jpg'))).code).toBe('capture/redirect');
    expect(camera.connects()).toBeLessThan(8);
  });

  test('a loop with a new cookie each time ends', async () => {
    let number = 0;
    const camera = await rawCamera((socket) => socket.end(redirect('/s.jpg', `sid=${number++}`)));
    const proxy = await proxyFor([camera]);
    closing.push(proxy, camera);
    expect((await relayed(proxy, camera.url('/s.jpg'))).code).toBe('capture/redirect');
    expect(camera.connects()).toBeLessThan(8);
  });
});
