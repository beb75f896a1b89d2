/** The certificate of our own making, as TLS clients see it: whom it is for, how long, what for, and when another one is made. */
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type PeerCertificate, rootCertificates } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Certificate, selfMadeCertificate } from '../../../proxy/page/certificate';
import { startProxy } from '../../../proxy/proxy';
import { judgeWith } from '../../support/tools';

const dayMs = 24 * 3600 * 1000;
const names = ['localhost', '::1', '127.0.0.1', 'Küche-PC', 'nas.home', '192.168.1.5', 'fd00::5'];

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'snapreel-certificate-'));
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true });
});

const file = () => join(folder, 'certificate.json');
const leafOf = ({ cert }: Certificate) => new X509Certificate(cert);

/** Shakes hands with a real server that has this certificate, as a browser does that calls it by this name. */
async function greet(made: Certificate, servername: string, ca: readonly string[]): Promise<PeerCertificate | string> {
  const proxy = await startProxy({ host: '127.0.0.1', port: 0, https: made });
  try {
    return await new Promise((resolve) => {
      // An address is not sent as a name, but compared all the same.
      const called = /^[\d.]+$|:/.test(servername) ? {} : { servername };
      const socket = connect({ host: '127.0.0.1', port: proxy.port, ca: [...ca], ...called }, () => {
        const seen = socket.getPeerCertificate();
        socket.destroy();
        resolve(seen);
      });
      socket.on('error', (error: Error & { code?: string }) => resolve(error.code ?? error.message));
    });
  } finally {
    await proxy.close();
  }
}

describe('a client that trusts the authority', () => {
  test.each(['localhost', 'nas.home', 'xn--kche-pc-n2a', '127.0.0.1'])('believes that this is %s', async (name) => {
    const made = await selfMadeCertificate(names, folder);
    expect(await greet(made, name, [made.authority])).toMatchObject({
      subject: { CN: 'Snapreel' },
      ext_key_usage: ['1.3.6.1.5.5.7.3.1'],
    });
  });

  test('believes no other name, and who trusts the world only believes none', async () => {
    const made = await selfMadeCertificate(names, folder);
    expect(await greet(made, 'bank.example', [made.authority])).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
    expect(await greet(made, 'localhost', rootCertificates)).toMatch(/SELF_SIGNED|UNABLE_TO/);
  });
});

test('is for all names and addresses, for as long as Apple accepts, for a server and nothing else', async () => {
  const made = await selfMadeCertificate(names, folder);
  const leaf = leafOf(made);
  for (const name of ['localhost', 'nas.home', 'xn--kche-pc-n2a']) expect(leaf.checkHost(name)).toBe(name);
  for (const address of ['::1', '127.0.0.1', '192.168.1.5', 'fd00::5']) expect(leaf.checkIP(address)).toBe(address);
  expect([leaf.checkHost('evil.example'), leaf.checkIP('192.168.1.6')]).toEqual([undefined, undefined]);
  const [from, to] = [Date.parse(leaf.validFrom), Date.parse(leaf.validTo)];
  expect(from).toBeLessThan(Date.now() - dayMs / 2);
  expect(to - Date.now()).toBeGreaterThan(800 * dayMs);
  expect(to - from).toBeLessThanOrEqual(825 * dayMs);
  const authority = new X509Certificate(made.authority);
  expect([leaf.ca, authority.ca]).toEqual([false, true]);
  expect(leaf.verify(authority.publicKey)).toBe(true);
  // The key that could make another one is nowhere: neither handed out nor on the disk.
  const kept = await readFile(file(), 'utf8');
  expect(kept.match(/PRIVATE KEY/g)).toHaveLength(2);
  expect(leaf.checkPrivateKey((await import('node:crypto')).createPrivateKey(made.key))).toBe(true);
});

test('another program reads it the same way', async () => {
  const made = await selfMadeCertificate(names, folder);
  await writeFile(join(folder, 'leaf.pem'), made.cert);
  await writeFile(join(folder, 'authority.pem'), made.authority);
  await judgeWith('openssl', () => {
    const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: folder }).toString();
    expect(
      openssl('verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', 'authority.pem', 'leaf.pem'),
    ).toContain('OK');
    const leaf = openssl('x509', '-in', 'leaf.pem', '-noout', '-text');
    expect(leaf).toMatch(/Key Usage: critical\s+Digital Signature\n/);
    expect(leaf).toMatch(/Extended Key Usage:\s+TLS Web Server Authentication\n/);
    expect(leaf).toMatch(/Basic Constraints: critical\s+CA:FALSE/);
    expect(leaf).toContain('IP Address:192.168.1.5');
    const authority = openssl('x509', '-in', 'authority.pem', '-noout', '-text');
    expect(authority).toMatch(/Key Usage: critical\s+Certificate Sign\n/);
    expect(authority).toMatch(/CA:TRUE, pathlen:0/);
  });
});

