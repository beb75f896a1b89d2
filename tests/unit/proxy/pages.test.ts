/** Which pages may use the proxy: threats T06, T09, T10, T11, T22 and T25. */
import { describe, expect, test } from 'vitest';
import { isLoopback } from '../../../proxy/page/guard';
import { relayed, send } from '../../support/proxy/stage';
import { stageEach } from '../../support/proxy/staged';
import { transports } from '../../support/proxy/transport';
import { lanAddress, testWith } from '../../support/tools';

describe.each(transports)('who may use it, over %s', (transport) => {
  const { started, trap } = stageEach(transport);
  const scheme = transport === 'HTTP/1.1' ? 'http' : 'https';

  test('T06 a foreign Host header is turned away (DNS rebinding)', async () => {
    const camera = await trap();
    const proxy = await started([camera], { names: ['Kamera-PC'] });
    const path = `/proxy?url=${encodeURIComponent(camera.url('/s'))}`;
    const isOdd = (host: string) => transport === 'HTTP/2' && host.includes(' ');
    const status = (host: string, at = path) =>
      send(proxy, at, { Host: host, 'X-Snapreel-Token': proxy.token }).then(
        (answer) => answer.status,
        () => 'cut off',
      );
    // HTTP/2 itself allows no such name (RFC 9113, 8.3.1).
    for (const host of [
      'evil.example',
      `evil.example:${proxy.port}`,
      'localhost.evil.example',
      '192.168.1.77',
      '127.0.0.1.nip.io',
      'localhost@evil',
      'a b',
    ])
      for (const at of [path, '/', '/snapreel.json'])
        expect([host, await status(host, at)]).toEqual([host, isOdd(host) ? 'cut off' : 421]);
    expect(camera.connects()).toBe(0);
    for (const host of ['localhost', `LOCALHOST:${proxy.port}`, '127.0.0.1', '[::1]:80', 'kamera-pc'])
      expect(await status(host)).toBe(200);
  });

  test('T09 a foreign page reaches neither camera nor token, with or without a preflight', async () => {
    const camera = await trap();
    const proxy = await started([camera]);
    const path = `/proxy?url=${encodeURIComponent(camera.url('/decoder_control.cgi?command=0'))}`;
    const token = { 'X-Snapreel-Token': proxy.token };
    const own = `${scheme}://127.0.0.1:${proxy.port}`;
    const tries: readonly Record<string, string>[] = [
      {},
      { 'X-Snapreel-Token': 'wrong' },
      { 'X-Snapreel-Token': '' },
      { Origin: 'https://evil.example' },
      { Origin: 'https://evil.example', ...token },
      { Origin: 'null', ...token },
      { Origin: own.replace(scheme, scheme === 'http' ? 'https' : 'http'), ...token },
      { Origin: `${own}0`, ...token },
      { 'Sec-Fetch-Site': 'cross-site', ...token },
      { 'Sec-Fetch-Site': 'same-site', ...token },
    ];
    for (const headers of tries) {
      const answer = await send(proxy, path, headers);
      const code = 'Origin' in headers || 'Sec-Fetch-Site' in headers ? 'capture/proxy' : 'capture/proxy-token';
      expect([headers, answer.status, answer.code]).toEqual([headers, 403, code]);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
    const foreign: readonly Record<string, string>[] = [
      { Origin: 'https://evil.example' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
    ];
    for (const headers of foreign) {
      const answer = await send(proxy, '/snapreel.json', headers);
      expect([answer.status, answer.body.includes(proxy.token)]).toEqual([403, false]);
    }
    for (const method of ['POST', 'PUT', 'DELETE']) expect((await send(proxy, path, token, method)).status).toBe(405);
    expect((await send(proxy, path, token, 'HEAD')).status).toBe(403);
    expect(camera.connects()).toBe(0);
    for (const headers of [token, { ...token, Origin: own }, { ...token, 'Sec-Fetch-Site': 'same-origin' }])
      expect((await send(proxy, path, headers)).status).toBe(200);
  });

  test('T10 the exact origin of those allowed, never a star, never credentials', async () => {
    const camera = await trap();
    const proxy = await started([camera], { origins: ['http://localhost:5173'] });
    for (const origin of ['http://localhost:5173', `${scheme}://127.0.0.1:${proxy.port}`]) {
      const { headers } = await relayed(proxy, camera.url('/s'), { Origin: origin });
      expect(headers['access-control-allow-origin']).toBe(origin);
      expect(headers['access-control-allow-credentials']).toBeUndefined();
      expect(headers.vary).toContain('Origin');
      expect(headers['access-control-expose-headers']).toMatch(
        /X-Source-Content-Type.*X-Snapreel-Error.*X-Camera-Challenge/,
      );
    }
    expect((await send(proxy, '/snapreel.json', { Origin: 'http://localhost:5173' })).status).toBe(403);
  });

  test('T11 preflights, also for private networks, are granted to allowed origins only', async () => {
    const proxy = await started([], { origins: ['http://localhost:5173'] });
    const ask = (origin: string) =>
      send(
        proxy,
        '/proxy?url=x',
        {
          Origin: origin,
          'Access-Control-Request-Method': 'GET',
          'Access-Control-Request-Headers': 'x-snapreel-token',
          'Access-Control-Request-Private-Network': 'true',
        },
        'OPTIONS',
      );
    const granted = await ask('http://localhost:5173');
    expect(granted.status).toBe(204);
    expect(granted.headers).toMatchObject({
      'access-control-allow-origin': 'http://localhost:5173',
      'access-control-allow-methods': 'GET',
      'access-control-allow-private-network': 'true',
    });
    expect(granted.headers['access-control-allow-headers']).toContain('X-Snapreel-Token');
    const denied = await ask('https://evil.example');
    expect(denied.status).toBe(403);
    expect(Object.keys(denied.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('T22 no password can be read back', async () => {
    const camera = await trap();
    const proxy = await started([camera]);
    await relayed(proxy, camera.url('/s'), { 'X-Camera-User': 'admin', 'X-Camera-Password': 'hunter2' });
    const told = await send(proxy, '/snapreel.json');
    expect(JSON.parse(told.body.toString())).toEqual({ proxy: true, token: proxy.token, offers: [] });
  });

  test('T25 listens on loopback only', async () => {
    const proxy = await started([]);
    await expect(send(proxy, '/', {}, 'GET', '127.0.0.2')).rejects.toThrow('ECONNREFUSED');
    const twin = await send(proxy, '/snapreel.json', {}, 'GET', '::1').catch(() => undefined);
    if (twin) expect(JSON.parse(twin.body.toString())).toMatchObject({ token: proxy.token });
    expect([isLoopback('192.168.1.3'), isLoopback('::ffff:192.168.1.3'), isLoopback(undefined)]).toEqual([
      false,
      false,
      false,
    ]);
    expect([isLoopback('127.0.0.1'), isLoopback('::1'), isLoopback('::ffff:127.0.0.1')]).toEqual([true, true, true]);
  });

  testWith(['lan'], 'T25 on a LAN a device that is not this one gets no token', async () => {
    const lan = lanAddress()!;
    const open = await started([], {
      host: '0.0.0.0',
      offers: [{ name: 'Sim', family: 'netwave', address: 'http://127.0.0.1:9', userName: 'a', password: 'b' }],
    });
    expect(open.origin).toBe(`${scheme}://${lan}:${open.port}`);
    const far = await send(open, '/snapreel.json', {}, 'GET', lan);
    expect(JSON.parse(far.body.toString())).toMatchObject({ proxy: true, token: '', offers: [{ name: 'Sim' }] });
    const near = await send(open, '/snapreel.json');
    expect(JSON.parse(near.body.toString())).toMatchObject({ token: open.token });
    expect((await send(open, '/proxy?url=http%3A%2F%2F192.168.1.2%2F', {}, 'GET', lan)).code).toBe(
      'capture/proxy-token',
    );
  });
});
