/**
 * Checks a request's login and writes the challenge of a 401: Basic, Digest (RFC 7616 and RFC 2069), and user and password
 * in the address.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Request } from './wire';

export type LoginKind = 'basic' | 'query' | 'digest';

export interface DigestOptions {
  readonly algorithm: 'MD5' | 'SHA-256';
  /** What the challenge offers: '' (RFC 2069), 'auth', 'auth-int,auth', ... */
  readonly qop: string;
  /** A nonce is good for so many requests, then the answer is stale=true. */
  readonly nonceUses: number;
  readonly opaque: string;
  /** Spread the challenge over several lines. */
  readonly folded: boolean;
}

export interface LoginOptions {
  readonly user: string;
  readonly password: string;
  /** What is accepted; a challenge offers those of them that have one. */
  readonly kinds: readonly LoginKind[];
  /** As it stands after `realm=` of the Basic challenge, with quotes or without; undefined leaves it out. */
  readonly basicRealm: string | undefined;
  readonly digest: DigestOptions;
}

export const usualDigest: DigestOptions = {
  algorithm: 'MD5',
  qop: 'auth',
  nonceUses: Number.POSITIVE_INFINITY,
  opaque: '',
  folded: false,
};

const realm = 'IP Camera';

export interface Login {
  /** Undefined = welcome; otherwise the WWW-Authenticate rows. */
  refuse(request: Request): readonly string[] | undefined;
}

export function openLogin(options: LoginOptions): Login {
  const { user, password, kinds, digest } = options;
  const hash = (text: string) =>
    createHash(digest.algorithm === 'MD5' ? 'md5' : 'sha256')
      .update(text)
      .digest('hex');
  /** Nonce and how often it was used. */
  const nonces = new Map<string, number>();

  function challenge(stale: boolean): readonly string[] {
    const rows: string[] = [];
    if (kinds.includes('digest')) {
      const nonce = randomBytes(12).toString('hex');
      if (nonces.size > 1000) nonces.clear();
      nonces.set(nonce, 0);
      const parts = [
        `Digest realm="${realm}"`,
        `nonce="${nonce}"`,
        ...(digest.qop === '' ? [] : [`qop="${digest.qop}"`]),
        ...(digest.algorithm === 'MD5' ? [] : [`algorithm=${digest.algorithm}`]),
        ...(digest.opaque === '' ? [] : [`opaque="${digest.opaque}"`]),
        ...(stale ? ['stale=true'] : []),
      ];
      rows.push(`WWW-Authenticate: ${parts.join(digest.folded ? ',\r\n  ' : ', ')}`);
    }
    if (kinds.includes('basic')) {
      rows.push(`WWW-Authenticate: Basic${options.basicRealm === undefined ? '' : ` realm=${options.basicRealm}`}`);
    }
    return rows;
  }

  function digestVerdict(request: Request, given: string): 'welcome' | 'wrong' | 'stale' {
    const field = digestFields(given);
    const get = (name: string) => field.get(name) ?? '';
    const uses = nonces.get(get('nonce'));
    const ha1 = hash(`${user}:${realm}:${password}`);
    const ha2 = hash(`${request.method}:${get('uri')}`);
    const middle = get('qop') === '' ? get('nonce') : [get('nonce'), get('nc'), get('cnonce'), get('qop')].join(':');
    const offered = digest.qop === '' ? get('qop') === '' : digest.qop.split(',').includes(get('qop'));
    const right =
      offered &&
      get('username') === user &&
      get('realm') === realm &&
      get('uri') === request.target &&
      get('opaque') === digest.opaque &&
      (get('algorithm') || 'MD5') === digest.algorithm &&
      get('response') === hash(`${ha1}:${middle}:${ha2}`);
    if (!right) return 'wrong';
    if (uses === undefined || uses >= digest.nonceUses) return 'stale';
    nonces.set(get('nonce'), uses + 1);
    return 'welcome';
  }

  function refuse(request: Request): readonly string[] | undefined {
    const given = request.headers.get('authorization') ?? '';
    if (kinds.includes('query') && userOfQuery(request) === user && request.query.get('pwd') === password)
      return undefined;
    if (kinds.includes('basic') && given === `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`) {
      return undefined;
    }
    if (kinds.includes('digest') && /^digest /i.test(given)) {
      const verdict = digestVerdict(request, given.slice(7));
      return verdict === 'welcome' ? undefined : challenge(verdict === 'stale');
    }
    return challenge(false);
  }
  return { refuse };
}

/** Netwave says `user`, Foscam HD `usr`. */
const userOfQuery = (request: Request): string | null => request.query.get('user') ?? request.query.get('usr');

function digestFields(text: string): ReadonlyMap<string, string> {
  const found = text.matchAll(/(\w+)\s*=\s*(?:"([^"]*)"|([^\s,]+))/g);
  return new Map(Array.from(found, ([, name, quoted, plain]) => [name!.toLowerCase(), quoted ?? plain ?? '']));
}
