/** An address as people type and paste it in; the address without its login, and the login, out. */
import { Trouble } from '../trouble';

/** `address` is what remains without user name and password. */
export interface SplitAddress {
  readonly address: string;
  readonly userName: string;
  readonly password: string;
}

/** Query names that carry a user name and a password, as cameras spell them; in lower case. */
const userKeys: readonly string[] = ['user', 'usr', 'username', 'loginuse', 'account'];
const passwordKeys: readonly string[] = ['pwd', 'password', 'pass', 'passwd', 'loginpas', 'psw'];

/**
 * Moves `user:pass@` and `?user=..&pwd=..` out of an address and adds http:// where there is no scheme. In the query
 * `{user}` and `{password}` stay in their place, so that the login is still sent the way this camera wants it.
 * Throws Trouble 'capture/bad-address'.
 */
export function splitAddress(text: string): SplitAddress {
  const url = parseAddress(text);
  let userName = decoded(url.username);
  let password = decoded(url.password);
  url.username = url.password = '';
  const pairs = url.search.slice(1).split('&');
  const keyOf = (pair: string) => pair.split('=', 1)[0]!.toLowerCase();
  const isKnown =
    pairs.some((pair) => userKeys.includes(keyOf(pair))) && pairs.some((pair) => passwordKeys.includes(keyOf(pair)));
  if (isKnown) {
    url.search = pairs
      .map((pair) => {
        const name = pair.split('=', 1)[0]!;
        const value = decoded(pair.slice(name.length + 1).replaceAll('+', ' '));
        const isUser = userKeys.includes(keyOf(pair));
        if (!isUser && !passwordKeys.includes(keyOf(pair))) return pair;
        if (/^\{\w+\}$/.test(value)) return pair;
        if (isUser) userName ||= value;
        else password ||= value;
        return `${name}=${isUser ? '{user}' : '{password}'}`;
      })
      .join('&');
  }
  return { address: url.href, userName, password };
}

/** The http(s) address; a missing scheme is http. Throws Trouble 'capture/bad-address'. */
export function parseAddress(text: string): URL {
  const trimmed = text.trim();
  try {
    const url = new URL(hasScheme(trimmed) ? trimmed : `http://${trimmed}`);
    if (/^https?:$/.test(url.protocol) && url.hostname !== '') return url;
  } catch {
    // The same answer as for a scheme that is not ours.
  }
  throw new Trouble('capture/bad-address', 'not an http(s) address');
}

export function hasScheme(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
