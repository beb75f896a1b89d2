/** Logins past ASCII: UTF-8 first, Latin-1 once more after a 401, and whatever bytes the camera's realm is made of. */
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { jpeg, latin1, pictureReply, proxyFor, rawCamera, relayed } from '../../support/proxy/stage';

const closing: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});

const picture = pictureReply(jpeg(500));
const refusal = (challenge: string) =>
  latin1(`HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: ${challenge}\r\nContent-Length: 0\r\n\r\n`);
/** The head as it came, one letter a byte. */
const authorizationOf = (head: string) => /^authorization: (.*)$/im.exec(head)?.[1] ?? '';
const fieldOf = (header: string, name: string) => new RegExp(`${name}="?([^",]*)`).exec(header)?.[1] ?? '';

async function staged(isRight: (authorization: string) => boolean, challenge: string) {
  const camera = await rawCamera((socket, head) =>
    socket.end(isRight(authorizationOf(head)) ? picture : refusal(challenge)),
  );
  const proxy = await proxyFor([camera]);
  closing.push(proxy, camera);
  const ask = (user: string, password: string, more: Record<string, string> = {}) =>
    relayed(proxy, camera.url('/s'), {
      'X-Camera-User': encodeURIComponent(user),
      'X-Camera-Password': encodeURIComponent(password),
      ...more,
    });
  return { camera, ask };
}

const md5 = (text: string) => createHash('md5').update(text, 'latin1').digest('hex');
/** A camera that knows its password as bytes of this encoding and compares nothing else. */
const basicIn = (charset: BufferEncoding, user: string, password: string) => (header: string) =>
  header === `Basic ${Buffer.from(`${user}:${password}`, charset).toString('base64')}`;
const digestIn = (charset: BufferEncoding, user: string, password: string, realm: string) => (header: string) => {
  const bytes = (text: string) => Buffer.from(text, charset).toString('latin1');
  const secret = md5(`${bytes(user)}:${realm}:${bytes(password)}`);
  return (
    fieldOf(header, 'realm') === realm &&
    fieldOf(header, 'username') === bytes(user) &&
    fieldOf(header, 'response') === md5(`${secret}:n1:${md5('GET:/s')}`)
  );
};

describe('N a login past ASCII', () => {
  const logins: readonly (readonly [string, string])[] = [
    ['admin', 'pässwört'],
    ['jürgen', 'plain'],
    ['admin', 'ñandú'],
    ['André', 'é'],
    ['admin', '£§µ÷ÿ'],
    ['Åse', 'smørbrød'],
  ];
  for (const charset of ['utf8', 'latin1'] as const)
    for (const [user, password] of logins) {
      test(`Basic in ${charset}: ${user}, ${password}`, async () => {
        const { camera, ask } = await staged(basicIn(charset, user, password), 'Basic realm="x"');
        expect((await ask(user, password)).status).toBe(200);
        expect(camera.connects()).toBe(charset === 'utf8' ? 2 : 3);
        // What worked is remembered.
        expect((await ask(user, password)).status).toBe(200);
        expect(camera.connects()).toBe(charset === 'utf8' ? 3 : 4);
        expect((await ask(user, password, { 'X-Camera-Login': 'basic' })).status).toBe(200);
      });
      test(`Digest in ${charset}: ${user}, ${password}`, async () => {
        const { camera, ask } = await staged(
          digestIn(charset, user, password, 'cam'),
          'Digest realm="cam", nonce="n1"',
        );
        expect((await ask(user, password)).status).toBe(200);
        expect(camera.connects()).toBe(charset === 'utf8' ? 2 : 3);
        expect((await ask(user, password)).status).toBe(200);
        expect(camera.connects()).toBe(charset === 'utf8' ? 3 : 4);
      });
    }

  test('a wrong one is tried once in each spelling, and the next time from the beginning', async () => {
    const { camera, ask } = await staged(() => false, 'Basic realm="x"');
    expect((await ask('admin', 'fälsch')).status).toBe(401);
    expect(camera.connects()).toBe(3);
    expect((await ask('admin', 'fälsch')).status).toBe(401);
    expect(camera.connects()).toBe(6);
    // No second spelling for plain letters, nor for letters that Latin-1 has not.
    expect((await ask('admin', 'wrong')).status).toBe(401);
    expect(camera.connects()).toBe(8);
    expect((await ask('admin', '密码')).status).toBe(401);
    expect(camera.connects()).toBe(10);
  });
});

describe('Digest with a realm of any bytes', () => {
  const realms = ['K\xfcche', 'K\xc3\xbcche', '\xa9 Cam', '\xe5\xae\xb6', 'IP\xb7CAM', 'plain'];
  test.each(realms)('%j', async (realm) => {
    const { camera, ask } = await staged(digestIn('utf8', 'admin', 'pw', realm), `Digest realm="${realm}", nonce="n1"`);
    expect((await ask('admin', 'pw')).status).toBe(200);
    expect(camera.connects()).toBe(2);
  });
});

describe('a camera that once asked for Digest', () => {
  const weaker = [
    'Basic realm="x"',
    'basic',
    'Negotiate, Basic realm="cam"',
    'Digest realm="x", nonce="1", algorithm=X-1, Basic realm="x"',
  ];
  test.each(weaker)('gets no password in plain text when it asks %s', async (challenge) => {
    let now = 'Digest realm="cam", nonce="n1"';
    const camera = await rawCamera((socket, head) =>
      socket.end(
        digestIn('utf8', 'admin', 'pw', 'cam')(authorizationOf(head)) && now.startsWith('Digest realm="cam"')
          ? picture
          : refusal(now),
      ),
    );
    const proxy = await proxyFor([camera]);
    closing.push(proxy, camera);
    const ask = (password: string) =>
      relayed(proxy, camera.url('/s'), { 'X-Camera-User': 'admin', 'X-Camera-Password': password });
    expect((await ask('pw')).status).toBe(200);
    now = challenge;
    for (const password of ['pw', 'other']) {
      const answer = await ask(password);
      expect([answer.status, answer.code]).toEqual([502, 'capture/weaker-login']);
    }
    expect(camera.asked.join('')).not.toContain('Basic ');
  });

  test('one that asked for Basic may ask for Digest', async () => {
    let now = 'Basic realm="x"';
    const camera = await rawCamera((socket, head) => {
      const given = authorizationOf(head);
      const right = now.startsWith('Basic')
        ? given.startsWith('Basic ')
        : digestIn('utf8', 'admin', 'pw', 'cam')(given);
      socket.end(right ? picture : refusal(now));
    });
    const proxy = await proxyFor([camera]);
    closing.push(proxy, camera);
    const ask = () => relayed(proxy, camera.url('/s'), { 'X-Camera-User': 'admin', 'X-Camera-Password': 'pw' });
    expect((await ask()).status).toBe(200);
    now = 'Digest realm="cam", nonce="n1"';
    expect((await ask()).status).toBe(200);
  });
});
