/** The built app out of its folder: types, caching, compression, security headers, and nothing from outside the folder. */
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProxyServer } from '../../../proxy/proxy';
import { proxyFor, send } from '../../support/proxy/stage';
import { transports } from '../../support/proxy/transport';
import { lanAddress, testWith } from '../../support/tools';

let folder = '';
let proxy: ProxyServer;
const script = 'export const words = "so many words";\n'.repeat(100);
const gzip = { 'Accept-Encoding': 'gzip' };
const wasm = Buffer.alloc(1_500_000, 'wasm');

describe.each(transports)('%s', (transport) => {
  beforeAll(async () => {
    const root = await mkdtemp(join(tmpdir(), 'snapreel-files-'));
    folder = join(root, 'dist');
    await mkdir(join(folder, 'assets'), { recursive: true });
    await writeFile(join(root, 'secret.txt'), 'secret');
    await symlink(join(root, 'secret.txt'), join(folder, 'link.txt'));
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>Snapreel</title>');
    await writeFile(join(folder, 'sw.js'), script);
    await writeFile(join(folder, 'manifest.webmanifest'), '{}');
    await writeFile(join(folder, 'assets/app-1a2b.js'), script);
    await writeFile(join(folder, 'assets/app-1a2b.css'), 'body{}');
    await writeFile(join(folder, 'assets/core-1a2b.wasm'), wasm);
    await writeFile(join(folder, 'icon.png'), Buffer.from([1, 2, 3]));
    proxy = await proxyFor([], { host: '0.0.0.0', distFolder: folder }, transport);
  });

  afterAll(async () => {
    await proxy.close();
    await rm(join(folder, '..'), { recursive: true });
  });

  describe('types and caching', () => {
    const immutable = 'public, max-age=31536000, immutable';
    const files: readonly (readonly [string, string, string])[] = [
      ['/', 'text/html; charset=utf-8', 'no-cache'],
      ['/?camera=x', 'text/html; charset=utf-8', 'no-cache'],
      ['/index.html', 'text/html; charset=utf-8', 'no-cache'],
      ['/sw.js', 'text/javascript; charset=utf-8', 'no-cache'],
      ['/manifest.webmanifest', 'application/manifest+json; charset=utf-8', 'no-cache'],
      ['/icon.png', 'image/png', 'no-cache'],
      ['/assets/app-1a2b.js', 'text/javascript; charset=utf-8', immutable],
      ['/assets/app-1a2b.css', 'text/css; charset=utf-8', immutable],
      ['/assets/core-1a2b.wasm', 'application/wasm', immutable],
    ];
    test.each(files)('%s', async (path, type, caching) => {
      const answer = await send(proxy, path);
      expect([answer.status, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([
        200,
        type,
        caching,
      ]);
      expect(answer.headers['content-length']).toBe(String(answer.body.length));
      const head = await send(proxy, path, {}, 'HEAD');
      expect([head.status, head.body.length, head.headers['content-length']]).toEqual([
        200,
        0,
        answer.headers['content-length'],
      ]);
      const again = await send(proxy, path, { 'If-None-Match': String(answer.headers.etag) });
      expect([again.status, again.body.length]).toEqual([304, 0]);
    });

    test('a changed file has another ETag', async () => {
      const before = await send(proxy, '/icon.png');
      await writeFile(join(folder, 'icon.png'), Buffer.from([4, 5, 6, 7]));
      const after = await send(proxy, '/icon.png', { 'If-None-Match': String(before.headers.etag) });
      expect([after.status, [...after.body]]).toEqual([200, [4, 5, 6, 7]]);
    });
  });

  test('the page may run its own scripts and wasm, reach cameras, and be framed by nobody', async () => {
    const { headers } = await send(proxy, '/');
    const policy = new Map(
      String(headers['content-security-policy'])
        .split('; ')
        .map((line) => [line.split(' ', 1)[0], line]),
    );
    expect(policy.get('default-src')).toBe("default-src 'self'");
    expect(policy.get('script-src')).toBe("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy.get('connect-src')).toBe("connect-src 'self' http: https: blob:");
    expect(policy.get('img-src')).toBe("img-src 'self' blob: data: http: https:");
    expect(policy.get('media-src')).toBe("media-src 'self' blob:");
    expect(policy.get('worker-src')).toBe("worker-src 'self' blob:");
    expect(policy.get('style-src')).toBe("style-src 'self' 'unsafe-inline'");
    expect(policy.get('frame-ancestors')).toBe("frame-ancestors 'none'");
    expect(policy.get('form-action')).toBe("form-action 'none'");
    expect(policy.get('object-src')).toBe("object-src 'none'");
    expect(policy.get('base-uri')).toBe("base-uri 'self'");
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });

  test('the page brings the same policy to hosts that send no headers, but for what only a header can say', async () => {
    const page = await readFile(new URL('../../../index.html', import.meta.url), 'utf8');
    const meta = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(page)?.[1] ?? '';
    const { headers } = await send(proxy, '/');
    expect(String(headers['content-security-policy']).split('; ')).toEqual([
      ...meta.split('; '),
      "frame-ancestors 'none'",
    ]);
    // Nothing is asked for before the policy stands.
    expect(page.indexOf('http-equiv')).toBeLessThan(page.search(/<(script|link|style|base)\b/));
    expect(page).not.toMatch(/<script(?![^>]* src=)/);
  });

  describe('a page that opened this one keeps no hold of it, where browsers heed that', () => {
    const hosts: readonly (readonly [string, string | undefined])[] = [
      ['localhost', 'same-origin'],
      ['LOCALHOST', 'same-origin'],
      ['127.0.0.1', 'same-origin'],
      ['[::1]', 'same-origin'],
      // Chromium would write an error into the console of a plain http page.
      [hostname(), transport === 'HTTP/1.1' ? undefined : 'same-origin'],
      [`${hostname()}.local`, transport === 'HTTP/1.1' ? undefined : 'same-origin'],
    ];
    test.each(hosts)('%s', async (host, expected) => {
      const { status, headers } = await send(proxy, '/', { Host: `${host}:${proxy.port}` });
      expect([status, headers['cross-origin-opener-policy']]).toEqual([200, expected]);
    });
  });

  describe('compression', () => {
    test('text is gzipped for those who take it', async () => {
      const packed = await send(proxy, '/assets/app-1a2b.js', { 'Accept-Encoding': 'br, gzip' });
      expect([packed.headers['content-encoding'], packed.headers.vary]).toEqual(['gzip', 'Accept-Encoding']);
      expect(gunzipSync(packed.body).toString()).toBe(script);
      for (const taken of ['br', 'gzip;q=0', ''])
        expect(
          (await send(proxy, '/assets/app-1a2b.js', { 'Accept-Encoding': taken })).headers['content-encoding'],
        ).toBeUndefined();
      const again = await send(proxy, '/assets/app-1a2b.js', {
        'Accept-Encoding': 'gzip',
        'If-None-Match': String(packed.headers.etag),
      });
      expect(again.status).toBe(304);
    });

    test('a large file is sent plain at once on this machine', async () => {
      expect((await send(proxy, '/assets/core-1a2b.wasm', gzip)).body.equals(wasm)).toBe(true);
    });

    testWith(['lan'], 'a large file is sent plain at once on a LAN, and gzipped as soon as that is ready', async () => {
      const ask = () => send(proxy, '/assets/core-1a2b.wasm', gzip, 'GET', lanAddress());
      expect((await ask()).body.equals(wasm)).toBe(true);
      let answer = await ask();
      while (answer.headers['content-encoding'] !== 'gzip') answer = await ask();
      expect(gunzipSync(answer.body).equals(wasm)).toBe(true);
    });
  });

  test('nothing outside the folder, no folder listing, no link out of it', async () => {
    const paths = [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/link.txt',
      '/assets',
      '/assets/',
      '/%00',
      '/..%5csecret.txt',
      '/%',
      '/none.js',
    ];
    for (const path of paths) {
      const answer = await send(proxy, path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(answer.body.toString()).not.toContain('secret');
    }
  });
});
