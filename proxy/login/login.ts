/** Logs in at cameras: chooses the Authorization of each request, remembers challenges and counts nonces. */
import { createHash, randomBytes } from 'node:crypto';
import type { Head } from '../http/head';
import type { CameraAddress } from '../target/address';
import { Trouble } from '../trouble';
import { basicHeader, type Challenge, type Charset, chooseChallenge, digestHeader, parseChallenges } from './challenge';

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
  const [, userKey, passwordKey] = /^query:([\w.-]{0,64}),([\w.-]{1,64})$/.exec(mode) ?? [];
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
  const mine = [login.user, login.password].flatMap((value, index) =>
    keys[index] === '' ? [] : [`${keys[index]}=${encodeURIComponent(value)}`],
  );
  return `${url.pathname}?${[...kept, ...mine].join('&')}`;
}

interface Remembered {
  challenge: Challenge;
  count: number;
}

const maxRemembered = 256;

/** Letters past ASCII that Latin-1 can write. */
function hasLatin1(login: Login): boolean {
  return (
    [login.user, login.password].every((text) => /^[\0-\xff]*$/.test(text)) &&
    /[\x80-\xff]/.test(login.user + login.password)
  );
}

/** The last challenge of each camera and user, so that most requests need no second round trip. Keeps hashes, no passwords. */
export class LoginMemory {
  readonly #known = new Map<string, Remembered>();
  /** Those that took Latin-1 after UTF-8 was refused, or are about to be tried so. */
  readonly #latin1 = new Set<string>();
  /** Cameras that once asked for Digest. */
  readonly #digest = new Set<string>();

  /** A name for camera and user that gives nothing away. */
  key(address: CameraAddress, login: Login): string {
    const parts = [address.url.origin, login.kind, login.user, login.password];
    return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
  }

  /** The Authorization to send at once; undefined where the camera has not been heard yet. */
  authorization(key: string, login: Login, target: string): string | undefined {
    if (login.kind === 'query' || (login.user === '' && login.password === '')) return undefined;
    const { user, password } = login;
    const charset: Charset = this.#latin1.has(key) ? 'latin1' : 'utf8';
    const known = this.#known.get(key);
    if (login.kind === 'basic' || known?.challenge.scheme === 'basic') return basicHeader(user, password, charset);
    if (!known) return undefined;
    known.count += 1;
    return digestHeader(known.challenge, {
      method: 'GET',
      uri: target,
      user,
      password,
      count: known.count,
      clientNonce: randomBytes(8).toString('hex'),
      charset,
    });
  }

  /**
   * Takes the camera's 401; true when another try has a chance: a new challenge, only the nonce was stale, or letters
   * that the camera may want in Latin-1. Throws Trouble when the camera asks for less than it once did.
   */
  learn(origin: string, key: string, login: Login, head: Head, round: number): boolean {
    if (login.kind === 'query' || (login.user === '' && login.password === '')) return false;
    const challenges = parseChallenges(head.headers.get('www-authenticate') ?? []);
    const challenge = chooseChallenge(challenges, login.kind === 'auto' ? undefined : login.kind);
    if (login.kind === 'auto') this.#refuseLess(origin, challenge);
    const stale = challenge?.params.get('stale')?.toLowerCase() === 'true';
    const answered = round > 0 || login.kind === 'basic';
    const spellAgain = answered && !stale && !this.#latin1.has(key) && hasLatin1(login);
    if (!challenge || (answered && !(stale && round < 2) && !spellAgain)) {
      this.#known.delete(key);
      this.#latin1.delete(key);
      return false;
    }
    if (this.#known.size >= maxRemembered) this.#known.clear();
    if (this.#latin1.size >= maxRemembered) this.#latin1.clear();
    if (spellAgain) this.#latin1.add(key);
    this.#known.set(key, { challenge, count: 0 });
    return true;
  }

  /** Somebody between here and the camera could take the Digest out and read the password. */
  #refuseLess(origin: string, challenge: Challenge | undefined): void {
    if (challenge?.scheme === 'digest' && this.#digest.size < maxRemembered) this.#digest.add(origin);
    if (challenge?.scheme === 'basic' && this.#digest.has(origin))
      throw new Trouble(
        'capture/weaker-login',
        'The camera asks for the password in plain text, which it did not before. If that is right, start the proxy again.',
      );
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
