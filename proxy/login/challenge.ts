/** Answers a WWW-Authenticate with the Authorization it wants: Basic (RFC 7617), Digest (RFC 7616, 2069). */
import { createHash } from 'node:crypto';

export interface Challenge {
  readonly scheme: 'basic' | 'digest' | 'other';
  /** Names in lower case. */
  readonly params: ReadonlyMap<string, string>;
}

export interface DigestAsk {
  readonly method: string;
  /** Path and query as in the request line; never with host or port. */
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  /** How often this nonce was used, this time included. */
  readonly count: number;
  readonly clientNonce: string;
  readonly charset: Charset;
}

/** How letters past ASCII are written: RFC 7617 and 7616 want UTF-8, old cameras compare Latin-1. */
export type Charset = 'utf8' | 'latin1';

/** The bytes of a text as a string of one letter a byte, which is what heads are read and written as. */
function bytesOf(text: string, charset: Charset): string {
  return Buffer.from(text, charset).toString('latin1');
}

const schemes: Readonly<Record<string, Challenge['scheme']>> = { basic: 'basic', digest: 'digest' };

/** Splits at commas that are outside quotes. */
function pieces(value: string): string[] {
  return value.match(/(?:[^,"]|"(?:\\.|[^"\\])*"?)+/g) ?? [];
}

/** One or several challenges in one or several headers; realms may be unquoted, empty, with blanks or missing. */
export function parseChallenges(values: readonly string[]): Challenge[] {
  const found: { scheme: Challenge['scheme']; params: Map<string, string> }[] = [];
  for (const piece of values.flatMap(pieces)) {
    let rest = piece.trim();
    // A scheme is a word alone, or a word and a blank before a `name=`.
    const opening = /^([A-Za-z][\w-]*)(?:\s+(?=[\w-]+\s*=)|\s*$|\s+(?=[A-Za-z0-9+/]+=*$))/.exec(rest);
    if (opening?.[1]) {
      found.push({ scheme: schemes[opening[1].toLowerCase()] ?? 'other', params: new Map() });
      rest = rest.slice(opening[0].length);
    }
    const pair = /^([\w-]+)\s*=\s*(.*)$/s.exec(rest);
    const name = pair?.[1]?.toLowerCase();
    if (name !== undefined) found.at(-1)?.params.set(name, unquoted(pair?.[2] ?? ''));
  }
  return found;
}

function unquoted(text: string): string {
  const quoted = /^"((?:\\.|[^"\\])*)"?/.exec(text.trim());
  return quoted ? (quoted[1] ?? '').replace(/\\(.)/g, '$1') : text.trim();
}

const hashes: Readonly<Record<string, string>> = { md5: 'md5', 'sha-256': 'sha256', 'sha-512-256': 'sha512-256' };

function algorithmOf(challenge: Challenge): { readonly hash: string; readonly session: boolean } | undefined {
  const name = (challenge.params.get('algorithm') || 'MD5').toLowerCase();
  const session = name.endsWith('-sess');
  const hash = hashes[session ? name.slice(0, -5) : name];
  return hash === undefined ? undefined : { hash, session };
}

/** The first Digest that can be answered (the camera's own order of preference), else Basic. */
export function chooseChallenge(challenges: readonly Challenge[], only?: 'basic' | 'digest'): Challenge | undefined {
  const digest = challenges.find((one) => one.scheme === 'digest' && one.params.has('nonce') && algorithmOf(one));
  const basic = challenges.find((one) => one.scheme === 'basic');
  if (only) return only === 'digest' ? digest : basic;
  return digest ?? basic;
}

export function basicHeader(user: string, password: string, charset: Charset): string {
  return `Basic ${Buffer.from(`${user}:${password}`, charset).toString('base64')}`;
}

const quote = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;

export function digestHeader(challenge: Challenge, ask: DigestAsk): string {
  const { params } = challenge;
  const { hash, session } = algorithmOf(challenge) ?? { hash: 'md5', session: false };
  const digest = (...parts: readonly string[]) => createHash(hash).update(parts.join(':'), 'latin1').digest('hex');
  const realm = params.get('realm') ?? '';
  const nonce = params.get('nonce') ?? '';
  const offered = (params.get('qop') ?? '').toLowerCase().split(/[\s,]+/);
  const qop = offered.includes('auth') ? 'auth' : offered.includes('auth-int') ? 'auth-int' : undefined;
  const count = ask.count.toString(16).padStart(8, '0');

  // Realm and nonce go back, and into the hash, as the bytes they came as.
  const userName = bytesOf(ask.user, ask.charset);
  const user = digest(userName, realm, bytesOf(ask.password, ask.charset));
  const secret = session ? digest(user, nonce, ask.clientNonce) : user;
  // auth-int covers the body, which is empty for GET.
  const action = qop === 'auth-int' ? digest(ask.method, ask.uri, digest('')) : digest(ask.method, ask.uri);
  const response = qop ? digest(secret, nonce, count, ask.clientNonce, qop, action) : digest(secret, nonce, action);

  const fields = [`username=${quote(userName)}`, `realm=${quote(realm)}`, `nonce=${quote(nonce)}`];
  fields.push(`uri=${quote(ask.uri)}`, `response="${response}"`);
  const algorithm = params.get('algorithm');
  if (algorithm) fields.push(`algorithm=${algorithm}`);
  const opaque = params.get('opaque');
  if (opaque !== undefined) fields.push(`opaque=${quote(opaque)}`);
  if (qop) fields.push(`qop=${qop}`, `nc=${count}`);
  if (qop || session) fields.push(`cnonce="${ask.clientNonce}"`);
  return `Digest ${fields.join(', ')}`;
}
