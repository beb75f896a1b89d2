/** Logging in at cameras for the page: Basic, Digest in all its dialects, and credentials in the query. */
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { chooseChallenge, digestHeader, parseChallenges } from '../../../proxy/login/challenge';
import type { ProxyServer } from '../../../proxy/proxy';
import { jpeg, pictureReply, proxyFor, type RawCamera, rawCamera, relayed } from '../../support/proxy/stage';

const closing: (ProxyServer | RawCamera)[] = [];
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});

const body = jpeg(500);
const picture = pictureReply(body);

const refusal = (challenge: string) => `HTTP/1.1 401 Unauthorized\r\n${challenge}\r\nContent-Length: 0\r\n\r\n`;
const authorizationOf = (head: string) => /^authorization: (.*)$/im.exec(head)?.[1]?.trim() ?? '';
const fieldOf = (header: string, name: string) =>
  new RegExp(`(?:^|[ ,])${name}=(?:"([^"]*)"|([^,]*))`)
    .exec(header)
    ?.slice(1)
    .find((text) => text !== undefined);

async function staged(answer: Parameters<typeof rawCamera>[0]) {
  const camera = await rawCamera(answer);
  const lines: string[] = [];
  const proxy = await proxyFor([camera], { log: (line) => lines.push(line) });
  closing.push(proxy, camera);
  const ask = (headers: Record<string, string>, path = '/snap.jpg?ch=1&x=a%20b') =>
    relayed(proxy, camera.url(path), headers);
  return { camera, proxy, lines, ask };
}

const who = { 'X-Camera-User': 'admin', 'X-Camera-Password': encodeURIComponent('p:ä"ß') };
const basicOfWho = `Basic ${Buffer.from('admin:p:ä"ß').toString('base64')}`;

describe('H27 Basic', () => {
  const challenges = [
    'WWW-Authenticate: Basic realm="Camera"',
    'WWW-Authenticate: Basic realm=My Camera',
    'WWW-Authenticate: Basic realm=""',
    'WWW-Authenticate: basic',
    'Www-authenticate:Basic realm="k\xe4m/_(1), x"',
    'WWW-Authenticate: Negotiate, Basic realm="x"',
  ];
  for (const challenge of challenges)
    test(`H27 ${challenge}`, async () => {
      const { camera, ask } = await staged((socket, head) =>
        authorizationOf(head) === basicOfWho ? socket.end(picture) : socket.end(refusal(challenge), 'latin1'),
      );
      expect((await ask(who)).body.equals(body)).toBe(true);
      expect(camera.connects()).toBe(2);
      // The second picture needs no second question.
      expect((await ask(who)).body.equals(body)).toBe(true);
      expect(camera.connects()).toBe(3);
    });

  test('H27 a wrong password is asked once and not again and again', async () => {
    const { camera, ask } = await staged((socket) => socket.end(refusal('WWW-Authenticate: Basic realm="x"')));
    const answer = await ask({ 'X-Camera-User': 'admin', 'X-Camera-Password': 'plain' });
    expect([answer.status, answer.code, answer.headers['x-camera-challenge']]).toEqual([401, 'capture/login', 'basic']);
    expect(answer.headers['www-authenticate']).toBeUndefined();
    expect(camera.connects()).toBe(2);
  });

  test('H27 without a user name the 401 comes back at once, with what is asked for', async () => {
    const { camera, ask } = await staged((socket) =>
      socket.end(refusal('WWW-Authenticate: Digest realm="x", nonce="1"')),
    );
    const answer = await ask({});
    expect([answer.status, answer.headers['x-camera-challenge']]).toEqual([401, 'digest']);
    expect(camera.connects()).toBe(1);
  });

  test('mode basic sends the header with the first request', async () => {
    const { camera, ask } = await staged((socket) => socket.end(picture));
    await ask({ ...who, 'X-Camera-Login': 'basic' });
    expect(camera.asked.map(authorizationOf)).toEqual([basicOfWho]);
  });
});

