/** Logs in at cameras: chooses the Authorization of each request, remembers challenges and counts nonces. */
import { createHash, randomBytes } from 'node:crypto';
import type { CameraAddress } from './address';
import { basicHeader, type Challenge, chooseChallenge, digestHeader, parseChallenges } from './challenge';
import type { Head } from './head';
import { Trouble } from './trouble';

export type Login =
  | { readonly kind: 'auto' | 'basic' | 'digest'; readonly user: string; readonly password: string }
  | {
      readonly kind: 'query';
      readonly user: string;
      readonly password: string;
      readonly userKey: string;
      readonly passwordKey: string;
    };

/** Reads the three X-Camera headers. Throws Trouble 'capture/bad-address' for what cannot be read or sent. */
export function readLogin(mode: string, user: string, password: string): Login {
  const who = { user: decoded(user), password: decoded(password) };
  if (mode === 'auto' || mode === 'basic' || mode === 'digest') return { kind: mode, ...who };
  const [, userKey, passwordKey] = /^query:([\w.-]{1,64}),([\w.-]{1,64})$/.exec(mode) ?? [];
  if (userKey === undefined || passwordKey === undefined)
    throw new Trouble(
      'capture/bad-address',
      'X-Camera-Login is none of auto, basic, digest, query:<userKey>,<passwordKey>.',
    );
  return { kind: 'query', ...who, userKey, passwordKey };
}

function decoded(text: string): string {
  let plain: string;
  try {
    plain = decodeURIComponent(text);
  } catch {
    throw new Trouble('capture/bad-address', 'User name or password is not percent-encoded UTF-8.');
  }
  if ([...plain].some((letter) => letter < ' ' || letter === '\x7f'))
    throw new Trouble('capture/bad-address', 'User name or password holds control characters.');
  return plain;
}

/** Path and query to ask for; query credentials are appended, in place of any of the same name. */
export function requestTarget(url: URL, login: Login): string {
  if (login.kind !== 'query' || (login.user === '' && login.password === '')) return url.pathname + url.search;
  const keys = [login.userKey, login.passwordKey];
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !keys.includes(pair.split('=', 1)[0] ?? ''));
  const mine = [login.user, login.password].map((value, index) => `${keys[index]}=${encodeURIComponent(value)}`);
  return `${url.pathname}?${[...kept, ...mine].join('&')}`;
}

interface Remembered {
  challenge: Challenge;
  count: number;
}

const maxRemembered = 256;

/** The last challenge of each camera and user, so that most requests need no second round trip. Keeps hashes, no passwords. */
export class LoginMemory {
  readonly #known = new Map<string, Remembered>();

  /** A name for camera and user that gives nothing away. */
  key(address: CameraAddress, login: Login): string {
    const parts = [address.url.origin, login.kind, login.user, login.password];
    return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
  }

  /** The Authorization to send at once; undefined where the camera has not been heard yet. */
  authorization(key: string, login: Login, target: string): string | undefined {
    if (login.kind === 'query' || (login.user === '' && login.password === '')) return undefined;
    if (login.kind === 'basic') return basicHeader(login.user, login.password);
    const known = this.#known.get(key);
    if (!known) return undefined;
    if (known.challenge.scheme === 'basic') return basicHeader(login.user, login.password);
    known.count += 1;
    return digestHeader(known.challenge, {
      method: 'GET',
      uri: target,
      user: login.user,
      password: login.password,
      count: known.count,
      clientNonce: randomBytes(8).toString('hex'),
    });
  }

  /** Takes the camera's 401; true when another try has a chance: a new challenge, or only the nonce was stale. */
  learn(key: string, login: Login, head: Head, alreadyAnswered: boolean): boolean {
    if (login.kind === 'query' || login.kind === 'basic' || (login.user === '' && login.password === '')) return false;
    const challenges = parseChallenges(head.headers.get('www-authenticate') ?? []);
    const challenge = chooseChallenge(challenges, login.kind === 'digest' ? 'digest' : undefined);
    const stale = challenge?.params.get('stale')?.toLowerCase() === 'true';
    if (!challenge || (alreadyAnswered && !stale)) {
      this.#known.delete(key);
      return false;
    }
    if (this.#known.size >= maxRemembered) this.#known.clear();
    this.#known.set(key, { challenge, count: 0 });
    return true;
  }

  /** Takes over the nonce for the next request, where the camera names one (RFC 7616, 3.5). */
  takeNextNonce(key: string, head: Head): void {
    const known = this.#known.get(key);
    const info = parseChallenges((head.headers.get('authentication-info') ?? []).map((value) => `Digest ${value}`));
    const nonce = info[0]?.params.get('nextnonce');
    if (!known || !nonce) return;
    const params = new Map(known.challenge.params).set('nonce', nonce);
    this.#known.set(key, { challenge: { scheme: 'digest', params }, count: 0 });
  }
}

/** What a final 401 asks for, for the page to show. */
export function challengeName(head: Head): 'basic' | 'digest' | 'other' | undefined {
  const challenges = parseChallenges(head.headers.get('www-authenticate') ?? []);
  return chooseChallenge(challenges)?.scheme ?? challenges[0]?.scheme;
}
