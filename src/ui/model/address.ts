/** An address that may be half typed in; the same taken apart, or as it is while it makes no sense, out. Nothing throws. */

import {
  hasScheme,
  parseAddress as parseOrThrow,
  type SplitAddress,
  splitAddress as splitOrThrow,
} from '../../base/web/address';

/** "admin:secret@192.168.1.20:81/x" gives "http://192.168.1.20:81/x" and the login. Without a login the text stays, but for its scheme. */
export function splitAddress(text: string): SplitAddress {
  const typed = text.trim();
  if (!parseAddress(typed)) return { address: typed, userName: '', password: '' };
  const split = splitOrThrow(typed);
  return hasLogin(split) ? split : { ...split, address: hasScheme(typed) ? typed : `http://${typed}` };
}

export function hasLogin({ userName, password }: Pick<SplitAddress, 'userName' | 'password'>): boolean {
  return userName + password !== '';
}

/** The address as a URL, or undefined when it is none that a camera can have. */
export function parseAddress(text: string): URL | undefined {
  try {
    return parseOrThrow(text);
  } catch {
    return undefined;
  }
}

/** A host alone: nothing after it that could be the place of a picture. */
export function isBareHost(url: URL): boolean {
  return url.pathname === '/' && url.search === '';
}
