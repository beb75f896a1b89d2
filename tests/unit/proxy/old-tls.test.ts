/** I: https cameras that know only the TLS of their time are asked in it, and it is said. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server, type TlsOptions } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Certificate, selfMadeCertificate } from '../../../proxy/page/certificate';
import { jpeg, pictureReply, proxyFor, relayed } from '../../support/proxy/stage';

let folder = '';
let pem: Certificate;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'snapreel-tls-'));
  pem = await selfMadeCertificate(['camera'], folder);
});
afterAll(() => rm(folder, { recursive: true }));

const closing: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});

function serve(options: TlsOptions, port = 0): Promise<{ server: Server; port: number }> {
  return new Promise((resolve) => {
    const server = createServer({ cert: pem.cert, key: pem.key, ...options }, (socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(pictureReply(jpeg(700))));
    });
    server.on('tlsClientError', () => undefined);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve({ server, port: typeof address === 'object' && address ? address.port : 0 });
    });
    closing.push(server);
  });
}

const weak = { ciphers: 'ALL:@SECLEVEL=0', minVersion: 'TLSv1' } as const;
const cameras: readonly (readonly [string, TlsOptions, boolean])[] = [
  ['TLS 1.0 only', { ...weak, maxVersion: 'TLSv1' }, true],
  ['TLS 1.1 only', { ...weak, maxVersion: 'TLSv1.1' }, true],
  [
    'TLS 1.0 with one old cipher',
    { ...weak, maxVersion: 'TLSv1', ciphers: 'ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0' },
    true,
  ],
  ['TLS 1.2 only', { maxVersion: 'TLSv1.2' }, false],
  ['TLS 1.3', { minVersion: 'TLSv1.3' }, false],
  ['all of them', weak, false],
];
test.each(cameras)('%s', async (_what, options, isOld) => {
  const { port } = await serve(options);
  const proxy = await proxyFor([], { allow: [`127.0.0.1:${port}`] });
  closing.push(proxy);
  for (let round = 0; round < 2; round++) {
    const answer = await relayed(proxy, `https://127.0.0.1:${port}/s`);
    expect([answer.status, answer.body.length]).toEqual([200, 700]);
    expect(String(answer.headers['x-camera-oddities'] ?? '').includes('old-encryption')).toBe(isOld);
  }
});

test('a camera that could do better is not asked for less', async () => {
  const modern = await serve({ minVersion: 'TLSv1.2' });
  const proxy = await proxyFor([], { allow: [`127.0.0.1:${modern.port}`] });
  closing.push(proxy);
  const ask = () => relayed(proxy, `https://127.0.0.1:${modern.port}/s`);
  expect((await ask()).status).toBe(200);
  await new Promise((resolve) => modern.server.close(resolve));
  await serve({ ...weak, maxVersion: 'TLSv1' }, modern.port);
  expect((await ask()).code).toBe('capture/unreachable');
});