describe('the next start', () => {
  test.each([
    ['with the same names', names],
    [
      'with the same names in another order, twice, in capitals',
      ['FD00::5', ...names.map((one) => one.toUpperCase()), 'localhost'],
    ],
    ['with an address less', names.slice(0, -2)],
    ['with names that no certificate can hold', [...names, 'a b', '', 'x.'.repeat(200), '-.-,DNS:evil']],
  ])('%s has the same certificate', async (_what, next) => {
    const made = await selfMadeCertificate(names, folder);
    expect(await selfMadeCertificate(next, folder)).toEqual(made);
  });

  test('with a new address has another one, which the old addresses have as well', async () => {
    const made = await selfMadeCertificate(names, folder);
    const next = await selfMadeCertificate(['localhost', '10.0.0.7'], folder);
    expect(next.cert).not.toBe(made.cert);
    for (const address of ['10.0.0.7', '192.168.1.5']) expect(leafOf(next).checkIP(address)).toBe(address);
    // Home again: the tablet there has to accept nothing.
    expect(await selfMadeCertificate(names, folder)).toEqual(next);
  });

  test('after forty networks the certificate is still small, and for this one', async () => {
    for (let network = 0; network < 40; network++)
      await selfMadeCertificate(['localhost', `10.0.${network}.7`], folder);
    const last = leafOf(await selfMadeCertificate(['localhost', '10.9.9.9'], folder));
    expect(last.checkIP('10.9.9.9')).toBe('10.9.9.9');
    expect(last.subjectAltName?.split(',').length).toBeLessThanOrEqual(32);
  });

  test.each([
    ['two years later', 800 * dayMs, false],
    ['six days before its end', 814.5 * dayMs, true],
    ['after its end', 900 * dayMs, true],
    ['on a machine whose clock fell back for years', -3000 * dayMs, true],
  ])('%s', async (_what, laterMs, isNew) => {
    const made = await selfMadeCertificate(names, folder);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + laterMs });
    const next = await selfMadeCertificate(names, folder);
    expect(next.cert !== made.cert).toBe(isNew);
    expect(Date.parse(leafOf(next).validTo)).toBeGreaterThan(Date.now() + 7 * dayMs);
    expect(Date.parse(leafOf(next).validFrom)).toBeLessThan(Date.now());
  });

  test('takes over the certificate of a version before it', async () => {
    const made = await selfMadeCertificate(names, folder);
    await writeFile(file(), JSON.stringify({ names, endsAt: Date.now() + 800 * dayMs, ...made }));
    expect(await selfMadeCertificate(names, folder)).toEqual(made);
  });

  test.each([
    ['no JSON', () => 'broken'],
    ['empty', () => ''],
    ['cut in the middle', (text: string) => text.slice(0, text.length / 2)],
    ['null', () => 'null'],
    ['with another key', (text: string, other: Certificate) => JSON.stringify({ ...JSON.parse(text), key: other.key })],
    [
      'with another authority',
      (text: string, other: Certificate) => JSON.stringify({ ...JSON.parse(text), authority: other.authority }),
    ],
    ['without a key', (text: string) => JSON.stringify({ ...JSON.parse(text), key: undefined })],
  ])('makes a new one where the file is %s', async (_what, damage) => {
    const made = await selfMadeCertificate(names, folder);
    const other = await mkdtemp(join(folder, 'other-'));
    await writeFile(file(), damage(await readFile(file(), 'utf8'), await selfMadeCertificate(names, other)));
    const next = await selfMadeCertificate(names, folder);
    expect(next.cert).not.toBe(made.cert);
    expect(await greet(next, 'localhost', [next.authority])).toMatchObject({ subject: { CN: 'Snapreel' } });
  });
});

test('the key on disk is for nobody else, also when a file for all to read was there', async () => {
  const home = join(folder, 'home');
  await selfMadeCertificate(['one'], home);
  const file = join(home, 'certificate.json');
  const mode = () => (statSync(file).mode & 0o777).toString(8);
  expect(mode()).toBe('600');
  await chmod(file, 0o644);
  await selfMadeCertificate(['one'], home);
  expect(mode()).toBe('600');
  await chmod(file, 0o644);
  await selfMadeCertificate(['two'], home);
  expect(mode()).toBe('600');
  await writeFile(file, 'broken');
  await chmod(file, 0o666);
  await selfMadeCertificate(['two'], home);
  expect(mode()).toBe('600');
  expect(readdirSync(home)).toEqual(['certificate.json']);
});