/** A camera's own check, written from RFC 7616 and 2069 and not from the proxy's code. */
function checks(header: string, realm: string, nonce: string, hash = 'md5', qop = '', session = false): boolean {
  const h = (text: string) => createHash(hash).update(text).digest('hex');
  const uri = fieldOf(header, 'uri') ?? '';
  const cnonce = fieldOf(header, 'cnonce') ?? '';
  let one = h(`admin:${realm}:p:ä"ß`);
  if (session) one = h(`${one}:${nonce}:${cnonce}`);
  const two = h(qop === 'auth-int' ? `GET:${uri}:${h('')}` : `GET:${uri}`);
  const middle = qop ? `${nonce}:${fieldOf(header, 'nc')}:${cnonce}:${qop}` : nonce;
  const right = uri === '/snap.jpg?ch=1&x=a%20b' && fieldOf(header, 'nonce') === nonce;
  return header.startsWith('Digest ') && right && fieldOf(header, 'response') === h(`${one}:${middle}:${two}`);
}

describe('H28 Digest', () => {
  const dialects: readonly (readonly [string, string, string, string, boolean])[] = [
    ['without qop (RFC 2069)', 'Digest realm="cam", nonce="abc"', 'md5', '', false],
    ['qop auth', 'Digest realm="cam", nonce="abc", qop="auth", algorithm=MD5', 'md5', 'auth', false],
    ['a list of qops', 'Digest realm="cam", nonce="abc", qop="auth-int,auth"', 'md5', 'auth', false],
    ['qop auth-int alone', 'Digest realm="cam", nonce="abc", qop="auth-int"', 'md5', 'auth-int', false],
    ['qop unquoted', 'Digest realm="cam",nonce="abc",qop=auth,opaque=""', 'md5', 'auth', false],
    ['SHA-256', 'Digest realm="cam", nonce="abc", qop="auth", algorithm=SHA-256', 'sha256', 'auth', false],
    ['MD5-sess', 'Digest realm="cam", nonce="abc", qop="auth", algorithm="MD5-sess"', 'md5', 'auth', true],
    ['folded over lines', 'Digest realm="cam",\r\n\tnonce="abc",\r\n qop="auth"', 'md5', 'auth', false],
    ['Basic beside it', 'Basic realm="cam", Digest realm="cam", nonce="abc", qop="auth"', 'md5', 'auth', false],
    [
      'an unknown algorithm first',
      'Digest realm="cam", nonce="no", algorithm=X-1\r\nWWW-Authenticate: Digest realm="cam", nonce="abc"',
      'md5',
      '',
      false,
    ],
  ];
  for (const [name, challenge, hash, qop, session] of dialects)
    test(`H28 ${name}`, async () => {
      const { camera, ask } = await staged((socket, head) =>
        checks(authorizationOf(head), 'cam', 'abc', hash, qop, session)
          ? socket.end(picture)
          : socket.end(refusal(`WWW-Authenticate: ${challenge}`)),
      );
      expect((await ask(who)).body.equals(body)).toBe(true);
      expect(camera.connects()).toBe(2);
    });

  test('H28 opaque comes back as it was sent, nc counts, one nonce serves many pictures', async () => {
    const { camera, ask } = await staged((socket, head) =>
      checks(authorizationOf(head), 'cam', 'abc', 'md5', 'auth')
        ? socket.end(picture)
        : socket.end(refusal('WWW-Authenticate: Digest realm="cam", nonce="abc", qop="auth", opaque="op/q=="')),
    );
    for (let count = 0; count < 3; count++) expect((await ask(who)).status).toBe(200);
    const sent = camera.asked.map(authorizationOf);
    expect(sent.map((header) => fieldOf(header, 'nc'))).toEqual([undefined, '00000001', '00000002', '00000003']);
    expect(sent.slice(1).map((header) => fieldOf(header, 'opaque'))).toEqual(['op/q==', 'op/q==', 'op/q==']);
  });

  test('H28 a stale nonce is answered silently, and a camera that calls every nonce stale does not loop', async () => {
    let nonce = 1;
    const { camera, ask } = await staged((socket, head) => {
      const right = checks(authorizationOf(head), 'cam', `n${nonce}`);
      if (!right) nonce += 1;
      socket.end(right ? picture : refusal(`WWW-Authenticate: Digest realm="cam", nonce="n${nonce}", stale=TRUE`));
    });
    expect((await ask(who)).status).toBe(200);
    nonce = 7;
    expect((await ask(who)).status).toBe(200);
    expect(camera.connects()).toBe(4);

    const never = await staged((socket) =>
      socket.end(refusal('WWW-Authenticate: Digest realm="c", nonce="1", stale=true')),
    );
    expect((await never.ask(who)).status).toBe(401);
    expect(never.camera.connects()).toBe(3);
  });

  test('H28 nextnonce is used for the next picture', async () => {
    const { camera, ask } = await staged((socket, head) => {
      const nonce = fieldOf(authorizationOf(head), 'nonce');
      if (nonce === undefined)
        return socket.end(refusal('WWW-Authenticate: Digest realm="cam", nonce="one", qop="auth"'));
      return socket.end(pictureReply(body, 'Authentication-Info: nextnonce="two", qop=auth\r\n'));
    });
    await ask(who);
    await ask(who);
    expect(camera.asked.map((head) => fieldOf(authorizationOf(head), 'nonce'))).toEqual([undefined, 'one', 'two']);
  });

  test('H28 the worked examples of RFC 7616, 3.9.1', () => {
    const values = ['MD5', 'SHA-256'].map(
      (algorithm) =>
        `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`,
    );
    const responses = parseChallenges(values).map((challenge) =>
      fieldOf(
        digestHeader(challenge, {
          method: 'GET',
          uri: '/dir/index.html',
          user: 'Mufasa',
          password: 'Circle of Life',
          count: 1,
          clientNonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
          charset: 'utf8',
        }),
        'response',
      ),
    );
    expect(responses).toEqual([
      '8ca523f5e9506fed4657c9700eebdbec',
      '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1',
    ]);
  });

  test('a Digest nobody can answer is no challenge to choose', () => {
    expect(chooseChallenge(parseChallenges(['Digest realm="x"']))).toBeUndefined();
    expect(chooseChallenge(parseChallenges(['NTLM', 'Bearer abc=']))).toBeUndefined();
  });
});

