/** Camera replies through the whole proxy: every one that both browsers read comes through. */
import { afterEach, describe, expect, test } from 'vitest';
import type { ProxyServer } from '../../../proxy/proxy';
import {
  cameraSending,
  jpeg,
  latin1,
  pictureReply,
  proxyFor,
  type RawCamera,
  rawCamera,
  relayed,
} from '../../support/proxy/stage';

const closing: (ProxyServer | RawCamera)[] = [];
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});

async function staged(camera: Promise<RawCamera>, limits = {}): Promise<{ camera: RawCamera; proxy: ProxyServer }> {
  const ready = await camera;
  const proxy = await proxyFor([ready], { limits });
  closing.push(proxy, ready);
  return { camera: ready, proxy };
}

const body = jpeg(8000);
const with200 = (head: string, content: Buffer = body) =>
  Buffer.concat([latin1(`HTTP/1.1 200 OK\r\n${head}\r\n`), content]);
const chunks = (content: Buffer, last = '0\r\n\r\n') =>
  Buffer.concat([latin1(`${content.length.toString(16)};x=y\r\n`), content, latin1(`\r\n${last}`)]);

describe('a picture in an odd reply arrives byte for byte', () => {
  const replies: readonly (readonly [string, string, Buffer, string?])[] = [
    [
      'H01',
      'line without a name',
      with200('Tue, 12 Jun 2012 01:56:34 GMT\r\nContent-Type:image/jpeg\r\n'),
      'nameless-line',
    ],
    ['H02', 'line without a colon', with200('nonsense\r\nContent-Type: image/jpeg\r\n'), 'nameless-line'],
    ['H03', 'space before the colon', with200('Content-Length : 8000\r\nContent-Type: image/jpeg\r\n')],
    ['H04', 'LF alone', Buffer.concat([latin1('HTTP/1.1 200 OK\nContent-Type: image/jpeg\n\n'), body])],
    ['H05', 'bare CR', with200('X-A: b\rSet-Cookie: c\r\nContent-Type: image/jpeg\r\n'), 'bare-cr'],
    ['H07', 'non-ASCII value', with200('Server: \xe4\xf6\xfc\r\nContent-Type: image/jpeg\r\n')],
    ['H08', 'folded header', with200('X-A: b\r\n  c\r\nContent-Type: image/jpeg\r\n')],
    ['H09', 'empty header name', with200(': x\r\nContent-Type: image/jpeg\r\n'), 'nameless-line'],
    ['H10', 'no reason', Buffer.concat([latin1('HTTP/1.1 200\r\nContent-Type: image/jpeg\r\n\r\n'), body])],
    [
      'H10',
      'two spaces',
      Buffer.concat([latin1('HTTP/1.1  200 OK\r\nContent-Type: image/jpeg\r\n\r\n'), body]),
      'odd-status-line',
    ],
    ['H10', 'lower case', Buffer.concat([latin1('http/1.1 200 ok\r\nContent-Type: image/jpeg\r\n\r\n'), body])],
    [
      'H10',
      'leading blank line',
      Buffer.concat([latin1('\r\nHTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n'), body]),
    ],
    ['H11', 'ICY', Buffer.concat([latin1('ICY 200 OK\r\nContent-Type: image/jpeg\r\n\r\n'), body]), 'odd-status-line'],
    ['H12', 'HTTP/0.9', body, 'wrong-type'],
    ['H13', '100 Continue first', Buffer.concat([latin1('HTTP/1.1 100 Continue\r\n\r\n'), pictureReply(body)])],
    [
      'H14',
      'no length, HTTP/1.0',
      Buffer.concat([latin1('HTTP/1.0 200 OK\r\nContent-Type: image/jpeg\r\n\r\n'), body]),
    ],
    [
      'H15',
      'length too long, then close',
      with200('Content-Length: 9999999\r\nContent-Type: image/jpeg\r\n'),
      'length-mismatch',
    ],
    ['H16', 'length too short', with200('Content-Length: 5000\r\nContent-Type: image/jpeg\r\n'), 'length-mismatch'],
    [
      'H17',
      'length that is no number',
      with200('Content-Length: many\r\nContent-Type: image/jpeg\r\n'),
      'garbled-length',
    ],
    ['H17', 'negative length', with200('Content-Length: -5\r\nContent-Type: image/jpeg\r\n'), 'garbled-length'],
    ['H18', 'length 0 with a body', with200('Content-Length: 0\r\nContent-Type: image/jpeg\r\n'), 'length-mismatch'],
    [
      'H19',
      'same length twice',
      with200('Content-Length: 8000\r\nContent-Length: 8000\r\nContent-Type: image/jpeg\r\n'),
    ],
    [
      'H20',
      'length and chunked',
      with200('Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', chunks(body)),
      'length-and-chunked',
    ],
    ['H21', 'chunked, cut without the last chunk', with200('Transfer-Encoding: chunked\r\n', chunks(body, ''))],
    [
      'H22',
      'Content-Encoding gzip but plain',
      with200('Content-Encoding: gzip\r\nContent-Type: image/jpeg\r\n'),
      'encoding-not-applied',
    ],
    ['H23', 'head of 20 KB', with200(`X: ${'y'.repeat(20_000)}\r\nContent-Type: image/jpeg\r\n`)],
    ['H24', 'unformatted placeholder', with200('Expires: Thu, %d %d %d\r\nContent-Type: image/jpeg\r\n')],
    ['H25', 'no type', with200(''), 'wrong-type'],
    ['H25', 'text/plain', with200('Content-Type: text/plain\r\n'), 'wrong-type'],
    ['H25', 'application/octet-stream', with200('Content-Type: application/octet-stream\r\n'), 'wrong-type'],
    [
      'H32',
      'Keep-Alive and close at once',
      with200('Connection: Keep-Alive\r\nConnection: close\r\nContent-Type: image/jpeg\r\n'),
    ],
  ];
  for (const [id, what, reply, oddity] of replies)
    test(`${id} ${what}`, async () => {
      const { camera, proxy } = await staged(cameraSending(reply));
      const answer = await relayed(proxy, camera.url('/snapshot.cgi'));
      expect(answer.code).toBe('');
      expect(answer.status).toBe(200);
      expect(answer.headers['content-type']).toBe('image/jpeg');
      expect(answer.headers['content-length']).toBe('8000');
      expect(answer.body.equals(body)).toBe(true);
      if (oddity) expect(String(answer.headers['x-camera-oddities']).split(',')).toContain(oddity);
      expect(camera.connects()).toBe(1);
    });
});

