/** Where the proxy goes and where not: threats T01 to T08, T23 and T24. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer, type Server } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { selfMadeCertificate } from '../../../proxy/page/certificate';
import { readAddress } from '../../../proxy/target/address';
import { Destinations, judgeIp } from '../../../proxy/target/destinations';
import { pictureReply, rawCamera, relayed, send } from '../../support/proxy/stage';
import { trapBody as body, stageEach } from '../../support/proxy/staged';

const { keep, started, trap } = stageEach();

describe('where the proxy goes', () => {
  test('T01 not an open proxy: public places get no socket, and without the token not even a look-up', async () => {
    const looked: string[] = [];
    const resolveName = async (name: string) => {
      looked.push(name);
      return ['93.184.216.34'];
    };
    const proxy = await started([], { resolveName });
    for (const url of [
      'http://93.184.216.34/a.jpg',
      'http://[2606:2800:220:1::1]/',
      'http://8.8.8.8:8080/',
      'http://224.0.0.1/',
    ])
      expect((await relayed(proxy, url)).code).toBe('capture/proxy-refused');
    expect((await send(proxy, '/proxy?url=http%3A%2F%2Fexample.org%2F')).status).toBe(403);
    expect(looked).toEqual([]);
    expect((await relayed(proxy, 'http://example.org/')).code).toBe('capture/proxy-refused');
    expect(looked).toEqual(['example.org']);
    expect(proxy.stats().upstreams).toBe(0);
  });

  test('T02 link-local and metadata addresses only when typed on the console', async () => {
    const proxy = await started([]);
    for (const host of [
      '169.254.169.254',
      '0xA9FEA9FE',
      '2852039166',
      '0251.0376.0251.0376',
      '169.254.169.254.',
      '[fe80::1]',
      '[::ffff:169.254.169.254]',
      '[fd00:ec2::254]',
      '100.100.100.200',
    ])
      expect((await relayed(proxy, `http://${host}/latest/meta-data/`)).code).toMatch(
        /^capture\/proxy-(refused|allow)$/,
      );
    const typed = new Destinations(
      ['169.254.7.7:80', '[fe80::1]:8080'],
      () => 1,
      async () => [],
    );
    expect(await typed.pin(readAddress('http://169.254.7.7/snapshot.cgi'))).toBe('169.254.7.7');
    expect(await typed.pin(readAddress('http://[fe80::1]:8080/s'))).toBe('fe80::1');
    await expect(typed.pin(readAddress('http://169.254.7.7:81/'))).rejects.toMatchObject({
      code: 'capture/proxy-allow',
    });
  });

  test('T03 numeric spellings of loopback are loopback', async () => {
    const camera = await trap();
    const proxy = await started([]);
    for (const host of [
      '2130706433',
      '0x7f.1',
      '0177.0.0.1',
      '127.1',
      '0',
      '0.0.0.0',
      '127。0。0。1',
      '①②⑦.0.0.1',
      '127.0.0.1.',
      'localhost',
      '127.255.255.254',
    ])
      expect((await relayed(proxy, `http://${host}:${camera.port}/`)).code).toMatch(/^capture\/proxy-(refused|allow)$/);
    expect(camera.connects()).toBe(0);
    const allowed = await started([camera]);
    expect((await relayed(allowed, `http://2130706433:${camera.port}/s`)).status).toBe(200);
  });

  test('T04 addresses that carry another one inside', async () => {
    const verdicts = {
      '::1': 'console-only',
      '::': 'never',
      '::ffff:7f00:1': 'console-only',
      '::ffff:c0a8:1': 'private',
      '::ffff:808:808': 'never',
      '64:ff9b::a9fe:a9fe': 'never',
      '64:ff9b::c0a8:1': 'never',
      '64:ff9b:1::a00:1': 'never',
      '::7f00:1': 'never',
      '2002:7f00:1::': 'never',
      '2001::1': 'never',
      'fe80::1': 'console-only',
      'fec0::1': 'never',
      'ff02::1': 'never',
      'fd12:3456::1': 'private',
      '10.1.2.3': 'private',
      '172.31.255.255': 'private',
      '172.32.0.0': 'never',
      '192.168.255.255': 'private',
      '0.0.0.0': 'never',
      '255.255.255.255': 'never',
      '224.0.0.251': 'never',
      '100.64.0.1': 'console-only',
      '192.0.0.8': 'never',
      '198.18.0.1': 'never',
      'not an address': 'never',
    };
    for (const [ip, verdict] of Object.entries(verdicts)) expect([ip, judgeIp(ip)]).toEqual([ip, verdict]);
    const proxy = await started([]);
    for (const host of ['[::1]', '[::]', '[::ffff:127.0.0.1]', '[64:ff9b::a9fe:a9fe]', '[::7f00:1]'])
      expect((await relayed(proxy, `http://${host}/`)).code).toMatch(/^capture\/proxy-(refused|allow)$/);
    expect((await relayed(proxy, 'http://[fe80::1%25eth0]/')).code).toBe('capture/bad-address');
  });

  test('T05 a name is looked up once and cannot move', async () => {
    const camera = await trap();
    let looks = 0;
    const resolveName = async () => (looks++ === 0 ? ['127.0.0.1'] : ['169.254.169.254']);
    const proxy = await started([], { resolveName, allow: [`cam.test:${camera.port}`] });
    for (let round = 0; round < 3; round++)
      expect((await relayed(proxy, `http://cam.test:${camera.port}/s`)).status).toBe(200);
    expect(looks).toBe(1);
    expect(camera.asked[0]).toContain(`\r\nHost: cam.test:${camera.port}\r\n`);
    // Gone from there: looked up anew, and judged anew.
    await camera.close();
    expect((await relayed(proxy, `http://cam.test:${camera.port}/s`)).code).toBe('capture/unreachable');
    const rebound = new Destinations(
      [],
      () => 1,
      async () => ['8.8.8.8', '127.0.0.1', '192.168.4.4'],
    );
    expect(await rebound.pin(readAddress('http://cam.test/'))).toBe('192.168.4.4');
  });

  test('T07 never the proxy itself, also when typed on the console', async () => {
    const proxy = await started([]);
    const own = await started([], { allow: [`127.0.0.1:${proxy.port}`] });
    expect((await relayed(own, `http://127.0.0.1:${proxy.port}/nothing`)).status).toBe(404);
    const itself = new Destinations(
      ['127.0.0.1:8080', '[::1]:8080'],
      () => 8080,
      async () => [],
    );
    for (const host of ['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]'])
      await expect(itself.pin(readAddress(`http://${host}:8080/`))).rejects.toMatchObject({
        code: 'capture/proxy-itself',
      });
  });

  test('T08 redirects to other places are shown, not followed, and carry no login', async () => {
    const elsewhere = await trap();
    const targets = [
      elsewhere.url('/x?user=eve'),
      'file:///etc/passwd',
      'http://169.254.169.254/latest',
      '//127.0.0.1:1/x',
      'https://127.0.0.1/',
      'gopher://x/',
    ];
    for (const target of targets) {
      const camera = await rawCamera((socket) => socket.end(`HTTP/1.1 302 Found\r\nLocation: ${target}\r\n\r\n`));
      const proxy = await started([camera, elsewhere]);
      const answer = await relayed(proxy, camera.url('/s'), {
        'X-Camera-User': 'admin',
        'X-Camera-Password': 'secret',
        'X-Camera-Login': 'basic',
      });
      expect([answer.status, answer.code]).toEqual([502, 'capture/redirect']);
      expect(answer.headers.location).toBeUndefined();
      expect(answer.body.toString()).not.toMatch(/eve|secret/);
      await camera.close();
    }
    expect(elsewhere.connects()).toBe(0);
  });

  test('T23 other schemes and ports of other services', async () => {
    const proxy = await started([]);
    for (const url of [
      'file:///etc/passwd',
      'ftp://192.168.1.2/',
      'gopher://192.168.1.2/',
      'ws://192.168.1.2/',
      'javascript:1',
      'data:,x',
      '192.168.1.2/x',
      'http:192.168.1.2',
      '',
    ])
      expect([url, (await relayed(proxy, url)).status]).toEqual([url, 400]);
    for (const port of [22, 25, 445, 6379, 3306, 11211])
      expect((await relayed(proxy, `http://192.168.1.2:${port}/`)).code).toBe('capture/proxy-port');
    const named = new Destinations(
      ['192.168.1.2:6000', 'cam.test:5060'],
      () => 1,
      async () => ['10.0.0.9'],
    );
    const pinned = (url: string) => named.pin(readAddress(url)).catch((error: { code: string }) => error.code);
    // Ports of cameras, and any port that was typed on the console.
    for (const port of [80, 81, 443, 554 + 8000, 8080, 8081, 10080, 34567])
      expect([port, await pinned(`http://192.168.1.2:${port}/`)]).toEqual([port, '192.168.1.2']);
    expect(await pinned('http://192.168.1.2:6000/')).toBe('192.168.1.2');
    expect(await pinned('http://cam.test:5060/')).toBe('10.0.0.9');
    expect(await pinned('http://cam.test:6000/')).toBe('capture/proxy-port');
  });

  test('T24 a self-made camera certificate is believed once and pinned', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'snapreel-test-'));
    keep({ close: () => rm(folder, { recursive: true }) });
    const [first, second] = await Promise.all(
      ['one', 'two'].map((name) => selfMadeCertificate([name], join(folder, name))),
    );
    const tlsCamera = (pem: { cert: string; key: string }, port: number) =>
      new Promise<Server>((resolve) => {
        const server = createTlsServer({ cert: pem.cert, key: pem.key }, (socket) => {
          socket.on('error', () => undefined);
          socket.once('data', () => socket.end(pictureReply(body)));
        }).listen(port, '127.0.0.1', () => resolve(server));
      });
    const one = await tlsCamera(first!, 0);
    const address = one.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const proxy = await started([], { allow: [`127.0.0.1:${port}`] });
    for (let round = 0; round < 2; round++)
      expect((await relayed(proxy, `https://127.0.0.1:${port}/s`)).body.equals(body)).toBe(true);
    await new Promise((resolve) => one.close(resolve));
    const two = await tlsCamera(second!, port);
    keep(two);
    expect((await relayed(proxy, `https://127.0.0.1:${port}/s`)).code).toBe('capture/certificate');
    expect(process.env.NODE_TLS_REJECT_UNAUTHORIZED).toBeUndefined();
  });
});