describe('H29 credentials in the query', () => {
  test('H29 they are appended for the camera, and appear in no log and no header', async () => {
    const { camera, lines, ask } = await staged((socket) => socket.destroy());
    const answer = await ask({ ...who, 'X-Camera-Login': 'query:user,pwd' }, '/snapshot.cgi?resolution=32&user=old');
    expect(camera.asked[0]).toMatch(
      /^GET \/snapshot\.cgi\?resolution=32&user=admin&pwd=p%3A%C3%A4%22%C3%9F HTTP\/1\.1\r\n/,
    );
    expect(authorizationOf(camera.asked[0] ?? '')).toBe('');
    expect(answer.code).toBe('capture/interrupted');
    expect(`${lines.join()} ${answer.body} ${JSON.stringify(answer.headers)}`).not.toMatch(/pwd|%C3|admin|resolution/);
    expect(lines.join()).toContain(`${camera.place}/snapshot.cgi`);
  });

  test('a login mode that does not exist is refused', async () => {
    const { camera, ask } = await staged((socket) => socket.end(picture));
    for (const mode of ['ntlm', 'query:', 'query:a', 'query:a&b,c', 'query:a,b=c'])
      expect((await ask({ ...who, 'X-Camera-Login': mode })).status).toBe(400);
    expect(camera.connects()).toBe(0);
  });
});