describe('what cannot be read is named', () => {
  const replies: readonly (readonly [string, string, Buffer, number, string])[] = [
    ['H06', 'NUL byte', with200('X: a\0b\r\n'), 502, 'capture/not-a-picture'],
    ['H12', 'not HTTP', latin1('SSH-2.0-dropbear\r\n'), 502, 'capture/not-a-picture'],
    ['H19', 'two lengths', with200('Content-Length: 8000\r\nContent-Length: 7\r\n'), 502, 'capture/not-a-picture'],
    ['H23', 'head over 64 KiB', with200(`X: ${'y'.repeat(70_000)}\r\n`), 502, 'capture/too-large'],
    [
      'H21',
      'broken chunk size',
      with200('Transfer-Encoding: chunked\r\n', latin1('zz\r\nabc')),
      502,
      'capture/interrupted',
    ],
    ['H30', 'closed without a word', Buffer.alloc(0), 502, 'capture/interrupted'],
    [
      'H35',
      'redirect to another host',
      latin1('HTTP/1.1 302 F\r\nLocation: http://192.168.9.9/x?pwd=secret\r\n\r\n'),
      502,
      'capture/redirect',
    ],
    [
      'H35',
      'redirect to https',
      latin1('HTTP/1.1 301 M\r\nLocation: https://127.0.0.1/x\r\n\r\n'),
      502,
      'capture/redirect',
    ],
    ['H35', 'redirect to nowhere', latin1('HTTP/1.1 302 F\r\n\r\n'), 502, 'capture/redirect'],
    ['H10', 'status beyond 599', latin1('HTTP/1.1 999 No\r\n\r\n'), 502, 'capture/status'],
  ];
  test.each(replies)('%s %s', async (_id, _what, reply, status, code) => {
    const { camera, proxy } = await staged(cameraSending(reply));
    const answer = await relayed(proxy, camera.url('/snapshot.cgi'));
    expect([answer.status, answer.code]).toEqual([status, code]);
    expect(answer.body.toString()).toMatch(/^[A-Z].+\n$/);
    expect(answer.body.toString()).not.toContain('secret');
  });
});

test('H16 a length too short is read on also when the camera never closes', async () => {
  const { camera, proxy } = await staged(
    rawCamera((socket) => {
      socket.write(with200('Content-Length: 5000\r\n', body.subarray(0, 5000)));
      setTimeout(() => socket.write(body.subarray(5000)), 20);
    }),
  );
  expect((await relayed(proxy, camera.url('/s.jpg'))).body.equals(body)).toBe(true);
});

test('H14 a picture without length from a camera that does not close comes after a short wait', async () => {
  const { camera, proxy } = await staged(rawCamera((socket) => socket.write(with200('Content-Type: image/jpeg\r\n'))));
  expect((await relayed(proxy, camera.url('/s.jpg'))).body.equals(body)).toBe(true);
  expect(proxy.stats().upstreams).toBe(0);
});

