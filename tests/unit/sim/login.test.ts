/** Logins of the simulated camera, answered by a Digest written apart from it. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { casePassword, caseUser } from '../../../sim/cases/cases';
import { type Sim, startSim } from '../../../sim/sim';
import { ask, headerOf, type RawReply, statusOf } from './ask';

let sim: Sim;
beforeEach(async () => {
  sim = await startSim({ widthPx: 160, heightPx: 120, user: 'anna', password: 'se cret', login: ['digest'] });
});
afterEach(() => sim.close());

const challengeOf = (reply: RawReply): ReadonlyMap<string, string> => {
  const text = reply.head.replaceAll(/\r\n\s+/g, ' ');
  const row = /WWW-Authenticate: Digest (.*)/.exec(text)![1]!;
  return new Map(Array.from(row.matchAll(/(\w+)=(?:"([^"]*)"|([^,\s]+))/g), ([, name, a, b]) => [name!, a ?? b!]));
};

/** Written from RFC 7616, 3.4, apart from the camera's own code. */
function answerTo(challenge: ReadonlyMap<string, string>, uri: string, user: string, password: string): string {
  const algorithm = challenge.get('algorithm') ?? 'MD5';
  const h = (text: string) =>
    createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
      .update(text)
      .digest('hex');
  const [realm, nonce] = [challenge.get('realm')!, challenge.get('nonce')!];
  const [a1, a2] = [h(`${user}:${realm}:${password}`), h(`GET:${uri}`)];
  const common = `username="${user}", realm="${realm}", nonce="${nonce}", uri="${uri}", algorithm=${algorithm}`;
  const opaque = challenge.has('opaque') ? `, opaque="${challenge.get('opaque')}"` : '';
  if (!challenge.has('qop')) return `Digest ${common}${opaque}, response="${h(`${a1}:${nonce}:${a2}`)}"`;
  const response = h(`${a1}:${nonce}:00000001:c0ffee:auth:${a2}`);
  return `Digest ${common}${opaque}, qop=auth, nc=00000001, cnonce="c0ffee", response="${response}"`;
}

describe('Digest', () => {
  it('lets in who knows the password, with a query in the address', async () => {
    const uri = '/snapshot.cgi?a=b&c=d';
    const first = await ask(sim.origin + uri);
    expect(statusOf(first)).toBe(401);
    const authorization = answerTo(challengeOf(first), uri, 'anna', 'se cret');
    expect(statusOf(await ask(sim.origin + uri, { headers: { authorization } }))).toBe(200);
    expect(statusOf(await ask(`${sim.origin}/snapshot.cgi`, { headers: { authorization } }))).toBe(401);
    const wrong = answerTo(challengeOf(first), uri, 'anna', 'guess');
    const refused = await ask(sim.origin + uri, { headers: { authorization: wrong } });
    expect(statusOf(refused)).toBe(401);
    expect(challengeOf(refused).has('stale')).toBe(false);
  });

  it.each(['qop', 'no-qop', 'qop-list', 'sha-256', 'opaque', 'folded', 'both'])('case H28-%s', async (name) => {
    const uri = `/case/H28-${name}`;
    const first = await ask(sim.origin + uri);
    const challenge = challengeOf(first);
    expect(challenge.get('qop')).toBe(name === 'no-qop' ? undefined : name === 'qop-list' ? 'auth-int,auth' : 'auth');
    expect(challenge.get('algorithm')).toBe(name === 'sha-256' ? 'SHA-256' : undefined);
    expect(challenge.has('opaque')).toBe(name === 'opaque');
    expect(first.head.includes(',\r\n  nonce=')).toBe(name === 'folded');
    expect(first.head.includes('WWW-Authenticate: Basic')).toBe(name === 'both');
    const authorization = answerTo(challenge, uri, caseUser, casePassword);
    expect(statusOf(await ask(sim.origin + uri, { headers: { authorization } }))).toBe(200);
  });

  it('case H28-one-use: a nonce used again is stale, and the new one is good', async () => {
    const uri = '/case/H28-one-use';
    const authorization = answerTo(challengeOf(await ask(sim.origin + uri)), uri, caseUser, casePassword);
    expect(statusOf(await ask(sim.origin + uri, { headers: { authorization } }))).toBe(200);
    const again = await ask(sim.origin + uri, { headers: { authorization } });
    expect(statusOf(again)).toBe(401);
    expect(challengeOf(again).get('stale')).toBe('true');
    const next = answerTo(challengeOf(again), uri, caseUser, casePassword);
    expect(statusOf(await ask(sim.origin + uri, { headers: { authorization: next } }))).toBe(200);
  });
});

describe('other logins', () => {
  it.each([
    ['unquoted', 'Basic realm=IPCamera'],
    ['empty', 'Basic realm=""'],
    ['spaces', 'Basic realm="my  camera in the garden"'],
    ['odd', 'Basic realm="Kamera_1.2 (\xd6st/N\xf6rd)"'],
    ['none', 'Basic'],
  ])('case H27-%s', async (name, challenge) => {
    const address = `${sim.origin}/case/H27-${name}`;
    const first = await ask(address);
    expect([statusOf(first), headerOf(first, 'www-authenticate')]).toEqual([401, challenge]);
    const authorization = `Basic ${Buffer.from(`${caseUser}:${casePassword}`).toString('base64')}`;
    expect(statusOf(await ask(address, { headers: { authorization } }))).toBe(200);
  });

  it('case H29 takes the address and nothing else', async () => {
    const address = `${sim.origin}/case/H29`;
    const authorization = `Basic ${Buffer.from(`${caseUser}:${casePassword}`).toString('base64')}`;
    expect(statusOf(await ask(address, { headers: { authorization } }))).toBe(401);
    for (const name of ['user', 'usr']) {
      expect(statusOf(await ask(`${address}?${name}=${caseUser}&pwd=${encodeURIComponent(casePassword)}`))).toBe(200);
    }
  });
});
