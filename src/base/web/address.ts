/** Addresses as people type and paste them: takes the login out, wherever it stands, so that none is ever stored. */
import { Trouble } from '../trouble';

/** `address` is what remains without user name and password. */
export interface SplitAddress {
  readonly address: string;
  readonly userName: string;
  readonly password: string;
}

/** Query names that carry a user name (the surest first) and a password, as cameras spell them; in lower case. */
const userKeys =
  'user usr username user_name userid user_id uname loginuse loginname login_name login account uid u'.split(' ');
const passwordKeys =
  'pwd password pass passwd passw passcode passphrase loginpas loginpass login_pwd psw pswd pw userpwd user_pwd userpass user_pass secret'.split(
    ' ',
  );
/** A password only beside `u`: else it is a page, or a preset. */
const shortPasswordKey = 'p';
/** Where no query is, or one with other signs in it: `/user=a_password=b.jpg`, `?user=a;pwd=b`. */
const strayPassword = /(?:^|[^a-z])(?:password|passwd|pwd|loginpas)=(?!$|&|\{|%7B)/i;

/**
 * Moves `user:pass@` and `?user=..&pwd=..` out of an address and adds http:// where there is no scheme; nothing else of it
 * is touched, for it may be signed. In the query `{user}` and `{password}` stay in their place, so that the login is still
 * sent the way this camera wants it.
 * Throws Trouble 'capture/bad-address', 'capture/rtsp', or 'capture/address-login' where only its owner can tell what is a
 * password in it.
 */
export function splitAddress(text: string): SplitAddress {
  const host = splitHost(text);
  const query = splitQuery(host.address);
  if (strayPassword.test(query.address)) refuse();
  return {
    address: query.address,
    userName: host.userName || query.userName,
    password: host.password || query.password,
  };
}

/** The http(s) address without a login before its host; a missing scheme is http. Throws as `splitAddress` does. */
export function parseAddress(text: string): URL {
  return new URL(splitHost(text).address);
}

/** The login before the host alone; the query stays. Throws as `splitAddress` does. */
export function splitHost(text: string): SplitAddress {
  const { scheme, rest } = splitScheme(text.trim());
  const at = loginEnd(rest);
  const login = at < 0 ? '' : rest.slice(0, at);
  const colon = login.indexOf(':');
  const address = `${scheme}//${rest.slice(at + 1)}`;
  checkHost(address);
  return {
    address,
    userName: decoded(colon < 0 ? login : login.slice(0, colon)),
    password: colon < 0 ? '' : decoded(login.slice(colon + 1)),
  };
}

/** For names and messages: what may be a login is left out, in an address or in any other text. */
export function withoutLogin(text: string): string {
  const key = `[?&;/_#](?:${passwordKeys.join('|')})=|[?&]u=[^&\\s]*&${shortPasswordKey}=`;
  return (
    text
      // Which of the two ends at an '@' only the owner can tell.
      .replace(new RegExp(`\\b([a-z][a-z0-9+.-]*:)[\\\\/]{2}[^\\n]*?(?:${key})[^\\n]*@[^\\n]*`, 'gi'), '$1//…')
      .replace(/\b([a-z][a-z0-9+.-]*:)[\\/]{2}.*@/gi, '$1//')
      .replace(/(^|\s)[\\/]*[^\s:/@]+:[^\n]*@(?=[\w[])/g, '$1')
      .replace(new RegExp(`(${key})[^&\\s]*`, 'gi'), '$1…')
  );
}

function splitScheme(text: string): { readonly scheme: string; readonly rest: string } {
  // As browsers read it: `http:cam/x`, `http:/cam/x`.
  const web = /^(https?:)[\\/]*/i.exec(text);
  if (web) return { scheme: web[1]!.toLowerCase(), rest: text.slice(web[0].length) };
  if (/^(?:rtsp[su]?|rtmps?|rtp|mms):/i.test(text)) throw new Trouble('capture/rtsp');
  if (/^[a-z][a-z0-9+.-]*:[\\/]{2}/i.test(text)) throw new Trouble('capture/bad-address', 'not an http(s) address');
  // `//cam/x` is copied from a page.
  return { scheme: 'http:', rest: text.replace(/^[\\/]+/, '') };
}

function checkHost(address: string): void {
  try {
    if (new URL(address).hostname !== '') return;
  } catch {
    // The same answer.
  }
  throw new Trouble('capture/bad-address', 'not an http(s) address');
}

/**
 * Where the '@' behind the login stands; -1 without one. The URL standard ends the login at the first '/', '?' or '#', but
 * people write their passwords as they are: then an '@' further on ends it, unless what comes before is surely a host.
 */
function loginEnd(rest: string): number {
  const last = rest.lastIndexOf('@');
  if (last < 0) return -1;
  const authority = /^[^/?#\\]*/.exec(rest)![0];
  const inAuthority = authority.lastIndexOf('@');
  if (inAuthority === last) return last;
  if (inAuthority >= 0) {
    if (isSurelyHost(authority.slice(inAuthority + 1))) return inAuthority;
    return isSurelyHost(hostBehind(rest, last)) ? last : refuse();
  }
  // An '@' of the path or the query: /user/me@home.
  if (!authority.includes(':') || isSurelyHost(authority)) return -1;
  const firstSure = [...rest.matchAll(/@/g)].map(({ index }) => index).find((at) => isSurelyHost(hostBehind(rest, at)));
  if (firstSure !== undefined) return firstSure;
  // "admin:80/x@cam" may be a host with its port, or a name with its password.
  const mayBePort = /:\d{0,5}$/.test(authority);
  return mayBePort || rest.indexOf('@') !== last ? refuse() : last;
}

function refuse(): never {
  throw new Trouble('capture/address-login');
}

function hostBehind(rest: string, at: number): string {
  return /^[^/?#\\]*/.exec(rest.slice(at + 1))![0];
}

/** Nobody's password looks so. */
function isSurelyHost(hostAndPort: string): boolean {
  return /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:.]+\]|localhost|[\w.-]+\.(?:local|lan|home|internal|fritz\.box))(?::\d{0,5})?$/i.test(
    hostAndPort,
  );
}

function splitQuery(address: string): SplitAddress {
  const nothing = { address, userName: '', password: '' };
  const start = address.indexOf('?');
  if (start < 0) return nothing;
  const fragmentAt = address.indexOf('#', start);
  const end = fragmentAt < 0 ? address.length : fragmentAt;
  const pairs = address.slice(start + 1, end).split('&');
  const keyOf = (pair: string) => pair.split('=', 1)[0]!.toLowerCase();
  const hasShort = pairs.some((pair) => keyOf(pair) === 'u');
  const isSecret = (pair: string) =>
    passwordKeys.includes(keyOf(pair)) || (hasShort && keyOf(pair) === shortPasswordKey);
  if (!pairs.some(isSecret)) return nothing;
  const userKey = userKeys.find((key) => pairs.some((pair) => keyOf(pair) === key));
  let userName = '';
  let password = '';
  /** The last pair is a password: what stands behind it without a name of its own still belongs to it. */
  let isOpen = false;
  const kept: string[] = [];
  for (const pair of pairs) {
    const isUser = keyOf(pair) === userKey;
    const isPassword = isSecret(pair);
    const value = pair.slice(keyOf(pair).length + 1);
    if (isOpen && pair !== '' && !pair.includes('=')) {
      password += `&${pair}`;
    } else if ((!isUser && !isPassword) || /^(?:\{|%7B)\w+(?:\}|%7D)$/i.test(value)) {
      kept.push(pair);
      isOpen = false;
    } else {
      if (isUser) userName ||= decoded(value.replaceAll('+', ' '));
      else password ||= decoded(value.replaceAll('+', ' '));
      kept.push(`${pair.slice(0, keyOf(pair).length)}=${isUser ? '{user}' : '{password}'}`);
      isOpen = isPassword;
    }
  }
  const fragment = address.slice(end);
  if (isOpen) password += fragment;
  return { address: `${address.slice(0, start)}?${kept.join('&')}${isOpen ? '' : fragment}`, userName, password };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