test('H18 an empty answer is handed on as empty', async () => {
  const { camera, proxy } = await staged(
    rawCamera((socket) => socket.write(with200('Content-Length: 0\r\n', Buffer.alloc(0)))),
  );
  const answer = await relayed(proxy, camera.url('/s.jpg'));
  expect([answer.status, answer.body.length]).toEqual([200, 0]);
});

test('H26 a login page stays bytes: no type a browser would show, the original type beside it', async () => {
  const html = latin1('<html><script>alert(1)</script></html>');
  const { camera, proxy } = await staged(cameraSending(with200('Content-Type: text/html; charset=utf-8\r\n', html)));
  const answer = await relayed(proxy, camera.url('/'));
  expect(answer.headers['content-type']).toBe('application/octet-stream');
  expect(answer.headers['x-source-content-type']).toBe('text/html; charset=utf-8');
  expect(answer.body.equals(html)).toBe(true);
});

test('H30 a head without a body, a picture that stops, and a camera that says nothing end in a named timeout', async () => {
  const quick = { firstMs: 300, idleMs: 300 };
  const silent = await staged(
    rawCamera(() => undefined),
    quick,
  );
  expect((await relayed(silent.proxy, silent.camera.url('/s'))).code).toBe('capture/timeout');
  const bodiless = await staged(
    rawCamera((socket) => socket.write('HTTP/1.1 200 OK\r\n\r\n')),
    quick,
  );
  expect((await relayed(bodiless.proxy, bodiless.camera.url('/s'))).code).toBe('capture/timeout');
  const halfway = await staged(
    rawCamera((socket) => socket.write(pictureReply(body).subarray(0, 3000))),
    quick,
  );
  expect((await relayed(halfway.proxy, halfway.camera.url('/s'))).status).toBe(504);
  for (const { camera, proxy } of [silent, bodiless, halfway]) {
    expect(proxy.stats().upstreams).toBe(0);
    expect(camera.connects()).toBe(1);
  }
});

test('H31 a reset drops half a picture, but not a whole one', async () => {
  const resetAfter = (bytes: Buffer) =>
    rawCamera((socket) => socket.write(bytes, () => setTimeout(() => socket.resetAndDestroy(), 20)));
  const half = await staged(resetAfter(pictureReply(body).subarray(0, 4000)));
  expect((await relayed(half.proxy, half.camera.url('/s'))).code).toBe('capture/interrupted');
  const whole = await staged(resetAfter(with200('Content-Length: 9000\r\n')));
  expect((await relayed(whole.proxy, whole.camera.url('/s'))).body.equals(body)).toBe(true);
});

test('H35 one redirect to the same host and port is followed, a loop is not', async () => {
  const { camera, proxy } = await staged(
    rawCamera((socket, head) => {
      if (head.startsWith('GET /once ')) socket.end('HTTP/1.1 302 Found\r\nLocation: /picture.jpg?n=1\r\n\r\n');
      else if (head.startsWith('GET /loop ')) socket.end('HTTP/1.1 302 Found\r\nLocation: /loop\r\n\r\n');
      else if (head.startsWith('GET /bad ')) socket.end('HTTP/1.1 302 Found\r\nLocation: /reboot.cgi\r\n\r\n');
      else socket.end(pictureReply(body));
    }),
  );
  expect((await relayed(proxy, camera.url('/once'))).body.equals(body)).toBe(true);
  expect((await relayed(proxy, camera.url('/loop'))).code).toBe('capture/redirect');
  expect((await relayed(proxy, camera.url('/bad'))).code).toBe('capture/proxy-command');
  expect(camera.asked.some((head) => head.includes('reboot'))).toBe(false);
});

test('a CGI answer stays text, a status goes on, and the camera time stamp too', async () => {
  const { camera, proxy } = await staged(
    rawCamera((socket, head) => {
      if (head.startsWith('GET /get_status.cgi'))
        socket.end(with200('Content-Type: text/plain\r\n', latin1('var fps=0;\r\n')));
      else if (head.startsWith('GET /busy'))
        socket.end('HTTP/1.1 503 Busy\r\nRetry-After: 3\r\nContent-Length: 0\r\n\r\n');
      else if (head.startsWith('GET /stamp')) socket.end(pictureReply(body, 'X-Timestamp: 1700000000.250000\r\n'));
      else socket.end('HTTP/1.1 204 No Content\r\n\r\n');
    }),
  );
  const status = await relayed(proxy, camera.url('/get_status.cgi'));
  expect([status.headers['content-type'], status.body.toString()]).toEqual([
    'text/plain; charset=utf-8',
    'var fps=0;\r\n',
  ]);
  const busy = await relayed(proxy, camera.url('/busy'));
  expect([busy.status, busy.code, busy.headers['retry-after']]).toEqual([503, '', '3']);
  expect((await relayed(proxy, camera.url('/stamp'))).headers['x-timestamp']).toBe('1700000000.250000');
  expect((await relayed(proxy, camera.url('/nothing'))).status).toBe(204);
});
