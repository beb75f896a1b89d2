/** What comes back from cameras: threats T15 to T18 and T26. */
import { connect } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jpeg, latin1, rawCamera, relayed, send, until } from '../../support/proxy/stage';
import { stageEach } from '../../support/proxy/staged';

const { keep, started } = stageEach();

describe('what comes back', () => {
  async function answering(bytes: Buffer | string, limits = {}) {
    const camera = await rawCamera((socket) => socket.end(bytes));
    const proxy = await started([camera], { limits });
    keep(camera);
    return relayed(proxy, camera.url('/s'));
  }

  test('T15 our reply has its own framing whatever the camera mixes', async () => {
    const content = '5\r\nhello\r\n0\r\n\r\nHTTP/1.1 200 OK\r\nX-Evil: 1\r\n\r\n';
    const both = await answering(
      `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\nX-A:\r\n b\rSet-Cookie: x\r\n\r\n${content}`,
    );
    expect(both.headers['content-length']).toBe('5');
    expect(both.headers['transfer-encoding']).toBeUndefined();
    expect([both.body.toString(), both.headers['x-evil'], both.headers['set-cookie']]).toEqual([
      'hello',
      undefined,
      undefined,
    ]);
    const split = await answering(
      'HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\x0b\x85X-Evil: 1\r\nContent-Length: 2\r\n\r\nok',
      {},
    );
    expect(split.headers['x-source-content-type']).toBe('image/jpegX-Evil: 1');
  });

  test('T16 no active content: harmless types, nosniff, sandbox, same-origin', async () => {
    for (const type of [
      'text/html',
      'image/svg+xml',
      'text/javascript',
      'application/xhtml+xml',
      'multipart/x-mixed-replace;boundary=x',
      '',
    ]) {
      const answer = await answering(
        `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: 25\r\n\r\n<script>alert(1)</script>`,
      );
      expect([type, answer.headers['content-type']]).toEqual([type, 'application/octet-stream']);
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'content-security-policy': "sandbox; default-src 'none'",
        'cross-origin-resource-policy': 'same-origin',
      });
    }
  });

  test('T17 a body, a head and a frame without end are cut off', async () => {
    const limits = { pictureBytes: 300_000 };
    const endless = (head: string, piece: Buffer) =>
      rawCamera((socket) => {
        socket.write(head);
        const more = () => {
          while (!socket.destroyed && socket.write(piece));
        };
        socket.on('drain', more);
        more();
      });
    const cases = [
      [await endless('HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n', jpeg(60_000)), '0', 'capture/too-large'],
      [
        await endless('HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n', Buffer.alloc(60_000)),
        '0',
        'capture/too-large',
      ],
      [await endless('HTTP/1.1 200 OK\r\n', latin1('X-A: b\r\n'.repeat(100))), '0', 'capture/too-large'],
      [
        await endless(
          'HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace;boundary=b\r\n\r\n--b\r\n\r\n',
          jpeg(60_000),
        ),
        '1',
        '',
      ],
    ] as const;
    for (const [camera, stream, code] of cases) {
      const proxy = await started([camera], { limits });
      keep(camera);
      const answer = await relayed(proxy, camera.url('/s'), { 'X-Camera-Stream': stream });
      expect(answer.code).toBe(code);
      expect(answer.body.length).toBeLessThan(1_000_000);
      await until(() => camera.openSockets() === 0);
    }
  });

  test('T18 drips from either side end in a time limit, and connections are counted', async () => {
    const drip = (first: string) =>
      rawCamera((socket) => {
        socket.write(first);
        const timer = setInterval(() => socket.write('x'), 20);
        socket.on('close', () => clearInterval(timer));
      });
    for (const first of ['HTTP/1.1 200 OK\r\nX: ', 'HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n']) {
      const camera = await drip(first);
      const proxy = await started([camera], { limits: { firstMs: 200, wholeMs: 200 } });
      keep(camera);
      expect((await relayed(proxy, camera.url('/s'))).code).toBe('capture/timeout');
    }
    const silent = await rawCamera(() => undefined);
    keep(silent);
    const proxy = await started([silent], { limits: { firstMs: 600, upstreamsPerCamera: 3, clientHeadMs: 300 } });
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => relayed(proxy, silent.url('/s'))));
    expect(answers.map((answer) => answer.code).sort()).toEqual([
      'capture/busy',
      'capture/busy',
      'capture/timeout',
      'capture/timeout',
      'capture/timeout',
    ]);
    expect(silent.connects()).toBe(3);

    const client = connect(proxy.port, '127.0.0.1');
    const heard: Buffer[] = [];
    let closed = false;
    client.on('data', (piece: Buffer) => heard.push(piece)).on('error', () => undefined);
    client.on('close', () => {
      closed = true;
    });
    const timer = setInterval(() => client.write('G'), 20);
    client.write('GET / HT');
    await until(() => closed);
    clearInterval(timer);
    expect(Buffer.concat(heard).toString()).toMatch(/^HTTP\/1\.1 (408|400) /);
  });

  test('T26 no bytes from a page or a camera bring it down or leave a socket open', async () => {
    let reply: Buffer = Buffer.alloc(0);
    const camera = await rawCamera((socket) => socket.end(reply));
    keep(camera);
    const proxy = await started([camera], { limits: { firstMs: 60, idleMs: 60, lingerMs: 5 } });
    const scrap = fc.constantFrom(
      'HTTP/1.1 200 OK',
      '\r\n',
      '\r\n\r\n',
      '\0',
      'Content-Length: 9',
      'Transfer-Encoding: chunked',
      '5\r\n',
      '\xff\xd8\xff',
      'GET /proxy',
      ':',
      'Host: localhost',
      ' HTTP/1.1',
    );
    const bytes = fc.oneof(
      fc.array(scrap, { maxLength: 20 }).map((parts) => latin1(parts.join(''))),
      fc.uint8Array({ maxLength: 200 }).map((raw) => Buffer.from(raw)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, fc.boolean(), async (raw, stream) => {
        reply = raw;
        const answer = await relayed(proxy, camera.url('/s'), { 'X-Camera-Stream': stream ? '1' : '0' });
        expect(answer.status).toBeGreaterThanOrEqual(200);
        await new Promise<void>((resolve) => {
          const client = connect(proxy.port, '127.0.0.1', () => client.end(raw));
          client
            .on('error', () => undefined)
            .on('close', () => resolve())
            .resume();
        });
      }),
      { numRuns: 150 },
    );
    expect((await send(proxy, '/snapreel.json')).status).toBe(200);
    await until(() => camera.openSockets() === 0);
    expect(proxy.stats()).toMatchObject({ upstreams: 0, streams: 0, viewers: 0 });
  });
});
